# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small certainties of the intake: numbers that may not be used, terms, topics, purposes."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from unicodedata import decimal, normalize
from uuid import UUID

from checklist.base.text import one_line
from checklist.questions.rules import Reply

#: Of the closed list of purposes (access.models.Purpose) those that are a caseworker's.
CASEWORKER_PURPOSES = ("prepare", "talk", "work_out", "complaint", "access")
STAND_IN_PURPOSE = "stand_in"
LONGEST_STAND_IN = timedelta(days=42)
MOST_WRONG_NAMES = (
    5  # numbers that opened nothing, whether they are there or not, that one person types within:
)
WRONG_NAMES_WITHIN = timedelta(hours=1)
SHORTEST_WHY = 15  # signs of an own sentence that the client reads; below it nobody says why
LONGEST_WHY = 400
FURTHEST = timedelta(days=730)  # a later date to talk again is a slip of the pen
_DATE = r"\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}"
_OF_A_PERSON = re.compile(rf"(?P<date>(?<!\d){_DATE}(?!\d))|\+?\d(?:[\s().-]{{0,2}}\d){{6,}}")
LONGEST_NUMBER = 40
_NUMBER = re.compile(r"[A-Z0-9./ -]+")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212_", "-"))
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})


def without_numbers(text: str) -> str:
    """Own words without anything that looks like a number of a person (BSN, telephone, account); dates stay."""
    return _OF_A_PERSON.sub(lambda found: found.group() if found.group("date") else "[…]", text)


def what_stands(kinds: Sequence[str]) -> str:
    """What holds of all that was said about one answer after a report; '' when it was taken back."""
    taken_back = len(kinds) > 1 and kinds[-1] == "right" and not {"changed", "taken_away"} & set(kinds)
    return "" if taken_back or not kinds else kinds[-1]


@dataclass(frozen=True)
class FilledAnswer:
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
    """A client number as it is kept and shown: capitals, plain digits, one kind of dash and of space."""
    plain = normalize("NFKC", one_line(typed)).upper().translate(_DASHES)
    return "".join(str(decimal(sign, sign)) for sign in plain)


def number_key(typed: str) -> str:
    """The one form in which client numbers are compared. What people cannot tell apart, or leave out, is the same:
    spaces, dashes, points, capitals, O and 0, I, L and 1. A zero in front counts (docs/decisions/0053)."""
    return "".join(sign for sign in tidy_number(typed) if sign.isalnum()).translate(_ALIKE)


def identity_of(client: Any) -> tuple[str, str, str, str]:
    """What binds an identity row to its client key."""
    return client.number, client.number_key, client.display_name, client.search_name


def number_fault(typed: str) -> str:
    """'' for a number that may be used; else 'signs' (other signs than a client number has) or 'long'."""
    number = tidy_number(typed)
    if not number_key(number) or not _NUMBER.fullmatch(number):
        return "signs"
    return "long" if len(number) > LONGEST_NUMBER else ""


def absence_place(uuid: UUID) -> str:
    return f"absence:{uuid.hex}:next_step"


def may_stand_in_until(until: date, today: date) -> bool:
    return today <= until <= today + LONGEST_STAND_IN


def look_ends_on(closed_on: date, days: int) -> date:
    """The last day on which a closed conversation can be looked at without an own sentence."""
    return closed_on + timedelta(days=days)


def belongs_to_others(talked: Iterable[tuple[int, int]], *, team: int, account: int) -> bool:
    """Did only other teams talk with this client? `talked`: team and caseworker of each conversation."""
    pairs = list(talked)
    return bool(pairs) and not any(team == of or account == who for of, who in pairs)


def looks_like_national_number(number: str) -> bool:
    """Eight or nine digits, however they are typed, that pass the eleven-test of the national number (BSN)."""
    digits = number_key(number)
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


MOST_ON_SHEET = 6  # questions of short topics that stand on one page together


@dataclass(frozen=True)
class Topic:
    """Questions about one matter; `position` is the number of the first."""

    position: int
    title: str
    questions: tuple[Any, ...]


@dataclass(frozen=True)
class Sheet:
    """Topics that stand together on one page; `position` is the number of its first question."""

    topics: tuple[Topic, ...]

    @property
    def position(self) -> int:
        return self.topics[0].position

    @property
    def questions(self) -> tuple[Any, ...]:
        return tuple(question for topic in self.topics for question in topic.questions)


@dataclass(frozen=True)
class Menu:
    """Where one page of questions stands among the others: nothing in it is about a person, so its HTML may be kept."""

    sheets: tuple[tuple[int, tuple[str, ...]], ...]  # position of each, and the titles of its topics
    position: int
    before: int | None  # the page that 'back' leads to
    last: bool

    @property
    def place(self) -> int:
        return 1 + [position for position, _titles in self.sheets].index(self.position)

    @property
    def title(self) -> str:
        return ", ".join(dict(self.sheets)[self.position])


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


def sheets(made: Sequence[Topic]) -> list[Sheet]:
    """Topics in order, as many on a page as fit: a short one does not ask for a page of its own."""
    pages: list[list[Topic]] = []
    for topic in made:
        last = pages[-1] if pages else []
        if last and sum(len(one.questions) for one in (*last, topic)) <= MOST_ON_SHEET:
            last.append(topic)
        else:
            pages.append([topic])
    return [Sheet(tuple(page)) for page in pages]
