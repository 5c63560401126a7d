# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where every line and circle of an evidence picture stands. Pure: plain values in, plain values out.

Positions are strings with a dot ("43.20%"), because a localised "43,20%" is no SVG. One axis serves all services on a
page and zero stands in its middle, so that nothing looks better for being drawn larger and nothing ranks.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from checklist.releases.wording import (
    FindingFacts,
    Lang,
    difference_text,
    number,
    range_text,
    rounded,
    term_words,
)
from checklist.releases.wording.facts import unit_words
from checklist.releases.wording.texts import say
from checklist.releases.wording.whole_group import GroupFacts, part_words, shares_words, standard_words

#: Ticks to each side of zero, and how far the axis reaches at least, so that a small difference looks small.
STEPS, SMALLEST_REACH = (2, 3, 4, 5), Decimal(10)
#: A range is drawn to its end unless it is more than so many times the largest estimate; then it ends in an arrow.
LONGEST_RANGE = 2
#: Half the width in percent that the axis takes; the rest keeps the end ticks inside the picture.
HALF_WIDTH = Decimal(46)
ICONS_PER_ROW, ICON_CELL, ICON_RADIUS = 10, 20, Decimal("7.4")


# ---------------------------------------------------------------------------------------------- forest rows


@dataclass(frozen=True, slots=True)
class ForestTick:
    x: str
    label: str
    zero: bool


@dataclass(frozen=True, slots=True)
class ForestAxis:
    """The scale that all rows on a page share. `reach` is its end on both sides, in people out of 100 or in a unit."""

    ticks: tuple[ForestTick, ...]
    reach: Decimal
    less: str
    more: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForestRow:
    """One finding as a row. Without a number the positions are empty and `text` says so."""

    label: str
    text: str
    range_text: str
    size: str
    uncertain: bool
    overall: bool
    x_point: str = ""
    x_low: str = ""
    x_high: str = ""
    clipped_low: bool = False
    clipped_high: bool = False


@dataclass(frozen=True, slots=True)
class ForestTable:
    caption: str
    axis: ForestAxis
    rows: tuple[ForestRow, ...]
    words: dict[str, str]
    legend: tuple[str, ...]


def axis_for(findings: Iterable[FindingFacts], lang: Lang) -> ForestAxis:
    """One axis for all findings of one scale: wide enough for every estimate and, within reason, every range."""
    known = [facts for facts in findings if facts.has_range]
    points = [abs(facts.estimate) for facts in known if facts.estimate is not None]
    ends = [abs(end) for facts in known for end in (facts.lower, facts.upper) if end is not None]
    smallest = SMALLEST_REACH if all(facts.scale == "share" for facts in known) else Decimal("0.1")
    step, count = _scale(max(points, default=Decimal(0)), max(ends, default=Decimal(0)), smallest)
    reach = step * count
    ticks = tuple(
        ForestTick(position(step * at, reach), number(step * abs(at), lang), at == 0)
        for at in range(-count, count + 1)
    )
    return ForestAxis(ticks, reach, say("axis_less", lang), say("axis_more", lang))


def _scale(largest_point: Decimal, largest_end: Decimal, smallest: Decimal) -> tuple[Decimal, int]:
    """The smallest axis with round ticks (1, 2, 5, 10 …) that reaches far enough."""
    wanted = max(largest_point * Decimal("1.25"), min(largest_end, largest_point * LONGEST_RANGE), smallest)
    rounds = [Decimal(part).scaleb(power) for power in range(-2, 7) for part in (1, 2, 5)]
    fitting = [(step * count, step, count) for step in rounds for count in STEPS if step * count >= wanted]
    _, step, count = min(fitting)
    return step, count


def position(value: Decimal, reach: Decimal) -> str:
    """Where a value stands on the axis, as an SVG percentage; values beyond the axis stand at its end."""
    inside = min(max(value, -reach), reach)
    return f"{50 + HALF_WIDTH * inside / reach:.2f}%"


def forest_row(facts: FindingFacts, axis: ForestAxis, lang: Lang) -> ForestRow:
    """The row of one finding: the estimate and its range as they are, the words as people read them."""
    words: dict[str, Any] = {
        "label": _capital(facts.group.in_(lang) if facts.group else say("everyone", lang)),
        "text": difference_text(facts, lang),
        "range_text": range_text(facts, lang),
        "size": number(facts.n, lang) if facts.n is not None else "–",
    }
    overall = facts.group is None
    if facts.estimate is None or facts.lower is None or facts.upper is None:
        return ForestRow(uncertain=True, overall=overall, **words)
    return ForestRow(
        x_point=position(facts.estimate, axis.reach),
        x_low=position(facts.lower, axis.reach),
        x_high=position(facts.upper, axis.reach),
        clipped_low=facts.lower < -axis.reach,
        clipped_high=facts.upper > axis.reach,
        uncertain=facts.uncertain,
        overall=overall,
        **words,
    )


def forest_table(findings: Sequence[FindingFacts], axis: ForestAxis, lang: Lang) -> ForestTable:
    """Rows in the order given: never sorted by size. All findings share outcome, term and scale."""
    rows = tuple(forest_row(facts, axis, lang) for facts in findings)
    keys = ("group", "picture", "difference", "size", "unclear", "range")
    words = {key: say(f"forest_{key}", lang) for key in keys}
    drawn = any(row.uncertain and row.x_point for row in rows)
    clipped = any(row.clipped_low or row.clipped_high for row in rows)
    legend = [say("forest_line", lang)] if any(row.x_point for row in rows) else []
    legend += [say("forest_open", lang)] if drawn else []
    legend += [say("forest_arrow", lang)] if clipped else []
    return ForestTable(_caption(findings[0], lang), axis, rows, words, tuple(legend))


def _caption(facts: FindingFacts, lang: Lang) -> str:
    unit = say("forest_people", lang) if facts.scale == "share" else unit_words(facts, lang)
    outcome, term = facts.outcome.in_(lang), term_words(facts.term_months, lang)
    return say("forest_caption", lang, outcome=outcome, term=term, unit=unit)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


# ---------------------------------------------------------------------------------------------- icon arrays


@dataclass(frozen=True, slots=True)
class Icon:
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class IconArray:
    """A hundred circles, one for each of 100 people; the first `filled` are filled."""

    filled: int
    label: str
    count: str
    filled_icons: tuple[Icon, ...]
    empty_icons: tuple[Icon, ...]
    total: int = 100


@dataclass(frozen=True, slots=True)
class IconPair:
    """With and without, out of the same 100, side by side."""

    caption: str
    arrays: tuple[IconArray, IconArray]
    legend_filled: str
    legend_empty: str


def _place(at: int) -> Icon:
    row, column = divmod(at, ICONS_PER_ROW)
    return Icon(str(ICON_CELL * column + ICON_CELL // 2), str(ICON_CELL * row + ICON_CELL // 2))


_PLACES = tuple(_place(at) for at in range(100))


def icon_array(filled: int, label: str, lang: Lang) -> IconArray:
    if not 0 <= filled <= len(_PLACES):
        raise ValueError(f"An icon array shows 0 to 100 people; found {filled}.")
    return IconArray(filled, label, say("of_100", lang, a=str(filled)), _PLACES[:filled], _PLACES[filled:])


def icon_pair(facts: FindingFacts, lang: Lang) -> IconPair | None:
    """The two arrays of a finding; none for a mean (S12), without levels, or where the range holds both ways."""
    shown = rounded(facts)
    if facts.scale != "share" or facts.uncertain or shown is None:
        return None
    if shown.with_service is None or shown.without_service is None:
        return None
    if facts.reference:
        without = say("icons_reference", lang, reference=facts.reference.in_(lang))
    else:
        without = say("icons_other" if facts.comparison == "versus_otherwise" else "icons_without", lang)
    outcome = facts.outcome.in_(lang)
    caption = say("icons_caption", lang, outcome=_capital(outcome), term=term_words(facts.term_months, lang))
    arrays = (
        icon_array(int(shown.with_service), say("icons_with", lang), lang),
        icon_array(int(shown.without_service), without, lang),
    )
    return IconPair(caption, arrays, say("icons_had", lang, outcome=outcome), say("icons_had_not", lang))


# ---------------------------------------------------------------------------------------------- the whole group

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


def in_letters(pixels: Decimal | int) -> str:
    """A height that grows with the letters, so that the numbers in a picture can grow as well."""
    return f"{Decimal(pixels) / 16:.3f}rem"


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
