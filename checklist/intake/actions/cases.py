# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A case from opening to closing: the client's code, standing in, handing over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from checklist.access.actions import choose_purpose, log_look
from checklist.access.models import AccessLine, Erasure, Purpose
from checklist.access.rules import LOOKED_AGAIN, NO_SUCH_NUMBER, OTHER_TEAM, WITHOUT_RELATION, WRONG_NAME
from checklist.base.keys import Sealer, new_client_key
from checklist.base.terms import term_of
from checklist.base.text import folded, one_line
from checklist.intake.actions.course import Stale, check_open
from checklist.intake.actions.voice import destroy
from checklist.intake.models import Answer, Case, Client, StandIn
from checklist.intake.queries import clients_with_number, talked_with
from checklist.intake.rules import (
    belongs_to_others,
    identity_of,
    looks_like_national_number,
    may_stand_in_until,
    months_after,
    number_fault,
    number_key,
    tidy_number,
)
from checklist.people.actions import end_codes, issue_code
from checklist.people.models import Account
from checklist.people.permissions import Actor, Refused
from checklist.questions.models import Checklist
from checklist.questions.queries import published

NUMBER_SENTENCE = _("A client number has letters A to Z, digits, spaces and - . / and at most 40 signs.")


NOT_OPENED = _(
    "With this number and this name no conversation was opened. Check both. Was the client here before? Then use the "
    "name of that time. Are both right? Then say below that the client is new here, or why you open it."
)


class NotOpened(Refused):
    """A number and a name that open nothing. One sentence for every reason, so that it tells nobody who is known here;
    the page puts it on record, for whose number it is."""

    def __init__(self, part: str, clients: Sequence[UUID]) -> None:
        super().__init__(NOT_OPENED)
        self.part, self.clients = part, clients


@dataclass(frozen=True)
class Opened:
    """A case that was just opened, and the client's code, readable this one time."""

    case: Case
    code: str


@transaction.atomic
def open_case(
    *,
    number: str,
    display_name: str,
    purpose: str,
    by: Account,
    fictional: bool,
    case_uuid: UUID | None = None,
    held: str = Case.Held.TOGETHER,
    made_on: tuple[str, str] = ("", ""),
    is_new: bool = True,
    why: str = "",
) -> Opened:
    """Open a conversation with a new or known client: the purpose, the first access line and the code come with it.

    `is_new`: somebody said that nobody talked with this client before; without it an unknown number opens nothing.
    `why`: the own sentence with which a client is opened with whom only other teams talked. The client reads it.

    A client who did not come gets no code yet: nobody is there to take it.

    `case_uuid` is the one-time key of the form: sent twice, it cannot open two cases. `made_on`: marks of the browser
    and address where the code is made.
    """
    checklist = published()
    if checklist is None:
        raise Refused(_("There is no published checklist yet. Ask the findings editor."))
    key = case_uuid or uuid4()
    if Case.objects.filter(uuid=key).exists():
        raise Stale(["case"])
    try:
        with transaction.atomic():
            client, without_relation = _client(number, one_line(display_name), fictional, by, is_new, why)
            case = _new_case(key, client, checklist, by, held)
    except IntegrityError as taken:  # the same form, or the same new client, at the same moment
        raise Stale(["case"]) from taken
    choose_purpose(case_uuid=case.uuid, purpose=purpose, by=by)
    _line(
        case, by, purpose, WITHOUT_RELATION if without_relation else "opened", why if without_relation else ""
    )
    return Opened(case, "" if held == Case.Held.NO_SHOW else new_code(case=case, by=by, made_on=made_on))


def _new_case(key: UUID, client: Client, checklist: Checklist, by: Account, held: str) -> Case:
    if Case.objects.filter(client=client, caseworker=by, closed_at=None).exists():
        raise Refused(_("You have an open conversation with this client already. You find it in your list."))
    return Case.objects.create(
        uuid=key,
        client=client,
        client_key=client.client_key,
        team=by.team,
        caseworker=by,
        checklist=checklist,
        fictional=client.fictional,
        held=held,
    )


def _client(
    number: str, name: str, fictional: bool, by: Account, is_new: bool, why: str
) -> tuple[Client, bool]:
    """The client with this number, or a new one; and whether it is opened without a relation.

    Every refusal comes after the same two statements, so that its time tells no more than its sentence.
    """
    if number_fault(number):
        raise Refused(NUMBER_SENTENCE)
    if looks_like_national_number(number):
        raise Refused(_("This looks like a BSN. Use the client number of your own system."))
    found = clients_with_number(number)
    known = found[0] if len(found) == 1 else None
    others = belongs_to_others(talked_with(known), team=by.team_id, account=by.pk)
    keys = [one.client_key for one in found]
    if not found:
        if not is_new:
            raise NotOpened(NO_SUCH_NUMBER, keys)
        return _new_client(number, name, fictional), False
    if known is None or folded(known.display_name) != folded(name):
        raise NotOpened(WRONG_NAME, keys)
    if others and not why:
        raise NotOpened(OTHER_TEAM, keys)
    return known, others


def _new_client(number: str, name: str, fictional: bool) -> Client:
    """The one place where a client gets a number and a name, with the forms in which they are compared and searched."""
    client = Client(
        client_key=new_client_key(),
        number=tidy_number(number),
        number_key=number_key(number),
        display_name=name,
        search_name=folded(name),
        fictional=fictional,
    )
    client.bound = Sealer(client.client_key).mark(identity_of(client))
    client.save(force_insert=True)
    return client


def _line(case: Case, by: Account, purpose: str, part: str, sentence: str = "") -> None:
    actor = Actor(kind="staff", account=by, role="caseworker")
    saved = AccessLine.Outcome.SAVED
    log_look(
        client_key=case.client_key, case_uuid=case.uuid, by=actor, part=part, purpose=purpose, outcome=saved,
        sentence=sentence,
    )  # fmt: skip


@transaction.atomic
def new_code(*, case: Case, by: Account, made_on: tuple[str, str] = ("", "")) -> str:
    """A new code for the client, readable this one time; the one before ends at once (S20)."""
    check_open(case)
    return issue_code(client_key=case.client_key, case_uuid=case.uuid, by=by, made_on=made_on)


@transaction.atomic
def stand_in(*, case: Case, until: date, by: Account) -> StandIn:
    """Take over for a colleague of the same team until a date. No manager is needed; the client sees it."""
    check_open(case)
    today = timezone.localdate()
    if case.team_id != by.team_id or not by.is_caseworker:
        raise Refused(_("Only a caseworker of the same team can stand in."))
    if not may_stand_in_until(until, today):
        raise Refused(_("Choose an end date from today, and at most six weeks ahead."))
    row = StandIn.objects.create(case=case, account=by, until=until, made_by=by)
    choose_purpose(case_uuid=case.uuid, purpose=Purpose.STAND_IN, by=by)
    _line(case, by, Purpose.STAND_IN, "stand_in")
    return row


@transaction.atomic
def lend(*, case: Case, to: Account, until: date, by: Account) -> StandIn:
    """Somebody else asks a colleague of the same team to look along until a date. Of who does not stand in, the client
    does not read that they do."""
    check_open(case)
    if not (to.is_caseworker and to.is_active and to.team_id == case.team_id):
        raise Refused(_("Only a caseworker of the same team can be asked."))
    return StandIn.objects.create(case=case, account=to, until=until, made_by=by)


@transaction.atomic
def hand_over(*, case: Case, to: Account, by: Account) -> Case:
    """The case goes to a colleague of the same team for good. Who had it can look no more."""
    check_open(case)
    if case.caseworker_id != by.pk:
        raise Refused(_("Only the caseworker of this conversation hands it over."))
    if not (to.is_caseworker and to.is_active and to.team_id == case.team_id):
        raise Refused(_("Only a caseworker of the same team can take over."))
    Case.objects.filter(pk=case.pk).update(caseworker=to)
    today = timezone.localdate()
    StandIn.objects.filter(case=case, account__in=[by, to], until__gte=today).update(
        until=today - timedelta(days=1)
    )
    case.caseworker = to
    return case


@transaction.atomic
def look_again(*, case: Case, why: str, purpose: str, by: Account) -> None:
    """Look for today at a conversation that was closed longer ago than its term. The client reads the own sentence."""
    choose_purpose(case_uuid=case.uuid, purpose=purpose, by=by)
    actor = Actor(kind="staff", account=by, role="caseworker")
    line: dict[str, Any] = {"client_key": case.client_key, "case_uuid": case.uuid, "part": LOOKED_AGAIN}
    log_look(**line, by=actor, purpose=purpose, sentence=why)


@transaction.atomic
def close_case(*, case: Case, reason: str, by: Account) -> Case:
    """The talk is done, or the wrong person was opened: then what was written about that person is destroyed."""
    check_open(case)
    if reason not in {"done", "wrong_person"}:
        raise Refused(_("Choose why you close this conversation."))
    case.closed_at, case.closed_reason = timezone.now(), reason
    case.keep_until = months_after(timezone.localdate(), term_of("case").months)
    if reason == "wrong_person":
        case.goal, case.goal_state = b"", ""
        _destroy_all(case, by)
    case.save(update_fields=["closed_at", "closed_reason", "keep_until", "goal", "goal_state"])
    end_codes(case_uuid=case.uuid, by=by)
    return case


def _destroy_all(case: Case, by: Account) -> None:
    actor = Actor(kind="staff", account=by, role="caseworker")
    for answer in Answer.objects.filter(case=case).exclude(key=None):
        destroy(case=case, row=answer, by=actor, ground=Erasure.Ground.WRONG_PERSON)
