# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a talk stands: its topics, what is read back, and the steps on top of each page."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django.urls import get_script_prefix, reverse

from checklist.base.keys import Sealer
from checklist.base.slots import NO_KEY, Cut, cut_at_key
from checklist.intake.models import Case
from checklist.intake.queries.answers import (
    OpenedAnswer,
    answers_opened,
    asked_now,
    goal_of,
    said,
    talk_questions,
)
from checklist.intake.rules import Menu, Sheet, Topic, sheets, topics
from checklist.questions import rules
from checklist.questions.models import Question
from checklist.questions.queries import questions_of


@dataclass(frozen=True)
class Talk:
    """Where the questions of one case stand: all of them by topic, what was answered, and which are asked."""

    topics: list[Topic]
    opened: dict[str, OpenedAnswer]
    asked: set[str]
    sealer: Sealer | None = None

    @property
    def questions(self) -> list[Question]:
        return [question for topic in self.topics for question in topic.questions]

    @cached_property
    def sheets(self) -> list[Sheet]:
        return sheets(self.topics)

    def open_sheet(self) -> Sheet | None:
        """The first page with a question that has no answer yet; else the first."""
        waiting = [sheet for sheet in self.sheets if any(self._is_open(q) for q in sheet.questions)]
        return next(iter(waiting or self.sheets), None)

    def _is_open(self, question: Question) -> bool:
        found = self.opened.get(question.key)
        return question.key in self.asked and (found is None or found.state == rules.EMPTY)

    def menu(self, sheet: Sheet) -> Menu:
        before, after = self.before(sheet), self.after(sheet)
        every = tuple((one.position, tuple(topic.title for topic in one.topics)) for one in self.sheets)
        return Menu(every, sheet.position, before.position if before else None, after is None)

    def sheet_with(self, position: int) -> Sheet | None:
        """The page on which the topic with this number stands."""
        return next((s for s in self.sheets if position in {t.position for t in s.topics}), None)

    def after(self, sheet: Sheet) -> Sheet | None:
        return next((s for s in self.sheets if s.position > sheet.position and self._asks(s)), None)

    def before(self, sheet: Sheet) -> Sheet | None:
        earlier = [s for s in self.sheets if s.position < sheet.position and self._asks(s)]
        return earlier[-1] if earlier else None

    def _asks(self, sheet: Sheet) -> bool:
        return any(question.key in self.asked for question in sheet.questions)


def talk_of(case: Case, language: str, *, only: Collection[str] | None = None) -> Talk:
    """The questions of one case with their answers, by topic. `only`: read these answers, and those of conditions."""
    needed = None if only is None else {*only, *(q.depends_on for q in questions_of(case.checklist))}
    said = answers_opened(case, box := Sealer(case.client_key, case.wrapped_key), only=needed)
    return Talk(topics(talk_questions(case), language), said, asked_now(case, said), box)


def read_back_lines(talk: Talk, language: str) -> list[dict[str, Any]]:
    """One line per question that is asked, and one for what fell away and is about to be destroyed."""
    lines = []
    for question in talk.questions:
        stored = talk.opened.get(question.key)
        asked = question.key in talk.asked
        if not asked and (stored is None or stored.answer is None):
            continue
        reply = stored.reply if stored else rules.Reply(rules.NOT_ASKED)
        lines.append(
            {
                "key": question.key,
                "number": question.position,
                "text": getattr(question, f"text_{language}"),
                "said": said(question, reply, language),
                "given": reply.state == rules.GIVEN and asked,
                "fell_away": not asked,
                "destroyed": reply.state == "destroyed",
                "voice": stored.voice if stored else "",
                "from_paper": bool(stored and stored.from_paper),
                "topic": next(t.position for t in talk.topics if question in t.questions),
            }
        )
    return lines


STEP_PAGES = (
    ("goal", "intake:goal"),
    ("questions", "intake:questions"),
    ("read-back", "intake:read_back"),
    ("first-idea", "advice:first_idea"),
    ("evidence", "advice:evidence"),
    ("choices", "decisions:choices"),
    ("summary", "decisions:summary"),
)


TOLD: list[Callable[[Case], list[tuple[str, str]]]] = []


def tells_in_head(tells: Callable[[Case], list[tuple[str, str]]]) -> Callable[[Case], list[tuple[str, str]]]:
    """Put lines (label, words) in the head of each page of a talk. A higher slice calls this; nothing points up."""
    if tells not in TOLD:
        TOLD.append(tells)
    return tells


@dataclass(frozen=True)
class Steps:
    """The head of each page of a talk: its seven steps, and what stays in sight. Read only when it is drawn."""

    current: str
    done: tuple[str, ...]
    addresses: dict[str, str]
    case: Case | None

    @cached_property
    def goal(self) -> str:
        """The client's goal; not above the box in which it is written."""
        if self.case is None or self.current == "goal" or not self.case.goal:
            return ""
        return goal_of(self.case, Sealer(self.case.client_key, self.case.wrapped_key))

    @cached_property
    def told(self) -> list[tuple[str, str]]:
        return [line for tells in TOLD for line in tells(self.case)] if self.case else []


#: The slim head on a page around a talk, before somebody may read anything of it.
NO_STEPS = Steps("", (), {}, None)


def steps_of(case: Case, current: str) -> Steps:
    """Which steps are done, and the address of each that is open already."""
    reached = [(key, address(case, page)) for key, page in STEP_PAGES[: case.stage]]
    return Steps(current, tuple(key for key, _ in reached[: case.stage - 1]), dict(reached), case)


def page_of_stage(case: Case) -> str:
    """The address where the talk goes on."""
    if case.held == Case.Held.NO_SHOW:
        return address(case, "intake:no_show")
    return address(case, STEP_PAGES[case.stage - 1][1])


def address(case: Case, page: str, *more: Any) -> str:
    """The address of a page of a case. Each pattern is looked up once, and the key filled in."""
    return str(_address(get_script_prefix(), page, more).filled({"key": str(case.uuid)}))


@cache
def _address(_prefix: str, page: str, more: tuple[Any, ...]) -> Cut:
    return cut_at_key(reverse(page, args=[NO_KEY, *more]))
