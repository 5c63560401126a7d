# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: E501 - one line of the page to a line of code
"""How often does the joint test of exclusion and monotonicity reject, where both hold and where one does not?

    script/study joint                 every world, two hundred draws each: about ten minutes
    script/study joint --draws 40      fewer draws

Writes docs/reference/joint-test.md. The worlds are drawn here and not in `research.simulation`: a caseworker with a
direct effect and people whom caseworkers move the other way are not in the country.
"""

from __future__ import annotations

import argparse
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from research.estimators.first_stage import Outcomes
from research.estimators.geometry import Floats, Ints, comparable
from research.estimators.joint_test import JointTest, joint_test
from tests.study._report import markdown, share

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "joint-test.md"
DRAWS, LEVEL = 200, 0.05
EFFECTS, UNSEEN = (0.0, 0.06, 0.05, -0.03), (0.9, -0.8, -0.2)


@dataclass(frozen=True)
class World:
    """People, caseworkers, offices and months; `taste` is how differently caseworkers refer.

    `direct` is the spread of what caseworkers do to the outcome by themselves, `along` the same per unit of tendency,
    and `defiers` the share of people whom a caseworker who refers more refers less.
    """

    name: str
    people: int
    caseworkers: int
    offices: int
    months: int
    services: int
    taste: float
    direct: float = 0.0
    along: float = 0.0
    defiers: float = 0.0


ONE = (20_000, 100, 4, 12, 1, 0.5)
THREE = (50_000, 150, 5, 24, 3, 0.35)
WORLDS = (
    World("one service, as assumed", *ONE),
    World("one service, small, as assumed", 5_000, 48, 3, 12, 1, 0.5),
    World("three services, as assumed", *THREE),
    World("one service, direct effects of 2 points", *ONE, direct=0.02),
    World("one service, direct effects of 4 points", *ONE, direct=0.04),
    World("three services, direct effects of 2 points", *THREE, direct=0.02),
    World("one service, a direct effect along the tendency", *ONE, along=0.5),
    World("one service, 40 of 100 people moved the other way", *ONE, defiers=0.4),
)


@dataclass(frozen=True)
class People:
    """One draw: caseworker, stratum, track (0 is the reference) and outcome of everybody; (n,)."""

    worker: Ints
    stratum: Ints
    track: Ints
    y: Floats


def draw(world: World, seed: int) -> People:
    """People of one world; effects differ with what nobody sees, and people choose by it."""
    rng, size, tracks = np.random.default_rng(seed), world.people, world.services
    office, desks = rng.integers(0, world.offices, size), world.caseworkers // world.offices
    worker = office * desks + rng.integers(0, desks, size)
    stratum = office * world.months + rng.integers(0, world.months, size)
    unseen, taste = rng.normal(size=size), rng.normal(0, world.taste, (world.caseworkers, tracks))
    level = rng.normal(0, 0.25, (world.offices * world.months, tracks))
    other = rng.random(size) < world.defiers
    own = np.where(other[:, None], -taste[worker], taste[worker])
    utility = own + level[stratum] + np.outer(unseen, UNSEEN[:tracks]) - 0.4
    luck = rng.gumbel(size=(size, tracks + 1))
    track = np.column_stack([luck[:, 0], utility + luck[:, 1:]]).argmax(axis=1)
    chance = 0.4 + 0.15 * np.tanh(unseen) + np.array(EFFECTS)[track] + 0.15 * np.tanh(unseen) * (track == 1)
    if world.defiers:
        chance = chance + np.where(other, -0.3, 0.3) * (track == 1)
    chance = chance + world.direct * rng.normal(size=world.caseworkers)[worker]
    chance = chance + world.along * np.tanh(taste[:, 0])[worker] / 4.0
    return People(worker, stratum, track, (rng.random(size) < np.clip(chance, 0, 1)).astype(float))


def counted(people: People) -> tuple[Ints, Ints, Floats, Floats]:
    """Caseworker and stratum of every cell (C,), people and outcomes by track (C, T+1)."""
    pairs, place = np.unique((people.worker << 32) | people.stratum, return_inverse=True)
    shape = len(pairs), int(people.track.max()) + 1
    clients, total = np.zeros(shape), np.zeros(shape)
    np.add.at(clients, (place, people.track), 1.0)
    np.add.at(total, (place, people.track), people.y)
    return pairs >> 32, pairs & 0xFFFFFFFF, clients, total


def tested(world: World, draws: int) -> Iterator[JointTest]:
    """The test of every draw that can be tested."""
    for seed in range(draws):
        worker, stratum, clients, total = counted(draw(world, seed))
        sample = comparable(worker, stratum, clients.sum(axis=1).astype(np.int64))
        if sample is not None:
            kept: NDArray[np.float64] = total[sample.kept]
            one = joint_test(sample.geometry, clients[sample.kept], Outcomes(kept, kept), share=True)
            if one is not None:
                yield one


def rejects(p_values: list[float]) -> str:
    """How many of a hundred are below the level, with a range."""
    return share(sum(p < LEVEL for p in p_values), len(p_values))


def page(draws: int) -> str:
    """The page of one study."""
    rows = []
    for world in WORLDS:
        found = list(tested(world, draws))
        each = [[one.p_fit for one in found], [one.p_slope or 0.0 for one in found], [one.p for one in found]]
        rows.append(
            [world.name, f"{world.people:,}", str(world.caseworkers), str(len(found)), *map(rejects, each)]
        )
        print(rows[-1], flush=True)
    head = ["world", "people", "caseworkers", "draws", "fit rejects", "slope rejects", "both reject"]
    return (
        "# The joint test of exclusion and monotonicity\n\n"
        f"Made by `script/study joint` on {datetime.now(UTC).date()} ({platform.machine()}, numpy {np.__version__}).\n\n"
        "The test of Frandsen, Lefgren and Leslie (2023), as `research.estimators.joint_test` computes it from counts, at\n"
        "5%. Where both assumptions hold it may reject in 5 of 100 draws; *both* is what the report prints. Direct effects\n"
        "are points of the outcome with that spread between caseworkers, unrelated to how often they refer. A direct effect\n"
        "along the tendency is not visible to any such test: it looks like an effect of the service, until it is steeper\n"
        "than the outcome is wide.\n\n" + markdown(head, rows) + "\n"
    )


def main() -> int:
    """Draw, test, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=DRAWS)
    PAGE.write_text(page(parser.parse_args().draws), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
