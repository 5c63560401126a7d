# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Results are returned whole: nothing has to be asked before something else, and nothing is filled on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from research.effects.caseworker import ALARMS, answer_group, asked_of_rows, block_alarm, walk
from research.effects.samples import group_stage
from research.plan.model import Plan
from research.run import Way, count
from tests.research.builders import small_plan, small_table


@pytest.fixture(params=[(), ("x",)], ids=["counts", "covariates"])
def counted(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Plan, Any]]:
    plan = small_plan(tmp_path, scale="mean", covariates=request.param)
    small_table(1500, scale="mean").to_csv(tmp_path / "t.csv", index=False)
    found = count(plan, [tmp_path / "t.csv"], lambda _: None, Way())
    yield plan, found
    found.close()


def test_an_alarm_needs_no_answer_before_it(counted: tuple[Plan, Any]) -> None:
    plan, found = counted
    group = group_stage(found.tally, found.rows, 0, plan.group_names[0])
    asked = asked_of_rows(plan, group)
    block = asked.blocks[0, 1]
    assert block is not None
    assert (block.on_rows is not None) == bool(plan.covariates)
    beside = [
        e for e in walk(plan, found.tally, found.rows) if not e.characteristic and e.estimator in ALARMS
    ]
    told = [own for name in ALARMS for own in block_alarm(asked, group, block, 0, name)]
    assert np.allclose([own.estimate for own in told], [e.estimate for e in beside[: len(told)]], rtol=1e-12)


def test_a_group_is_answered_whole_and_the_same_every_time(counted: tuple[Plan, Any]) -> None:
    plan, found = counted
    first, second = (answer_group(plan, found.tally, found.rows, 1) for _ in range(2))
    assert [replace(e, sets=None) for e in first.estimates] == [
        replace(e, sets=None) for e in second.estimates
    ]
    own = [e for e in first.estimates if e.estimator == "ujive"]
    names = [(e.comparison, e.service, e.outcome, e.characteristic, e.group) for e in own]
    assert list(first.halves) == names
    for half in first.halves.values():
        assert len(half.influence) == len(found.tally.workers)


def test_the_other_group_need_not_be_answered_first(counted: tuple[Plan, Any]) -> None:
    plan, found = counted
    alone = answer_group(plan, found.tally, found.rows, 2).estimates
    walked = [e for e in walk(plan, found.tally, found.rows) if e.group == plan.group_names[2][1]]
    for one, other in zip(alone, walked, strict=True):
        assert (one.estimate, one.se, one.point) == (other.estimate, other.se, other.point)
