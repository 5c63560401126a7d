# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Walks the declared groups and outcomes of the assignment design: a randomised offer, take-up, HC0 errors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from research.counting.people import Rows
from research.effects.caseworker import Z_POWER, normal_quantile
from research.effects.samples import Report
from research.estimators.dominance import dominance
from research.estimators.geometry import Floats, Ints
from research.estimators.inference import Z95, two_sided
from research.estimators.offer_2sls import NOTHING, Intention, offer_effect, offer_itt
from research.plan.model import Plan, PlanOutcome
from research.release.schema import TOO_FEW_PEOPLE, TOO_LITTLE_CONTRAST, TOO_UNCERTAIN
from research.results import ROBUST, Estimate

#: Fewest people in a cell of offer by take-up (rule X2); below it there is nothing to estimate from either.
SMALLEST = 10
#: Fewest people with (or without) an offer of whom it is design, not chance, that all or none of them took part.
LEAST_ARM = 40
#: Robust first-stage F below this: the offer moved too few people, no estimate.
LEAST_F = 10.0


def walk_offers(plan: Plan, rows: Rows, offer: np.ndarray, report: Report = lambda _: None) -> list[Estimate]:
    """Every estimate of an assignment plan; `offer` (n,) is 0 or 1 for each of the rows.

    The effect of the offer stands beside every effect of taking part, and also where that one has no number.
    """
    estimates: list[Estimate] = []
    track = plan.tracks[0]
    empty = empty_by_design(rows, offer)
    for number, (characteristic, group) in enumerate(plan.group_names):
        report(f"estimating {characteristic or 'everyone'} {group}".rstrip())
        inside = rows.group(number)
        people = People(
            offer[inside].astype(float),
            (rows.track[inside] == 1).astype(float),
            rows.stratum[inside],
            rows.covariates[:, inside].T,
        )
        for place, outcome in enumerate(plan.outcomes):
            e = Estimate(
                "assignment", track.key, outcome.id, characteristic, group, "2sls", int(inside.sum())
            )
            estimates.append(e)
            y = rows.outcomes[place, inside]
            e.smallest_cell = smallest_cell(people, y if outcome.scale == "share" else None, empty)
            itt = offer_itt(people.offer, y, people.stratum, people.covariates)
            if e.smallest_cell < SMALLEST:
                e.reason = TOO_FEW_PEOPLE
            else:
                fill_offer(e, people, outcome, y, plan.group_tests if e.characteristic else 1)
            if itt is not None:
                estimates.append(intention(e, itt, 100.0 if outcome.scale == "share" else 1.0))
    differences(estimates)
    return estimates


@dataclass(frozen=True)
class People:
    """The people of a group: their offer and take-up (n,) of 0 or 1, stratum (n,) and covariates (n, P)."""

    offer: Floats
    taken: Floats
    stratum: Ints
    covariates: Floats


def empty_by_design(rows: Rows, offer: np.ndarray) -> frozenset[tuple[int, int]]:
    """Combinations of offer and take-up that nobody of the whole study has: without an offer nobody could take part, or
    everyone who was offered a place took it.

    That is how the study was set up, and an empty cell says nothing about anybody. A cell that is empty in one group
    only, that holds a few people, or that belongs to a few people with or without an offer (who may all have done the
    same by chance) is a small cell (rule X2).
    `offer` (n,) is 0 or 1.
    """
    taken = rows.track == 1
    large = [a for a in (0, 1) if int((offer == a).sum()) >= LEAST_ARM]
    return frozenset((a, b) for a in large for b in (0, 1) if not ((offer == a) & (taken == b)).any())


def smallest_cell(people: People, outcome: np.ndarray | None, empty: frozenset[tuple[int, int]]) -> int:
    """The fewest people in a cell of offer by take-up that the design does not leave empty; of a share also the fewest
    with and without the outcome among those who took part and those who did not.

    `outcome` (n,) is 0 or 1, or nothing for a mean.
    """
    cells = [
        int(((people.offer == a) & (people.taken == b)).sum())
        for a in (0, 1) for b in (0, 1) if (a, b) not in empty
    ]  # fmt: skip
    if outcome is not None:
        arms = [people.taken == b for b in (0, 1) if not {(0, b), (1, b)} <= empty]
        cells += [int((outcome[arm] == value).sum()) for arm in arms for value in (0, 1)]
    return min(cells)


def fill_offer(e: Estimate, people: People, outcome: PlanOutcome, values: np.ndarray, tests: int) -> None:
    """Numbers into an estimate, unless the offer hardly moved take-up or the interval is not bounded.

    `values` (n,) are the outcome, in its own unit; the power is corrected for so many `tests`.
    """
    scale = 100.0 if outcome.scale == "share" else 1.0
    effect = offer_effect(people.offer, people.taken, values, people.stratum, people.covariates)
    if effect is None:
        e.first_stage_f, e.strength, e.reason = 0.0, -1.0, TOO_LITTLE_CONTRAST
        return
    if np.isfinite(effect.f):
        e.first_stage_f, e.strength = effect.f, effect.f - 1.0
    e.freedom = effect.n - 2
    if outcome.scale != "share":
        taken = people.taken == 1
        e.dominance = dominance(values, effect.weight, taken, (taken, ~taken))
    if np.isfinite(effect.estimate) and np.isfinite(effect.se):
        e.point, e.point_se = effect.estimate * scale, effect.se * scale
        e.se_robust, e.error_kind = e.point_se, ROBUST
        e.keep_sets((effect.lower, effect.upper), None, scale)
    if effect.f < LEAST_F:
        e.reason = TOO_LITTLE_CONTRAST
        return
    sharp = effect.se > NOTHING * float(np.sqrt((values**2).mean()))
    if not (np.isfinite(effect.lower) and np.isfinite(effect.upper) and sharp):
        e.reason = TOO_UNCERTAIN
        return
    e.mde = scale * effect.minimum_detectable_se * (normal_quantile(1.0 - 0.025 / tests) + Z_POWER)
    e.estimate, e.se = effect.estimate * scale, effect.se * scale
    e.lower, e.upper = effect.lower * scale, effect.upper * scale
    e.naive, e.p, e.sets = effect.naive * scale, effect.p_null, effect.sets.scaled(scale)
    e.level_with, e.level_without = effect.with_ * scale, effect.without * scale


def intention(e: Estimate, itt: Intention, scale: float) -> Estimate:
    """What the offer itself did, whether or not people took it up."""
    value, se = itt.estimate * scale, itt.se * scale
    limits = (value - Z95 * se, value + Z95 * se)
    names = (e.comparison, e.service, e.outcome, e.characteristic, e.group, "itt", e.n, e.caseworkers)
    beside = Estimate(*names, value, se, *limits, e.first_stage_f, e.strength, e.naive)
    beside.se_robust, beside.error_kind = se, ROBUST
    beside.keep_sets(limits, None, 1.0)
    return beside


def differences(estimates: list[Estimate]) -> None:
    """The difference between the two halves of each characteristic; different people, so errors add in squares."""
    pairs: dict[tuple[str, ...], list[Estimate]] = {}
    for e in estimates:
        if e.characteristic and e.estimator == "2sls" and e.estimate is not None:
            pairs.setdefault((e.outcome, e.characteristic), []).append(e)
    for pair in pairs.values():
        if len(pair) != 2:
            continue
        one, other = pair
        value = (one.estimate or 0.0) - (other.estimate or 0.0)
        se = float(np.hypot(one.se or 0.0, other.se or 0.0))
        for e, sign in zip(pair, (1.0, -1.0), strict=True):
            e.difference, e.difference_se, e.difference_p = (
                sign * value,
                se,
                two_sided(value / se) if se > 0 else 1.0,
            )
