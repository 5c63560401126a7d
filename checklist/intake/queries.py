# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads about cases: who may see one, what was answered, which groups that means."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from checklist.intake.models import Case, StandIn
from checklist.people.models import Account


@dataclass(frozen=True)
class Fact:
    """One answer under ground (E): the group that it means, the key it is sealed under, and whether the client refused it."""

    characteristic: str
    group: str  # '' when the answer means no studied group
    question_key: str
    answer_key: UUID | None
    refused: bool


def cases_of(account: Account, *, today: date | None = None) -> QuerySet[Case]:
    """Cases in which this person has a relation today: own cases, and those stood in for."""
    day = today or timezone.localdate()
    lent = StandIn.objects.filter(account=account, until__gte=day).values("case_id")
    return Case.objects.filter(Q(caseworker=account) | Q(pk__in=lent)).exclude(closed_reason="wrong_person")
