# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The difference of one service after 6, 12 and 24 months, each with its range; a term not measured is named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from checklist.releases.pictures.forest import axis_for
from checklist.releases.pictures.letters import in_letters
from checklist.releases.wording import FindingFacts, Lang, number, rounded, term_words
from checklist.releases.wording.facts import unit_words
from checklist.releases.wording.texts import say

#: The terms that a study of work is about, and how high the picture is, in pixels of ordinary letters.
TERMS, HIGH, MIDDLE, HALF = (6, 12, 24), 184, 76, 54
PLACES = ("20.00%", "53.00%", "86.00%")  # each term is twice the one before it: equal steps


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPoint:
    """One term: its point and the ends of its range; without a number a place that says so."""

    months: int
    x: str
    label: str  # "na 6 maanden"
    short: tuple[str, str]  # "6", "maanden"
    said: str = ""  # the number; which way, the picture says
    y: str = ""
    y_low: str = ""
    y_high: str = ""
    text_y: str = ""
    uncertain: bool = False
    main: bool = False


@dataclass(frozen=True, slots=True)
class MonthStroke:
    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True, slots=True)
class MonthLine:
    """The whole picture, and the terms that were not measured in words."""

    caption: str
    points: tuple[MonthPoint, ...]
    strokes: tuple[MonthStroke, ...]
    missing: str
    words: dict[str, str]
    zero: str
    labels: tuple[str, str]
    high: str
    reach: Decimal


def month_reach(findings: Iterable[FindingFacts], lang: Lang) -> Decimal:
    """How far up and down the lines of all services go: one scale for the page."""
    return axis_for([facts for facts in findings if facts.scale == "share"], lang).reach


def month_line(findings: Sequence[FindingFacts], reach: Decimal, lang: Lang) -> MonthLine | None:
    """The line of one service about everybody; the findings share outcome and comparison. None without a number."""
    known = {facts.term_months: facts for facts in findings if facts.scale == "share" and facts.has_range}
    if not known or not set(known) & set(TERMS):
        return None
    points = tuple(_point(months, known.get(months), reach, findings[0], lang) for months in TERMS)
    there = [point for point in points if point.y]
    strokes = tuple(MonthStroke(one.x, one.y, two.x, two.y) for one, two in pairwise(there))
    lacking = [point.label for point in points if not point.y]
    facts = findings[0]
    unit = say("forest_people", lang) if facts.scale == "share" else unit_words(facts, lang)
    return MonthLine(
        caption=say("months_caption", lang, outcome=facts.outcome.in_(lang), unit=unit),
        points=points,
        strokes=strokes,
        missing=say("months_missing", lang, terms=say("or", lang).join(lacking)) if lacking else "",
        words={key: say(f"months_{key}", lang) for key in ("more", "less", "zero")},
        zero=in_letters(MIDDLE),
        labels=(in_letters(HIGH - 22), in_letters(HIGH - 6)),
        high=in_letters(HIGH),
        reach=reach,
    )


def _point(
    months: int, facts: FindingFacts | None, reach: Decimal, main: FindingFacts, lang: Lang
) -> MonthPoint:
    x, label = PLACES[TERMS.index(months)], term_words(months, lang).strip()
    short = (label.split()[-2], label.split()[-1])
    shown = rounded(facts) if facts else None
    if facts is None or shown is None or facts.estimate is None or facts.lower is None or facts.upper is None:
        return MonthPoint(months=months, x=x, label=label, short=short)
    top = _height(facts.upper, reach)
    return MonthPoint(
        months=months,
        x=x,
        label=label,
        short=short,
        said=number(shown.difference, lang),
        y=in_letters(_height(facts.estimate, reach)),
        y_low=in_letters(_height(facts.lower, reach)),
        y_high=in_letters(top),
        text_y=in_letters(top - 6),
        uncertain=facts.uncertain,
        main=facts.term_months == main.term_months,
    )


def _height(value: Decimal, reach: Decimal) -> Decimal:
    inside = min(max(value, -reach), reach)
    return (MIDDLE - HALF * inside / reach).quantize(Decimal("0.01"))
