# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be learned is told from who saw whom, and is what estimating finds afterwards."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from research.effects.caseworker import walk
from research.errors import InputError
from research.feasibility.blind import blind_plan
from research.feasibility.more import municipalities, visible, ways
from research.feasibility.prospects import CANNOT, Prospect, prospects
from research.feasibility.registry import registry_text
from research.plan.model import Plan
from research.release.levels import ONE_STAGE, TWO_HALVES
from research.run import Way, count
from research.simulation.country import World
from research.verdicts.one_stage import Graph
from tests.research.builders import PLANS, linked_like, small_plan, small_table, tally_of

WORLD = World(clients=12_000, caseworkers=48, offices=3, months=24, taste=0.6, seed=11)


def told_of(plan: Plan, table: pd.DataFrame, folder: Path, rate: float = 30.0) -> list[Prospect]:
    """The prospects of a table, its outcomes left at home."""
    own = [column.name for column in plan.columns if column.measured == "outcome"]
    table.drop(columns=own).to_csv(folder / "registration.csv", index=False)
    blind = blind_plan(plan, [folder / "registration.csv"])
    found = count(blind, [folder / "registration.csv"], lambda _: None, Way())
    found.close()
    return prospects(blind, found.tally, rate)


@pytest.fixture(scope="module")
def country() -> pd.DataFrame:
    return linked_like(WORLD)


@pytest.fixture(scope="module")
def fictional() -> Plan:
    from research.plan.reading import read_plan

    return read_plan(PLANS / "fictief.toml")


def test_it_says_what_estimating_would_say(fictional: Plan, country: pd.DataFrame, tmp_path: Path) -> None:
    """Strength, people and the smallest visible difference are those of estimates.csv, which has seen the outcomes."""
    told = {one.key: one for one in told_of(fictional, country, tmp_path)}
    country.to_csv(tmp_path / "linked.csv", index=False)
    found = count(fictional, [tmp_path / "linked.csv"], lambda _: None, Way())
    estimates = walk(fictional, found.tally, None)
    found.close()
    compared = 0
    for e in estimates:
        if e.estimator != "ujive" or e.outcome != fictional.primary.id:
            continue
        own = told[e.comparison, e.service, e.characteristic, e.group]
        assert (own.strength is None) == (e.strength is None)
        if e.strength is not None and e.mde is not None:
            assert own.strength == pytest.approx(e.strength, rel=1e-9)
            assert own.smallest == pytest.approx(e.mde, rel=1e-9)
            compared += 1
    assert compared > 60


def drawn_by_lot(seed: int) -> tuple[pd.DataFrame, float]:
    """Judges with tendencies that are known, and how far these lie apart inside the courts, in people out of 100."""
    rng = np.random.default_rng(seed)
    judges, each = 40, 150
    tendency = np.clip(rng.normal(0.3, 0.06, judges), 0.05, 0.6)
    judge = np.repeat(np.arange(judges), each)
    court = judge % 2
    chosen = rng.random(len(judge)) < tendency[judge]
    other = np.where(rng.random(len(judge)) < 0.5, "none", "b")
    table = small_table(len(judge), seed)
    table["judge"], table["court"] = [f"j{one:02d}" for one in judge], [f"c{one}" for one in court]
    table["track"] = np.where(chosen, "a", other)
    apart = tendency - np.where(np.arange(judges) % 2, tendency[1::2].mean(), tendency[0::2].mean())
    return table, 100.0 * float(np.sqrt((apart**2).mean()))


def test_the_range_of_the_spread_holds_what_they_really_differ(tmp_path: Path) -> None:
    plan, inside = small_plan(tmp_path), 0
    for seed in range(20):
        table, true = drawn_by_lot(seed)
        told = told_of(plan, table, tmp_path)
        own = next(one for one in told if one.comparison == "versus_otherwise" and one.service == "a")
        assert own.spread is not None
        assert own.spread.low < own.spread.value < own.spread.high
        assert own.spread.value == pytest.approx(true, rel=0.5)
        inside += own.spread.low <= true <= own.spread.high
    assert inside >= 17


def test_more_people_and_more_municipalities_see_smaller_differences(
    fictional: Plan, country: pd.DataFrame, tmp_path: Path
) -> None:
    own = next(one for one in told_of(fictional, country, tmp_path) if one.comparison == "versus_otherwise")
    assert own.smallest is not None
    assert own.power is not None
    changes = {change.name: change.smallest for change in ways(own, 30.0, {"Elders": own.power})}
    assert changes["months"] is not None
    assert changes["caseworkers"] is not None
    assert changes["months"] < changes["caseworkers"] < own.smallest
    assert changes["beside"] == pytest.approx(own.smallest / 2**0.5)
    assert changes["beside"] == pytest.approx(changes["caseworkers"])
    needed = municipalities(own, own.smallest / 3.0)
    assert needed == 9
    assert municipalities(own, 200.0) == 1


def test_a_rate_near_nought_or_a_hundred_sees_more(
    fictional: Plan, country: pd.DataFrame, tmp_path: Path
) -> None:
    usual, rare = (told_of(fictional, country, tmp_path, rate)[0].smallest for rate in (50.0, 10.0))
    assert usual is not None
    assert rare is not None
    assert rare == pytest.approx(usual * (0.1 * 0.9 / 0.25) ** 0.5)


def test_the_map_agrees_with_a_registration(fictional: Plan, country: pd.DataFrame, tmp_path: Path) -> None:
    """For the size and the spread of a registration the map says about what the registration itself says."""
    own = next(one for one in told_of(fictional, country, tmp_path) if one.comparison == "versus_otherwise")
    assert own.spread is not None
    chosen = float((country["traject"] == "direct_werk").mean())
    seen = visible(own.people, own.spread.value, own.people / own.caseworkers, chosen, 30.0)
    assert seen == pytest.approx(own.smallest, rel=0.12)


@pytest.mark.parametrize("services", [1, 2, 3])
def test_groups_in_one_stage_are_corrected_for_the_part_that_their_service_passes_on(
    fictional: Plan, services: int
) -> None:
    """The part of a pair of groups once everyone's effect of its own service was shown, from the graph itself."""
    plan = replace(
        fictional, services=(fictional.reference, *fictional.tracks[:services]), families=ONE_STAGE
    )
    names, kinds = [one.key for one in plan.tracks], [one.key for one in plan.characteristics]
    assert len(names) == services
    graph = Graph(names, kinds)
    graph.without((names[0], ""))
    part = graph.weights[names[0], kinds[0]]
    assert plan.group_tests == pytest.approx(1.0 / part)
    halves = replace(plan, families=TWO_HALVES).group_tests
    assert halves == 2 * services * len(kinds)
    text = registry_text(plan, "en")
    assert "Holm" not in text
    assert "Everyone first" in text
    assert "Holm" in registry_text(replace(plan, families=TWO_HALVES), "en")


def test_nothing_to_compare_cannot_speak(tmp_path: Path) -> None:
    plan = small_plan(tmp_path)
    table = small_table(900)
    table["judge"] = table["court"]  # one judge in every court
    told = told_of(plan, table, tmp_path)
    assert told
    assert {one.verdict for one in told} == {CANNOT}
    assert {one.smallest for one in told} == {None}


def test_groups_that_are_not_in_the_file_are_left_out(tmp_path: Path) -> None:
    plan = small_plan(tmp_path)
    table = small_table(900)
    assert {one.characteristic for one in told_of(plan, table, tmp_path)} == {"", "age"}
    assert {one.characteristic for one in told_of(plan, table.drop(columns="old"), tmp_path)} == {""}


@pytest.mark.parametrize("name", ["y", "Y", " y "])
def test_a_file_with_an_outcome_is_refused(tmp_path: Path, name: str) -> None:
    plan = small_plan(tmp_path, other="ignore")
    small_table(900).rename(columns={"y": name}).to_csv(tmp_path / "r.csv", index=False)
    with pytest.raises(InputError, match="before one is opened"):
        blind_plan(plan, [tmp_path / "r.csv"])


def test_a_primary_outcome_that_is_a_mean_is_refused(tmp_path: Path) -> None:
    """Its numbers would be told in people out of 100, and its questions closed by a rule for shares."""
    small_table(900).drop(columns="y").to_csv(tmp_path / "r.csv", index=False)
    with pytest.raises(InputError, match="share: what can be seen is told in people out of 100"):
        blind_plan(small_plan(tmp_path, scale="mean"), [tmp_path / "r.csv"])


def test_an_offer_by_lot_needs_none(tmp_path: Path) -> None:
    from research.plan.reading import read_plan

    with pytest.raises(InputError, match="randomised offer"):
        blind_plan(read_plan(PLANS / "jobcorps.toml"), [tmp_path / "r.csv"])


def test_without_outcomes_nobody_is_left_out_for_lacking_one(tmp_path: Path) -> None:
    plan = small_plan(tmp_path, changes={'name = "y"': 'name = "y"\nmissing = [""]'})
    table = small_table(900).astype({"y": object})
    table.loc[:99, "y"] = ""
    assert tally_of(plan, table, tmp_path).clients[0].sum() == 800
    assert told_of(plan, table, tmp_path)[0].people == 900
