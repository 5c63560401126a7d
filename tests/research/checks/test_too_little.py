# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Checks of a lottery where there is nothing to see, and offers against an independent program."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from linearmodels.iv import IV2SLS

from research.checks.attrition import attrition
from research.checks.offer import (
    fall_p,
    first_stage_f,
    offer_balance,
    offer_monotone,
    offer_relevance,
    offer_sample,
)
from research.effects.caseworker import fill
from research.effects.offer import Lottery, fill_offer, lottery_of
from research.errors import InputError
from research.estimators.geometry import comparable
from research.estimators.inference import two_sided
from research.estimators.row_projections import Part
from research.plan.reading import read_plan
from research.release.schema import TOO_FEW_CASEWORKERS, TOO_UNCERTAIN, Verdict
from research.results import Estimate
from tests.research.in_parts import lottery_on_rows, offered
from tests.study import gates as study


def drawn(n: int = 4_000) -> tuple[np.ndarray, ...]:
    """Offer, take-up, outcome, stratum and two covariates of a made-up lottery in which the covariates matter."""
    rng = np.random.default_rng(11)
    stratum = rng.integers(0, 7, n)
    x = rng.normal(size=(n, 2)) * np.array([1.0, 40.0])
    offer = (rng.random(n) < 0.3 + 0.05 * stratum).astype(float)
    taken = (rng.random(n) < 0.15 + 0.4 * offer + 0.1 * (x[:, 0] > 0)).astype(float)
    y = 3.0 + 2.0 * taken + x @ np.array([1.5, 0.02]) + 0.3 * stratum + rng.normal(size=n)
    return offer, taken, y, stratum, x


@pytest.mark.parametrize("columns", [0, 1, 2])
def test_the_offer_with_covariates_equals_an_independent_program(columns: int) -> None:
    offer, taken, y, stratum, x = drawn()
    x = x[:, :columns]
    answer = offered(offer, taken, y, stratum, x.T)[1]
    found, itt = answer.effect, answer.itt
    assert found is not None
    exogenous = pd.concat([pd.get_dummies(stratum, dtype=float), pd.DataFrame(x).add_prefix("x")], axis=1)
    theirs = IV2SLS(y, exogenous, pd.Series(taken, name="d"), pd.Series(offer, name="z")).fit(
        cov_type="robust", debiased=False
    )
    assert found.estimate == pytest.approx(float(theirs.params["d"]), rel=1e-9)
    assert found.se == pytest.approx(float(theirs.std_errors["d"]), rel=1e-9)
    assert found.with_ - found.without == pytest.approx(found.estimate, rel=1e-9)
    plain = IV2SLS(y, exogenous.assign(z=offer), None, None).fit(cov_type="robust", debiased=False)
    assert itt is not None
    assert itt.estimate == pytest.approx(float(plain.params["z"]), rel=1e-9)
    assert itt.se == pytest.approx(float(plain.std_errors["z"]), rel=1e-9)


def test_what_is_cleared_has_nothing_left_of_strata_and_covariates() -> None:
    offer, taken, y, stratum, x = drawn(500)
    of_stratum = 1.7 * stratum + 0.1
    double = np.column_stack([x, 3.0 * x[:, 0], np.full(len(y), 0.1), of_stratum])
    stage, answer = offered(offer, taken, y, stratum, double.T, length=len(y))
    part = Part(stratum * 2 + offer.astype(np.int64), taken.astype(np.int8), y[None], double.T)
    for rest in stage.away(part):
        assert np.abs(np.bincount(stratum, rest)).max() < 1e-8
        assert np.abs(rest @ x).max() < 1e-6
    plain = offered(offer, taken, y, stratum, x.T, length=len(y))[1]
    assert answer.effect is not None
    assert plain.effect is not None
    assert answer.effect.estimate == pytest.approx(plain.effect.estimate, rel=1e-10), (
        "a column twice, without spread, or of the stratum adds nothing"
    )
    assert answer.effect.se == pytest.approx(plain.effect.se, rel=1e-10)


def test_an_offer_to_everyone_or_to_nobody_has_no_effect_to_learn() -> None:
    _, taken, y, stratum, x = drawn(200)
    for offer in (np.zeros(200), np.ones(200), (stratum > 3).astype(float)):
        stage, answer = offered(offer, taken, y, stratum, x.T)
        assert (answer.itt, answer.effect, stage.f) == (None, None, 0.0)


def test_a_first_stage_without_error_has_no_limit_and_one_without_effect_is_nothing() -> None:
    offer, same = np.array([0.0, 1.0] * 50), np.zeros(100)
    assert offered(offer, offer, offer, same, np.zeros((0, 100)))[0].f == float("inf")
    assert offered(offer, same, offer, same, np.zeros((0, 100)))[0].f == 0.0


@pytest.mark.parametrize(
    ("rise", "error", "p"),
    [
        (0.1, 0.0, 1.0),
        (0.0, 0.0, 1.0),
        (-0.1, 0.0, 0.0),
        (-0.1, 0.05, 0.5 * two_sided(2.0)),
        (0.1, 0.05, 1.0),
    ],
)
def test_a_fall_in_take_up_without_any_chance_in_it_is_certain(rise: float, error: float, p: float) -> None:
    assert fall_p(rise, error) == pytest.approx(p)


WORLD = replace(study.WORLDS["offer_4000_weak"], people=600)
PLAN = study.plan_of(WORLD)


def drawn_people(**changes: Any) -> dict[str, Any]:
    rng = np.random.default_rng(5)
    offer = (rng.random(600) < 0.5).astype(np.int8)
    taken = (rng.random(600) < 0.2 + 0.5 * offer).astype(np.int8)
    levels = rng.integers(1, 3, (3, 600))
    return {"offer": offer, "month": np.zeros(600, int), "taken": taken, "levels": levels} | changes


def lottery(**changes: Any) -> Lottery:
    found, rows = lottery_on_rows(PLAN, **drawn_people(**changes))
    rows.close()
    return found


def relevance(**changes: Any) -> Verdict:
    found, rows = lottery_on_rows(PLAN, **drawn_people(**changes))
    try:
        return offer_relevance(first_stage_f(found, rows)).verdict
    finally:
        rows.close()


def test_a_trait_that_everyone_has_cannot_be_judged_and_the_others_can() -> None:
    levels = drawn_people()["levels"]
    levels[1] = 1
    checks = list(offer_balance(PLAN.characteristics, lottery(levels=levels)))
    assert [c.verdict for c in checks] == [Verdict.PASSED, Verdict.UNJUDGEABLE, Verdict.PASSED]
    assert checks[1].value is None
    unknown = np.where(levels == 2, 0, levels)
    assert {c.verdict for c in offer_balance(PLAN.characteristics, lottery(levels=unknown))} == {
        Verdict.UNJUDGEABLE
    }
    whole = list(offer_balance(PLAN.characteristics, lottery()))
    assert whole[0].value == pytest.approx(checks[0].value), "what cannot be judged moves no other line"


def test_a_trait_that_follows_the_offer_exactly_is_no_lottery() -> None:
    """Nothing is left to estimate an error from; that was taken for no difference at all."""
    people = drawn_people()
    people["levels"][0] = 1 + people["offer"]
    checks = list(offer_balance(PLAN.characteristics, lottery(levels=people["levels"])))
    assert [c.verdict for c in checks] == [Verdict.FAILED, Verdict.PASSED, Verdict.PASSED]


def test_fewer_who_take_part_when_offered_is_seen_and_a_group_without_offers_is_not_asked() -> None:
    people, kinds = drawn_people(), len(PLAN.characteristics)
    assert offer_monotone(kinds, lottery()).verdict == Verdict.PASSED
    people["levels"][0] = 1 + people["offer"]  # in neither half somebody with and somebody without an offer
    assert offer_monotone(kinds, lottery(levels=people["levels"])).verdict == Verdict.PASSED
    fewer = offer_monotone(kinds, lottery(taken=1 - people["taken"]))
    assert fewer.verdict == Verdict.FAILED
    assert fewer.value is not None
    assert fewer.value < 0


def test_relevance_sample_and_attrition_of_a_lottery_have_their_thresholds() -> None:
    assert relevance() == Verdict.PASSED
    assert relevance(taken=np.arange(600) % 2) == Verdict.FAILED
    assert (offer_sample(75, 100).verdict, offer_sample(74, 100).verdict) == (Verdict.PASSED, Verdict.FAILED)
    tally = study.lottery(replace(study.WORLDS["lots_4000_weak"], people=400), PLAN, 1)
    for missing, verdict in ((20, Verdict.PASSED), (21, Verdict.FAILED)):
        gone = np.zeros_like(tally.missing)
        gone[0, 0] = missing
        assert attrition(replace(tally, missing=gone, rows=400), evenly=False).verdict == verdict


def test_an_offer_is_0_or_1(tmp_path: Path) -> None:
    tally = lottery().tally
    assert lottery_of(("p", "z"), tally).offer.tolist() == tally.worker_of.tolist()
    with pytest.raises(InputError, match="an offer of 0 or 1"):
        lottery_of(("p", "z"), replace(tally, workers=["1", "2"]))


# -- estimates that a gate keeps out


class Flat:
    """A test that gives no limits at any level."""

    def each(self) -> tuple[tuple[float, float], tuple[float, float]]:
        return (-np.inf, np.inf), (-np.inf, np.inf)


@pytest.mark.parametrize(
    ("caseworkers", "bounded", "reason"), [(1, True, TOO_FEW_CASEWORKERS), (30, False, TOO_UNCERTAIN)]
)
def test_one_caseworker_or_a_range_without_ends_gives_no_number(
    caseworkers: int, bounded: bool, reason: str, tmp_path: Path
) -> None:
    class Found:
        estimate, se, se_hte, se_cluster, sets = 0.1, 0.05, 0.05, 0.04, Flat()

    Found.bounded = bounded  # type: ignore[attr-defined]
    e = Estimate("versus_reference", "a", "y", "", "", "ujive", 900, caseworkers, strength=50.0)
    fill(e, Found(), 100.0)  # type: ignore[arg-type]
    assert (e.estimate, e.reason) == (None, reason)
    assert (e.point, e.point_se, e.lower_robust) == (10.0, 5.0, None), (
        "inside a researcher sees what the gate saw"
    )


def test_a_lottery_that_hardly_moves_anything_gives_no_number_but_shows_its_point() -> None:
    rng = np.random.default_rng(2)
    offer = np.array([0.0, 1.0] * 300)
    taken = (rng.random(600) < 0.3 + 0.02 * offer).astype(float)
    y = (rng.random(600) < 0.5).astype(float)
    effect = offered(offer, taken, y, np.zeros(600), np.zeros((0, 600)))[1].effect
    e = Estimate("assignment", "a", "y", "", "", "2sls", 600)
    fill_offer(e, effect, (100.0, float(np.sqrt((y**2).mean())), 0.0), tests=1)
    assert e.estimate is None
    assert e.reason
    assert e.point is not None


# -- who can be compared


def test_a_cell_that_is_its_own_fitted_value_is_dropped_and_counted() -> None:
    """Two strata that only one caseworker joins: each of the two is fitted exactly by the stratum of its own."""
    worker = np.array([0, 1, 0, 1, 2])
    stratum = np.array([0, 0, 1, 1, 2])
    sample = comparable(worker, stratum, np.array([5, 5, 5, 5, 1]))
    assert sample is not None
    assert (sample.dropped, sample.people) == (1, 21)
    assert sample.share_dropped == pytest.approx(1 / 21)
    assert sample.kept.tolist() == [True, True, True, True, False]


def test_the_shipped_plan_of_a_lottery_is_about_an_offer() -> None:
    plan = read_plan(study.ROOT / "research" / "plans" / "jobcorps.toml")
    assert plan.design == "assignment"
