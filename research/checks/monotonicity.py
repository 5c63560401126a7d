# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Do caseworkers differ in number only, not in kind?"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from research.checks.base import LEVEL, Base, verdict
from research.counting.tally import Tally
from research.effects.samples import sample_of
from research.estimators.first_stage import NOTHING, Outcomes
from research.estimators.geometry import Floats
from research.estimators.inference import holm, two_sided
from research.estimators.ujive import effects, point
from research.results import Check, Measure


def monotone_first_stage(base: Base) -> Iterator[Check]:
    """Does a caseworker who refers more in one half of the clients also refer more in the other half?"""
    tally, names = base.tally, base.plan.group_names
    pairs = [(number, number + 1 if number % 2 else number - 1) for number in range(1, tally.groups)]
    every = np.array([cross_fit_t(tally, number, other) for number, other in pairs])
    for track, service in enumerate(base.plan.tracks):
        t_values = [float(t) for t in every[:, track] if np.isfinite(t)] if len(every) else []
        if not t_values:
            continue
        p_values = [0.5 * two_sided(t) if t < 0 else 1.0 - 0.5 * two_sided(t) for t in t_values]
        passed = min(holm(p_values)) > LEVEL
        yield Check(
            f"monotonicity.first_stage.{service.key}",
            "monotonicity",
            f"smallest t of {len(names) - 1} groups",
            min(t_values),
            0.0,
            verdict(passed),
            "Een consulent die vaker doorverwijst, doet dat bij elk soort klant."
            if passed
            else "Een consulent die vaker doorverwijst, doet dat niet bij elk soort klant.",
            "A caseworker who refers more often does so with every kind of client."
            if passed
            else "A caseworker who refers more often does not do so with every kind of client.",
            kind="monotonicity",
            what="first_stage",
            service=service.key,
            measure=Measure.STATISTIC,
        )


def cross_fit_t(tally: Tally, number: int, other: int) -> Floats:
    """The t-value of a group's referral on the caseworker's tendency measured in the other half; (T,), NaN for none."""
    theirs, ours = sample_of(tally, other), sample_of(tally, number)
    none = np.full(tally.clients.shape[2] - 1, np.nan)
    if theirs is None or ours is None:
        return none
    tendency = np.zeros((len(tally.workers), len(none)))
    effect = theirs.geometry.caseworker_effects(tally.clients[other][theirs.kept][:, 1:].astype(float))
    tendency[np.unique(tally.worker_of[theirs.kept])] = effect
    geometry = ours.geometry
    people = geometry.clients[:, None]
    z = tendency[tally.worker_of[ours.kept]]
    z = z - geometry.by_stratum(z * people)
    referred = tally.clients[number][ours.kept][:, 1:].astype(float)
    size = (people * z * z).sum(axis=0)
    slope = np.divide((z * referred).sum(axis=0), size, out=none.copy(), where=size > 0)
    rest = referred - people * (geometry.by_stratum(referred) + slope * z)
    sums = geometry.sum_caseworker @ (z * rest)
    error = np.sqrt((sums**2).sum(axis=0))
    return np.divide(slope * size, error, out=none, where=error > 0)


def outside_p(distance: float, se: float) -> float:
    """The one-sided p-value of a share that lies outside 0 to 1; without any chance in it that is certain."""
    return 0.5 * two_sided(distance / se) if se > 0.0 else 0.0


def monotone_range(base: Base) -> Iterator[Check]:
    """For every service: the share of compliers with a trait, or with the outcome, must lie between 0 and 1."""
    layers = [base.trait(k) for k in range(len(base.plan.characteristics))]
    if base.plan.primary.scale == "share":
        layers.append(np.asarray(base.tally.total[base.primary, 0][base.sample.kept], float))
    if not layers:
        return
    outside, p_values = np.zeros((base.stage.tracks, len(layers))), []
    for track in range(base.stage.tracks):
        stage = base.stage.only(track)
        for number, layer in enumerate(layers):
            own = np.zeros_like(layer)
            own[:, track + 1] = layer[:, track + 1]
            share = float(point(stage, Outcomes(own, own))[0])
            distance = max(-share, share - 1.0)
            if distance <= NOTHING:  # rounding
                p_values.append(1.0)
                continue
            outside[track, number] = distance
            p_values.append(outside_p(distance, effects(stage, Outcomes(own, own))[0].se))
    corrected = np.array(holm(p_values)).reshape(outside.shape)
    for track, service in enumerate(base.plan.tracks):
        passed = bool(corrected[track].min() > LEVEL)
        yield Check(
            f"monotonicity.range.{service.key}",
            "monotonicity",
            "furthest outside 0-100 (points)",
            100.0 * float(outside[track].max()),
            0.0,
            verdict(passed),
            "De groep waarover de uitkomst gaat, kan bestaan."
            if passed
            else "De groep waarover de uitkomst gaat, kan zo niet bestaan.",
            "The group that the findings speak about can exist."
            if passed
            else "The group that the findings speak about cannot exist.",
            kind="monotonicity",
            what="range",
            service=service.key,
            measure=Measure.STATISTIC,
        )
