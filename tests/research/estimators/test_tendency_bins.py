# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""First stage and visual IV in bins: against dense matrices, statsmodels and a table of people, never our own code."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from research.counting.tally import Tally
from research.estimators.tendency_bins import Least, Partialled, binned, partialled, slope_on_tendency
from research.robustness.leave_out import apart, cell_instrument, leave_cell_out, on_cells, whole_cells
from tests.research.builders import small_plan, small_table, tally_of
from tests.research.rowwise import dummies, projection

NOBODY = Least(1, 1, 0, 1.0)


@pytest.fixture(scope="module")
def people() -> pd.DataFrame:
    return small_table(900)


@pytest.fixture(scope="module")
def tally(people: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Tally:
    folder = tmp_path_factory.mktemp("bins")
    return tally_of(small_plan(folder), people, folder)


def part_of(tally: Tally, track: int, joint: bool) -> Partialled:
    sample = whole_cells(tally)
    assert sample is not None
    clients, outcome = on_cells(tally, sample, 0)
    if not joint:
        _, clients, outcome = apart(sample, clients, outcome, track + 1)
        track = 0
    pull = cell_instrument(sample.geometry, clients[:, 1:], sample.geometry.fitted(clients[:, 1:]))
    return partialled(sample.geometry, pull, clients, outcome, track)


class Rows:
    """The same on rows: whole matrices of people by people."""

    def __init__(self, people: pd.DataFrame, track: int, joint: bool) -> None:
        stratum = pd.factorize(people.court + people.month, sort=True)[0]
        worker = pd.factorize(people.judge, sort=True)[0]
        cell = pd.factorize(people.judge + people.court + people.month)[0]
        n = len(people)
        h_w = projection(dummies(stratum))
        h_x = projection(np.hstack([dummies(stratum), dummies(worker)]))
        same = (cell[:, None] == cell[None, :]).astype(float)
        weight = (np.diag(h_x) - np.diag(h_w)) / (1 - same.sum(axis=1) * np.diag(h_x))
        g = (h_x - h_w) - (weight[:, None] * same) @ (np.eye(n) - h_x)
        assert np.allclose(g[same == 1.0], 0.0)
        d = np.column_stack([(people.track == name).to_numpy(float) for name in ("a", "b")])
        if not joint:
            d, track = d[:, [track]], 0
        p, y = g @ d, people.y.to_numpy(float)
        self.beta = np.linalg.solve(p.T @ d, p.T @ y)
        others = [k for k in range(d.shape[1]) if k != track]
        rest = y - d[:, others] @ self.beta[others]
        lead = np.zeros(d.shape[1])
        lead[track] = 1.0
        if others:
            cross = p.T @ d
            lead[others] = -np.linalg.solve(cross[np.ix_(others, others)].T, cross[track, others])
        self.z, self.worker, self.cell = p @ lead, worker, cell
        self.referred, self.outcome = d[:, track] - h_w @ d[:, track], rest - h_w @ rest


@pytest.mark.parametrize("joint", [True, False])
@pytest.mark.parametrize("track", [0, 1])
def test_the_tendency_and_the_slopes_are_those_of_dense_matrices_and_statsmodels(
    people: pd.DataFrame, tally: Tally, track: int, joint: bool
) -> None:
    part, rows = part_of(tally, track, joint), Rows(people, track, joint)
    by_cell = pd.Series(rows.z).groupby(rows.cell).agg(["mean", "std", "size"])
    assert by_cell["std"].max() < 1e-12
    assert np.sort(by_cell["mean"].to_numpy()) == pytest.approx(np.sort(part.tendency), abs=1e-10)
    for of_outcome, y in ((False, rows.referred), (True, rows.outcome)):
        slope = slope_on_tendency(part, of_outcome=of_outcome)
        model = sm.OLS(y, rows.z)
        robust = model.fit(cov_type="HC0").bse[0]
        groups = {"groups": rows.worker, "use_correction": False}
        workers = len(np.unique(rows.worker))
        clustered = np.sqrt(workers / (workers - 1)) * model.fit(cov_type="cluster", cov_kwds=groups).bse[0]
        assert slope.value == pytest.approx(model.fit().params[0], abs=1e-10)
        assert slope.error == pytest.approx(max(robust, clustered), abs=1e-10)


def test_outcome_over_referral_with_tendency_as_instrument_is_leave_cell_out(
    people: pd.DataFrame, tally: Tally
) -> None:
    sample = whole_cells(tally)
    assert sample is not None
    answers = leave_cell_out(sample, *on_cells(tally, sample, 0))
    for track in (0, 1):
        part = part_of(tally, track, joint=True)
        ratio = (part.tendency @ part.outcome) / (part.tendency @ part.referred)
        assert ratio == pytest.approx(answers[track].estimate, abs=1e-10)
        assert ratio == pytest.approx(Rows(people, track, joint=True).beta[track], abs=1e-8)


def test_bins_are_the_means_of_their_people_and_never_divide_a_cell(
    people: pd.DataFrame, tally: Tally
) -> None:
    part, rows = part_of(tally, 0, joint=True), Rows(people, 0, joint=True)
    bins = binned(part, NOBODY, share=True)
    assert 3 <= len(bins) <= 10
    assert sum(one.people for one in bins) == len(people)
    order = np.argsort(rows.z, kind="stable")
    edges = np.cumsum([0, *(one.people for one in bins)])
    for one, begin, end in zip(bins, edges, edges[1:], strict=False):
        own = order[begin:end]
        if end < len(people):
            assert rows.z[own].max() < rows.z[order[end]] - 1e-13  # a cell is on one side
        assert one.tendency == pytest.approx(rows.z[own].mean(), abs=1e-10)
        for mean, values in ((one.referred, rows.referred), (one.outcome, rows.outcome)):
            assert mean.value == pytest.approx(values[own].mean(), abs=1e-10)
            off = pd.Series(values[own] - values[own].mean())
            sums = off.groupby(rows.worker[own]).sum()
            workers = max(len(sums), 2)
            clustered = workers / (workers - 1) * (sums**2).sum()
            assert mean.error == pytest.approx(np.sqrt(max((off**2).sum(), clustered)) / len(own), abs=1e-10)
        assert one.caseworkers == len(np.unique(rows.worker[own]))


@pytest.mark.parametrize(
    "least",
    [Least(301, 1, 0, 1.0), Least(1, 13, 0, 1.0), Least(1, 1, 200, 1.0), Least(1, 1, 0, 0.01)],
)
def test_bins_that_do_not_hold_what_every_bin_has_to_are_not_made(tally: Tally, least: Least) -> None:
    assert binned(part_of(tally, 0, joint=True), least, share=True) == []


def test_fewer_bins_are_made_where_ten_would_be_too_small(tally: Tally) -> None:
    part = part_of(tally, 0, joint=True)
    bins = binned(part, Least(150, 2, 5, 0.9), share=True)
    assert 3 <= len(bins) < 6
    assert all(one.people >= 150 and one.caseworkers >= 2 for one in bins)
