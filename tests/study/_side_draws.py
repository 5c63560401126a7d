# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Draws that are kept before anything is decided, so that several rules of judging can be laid on the same draws.

A draw costs time; deciding about it costs next to nothing. A line of a log holds, for every row of both comparisons,
the numbers of its test, the truth of the drawn people by the same instrument, and what the checks of that draw said.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from research.checks.caseworker import check_all
from research.counting.tally import Tally
from research.effects.caseworker import walk
from research.effects.samples import stage_of
from research.estimators.first_stage import Outcomes
from research.estimators.inference import NullSets
from research.estimators.ujive import point
from research.plan.model import Plan
from research.release.schema import Verdict
from research.results import Check, Estimate
from research.simulation.country import (
    BASE,
    CONSTANT,
    MOTIVATION,
    REFERRAL,
    TRACKS,
    TRAITS,
    WORK,
    World,
    draw,
    true_effect,
)
from tests.study.findings import ORDER, QUIET, coded, count_people, without_alarms

#: What a log keeps of an estimate beside its test.
KEPT = (
    "comparison", "service", "outcome", "characteristic", "group", "estimator", "n", "caseworkers", "estimate", "se",
    "strength", "p", "mde", "difference", "difference_p", "point", "point_se", "reason",
)  # fmt: skip
#: Checks can only take directions away: they are made where some row for everyone has a p-value below this.
LOOKS = 0.05
#: Caseworkers, and people of each, behind the truth of one track against otherwise.
TASTES, CLIENTS = 3_000, 2_000
Names = tuple[str, str, str, str]


@dataclass(frozen=True)
class SideDraw:
    """One draw: its estimates, its checks, and the truth of the drawn people (`own`) for everyone's rows."""

    seed: int
    estimates: list[Estimate]
    checks: list[Check]
    own: dict[Names, float]

    def as_line(self) -> str:
        """The draw as one line of a log."""
        rows = [
            [rounded(getattr(e, name)) for name in KEPT]
            + [[e.sets.top, e.sets.bottom, e.sets.sides] if e.sets else None, rounded(self.own.get(names(e)))]
            for e in self.estimates
        ]
        checks = [[c.key, c.gate, c.verdict, c.kind, c.service] for c in self.checks]
        return json.dumps({"seed": self.seed, "rows": rows, "checks": checks}, default=float)


def rounded(value: Any) -> Any:
    """A number with nine digits."""
    return float(f"{value:.9g}") if isinstance(value, float | np.floating) else value


def names(e: Estimate) -> Names:
    """What a row is about."""
    return e.comparison, e.service, e.characteristic, e.group


def read_line(line: str) -> SideDraw:
    """A line of a log as the draw it was."""
    data = json.loads(line)
    estimates, own = [], {}
    for row in data["rows"]:
        e = Estimate(**dict(zip(KEPT, row, strict=False)))
        sets, truth = row[len(KEPT) :]
        if sets:
            e.sets = NullSets(sets[0], sets[1], tuple(tuple(side) for side in sets[2]))
            e.lower, e.upper = e.sets.limits()
        if truth is not None:
            own[names(e)] = truth
        estimates.append(e)
    checks = [
        Check(key, gate, "", None, None, Verdict(verdict), "", "", kind=kind, service=service)
        for key, gate, verdict, kind, service in data["checks"]
    ]
    return SideDraw(data["seed"], estimates, checks, own)


def side_draw(world: World, plan: Plan, seed: int, checked: bool) -> SideDraw:
    """Draw and count a country, and estimate every row of both comparisons on it, without the alarms beside them."""
    people = draw(world)
    strata = world.offices * world.months
    place = people.office * world.months + people.month
    tally = count_people([coded(people, place, world, traits=True)], plan)
    with without_alarms():
        estimates = walk(plan, tally, None)
    asked = checked or any(e.p is not None and e.p <= LOOKS and not e.characteristic for e in estimates)
    checks = check_all(plan, tally, QUIET, permute=False) if asked else []
    rank = np.zeros(world.caseworkers * strata, dtype=np.int64)
    rank[tally.worker_of * strata + tally.stratum_of] = np.arange(len(tally.worker_of))
    at = rank[people.worker.astype(np.int64) * strata + place] * len(TRACKS) + people.track
    return SideDraw(seed, estimates, checks, own_truths(plan, tally, people, at))


def own_truths(plan: Plan, tally: Tally, people: Any, at: Any) -> dict[Names, float]:
    """The same instruments applied to everyone's own true effect, in points.

    `at` (n,) is the place of a person in cells by track.
    """
    found: dict[Names, float] = {}
    sample, stage = stage_of(tally, 0)
    if sample is None or stage is None:
        return found
    sums = np.bincount(at, weights=people.gain, minlength=tally.clients[0].size).reshape(-1, len(TRACKS))
    outcome = Outcomes(sums[sample.kept], sums[sample.kept])
    for comparison in plan.comparisons:
        parts = [stage] if comparison == "versus_reference" else [stage.only(t) for t in range(stage.tracks)]
        for part in parts:
            for track, value in zip(part.numbers, point(part, outcome), strict=True):
                found[comparison, TRACKS[track + 1], "", ""] = 100.0 * float(value)
    return found


@cache
def otherwise_truths(effect: float, taste: float) -> dict[tuple[str, str, int], float]:
    """What a track changes beside what the same people would otherwise have had, by track, trait and value (a share).

    The slope of the true chance to work on the chance to be referred, over the caseworkers of this world: what the
    comparison of one track estimates when it has everybody. By numbers: many caseworkers, each with the same clients.
    Everyone has the empty trait.
    """
    world = World(clients=CLIENTS, effect=effect, seed=20_260_101)
    people, rng = draw(world), np.random.Generator(np.random.PCG64(7))
    value, gain = utilities_and_gains(people.traits, rng.normal(size=CLIENTS), world)
    members = {("", 0): np.ones(CLIENTS, bool)}
    members |= {(trait, k): people.traits[TRAITS.index(trait)] == k for trait in ORDER for k in (0, 1)}
    chances = {key: np.zeros((len(TRACKS), TASTES)) for key in members}
    work = {key: np.zeros(TASTES) for key in members}
    tastes = rng.normal(0.0, taste, (TASTES, len(TRACKS)))
    tastes[:, 0] = 0.0
    for one, own in enumerate(tastes):
        odds = np.exp(value + own[:, None])
        chance = odds / odds.sum(axis=0)
        of_work = (chance * gain).sum(axis=0)
        for key, who in members.items():
            chances[key][:, one] = chance[:, who].mean(axis=1)
            work[key][one] = of_work[who].mean()
    found = {}
    for key in members:
        for code, name in enumerate(TRACKS[1:], start=1):
            around = chances[key][code] - chances[key][code].mean()
            found[(name, *key)] = float(around @ work[key] / (around @ around))
    return found


def utilities_and_gains(traits: Any, motivation: Any, world: World) -> tuple[Any, Any]:
    """What makes each track likely without tastes, and what it changes in the chance to work; both (4, n)."""
    value, gain = (np.zeros((len(TRACKS), len(motivation))) for _ in range(2))
    before = BASE[12] + 0.18 * np.tanh(motivation)
    for name, change in WORK.items():
        before = before + change * (traits[TRAITS.index(name)] - 0.4)
    for code, name in enumerate(TRACKS[1:], start=1):
        value[code] = CONSTANT[name] + MOTIVATION[name] * motivation
        for trait, change in REFERRAL[name].items():
            value[code] += change * traits[TRAITS.index(trait)]
        after = before + true_effect(name, 12, traits, world)
        gain[code] = np.clip(after, 0.0, 1.0) - np.clip(before, 0.0, 1.0)
    return value, gain
