# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the report shows researchers of the caseworker design: right, safe, and quiet where it cannot be made."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from research.checks import scrutiny
from research.checks.scrutiny import LEAST, Asked, Closed
from research.counting.tally import Tally
from research.estimators.tendency_bins import Least
from research.plan.model import Plan
from research.plan.reading import read_plan
from research.release.schema import Verdict
from research.results import Results, Scrutiny, from_json, to_json
from research.simulation.country import World
from tests.research.builders import PLANS, linked_like, small_plan, small_table, tally_of
from tests.research.rowwise import ujive


def quiet(_: str) -> None: ...


def scrutinise(plan: Plan, tally: Tally, closed: Closed = frozenset()) -> Scrutiny:
    services, place = tuple(s.key for s in plan.tracks), plan.outcomes.index(plan.primary)
    share = plan.primary.scale == "share"
    asked = Asked(plan.comparisons, services, place, share, plan.characteristics, closed=closed)
    return scrutiny.scrutinise(asked, tally, quiet)


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Scrutiny:
    world = World(clients=12_000, caseworkers=60, offices=3, months=24, seed=4)
    plan = read_plan(PLANS / "fictief.toml")
    return scrutinise(plan, tally_of(plan, linked_like(world), tmp_path_factory.mktemp("city")))


def test_the_profile_is_ujive_of_the_trait_times_the_service_with_its_set(tmp_path: Path) -> None:
    people = small_table(1200)
    plan = small_plan(tmp_path)
    found = scrutinise(plan, tally_of(plan, people, tmp_path)).profile
    stratum = pd.factorize(people.court + people.month, sort=True)[0]
    worker = pd.factorize(people.judge, sort=True)[0]
    assert len(found) == 2 * len(plan.tracks)
    bounded = 0
    for row in found:
        d = (people.track == row.service).to_numpy(float)
        column, groups = plan.characteristics[0].column, plan.characteristics[0].groups
        group = next(g for g in groups if g.key == row.group)
        inside = (
            people[column].between(
                -np.inf if group.lowest is None else group.lowest,
                np.inf if group.highest is None else group.highest,
            )
            if not group.values
            else people[column].astype(str).isin(group.values)
        )
        own = ujive(inside.to_numpy(float) * d, d[:, None], stratum, worker)
        assert row.share == pytest.approx(100 * own.beta[0], abs=1e-8)
        low, high = (100 * limit for limit in own.intervals[0])
        assert (row.lower is not None) == bool(np.isfinite([low, high]).all())
        bounded += row.lower is not None
        if row.lower is not None:
            assert (row.lower, row.upper) == pytest.approx((low, high), abs=1e-5)
        assert row.everyone == pytest.approx(100 * inside.mean(), abs=1e-10)
    assert bounded
    for service in {row.service for row in found}:
        assert sum(row.share for row in found if row.service == service) == pytest.approx(100.0, abs=1e-8)


def test_every_bin_holds_enough_people_and_caseworkers(city: Scrutiny) -> None:
    assert city.bins
    assert all(one.people >= LEAST.people and one.caseworkers >= LEAST.caseworkers for one in city.bins)
    kinds = {(line.comparison, line.service): 0 for line in city.lines}
    for line in city.lines:
        kinds[line.comparison, line.service] += 1
        assert line.lower is not None
        assert line.value is not None
        assert line.upper is not None
        assert line.lower < line.value < line.upper
    assert set(kinds.values()) == {3}


def test_where_bins_would_be_too_small_there_is_a_reason_and_no_bin(tmp_path: Path) -> None:
    plan = small_plan(tmp_path)
    found = scrutinise(plan, tally_of(plan, small_table(700), tmp_path))
    assert not found.bins
    assert {line.reason for line in found.lines} == {"too_few"}


@pytest.mark.parametrize("kind", ["one caseworker", "one service", "everybody alike", "own stratum"])
def test_data_of_which_nothing_can_be_learnt_give_a_reason(kind: str, tmp_path: Path) -> None:
    table = small_table(400)
    if kind == "one caseworker":
        table["judge"] = "j"
    elif kind == "one service":
        table.loc[table.track == "b", "track"] = "none"
    elif kind == "everybody alike":
        table["y"] = 1
    else:
        table["month"] = table.judge
    plan = small_plan(tmp_path)
    found = scrutinise(plan, tally_of(plan, table, tmp_path))
    assert not found.bins
    assert all(line.reason in ("too_few", "not_solved") and line.value is None for line in found.lines)


def test_of_a_question_that_stays_closed_no_outcome_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scrutiny, "LEAST", Least(50, 2, 2, 0.9))
    plan = small_plan(tmp_path)
    tally = tally_of(plan, small_table(900), tmp_path)
    closed = frozenset({(plan.direction_comparison, "a", "", "")})
    found = scrutinise(plan, tally, closed)
    for one in found.bins:
        shut = (one.comparison, one.service) == (plan.direction_comparison, "a")
        assert (one.outcome is None) == shut == (one.outcome_error is None)
    kinds = [
        line.kind
        for line in found.lines
        if (line.comparison, line.service) == (plan.direction_comparison, "a")
    ]
    assert kinds == ["first_stage"]


def test_pictures_come_back_from_text_as_they_were_and_an_older_run_has_none(city: Scrutiny) -> None:
    results = Results("", "", 1, 1, 1, 1, 1, scrutiny=city)
    text = to_json(results)
    assert from_json(text) == results
    values = json.loads(text)
    del values["scrutiny"]
    assert from_json(json.dumps(values)).scrutiny == Scrutiny()


def test_the_joint_test_is_made_or_says_why_not(city: Scrutiny, tmp_path: Path) -> None:
    (made,) = city.joint
    assert made.verdict in (Verdict.PASSED, Verdict.FAILED)
    assert made.p is not None
    assert made.verdict == (Verdict.PASSED if made.p > 0.05 else Verdict.FAILED)
    plan, people = small_plan(tmp_path), small_table(900)
    few = tally_of(plan, people, tmp_path)
    closed = frozenset({(plan.direction_comparison, "a", "", "")})
    alike = people.assign(y=1)
    found = {
        "too_few": scrutinise(plan, few),
        "closed": scrutinise(plan, few, closed),
        "not_solved": scrutinise(plan, tally_of(plan, alike, tmp_path)),
    }
    for reason, one in found.items():
        assert [(check.verdict, check.reason, check.p) for check in one.joint] == [
            (Verdict.NOT_TESTED, reason, None)
        ], reason
