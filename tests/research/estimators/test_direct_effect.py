# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A direct effect of caseworkers: what it moves, and how large it has to be to undo an answer."""

from __future__ import annotations

import numpy as np
import pytest

from research.estimators.direct_effect import Breaking, breaking, union_under
from research.estimators.first_stage import Outcomes, first_stage
from research.estimators.geometry import comparable
from research.estimators.ujive import effects


@pytest.mark.parametrize(
    ("lower", "upper", "size", "expected"),
    [(2.0, 6.0, 0.0, (2.0, 6.0)), (2.0, 6.0, 0.3, (-1.0, 9.0)), (-8.0, -1.0, 0.05, (-8.5, -0.5))],
)
def test_the_union_is_the_range_moved_either_way(
    lower: float, upper: float, size: float, expected: tuple[float, float]
) -> None:
    assert union_under(lower, upper, size) == pytest.approx(expected)


def test_a_direct_effect_has_no_sign() -> None:
    with pytest.raises(ValueError, match="size"):
        union_under(1.0, 2.0, -0.1)


@pytest.mark.parametrize(
    ("told", "expected"),
    [((4.0, 2.0, 6.0), (0.2, 0.4)), ((-4.0, -7.0, -1.0), (0.1, 0.4)), ((1.0, -1.0, 3.0), (0.0, 0.1))],
)
def test_what_breaks_an_answer_is_where_the_union_comes_to_nought(
    told: tuple[float, float, float], expected: tuple[float, float]
) -> None:
    at = breaking(*told)
    assert (at.of_range, at.of_sign) == pytest.approx(expected)
    if at.of_range:
        low, high = union_under(told[1], told[2], at.of_range)
        assert min(abs(low), abs(high)) < 1e-12
        assert union_under(told[1], told[2], 0.99 * at.of_range)[0] * told[0] > 0 or told[0] < 0
    assert isinstance(at, Breaking)


def test_an_influence_along_the_tendency_moves_the_answer_and_its_set_by_ten_times_as_much() -> None:
    """The formula against a country in which caseworkers do what is stated: 40 draws of 4,000 people."""
    rng = np.random.default_rng(7)
    workers, strata, direct, moved, sets = 40, 20, 0.004, [], []
    for _ in range(40):
        tendency = rng.normal(0.0, 0.12, workers)
        worker, stratum = rng.integers(0, workers, 4000), rng.integers(0, strata, 4000)
        referred = rng.random(4000) < np.clip(0.5 + tendency[worker], 0.02, 0.98)
        y = rng.normal(size=4000) + 0.2 * referred
        answers = []
        for outcome in (y, y + direct / 0.1 * (0.5 + tendency[worker])):
            cell = worker * strata + stratum
            clients = np.zeros((workers * strata, 2))
            total, squares = np.zeros_like(clients), np.zeros_like(clients)
            for table, weight in ((clients, np.ones(4000)), (total, outcome), (squares, outcome**2)):
                np.add.at(table, (cell, referred.astype(int)), weight)
            numbers = np.arange(workers * strata)
            sample = comparable(numbers // strata, numbers % strata, clients.sum(axis=1).astype(np.int64))
            assert sample is not None
            stage = first_stage(sample.geometry, clients[sample.kept])
            answers.append(effects(stage, Outcomes(total[sample.kept], squares[sample.kept]))[0])
        moved.append(answers[1].estimate - answers[0].estimate)
        sets.append([answers[1].lower - answers[0].lower, answers[1].upper - answers[0].upper])
    assert np.mean(moved) == pytest.approx(direct / 0.1, rel=0.05)
    assert np.mean(sets, axis=0) == pytest.approx([direct / 0.1] * 2, rel=0.1)
