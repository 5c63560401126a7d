# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sets and tests: the union of the robust and the clustered null-imposed set, Holm, two-sided p-values.

Source: docs/explanation/method.md; Holm (1979) for several tests; Satterthwaite (1946) for the degrees of
freedom.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import erfc, sqrt

import numpy as np
from scipy.special import ndtri, stdtr, stdtrit

from research.estimators.first_stage import Direction, FirstStage
from research.estimators.geometry import Floats

Z95 = 1.959963984540054


@dataclass(frozen=True)
class Quadratic:
    """The variance of the moment of a test that an effect is t: uu - 2 t uv + t^2 vv."""

    uu: float
    uv: float
    vv: float

    def at(self, t: float) -> float:
        """The variance under one value; never below zero."""
        return max(self.uu - 2.0 * t * self.uv + t * t * self.vv, 0.0)


@dataclass(frozen=True)
class NullSets:
    """Tests that an effect is t, as numbers that can be kept: reject when (top - t bottom)^2 is large for its variance.

    Every side is one variance, uu - 2 t uv + t^2 vv, with the degrees of freedom of its critical value (`None`: the
    normal one). A value is left out only when all sides reject it (decision 0045), at whatever level.
    """

    top: float
    bottom: float
    sides: tuple[tuple[float, float, float, float | None], ...]

    def limits(self, alpha: float = 0.05) -> tuple[float, float]:
        """The union of the sets at a level; infinite when it is not a bounded interval."""
        sets = self.each(alpha)
        return min(low for low, _ in sets), max(high for _, high in sets)

    def each(self, alpha: float = 0.05) -> list[tuple[float, float]]:
        """The set of every side apart; infinite where it is not a bounded interval."""
        return [
            quadratic_set(self.top, self.bottom, uu, uv, vv, critical_value(alpha, freedom))
            for uu, uv, vv, freedom in self.sides
        ]

    def p_value(self) -> float:
        """The p-value of no effect, the largest of the sides: at most alpha when the set of alpha leaves out zero."""
        if any(uu <= 0.0 for uu, _, _, _ in self.sides):
            return 1.0
        return max(tail(self.top / sqrt(uu), freedom) for uu, _, _, freedom in self.sides)

    def scaled(self, scale: float) -> NullSets:
        """The same of an outcome in another unit."""
        sides = tuple((uu * scale * scale, uv * scale, vv, freedom) for uu, uv, vv, freedom in self.sides)
        return NullSets(self.top * scale, self.bottom, sides)


@dataclass(frozen=True)
class NullTest:
    """The tests that an effect is t: the moment `top` - t `bottom` against its robust and its clustered variance.

    A value is left out only when both tests reject it, so the printed set is the union of two sets. Both hold the
    estimate; when one of them is not bounded, neither is the union. A variance that few caseworkers carry is itself
    uncertain: the clustered test is the t-test of one sum per caseworker, around their mean, with the critical value of
    Student's t with `freedom` degrees of freedom. `squares` is the same without the mean taken off: the usual clustered
    variance, which the printed error is made of. Where a plan chose other clusters, `usual` is the same test by
    caseworker: it keeps its say, so that no choice makes a range narrower.
    """

    top: float
    bottom: float
    robust: Quadratic
    clustered: Quadratic
    squares: Quadratic
    freedom: float
    usual: NullTest | None = None

    def largest(self, t: float) -> float:
        """The largest of all its errors, with the terms as they are when the effect is t."""
        return max(*self.errors(t), *(self.usual.errors(t) if self.usual else ()))

    def errors(self, t: float) -> tuple[float, float]:
        """The robust and the clustered standard error, with the terms as they are when the effect is t."""
        size = abs(self.bottom)
        return sqrt(self.robust.at(t)) / size, sqrt(self.squares.at(t)) / size

    @property
    def sets(self) -> NullSets:
        """Both tests, to be inverted at any level."""
        pairs: list[tuple[Quadratic, float | None]] = [(self.robust, None), (self.clustered, self.freedom)]
        if self.usual is not None:
            pairs.append((self.usual.clustered, self.usual.freedom))
        return NullSets(self.top, self.bottom, tuple((q.uu, q.uv, q.vv, freedom) for q, freedom in pairs))


def null_test(
    top: float, bottom: float, people: tuple[float, float, float], sums: tuple[Floats, Floats], freedom: float
) -> NullTest:
    """The test from sums of squares and products over people, and the terms u and v summed by caseworker (J,)."""
    around = sums[0] - sums[0].mean(), sums[1] - sums[1].mean()
    return NullTest(top, bottom, Quadratic(*people), by_caseworker(*around), by_caseworker(*sums), freedom)


def by_caseworker(of_y: Floats, of_d: Floats) -> Quadratic:
    """The clustered variance of sums (J,) of the terms of Y and of D."""
    small = len(of_y) / (len(of_y) - 1.0)
    pairs = ((of_y, of_y), (of_y, of_d), (of_d, of_d))
    return Quadratic(*(small * float(one @ other) for one, other in pairs))


def tested(
    stage: FirstStage,
    way: Direction,
    outcome: tuple[Floats, Floats],
    u: Floats,
    moment: Floats,
    sums: Floats,
) -> NullTest:
    """The null-imposed test for one track, from the terms `slope` y + u and their sums by caseworker.

    For several tracks the others are estimated under each null, so that their own uncertainty is in the variance.
    The terms of the estimate itself are those of the null that is equal to it.
    `outcome` holds sums and sums of squares, both (T+1, C) as `planes_of` makes them; `u` (T+1, C), `moment`
    (T,) and `sums` (J,).
    """
    total, squares = outcome
    weighed = u * stage.planes
    uu = 2.0 * np.vdot(way.slope * u, total) + np.vdot(way.slope**2, squares) + np.vdot(u, weighed)
    uv = np.vdot(way.own * way.slope, total) + np.vdot(way.own, weighed)
    people = (float(uu), float(uv), way.own_square)
    bottom = float(way.lead @ stage.cross @ way.step)
    return null_test(float(way.lead @ moment), bottom, people, (sums, way.own_sums), way.freedom)


def quadratic_set(
    top: float, bottom: float, uu: float, uv: float, vv: float, critical: float = Z95
) -> tuple[float, float]:
    """The t with (top - t bottom)^2 <= z^2 (uu - 2 t uv + t^2 vv); infinite limits when it is not an interval."""
    z2 = critical**2
    a = bottom**2 - z2 * vv
    b = top * bottom - z2 * uv
    c = top**2 - z2 * uu
    inside = b * b - a * c
    if a <= 0.0 or inside < 0.0:
        return float("-inf"), float("inf")
    root = float(np.sqrt(inside))
    return (b - root) / a, (b + root) / a


def two_sided(z: float) -> float:
    """Two-sided p-value of a standard normal statistic."""
    return erfc(abs(z) / sqrt(2.0))


def tail(statistic: float, freedom: float | None) -> float:
    """Two-sided p-value of a statistic: normal, or Student's t with some degrees of freedom."""
    if freedom is None:
        return two_sided(statistic)
    return 2.0 * float(stdtr(freedom, -abs(statistic)))


def critical_value(alpha: float, freedom: float | None) -> float:
    """What a statistic must pass to be rejected at a level, on two sides."""
    if freedom is not None:
        return float(stdtrit(freedom, 1.0 - alpha / 2.0))
    return Z95 if alpha == 0.05 else float(-ndtri(alpha / 2.0))


def holm(p_values: Sequence[float]) -> list[float]:
    """Holm's step-down correction; the answer has the order of the question."""
    order = np.argsort(p_values, kind="stable")
    corrected = [1.0] * len(p_values)
    highest = 0.0
    for step, place in enumerate(order):
        highest = max(highest, min(1.0, (len(p_values) - step) * p_values[place]))
        corrected[int(place)] = highest
    return corrected


def holm_levels(p_values: Sequence[float], alpha: float) -> list[float]:
    """The level at which Holm took each verdict: its own step where it rejects, else the step at which it stopped.

    A range at that level leaves out no effect exactly where Holm rejects it.
    """
    order = np.argsort(p_values, kind="stable")
    levels, left, stopped = [alpha] * len(p_values), len(p_values), False
    for place in order:
        stopped = stopped or left * p_values[place] > alpha
        levels[int(place)] = alpha / left
        left -= 0 if stopped else 1
    return levels
