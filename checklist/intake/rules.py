# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small certainties of the intake: numbers that may not be used, terms, topics, purposes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from checklist.questions.rules import Reply

#: Of the closed list of purposes (access.models.Purpose) those that are a caseworker's.
CASEWORKER_PURPOSES = ("prepare", "talk", "work_out", "complaint", "access")
STAND_IN_PURPOSE = "stand_in"
LONGEST_STAND_IN = timedelta(days=42)


@dataclass(frozen=True)
class Given:
    """What was filled in at one question, and the version that the person had on screen (0: none)."""

    question: Any  # a Question
    reply: Reply
    version: int


def answer_place(case_uuid: UUID, question_key: str) -> str:
    """What the sealed words of one answer are bound to."""
    return f"answer:{case_uuid.hex}:{question_key}"


def goal_place(case_uuid: UUID) -> str:
    return f"case:{case_uuid.hex}:goal"


def tidy_number(typed: str) -> str:
    """A client number as it is kept: no spaces around it, capitals."""
    return " ".join(typed.split()).upper()


def looks_like_national_number(number: str) -> bool:
    """Eight or nine digits that pass the eleven-test of the national number (BSN)."""
    digits = number.replace(".", "").replace(" ", "").replace("-", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) in {8, 9}):
        return False
    padded = [int(sign) for sign in digits.zfill(9)]
    return (
        any(padded)
        and sum(w * d for w, d in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), padded, strict=True)) % 11 == 0
    )


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month when it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    next_first = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), next_first - timedelta(days=1))


@dataclass(frozen=True)
class Topic:
    """Questions that stand together on one page; `position` is the number of the first."""

    position: int
    title: str
    questions: tuple[Any, ...]


@dataclass(frozen=True)
class Menu:
    """Where one topic stands among the others: nothing in it is about a person, so its HTML may be kept."""

    topics: tuple[tuple[int, str], ...]  # position and title of each
    position: int
    before: int | None  # the topic that 'back' leads to
    last: bool

    @property
    def place(self) -> int:
        return 1 + [position for position, _title in self.topics].index(self.position)

    @property
    def title(self) -> str:
        return dict(self.topics)[self.position]


def topics(questions: Sequence[Any], language: str) -> list[Topic]:
    """Consecutive questions with the same topic, in order."""
    made: list[Topic] = []
    for question in questions:
        title = getattr(question, f"topic_{language}")
        if made and made[-1].title == title:
            last = made.pop()
            made.append(Topic(last.position, title, (*last.questions, question)))
        else:
            made.append(Topic(question.position, title, (question,)))
    return made
