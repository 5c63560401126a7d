# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Associations and the constructed leniency: against the truth, and against other packages."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from research.plan.reading import read_plan
from research.publish.compose import compose
from research.release.schema import Release
from research.run import estimate
from research.simulation.country import World
from tests.bench.research import by_linearmodels, by_pyfixest, country, furthest
from tests.research.builders import PLANS, linked_like
from tests.research.leniency import leniency


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    path = tmp_path_factory.mktemp("a") / "linked.csv"
    world = World(clients=30_000, caseworkers=100, offices=4, months=24, taste=0.8, seed=2)
    linked_like(world).to_csv(path, index=False)
    plan = read_plan(PLANS / "fictief.toml")
    return compose(plan, estimate(plan, [path]), [])


def test_r1_associations_are_rows_of_their_own(release: Release) -> None:
    rows = [row for row in release.findings if row.type == "association"]
    assert len(rows) == 14
    assert all(not row.service and not row.comparison and not row.primary for row in rows)


def test_directions_are_those_of_the_world(release: Release) -> None:
    found = {(r.characteristic, r.group): r for r in release.findings if r.type == "association"}
    assert found["age", "from_45"].verdict == "slechter"
    assert found["recent_work", "with"].verdict == "beter"
    assert found["chronic_condition", "with"].verdict == "slechter"
    assert found["married", "yes"].verdict == "geen uitspraak"
    one, other = found["education", "low"], found["education", "middle"]
    assert one.estimate is not None
    assert other.estimate is not None
    assert one.estimate == -other.estimate
    # Adjusted for recent work and health, age matters less than it seems.
    age = found["age", "from_45"]
    assert age.naive is not None
    assert age.estimate is not None
    assert abs(age.estimate) < abs(age.naive)


def test_calibration_is_reported(release: Release) -> None:
    check = next(check for check in release.checks if check.key == "association.calibration")
    assert check.value is not None
    assert 0 <= check.value < 5


@pytest.mark.filterwarnings("ignore::Warning")  # warnings of other packages about their own future
def test_leniency_from_counts_equals_pyfixest_and_linearmodels() -> None:
    table = country(30_000)
    ours = leniency(table, 4)
    wanted = [(0, 1), (3, 2), (14, 3)]
    assert furthest(ours, by_pyfixest(table, wanted)) < 1e-8
    assert furthest(ours, by_linearmodels(table, wanted)) < 1e-8


def test_leniency_does_not_depend_on_chunks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    table = country(20_000)
    before = leniency(table, 4)
    monkeypatch.setattr("tests.research.leniency.CHUNK", 777)
    after = leniency(table, 4)
    assert np.array_equal(before.estimate, after.estimate)
    assert np.array_equal(before.se, after.se)
