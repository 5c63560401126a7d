# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The specification curve: every way once, equal to what that way gives by itself, and nothing of a closed question."""

from __future__ import annotations

from pathlib import Path

import pytest

from research.effects.caseworker import walk
from research.plan.model import Plan
from research.results import Results, Specification
from research.robustness.leave_out import busy_only, cell_out
from research.robustness.specifications import RELEASED, Question, Ways, specifications
from research.run import estimate
from tests.research.builders import small_plan, small_table, tally_of


def ways_of(plan: Plan, **more: object) -> Ways:
    asked = tuple(Question(comparison, 0, plan.primary.id, 100.0) for comparison in plan.comparisons)
    return Ways(asked, tuple(s.key for s in plan.tracks), **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def whole(
    tmp_path_factory: pytest.TempPathFactory, fewer_draws: None
) -> tuple[Plan, Results, list[Specification]]:
    folder = tmp_path_factory.mktemp("ways")
    plan = small_plan(folder)
    small_table(3000).to_csv(folder / "t.csv", index=False)
    results = estimate(plan, [folder / "t.csv"])
    return plan, results, results.scrutiny.specifications


def test_every_way_stands_there_once_and_the_released_one_is_the_answer(
    whole: tuple[Plan, Results, list[Specification]],
) -> None:
    plan, results, found = whole
    keys = [(s.comparison, s.service, s.outcome, s.way, s.characteristic) for s in found]
    assert len(set(keys)) == len(keys)
    answers = {(e.comparison, e.service): e for e in results.headline(plan.design) if not e.characteristic}
    released = [s for s in found if s.way == RELEASED]
    assert len(released) == sum(e.estimate is not None for e in answers.values())
    for one in released:
        e = answers[one.comparison, one.service]
        assert (one.estimate, one.lower, one.upper) == (e.estimate, e.lower, e.upper)
    assert {s.way for s in found} >= {RELEASED, "cell_out", "busy_only", "by_group", "learner"}
    assert not {s.way for s in found} & {"2sls", "jive1", "ols"}


@pytest.mark.parametrize("comparison", ["versus_reference", "versus_otherwise"])
def test_what_is_added_for_the_other_comparison_is_what_that_way_gives(
    comparison: str, whole: tuple[Plan, Results, list[Specification]], tmp_path: Path
) -> None:
    plan, _, found = whole
    tally, joint = tally_of(plan, small_table(3000), tmp_path), comparison == "versus_reference"
    for way, make in (("cell_out", cell_out), ("busy_only", busy_only)):
        expected = make(tally, 0, joint)
        assert expected
        own = {s.service: s for s in found if (s.comparison, s.way) == (comparison, way)}
        assert own
        for service, one in zip(plan.tracks, expected, strict=True):
            if service.key not in own:  # the released answer has no number
                continue
            assert own[service.key].estimate == pytest.approx(100 * one.estimate, abs=1e-10)
            assert own[service.key].upper == pytest.approx(100 * one.upper, abs=1e-10)


def test_with_covariates_the_answer_without_them_stands_beside(tmp_path: Path, fewer_draws: None) -> None:
    plan = small_plan(tmp_path, covariates=("x",))
    table = small_table(2500)
    table.to_csv(tmp_path / "t.csv", index=False)
    found = estimate(plan, [tmp_path / "t.csv"]).scrutiny
    assert found.adjusted
    bare = small_plan(tmp_path)
    plain = {
        (e.comparison, e.service): e.estimate
        for e in walk(bare, tally_of(bare, table.drop(columns=[]), tmp_path), None)
        if e.estimator == "ujive" and not e.characteristic
    }
    own = [s for s in found.specifications if s.way == "unadjusted"]
    assert own
    for one in own:
        assert one.estimate == pytest.approx(plain[one.comparison, one.service], abs=1e-8)


def test_a_closed_question_and_one_without_an_answer_have_no_way(tmp_path: Path) -> None:
    plan = small_plan(tmp_path)
    tally = tally_of(plan, small_table(3000), tmp_path)
    answers = [e for e in walk(plan, tally, None) if not e.characteristic]
    closed = frozenset({("versus_otherwise", "a", "", "")})
    open_ones = [e for e in answers if (e.comparison, e.service) != ("versus_otherwise", "a")]
    found = specifications(ways_of(plan, closed=closed), tally, open_ones, "ujive")
    assert found
    assert not [s for s in found if (s.comparison, s.service) == ("versus_otherwise", "a")]
    assert specifications(ways_of(plan), tally, [], "ujive") == []
    assert specifications(ways_of(plan), None, answers, "ujive")


def test_of_caseworkers_who_cannot_be_compared_nothing_is_computed(tmp_path: Path) -> None:
    plan, table = small_plan(tmp_path), small_table(300)
    table["judge"] = "j"
    assert specifications(ways_of(plan), tally_of(plan, table, tmp_path), [], "ujive") == []
