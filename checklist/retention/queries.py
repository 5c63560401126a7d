# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whose term has ended."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from checklist.access.models import Erasure
from checklist.base.terms import term_of
from checklist.intake.models import Answer, Case, Client
from checklist.intake.rules import months_after
from checklist.retention.rules import Kept, ends_on

WRONG_PERSON = "wrong_person"


@dataclass(frozen=True)
class Ended:
    """A client whose term has ended, since when, and on which ground the data go."""

    client: Client
    since: date
    ground: str


def ended_clients(today: date) -> list[Ended]:
    """Clients whose last term lies behind us. Two queries."""
    kept: dict[int, list[Kept]] = {}
    rows = Case.objects.exclude(client=None).values_list(
        "client_id", "closed_at", "keep_until", "closed_reason"
    )
    for client, closed_at, keep_until, reason in rows.iterator():
        kept.setdefault(client, []).append(Kept(closed_at is not None, keep_until, reason == WRONG_PERSON))
    over = {client: last for client, cases in kept.items() if (last := ends_on(cases)) and last < today}
    grounds = {True: Erasure.Ground.WRONG_PERSON, False: Erasure.Ground.TERM}
    return [
        Ended(client, over[client.pk], grounds[over[client.pk] == date.min])
        for client in Client.objects.filter(pk__in=over).order_by("pk")
    ]


def ended_answers(today: date) -> list[Answer]:
    """Answers whose own, shorter term has ended, of conversations that are still kept."""
    months = term_of("answer").months
    if months >= term_of("case").months:
        return []
    rows = Answer.objects.exclude(key=None).exclude(case__closed_at=None).select_related("case", "question")
    return [row for row in rows if months_after(_closed_on(row.case), months) < today]


def _closed_on(case: Case) -> date:
    return timezone.localdate(case.closed_at)
