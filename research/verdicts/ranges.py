# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The printed range of every row, at the level at which its verdict was taken, and how it is rounded (decision 0061).

A row of family 2 is printed at its step of Holm. A row that takes part in no verdict is printed at the first step that
Holm would take over all rows that are looked at with it, so that it never looks surer than one that was judged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite

from research.estimators.inference import holm_levels
from research.release.rounding import outward
from research.release.schema import FAMILY_ALPHA
from research.results import Estimate

LEVEL = float(FAMILY_ALPHA)


@dataclass(frozen=True)
class Range:
    """A range at a level: 0.0125 is a range that holds the truth in 98.75 of 100; printed with `places` decimals."""

    lower: float
    upper: float
    alpha: float
    places: int = 1

    @property
    def printed(self) -> tuple[Decimal, Decimal]:
        """The limits as they are printed."""
        return outward(self.lower, self.upper, self.places)

    @property
    def holds_zero(self) -> bool:
        """Does the range as it is printed hold no effect?"""
        low, high = self.printed
        return low <= 0 <= high

    def inside(self, margin: float) -> bool:
        """Does the range as it is printed lie wholly between the two ends of a margin? Touching one is not inside."""
        low, high = self.printed
        return -Decimal(repr(margin)) < low <= high < Decimal(repr(margin))

    @property
    def half_width(self) -> float:
        """Half of its width."""
        return (self.upper - self.lower) / 2.0

    @property
    def level(self) -> Decimal:
        """How many of 100 such ranges hold the truth."""
        return Decimal(repr(100.0 * (1.0 - self.alpha))).quantize(Decimal("0.0001"))


def range_at(e: Estimate, alpha: float, places: int = 1) -> Range | None:
    """The range of an estimate at a level; nothing when its test gives none with two ends."""
    if e.estimate is None or e.sets is None:
        return None
    low, high = e.sets.limits(alpha)
    return Range(low, high, alpha, places) if isfinite(low) and isfinite(high) else None


def ranges(
    estimates: Sequence[Estimate],
    family: Sequence[int] | Mapping[int, float],
    places: Callable[[str], int] = lambda _: 1,
    level: float = LEVEL,
) -> list[Range | None]:
    """The printed range of every estimate; `family` are the places of those that got a corrected p-value, with
    the level at which each was judged where that is not its step of Holm.

    `places` gives the decimals of an outcome; `level` is that of the whole.
    """
    if isinstance(family, Mapping):
        levels = dict(family)
    else:
        steps = holm_levels([estimates[place].p or 0.0 for place in family], level)
        levels = dict(zip(family, steps, strict=True))
    everyone: dict[tuple[str, str], int] = {}
    together: dict[tuple[str, str], int] = {}
    for e in estimates:
        if e.estimate is not None:
            block = (e.comparison, e.outcome)
            together[block] = together.get(block, 0) + 1
            everyone[block] = everyone.get(block, 0) + (not e.characteristic)
    printed = []
    for place, e in enumerate(estimates):
        beside = (together if e.characteristic else everyone).get((e.comparison, e.outcome), 1)
        printed.append(range_at(e, levels.get(place, level / max(beside, 1)), places(e.outcome)))
    return printed
