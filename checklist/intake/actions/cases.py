# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A case from opening to closing: the client's code, standing in, handing over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from checklist.access.actions import choose_purpose, log_look
from checklist.access.models import AccessLine, Erasure, Purpose
from checklist.base.keys import Sealer, new_client_key
from checklist.base.terms import term_of
from checklist.base.text import folded, one_line
from checklist.intake.actions.course import Stale, check_open
from checklist.intake.actions.voice import destroy
from checklist.intake.models import Answer, Case, Client, StandIn
from checklist.intake.queries import client_with_number, clients_with_number
from checklist.intake.rules import (
    LONGEST_STAND_IN,
    identity_of,
    looks_like_national_number,
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


class NotTogether(Refused):
    """A number of one or more clients, with a name that is not theirs. The page puts it on record for each of them."""

    def __init__(self, sentence: str | Promise, clients: Sequence[UUID]) -> None:
        super().__init__(sentence)
        self.clients = clients


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
) -> Opened:
    """Open a conversation with a new or known client: the purpose, the first access line and the code come with it.

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
            client = _client(number, one_line(display_name), fictional)
            case = _new_case(key, client, checklist, by, held)
    except IntegrityError as taken:  # the same form, or the same new client, at the same moment
        raise Stale(["case"]) from taken
    choose_purpose(case_uuid=case.uuid, purpose=purpose, by=by)
    _line(case, by, purpose, "opened")
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


def _client(number: str, name: str, fictional: bool) -> Client:
    """The one place where a client gets a number and a name, with the forms in which they are compared and searched."""
    if number_fault(number):
        raise Refused(NUMBER_SENTENCE)
    if looks_like_national_number(number):
        raise Refused(_("This looks like a BSN. Use the client number of your own system."))
    try:
        known = client_with_number(number)
    except Refused as alike:
        raise NotTogether(alike.sentence, [one.client_key for one in clients_with_number(number)]) from alike
    if known is None:
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
    if folded(known.display_name) != folded(name):
        raise NotTogether(
            _(
                "With this number and this name you cannot open a conversation. Check both: is this the right person?"
            ),
            [known.client_key],
        )
    return known


def _line(case: Case, by: Account, purpose: str, part: str) -> None:
    actor = Actor(kind="staff", account=by, role="caseworker")
    saved = AccessLine.Outcome.SAVED
    log_look(
        client_key=case.client_key, case_uuid=case.uuid, by=actor, part=part, purpose=purpose, outcome=saved
    )


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
    if not today <= until <= today + LONGEST_STAND_IN:
        raise Refused(_("Choose an end date from today, and at most six weeks ahead."))
    row = StandIn.objects.create(case=case, account=by, until=until, made_by=by)
    choose_purpose(case_uuid=case.uuid, purpose=Purpose.STAND_IN, by=by)
    _line(case, by, Purpose.STAND_IN, "stand_in")
    return row


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
