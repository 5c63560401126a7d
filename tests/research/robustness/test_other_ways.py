# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The answer computed otherwise, alarms on rows, cross effects: against dense copies and made-up worlds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from research.checks.base import Base, group_layers
from research.checks.cross_effects import cross_effects, crossing_checks
from research.counting.tally import Tally
from research.disclosure.check_lines import says_hidden
from research.effects.samples import stage_of
from research.estimators.first_stage import Outcomes
from research.estimators.holdings import Holdings
from research.estimators.ols_2sls_jive import Alarm, alarm
from research.estimators.row_answers import row_answers
from research.estimators.ujive import point
from research.plan.model import Plan
from research.release.schema import Verdict
from research.results import Check, Measure
from research.robustness.leave_out import Answers, OtherEstimate, cell_out, on_cells, whole_cells
from research.robustness.other_cells import regrouped
from research.robustness.other_ways import moved
from research.run import estimate
from research.verdicts.families import decide, gates
from tests.research.builders import plain_sets, small_plan, small_table, tally_of
from tests.research.in_parts import stage_on_rows


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

    def on_rows(covariates: np.ndarray) -> list[Alarm]:
        stage, people = stage_on_rows(sample.geometry, cell, d @ [1, 2], y, covariates, 2)
        found = row_answers(stage, [stage.only((0, 1))], [0], people, Holdings(2, []))
        return found[(0, 1), 0].alarms[estimator]

    bare = on_rows(np.zeros((0, len(y))))
    total = tally.total[0, 0][sample.kept].astype(float)
    counts = alarm(stage, Outcomes(total, total), estimator)
    assert [a.estimate for a in bare] == pytest.approx([a.estimate for a in counts], rel=1e-9)
    for name in ("se_robust", "se_clustered"):
        assert [getattr(a, name) for a in bare] == pytest.approx([getattr(a, name) for a in counts], rel=1e-9)
    x = table["x"].to_numpy()[:, None]
    found = on_rows(x.T)
    wide_w, wide_x = (m + outer(x - m @ x) for m in (h_w, h_x))
    z = {"ols": d, "2sls": wide_x @ d}.get(estimator)
    if z is None:
        own = np.diag(wide_x)[:, None]
        z = (wide_x @ d - own * d) / (1 - own)
    z = z - wide_w @ z
    beta = np.linalg.solve(z.T @ d, z.T @ y)
    assert [a.estimate for a in found] == pytest.approx(beta, rel=1e-8)
    rest = y - d @ beta
    terms = (z * (rest - wide_w @ rest)[:, None]) @ np.linalg.inv(z.T @ d).T
    assert [a.se_robust for a in found] == pytest.approx(np.sqrt((terms**2).sum(axis=0)), rel=1e-8)
    own = np.eye(12)[pd.factorize(table["judge"])[0]].T @ terms
    clustered = np.sqrt(12 / 11 * (own**2).sum(axis=0))
    assert [a.se_clustered for a in found] == pytest.approx(clustered, rel=1e-8)


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


def crossed_world(size: int = 60_000) -> pd.DataFrame:
    """The young follow each taste of a judge; for the old a taste for a turns into b as well."""
    rng = np.random.default_rng(3)
    judges = 12
    judge, old = rng.integers(0, judges, size), rng.integers(0, 2, size)
    taste = rng.uniform(-0.2, 0.2, (judges, 2))
    a = 0.3 + taste[judge, 0] * np.where(old == 1, 0.4, 1.0)
    b = 0.3 + taste[judge, 1] * np.where(old == 1, 0.6, 1.0) + np.where(old == 1, 0.6 * taste[judge, 0], 0.0)
    draw = rng.random(size)
    track = np.where(draw < a, "a", np.where(draw < a + b, "b", "none"))
    return pd.DataFrame(
        {"judge": [f"j{j:02d}" for j in judge], "court": "c0", "month": "m0", "track": track, "old": old,
         "x": 0.0, "late": 0, "y": rng.integers(0, 2, size)}
    )  # fmt: skip


def test_cross_effects_are_noticed_for_the_service_whose_estimate_they_shift(tmp_path: Path) -> None:
    base = base_of(crossed_world(), tmp_path)
    layers = group_layers(base)
    found = {
        c.key.rsplit(".", 1)[-1]: c.verdict
        for c in crossing_checks(base.stage, layers, [s.key for s in base.plan.tracks])
    }
    assert found == {"a": "niet voldaan", "b": "voldaan"}
    # Why one line for each service: give b an effect of +50 in one half and -50 in the other, and a none at all.
    # The estimate for a, which should be nothing, moves by ten points; that for b stays between the two.
    mixed = np.zeros_like(layers[0])
    mixed[:, 2] = 0.5 * (layers[1][:, 2] - layers[0][:, 2])
    on_a, on_b = point(base.stage, Outcomes(mixed, mixed))
    assert abs(on_a) > 0.1
    assert -0.5 < on_b < 0.5
    # The other way round a service of which only a's effect differs leaves b alone.
    mixed = np.zeros_like(layers[0])
    mixed[:, 1] = 0.5 * (layers[1][:, 1] - layers[0][:, 1])
    assert abs(point(base.stage, Outcomes(mixed, mixed))[1]) < 0.05
    calm = base_of(small_table(3000), tmp_path)
    assert {
        c.verdict for c in crossing_checks(calm.stage, group_layers(calm), [s.key for s in calm.plan.tracks])
    } == {"voldaan"}


def test_step_4_a_service_that_fails_loses_its_direction_and_the_others_do_not(tmp_path: Path) -> None:
    plan = small_plan(tmp_path)
    small_table(6000).to_csv(tmp_path / "t.csv", index=False)
    results = estimate(plan, [tmp_path / "t.csv"])
    for e in results.estimates:  # everything clear enough to speak, so that only the check decides
        e.estimate, e.se, e.lower, e.upper, e.p, e.reason = 5.0, 0.5, 4.0, 6.0, 1e-9, ""
        e.sets = plain_sets(5.0, 0.5)
    for check in results.checks:
        check.verdict = Verdict.PASSED if check.gate else check.verdict

    def told() -> tuple[str, dict[str, str]]:
        states = gates(results.checks, plan)
        rows = decide(plan, results, tuple((k, "voldaan" if v == "niet getoetst" else v) for k, v in states))
        return dict(states)["monotonicity"], {
            r.estimate.service: r.reason or r.verdict
            for r in rows
            if not r.estimate.characteristic and r.estimate.comparison == plan.direction_comparison
        }

    def fail(key: str) -> None:
        next(c for c in results.checks if c.key == key).verdict = Verdict.FAILED

    assert told() == ("voldaan", {"a": "beter", "b": "beter"})
    fail("monotonicity.cross_effects.a")
    assert told() == ("deels voldaan", {"a": "controle niet voldaan", "b": "beter"})
    fail("monotonicity.range.b")
    assert told() == ("niet voldaan", {"a": "controle niet voldaan", "b": "controle niet voldaan"})


def test_the_answer_stands_in_other_ways_and_says_so_when_it_moves(tmp_path: Path) -> None:
    plan = small_plan(tmp_path)
    small_table(6000).to_csv(tmp_path / "t.csv", index=False)
    results = estimate(plan, [tmp_path / "t.csv"])
    lines = [check for check in results.checks if check.key.startswith("robustness.")]
    assert {c.key.split(".")[1] for c in lines} == {
        "cell_out", "busy_only", "by_group", "learner",
    }  # fmt: skip
    assert all("blijft staan" in c.sentence_nl for c in lines)
    _, far = moved(
        plan, [Answers("learner", [OtherEstimate(9.0, 0.1), OtherEstimate(9.0, 0.1)])], results.estimates
    )
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


def panel(size: int = 1200) -> pd.DataFrame:
    """Three offices of four judges, a year of months, people of two ages and some of neither."""
    rng = np.random.default_rng(8)
    court = rng.integers(0, 3, size)
    judge = court * 4 + rng.integers(0, 4, size)
    old = rng.choice([0, 1, 9], size, p=[0.4, 0.35, 0.25])
    utility = np.random.default_rng(9).normal(0, 1.2, (12, 2))[judge] + rng.gumbel(size=(size, 2))
    choice = np.column_stack([rng.gumbel(size=size), utility]).argmax(axis=1)
    return pd.DataFrame(
        {"judge": [f"j{j:02d}" for j in judge], "court": [f"c{c}" for c in court],
         "month": [f"2019-{m:02d}" for m in rng.integers(1, 13, size)],
         "track": np.array(["none", "a", "b"])[choice], "old": old, "x": 0.0, "late": 0,
         "y": (rng.random(size) < 0.4 + 0.1 * (choice == 1)).astype(int)}
    )  # fmt: skip


def monthly(folder: Path) -> Plan:
    changes = {
        'name = "month"\ntype = "key"': 'name = "month"\ntype = "month"',
        'name = "old"\ntype = "integer"\nvalues = ["0", "1"]': 'name = "old"\ntype = "integer"\nmissing = ["9"]',
    }
    return small_plan(folder, changes=changes)


def by_hand(
    strata: pd.Series, workers: pd.Series, clusters: pd.Series, table: pd.DataFrame
) -> tuple[Any, Any]:
    """Joint UJIVE with dense matrices, and the larger of its two errors."""
    w, x = (np.eye(len(set(c)))[pd.factorize(c)[0]] for c in (strata, workers))
    both = np.hstack([w, x])
    h_w, h_x = w @ np.linalg.pinv(w), both @ np.linalg.pinv(both)
    d = np.column_stack([table["track"] == "a", table["track"] == "b"]).astype(float)
    y = table["y"].to_numpy(float)
    b = (np.diag(h_x) - np.diag(h_w)) / (1 - np.diag(h_x))
    g = h_x - h_w - b[:, None] * (np.eye(len(y)) - h_x)
    inverse = np.linalg.inv((g @ d).T @ d)
    beta = inverse @ ((g @ d).T @ y)
    e = y - d @ beta
    psi = ((g @ d) * (e - h_w @ e)[:, None] + (g.T @ e)[:, None] * (d - h_x @ d)) @ inverse.T
    own = np.eye(len(set(clusters)))[pd.factorize(clusters)[0]].T @ psi
    size = len(own)
    return beta, np.sqrt(np.maximum((psi**2).sum(axis=0), size / (size - 1) * (own**2).sum(axis=0)))


@pytest.mark.parametrize("way", ["quarters", "by_group.age", "offices_out"])
def test_other_cells_equal_a_dense_copy(way: str, tmp_path: Path) -> None:
    table, plan = panel(), monthly(tmp_path)
    tally = tally_of(plan, table, tmp_path)
    ways = regrouped_of(plan, tally)
    found = next(a.again for a in ways if way == ".".join(filter(None, (a.way, a.characteristic))))
    quarter = (
        table["court"] + table["month"].str[:5] + ((table["month"].str[5:].astype(int) + 2) // 3).astype(str)
    )
    month, age = table["court"] + table["month"], table["old"].astype(str)
    judge = table["judge"]
    if way == "quarters":
        beta, se = by_hand(quarter, judge, judge, table)
    elif way == "by_group.age":
        beta, se = by_hand(month + age, judge + age, judge, alone_dropped(table, month + age, judge + age))
    else:
        whole, _ = by_hand(month, judge, judge, table)
        left = []
        for court in sorted(set(table["court"])):
            rest = table[table["court"] != court].reset_index(drop=True)
            left.append(by_hand(rest["court"] + rest["month"], rest["judge"], rest["judge"], rest)[0])
        beta = 3 * whole - 2 * np.mean(left, axis=0)
        se = np.sqrt(2 / 3 * ((np.array(left) - np.mean(left, axis=0)) ** 2).sum(axis=0))
    assert [a.estimate for a in found] == pytest.approx(beta, rel=1e-8)
    assert [a.se for a in found] == pytest.approx(se, rel=1e-8)


def alone_dropped(table: pd.DataFrame, strata: pd.Series, workers: pd.Series) -> pd.DataFrame:
    """The table itself: the panel is dense enough that nobody has to be dropped, which is checked here."""
    for labels in (strata, workers):
        assert labels.value_counts().min() > 1
    return table


def regrouped_of(plan: Plan, tally: Tally) -> list[Answers]:
    keys = [characteristic.key for characteristic in plan.characteristics]
    return list(regrouped(tally, 0, strata=plan.strata_types, characteristics=keys, joint=True))


def test_quarters_need_months_and_the_jackknife_three_offices(tmp_path: Path) -> None:
    plan = small_plan(tmp_path)
    tally = tally_of(plan, small_table(900), tmp_path)
    assert [(w.way, w.characteristic) for w in regrouped_of(plan, tally)] == [("by_group", "age")]


def test_x7_a_hidden_group_takes_its_other_way_with_it() -> None:
    def otherwise(way: str, characteristic: str, service: str) -> Check:
        names = {"kind": "robustness", "what": way, "characteristic": characteristic, "service": service}
        return Check("", "", "", 1.0, 1.0, "ter informatie", "", "", **names, measure=Measure.OUTCOME)

    hidden = {("age", "a")}
    assert says_hidden(otherwise("by_group", "age", "a"), hidden)
    assert not says_hidden(otherwise("by_group", "sex", "a"), hidden)
    assert not says_hidden(otherwise("by_group", "age", "b"), hidden)
    assert says_hidden(otherwise("by_group", "age", "b"), {("", "b")})
    assert says_hidden(otherwise("quarters", "", "b"), {("", "b")})
