# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Shares and their differences: by hand, beside statsmodels, and by how often a range holds the truth."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from research.estimators.inference import Z95
from research.estimators.standardised import Share, difference, plain_share, weighted_share, wilson


def test_one_in_four_of_a_hundred_by_hand() -> None:
    """25 of 100: (0.25 + z²/200 ± z √(0.25·0.75/100 + z²/40000)) / (1 + z²/100), with z² = 3.841459."""
    found = plain_share(25, 100)
    z2 = 3.8414588206941236
    middle, half = 0.25 + z2 / 200, sqrt(z2) * sqrt(0.001875 + z2 / 40_000)
    assert found.value == 0.25
    assert found.low == pytest.approx((middle - half) / (1 + z2 / 100), abs=1e-14)
    assert found.high == pytest.approx((middle + half) / (1 + z2 / 100), abs=1e-14)
    assert (round(found.low, 4), round(found.high, 4)) == (0.1755, 0.3430)


@given(people=st.integers(1, 10**6), share=st.floats(0, 1))
def test_a_plain_range_is_that_of_statsmodels(people: int, share: float) -> None:
    having = round(share * people)
    found = plain_share(having, people)
    low, high = proportion_confint(having, people, method="wilson")
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-12)


@given(st.integers(1, 5_000), st.integers(1, 5_000), st.floats(0, 1), st.floats(0, 1))
def test_a_difference_is_that_of_statsmodels(n: int, m: int, p: float, q: float) -> None:
    a, b = round(p * n), round(q * m)
    found = difference(plain_share(a, n), plain_share(b, m))
    low, high = confint_proportions_2indep(a, n, b, m, method="newcomb", compare="diff")
    assert found.value == pytest.approx(a / n - b / m, abs=1e-14)
    assert (found.low, found.high) == pytest.approx((max(low, -1.0), min(high, 1.0)), abs=1e-12)


def test_a_standardised_share_by_hand() -> None:
    """Two cells: 10 of 40 with weight 0.25, and 30 of 60 with weight 0.75: 0.25·0.25 + 0.75·0.5 = 0.4375.

    Spreads 0.25·√(0.25·0.75/40) = 0.0171163 and 0.75·√(0.5·0.5/60) = 0.0484123; the level within a cell is
    1.959964 · √(0.0171163² + 0.0484123²) / (0.0171163 + 0.0484123) = 1.535851.
    """
    having, people, weights = np.array([10.0, 30.0]), np.array([40.0, 60.0]), np.array([0.25, 0.75])
    found = weighted_share(having, people, weights)
    z = Z95 * sqrt(0.017116329**2 + 0.048412292**2) / (0.017116329 + 0.048412292)
    assert z == pytest.approx(1.535851, abs=1e-6)
    ends = [0.0, 0.0]
    for a, n, w in ((10, 40, 0.25), (30, 60, 0.75)):
        p = a / n
        half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        for side, sign in enumerate((-1, 1)):
            ends[side] += w * (p + z * z / (2 * n) + sign * half) / (1 + z * z / n)
    assert found.value == 0.4375
    assert (found.low, found.high) == pytest.approx(ends, abs=1e-7)


@given(st.integers(1, 400), st.integers(1, 400), st.floats(0.01, 0.99), st.floats(0, 1), st.floats(0, 1))
def test_a_range_lies_around_its_share_and_inside_what_can_be(
    n: int, m: int, w: float, p: float, q: float
) -> None:
    having, people = np.array([round(p * n), round(q * m)], float), np.array([n, m], float)
    found = weighted_share(having, people, np.array([w, 1 - w]))
    assert -1e-12 <= found.low <= found.value + 1e-12
    assert found.value - 1e-12 <= found.high <= 1 + 1e-12


def test_cells_with_the_same_share_say_what_one_cell_says() -> None:
    """Split into cells in proportion, a standardised share is the plain one, and its range nearly so."""
    whole = plain_share(250, 1_000)
    split = weighted_share(np.array([50.0, 200.0]), np.array([200.0, 800.0]), np.array([0.2, 0.8]))
    assert split.value == pytest.approx(whole.value, abs=1e-15)
    assert (split.low, split.high) == pytest.approx((whole.low, whole.high), abs=0.002)


def test_nobody_and_everybody_still_have_a_range() -> None:
    for having in (0.0, 20.0):
        found = weighted_share(np.array([having, having]), np.array([20.0, 20.0]), np.array([0.5, 0.5]))
        assert found.high - found.low > 0.05


@pytest.mark.parametrize(
    ("people", "truth"),
    [((30, 20, 50, 15), (0.1, 0.2, 0.3, 0.4)), ((12, 200, 40, 10), (0.5, 0.05, 0.2, 0.3))],
)
def test_a_standardised_range_holds_the_truth_in_95_of_100(
    people: tuple[int, ...], truth: tuple[float, ...]
) -> None:
    """An independent witness: 4,000 draws of people of whom the truth is known."""
    weights, rng = np.array([0.4, 0.1, 0.3, 0.2]), np.random.default_rng(3)
    target, draws = float(weights @ np.array(truth)), 4_000
    held = 0
    for _ in range(draws):
        found = weighted_share(rng.binomial(people, truth).astype(float), np.array(people, float), weights)
        held += found.low <= target <= found.high
    assert 0.935 <= held / draws <= 0.985


def test_a_standardised_difference_holds_the_truth_in_95_of_100() -> None:
    weights, rng = np.array([0.5, 0.3, 0.2]), np.random.default_rng(4)
    here, there = np.array([0.2, 0.3, 0.4]), np.array([0.1, 0.2, 0.3])
    n, m, held, draws = np.array([40, 60, 30]), np.array([500, 300, 200]), 0, 4_000
    for _ in range(draws):
        one = weighted_share(rng.binomial(n, here).astype(float), n.astype(float), weights)
        other = weighted_share(rng.binomial(m, there).astype(float), m.astype(float), weights)
        gap = difference(one, other)
        held += gap.low <= float(weights @ (here - there)) <= gap.high
    assert 0.935 <= held / draws <= 0.985


def test_the_other_way_round_is_the_same_with_the_other_sign() -> None:
    one, other = Share(0.4, 0.3, 0.55), Share(0.1, 0.05, 0.2)
    there, back = difference(one, other), difference(other, one)
    assert (there.value, there.low, there.high) == pytest.approx((-back.value, -back.high, -back.low))


def test_the_limits_of_many_shares_are_those_of_each() -> None:
    having, people = np.array([5.0, 50.0]), np.array([10.0, 100.0])
    low, high = wilson(having, people)
    for at in range(2):
        alone = plain_share(int(having[at]), int(people[at]))
        assert (low[at], high[at]) == pytest.approx((alone.low, alone.high), abs=1e-15)
