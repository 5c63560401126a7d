# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""One question answered by several municipalities, from the numbers that their releases print: nothing else is known.

Whoever writes a combination and whoever reads one compute it here, so that a reader finds the same digits or refuses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from research.release.between import Together, next_range, together, weighted
from research.release.more_rows import CombinedRow
from research.release.rounding import chance, outward, rounded
from research.release.schema import FAMILY_ALPHA, FindingRow

#: Fewer municipalities say nothing about how municipalities differ (decision 0094).
LEAST_MEMBERS = 3
#: Of the pointwise range, of the one for a next municipality, and of the answer without one.
POINTWISE, USUAL = 0.05, Decimal(95)
SHARE = "share"
ABOUT = ("comparison", "service", "outcome", "term_months", "characteristic", "group")


@dataclass(frozen=True)
class Brought:
    """What one municipality brings: its printed estimate, error, levels and number of people."""

    estimate: Decimal
    se: Decimal
    level_with: Decimal | None
    level_without: Decimal | None
    n: int


@dataclass(frozen=True)
class Answer:
    """What municipalities say together, as it is printed; `raw` has all digits."""

    raw: Together
    places: int
    share: bool
    people: int
    levels: tuple[Decimal | None, Decimal | None]

    @property
    def estimate(self) -> Decimal:
        """The average."""
        return self.printed(self.raw.estimate)

    @property
    def se(self) -> Decimal:
        """Its error, with one decimal more."""
        return min(Decimal(repr(self.raw.se)).quantize(Decimal(1).scaleb(-self.places - 1)), self.most)

    @property
    def most(self) -> Decimal:
        """The largest number that can be."""
        return Decimal(100) if self.share else Decimal(1_000_000)

    def printed(self, value: float) -> Decimal:
        """A number as it is printed, inside what can be."""
        return min(max(rounded(value, self.places) or Decimal(0), -self.most), self.most)

    def inside(self, ends: tuple[float, float]) -> tuple[Decimal, Decimal]:
        """A range as it is printed: rounded outward, inside what can be."""
        low, high = outward(*ends, self.places)
        return max(low, -self.most), min(high, self.most)

    def range_at(self, alpha: float) -> tuple[Decimal, Decimal]:
        """The range of the average at a level, as it is printed."""
        return self.inside(self.raw.range_at(alpha))


def answer(brought: Sequence[Brought], share: bool) -> Answer:
    """The answer of three or more municipalities to one question."""
    raw = together([float(one.estimate) for one in brought], [float(one.se) for one in brought])
    places = 1 if share else max(decimals(one.estimate) for one in brought)
    return Answer(raw, places, share, sum(one.n for one in brought), levels(brought, raw, places, share))


def alpha_of(level: Decimal) -> float:
    """How often a range of a level out of 100 misses the truth."""
    return float((100 - level) / 100)


def inside(said: Answer, level: Decimal, margin: Decimal | None) -> bool:
    """Does the printed range of an average lie wholly inside what the plan calls little difference?"""
    low, high = said.range_at(alpha_of(level))
    return margin is not None and -margin < low <= high < margin


def judged(answers: Sequence[Answer], margins: Sequence[Decimal | None]) -> list[tuple[float, Decimal]]:
    """Holm over the answers of a family: the corrected p-value of each, and the level of its printed range.

    The level is that of the step at which it was judged, of 100 (decision 0061); little difference is judged at the
    first step (decision 0090).
    """
    alpha, left, stopped, highest = float(FAMILY_ALPHA), len(answers), False, 0.0
    found: dict[int, tuple[float, Decimal]] = {}
    for step, place in enumerate(sorted(range(len(answers)), key=lambda at: answers[at].raw.p)):
        p = answers[place].raw.p
        highest = max(highest, min(1.0, (len(answers) - step) * p))
        stopped = stopped or left * p > alpha
        level = out_of_100(alpha / left)
        left -= 0 if stopped else 1
        if inside(answers[place], level, margins[place]):
            level = out_of_100(alpha / len(answers))
        found[place] = highest, level
    return [found[place] for place in range(len(answers))]


def out_of_100(alpha: float) -> Decimal:
    """How many of 100 ranges at a level hold the truth."""
    return Decimal(repr(100.0 * (1.0 - alpha))).quantize(Decimal("0.0001"))


def decimals(value: Decimal) -> int:
    """How many decimals a number is printed with."""
    return max(0, -int(value.as_tuple().exponent))


def levels(
    brought: Sequence[Brought], raw: Together, places: int, share: bool
) -> tuple[Decimal | None, Decimal | None]:
    """With and without the service, weighted as the estimate is; empty unless every municipality prints both.

    Without is the mean; with lies the estimate above it, so that the three agree.
    """
    without = [float(one.level_without) for one in brought if one.level_without is not None]
    if len(without) < len(brought):
        return None, None
    low = rounded(weighted(without, raw.weights), places) or Decimal(0)
    high = low + (rounded(raw.estimate, places) or Decimal(0))
    if share and not (0 <= low <= 100 and 0 <= high <= 100):
        return None, None
    return high, low


def lines(
    about: CombinedRow, members: Sequence[tuple[str, Brought | str]], share: bool, level: Decimal = USUAL
) -> list[CombinedRow]:
    """The lines of combined.csv of one question: that of everybody together first, then one per municipality.

    `about` names the question; of each member stands what it brings, or why it brings nothing. What stands for all
    groups is what each brings; for everybody also how municipalities differ and the answer without each. `level` is
    that of the printed range of the average, out of 100: the one for a next municipality is never inside it.
    """
    brought = [one for _, one in members if isinstance(one, Brought)]
    spoken = len(brought) >= LEAST_MEMBERS
    said = answer(brought, share) if spoken else None
    whole = [between_line(about, said, brought, level)] if said and not about.characteristic else []
    own, place = [], 0
    for key, one in members:
        if not isinstance(one, Brought):
            own.append(replace(about, member=key, reason_empty=one))
            continue
        cells: dict[str, Any] = {
            "estimate": one.estimate, "se": one.se, "n": one.n,
            "level_with": one.level_with, "level_without": one.level_without,
        }  # fmt: skip
        if said:
            cells["weight"] = rounded(100.0 * said.raw.weights[place])
            if not about.characteristic:
                cells |= without(brought, place, said)
        place += 1
        own.append(replace(about, member=key, **cells))
    return [*whole, *own]


def question(row: FindingRow) -> CombinedRow:
    """A line that only names what it is about: the question of a row of findings.csv."""
    blank: dict[str, Any] = dict.fromkeys(CombinedRow.__slots__)
    about = {name: getattr(row, name) for name in ABOUT}
    return CombinedRow(**blank | about | {"member": "", "reason_empty": ""})


def between_line(about: CombinedRow, said: Answer, brought: Sequence[Brought], level: Decimal) -> CombinedRow:
    """How municipalities differ, and what a next one may expect."""
    least, most = said.range_at(alpha_of(level))
    values, errors = [float(one.estimate) for one in brought], [float(one.se) for one in brought]
    low, high = said.inside(next_range(values, errors, POINTWISE))
    return replace(
        about, tau=rounded(said.raw.tau, said.places + 1), i2=rounded(said.raw.i2), q=rounded(said.raw.q, 2),
        q_p=chance(said.raw.q_p), next_lower=min(low, least), next_upper=max(high, most),
    )  # fmt: skip


def without(brought: Sequence[Brought], place: int, said: Answer) -> dict[str, Any]:
    """The answer of the others when one does not count."""
    rest = [one for at, one in enumerate(brought) if at != place]
    others = together([float(one.estimate) for one in rest], [float(one.se) for one in rest])
    low, high = said.inside(others.range_at(POINTWISE))
    return {"without": said.printed(others.estimate), "without_lower": low, "without_upper": high}
