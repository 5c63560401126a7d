# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Partial pooling of groups: a group's own estimate, drawn towards the other half of its characteristic.

From released numbers alone. The two halves of a characteristic have estimates `y1` and `y2` with errors `s1` and `s2`.
Their difference has the variance `v = s1² + s2²`, and their centre, weighted by precision, is independent of it and is
kept as it is. The true differences of all characteristics are taken as normal around 0 with one spread `t`: the order
of two halves means nothing, so neither does a sign. Given `t`, a difference is multiplied by `t² / (t² + v)`.

Plugging in one estimate of `t` makes ranges too narrow, the more so with few pairs (Morris 1983, J. Am. Stat. Assoc.
78:47). So what `t` may be is integrated out, with each value as likely beforehand, which needs at least three pairs
(Gelman 2006, Bayesian Analysis 1:515). The model is that of Efron and Morris 1975, J. Am. Stat. Assoc. 70:311; its use
and its limits: Walters 2024, Handbook of Labor Economics 5. A range holds the truth in 95 of 100 over all groups
together, not for the one group that differs most (Armstrong, Kolesár and Plagborg-Møller 2022, Econometrica 90:2567).

Groups of different characteristics are the same people, so groups may not be pooled as if they were apart. Differences
inside pairs share far less than groups do, and are taken as independent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import erf, exp, log, sqrt

#: With fewer pairs nothing is known of how far their halves lie apart.
FEWEST_PAIRS = 3
LEVEL = 0.95
#: The logarithm of the spread, over the largest number there is: from, to, and a step that is exact to about 1e-9.
LOWEST, HIGHEST, STEP = -23.0, 12.0, 0.2
#: What a spread must count for at least, and how often an end of a range is halved.
NOTHING, HALVINGS = 1e-11, 38

#: An estimate and its error, in people of 100 or in the unit of the outcome.
Half = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Pooled:
    """A group's estimate, drawn towards its other half, and its range of 95 in 100; in the unit of the estimates."""

    estimate: float
    lower: float
    upper: float


def pooled(pairs: Sequence[tuple[Half, Half]]) -> list[tuple[Pooled, Pooled]]:
    """Both halves of every pair of one service, partly pooled, in the order given.

    Nothing with fewer than three pairs. Raises `ValueError` for an error that is not above 0.
    """
    if any(error <= 0.0 for pair in pairs for _, error in pair):
        raise ValueError("An error must be above 0.")
    if len(pairs) < FEWEST_PAIRS:
        return []
    spreads = spreads_of(pairs)
    return [(drawn(one, other, spreads), drawn(other, one, spreads)) for one, other in pairs]


def spreads_of(pairs: Sequence[tuple[Half, Half]]) -> list[tuple[float, float]]:
    """What the square of the spread may be, each with how much it counts; together they count for 1.

    The trapezium rule over the logarithm of the spread, so no unit and no widest spread has to be chosen.
    """
    found = [((y1 - y2) ** 2, s1 * s1 + s2 * s2) for (y1, s1), (y2, s2) in pairs]
    scale = sqrt(max(max(square, variance) for square, variance in found))
    places = [LOWEST + STEP * at for at in range(round((HIGHEST - LOWEST) / STEP) + 1)]
    squares = [(scale * exp(place)) ** 2 for place in places]
    heights = [
        place - 0.5 * sum(log(v + t) + square / (v + t) for square, v in found)
        for place, t in zip(places, squares, strict=True)
    ]
    top = max(heights)
    counts = [exp(height - top) for height in heights]
    whole = sum(counts)
    return [(t, count / whole) for t, count in zip(squares, counts, strict=True) if count > NOTHING * whole]


def drawn(one: Half, other: Half, spreads: Sequence[tuple[float, float]]) -> Pooled:
    """The first of two halves: one normal for each spread, mixed."""
    (y1, s1), (y2, s2) = one, other
    v1, v2 = s1 * s1, s2 * s2
    v = v1 + v2
    centre, around = (v2 * y1 + v1 * y2) / v, v1 * v2 / v
    parts = []
    for t, share in spreads:
        kept, own = t / (t + v), v1 / v
        parts.append((share, centre + own * kept * (y1 - y2), sqrt(around + own * own * kept * v)))
    estimate = sum(share * middle for share, middle, _ in parts)
    return Pooled(estimate, quantile(parts, (1.0 - LEVEL) / 2.0), quantile(parts, (1.0 + LEVEL) / 2.0))


def quantile(parts: Sequence[tuple[float, float, float]], below: float) -> float:
    """The value below which so much of mixed normals lies: (how much it counts, middle, error) of each."""
    low = min(middle - 9.0 * error for _, middle, error in parts)
    high = max(middle + 9.0 * error for _, middle, error in parts)
    for _ in range(HALVINGS):
        at = (low + high) / 2.0
        held = sum(
            share * (1.0 + erf((at - middle) / (error * sqrt(2.0)))) / 2.0 for share, middle, error in parts
        )
        low, high = (at, high) if held < below else (low, at)
    return (low + high) / 2.0
