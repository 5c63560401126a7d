# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A client comes in with a code, asks, corrects and objects; somebody who works here answers."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from checklist.access.actions import log_look, log_looks
from checklist.access.models import AccessLine
from checklist.access.rules import NOBODY
from checklist.base.keys import Sealer
from checklist.intake.actions import destroy_answer_of_case, note_correction, voice_on_answer
from checklist.intake.models import Case
from checklist.people.actions import PinTry, choose_pin, try_pin
from checklist.people.models import Account, ClientCode
from checklist.people.permissions import Actor
from checklist.people.rules import SOON
from checklist.questions.queries import questions_of
from checklist.transparency.models import ClientRequest
from checklist.transparency.rules import answer_by


@transaction.atomic
def enter_pin(*, code: ClientCode, pin: str, by: Actor) -> PinTry:
    """One try with a PIN, right or wrong, on record (S20)."""
    tried = try_pin(code=code, pin=pin, by=by)
    outcome = AccessLine.Outcome.SHOWN if tried.right else AccessLine.Outcome.REFUSED
    log_look(client_key=code.client_key, case_uuid=code.case_uuid, by=by, part="log_in", outcome=outcome)
    return tried


@transaction.atomic
def enter_with_new_pin(*, code: ClientCode, pin: str, by: Actor) -> bool:
    """First use: the client's own PIN, on record. False when one was chosen already."""
    chosen = choose_pin(code=code, pin=pin, by=by)
    outcome = AccessLine.Outcome.SHOWN if chosen else AccessLine.Outcome.REFUSED
    part = "log_in_soon" if chosen and timezone.now() - code.made_at < SOON else "log_in"
    log_look(client_key=code.client_key, case_uuid=code.case_uuid, by=by, part=part, outcome=outcome)
    return chosen


@transaction.atomic
def refuse_code(*, code: ClientCode, by: Actor) -> None:
    """A code that no longer works was typed: on record."""
    outcome = AccessLine.Outcome.REFUSED
    log_look(client_key=code.client_key, case_uuid=code.case_uuid, by=by, part="log_in", outcome=outcome)


@transaction.atomic
def refuse_place(*, code: ClientCode, by: Actor) -> None:
    """A code was typed where somebody who works here sits: on record (S35)."""
    outcome = AccessLine.Outcome.REFUSED
    log_look(
        client_key=code.client_key, case_uuid=code.case_uuid, by=by, part="log_in_at_staff", outcome=outcome
    )


@transaction.atomic
def ask(
    *, case: Case, kind: str, by: Actor, words: str = "", line: UUID | None = None, question: str = ""
) -> ClientRequest:
    """The client asks something; it gets an owner and a date by which there is an answer."""
    request = ClientRequest(
        client_key=case.client_key,
        case_uuid=case.uuid,
        kind=kind,
        about=line,
        about_question=question,
        due_on=answer_by(kind, timezone.localdate()),
        owner=case.caseworker,
    )
    request.words = Sealer(case.client_key).seal_words(words, request.words_context)
    request.save()
    return request


@transaction.atomic
def speak_about_answer(*, case: Case, question: str, voice: str, words: str, by: Actor) -> ClientRequest:
    """The client about one answer, from the own page (R8). It holds at once; the request tells the contact person."""
    asked = next(row for row in questions_of(case.checklist) if row.key == question)
    if voice == "destroy":
        destroy_answer_of_case(case=case, question=asked, by=by)
    elif case.is_open:
        voice_on_answer(case=case, question=asked, voice=voice, by=by)
    else:  # nothing is written in a closed talk any more; that the client said so stands beside its report
        note_correction(case=case, question=asked, kind=voice, by=by)
    kind = ClientRequest.Kind.CORRECTION if voice == "not_me" else ClientRequest.Kind.OBJECTION
    return ask(case=case, kind=kind, words=words, question=question, by=by)


@transaction.atomic
def answer(*, request: ClientRequest, words: str, by: Account) -> ClientRequest:
    """Answer a client. An answer is given once; a second one would change what the client has read."""
    row = ClientRequest.objects.select_for_update().get(pk=request.pk)
    if row.answered_at is None:
        row.answer = Sealer(row.client_key).seal(words, row.answer_context)
        row.answered_at, row.answered_by = timezone.now(), by
        row.save(update_fields=["answer", "answered_at", "answered_by"])
    return row


@transaction.atomic
def object_to_research(*, case: Case, by: Actor) -> ClientRequest | None:
    """No reuse for research from now on (R18). At once; the request tells the contact person."""
    fresh = Case.objects.filter(pk=case.pk, research_objected_at=None).update(
        research_objected_at=timezone.now()
    )
    return ask(case=case, kind=ClientRequest.Kind.RESEARCH, by=by) if fresh else None


@transaction.atomic
def log_looks_at_log(*, lines: Iterable[AccessLine], purpose: str, part: str, by: Actor) -> int:
    """Looking at the log is a look too: one line for each client who stands in it (R14). Returns their number."""
    clients = {line.client_key: line.case_uuid for line in lines if line.client_key != NOBODY}
    log_looks(files=sorted(clients.items(), key=lambda pair: pair[0].hex), by=by, part=part, purpose=purpose)
    return len(clients)
