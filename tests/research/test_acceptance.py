# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A quick version of the acceptance study (A2 to A9): smaller worlds, fewer draws, bounds that allow for chance.

The whole study is `script/study findings`; docs/reference/simulation-study.md holds its tables.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from research.effects import caseworker as subgroups
from research.effects.samples import stage_of
from research.estimators.first_stage import Outcomes
from research.estimators.inference import Z95
from research.estimators.ols_2sls_jive import alarm
from research.estimators.row_answers import row_effects
from research.estimators.ujive import effects
from research.plan.reading import read_plan
from research.release.schema import TOO_LITTLE_CONTRAST, TOO_UNCERTAIN
from research.results import estimates_csv
from research.run import estimate
from research.simulation import country as simulate
from research.simulation.country import World, draw
from tests.research.builders import small_plan
from tests.research.counted import Coded, count_people
from tests.research.in_parts import stage_on_rows
from tests.research.leniency import Book, Table, leniency
from tests.study import findings as study

SMALL = World(clients=8_000, caseworkers=80, offices=2, months=12, taste=0.5)
PLAN = study.study_plan()
BARE = replace(PLAN, characteristics=())


@dataclass(frozen=True)
class Found:
    """Errors (draws, tracks) of the estimates, of 2SLS, and whether the interval held the truth; and whether one from
    the robust error alone did."""

    ujive: np.ndarray
    twosls: np.ndarray
    held: np.ndarray
    robust: np.ndarray


def many(comparison: str, draws: int, world: World = SMALL) -> Found:
    errors, alarms, held, robust = [], [], [], []
    for seed in range(1, draws + 1):
        found = study.drawn(replace(world, seed=seed), BARE)
        sample, stage = stage_of(found.tally, 0)
        assert sample is not None
        assert stage is not None
        own = found.tally.total[0, 0][sample.kept].astype(float)
        true = found.true_sums[sample.kept]
        parts = [stage] if comparison == "joint" else [stage.only(t) for t in range(stage.tracks)]
        answers = [e for part in parts for e in effects(part, Outcomes(own, own))]
        truth = [e.estimate for part in parts for e in effects(part, Outcomes(true, true))]
        other = [e.estimate for part in parts for e in alarm(part, Outcomes(own, own), "2sls")]
        errors.append([e.estimate - t for e, t in zip(answers, truth, strict=True)])
        alarms.append([o - t for o, t in zip(other, truth, strict=True)])
        held.append([e.lower <= t <= e.upper for e, t in zip(answers, truth, strict=True)])
        robust.append([abs(e.estimate - t) <= Z95 * e.se_hte for e, t in zip(answers, truth, strict=True)])
    return Found(*(np.array(part) for part in (errors, alarms, held, robust)))


def t_values(errors: np.ndarray) -> np.ndarray:
    return np.abs(errors.mean(axis=0)) / (errors.std(axis=0) / np.sqrt(len(errors)))


@pytest.mark.slow
@pytest.mark.parametrize("comparison", ["joint", "single"])
def test_a2_a3_no_bias_and_intervals_that_hold(comparison: str) -> None:
    found = many(comparison, 150)
    assert t_values(found.ujive).max() < 2.9
    # The same test on the same draws sees the bias of 2SLS, so it is able to fail.
    assert t_values(found.twosls).max() > 2.9
    assert 0.90 < found.held.mean() <= 0.999


@pytest.mark.slow
def test_a3_intervals_hold_where_caseworkers_also_act_directly() -> None:
    found = many("single", 80, replace(SMALL, direct=0.08))
    assert 0.91 < found.held.mean() <= 0.999
    # The robust error alone does not hold on the same draws, so the clustered side of the interval is what is tested.
    assert found.robust.mean() < 0.89


def directions(world: World, seed: int, **switches: bool) -> dict[str, int]:
    found = study.drawn(replace(world, seed=seed), PLAN)
    told: dict[str, int] = study.directions(PLAN, found, study.Study(world, 1, 1, **switches))
    return told


@pytest.mark.slow
def test_a4_a5_directions_are_true_and_rarely_there_without_effects() -> None:
    world = World(clients=60_000, caseworkers=100, offices=4, months=12, taste=1.3)
    none = [directions(replace(world, effect=0.0), seed) for seed in range(1, 16)]
    assert sum(run["directions"] > 0 for run in none) <= 3
    assert all(run["wrong"] == run["directions"] for run in none)
    some = [directions(world, seed) for seed in range(1, 9)]
    assert sum(run["directions"] > 0 for run in some) >= 4
    assert sum(run["wrong"] > 0 for run in some) <= 1


@pytest.mark.slow
@pytest.mark.parametrize("name", ["rotterdam2015", "g4_weak"])
def test_a6_worlds_that_are_too_weak_stay_silent_and_say_why(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = [directions(study.WORLDS[name].world, seed) for seed in range(1, 5)]
    assert all(run["groups"] == 0 and run["unexplained"] == 0 for run in runs)
    tally = study.drawn(study.WORLDS[name].world, PLAN).tally
    joint = replace(PLAN, comparisons=("versus_reference",))
    rows = [e for e in subgroups.walk(joint, tally, None) if e.estimator == "ujive"]
    assert len(rows) == 45
    assert all(e.estimate is None and e.reason == TOO_LITTLE_CONTRAST for e in rows)
    # It is the gate on strength that speaks: without it the next one does, for their intervals have no limits.
    monkeypatch.setattr(subgroups, "STRENGTH", -np.inf)
    ungated = [e for e in subgroups.walk(joint, tally, None) if e.estimator == "ujive"]
    assert TOO_UNCERTAIN in {e.reason for e in ungated}
    assert TOO_LITTLE_CONTRAST not in {e.reason for e in ungated}


@pytest.mark.slow
def test_a7_the_plain_comparison_has_the_wrong_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in (1, 2):
        world = replace(study.WORLDS["pooled"].world, seed=seed)
        found = study.drawn(world, BARE)
        assert study.naive(found.tally, 1) < 0 < found.average["voorbereiden", "", ""]
    # It is the selection on what nobody sees that turns the sign: without it the plain comparison is right about it.
    monkeypatch.setitem(simulate.MOTIVATION, "voorbereiden", 0.3)
    assert study.naive(study.drawn(world, BARE).tally, 1) > 0


@pytest.mark.slow
def test_a8_rerouted_clients_are_noticed_and_others_are_not() -> None:
    honest, broken = study.WORLDS["g4"].world, study.WORLDS["g4_rerouted_5"].world
    assert sum(directions(broken, seed, checked=True)["balance"] for seed in range(1, 6)) >= 3
    assert sum(directions(honest, seed, checked=True)["balance"] for seed in range(1, 6)) <= 1


def test_a9_counts_equal_rows_and_parts_equal_the_whole() -> None:
    people = draw(SMALL)
    place = people.office * SMALL.months + people.month
    whole = study.coded(people, place, SMALL, traits=True)
    tally = count_people([whole], PLAN)
    sample, stage = stage_of(tally, 0)
    assert sample is not None
    assert stage is not None
    order = np.random.default_rng(1).permutation(len(place))
    parts = [pick(whole, rows) for rows in np.array_split(order, 7)]
    again = count_people(parts, PLAN)
    for name in ("clients", "total", "pairs", "patterns", "worker_of", "stratum_of"):
        assert np.array_equal(getattr(tally, name), getattr(again, name)), name
    pairs = tally.worker_of * len(tally.strata) + tally.stratum_of
    strata = np.unique(place, return_inverse=True)[1]
    cell = np.searchsorted(pairs, people.worker.astype(np.int64) * len(tally.strata) + strata)
    inside = sample.kept[cell]
    cell = (np.cumsum(sample.kept) - 1)[cell[inside]]
    y = people.outcomes[1][inside].astype(float)
    on_rows, parts_of = stage_on_rows(
        stage.geometry, cell, people.track[inside].astype(np.int64), y, np.zeros((0, len(cell))), 3
    )
    ((_, from_rows),) = row_effects(on_rows, [on_rows.only((0, 1, 2))], [0], parts_of).items()
    total = tally.total[0, 0][sample.kept].astype(float)
    for one, other in zip(effects(stage, Outcomes(total, total)), from_rows, strict=True):
        for name in ("estimate", "se_hte", "se_cluster", "lower", "upper", "with_"):
            assert abs(getattr(one, name) - getattr(other, name)) <= 1e-12 * max(
                1.0, abs(getattr(other, name))
            ), name


def pick(coded: Coded, rows: np.ndarray) -> Coded:
    return Coded(
        *(getattr(coded, name).iloc[rows] for name in ("worker", "stratum", "office")),
        *(getattr(coded, name)[..., rows] for name in ("track", "levels", "outcomes")),
    )


def test_a9_packed_counters_equal_plain_counts_also_when_they_overflow() -> None:
    # Few cells with thousands of people each: six bits are not enough, and the chunks are counted again.
    rng = np.random.default_rng(4)
    n = 30_000
    table = Table(
        rng.integers(0, 3, n).astype(np.int16),
        rng.integers(0, 2, n).astype(np.int16),
        rng.integers(0, 4, n).astype(np.int8),
        rng.integers(0, 2, (7, n)).astype(np.int8),
        rng.integers(0, 2, n).astype(np.int8),
    )
    book = Book(table, 4)
    for rows in (slice(0, 40), slice(40, 90), slice(90, 10_000), slice(10_000, n)):
        book.add(
            Table(
                table.worker[rows],
                table.stratum[rows],
                table.track[rows],
                table.traits[:, rows],
                table.outcome[rows],
            )
        )
    worker, stratum, sums = book.finish()
    key = (table.worker * 2 + table.stratum) * 4 + table.track
    for layer, member in enumerate([np.ones(n, bool), *(row == 1 for row in table.traits)]):
        for number, inside in enumerate((member, member & (table.outcome == 1))):
            plain = np.bincount(key[inside], minlength=24).reshape(6, 4).T
            assert np.array_equal(sums[number, layer], plain)
    assert (worker * 2 + stratum).tolist() == list(range(6))
    assert np.isfinite(leniency(table, 4).se).all()


@pytest.mark.slow
def test_a9_the_number_of_threads_changes_nothing(tmp_path: Path) -> None:
    path = large_table(tmp_path, clients=20_000, courts=4, judges=25, months=10)
    plan = read_plan(tmp_path / "klein.toml")
    found = []
    for threads in (1, 2):
        with threadpool_limits(limits=threads):
            found.append(estimates_csv(estimate(plan, [path])))
    assert found[0] == found[1]


def large_table(folder: Path, clients: int, courts: int, judges: int, months: int) -> Path:
    """A table of one track and no characteristics, with selection on something unseen; the true effect is 8 points."""
    rng = np.random.default_rng(3)
    court, month = rng.integers(0, courts, clients), rng.integers(0, months, clients)
    judge = court * judges + rng.integers(0, judges, clients)
    unseen, taste = rng.normal(size=clients), rng.normal(0.0, 0.9, courts * judges)
    hit = taste[judge] + 0.8 * unseen + rng.logistic(size=clients) > 0
    y = rng.random(clients) < 0.35 + 0.12 * np.tanh(unseen) + 0.08 * hit + 0.03 * np.sin(month)
    second = '[[service]]\nkey = "b"\nvalue = "b"\nname_nl = "hulp b"\nname_en = "service b"\n'
    small_plan(folder, changes={'"a", "b"]': '"a"]', second: ""})
    text = (folder / "klein.toml").read_text(encoding="utf-8")
    (folder / "klein.toml").write_text(text[: text.index("[[characteristic]]")], encoding="utf-8")
    columns = {
        "judge": [f"j{number:04d}" for number in judge], "court": [f"c{number:02d}" for number in court],
        "month": [f"m{number:02d}" for number in month], "track": np.where(hit, "a", "none"),
        "old": 0, "x": 0.0, "late": 0, "y": y.astype(int),
    }  # fmt: skip
    pd.DataFrame(columns).to_csv(folder / "t.csv", index=False)
    return folder / "t.csv"


@pytest.mark.slow
def test_a_large_leniency_table_without_characteristics(tmp_path: Path) -> None:
    path = large_table(tmp_path, clients=100_000, courts=20, judges=65, months=40)
    results = estimate(read_plan(tmp_path / "klein.toml"), [path])
    found = {e.estimator: e for e in results.estimates if e.comparison == "versus_otherwise"}
    ujive, ols = found["ujive"], found["ols"]
    assert (ujive.n, ujive.caseworkers) == (100_000, 1_300)
    assert ujive.estimate is not None
    assert ujive.se is not None
    assert ols.lower is not None
    assert abs(ujive.estimate - 8.0) < 3 * ujive.se
    assert ujive.se < 1.2
    assert ols.lower > 11.0  # the plain comparison is not near the truth
