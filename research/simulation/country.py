# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A made-up country with known truth: linked CBS-like tables, selection on something nobody sees.

Specification: docs/explanation/simulated-world.md. Referral follows traits, the taste of the caseworker and a
motivation that no table holds; starting work follows traits, that same motivation, and the true effect of the track.
So people who were going to find work anyway are referred differently, and the plain comparison is wrong.
Everything here is FICTIEF.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from research.estimators.geometry import Floats

TRACKS = ("basis", "direct_werk", "voorbereiden", "meedoen")
TERMS = (6, 12, 24)
TRAITS = ("from_45", "woman", "middle", "married", "with_children", "chronic", "recent_work")
#: Average true effect (points per 100) by track and term, with lock-in first.
EFFECTS = {"direct_werk": (9.0, 6.0, 3.0), "voorbereiden": (-6.0, 5.0, 8.0), "meedoen": (-8.0, -3.0, 1.0)}
#: How the effect differs between groups (points per 100, around the average).
DIFFERENCES = {
    "direct_werk": {"recent_work": 5.0, "chronic": -6.0},
    "voorbereiden": {"middle": -5.0, "from_45": -3.0},
    "meedoen": {"chronic": 6.0, "recent_work": -4.0},
}
MOTIVATION = {"direct_werk": 0.9, "voorbereiden": -0.8, "meedoen": -0.2}
CONSTANT = {"direct_werk": -0.2, "voorbereiden": -0.3, "meedoen": -0.6}
REFERRAL = {
    "direct_werk": {"from_45": -0.2, "chronic": -0.3, "recent_work": 0.4, "middle": 0.2},
    "voorbereiden": {"from_45": -0.1, "middle": -0.2, "recent_work": -0.1},
    "meedoen": {"from_45": 0.2, "chronic": 0.4, "recent_work": -0.3, "with_children": 0.1},
}
WORK = {
    "from_45": -0.08,
    "woman": -0.02,
    "middle": 0.07,
    "married": 0.01,
    "with_children": -0.02,
    "chronic": -0.07,
    "recent_work": 0.12,
}
BASE = {6: 0.22, 12: 0.30, 24: 0.36}


@dataclass(frozen=True)
class World:
    """The switches of a simulated country."""

    clients: int = 50_000
    caseworkers: int = 150
    offices: int = 5
    months: int = 48
    first_year: int = 2016
    taste: float = 0.35
    direct: float = 0.0
    effect: float = 1.0
    reroute: float = 0.0
    seed: int = 1
    others: int = 0


#: The municipality behind the shipped fictional release: of ordinary size, caseworkers as unlike as studies report.
TOWN = World(clients=35_000, caseworkers=100, offices=5, months=60, first_year=2018)
#: The twelve of the shipped fictional round, by their short name: each is the world of the town with its place here as
#: the seed, so that the first is the town itself. None of them exists.
ROUND = {
    "voorbeeldstad": "Voorbeeldstad", "noordstad": "Noordstad", "ooststad": "Ooststad", "zuidstad": "Zuidstad",
    "weststad": "Weststad", "middenstad": "Middenstad", "bovenstad": "Bovenstad", "onderstad": "Onderstad",
    "buitenstad": "Buitenstad", "proefstad": "Proefstad", "oefenstad": "Oefenstad", "verzonstad": "Verzonstad",
}  # fmt: skip


@dataclass(frozen=True)
class People:
    """Simulated people as arrays of equal length; `traits` (7, n) 0 or 1 in the order of `TRAITS`.

    `gain` is the true effect of the own track on the chance to work after 12 months, as far as that chance can move.
    """

    office: Any
    worker: Any
    month: Any
    age: Any
    traits: Any
    conditions: Any
    track: Any
    outcomes: Any
    gain: Any
    arrears: Any


def true_effect(track: str, term: int, traits: Floats, world: World) -> Floats:
    """The true effect of a track at a term for every person, as a probability; `traits` (7, n)."""
    value = np.full(traits.shape[1], EFFECTS[track][TERMS.index(term)])
    for name, change in DIFFERENCES[track].items():
        row = traits[TRAITS.index(name)]
        value += change * (row - MEANS[name])
    return world.effect * value / 100.0


#: Shares of the traits in the simulated population, so that differences leave the average effect alone.
MEANS = {"recent_work": 0.42, "chronic": 0.526, "middle": 0.50, "from_45": 0.33}


def draw(world: World) -> People:
    """Draw the whole country."""
    rng = np.random.Generator(np.random.PCG64(world.seed))
    n = world.clients
    per_office = world.caseworkers // world.offices
    office = rng.integers(0, world.offices, n, dtype=np.int32)
    worker = office * per_office + rng.integers(0, per_office, n, dtype=np.int32)
    month = rng.integers(0, world.months, n, dtype=np.int32)
    age = np.clip(18 + 46 * rng.beta(1.5, 2.1, n), 18, 64).astype(np.int32)
    conditions = draw_conditions(rng, age)
    from_45 = age >= 45
    woman = rng.random(n) < 0.52
    middle = rng.random(n) < 0.56 - 0.004 * (age - 25)
    married = rng.random(n) < 0.12 + 0.006 * (age - 18)
    children = rng.random(n) < np.where(from_45, 0.30, 0.38) + 0.08 * woman
    recent = rng.random(n) < 0.50 - 0.005 * (age - 25)
    traits = np.array(
        [from_45, woman, middle, married, children, conditions.any(axis=0), recent], dtype=np.int8
    )
    motivation = rng.normal(size=n).astype(np.float32)
    tastes = None
    if world.reroute:
        tastes = rng.normal(0.0, world.taste, (len(TRACKS) - 1, world.caseworkers))
        worker = rerouted(rng, world, worker, from_45, tastes[0])
    track = draw_tracks(rng, world, worker, traits, motivation, tastes)
    outcomes, gain = draw_outcomes(rng, world, worker, month, traits, motivation, track)
    arrears = rng.random(n) < 0.10 - 0.04 * np.tanh(motivation)
    return People(office, worker, month, age, traits, conditions, track, outcomes, gain, arrears)


def draw_conditions(rng: np.random.Generator, age: Any) -> Any:
    """Six chronic conditions (6, n) that share one frailty which rises with age."""
    shares = {"cardiovascular": 0.277, "diabetes": 0.115, "psychological": 0.326}
    shares |= {"psychotic": 0.047, "inflammatory": 0.346, "respiratory": 0.196}
    frailty = rng.normal(size=len(age)) * 1.35 + 0.05 * (age - 38)
    found = []
    for share in shares.values():
        score = frailty + rng.normal(size=len(age))
        found.append(score > np.quantile(score, 1.0 - share))
    return np.array(found)


def rerouted(rng: np.random.Generator, world: World, worker: Any, from_45: Any, taste: Any) -> Any:
    """A share of the young clients goes to a caseworker of the office who likes the first track: assignment is broken.

    They come from the half of the office with the weakest taste, each to one counterpart in the strongest half.
    """
    per_office = world.caseworkers // world.offices
    order = np.argsort(-taste.reshape(world.offices, per_office), axis=1)
    rank = np.argsort(order, axis=1)
    office, place = worker // per_office, rank[worker // per_office, worker % per_office]
    weak = place >= per_office - per_office // 2
    moved = ~from_45 & weak & (rng.random(len(worker)) < world.reroute * per_office / (per_office // 2))
    other = order[office, np.where(weak, per_office - 1 - place, 0)]
    return np.where(moved, office * per_office + other, worker)


def draw_tracks(
    rng: np.random.Generator, world: World, worker: Any, traits: Any, motivation: Any, tastes: Any
) -> Any:
    """The track of every client: utility of traits, the caseworker's taste and the unseen motivation."""
    best = rng.gumbel(size=len(worker))
    track = np.zeros(len(worker), dtype=np.int8)
    for code, name in enumerate(TRACKS[1:], start=1):
        taste = rng.normal(0.0, world.taste, world.caseworkers) if tastes is None else tastes[code - 1]
        value = CONSTANT[name] + taste[worker] + MOTIVATION[name] * motivation + rng.gumbel(size=len(worker))
        for trait, change in REFERRAL[name].items():
            value += change * traits[TRAITS.index(trait)]
        track[value > best] = code
        best = np.maximum(best, value)
    return track


def draw_outcomes(
    rng: np.random.Generator, world: World, worker: Any, month: Any, traits: Any, motivation: Any, track: Any
) -> tuple[Any, Any]:
    """Work after 6, 12 and 24 months (3, n): one underlying chance to work, so that the terms hang together.

    And the true effect of the own track after 12 months: a chance stays between 0 and 1, so an effect may not fit.
    """
    push = rng.normal(0.0, world.direct, world.caseworkers)[worker] if world.direct else 0.0
    shock = rng.normal(0.0, 0.02, world.months)[month]
    chance = 0.18 * np.tanh(motivation) + shock + push
    for name, change in WORK.items():
        chance = chance + change * (traits[TRAITS.index(name)] - 0.4)
    luck = rng.random(len(track))
    found, gain = [], np.zeros(len(track))
    for term in TERMS:
        p = BASE[term] + chance
        before = np.clip(p, 0.0, 1.0) if term == 12 else gain
        for code, name in enumerate(TRACKS[1:], start=1):
            here = track == code
            p[here] += true_effect(name, term, traits[:, here], world)
        if term == 12:
            gain = np.clip(p, 0.0, 1.0) - before
        again = np.where(rng.random(len(track)) < 0.7, luck, rng.random(len(track)))
        found.append((again < p).astype(np.int8))
    return np.array(found), gain
