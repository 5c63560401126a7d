# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The answer computed otherwise, alarms on rows, cross effects: against dense copies and made-up worlds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from findings.estimate.alarms import alarm, row_alarm
from findings.estimate.checks import Base, group_layers
from findings.estimate.counts import Tally, code_chunk, count_people
from findings.estimate.crossing import cross_effects, crossing_checks
from findings.estimate.moved import moved
from findings.estimate.plan import Plan
from findings.estimate.robust import Again, cell_out, on_cells, whole_cells
from findings.estimate.rows import row_stage
from findings.estimate.run import estimate
from findings.estimate.subgroups import stage_of
from findings.microdata import read_chunks
from tests.findings.builders import small_plan, small_table


def tally_of(plan: Plan, table: pd.DataFrame, folder: Path) -> Tally:
    table.to_csv(folder / "t.csv", index=False)
    return count_people((code_chunk(c, plan) for c in read_chunks([folder / "t.csv"], plan)), plan)


def dense(table: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """D, y, H_W, H_X and the matrix of who shares a cell, person by person."""
    stratum = pd.factorize(table["court"] + table["month"])[0]
    judge = pd.factorize(table["judge"])[0]
    w, j = np.eye(stratum.max() + 1)[stratum], np.eye(judge.max() + 1)[judge]
    h_w = w @ np.linalg.pinv(w)
    x = np.hstack([w, j])
    h_x = x @ np.linalg.pinv(x)
    same = (stratum[:, None] == stratum) & (judge[:, None] == judge)
    d = np.column_stack([table["track"] == "a", table["track"] == "b"]).astype(float)
    return d, table["y"].to_numpy(float), h_w, h_x, same


def test_leave_cell_out_equals_a_dense_copy_that_blanks_whole_cells(tmp_path: Path) -> None:
    table = small_table(700)
    tally = tally_of(small_plan(tmp_path), table, tmp_path)
    d, y, h_w, h_x, same = dense(table)
    size = same.sum(axis=1)
    b = (np.diag(h_x) - np.diag(h_w)) / (1 - size * np.diag(h_x))
    g = h_x - h_w - (b[:, None] * same) @ (np.eye(len(y)) - h_x)
    assert np.abs(g[same]).max() < 1e-12  # nobody of the own cell is left in the instrument
    pull = g @ d
    inverse = np.linalg.inv(pull.T @ d)
    beta = inverse @ (pull.T @ y)
    e = y - d @ beta
    psi = (pull * (e - h_w @ e)[:, None] + (g.T @ e)[:, None] * (d - h_x @ d)) @ inverse.T
    hte = np.sqrt((psi**2).sum(axis=0))
    sums = np.eye(12)[pd.factorize(table["judge"])[0]].T @ psi
    cluster = np.sqrt(12 / 11 * (sums**2).sum(axis=0))
    found = cell_out(tally, 0, joint=True)
    assert found is not None
    assert [a.estimate for a in found] == pytest.approx(beta, rel=1e-8)
    assert [a.se for a in found] == pytest.approx(np.maximum(hte, cluster), rel=1e-8)
    sample = whole_cells(tally)
    assert sample is not None
    assert on_cells(tally, sample, 0)[0].sum() == len(table)


@pytest.mark.parametrize("estimator", ["ols", "2sls", "jive1"])
def test_alarms_on_rows_equal_those_on_counts_and_a_dense_copy(estimator: str, tmp_path: Path) -> None:
    table = small_table(600).sort_values(["judge", "court", "month"], ignore_index=True)
    tally = tally_of(small_plan(tmp_path), table, tmp_path)
    sample, stage = stage_of(tally, 0)
    assert sample is not None
    assert stage is not None
    d, y, h_w, h_x, _ = dense(table)
    cell = pd.factorize(table["judge"] + table["court"] + table["month"], sort=True)[0]
    worker = sample.geometry.caseworker[cell]
    bare = row_alarm(row_stage(sample.geometry, cell, d, np.zeros((len(y), 0))), y, worker, estimator)
    from findings.estimate.ujive import Outcomes

    total = tally.total[0, 0][sample.kept].astype(float)
    counts = alarm(stage, Outcomes(total, total), estimator)
    assert [a.estimate for a in bare] == pytest.approx([a.estimate for a in counts], rel=1e-9)
    assert [a.se for a in bare] == pytest.approx([a.se for a in counts], rel=1e-9)
    x = table["x"].to_numpy()[:, None]
    found = row_alarm(row_stage(sample.geometry, cell, d, x), y, worker, estimator)
    wide_w, wide_x = (m + outer(x - m @ x) for m in (h_w, h_x))
    z = {"ols": d, "2sls": wide_x @ d}.get(estimator)
    if z is None:
        own = np.diag(wide_x)[:, None]
        z = (wide_x @ d - own * d) / (1 - own)
    z = z - wide_w @ z
    assert [a.estimate for a in found] == pytest.approx(np.linalg.solve(z.T @ d, z.T @ y), rel=1e-8)


def outer(rest: np.ndarray) -> np.ndarray:
    return np.asarray(rest @ np.linalg.pinv(rest))


def test_alarms_stand_beside_every_estimate_also_with_covariates(tmp_path: Path) -> None:
    plan = small_plan(tmp_path, covariates=("x",))
    small_table(1500).to_csv(tmp_path / "t.csv", index=False)
    found = estimate(plan, [tmp_path / "t.csv"]).estimates
    beside = {(e.comparison, e.service, e.outcome, e.group_key): set() for e in found}
    for e in found:
        beside[e.comparison, e.service, e.outcome, e.group_key].add(e.estimator)
    assert len(beside) == 2 * 2 * 3
    assert all({"ujive", "ols", "2sls", "jive1"} <= names for names in beside.values())


def base_of(table: pd.DataFrame, folder: Path) -> Base:
    plan = small_plan(folder)
    tally = tally_of(plan, table, folder)
    sample, stage = stage_of(tally, 0)
    assert sample is not None
    assert stage is not None
    return Base(plan, tally, sample, stage)


def test_own_and_cross_effects_of_both_halves_add_up_to_one_and_to_nothing(tmp_path: Path) -> None:
    base = base_of(small_table(3000), tmp_path)
    value, _ = cross_effects(base.stage, group_layers(base))
    assert value.sum(axis=0) == pytest.approx(np.eye(2), abs=1e-9)


def test_cross_effects_are_noticed_where_a_tendency_moves_who_gets_the_other_service(tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    size, judges = 60_000, 12
    judge, old = rng.integers(0, judges, size), rng.integers(0, 2, size)
    taste = rng.uniform(-0.2, 0.2, (judges, 2))
    # The young follow each taste; for the old a taste for a also turns into b.
    a = 0.3 + taste[judge, 0] * np.where(old == 1, 0.4, 1.0)
    b = 0.3 + taste[judge, 1] * np.where(old == 1, 0.6, 1.0) + np.where(old == 1, 0.6 * taste[judge, 0], 0.0)
    draw = rng.random(size)
    track = np.where(draw < a, "a", np.where(draw < a + b, "b", "none"))
    table = pd.DataFrame(
        {"judge": [f"j{j:02d}" for j in judge], "court": "c0", "month": "m0", "track": track, "old": old,
         "x": 0.0, "late": 0, "y": rng.integers(0, 2, size)}
    )  # fmt: skip
    base = base_of(table, tmp_path)
    assert {c.verdict for c in crossing_checks(base.stage, group_layers(base), base.plan)} == {"niet voldaan"}
    calm = base_of(small_table(3000), tmp_path)
    assert {c.verdict for c in crossing_checks(calm.stage, group_layers(calm), calm.plan)} == {"voldaan"}


def test_the_answer_stands_in_other_ways_and_says_so_when_it_moves(tmp_path: Path) -> None:
    plan = small_plan(tmp_path)
    small_table(6000).to_csv(tmp_path / "t.csv", index=False)
    results = estimate(plan, [tmp_path / "t.csv"])
    lines = [check for check in results.checks if check.key.startswith("robustness.")]
    assert {c.key.split(".")[1] for c in lines} == {"cell_out", "busy_only", "learner"}
    assert all("blijft staan" in c.sentence_nl for c in lines)
    from findings.estimate.moved import Answers

    _, far = moved(plan, [Answers("learner", [Again(9.0, 0.1), Again(9.0, 0.1)])], results.estimates)
    assert all("verschuift" in c.sentence_nl and c.verdict == "ter informatie" for c in far)


def test_the_learner_finds_the_same_effect_on_counts_and_on_rows(tmp_path: Path) -> None:
    table = small_table(6000)
    table.to_csv(tmp_path / "t.csv", index=False)
    counts = estimate(small_plan(tmp_path), [tmp_path / "t.csv"])
    rows = estimate(
        small_plan(
            tmp_path, scale="mean", changes={'type = "number"\nmeasured': 'type = "number"\nmeasured'}
        ),
        [tmp_path / "t.csv"],
    )
    one, other = (
        [(e.estimate or 0.0) / scale for e in r.estimates if e.estimator == "ujive_learner"]
        for r, scale in ((counts, 100.0), (rows, 1.0))
    )
    assert one == pytest.approx(other, abs=0.01)
