# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""X6: nobody can be read from a mean. A second witness looks at every mean that leaves, with rules of its own.

The witness has the rules that output checkers use (threshold 10; two people hold at most 90%; the others hold at least
10% of the largest), as the package acro has them, and starts from the rows. It knows nothing of our code.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from research.estimators.dominance import Amounts, dominance, together, two_largest
from research.publish.compose import compose
from research.release.schema import FindingRow
from research.results import Results
from research.run import estimate
from tests.research.builders import plain_sets, small_plan, small_table
from tests.research.lotteries import lottery, run_lottery

pytestmark = pytest.mark.usefixtures("fewer_draws")

Rows = list[tuple[pd.Series, pd.Series]]


def fails(amounts: np.ndarray) -> list[str]:
    """The rules of an output checker that a mean of these amounts fails."""
    size = np.sort(np.abs(np.asarray(amounts, dtype=float)))[::-1]
    found = ["threshold"] if len(size) < 10 else []
    total, largest = size.sum(), size[0] if len(size) else 0.0
    if size[:2].sum() > 0.90 * total:
        found.append("dominance")
    if total - size[:2].sum() < 0.10 * largest:
        found.append("p%")
    return found


def shown(rows: tuple[FindingRow, ...]) -> list[FindingRow]:
    return [row for row in rows if row.type == "effect" and row.estimate is not None]


def members(table: pd.DataFrame, row: FindingRow) -> pd.DataFrame:
    return table if not row.group else table[table["old"] == int(row.group == "from_45")]


def heavy(rng: np.random.Generator, size: int) -> np.ndarray:
    """Amounts of which a few may be very large."""
    y = 100 * rng.lognormal(0, float(rng.choice([0.5, 1.5, 2.5])), size)
    if rng.random() < 0.5:
        y[rng.integers(0, size, 2)] *= float(rng.choice([10, 1e3, 1e6]))
    return y


def lottery_means(table: pd.DataFrame) -> list[np.ndarray]:
    """The amounts behind every mean of a lottery: both arms, and compliers with and without (weighted)."""
    took, y = table["took"].to_numpy(), table["y"].to_numpy()
    tilt = table["offer"].to_numpy() - table["offer"].mean()
    return [y[took == 1], y[took == 0], (tilt * y)[took == 1], (tilt * y)[took == 0]]


def test_x6_no_mean_of_a_lottery_leaves_that_an_output_checker_refuses(tmp_path: Path) -> None:
    left = stopped = 0
    for seed in range(30):
        rng = np.random.default_rng(seed)
        table = lottery(400, 0.7, float(rng.choice([0.0, 0.2])), seed=seed)
        table["y"] = heavy(rng, len(table)) + 200 * table["took"]
        plan, results = run_lottery(table, tmp_path)
        release = compose(plan, results, [])
        for row in shown(release.findings):
            assert [f for mean in lottery_means(members(table, row)) for f in fails(mean)] == [], seed
        left += len(shown(release.findings))
        stopped += sum(bool(fails(mean)) for mean in lottery_means(table)) > 0 and not any(
            row.overall for row in shown(release.findings)
        )
    assert left > 10
    assert stopped >= 3


def dense_weights(table: pd.DataFrame, service: str, joint: bool) -> np.ndarray:
    """The weight of every outcome in UJIVE, person by person, with dense matrices."""
    w = np.eye(table["stratum"].nunique())[pd.factorize(table["stratum"])[0]]
    both = np.hstack([w, np.eye(table["judge"].nunique())[pd.factorize(table["judge"])[0]]])
    h_w, h_x = w @ np.linalg.pinv(w), both @ np.linalg.pinv(both)
    tracks = ["a", "b"] if joint else [service]
    d = np.column_stack([table["track"] == track for track in tracks]).astype(float)
    b = (np.diag(h_x) - np.diag(h_w)) / (1 - np.diag(h_x))
    pull = (h_x - h_w) @ d - b[:, None] * (d - h_x @ d)
    return np.asarray(pull @ np.linalg.inv(pull.T @ d)[tracks.index(service)])


def caseworker_means(table: pd.DataFrame, row: FindingRow) -> list[np.ndarray]:
    """The amounts behind every mean of one row of the caseworker design."""
    joint, y = row.comparison == "versus_reference", table["y"].to_numpy()
    taken = (table["track"] == row.service).to_numpy()
    other = (table["track"] == "none").to_numpy() if joint else ~taken
    weighted = dense_weights(table, row.service, joint) * y
    return [y[taken], y[other], weighted[taken], weighted[~taken]]


def run_caseworkers(table: pd.DataFrame, folder: Path) -> tuple[Results, tuple[FindingRow, ...]]:
    plan = small_plan(folder, scale="mean")
    table.drop(columns="stratum").to_csv(folder / "t.csv", index=False)
    results = estimate(plan, [folder / "t.csv"])
    results.smallest_office = 99  # six judges in each court; only the means are looked at here
    for e in results.estimates:
        e.caseworkers, e.freedom, e.largest_worker = 20, 99, 0.1
        if e.point is not None:  # printed whatever the gates on strength and width say
            e.estimate, e.se, e.lower, e.upper = e.point, e.point_se, e.point - 1.0, e.point + 1.0
            e.reason, e.level_with, e.level_without = "", e.point, 0.0
            e.sets = plain_sets(e.point, 0.5)
    return results, compose(plan, results, []).findings


def test_x6_no_mean_beside_caseworkers_leaves_that_an_output_checker_refuses(tmp_path: Path) -> None:
    left = stopped = 0
    for seed in range(6):
        rng = np.random.default_rng(seed)
        table = small_table(900, scale="mean").assign(stratum=lambda t: t["court"] + t["month"])
        table["y"] = heavy(rng, len(table))
        results, rows = run_caseworkers(table, tmp_path)
        for row in shown(rows):
            means = caseworker_means(members(table, row), row)
            assert [f for mean in means for f in fails(mean)] == [], (seed, row.identity)
        left += len(shown(rows))
        stopped += sum(e.dominance > 0.5 for e in results.estimates if e.estimator == "ujive")
    assert left > 10
    assert stopped > 10


def test_x6_one_person_with_94_percent_of_an_arm_is_not_printed(tmp_path: Path) -> None:
    table = lottery(1_200)
    took = table.index[table["took"] == 1]
    table["y"] = 100.0
    table.loc[table["offer"] == 1, "y"] += np.arange((table["offer"] == 1).sum()) % 7
    rest = float(table.loc[took[1:], "y"].sum())
    table.loc[took[0], "y"] = rest * 0.94 / 0.06
    # Judged over the whole group one person would hold less: the other arm is large as well.
    table.loc[table["took"] == 0, "y"] *= 25
    everyone = np.sort(table["y"].to_numpy())[::-1]
    assert everyone[:2].sum() < 0.5 * everyone.sum()
    plan, results = run_lottery(table, tmp_path)
    assert next(e for e in results.estimates if e.estimator == "2sls").dominance == pytest.approx(
        0.94, abs=0.01
    )
    row = next(r for r in compose(plan, results, []).findings if r.overall)
    assert (row.verdict, row.naive, row.level_with) == ("onderdrukt", None, None)


def amounts(*parts: np.ndarray) -> Amounts:
    found = Amounts()
    for part in parts:
        found.add(part)
    return found


def judged(outcome: np.ndarray, weight: np.ndarray, taken: np.ndarray) -> float:
    sides = (taken, ~taken)
    return dominance((amounts(outcome[s]) for s in sides), [amounts((weight * outcome)[s]) for s in sides])


def test_two_people_and_everyone_the_same() -> None:
    assert two_largest(amounts(np.array([3.0, -3.0, 2.0, 2.0]))) == pytest.approx(0.6)
    assert two_largest(amounts(np.array([3.0]), np.array([2.0, -3.0]), np.array([2.0]))) == pytest.approx(0.6)
    assert two_largest(together([amounts(np.array([3.0, 2.0])), amounts(np.array([2.0, -3.0]))])) == 0.6
    assert two_largest(amounts(np.zeros(5))) == 0.0
    assert two_largest(amounts(np.array([1.0]))) == 1.0
    taken = np.array([True] * 10 + [False] * 10)
    varied = np.arange(1.0, 21.0)
    assert judged(varied, np.ones(20), taken) < 0.5
    assert judged(np.where(taken, 7.0, varied), np.ones(20), taken) == 1.0
    assert judged(varied, np.ones(20), np.ones(20, dtype=bool)) == 1.0
    # A person without a large amount may still carry most of the mean of compliers.
    weight = np.where(np.arange(20) == 3, 500.0, 1.0)
    assert judged(varied, weight, taken) > 0.9
