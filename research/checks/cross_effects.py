# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Monotonicity for several services at once: own effects, and no cross effects (Bhuller and Sigstad).

With services estimated jointly it is not enough that a caseworker who refers more does so for everyone. A tendency
towards one service must also leave who gets another service alone, in every group. Estimated with the same estimator:
being in a group and getting service k, on all services. On service k itself the answer is the share of the group among
the people that the findings speak about, between 0 and 1; on every other service it should be 0.

Groups that differ in their chances of each service have small cross effects in any model of choice, and a large
table sees them. A cross effect c shifts an estimate by c times the difference of effects between the group and its
other half; so the check fails when one is larger than 0.10 beyond its margin of error (decision 0041).

Being in a group and getting service k, estimated on service l, is the weight that the estimate for l gives to what k
does in that group. So what shifts the estimate for l are its own row of weights, and the check is one for each service.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from research.estimators.first_stage import FirstStage, Outcomes
from research.estimators.geometry import Floats
from research.estimators.inference import holm, two_sided
from research.estimators.ujive import effects, point
from research.release.schema import ALPHA, Verdict
from research.results import Check, Measure

#: A cross effect this large may shift an estimate by a tenth of the difference between groups.
TOLERATED = 0.10


@dataclass(frozen=True)
class Crossing:
    """What shifts the estimate for one service: the largest cross effect, the furthest own effect, their p-values."""

    service: str
    cross: float
    own: float
    p_cross: float
    p_own: float


def one_sided(distance: float, se: float) -> float:
    """The p-value of a distance beyond what is allowed; 1 when it lies inside."""
    return 0.5 * two_sided(distance / se) if distance > 0 and se > 0 else 1.0


def cross_effects(stage: FirstStage, layers: list[Floats]) -> tuple[Floats, Floats]:
    """Estimates (G, T, T): being in group g and getting service k, on service l, all jointly; and their errors,
    which are computed only where something lies outside what is allowed."""
    tracks = stage.tracks
    value, se = (np.zeros((len(layers), tracks, tracks)) for _ in range(2))
    for number, layer in enumerate(layers):
        for k in range(tracks):
            own = np.zeros_like(layer)
            own[:, k + 1] = layer[:, k + 1]
            outcome = Outcomes(own, own)
            value[number, k] = point(stage, outcome)
            if any(beyond(value[number, k, t], same=k == t) > 0 for t in range(tracks)):
                se[number, k] = [effect.se for effect in effects(stage, outcome)]
    return value, se


def beyond(value: float, same: bool) -> float:
    """How far an own effect lies outside 0 to 1, or a cross effect above what is tolerated; negative inside."""
    return max(-value, value - 1.0) if same else abs(value) - TOLERATED


def crossings(stage: FirstStage, layers: list[Floats], services: Sequence[str]) -> list[Crossing]:
    """One line per service (its key), from the weights that its estimate gives to every service in every group.

    `layers` are (C, T+1), one for each group.
    """
    value, se = cross_effects(stage, layers)
    groups, tracks = value.shape[:2]
    places = [(g, k, t) for g in range(groups) for k in range(tracks) for t in range(tracks)]
    distance = {p: beyond(value[p], same=p[1] == p[2]) for p in places}
    p_holm = dict(zip(places, holm([one_sided(distance[p], se[p]) for p in places]), strict=True))
    of_services = []
    for k, service in enumerate(services):
        cross = [p for p in places if p[2] == k != p[1]]
        own = [(g, k, k) for g in range(groups)]
        of_services.append(
            Crossing(
                service,
                max(abs(value[p]) for p in cross),
                max(distance[p] for p in own),
                min(p_holm[p] for p in cross),
                min(p_holm[p] for p in own),
            )
        )
    return of_services


def crossing_checks(stage: FirstStage, layers: list[Floats], services: Sequence[str]) -> list[Check]:
    """The joint check, a line for each service (its key); nothing when there is only one service or no group.

    `layers` are (C, T+1), one for each group.
    """
    if stage.tracks < 2 or not layers:
        return []
    return [check_of(item) for item in crossings(stage, layers, services)]


def check_of(item: Crossing) -> Check:
    """One line of the check."""
    passed = min(item.p_cross, item.p_own) > float(ALPHA)
    return Check(
        f"monotonicity.cross_effects.{item.service}",
        "monotonicity",
        f"largest cross effect (points), Holm p = {item.p_cross:.4f}; own effects, Holm p = {item.p_own:.4f}",
        100.0 * item.cross,
        100.0 * TOLERATED,
        Verdict.PASSED if passed else Verdict.FAILED,
        "Vaker doorverwijzen naar de ene hulp verandert weinig aan wie de andere hulp krijgt."
        if passed
        else "Vaker doorverwijzen naar de ene hulp verandert ook wie de andere hulp krijgt.",
        "Referring more to one service changes little about who gets another."
        if passed
        else "Referring more to one service also changes who gets another.",
        kind="monotonicity",
        what="cross_effects",
        service=item.service,
        measure=Measure.STATISTIC,
        p=item.p_cross,
    )
