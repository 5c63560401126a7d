# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forest rows: the difference that each finding found, with its range, on one axis."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from checklist.releases.pictures.letters import capital
from checklist.releases.wording import (
    FindingFacts,
    Lang,
    difference_text,
    number,
    range_text,
    state_words,
    term_words,
)
from checklist.releases.wording.facts import unit_words
from checklist.releases.wording.texts import say

#: Ticks to each side of zero, and how far the axis reaches at least, so that a small difference looks small.
STEPS, SMALLEST_REACH = (2, 3, 4, 5), Decimal(10)
#: A range is drawn to its end unless it is more than so many times the largest estimate; then it ends in an arrow.
LONGEST_RANGE = 2
#: Half the width in percent that the axis takes; the rest keeps the end ticks inside the picture.
HALF_WIDTH = Decimal(46)


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
    known = [facts for facts in findings if facts.has_range and not facts.withdrawn]
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


def coarser(axis: ForestAxis) -> ForestAxis:
    """The same axis with every second line, for tables of many rows: zero stays."""
    middle = len(axis.ticks) // 2
    return replace(axis, ticks=tuple(tick for at, tick in enumerate(axis.ticks) if (at - middle) % 2 == 0))


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
    """The row of one finding: the estimate and its range as they are, the words as people read them. Of what was
    withdrawn nothing is drawn."""
    words: dict[str, Any] = {
        "label": capital(facts.group.in_(lang) if facts.group else say("everyone", lang)),
        "text": difference_text(facts, lang),
        "range_text": range_text(facts, lang),
        "size": number(facts.n, lang) if facts.n is not None else "–",
    }
    overall = facts.group is None
    if facts.withdrawn:
        said = {"text": capital(state_words(facts, lang)), "range_text": ""}
        return ForestRow(uncertain=True, overall=overall, **words | said)
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
    return ForestTable(forest_caption(findings[0], lang), axis, rows, words, tuple(legend))


def forest_caption(facts: FindingFacts, lang: Lang) -> str:
    """What is drawn: the outcome, its term and its unit."""
    unit = say("forest_people", lang) if facts.scale == "share" else unit_words(facts, lang)
    outcome, term = facts.outcome.in_(lang), term_words(facts.term_months, lang)
    return say("forest_caption", lang, outcome=outcome, term=term, unit=unit)
