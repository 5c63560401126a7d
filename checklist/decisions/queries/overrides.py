# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The log of other choices (R4)."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from checklist.decisions.models import Override
from checklist.people.models import Team

Place = tuple[datetime, int]  # of a line in the log: by moment, then by number


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for in the log of one team; empty means: any."""

    after: Place | None = None  # lines behind this one
    until: Place | None = None  # up to and with this one
    whose: str = ""
    family: str = ""
    service: str = ""


def overrides(team: Team, wanted: Wanted) -> QuerySet[Override]:
    """The other choices of a team that match, without an order and without any relation loaded."""
    rows: QuerySet[Override] = Override.objects.filter(team=team)
    if wanted.after:
        rows = rows.exclude(up_to(wanted.after))
    if wanted.until:
        rows = rows.filter(up_to(wanted.until))
    if wanted.whose:
        rows = rows.filter(whose=wanted.whose)
    if wanted.family:
        rows = rows.filter(Q(caseworker_family=wanted.family) | Q(client_family=wanted.family))
    if wanted.service:
        # JSON has no portable "contains": a key of a service never holds a quotation mark
        rows = rows.annotate(chosen_text=Cast("chosen", TextField())).filter(
            chosen_text__contains=f'"{wanted.service}"'
        )
    return rows


def up_to(place: Place) -> Q:
    """Lines up to and with this one."""
    at, number = place
    return Q(at__lt=at) | Q(at=at, id__lte=number)
