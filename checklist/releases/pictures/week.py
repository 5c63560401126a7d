# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A week of five days and forty hours, one square an hour: what a help asks, and what somebody has."""

import re
from dataclasses import dataclass

from checklist.releases.wording import Lang
from checklist.releases.wording.texts import say, series

DAYS, HOURS_A_DAY, PART_OF_DAY, CELL = 5, 8, 4, 12
MOST = DAYS * HOURS_A_DAY
_NUMBERS = r"(\d+)(?:\s*(?:tot|of|–|-|to|or)\s*(\d+))?\s*"
_HOURS = re.compile(_NUMBERS + r"(?:uur|uren|hours?)\b", re.IGNORECASE)
_PARTS = re.compile(_NUMBERS + r"(?:dagdeel|dagdelen|half days?)\b", re.IGNORECASE)
_WEEKLY = re.compile(r"\b(?:per|elke|iedere|in de|a|every|each) week\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Week:
    """So many squares full, so many more perhaps, of forty. Without hours all are empty and the words say so."""

    label: str
    said: str
    known: bool
    sure: int
    perhaps: int
    days: tuple[tuple[str, str], ...]

    @property
    def full_path(self) -> str:
        return "".join(_SQUARES[: self.sure])

    @property
    def perhaps_path(self) -> str:
        return "".join(_SQUARES[self.sure : self.perhaps])

    @property
    def stripes_path(self) -> str:
        """A stripe through each hour that may be asked, so that it differs without colour."""
        return "".join(_STRIPES[self.sure : self.perhaps])

    @property
    def empty_path(self) -> str:
        return "".join(_SQUARES[self.perhaps :])


def hours_in(text: str) -> tuple[int, int] | None:
    """The hours a week that a text of the catalogue names, from and to; a part of a day is 4. None where it names
    none."""
    if not _WEEKLY.search(text):
        return None
    for pattern, each in ((_HOURS, 1), (_PARTS, PART_OF_DAY)):
        found = pattern.search(text)
        if found:
            low = int(found[1]) * each
            return low, int(found[2]) * each if found[2] else low
    return None


def hours_of_option(value: str) -> tuple[int, int] | None:
    """The hours of an answer: 17-24, 33+."""
    numbers = [int(part) for part in re.findall(r"\d+", value)]
    if not numbers:
        return None
    return numbers[0], (numbers[1] if len(numbers) > 1 else MOST if value.endswith("+") else numbers[0])


def week(hours: tuple[int, int] | None, label: str, said: str, lang: Lang) -> Week:
    """The week of one side. `said`: the hours in the words of the catalogue or of the answer."""
    names = series("week_days", lang)
    days = tuple((str(_left(day) + CELL // 2), name) for day, name in enumerate(names))
    low, high = (min(max(each, 0), MOST) for each in (hours or (0, 0)))
    words = said or say("week_unknown", lang)
    if hours is None and said:
        words = f"{said} ({say('week_unknown', lang)})"
    return Week(label, words, hours is not None, low, max(low, high), days)


def _left(day: int) -> int:
    return 2 + day * (CELL + 8)


def _square(at: int) -> tuple[str, str]:
    day, hour = divmod(at, HOURS_A_DAY)
    x, y = _left(day), 16 + hour * (CELL + 2) + (4 if hour >= PART_OF_DAY else 0)
    return f"M{x} {y}h{CELL}v{CELL}h-{CELL}z", f"M{x} {y + CELL}l{CELL} -{CELL}"


_SQUARES, _STRIPES = zip(*(_square(at) for at in range(MOST)), strict=True)
