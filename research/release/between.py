# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The average of several studies and how they differ: random effects, from estimates with their errors alone.

Studies differ by more than their errors say: each has an effect of its own, drawn around an average with a spread
`tau`. The spread is that of Paule and Mandel (1982), the one at which the generalised Q of DerSimonian and Kacker
equals its expectation; the error of the average is that of Hartung and Knapp (2001) with Student's t, never smaller
than without their factor (Röver, Knapp and Friede 2015); the range for a next study averages over all values of the
spread by the confidence in each (Nagashima, Noma and Furukawa 2019, with the Q of Viechtbauer 2007). Standard library
only, so that whoever reads a release can compute it again (decision 0094).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

#: Steps of a search at most; halving what is left so many times leaves nothing.
HALVINGS = 200
#: The end of a range for a next study is found to such a part of the largest error.
CLOSE = 1e-9
#: Values of the spread that are averaged over, and how much confidence they leave above the largest.
STEPS, LEFT = 60, 0.005


@dataclass(frozen=True)
class Together:
    """Several studies together; numbers in the unit of the estimates.

    `se` is the error of `estimate` under `freedom` degrees of Student's t; `tau` the spread between studies; `q` is
    Cochran's Q with the p-value `q_p` of no spread, `i2` the share (0 to 100) of what is seen that chance does not
    explain; `weights` what each study counts, together 1.
    """

    estimate: float
    se: float
    freedom: int
    tau: float
    q: float
    q_p: float
    i2: float
    weights: tuple[float, ...]

    @property
    def p(self) -> float:
        """The p-value of no average effect."""
        return student_tail(self.estimate / self.se, self.freedom)

    def range_at(self, alpha: float) -> tuple[float, float]:
        """The range of the average: 0.05 holds it in 95 of 100."""
        half = student_value(alpha, self.freedom) * self.se
        return self.estimate - half, self.estimate + half


def together(estimates: Sequence[float], errors: Sequence[float]) -> Together:
    """The average of two or more estimates (n) with their errors (n). Raises `ValueError` for fewer, or no error."""
    if len(estimates) < 2 or len(estimates) != len(errors) or min(errors) <= 0:
        raise ValueError("two or more estimates, each with an error above zero")
    freedom = len(estimates) - 1
    variance = spread(estimates, errors)
    weights = [1.0 / (variance + error**2) for error in errors]
    mean = weighted(estimates, weights)
    factor = max(1.0, squares(estimates, weights) / freedom)
    q = squares(estimates, [1.0 / error**2 for error in errors])
    return Together(
        estimate=mean,
        se=math.sqrt(factor / sum(weights)),
        freedom=freedom,
        tau=math.sqrt(variance),
        q=q,
        q_p=chi_square_tail(q, freedom),
        i2=100.0 * max(0.0, q - freedom) / q if q > 0 else 0.0,
        weights=tuple(weight / sum(weights) for weight in weights),
    )


def weighted(values: Sequence[float], weights: Sequence[float]) -> float:
    """The mean of values (n) by weight (n)."""
    return sum(v * w for v, w in zip(values, weights, strict=True)) / sum(weights)


def squares(estimates: Sequence[float], weights: Sequence[float], power: int = 1) -> float:
    """The sum of squares around the weighted mean: Q; with the weights to a power, how fast it falls."""
    mean = weighted(estimates, weights)
    return sum(w**power * (value - mean) ** 2 for value, w in zip(estimates, weights, strict=True))


def spread(estimates: Sequence[float], errors: Sequence[float]) -> float:
    """The variance between studies: where Q with weights 1 / (variance + error²) is its degrees of freedom, or 0.

    Q falls as the variance rises and is convex, so that Newton's steps from 0 come to the one point from below. Source:
    DerSimonian and Kacker (2007), Contemporary Clinical Trials 28.
    """
    freedom, variance = len(estimates) - 1, 0.0
    for _ in range(HALVINGS):
        weights = [1.0 / (variance + error**2) for error in errors]
        over = squares(estimates, weights) - freedom
        step = over / squares(estimates, weights, power=2) if over > 0.0 else 0.0
        if variance + step == variance:
            break
        variance += step
    return variance


def next_range(estimates: Sequence[float], errors: Sequence[float], alpha: float) -> tuple[float, float]:
    """The range in which the effect of a next study lies; never inside the range of the average.

    How sure it is that the spread is at most some value is 1 minus the p-value of that value: Q with weights
    1 / (spread² + error²) is chi-square with n - 1 degrees of freedom at the true one. For each value a next effect is
    normal around the mean that goes with it; their average by confidence has the range.
    """
    parts = supposed(estimates, errors)
    low, high = together(estimates, errors).range_at(alpha)
    return min(low, quantile(parts, alpha / 2.0)), max(high, quantile(parts, 1.0 - alpha / 2.0))


Part = tuple[float, float, float]


def supposed(estimates: Sequence[float], errors: Sequence[float]) -> list[Part]:
    """Values of the spread with the confidence in each, and the mean and error of a next effect that go with them."""

    def sure(tau: float) -> float:
        weights = [1.0 / (tau**2 + error**2) for error in errors]
        return chi_square_tail(squares(estimates, weights), len(estimates) - 1)

    top = max(errors)
    while sure(top) < 1.0 - LEFT:
        top *= 1.5
    grid = [top * (step / STEPS) ** 1.5 for step in range(STEPS + 1)]
    sureness = [sure(tau) for tau in grid]
    taus = [0.0, *((one + other) / 2.0 for one, other in pairwise(grid)), top]
    shares = [sureness[0], *(other - one for one, other in pairwise(sureness)), 1.0 - sureness[-1]]
    parts = []
    for share, tau in zip(shares, taus, strict=True):
        weights = [1.0 / (tau**2 + error**2) for error in errors]
        parts.append((share, weighted(estimates, weights), math.sqrt(tau**2 + 1.0 / sum(weights))))
    return parts


def quantile(parts: Sequence[Part], below: float) -> float:
    """The value that a share `below` of some normals, mixed by their weight, lies under."""

    def under(value: float) -> float:
        return sum(
            share * 0.5 * math.erfc((mean - value) / error / math.sqrt(2.0)) for share, mean, error in parts
        )

    far = max(error for _, _, error in parts) * 10.0
    low, high = min(mean for _, mean, _ in parts) - far, max(mean for _, mean, _ in parts) + far
    while high - low > CLOSE * far:
        middle = (low + high) / 2.0
        low, high = (middle, high) if under(middle) < below else (low, middle)
    return (low + high) / 2.0


def student_tail(t: float, freedom: int) -> float:
    """How often Student's t lies further from 0 than this, both sides together.

    The finite series for whole degrees of freedom. Source: Abramowitz and Stegun (1964), 26.7.3 and 26.7.4.
    """
    angle = math.atan(abs(t) / math.sqrt(freedom))
    cosine = math.cos(angle)
    term, total = (1.0, 0.0) if freedom % 2 == 0 else (cosine, 0.0)
    for step in range(freedom % 2, freedom - 1, 2):
        total += term
        term *= cosine**2 * (step + 1) / (step + 2)
    inside = math.sin(angle) * total
    if freedom % 2:
        inside = (angle + inside) * 2.0 / math.pi
    return max(0.0, 1.0 - inside)


@lru_cache(maxsize=4096)
def student_value(alpha: float, freedom: int) -> float:
    """The value beyond which Student's t lies in a share `alpha` of all cases, both sides together."""
    low, high = 0.0, 1.0
    while student_tail(high, freedom) > alpha:
        low, high = high, 2.0 * high
    for _ in range(HALVINGS):
        middle = (low + high) / 2.0
        if middle in (low, high):
            break
        low, high = (middle, high) if student_tail(middle, freedom) > alpha else (low, middle)
    return (low + high) / 2.0


def chi_square_tail(value: float, freedom: int) -> float:
    """How often chi-square lies above this. Source: Abramowitz and Stegun (1964), 26.4.4 and 26.4.5."""
    half = value / 2.0
    if freedom % 2 == 0:
        term, total = 1.0, 1.0
        for step in range(1, freedom // 2):
            term *= half / step
            total += term
        return math.exp(-half) * total
    total = math.erfc(math.sqrt(half))
    term = math.sqrt(half / math.pi) * 2.0
    for step in range(1, (freedom + 1) // 2):
        total += math.exp(-half) * term
        term *= value / (2 * step + 1)
    return total
