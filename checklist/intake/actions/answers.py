# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The goal and the answers: saved with their version, each answer sealed under a key of its own."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from checklist.base.digest import canonical_json
from checklist.base.keys import Sealer
from checklist.intake.actions.corrections import note_correction
from checklist.intake.actions.course import TOLD_FIRST, Stale, check_open, check_present
from checklist.intake.models import Answer, Case, Correction
from checklist.intake.queries import goal_of, reply_of
from checklist.intake.rules import FilledAnswer, answer_place, goal_place
from checklist.people.models import Account
from checklist.people.permissions import Refused
from checklist.questions import rules
from checklist.questions.models import Question


@transaction.atomic
def save_goal(
    *,
    case: Case,
    state: str,
    words: str,
    version: int,
    by: Account,
    objects: bool = False,
    companion: bool = False,
) -> Case:
    """The client's goal, literally. On record with it: the client was told of research, and objected or not (R18)."""
    check_open(case)
    check_present(case)
    words = words.strip() if state == rules.GIVEN else ""
    stored = (case.goal_state, goal_of(case), case.research_objected_at is not None, case.companion)
    if stored == (state, words, objects, companion):
        return case  # nothing changed, or the same form sent twice
    now = timezone.now()
    sealed = Sealer(case.client_key).seal_words(words, goal_place(case.uuid))
    values = {
        "goal": sealed,
        "goal_state": state,
        "companion": companion,
        "research_told_at": case.research_told_at or now,
        "research_objected_at": (case.research_objected_at or now) if objects else None,
        "stage": max(case.stage, Case.Stage.QUESTIONS),
        "version": version + 1,
    }
    if not Case.objects.filter(pk=case.pk, version=version).update(**values):
        raise Stale([rules.GOAL])
    case.refresh_from_db()
    return case


@transaction.atomic
def save_answer(
    *, case: Case, question: Question, reply: rules.Reply, version: int, by: Account, from_paper: bool = False
) -> int:
    """Save one answer. Returns its version. Raises Stale when somebody saved another answer since `version`."""
    given = FilledAnswer(question, reply, version)
    return save_answers(case=case, given=[given], by=by, from_paper=from_paper)[question.key]


@transaction.atomic(savepoint=False)  # one page is saved as a whole: nobody goes on after a clash
def save_answers(
    *,
    case: Case,
    given: Iterable[FilledAnswer],
    by: Account,
    from_paper: bool = False,
    sealer: Sealer | None = None,
) -> dict[str, int]:
    """Save what one page says: all of it, or nothing and Stale with every question that clashed. Versions by key."""
    check_open(case)
    check_present(case)
    if case.research_told_at is None:
        raise Refused(TOLD_FIRST)
    versions, clashes, box = {}, [], sealer or Sealer(case.client_key)
    for item in given:
        if item.question.checklist_id != case.checklist_id:
            raise Refused(_("This question does not belong to the checklist of this conversation."))
        try:
            versions[item.question.key] = _save(case, item, box, {"saved_by": by, "from_paper": from_paper})
        except Stale as stale:
            clashes += stale.keys
    if clashes:
        raise Stale(clashes)
    return versions


def _save(case: Case, item: FilledAnswer, box: Sealer, who: dict[str, Any]) -> int:
    """One answer. The row is locked while its version is compared; two first answers are judged by the unique key."""
    row = _stored(case, item)
    if row is not None and reply_of(case, item.question, row, box) == item.reply:
        return row.version  # nothing changed, or the same form sent twice
    if (row.version if row else 0) != item.version:
        raise Stale([item.question.key])
    _read_back_again(case)
    note_correction(case=case, question=item.question, kind=Correction.Kind.CHANGED)
    if row is None:
        return _save_first(case, item, box, who)
    sealed = _sealed(case, item, box, row.key_id)
    fresh = {"voice": Answer.ClientVoice.NONE, "version": row.version + 1, "saved_at": timezone.now()}
    Answer.objects.filter(pk=row.pk).update(**sealed, **fresh, **who)
    return row.version + 1


def _stored(case: Case, item: FilledAnswer) -> Answer | None:
    return Answer.objects.select_for_update().filter(case=case, question=item.question).first()


def _save_first(case: Case, item: FilledAnswer, box: Sealer, who: dict[str, Any]) -> int:
    try:
        with transaction.atomic():
            Answer.objects.create(case=case, question=item.question, **_sealed(case, item, box, None), **who)
    except IntegrityError as taken:
        row = _stored(case, item)  # a quiet save and the button of one page, at the same moment
        if row is None or reply_of(case, item.question, row, box) != item.reply:
            raise Stale([item.question.key]) from taken
    return 1


def _sealed(case: Case, item: FilledAnswer, box: Sealer, key: UUID | None) -> dict[str, Any]:
    """The columns of an answer. Each is sealed under a key of its own, so that it can be destroyed alone (R8)."""
    if item.reply.state != rules.GIVEN:
        return {"state": item.reply.state, "value": b"", "key_id": key}
    answer = item.reply.answer or {}
    rules.check_answer(item.question, answer)
    key = key or box.new_answer_key().uuid
    value = box.seal(canonical_json(answer), answer_place(case.uuid, item.question.key), key=key)
    return {"state": rules.GIVEN, "value": value, "key_id": key}


def _read_back_again(case: Case) -> None:
    """An answer changed after 'this is right' was said: it has to be read back once more."""
    if case.read_back_at is not None:
        Case.objects.filter(pk=case.pk).update(read_back_at=None)
        case.read_back_at = None
