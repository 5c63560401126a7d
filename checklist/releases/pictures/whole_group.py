# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The whole group: clients beside other residents, per part of a topic and over the years."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from checklist.releases.pictures.letters import in_letters
from checklist.releases.wording import Lang
from checklist.releases.wording.texts import say
from checklist.releases.wording.whole_group import GroupFacts, part_words, shares_words, standard_words

#: The axis begins at nobody and ends at one of these of 100 people, with room for a number beside the last mark.
GROUP_ENDS, GROUP_LEFT, GROUP_WIDTH = (25, 50, 75, 100), Decimal(4), Decimal(84)
#: Where the lines of clients, of clients counted as equally old, and of others stand in a row, from the top.
LANES = {"here": 16, "standard": 40, "there": 64}
#: The picture over the years: how high, and how much of it the numbers below and above the marks take.
YEARS_HIGH, YEARS_MARGIN = 200, 34


@dataclass(frozen=True, slots=True)
class GroupTick:
    x: str
    label: str


@dataclass(frozen=True, slots=True)
class GroupMark:
    """One share: its mark, its range, and the number that stands beside it."""

    kind: str
    y: str
    text_y: str
    x: str
    x_low: str
    x_high: str
    label: str


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One part of a topic; without marks the text says why."""

    label: str
    text: str
    standard: str
    marks: tuple[GroupMark, ...]


@dataclass(frozen=True, slots=True)
class GroupTable:
    caption: str
    ticks: tuple[GroupTick, ...]
    rows: tuple[GroupRow, ...]
    keys: tuple[tuple[str, str], ...]
    words: dict[str, str]


@dataclass(frozen=True, slots=True)
class YearMark:
    kind: str
    x: str
    y: str
    text_y: str
    label: str


@dataclass(frozen=True, slots=True)
class YearLine:
    kind: str
    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True, slots=True)
class YearPicture:
    """One part over the years: marks with their number, and a line between years that follow each other."""

    caption: str
    years: tuple[GroupTick, ...]
    marks: tuple[YearMark, ...]
    lines: tuple[YearLine, ...]
    high: str


def group_end(rows: Iterable[GroupFacts]) -> int:
    """The end of the axis: one for a whole topic, so that years and parts can be held beside each other."""
    levels = [level for row in rows for level in (row.here, row.there, row.standard) if level]
    return next(
        end for end in GROUP_ENDS if all(level.upper <= end for level in levels) or end == GROUP_ENDS[-1]
    )


def group_position(value: int, end: int) -> str:
    return f"{GROUP_LEFT + GROUP_WIDTH * value / end:.2f}%"


def group_table(rows: Sequence[GroupFacts], end: int, lang: Lang) -> GroupTable:
    """The parts of a topic in one year, in the order of the release: never sorted by size."""
    ticks = tuple(GroupTick(group_position(at, end), str(at)) for at in range(0, end + 1, end // 5))
    drawn = tuple(
        GroupRow(
            part_words(row, lang), shares_words(row, lang), standard_words(row, lang), _group_marks(row, end)
        )
        for row in rows
    )
    shown = {mark.kind for row in drawn for mark in row.marks}
    keys = tuple((kind, say(f"group_key_{kind}", lang)) for kind in LANES if kind in shown)
    words = {key: say(f"group_{key}", lang) for key in ("part", "picture", "numbers", "line")}
    return GroupTable(say("group_caption", lang), ticks, drawn, keys, words)


def _group_marks(row: GroupFacts, end: int) -> tuple[GroupMark, ...]:
    made = []
    for kind, y in LANES.items():
        level = getattr(row, kind)
        if level:
            x, low, high = (group_position(value, end) for value in (level.value, level.lower, level.upper))
            made.append(GroupMark(kind, in_letters(y), in_letters(y + 5), x, low, high, str(level.value)))
    return tuple(made)


def year_picture(rows: Sequence[GroupFacts], end: int, lang: Lang) -> YearPicture | None:
    """One part over all its years; none where fewer than two of them have a number."""
    shown = [row for row in rows if row.here and row.there]
    if len(shown) < 2:
        return None
    places = {row.year: f"{8 + 84 * at / (len(rows) - 1):.2f}%" for at, row in enumerate(rows)}
    marks: list[YearMark] = []
    lines: list[YearLine] = []
    for kind in ("here", "there"):
        for row in shown:
            level, other = (getattr(row, name) for name in (kind, "there" if kind == "here" else "here"))
            above = (level.value, kind == "here") > (other.value, kind != "here")
            y = _height(level.value, end)
            text_y = y - 13 if above else y + 24
            marks.append(
                YearMark(kind, places[row.year], in_letters(y), in_letters(text_y), str(level.value))
            )
        for one, next_ in pairwise(rows):
            first, second = getattr(one, kind), getattr(next_, kind)
            if first and second:
                ends = (
                    (places[one.year], _height(first.value, end)),
                    (places[next_.year], _height(second.value, end)),
                )
                lines.append(
                    YearLine(kind, ends[0][0], in_letters(ends[0][1]), ends[1][0], in_letters(ends[1][1]))
                )
    years = tuple(GroupTick(places[row.year], str(row.year)) for row in rows)
    return YearPicture(part_words(rows[0], lang), years, tuple(marks), tuple(lines), in_letters(YEARS_HIGH))


def _height(value: int, end: int) -> Decimal:
    return YEARS_HIGH - YEARS_MARGIN - Decimal(YEARS_HIGH - 2 * YEARS_MARGIN) * value / end
