# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Costs and worth per 100 people: against a row-by-row estimate of what people cost, and by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from research.counting.tally import Tally
from research.effects.costs import extra_cost, priced
from research.plan.model import Prices
from research.results import Estimate
from tests.research.builders import small_plan, small_table, tally_of
from tests.research.rowwise import ujive

SERVICES = ("none", "a", "b")
PRICES = Prices(
    "euro",
    "x",
    "x",
    {"none": (100.0, 300.0), "a": (1000.0, 1600.0), "b": (500.0, 500.0)},
    {"y": (20.0, 30.0)},
)
SCALES = {"y": "share"}


@pytest.fixture(scope="module")
def people() -> pd.DataFrame:
    return small_table(1200)


@pytest.fixture(scope="module")
def tally(people: pd.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Tally:
    folder = tmp_path_factory.mktemp("costs")
    return tally_of(small_plan(folder), people, folder)


def answer(comparison: str, low: float = 2.0, high: float = 6.0) -> Estimate:
    return Estimate(comparison, "a", "y", "", "", "ujive", 1200, estimate=4.0, lower=low, upper=high)


def test_against_the_reference_the_extra_cost_is_the_difference_of_two_prices() -> None:
    extra = extra_cost(PRICES, SERVICES, ("versus_reference", "a"), None)
    assert extra is not None
    assert (extra.value, extra.lower, extra.upper) == (1100.0, 700.0, 1500.0)


def test_against_what_people_got_otherwise_it_is_ujive_of_the_cost_row_by_row(
    people: pd.DataFrame, tally: Tally
) -> None:
    stratum = pd.factorize(people.court + people.month, sort=True)[0]
    worker = pd.factorize(people.judge, sort=True)[0]
    d = (people.track == "a").to_numpy(float)[:, None]

    def of(**costs: float) -> tuple[float, float, float]:
        own = ujive(people.track.map(costs).to_numpy(float), d, stratum, worker)
        return float(own.beta[0]), *own.intervals[0]

    extra = extra_cost(PRICES, SERVICES, ("versus_otherwise", "a"), tally)
    assert extra is not None
    assert extra.value == pytest.approx(of(none=200.0, a=1300.0, b=500.0)[0], abs=1e-7)
    assert extra.lower == pytest.approx(of(none=300.0, a=1000.0, b=500.0)[1], rel=1e-6)
    assert extra.upper == pytest.approx(of(none=100.0, a=1600.0, b=500.0)[2], rel=1e-6)


def test_worth_runs_over_the_ends_of_both_ranges_per_hundred_people() -> None:
    (row,) = priced(PRICES, SERVICES, SCALES, [answer("versus_reference")], None)
    assert (row.cost, row.cost_lower, row.cost_upper) == (110_000.0, 70_000.0, 150_000.0)
    assert (row.worth, row.worth_lower, row.worth_upper) == (100.0, 40.0, 180.0)
    (row,) = priced(PRICES, SERVICES, SCALES, [answer("versus_reference", -2.0)], None)
    assert (row.worth_lower, row.worth_upper) == (-60.0, 180.0)
    (row,) = priced(PRICES, SERVICES, {"y": "mean"}, [answer("versus_reference")], None)
    assert (row.worth, row.worth_lower, row.worth_upper) == (10_000.0, 4_000.0, 18_000.0)


@pytest.mark.parametrize(
    "changed",
    [{"estimate": None}, {"lower": None}, {"characteristic": "age", "group": "old"}, {"outcome": "z"}],
)
def test_what_has_no_number_no_worth_or_is_of_a_group_is_not_priced(changed: dict[str, object]) -> None:
    assert priced(PRICES, SERVICES, SCALES, [replace(answer("versus_reference"), **changed)], None) == []  # type: ignore[arg-type]


def test_without_a_first_stage_nothing_is_priced(tmp_path: Path) -> None:
    table = small_table(300)
    table["judge"] = "j"
    nobody = tally_of(small_plan(tmp_path), table, tmp_path)
    assert priced(PRICES, SERVICES, SCALES, [answer("versus_otherwise")], nobody) == []
    assert np.isfinite(priced(PRICES, SERVICES, SCALES, [answer("versus_reference")], nobody)[0].cost)
