# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a sentence may know about a finding, and its numbers as people read them."""

import re
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from itertools import product
from typing import Literal

from checklist.releases.wording.states import (
    ANSWERS,
    DIRECTIONS,
    NO_STATEMENT,
    TOO_OLD,
    TOO_UNCERTAIN,
    TOWARDS,
    WITHDRAWN,
    range_agrees,
    state_of,
)
from checklist.releases.wording.texts import Lang, say


@dataclass(frozen=True, slots=True)
class Phrase:
    """The same words in both languages, as a release or the catalogue gives them."""

    nl: str
    en: str

    def in_(self, lang: Lang) -> str:
        return self.nl if lang == "nl" else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingFacts:
    """All that a sentence may know about one finding.

    `outcome` is what people had or had not, in words that fit after "had": "betaald werk" (of a mean: what is
    averaged, "het inkomen"). `group` names people in the plural: "mensen zonder recent werk"; None means everybody.
    Estimates, limits and levels of a `share` are people out of 100. `reference` is None when the comparison is with
    whatever people got otherwise. `result` is the sentence of a source that gives no numbers. `measured` is how the
    research saw this group, in words that fit after "keek naar": "medicijnen". `here` and `there` are the people behind
    the two levels of a finding that compares no service, in the plural: "mensen zonder werk", "mensen met werk".
    """

    type: Literal["effect", "association", "literature"]
    comparison: str = ""
    service: Phrase | None = None
    reference: Phrase | None = None
    outcome: Phrase = Phrase("betaald werk", "paid work")
    term_months: int | None = None
    group: Phrase | None = None
    scale: Literal["share", "mean"] = "share"
    unit: Phrase = Phrase("", "")
    estimate: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    level_with: Decimal | None = None
    level_without: Decimal | None = None
    n: int | None = None
    certainty: str = "onbekend"
    verdict: str = ""
    reason_empty: str = ""
    design: str = "caseworker"
    level: Literal["department", "instrument"] = "department"
    place: str = ""
    period: str = ""
    expired: bool = False
    fictional: bool = False
    elsewhere: bool = False
    withdrawn: bool = False
    gates_passed: bool = True
    too_small: bool = False  # of the gates only that of size fell
    decimals: int = 1  # of a mean, as its release carries them; people are whole
    planned: bool = True
    comparisons_made: int = 1
    difference_tested: bool = False
    difference_held: bool = False
    gates_open: bool = False
    measured: Phrase | None = None
    result: Phrase | None = None
    here: Phrase | None = None
    there: Phrase | None = None
    next_lower: Decimal | None = None  # of municipalities together: what a next one may expect
    next_upper: Decimal | None = None
    margin: Decimal | None = None  # what the plan calls little difference, to both sides

    @property
    def has_range(self) -> bool:
        return self.estimate is not None and self.lower is not None and self.upper is not None

    @property
    def state(self) -> str:
        """The way that this finding points by itself, or the true reason why it points nowhere."""
        if self.type != "effect":
            return NO_STATEMENT
        if self.withdrawn:
            return WITHDRAWN
        return TOO_OLD if self.expired else self.state_when_new

    @property
    def state_when_new(self) -> str:
        """The same, whatever its age, and before anybody took it back."""
        return state_of(
            verdict=self.verdict if self.estimate is not None else "onderdrukt",
            certainty=self.certainty,
            reason_empty=self.reason_empty,
            gates_passed=self.gates_passed,
            too_small=self.too_small,
            own=not self.elsewhere,
            may_speak=self.group is None or self.difference_held,
            agrees=self.agrees,
        )

    @property
    def agrees(self) -> bool:
        """Does the range lie on the side of the verdict?"""
        return range_agrees(self.verdict, self.lower, self.upper, self.margin)

    @property
    def uncertain(self) -> bool:
        """Can it be more and less, may it be chance, or is there no number at all?"""
        if not self.has_range or self.state_when_new == TOO_UNCERTAIN:
            return True
        holds_zero = (self.lower or 0) <= 0 <= (self.upper or 0)
        return holds_zero and self.state_when_new not in ANSWERS


@dataclass(frozen=True, slots=True)
class Rounded:
    """The numbers as people read them. They agree: with − without = difference, low ≤ difference ≤ high.

    `almost`: the end ("low" or "high") that is printed as 0, while the difference has a direction.
    """

    difference: Decimal
    low: Decimal
    high: Decimal
    with_service: Decimal | None
    without_service: Decimal | None
    almost: Literal["", "low", "high"] = ""


def rounded(facts: FindingFacts) -> Rounded | None:
    """Whole people for a share, the decimals of the release for a mean; a half goes away from zero. None without a
    full range.

    The three numbers of a share or mean are rounded together: those whole numbers that agree and are off as little as
    possible. Levels that cannot agree with the estimate are about other people and are left out. Where rounding would
    turn an end of the range into 0, or a difference with a direction, it gets one decimal more: a range keeps its sign.
    """
    if facts.estimate is None or facts.lower is None or facts.upper is None:
        return None
    step = Decimal(1) if facts.scale == "share" else Decimal(1).scaleb(-facts.decimals)
    ends = (facts.lower, facts.upper)
    low, high = (_round(end, _fine(step, ends)) for end in ends)
    points = facts.state_when_new in DIRECTIONS
    difference, levels = _difference(facts, step)
    if points and difference * facts.estimate <= 0:
        difference, levels = _difference(facts, step / 10)
    with_, without = levels or (None, None)
    low, high = min(low, difference), max(high, difference)
    almost: Literal["", "low", "high"] = ""
    if points and low <= 0 <= high:
        almost = "low" if facts.state_when_new == TOWARDS else "high"
    return Rounded(difference, _tidy(low, step), _tidy(high, step), with_, without, almost)


def _fine(step: Decimal, values: tuple[Decimal, ...]) -> Decimal:
    """This step, or one ten times as small where a value would become 0."""
    return step / 10 if any(value != 0 == _round(value, step) for value in values) else step


def _tidy(value: Decimal, step: Decimal) -> Decimal:
    """Without decimals that say nothing: 2.0 people are 2 people."""
    coarse = _round(value, step)
    return coarse if coarse == value else value


def _difference(facts: FindingFacts, step: Decimal) -> tuple[Decimal, tuple[Decimal, Decimal] | None]:
    """The difference and the two levels that it lies between, rounded together."""
    levels = _levels(facts, step)
    return (levels[0] - levels[1] if levels else _round(facts.estimate or Decimal(0), step)), levels


def _levels(facts: FindingFacts, step: Decimal) -> tuple[Decimal, Decimal] | None:
    """The pair of rounded levels whose difference fits the estimate best; None where no pair fits."""
    estimate, with_, without = facts.estimate, facts.level_with, facts.level_without
    if estimate is None or with_ is None or without is None:
        return None

    def off(pair: tuple[Decimal, Decimal]) -> tuple[Decimal, bool, bool]:
        difference = pair[0] - pair[1]
        worst = max(abs(pair[0] - with_), abs(pair[1] - without), abs(difference - estimate))
        return worst, difference != _round(estimate, step), pair[0] != _round(with_, step)

    best = min(product(_both_ways(with_, step), _both_ways(without, step)), key=off)
    inside = facts.scale == "mean" or all(0 <= level <= 100 for level in best)
    return best if inside and off(best)[0] <= step else None


def _both_ways(value: Decimal, step: Decimal) -> tuple[Decimal, Decimal]:
    return value.quantize(step, rounding=ROUND_FLOOR) + 0, value.quantize(step, rounding=ROUND_CEILING) + 0


def _round(value: Decimal, step: Decimal) -> Decimal:
    return value.quantize(step, rounding=ROUND_HALF_UP) + 0  # + 0 turns −0 into 0


def number(value: Decimal | int, lang: Lang) -> str:
    """A number as people write it: 4.210 and 6,9 in Dutch, 4,210 and 6.9 in English; never a sign."""
    text = f"{abs(value):,f}" if isinstance(value, Decimal) else f"{abs(value):,}"
    return text.translate(str.maketrans(",.", ".,")) if lang == "nl" else text


def more_or_less(value: Decimal, lang: Lang, *, people: bool) -> str:
    if value == 0:
        return "0"
    less = "minder" if lang == "nl" else "fewer" if people else "less"
    more = "meer" if lang == "nl" else "more"
    return f"{number(value, lang)} {more if value > 0 else less}"


def unit_words(facts: FindingFacts, lang: Lang) -> str:
    """The unit of a mean; a percentage of something becomes so many of 100 of it."""
    unit = re.sub(r"^procent van (?:de|het) ", "van de 100 ", facts.unit.in_(lang))
    return re.sub(r"^per ?cent of (?:the )?", "out of 100 ", unit)


def difference_text(facts: FindingFacts, lang: Lang) -> str:
    """The difference for a table cell: "8 meer op de 100", "6,9 meer uur per week"."""
    shown = rounded(facts)
    if shown is None:
        return say("no_number", lang)
    if shown.difference == 0:
        return say("almost_none", lang)
    words = more_or_less(shown.difference, lang, people=facts.scale == "share")
    return f"{words} {say('per_100', lang) if facts.scale == 'share' else unit_words(facts, lang)}".strip()


def ends_text(shown: Rounded, lang: Lang, *, people: bool) -> tuple[str, str]:
    """Both ends of a range as words, the nearest to 0 first; one "more" or "fewer" where they lie on one side."""
    low, high = (more_or_less(value, lang, people=people) for value in (shown.low, shown.high))
    nearly = say("almost_none", lang)
    if shown.almost == "low":
        return nearly, high
    if shown.almost == "high":
        return nearly, low
    if shown.low >= 0 and shown.high > 0:
        return number(shown.low, lang), high
    return (number(shown.high, lang), low) if shown.high <= 0 and shown.low < 0 else (low, high)


def range_text(facts: FindingFacts, lang: Lang) -> str:
    """The range for a table cell: "5 tot 11 meer", "3 minder tot 7 meer"."""
    shown = rounded(facts)
    if shown is None:
        return ""
    to = "tot" if lang == "nl" else "to"
    return f" {to} ".join(ends_text(shown, lang, people=facts.scale == "share"))


def years(period: str) -> str:
    """2018-01/2023-12 as people write it: 2018–2023."""
    found = list(dict.fromkeys(re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", period)))
    return "–".join((found[0], found[-1])) if len(found) > 1 else "".join(found) or period
