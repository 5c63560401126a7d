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
    offer_balance,
    offer_monotone,
    offer_relevance,
    offer_sample,
)
from research.counting.people import Rows
from research.effects.caseworker import fill
from research.effects.offer import People as OfferPeople
from research.effects.offer import fill_offer
from research.errors import InputError
from research.estimators.geometry import comparable
from research.estimators.inference import two_sided
from research.estimators.offer_2sls import cleared, first_stage_f, offer_effect, offer_itt
from research.plan.reading import read_plan
from research.release.schema import TOO_FEW_CASEWORKERS, TOO_UNCERTAIN, Verdict
from research.results import Estimate
from research.run import offers_of
from tests.research.builders import small_plan
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
    found = offer_effect(offer, taken, y, stratum, x)
    assert found is not None
    exogenous = pd.concat([pd.get_dummies(stratum, dtype=float), pd.DataFrame(x).add_prefix("x")], axis=1)
    theirs = IV2SLS(y, exogenous, pd.Series(taken, name="d"), pd.Series(offer, name="z")).fit(
        cov_type="robust", debiased=False
    )
    assert found.estimate == pytest.approx(float(theirs.params["d"]), rel=1e-9)
    assert found.se == pytest.approx(float(theirs.std_errors["d"]), rel=1e-9)
    assert found.with_ - found.without == pytest.approx(found.estimate, rel=1e-9)
    plain = IV2SLS(y, exogenous.assign(z=offer), None, None).fit(cov_type="robust", debiased=False)
    itt = offer_itt(offer, y, stratum, x)
    assert itt is not None
    assert itt.estimate == pytest.approx(float(plain.params["z"]), rel=1e-9)
    assert itt.se == pytest.approx(float(plain.std_errors["z"]), rel=1e-9)


def test_what_is_cleared_has_nothing_left_of_strata_and_covariates() -> None:
    _, _, y, stratum, x = drawn(500)
    double = np.column_stack([x, 3.0 * x[:, 0], np.ones(len(y))])
    rest = cleared(y, stratum, double)
    assert np.abs(np.bincount(stratum, rest)).max() < 1e-8
    assert np.abs(rest @ x).max() < 1e-6
    assert rest == pytest.approx(cleared(y, stratum, x), abs=1e-8), (
        "a column twice, or without spread, adds nothing"
    )
    assert cleared(np.column_stack([y, y]), stratum, x)[:, 1] == pytest.approx(rest)


def test_an_offer_to_everyone_or_to_nobody_has_no_effect_to_learn() -> None:
    _, taken, y, stratum, x = drawn(200)
    for offer in (np.zeros(200), np.ones(200), (stratum > 3).astype(float)):
        assert offer_itt(offer, y, stratum, x) is None
        assert offer_effect(offer, taken, y, stratum, x) is None
        assert first_stage_f(cleared(offer, stratum, x), cleared(taken, stratum, x)) == 0.0


def test_a_first_stage_without_error_has_no_limit_and_one_without_effect_is_nothing() -> None:
    z = np.array([-0.5, 0.5] * 50)
    assert first_stage_f(z, z) == float("inf")
    assert first_stage_f(z, np.zeros(100)) == 0.0


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


def rows_of(offer: np.ndarray, taken: np.ndarray, levels: np.ndarray) -> Rows:
    none = np.zeros((0, len(offer)))
    month = np.zeros(len(offer), dtype=np.int64)
    return Rows(offer.astype(np.int64), month, taken.astype(np.int8), levels.astype(np.int8), none, none)


def lottery(**changes: Any) -> tuple[Rows, np.ndarray]:
    rng = np.random.default_rng(5)
    offer = (rng.random(600) < 0.5).astype(np.int8)
    taken = (rng.random(600) < 0.2 + 0.5 * offer).astype(np.int8)
    levels = rng.integers(1, 3, (3, 600))
    made: dict[str, Any] = {"offer": offer, "taken": taken, "levels": levels} | changes
    return rows_of(made["offer"], made["taken"], made["levels"]), made["offer"]


def test_a_trait_that_everyone_has_cannot_be_judged_and_the_others_can() -> None:
    rows, offer = lottery()
    levels = np.array(rows.levels)
    levels[1] = 1
    checks = list(offer_balance(PLAN.characteristics, *lottery(levels=levels)))
    assert [c.verdict for c in checks] == [Verdict.PASSED, Verdict.UNJUDGEABLE, Verdict.PASSED]
    assert checks[1].value is None
    unknown = np.where(levels == 2, 0, levels)
    assert {c.verdict for c in offer_balance(PLAN.characteristics, *lottery(levels=unknown))} == {
        Verdict.UNJUDGEABLE
    }
    whole = list(offer_balance(PLAN.characteristics, rows, offer))
    assert whole[0].value == pytest.approx(checks[0].value), "what cannot be judged moves no other line"


def test_a_trait_that_follows_the_offer_exactly_is_no_lottery() -> None:
    """Nothing is left to estimate an error from; that was taken for no difference at all."""
    rows, offer = lottery()
    levels = np.array(rows.levels)
    levels[0] = 1 + offer
    checks = list(offer_balance(PLAN.characteristics, *lottery(levels=levels)))
    assert [c.verdict for c in checks] == [Verdict.FAILED, Verdict.PASSED, Verdict.PASSED]


def test_fewer_who_take_part_when_offered_is_seen_and_a_group_without_offers_is_not_asked() -> None:
    rows, offer = lottery()
    assert offer_monotone(len(PLAN.characteristics), rows, offer).verdict == Verdict.PASSED
    levels = np.array(rows.levels)
    levels[0] = 1 + offer  # in neither half somebody with and somebody without an offer
    assert offer_monotone(len(PLAN.characteristics), *lottery(levels=levels)).verdict == Verdict.PASSED
    fewer = offer_monotone(len(PLAN.characteristics), *lottery(taken=1 - np.array(rows.track)))
    assert fewer.verdict == Verdict.FAILED
    assert fewer.value is not None
    assert fewer.value < 0


def test_relevance_sample_and_attrition_of_a_lottery_have_their_thresholds() -> None:
    rows, offer = lottery()
    assert offer_relevance(rows, offer).verdict == Verdict.PASSED
    assert offer_relevance(*lottery(taken=np.arange(600) % 2)).verdict == Verdict.FAILED
    assert (offer_sample(75, 100).verdict, offer_sample(74, 100).verdict) == (Verdict.PASSED, Verdict.FAILED)
    tally = study.lottery(replace(study.WORLDS["lots_4000_weak"], people=400), PLAN, 1)
    for missing, verdict in ((20, Verdict.PASSED), (21, Verdict.FAILED)):
        gone = np.zeros_like(tally.missing)
        gone[0, 0] = missing
        assert attrition(replace(tally, missing=gone, rows=400), evenly=False).verdict == verdict


def test_an_offer_is_0_or_1(tmp_path: Path) -> None:
    tally = study.lottery(replace(study.WORLDS["lots_4000_weak"], people=400), PLAN, 1)
    rows, _ = lottery()
    assert list(offers_of(PLAN, replace(tally, workers=("0", "1")), rows)) == rows.worker.tolist()
    with pytest.raises(InputError, match="an offer of 0 or 1"):
        offers_of(PLAN, replace(tally, workers=("1", "2")), rows)


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


def test_a_lottery_that_hardly_moves_anything_gives_no_number_but_shows_its_point(tmp_path: Path) -> None:
    plan = small_plan(tmp_path)
    rng = np.random.default_rng(2)
    offer = np.array([0.0, 1.0] * 300)
    taken = (rng.random(600) < 0.3 + 0.02 * offer).astype(float)
    people = OfferPeople(offer, taken, np.zeros(600, dtype=np.int64), np.zeros((600, 0)))
    e = Estimate("assignment", "a", "y", "", "", "2sls", 600)
    fill_offer(e, people, plan.primary, (rng.random(600) < 0.5).astype(float), tests=1)
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
