# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a talk is held, and a record of the client not coming: no choice and no answer of anybody (S37)."""

from datetime import date
from typing import Protocol
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from checklist.base.keys import Sealer
from checklist.intake.actions.course import check_open
from checklist.intake.models import Absence, Case
from checklist.intake.rules import absence_place
from checklist.people.models import Account
from checklist.people.permissions import Refused


@transaction.atomic
def hold_talk_as(*, case: Case, held: str, by: Account) -> Case:
    """Together, by telephone, or the client did not come: said once, and every page of the talk goes by it."""
    check_open(case)
    if held not in Case.Held.values:
        raise Refused(_("Choose how you talk: together, or by telephone."))
    Case.objects.filter(pk=case.pk).update(held=held)
    case.held = held
    return case


class Follows(Protocol):
    def __call__(self, *, absence: Absence, by: Account) -> None: ...


FOLLOWS: list[Follows] = []


def follows_absence(follow: Follows) -> Follows:
    """Done with every record of an absence, in its transaction. A higher slice calls this; nothing points up."""
    if follow not in FOLLOWS:
        FOLLOWS.append(follow)
    return follow


@transaction.atomic
def record_absence(
    *, case: Case, once_key: UUID, by: Account, next_step: str = "", revisit_on: date | None = None
) -> Absence:
    """The client did not come. The same `once_key` again gives the row that is there."""
    check_open(case)
    Case.objects.select_for_update().get(pk=case.pk)
    known = Absence.objects.filter(case=case, once_key=once_key).first()
    if known is not None:
        return known
    row = Absence(
        client_key=case.client_key, case=case, once_key=once_key, recorded_by=by, revisit_on=revisit_on
    )
    row.next_step = Sealer(case.client_key).seal_words(next_step, absence_place(row.uuid))
    row.save()
    hold_talk_as(case=case, held=Case.Held.NO_SHOW, by=by)
    for follow in FOLLOWS:
        follow(absence=row, by=by)
    return row
