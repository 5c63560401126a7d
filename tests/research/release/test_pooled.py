# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Partial pooling of groups, against other formulas and against worlds whose truth is known."""

from __future__ import annotations

import random
from itertools import pairwise
from math import exp, inf, sqrt

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.integrate import quad

from research.estimators.inference import Z95
from research.release.pooled import FEWEST_PAIRS, Half, drawn, pooled, spreads_of

HALF = st.tuples(st.floats(-20, 20), st.floats(0.2, 6))
PAIRS = st.lists(st.tuples(HALF, HALF), min_size=FEWEST_PAIRS, max_size=7)
Pairs = list[tuple[Half, Half]]


@given(HALF, HALF, st.floats(0.1, 20))
def test_with_a_spread_that_is_known_it_is_the_posterior_of_two_normals(
    one: Half, other: Half, spread: float
) -> None:
    """The closed form by matrices: the precision of the data and that of the difference."""
    (y1, s1), (y2, s2) = one, other
    data = np.diag([s1**-2, s2**-2])
    covariance = np.linalg.inv(data + np.array([[1, -1], [-1, 1]]) / spread**2)
    mean = covariance @ data @ np.array([y1, y2])
    for at, pair in enumerate(((one, other), (other, one))):
        found = drawn(*pair, [(spread**2, 1.0)])
        half_width = Z95 * sqrt(covariance[at, at])
        assert found.estimate == pytest.approx(mean[at], abs=1e-8)
        assert found.lower == pytest.approx(mean[at] - half_width, abs=1e-8)
        assert found.upper == pytest.approx(mean[at] + half_width, abs=1e-8)


def kept_by_quadrature(pairs: Pairs, variance: float) -> float:
    """What is left of a difference with this variance, by adaptive integration over the spread itself."""

    def weight(t: float) -> float:
        found = 1.0
        for (y1, s1), (y2, s2) in pairs:
            v = s1 * s1 + s2 * s2 + t * t
            found *= exp(-((y1 - y2) ** 2) / (2.0 * v)) / sqrt(v)
        return found

    def area(value: object, start: float, end: float) -> float:
        return float(quad(value, start, end, epsabs=0.0, epsrel=1e-12, limit=500)[0])

    ends = (0.0, 1.0, 5.0, 25.0, 125.0, inf)
    top = sum(area(lambda t: weight(t) * t * t / (t * t + variance), a, b) for a, b in pairwise(ends))
    return top / sum(area(weight, a, b) for a, b in pairwise(ends))


@settings(max_examples=25, deadline=None)
@given(PAIRS)
@example([*[((0.0, 1.0), (0.0, 1.0))] * 4, ((0.0, 1.0), (0.0, 2.0)), ((0.0, 1.0), (12.0, 1.0))])
def test_what_the_spread_may_be_is_integrated_exactly(pairs: Pairs) -> None:
    spreads = spreads_of(pairs)
    for (_, s1), (_, s2) in pairs:
        v = s1 * s1 + s2 * s2
        kept = sum(share * t / (t + v) for t, share in spreads)
        assert kept == pytest.approx(kept_by_quadrature(pairs, v), abs=1e-8)


@settings(max_examples=40, deadline=None)
@given(PAIRS)
def test_a_half_lies_between_its_own_estimate_and_the_centre_of_its_pair(pairs: Pairs) -> None:
    for (one, other), told in zip(pairs, pooled(pairs), strict=True):
        centre = (one[0] / one[1] ** 2 + other[0] / other[1] ** 2) / (one[1] ** -2 + other[1] ** -2)
        for own, half in zip((one, other), told, strict=True):
            low, high = sorted((own[0], centre))
            assert low - 1e-9 <= half.estimate <= high + 1e-9
            assert half.lower < half.estimate < half.upper


@settings(max_examples=20, deadline=None)
@given(PAIRS, st.sampled_from([0.01, 100.0]))
def test_the_order_of_two_halves_and_the_unit_mean_nothing(pairs: Pairs, unit: float) -> None:
    turned = [((y2 * unit, s2 * unit), (y1 * unit, s1 * unit)) for (y1, s1), (y2, s2) in pairs]
    for (one, other), (second, first) in zip(pooled(pairs), pooled(turned), strict=True):
        assert (one.estimate * unit, other.upper * unit) == pytest.approx(
            (first.estimate, second.upper), abs=1e-6 * unit
        )


def test_pairs_that_differ_much_keep_their_numbers_and_pairs_that_do_not_move_together() -> None:
    far = pooled([((60, 0.2), (2, 0.2)), ((5, 0.2), (-30, 0.2)), ((4, 0.2), (40, 0.2))])
    assert far[0][0].estimate == pytest.approx(60, abs=0.05)
    assert far[0][0].upper - far[0][0].lower == pytest.approx(2 * Z95 * 0.2, rel=0.05)
    near = pooled([((4.1, 2), (3.9, 2)), ((4, 2), (4, 2)), ((3.9, 2), (4.1, 2)), ((6, 2), (2, 2))])
    assert abs(near[3][0].estimate - near[3][1].estimate) < 2
    assert near[3][0].upper - near[3][0].lower < 2 * Z95 * 2


#: What one half of a pair is more than the other, in truth: nothing, a little, much, or much in one pair of seven.
GAPS = {"none": 0.0, "little": 1.0, "much": 4.0, "one": -6.0}


@pytest.mark.parametrize("world", GAPS)
def test_ranges_hold_the_truth_as_often_as_they_say_and_estimates_lie_nearer_to_it(world: str) -> None:
    """As groups are: seven splits of the same people, so the halves of every pair share what was found for everyone."""
    draw, held, all_, own, nearer = random.Random(f"pooled {world}"), 0, 0, 0.0, 0.0
    for _ in range(150):
        everyone, error, pairs, truths = draw.gauss(3, 1), 1.5, [], []
        found = draw.gauss(everyone, error)
        for place in range(7):
            gap = draw.gauss(0, GAPS[world]) if GAPS[world] >= 0 else GAPS[world] * (place == 0)
            seen = draw.gauss(gap, 2 * error)
            truths.append((everyone + gap / 2, everyone - gap / 2))
            half = error * sqrt(2)
            pairs.append(((found + seen / 2, half), (found - seen / 2, half)))
        for truth, pair, told in zip(truths, pairs, pooled(pairs), strict=True):
            for true, (estimate, _), half_told in zip(truth, pair, told, strict=True):
                held, all_ = held + (half_told.lower <= true <= half_told.upper), all_ + 1
                own, nearer = own + (estimate - true) ** 2, nearer + (half_told.estimate - true) ** 2
    assert 0.93 <= held / all_ <= (0.99 if world == "none" else 0.98), held / all_
    assert nearer < own * (0.97 if world == "much" else 0.85), nearer / own


def test_one_spread_filled_in_would_hold_the_truth_less_often() -> None:
    """Why the spread is integrated out: the usual plug-in is too sure of itself with seven pairs."""
    draw, held, plugged, all_ = random.Random("plug-in"), 0, 0, 0
    for _ in range(150):
        gaps = [draw.gauss(0, 2.0) for _ in range(7)]
        pairs = [
            ((seen / 2, 2.0), (-seen / 2, 2.0)) for seen in (draw.gauss(gap, 2 * sqrt(2)) for gap in gaps)
        ]
        moment = max(sum((one[0] - other[0]) ** 2 for one, other in pairs) / 7 - 8.0, 0.0)
        for gap, (one, other), told in zip(gaps, pairs, pooled(pairs), strict=True):
            kept = moment / (moment + 8.0)
            width = Z95 * sqrt(kept * 8.0)
            held += told[0].lower <= gap / 2 <= told[0].upper
            plugged, all_ = plugged + (abs(kept * (one[0] - other[0]) - gap) <= width), all_ + 1
    assert held / all_ > 0.94
    assert plugged / all_ < 0.90


def test_too_few_pairs_give_nothing_and_an_error_is_above_nought() -> None:
    assert pooled([((1, 1), (2, 1))] * (FEWEST_PAIRS - 1)) == []
    with pytest.raises(ValueError, match="above 0"):
        pooled([((1, 0), (2, 1))] * FEWEST_PAIRS)
