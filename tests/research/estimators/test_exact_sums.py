# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sums of floats without rounding, against fractions of whole numbers."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from research.estimators.exact_sums import ExactSums, ExactTable, runs_of


def numbers(size: int, seed: int) -> np.ndarray:
    """Numbers of both signs from 1e-30 to 1e30, of which many cancel."""
    rng = np.random.default_rng(seed)
    some = rng.normal(size=size) * 10.0 ** rng.integers(-30, 31, size)
    return rng.permutation(
        np.concatenate([some, -some[: size // 2], rng.integers(-5, 6, size).astype(float)])
    )


def summed(values: np.ndarray, cuts: list[int]) -> float:
    found = ExactSums()
    for part in np.split(values, cuts):
        found.add(part)
    return found.sum


@pytest.mark.parametrize("seed", range(8))
def test_a_sum_is_that_of_fractions_in_any_order_and_any_parts(seed: int) -> None:
    values = numbers(400, seed)
    wanted = float(sum(map(Fraction, values.tolist()), Fraction(0)))
    rng = np.random.default_rng(seed)
    sums = {summed(values, [])}
    for _ in range(5):
        cuts = sorted(rng.integers(0, len(values), 6).tolist())
        sums.add(summed(rng.permutation(values), cuts))
    (found,) = sums
    assert found == pytest.approx(wanted, rel=4e-16)


def test_what_cancels_leaves_exactly_what_is_left() -> None:
    assert summed(np.array([1e100, 1.0, -1e100, 3e-200]), [1, 2]) == pytest.approx(1.0, rel=1e-15)
    assert summed(np.array([1e16, 3.0, -1e16, -3.0]), []) == 0.0
    assert summed(np.array([-1e-300, 0.0]), []) == -1e-300
    assert summed(np.array([0.1] * 10), []) == float(10 * Fraction(0.1))
    assert ExactSums(3).sums.tolist() == [0.0, 0.0, 0.0]


def test_sums_by_key_equal_sums_of_each_key_also_when_keys_come_back() -> None:
    rng = np.random.default_rng(4)
    keys, values = rng.integers(0, 7, 500), numbers(200, 3)
    keys = np.resize(keys, len(values))
    table = ExactTable(2, 8)
    for start in range(0, len(values), 61):
        some = slice(start, start + 61)
        table.add([values[some], np.ones(len(values[some]))], runs_of(keys[some]))
    for key in range(8):
        own = values[keys == key]
        assert table.sums[0, key] == summed(own, [])
        assert table.sums[1, key] == len(own)


def test_sums_can_be_put_together_and_one_that_is_no_number_is_said() -> None:
    one, other = ExactSums(), ExactSums()
    one.add(np.array([1e30, 0.1]))
    other.add(np.array([-1e30, 0.2]))
    one.include(other)
    assert one.sum == float(Fraction(0.1) + Fraction(0.2))
    other.add(np.array([np.inf, 1.0]))
    assert np.isnan(other.sum)
    one.include(other)
    assert np.isnan(one.sum)
