# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The client's voice on what was written down: this is right, this is not me, take the answer away."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from checklist.access.actions import destroy_answer
from checklist.access.models import Erasure
from checklist.intake.actions.corrections import note_correction
from checklist.intake.actions.course import TOLD_FIRST, advance, check_open, check_present
from checklist.intake.models import Answer, Case, Correction
from checklist.intake.queries import answers_opened, asked_now, talk_questions
from checklist.people.models import Account
from checklist.people.permissions import Actor, Refused
from checklist.questions import rules
from checklist.questions.models import Question


@transaction.atomic
def confirm_read_back(*, case: Case, by: Account) -> Case:
    """The client said once, of all: this is right (R8). What fell away is destroyed; what is open is not asked."""
    check_open(case)
    check_present(case)
    if case.research_told_at is None:
        raise Refused(TOLD_FIRST)
    said = answers_opened(case)
    asked = asked_now(case, said)
    actor = Actor(kind="staff", account=by, role="caseworker")
    for row in Answer.objects.filter(case=case).exclude(key=None).select_related("question"):
        if row.question.key not in asked:
            destroy(case=case, row=row, by=actor, ground=Erasure.Ground.CLIENT_ASKED)
    emptied = Answer.objects.filter(case=case, state=Answer.State.EMPTY)
    emptied.update(state=Answer.State.NOT_ASKED)
    open_ones = [q for q in talk_questions(case) if q.key in asked and q.key not in said]
    for question in open_ones:
        Answer.objects.create(case=case, question=question, state=rules.NOT_ASKED, saved_by=by)
    Answer.objects.filter(case=case, voice=Answer.ClientVoice.NONE).update(voice=Answer.ClientVoice.RIGHT)
    by_phone = case.held == Case.Held.PHONE
    Case.objects.filter(pk=case.pk).update(read_back_at=timezone.now(), read_back_by_phone=by_phone)
    case.refresh_from_db()
    return advance(case=case, stage=Case.Stage.FIRST_IDEA, by=by)


@transaction.atomic
def voice_on_answer(*, case: Case, question: Question, voice: str, by: Actor) -> None:
    """The client about one line: this is right, this is not me, do not use this. No reason is asked."""
    check_open(case)
    if by.kind != "client":
        check_present(case)
    if voice not in Answer.ClientVoice.values or not voice:
        raise Refused(_("Choose what you want to say about this line."))
    rows = Answer.objects.filter(case=case, question=question, state=Answer.State.GIVEN)
    before = rows.values_list("voice", flat=True).first()
    if not rows.update(voice=voice):
        raise Refused(_("There is no answer here any more."))
    if voice != (before or Answer.ClientVoice.RIGHT):
        note_correction(case=case, question=question, kind=voice, by=by)


@transaction.atomic
def destroy_answer_of_case(*, case: Case, question: Question, by: Actor) -> None:
    """Take the answer itself away: its key is destroyed, and with it all that was shown because of it."""
    row = Answer.objects.filter(case=case, question=question).select_for_update().first()
    if row is None or row.key_id is None:
        raise Refused(_("There is no answer here any more."))
    destroy(case=case, row=row, by=by, ground=Erasure.Ground.CLIENT_ASKED)


@transaction.atomic
def destroy(*, case: Case, row: Answer, by: Actor, ground: str) -> None:
    """One answer and its key."""
    if ground == Erasure.Ground.CLIENT_ASKED:
        note_correction(case=case, question=row.question, kind=Correction.Kind.TAKEN_AWAY, by=by)
    if row.key_id is not None:
        destroy_answer(client_key=case.client_key, key=row.key_id, ground=ground, by=by)
    Answer.objects.filter(pk=row.pk).update(
        state=Answer.State.DESTROYED,
        value=b"",
        key=None,
        voice=Answer.ClientVoice.DO_NOT_USE,
        version=row.version + 1,
        saved_at=timezone.now(),
    )
