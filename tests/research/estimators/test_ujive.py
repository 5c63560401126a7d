# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""UJIVE and its neighbours against a hand-worked example, a row-by-row copy and two other packages."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray

from research.counting.rows import RowFile
from research.effects.samples import people_of, stage_of
from research.estimators.first_stage import FirstStage, Outcomes, first_stage
from research.estimators.geometry import comparable, geometry
from research.estimators.inference import NullTest, Quadratic, quadratic_set, two_sided
from research.estimators.ols_2sls_jive import alarm
from research.estimators.row_answers import row_effects
from research.estimators.ujive import Effect, effects
from research.estimators.ujive_on_rows import row_stage
from research.plan.model import Plan
from research.run import Way, count
from tests.research.builders import small_plan, small_table, tally_of
from tests.research.rowwise import Rowwise, ujive

EXACT = 1e-9


def counted(plan: Plan, table: pd.DataFrame, folder: Path) -> tuple[FirstStage, Outcomes]:
    tally = tally_of(plan, table, folder)
    sample, stage = stage_of(tally, 0)
    assert sample is not None
    assert stage is not None
    total = tally.total[0, 0][sample.kept].astype(float)
    return stage, Outcomes(total, tally.squares[0, 0][sample.kept].astype(float))


def arrays(table: pd.DataFrame) -> tuple[NDArray[np.float64], ...]:
    d = np.column_stack([(table["track"] == name).astype(float) for name in ("a", "b")])
    stratum = (table["court"] + table["month"]).astype("category").cat.codes.to_numpy(dtype=np.int64)
    worker = table["judge"].astype("category").cat.codes.to_numpy(dtype=np.int64)
    return table["y"].to_numpy(dtype=float), d, stratum, worker


def assert_same(found: list[Effect], witness: Rowwise) -> None:
    for track, effect in enumerate(found):
        assert effect.estimate == pytest.approx(witness.beta[track], rel=EXACT)
        assert effect.se_hte == pytest.approx(witness.hte[track], rel=EXACT)
        assert effect.se_cluster == pytest.approx(witness.cluster[track], rel=EXACT)
        assert effect.se == max(effect.se_hte, effect.se_cluster)
        low, high = witness.intervals[track]
        assert (effect.lower, effect.upper) == pytest.approx((low, high), rel=EXACT)


def test_a_hand_worked_example() -> None:
    # Two caseworkers in one stratum, four clients each; the first refers three of four, the second one of four.
    # H_W D = 1/2; H_X D = 3/4 or 1/4; h_W = 1/8, h_X = 1/4, b = (1/4 - 1/8) / (3/4) = 1/6.
    # First caseworker: P = 1/4 - 1/6 (1 - 3/4) = 5/24 when referred, 1/4 - 1/6 (0 - 3/4) = 9/24 when not.
    # Second: P = -1/4 - 1/6 (1 - 1/4) = -9/24 when referred, -1/4 - 1/6 (0 - 1/4) = -5/24 when not.
    # P'D = 3 (5/24) + 1 (-9/24) = 6/24. Outcomes: work for all referred of the first, for nobody else:
    # P'Y = 3 (5/24) = 15/24, so beta = 15/6 = 2.5.
    places = geometry(np.array([0, 1]), np.array([0, 0]), np.array([4.0, 4.0]))
    assert places.diagonal == pytest.approx([1 / 6, 1 / 6])
    stage = first_stage(places, np.array([[1.0, 3.0], [3.0, 1.0]]))
    assert stage.pull[:, :, 0] * 24 == pytest.approx(np.array([[9, 5], [-5, -9]]))
    assert stage.cross[0, 0] == pytest.approx(6 / 24)
    total = np.array([[0.0, 3.0], [0.0, 0.0]])
    assert effects(stage, Outcomes(total, total))[0].estimate == pytest.approx(2.5)


@pytest.mark.parametrize("tracks", [1, 2])
def test_counts_equal_the_row_by_row_copy(tmp_path: Path, tracks: int) -> None:
    table = small_table(700)
    stage, outcome = counted(small_plan(tmp_path), table, tmp_path)
    y, d, stratum, worker = arrays(table)
    if tracks == 1:
        for track in (0, 1):
            single = ujive(y, d[:, track : track + 1], stratum, worker)  # type: ignore[arg-type]
            assert_same(effects(stage.only(track), outcome), single)
            assert stage.only(track).f == pytest.approx(float(single.f_matrix[0, 0]), rel=1e-9)
        return
    witness = ujive(y, d, stratum, worker)  # type: ignore[arg-type]
    assert_same(effects(stage, outcome), witness)
    assert stage.f_matrix == pytest.approx(witness.f_matrix, rel=1e-8)
    assert stage.f == pytest.approx(float(np.linalg.eigvalsh(witness.f_matrix)[0]), rel=1e-8)


@pytest.mark.parametrize("covariates", [(), ("x",), ("x", "old")])
def test_rows_equal_the_row_by_row_copy(tmp_path: Path, covariates: tuple[str, ...]) -> None:
    table = small_table(600, scale="mean")
    plan = small_plan(tmp_path, scale="mean", covariates=covariates)
    table.to_csv(tmp_path / "t.csv", index=False)
    found = count(plan, [tmp_path / "t.csv"], lambda _: None, Way())
    tally, rows = found.tally, found.rows
    assert isinstance(rows, RowFile)
    sample, stage = stage_of(tally, 0)
    assert sample is not None
    assert stage is not None
    people = people_of(rows, 0, sample)
    assert people is not None
    on_rows = row_stage(
        stage.geometry, stage.clients, tally.total[:, 0][:, sample.kept], len(covariates), people
    )
    ((_, effect),) = row_effects(on_rows, [on_rows.only((0, 1))], [0], people).items()
    found.close()
    y, d, stratum, worker = arrays(table)
    extra = table[list(covariates)].to_numpy(dtype=float) if covariates else None
    witness = ujive(y, d, stratum, worker, extra)  # type: ignore[arg-type]
    assert_same(effect, witness)
    if not covariates:
        total = tally.total[0, 0][sample.kept]
        assert_same(effects(stage, Outcomes(total, tally.squares[0, 0][sample.kept])), witness)


def test_levels_with_and_without_differ_by_the_effect(tmp_path: Path) -> None:
    stage, outcome = counted(small_plan(tmp_path), small_table(900), tmp_path)
    for effect in [*effects(stage, outcome), *effects(stage.only(1), outcome)]:
        assert effect.with_ - effect.without == pytest.approx(effect.estimate)
    # For one track they are UJIVE of Y D on D and of Y (1 - D) on 1 - D (the sign of the pull turns with D).
    for track in (0, 1):
        single = stage.only(track)
        idle = outcome.total.copy()
        idle[:, track + 1] = 0.0
        without = -float(np.einsum("ct,ct->", idle, single.pull[:, :, 0])) / single.cross[0, 0]
        assert effects(single, outcome)[0].without == pytest.approx(without)


@pytest.mark.filterwarnings("ignore::Warning")  # warnings of other packages about their own future
def test_alarms_equal_pyfixest_and_linearmodels(tmp_path: Path) -> None:
    pyfixest = pytest.importorskip("pyfixest")
    from linearmodels.iv import IV2SLS

    table = small_table(900)
    stage, outcome = counted(small_plan(tmp_path), table, tmp_path)
    table["stratum"], table["d"] = table["court"] + table["month"], (table["track"] == "a").astype(float)
    small = pyfixest.ssc(k_adj=False, G_adj=True)
    fit = pyfixest.feols("y ~ d | stratum", table, vcov={"CRV1": "judge"}, ssc=small)
    ours = alarm(stage.only(0), outcome, "ols")[0]
    assert ours.estimate == pytest.approx(fit.coef()["d"], rel=1e-8)
    assert ours.se_clustered == pytest.approx(fit.se()["d"], rel=1e-8)
    judges = pd.get_dummies(table["judge"], dtype=float)
    drop = [judges.columns[0], judges.columns[6]]
    strata = pd.get_dummies(table["stratum"], dtype=float)
    both = pd.DataFrame({t: (table["track"] == t).astype(float) for t in ("a", "b")})
    other = IV2SLS(table["y"].astype(float), strata, both, judges.drop(columns=drop)).fit(
        cov_type="clustered", clusters=table["judge"].astype("category").cat.codes, debiased=False
    )
    for one, name in zip(alarm(stage, outcome, "2sls"), ("a", "b"), strict=True):
        assert one.estimate == pytest.approx(other.params[name], rel=1e-8)
        assert one.se_clustered == pytest.approx(other.std_errors[name] * np.sqrt(12 / 11), rel=1e-7)


def test_leverage_one_and_lonely_clients_are_dropped_again_and_again() -> None:
    # Caseworker 2 saw one client only; without that client stratum 1 has one left; without it caseworker 1 has one.
    worker, stratum = np.array([0, 0, 1, 1, 2]), np.array([0, 1, 0, 1, 1])
    sample = comparable(worker, stratum, np.array([5, 0, 5, 1, 1]))
    assert sample is not None
    assert sample.dropped == 2
    assert sample.kept.tolist() == [True, False, True, False, False]
    assert comparable(worker, stratum, np.array([1, 0, 0, 0, 1])) is None


def test_an_interval_that_is_not_bounded_says_so() -> None:
    low, high = quadratic_set(top=1.0, bottom=0.1, uu=1.0, uv=0.0, vv=1.0)
    assert (low, high) == (float("-inf"), float("inf"))
    low, high = quadratic_set(top=2.0, bottom=1.0, uu=0.01, uv=0.0, vv=0.0001)
    assert low < 2.0 < high


def of_caseworkers(shock: float) -> tuple[FirstStage, Outcomes]:
    """Twelve caseworkers with fifty clients each; with a shock, clients of one caseworker have it in common."""
    rng = np.random.default_rng(5)
    worker = np.repeat(np.arange(12), 50)
    track = (rng.random(600) < 0.15 + 0.06 * worker).astype(int)
    y = rng.random(600) < 0.4 + 0.1 * track + shock * np.where(worker % 3 == 0, 1.0, -0.5)
    key = worker * 2 + track
    clients = np.bincount(key, minlength=24).reshape(12, 2).astype(float)
    total = np.bincount(key, y, minlength=24).reshape(12, 2)
    places = geometry(np.arange(12), np.zeros(12, dtype=np.int64), clients.sum(axis=1))
    return first_stage(places, clients), Outcomes(total, total)


@pytest.mark.parametrize("shock", [0.0, 0.15, 0.3])
def test_the_set_holds_what_either_variance_does_not_reject(shock: float) -> None:
    stage, outcome = of_caseworkers(shock)
    effect, way = effects(stage, outcome)[0], stage.directions[0]
    assert effect.lower < effect.estimate < effect.upper
    assert (effect.se_cluster > effect.se_hte) == (shock > 0.0)
    assert effect.se == max(effect.se_hte, effect.se_cluster)
    assert (effect.p_null < 0.05) == (not effect.lower <= 0.0 <= effect.upper)
    assert 1.0 < way.freedom < 12.0


def test_few_decision_makers_who_serve_everywhere_get_an_interval() -> None:
    """As in courts: eight judges, each in every one of 300 strata."""
    rng = np.random.default_rng(8)
    rows = 24_000
    worker, stratum = rng.integers(0, 8, rows), rng.integers(0, 300, rows)
    d = (rng.normal(0.0, 0.3, 8)[worker] + rng.normal(size=rows) > 0).astype(int)
    y = (0.2 * d + rng.random(rows) > 0.7).astype(float)
    pairs, cell = np.unique(worker * 300 + stratum, return_inverse=True)
    clients = np.bincount(cell * 2 + d, minlength=2 * len(pairs)).reshape(-1, 2).astype(float)
    total = np.bincount(cell * 2 + d, y, minlength=2 * len(pairs)).reshape(-1, 2)
    places = geometry(pairs // 300, pairs % 300, clients.sum(axis=1))
    effect = effects(first_stage(places, clients), Outcomes(total, total))[0]
    assert -1.0 < effect.lower < effect.estimate < effect.upper < 1.0


def test_one_set_without_limits_leaves_the_union_without() -> None:
    narrow, wide = Quadratic(0.01, 0.0, 0.0001), Quadratic(1.0, 0.0, 1.0)
    many = NullTest(2.0, 1.0, narrow, narrow, narrow, 1e9)
    assert many.sets.limits() == pytest.approx(quadratic_set(2.0, 1.0, 0.01, 0.0, 0.0001))
    few = NullTest(2.0, 1.0, narrow, narrow, narrow, 5.0)
    assert few.sets.limits() == pytest.approx(quadratic_set(2.0, 1.0, 0.01, 0.0, 0.0001, 2.5705818366))
    for pair in ((narrow, wide), (wide, narrow)):
        assert NullTest(2.0, 1.0, *pair, pair[1], 40.0).sets.limits() == (float("-inf"), float("inf"))
    assert NullTest(2.0, 1.0, wide, narrow, narrow, 40.0).sets.p_value() == pytest.approx(two_sided(2.0))
    assert NullTest(2.0, 1.0, narrow, wide, wide, 40.0).sets.p_value() == pytest.approx(2 * 0.02616117)


def test_several_components_equal_one_dense_computation() -> None:
    rng = np.random.default_rng(2)
    pairs = [(w, s) for w in range(9) for s in range(6) if w // 3 == s // 2]
    worker, stratum = (np.array(part) for part in zip(*pairs, strict=True))
    clients = rng.integers(1, 6, len(pairs)).astype(float)
    found = geometry(worker, stratum, clients)
    assert found.components == 3
    rows = np.repeat(np.arange(len(pairs)), clients.astype(int))
    x = np.column_stack(
        [stratum[rows][:, None] == np.arange(6), worker[rows][:, None] == np.arange(9)]
    ).astype(float)
    hat = x @ np.linalg.pinv(x)
    assert found.h_x[rows] == pytest.approx(np.diag(hat))
    values = rng.normal(size=len(rows))
    assert found.fitted(np.bincount(rows, values))[rows] == pytest.approx(hat @ values)
