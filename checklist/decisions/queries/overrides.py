# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The log of other choices (R4)."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from checklist.decisions.models import Override
from checklist.people.models import Team


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for in the log of one team; empty means: any."""

    start: datetime | None = None
    end: datetime | None = None  # not included
    whose: str = ""
    family: str = ""
    service: str = ""


def overrides(team: Team, wanted: Wanted) -> QuerySet[Override]:
    """The other choices of a team that match, without an order and without any relation loaded."""
    rows: QuerySet[Override] = Override.objects.filter(team=team)
    if wanted.start:
        rows = rows.filter(at__gte=wanted.start)
    if wanted.end:
        rows = rows.filter(at__lt=wanted.end)
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
