# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Walks the declared groups and outcomes of the assignment design: a randomised offer, take-up, HC0 errors."""

from __future__ import annotations

import numpy as np

from findings.estimate.assignment import OfferEffect, offer_effect
from findings.estimate.counts import Rows
from findings.estimate.plan import Plan, PlanOutcome
from findings.estimate.results import Estimate
from findings.estimate.subgroups import Z_POWER, Report, group_names, normal_quantile
from findings.estimate.ujive import two_sided
from findings.release.schema import TOO_FEW_PEOPLE, TOO_LITTLE_CONTRAST, TOO_UNCERTAIN

#: Fewest people in a cell of offer by take-up (rule X2); below it there is nothing to estimate from either.
SMALLEST = 10


def walk_offers(plan: Plan, rows: Rows, offer: np.ndarray, report: Report = lambda _: None) -> list[Estimate]:
    """Every estimate of an assignment plan; `offer` (n,) is 0 or 1 for each of the rows."""
    found: list[Estimate] = []
    track = plan.tracks[0]
    for number, (characteristic, group) in enumerate(group_names(plan)):
        report(f"estimating {characteristic or 'everyone'} {group}".rstrip())
        inside = rows.group(number)
        for place, outcome in enumerate(plan.outcomes):
            e = Estimate(
                "assignment", track.key, outcome.id, characteristic, group, "2sls", int(inside.sum())
            )
            found.append(e)
            taken = (rows.track[inside] == 1).astype(float)
            z, y = offer[inside].astype(float), rows.outcomes[place, inside]
            cells = [int(((z == a) & (taken == b)).sum()) for a in (0, 1) for b in (0, 1)]
            if min(cells) < SMALLEST:
                e.reason, e.smallest_cell = TOO_FEW_PEOPLE, min(cells)
                continue
            effect = offer_effect(z, taken, y, rows.stratum[inside], rows.covariates[:, inside].T)
            fill_offer(e, effect, outcome, y, bool(characteristic), plan)
            if outcome.primary or not characteristic:
                found.append(intention(e, effect, 100.0 if outcome.scale == "share" else 1.0))
    differences(found)
    return found


def fill_offer(
    e: Estimate, effect: OfferEffect, outcome: PlanOutcome, values: np.ndarray, subgroup: bool, plan: Plan
) -> None:
    """Numbers into an estimate, unless the offer hardly moved take-up or the interval is not bounded."""
    scale = 100.0 if outcome.scale == "share" else 1.0
    e.first_stage_f, e.strength = effect.f, effect.f - 1.0
    e.freedom, e.smallest_cell = effect.n - 2, effect.smallest_cell
    if outcome.scale == "share":
        e.smallest_cell = min(e.smallest_cell, int(values.sum()), int(len(values) - values.sum()))
    else:
        size = np.sort(np.abs(values))
        e.dominance = float(size[-2:].sum() / max(size.sum(), 1e-12))
    if np.isfinite(effect.estimate) and np.isfinite(effect.se):
        e.point, e.point_se = effect.estimate * scale, effect.se * scale
    if effect.f < 10.0:
        e.reason = TOO_LITTLE_CONTRAST
        return
    if not (np.isfinite(effect.lower) and np.isfinite(effect.upper)):
        e.reason = TOO_UNCERTAIN
        return
    tests = 1 if not subgroup else max(plan.subgroup_comparisons * 2, 1)
    e.mde = scale * effect.minimum_detectable_se * (normal_quantile(1.0 - 0.025 / tests) + Z_POWER)
    e.estimate, e.se = effect.estimate * scale, effect.se * scale
    e.lower, e.upper = effect.lower * scale, effect.upper * scale
    e.naive, e.p = effect.naive * scale, max(effect.p_null, two_sided(effect.estimate / effect.se))
    e.level_with, e.level_without = effect.with_ * scale, effect.without * scale


def intention(e: Estimate, effect: OfferEffect, scale: float) -> Estimate:
    """What the offer itself did, whether or not people took it up."""
    value, se = effect.itt * scale, effect.itt_se * scale
    limits = (value - 1.959963984540054 * se, value + 1.959963984540054 * se)
    names = (e.comparison, e.service, e.outcome, e.characteristic, e.group, "itt", e.n, e.caseworkers)
    return Estimate(*names, value, se, *limits, e.first_stage_f, e.strength, e.naive)


def differences(found: list[Estimate]) -> None:
    """The difference between the two halves of each characteristic; different people, so errors add in squares."""
    pairs: dict[tuple[str, ...], list[Estimate]] = {}
    for e in found:
        if e.characteristic and e.estimator == "2sls" and e.estimate is not None:
            pairs.setdefault((e.outcome, e.characteristic), []).append(e)
    for pair in pairs.values():
        if len(pair) != 2:
            continue
        one, other = pair
        value = (one.estimate or 0.0) - (other.estimate or 0.0)
        se = float(np.hypot(one.se or 0.0, other.se or 0.0))
        for e, sign in zip(pair, (1.0, -1.0), strict=True):
            e.difference, e.difference_se, e.difference_p = sign * value, se, two_sided(value / se)
