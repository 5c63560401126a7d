# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The joint test of Frandsen, Lefgren and Leslie: against rows, against linearmodels, and against what it is for."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from linearmodels.iv import IV2SLS
from numpy.typing import NDArray
from scipy.stats import f as f_distribution

from research.estimators.first_stage import Outcomes
from research.estimators.geometry import Sample, comparable
from research.estimators.joint_test import (
    Basis,
    basis_of,
    fit_moments,
    joint_test,
    noise_moments,
    ratio_at_2sls,
)
from tests.research.rowwise import dummies, projection
from tests.study.joint import WORLDS, People, World, counted, draw

SMALL = World("small", 700, 24, 3, 2, services=1, taste=0.8)


def sample_of(people: People) -> tuple[Sample, NDArray[np.float64], Outcomes]:
    worker, stratum, clients, total = counted(people)
    sample = comparable(worker, stratum, clients.sum(axis=1).astype(np.int64))
    assert sample is not None
    return sample, clients[sample.kept], Outcomes(total[sample.kept], total[sample.kept])


class Rows:
    """The same people, one by one, of those that can be compared."""

    def __init__(self, people: People, sample: Sample) -> None:
        worker, stratum, *_ = counted(people)
        kept = set(zip(worker[sample.kept], stratum[sample.kept], strict=True))
        own = np.array([pair in kept for pair in zip(people.worker, people.stratum, strict=True)])
        self.worker = np.unique(people.worker[own], return_inverse=True)[1]
        self.stratum = people.stratum[own]
        tracks = int(people.track.max())
        self.d = (people.track[own][:, None] == np.arange(1, tracks + 1)).astype(float)
        self.y = people.y[own]
        strata = dummies(self.stratum)
        self.h_w = projection(strata)
        self.h_x = projection(np.hstack([strata, dummies(self.worker)]))
        self.left = len(self.y) - np.linalg.matrix_rank(np.hstack([strata, dummies(self.worker)]))


@pytest.mark.parametrize("services", [1, 2])
def test_the_statistic_from_counts_is_that_of_rows(services: int) -> None:
    people = draw(World("small", 700, 24, 3, 2, services=services, taste=0.8), 5)
    sample, clients, outcome = sample_of(people)
    rows, geometry = Rows(people, sample), sample.geometry
    basis = basis_of(geometry.caseworker_effects(clients[:, 1:]), geometry.sum_caseworker @ geometry.clients)
    own = basis.values[rows.worker]
    p, m_x = rows.h_x - rows.h_w, np.eye(len(rows.y)) - rows.h_x
    weights = np.linalg.lstsq((np.eye(len(rows.y)) - rows.h_w) @ own, p @ rows.y, rcond=None)[0]
    u = p @ (rows.y - own @ weights)
    off = m_x @ rows.d
    r = m_x @ rows.y - np.einsum("imk,m,ik->i", basis.slopes[rows.worker], weights, off)
    expected = float(u @ u) / (float(r @ r) / rows.left)
    found = joint_test(geometry, clients, outcome, share=True)
    assert found is not None
    assert found.fit == pytest.approx(expected, rel=1e-8)
    assert found.freedom == geometry.instruments - own.shape[1]
    survival = f_distribution.sf(expected / found.freedom, found.freedom, rows.left)
    assert found.p_fit == pytest.approx(survival, rel=1e-8)
    assert found.p_slope is not None
    assert found.p == pytest.approx(min(1.0, 2 * min(found.p_fit, found.p_slope)))


def test_with_a_straight_function_it_is_the_test_of_basmann_in_linearmodels() -> None:
    people = draw(SMALL, 8)
    sample, clients, outcome = sample_of(people)
    rows, geometry = Rows(people, sample), sample.geometry
    tendency = geometry.caseworker_effects(clients[:, 1:])
    line = Basis(tendency, np.ones((len(tendency), 1, 1)), np.ones((1, 1, 1)))
    left = geometry.people - geometry.strata - geometry.instruments
    fit, noise = fit_moments(geometry, outcome, line), noise_moments(geometry, clients, outcome, line) / left
    ratio, weights = ratio_at_2sls(fit, noise)
    strata, workers = pd.DataFrame(dummies(rows.stratum)), dummies(rows.worker)
    keep = independent(np.hstack([strata.to_numpy(), workers]), strata.shape[1])
    model = IV2SLS(rows.y, strata, rows.d[:, 0], pd.DataFrame(workers[:, keep]).add_prefix("w")).fit()
    assert weights[0] == pytest.approx(model.params.iloc[-1], rel=1e-8)
    assert ratio == pytest.approx(model.basmann.stat, rel=1e-8)


def independent(columns: NDArray[np.float64], first: int) -> list[int]:
    """Caseworkers that add something to the strata and to those before them."""
    kept: list[int] = []
    base = columns[:, :first]
    for place in range(columns.shape[1] - first):
        wider = np.hstack([base, columns[:, [first + place]]])
        if np.linalg.matrix_rank(wider) > np.linalg.matrix_rank(base):
            base, kept = wider, [*kept, place]
    return kept


def test_too_few_caseworkers_are_not_tested_and_a_mean_has_no_slope() -> None:
    people = draw(World("few", 600, 12, 2, 2, services=1, taste=0.8), 1)
    sample, clients, outcome = sample_of(people)
    assert joint_test(sample.geometry, clients, outcome, share=True) is None
    people = draw(SMALL, 2)
    sample, clients, outcome = sample_of(people)
    found = joint_test(sample.geometry, clients, outcome, share=False)
    assert found is not None
    assert found.slope is None
    assert found.p == found.p_fit


def test_a_slope_steeper_than_the_outcome_is_wide_is_seen() -> None:
    """Caseworkers who refer 10 points more often and whose people are 25 points better off: not by way of a service."""
    world = World("steep", 40_000, 60, 6, 2, services=1, taste=0.4, along=2.5)
    sample, clients, outcome = sample_of(draw(world, 3))
    found = joint_test(sample.geometry, clients, outcome, share=True)
    assert found is not None
    assert found.slope is not None
    assert found.p_slope is not None
    assert found.slope > 1.0
    assert found.p_slope < 0.01


def test_its_size_and_its_power_are_what_the_page_says() -> None:
    rejected = {}
    for world in WORLDS:
        if world.people <= 20_000:
            found = [
                joint_test(s.geometry, c, o, share=True)
                for s, c, o in (sample_of(draw(world, n)) for n in range(12))
            ]
            rejected[world.name] = float(np.mean([one is not None and one.p < 0.05 for one in found]))
    assert rejected["one service, as assumed"] <= 0.25
    assert rejected["one service, direct effects of 4 points"] >= 0.8


def test_functions_that_cannot_be_told_apart_are_no_test() -> None:
    fit = np.array([[2.0, 1.0, 1.0], [1.0, 1.0, 1.0], [1.0, 1.0, 1.0]])
    with pytest.raises(np.linalg.LinAlgError):
        ratio_at_2sls(fit, np.eye(3))
    with pytest.raises(np.linalg.LinAlgError):
        ratio_at_2sls(np.zeros((2, 2)), np.eye(2))
