# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was agreed becomes work; a colleague is asked; one sentence closes it. Nothing is sent to anybody (R10)."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from checklist.base.keys import Sealer
from checklist.followup.models import FollowUp, FollowUpEvent
from checklist.followup.queries import is_open, may_close, open_of_case
from checklist.followup.rules import Agreed, lent_until, place_of_words, planned
from checklist.intake.actions import lend
from checklist.intake.models import Absence, Case
from checklist.intake.queries import absences_of
from checklist.people.models import Account
from checklist.people.permissions import Actor, Refused

What = FollowUpEvent.What


@transaction.atomic
def follow_up(
    *, case: Case, agreed_in: UUID, agreed: Agreed, by: Account, replaces: Iterable[str] = ()
) -> None:
    """Write down as work what was agreed. Open work of the kinds in `replaces` makes place for it."""
    for row in open_of_case(case):
        if row.kind in replaces:
            _note(row, What.REPLACED, by=Actor(kind="staff", account=by, role="caseworker"))
    for one in planned(agreed):
        row = FollowUp(
            client_key=case.client_key,
            case=case,
            agreed_in=agreed_in,
            kind=one.kind,
            due_on=one.due_on,
            recorded_by=by,
        )
        row.words = Sealer(case.client_key).seal_words(one.words, place_of_words(row.uuid))
        row.save()


AFTER_AN_ABSENCE = (FollowUp.Kind.FIRST_STEP, FollowUp.Kind.TALK_AGAIN, FollowUp.Kind.PAUSE)


def follow_absence(*, absence: Absence, by: Account) -> None:
    """Somebody did not come: the new appointment comes in the place of the one before. A second opinion stays."""
    case = absence.case
    said = next(one for one in absences_of(case) if one.uuid == absence.uuid)
    agreed = Agreed(timezone.localdate(absence.at), said.next_step, again_on=said.revisit_on)
    if said.next_step or said.revisit_on:
        follow_up(case=case, agreed_in=absence.uuid, agreed=agreed, by=by, replaces=AFTER_AN_ABSENCE)


@transaction.atomic
def assign(*, followup: FollowUp, to: Account, by: Account) -> FollowUpEvent:
    """The team lead asks a colleague. Until some days after the day that colleague can look in the conversation."""
    _lock(followup)
    if not (by.is_team_lead and by.team_id == followup.case.team_id):
        raise Refused(_("Only the team lead of this team asks a colleague."))
    if not (to.is_caseworker and to.is_active and to.team_id == followup.case.team_id):
        raise Refused(_("Only a caseworker of the same team can be asked."))
    if to.pk == followup.case.caseworker_id:
        raise Refused(_("This is the caseworker of the conversation. Ask somebody else."))
    until = lent_until(followup.due_on, timezone.localdate())
    lend(case=followup.case, to=to, until=until, by=by)
    return _note(followup, What.ASSIGNED, by=Actor(kind="staff", account=by, role="team_lead"), to=to)


@transaction.atomic
def close(*, followup: FollowUp, what: str, words: str, by: Actor) -> FollowUpEvent:
    """It is done, or not needed any more: one sentence, which the other side reads."""
    _lock(followup)
    if what not in {What.DONE, What.DROPPED}:
        raise Refused(_("Choose: done, or not needed any more."))
    if by.account and not may_close(by.account, followup):
        raise Refused(_("Only the caseworker of this conversation, or who was asked, can close this."))
    return _note(followup, What(what), by=by, words=words)


def _lock(followup: FollowUp) -> None:
    """One after the other: what two people close at the same moment is closed once."""
    followup.case = Case.objects.select_for_update().get(pk=followup.case_id)
    if not followup.case.is_open:
        raise Refused(_("This conversation is closed. Nothing changes in it any more."))
    if not is_open(followup):
        raise Refused(_("This was closed already. Look at the page again."))


def _note(
    row: FollowUp, what: FollowUpEvent.What, *, by: Actor, to: Account | None = None, words: str = ""
) -> FollowUpEvent:
    event = FollowUpEvent(
        client_key=row.client_key,
        followup=row,
        what=what,
        account=by.account,
        by_client=by.kind == "client",
        to=to,
    )
    event.words = Sealer(row.client_key).seal_words(words, place_of_words(event.uuid, event=True))
    event.save()
    return event
