# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The study that lays two ways of judging on the same draws: nothing is lost on the way, each has its own truth."""

from __future__ import annotations

from dataclasses import replace

import pytest

from research.effects import caseworker
from research.estimators.row_answers import ALARMS
from research.release.levels import ONE_STAGE, TWO_HALVES
from research.simulation.country import World
from tests.study import _sides as sides
from tests.study import _sides_page as page
from tests.study._side_draws import SideDraw, otherwise_truths, read_line, side_draw
from tests.study.findings import study_plan

SMALL = World(clients=9_000, caseworkers=30, offices=1, months=6, taste=1.2, seed=4)


@pytest.fixture(scope="module")
def drawn() -> SideDraw:
    return side_draw(SMALL, study_plan(), 4, checked=True)


@pytest.mark.parametrize(("way", "comparison", "families"), sides.WAYS)
def test_a_draw_that_was_logged_is_judged_as_the_draw_itself(
    way: str, comparison: str, families: str, drawn: SideDraw
) -> None:
    plan = sides.plan_of(comparison, families)
    itself, logged = (sides.judge(plan, SMALL, one) for one in (drawn, read_line(drawn.as_line())))
    assert logged.errors == pytest.approx(itself.errors, rel=1e-8)
    assert replace(logged, errors=(), overshoot=()) == replace(itself, errors=(), overshoot=())
    assert itself.errors, f"{way} has numbers to judge"
    assert len(itself.covered) == len(itself.errors)


def test_who_comes_after_a_draw_has_the_alarms_again(drawn: SideDraw) -> None:
    """The study leaves them out; it once left them out for every later run in the process too."""
    assert {estimate.estimator for estimate in drawn.estimates} == {"ujive"}
    assert caseworker.ALARMS == ALARMS


def test_each_comparison_has_a_truth_of_its_own() -> None:
    reference = sides.true_effects("versus_reference", 1.0, 0.35)
    otherwise = sides.true_effects("versus_otherwise", 1.0, 0.35)
    assert reference.keys() == otherwise.keys()
    assert 100 * reference["meedoen", "", ""] == pytest.approx(-3.0, abs=0.4)
    assert 100 * otherwise["meedoen", "", ""] == pytest.approx(-7.7, abs=0.4)
    assert set(otherwise_truths(0.0, 0.35).values()) == {0.0}


def test_one_stage_says_no_less_for_everyone_than_two_halves(drawn: SideDraw) -> None:
    told = [
        sides.judge(sides.plan_of("versus_otherwise", families), SMALL, drawn)
        for families in (TWO_HALVES, ONE_STAGE)
    ]
    assert told[1].directions - told[1].groups >= told[0].directions - told[0].groups
    assert told[0].contradicted == told[1].contradicted == 0


def test_the_section_holds_every_world_and_way(drawn: SideDraw) -> None:
    judged = {
        way: [sides.judge(sides.plan_of(comparison, families), SMALL, drawn)]
        for way, comparison, families in sides.WAYS
    }
    text = page.section({"g4": judged}, {"g4": 400})
    assert page.SECTION.fullmatch(text)
    assert all(f"| g4 | 1 of 400 | {way} |" in text for way, _, _ in sides.WAYS)
    assert "error at most 0.55 of that of before" in text
