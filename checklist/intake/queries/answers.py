# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was said: the goal, the answers, and which groups they mean."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import FilteredRelation, Q
from django.utils.translation import gettext

from checklist.base.keys import Sealer
from checklist.base.prepared import Prepared
from checklist.intake.models import Answer, Case
from checklist.intake.rules import answer_place, goal_place
from checklist.questions import rules
from checklist.questions.models import Question
from checklist.questions.queries import questions_of
from checklist.releases.queries import in_talk

REFUSED = frozenset({Answer.ClientVoice.NOT_ME, Answer.ClientVoice.DO_NOT_USE})


@dataclass(frozen=True)
class Fact:
    """One answer under ground (E): the group that it means, the key it is sealed under, and whether it may speak."""

    characteristic: str
    group: str  # '' when the answer means no studied group
    question_key: str
    answer_key: UUID | None
    refused: bool  # not wanted, said not to be right, or destroyed
    corrected: bool = False  # the client said: this is not me


class OpenedAnswer(NamedTuple):
    """What stands now as the answer to one question, readable. `answer` is None unless the state is 'given'."""

    question: Question
    state: str
    answer: rules.Answer | None
    voice: str
    version: int
    answer_key: UUID | None
    from_paper: bool

    @property
    def reply(self) -> rules.Reply:
        return rules.Reply(self.state, self.answer)

    @property
    def refused(self) -> bool:
        return self.voice in REFUSED

    @property
    def corrected(self) -> bool:
        return self.voice == Answer.ClientVoice.NOT_ME

    def in_words(self, language: str) -> str:
        """The answer as somebody reads it; '' when there is none."""
        return rules.in_words(self.question, self.answer, language)


def goal_of(case: Case, sealer: Sealer | None = None) -> str:
    """The client's goal, literally; '' when none was given or it was destroyed."""
    return (sealer or Sealer(case.client_key)).read(case.goal, goal_place(case.uuid)) or ""


def answers_opened(
    case: Case, sealer: Sealer | None = None, *, only: Collection[str] | None = None
) -> dict[str, OpenedAnswer]:
    """The stored answers of a case by question key, in the order of the questions. Two queries, however many.

    `only`: keys of the questions that matter now.
    """
    asked = [q for q in questions_of(case.checklist) if only is None or q.key in only]
    rows = {row[0]: row for row in _ANSWERS.rows(case=case.pk, client_key=case.client_key)}
    box = sealer or Sealer(case.client_key, case.wrapped_key)
    return {
        question.key: _opened(case, question, rows[question.pk], box)
        for question in asked
        if question.pk in rows
    }


# `own` is the key only when it is this client's.
_ANSWERS = Prepared(
    lambda case, client_key: (
        Answer.objects.filter(case_id=case)
        .annotate(own=FilteredRelation("key", condition=Q(key__client_key=client_key)))
        .values_list(
            "question_id", "state", "value", "voice", "version", "from_paper", "key_id", "own__wrapped"
        )
    ),
    case=int,
    client_key=UUID,
)


@dataclass(frozen=True)
class Saved:
    """When one answer was saved for the last time, and by whom."""

    at: datetime
    by: str


def last_saved(case: Case, keys: Iterable[str]) -> dict[str, Saved]:
    """By question key; one query."""
    rows = Answer.objects.filter(case=case, question__key__in=list(keys))
    found = rows.values_list("question__key", "saved_at", "saved_by__display_name")
    return {key: Saved(at, by) for key, at, by in found}


def reply_of(case: Case, question: Question, row: Answer, box: Sealer) -> rules.Reply:
    """What one stored answer says. One whose key is gone is destroyed: nobody can read it any more."""
    return _reply(case, question, row.state, row.key_id, row.value, box)


def _reply(
    case: Case, question: Question, state: str, key: UUID | None, value: Any, box: Sealer
) -> rules.Reply:
    if state != Answer.State.GIVEN:
        return rules.Reply(state)
    said = box.read(value, answer_place(case.uuid, question.key), key=key) if key else None
    return rules.Reply(Answer.State.DESTROYED) if said is None else rules.Reply(state, json.loads(said))


def _opened(case: Case, question: Question, row: Sequence[Any], box: Sealer) -> OpenedAnswer:
    _question, state, value, voice, version, from_paper, key, wrapped = row
    if wrapped is not None:
        box.take_answer_key(key, wrapped)
    reply = _reply(case, question, state, key, value, box)
    return OpenedAnswer(question, reply.state, reply.answer, voice, version, key, from_paper)


def talk_questions(case: Case) -> list[Question]:
    """The questions of the talk; the goal has a page of its own."""
    return [question for question in questions_of(case.checklist) if question.key != rules.GOAL]


def asked_now(case: Case, opened: dict[str, OpenedAnswer]) -> set[str]:
    """Keys of the questions that are asked, given the answers so far (a 'no' at the gate lets others fall away)."""
    replies = {key: answer.reply for key, answer in opened.items()}
    return rules.asked_keys(questions_of(case.checklist), replies)


def facts_of(case: Case, opened: dict[str, OpenedAnswer] | None = None) -> list[Fact]:
    """What findings may be matched with: answers under ground (E), about groups that may be talked about (R12, R13).

    A refused fact is there too, marked, so that the page can say why a finding is silent. A destroyed one has no group.
    """
    said = answers_opened(case) if opened is None else opened
    asked, allowed = asked_now(case, said), in_talk()
    return [
        Fact(
            characteristic=answer.question.characteristic,
            group=rules.group_of(answer.question, answer.answer),
            question_key=key,
            answer_key=answer.answer_key,
            refused=answer.refused or answer.state == Answer.State.DESTROYED,
            corrected=answer.corrected,
        )
        for key, answer in said.items()
        if answer.question.ground == rules.EFFECT
        and answer.state in {Answer.State.GIVEN, Answer.State.DESTROYED}
        and key in asked
        and answer.question.characteristic in allowed
    ]


def state_words() -> dict[str, str]:
    """What stands where an answer would, when there is none."""
    return {
        rules.UNKNOWN: gettext("I do not know"),
        rules.DECLINED: gettext("I would rather not say"),
        rules.NOT_ASKED: gettext("Not asked"),
        rules.EMPTY: gettext("Left open"),
        "destroyed": gettext("Taken away; nobody can read it any more"),
    }


def said(question: Question, reply: rules.Reply, language: str) -> str:
    """A reply as somebody reads it: the answer, or why there is none."""
    return rules.in_words(question, reply.answer, language) or state_words().get(reply.state, "")
