# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""How often does a gate say no where everything is as it should be? The size of every gate, by simulation.

    script/study gates                           every world, for an hour; run again to go on
    script/study gates --world lots_4000_weak    one world
    script/study gates --workers 2               two draws at a time; the log is the same but for its seconds
    script/study gates --minutes 0 --write       only make docs/reference/gate-sizes.md again

In every world assignment is by lot, and all caseworkers react to people in the same way, so each gate that is a test
may say no as often as its level and no more. Every draw is a line in var/study/gates/WORLD.csv; a study that is stopped
(Ctrl-C too) goes on where it was.
"""

from __future__ import annotations

import argparse
import csv
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from research.checks.balance import PERMUTATION_LEVEL
from research.checks.base import LEVEL
from research.checks.caseworker import check_all
from research.checks.offer import offer_balance, offer_monotone
from research.counting.tally import Tally
from research.estimators.inference import Z95
from research.plan.model import Plan
from research.plan.reading import read_plan
from research.release.schema import Verdict
from research.results import Check
from tests.research.counted import Coded, count_people
from tests.research.in_parts import lottery_on_rows
from tests.study._draws import add_workers, answers_of, in_time
from tests.study._report import markdown, share

ROOT = Path(__file__).resolve().parents[2]
LOGS = ROOT / "var" / "study" / "gates"
PAGE = ROOT / "docs" / "reference" / "gate-sizes.md"
TRAITS = 3


@dataclass(frozen=True)
class World:
    """A made-up lottery: how many people, caseworkers, offices and months, and what traits do to the outcome.

    `weight` is what each trait adds to the chance of the outcome; without `traits` the plan names none.
    """

    people: int
    caseworkers: int
    offices: int
    months: int
    weight: float
    draws: int
    traits: int = TRAITS
    offer: bool = False


SIZES = {4_000: (30, 1, 12, 1_500), 40_000: (120, 4, 24, 800), 400_000: (400, 8, 48, 200)}
#: The smallest ones were asked for 1,000 first: after 654 one of twelve lines of balance stood at 7.5% (5.7–9.8).
OFFER_DRAWS = {4_000: 5_000, 40_000: 1_000, 400_000: 200}
WEIGHTS = {"weak": 0.0, "strong": 0.15}
WORLDS: dict[str, World] = {
    f"lots_{people}_{name}": World(people, workers, offices, months, weight, draws)
    for people, (workers, offices, months, draws) in SIZES.items()
    for name, weight in WEIGHTS.items()
}
WORLDS |= {
    f"lots_{people}_no_traits": World(people, workers, offices, months, 0.0, 20, traits=0)
    for people, (workers, offices, months, _) in SIZES.items()
}
WORLDS |= {
    f"offer_{people}_{name}": World(people, 1, 1, 12, weight, OFFER_DRAWS[people], offer=True)
    for people in SIZES
    for name, weight in WEIGHTS.items()
}
FIRST_SEED = {name: 100_000 * number for number, name in enumerate(WORLDS, start=1)}


@dataclass(frozen=True)
class Gate:
    """A gate that is a test: which lines of the checks it is made of, and how often it may say no by chance alone.

    Where `each` the level is that of one line (a service); else of all lines together.
    """

    key: str
    level: float
    each: bool
    told: str


GATES = (
    Gate("balance", LEVEL, each=False, told="all traits and services together (Holm)"),
    Gate("permutation", PERMUTATION_LEVEL, each=False, told="one test"),
    Gate("monotonicity.first_stage", LEVEL, each=True, told="each service (Holm over groups)"),
    Gate("monotonicity.range", LEVEL, each=True, told="each service (Holm over all)"),
    Gate("monotonicity.cross_effects", LEVEL, each=True, told="each service (Holm over all)"),
)
ABOUT = """\
In every world assignment is by lot and all caseworkers react to people alike: a gate that says no is wrong. A gate
that is a test may be wrong as often as its level:
"""
READING = """\
*Says no* is a share of the tests with its 95% range (Wilson); *within* says whether that range reaches down to the
level. `sample`, `relevance`, `overlap`, `attrition` and `power` compare a number with a threshold, `plan` and
`exclusion` are statements and `disclosure` is a list of rules: they have no level that chance could exceed. Without
characteristics `permutation` does not apply, and there is no line of `balance`.
"""
ABOUT_WORLDS = """\
## Worlds

`lots`: people by lot to the caseworkers of their office and month. `offer`: a randomised offer by lot inside months
that raises taking part by five points. The offers to 4,000 people were first asked for 1,000 draws; after 654 one of
the twelve lines of balance stood at 7.5% (5.7–9.8), so they were drawn on to 5,000.
"""
COLUMNS = ("world", "seed", *(gate.key for gate in GATES), "seconds")


def plan_of(world: World) -> Plan:
    """The shipped plan with the primary outcome only, and as many characteristics as the world has traits."""
    plan = read_plan(ROOT / "research" / "plans" / "fictief.toml")
    return replace(plan, outcomes=(plan.primary,), characteristics=plan.characteristics[: world.traits])


def traits_of(rng: np.random.Generator, world: World) -> Any:
    """Traits (TRAITS, n) of 0 or 1 that hang together a little; a share of half, a third and an eighth."""
    shared = rng.normal(size=world.people)
    limits = np.array([0.0, 0.43, 1.15])[:, None]
    return ((0.6 * shared + 0.8 * rng.normal(size=(TRAITS, world.people))) > limits).astype(np.int8)


def lottery(world: World, plan: Plan, seed: int) -> Tally:
    """People drawn by lot to the caseworkers of their office and month, counted.

    A caseworker has a taste for each service that is the same for everyone; who has a trait is referred differently by
    all of them alike; the outcome follows traits, a motivation that nobody sees and the service.
    """
    rng = np.random.Generator(np.random.PCG64(seed))
    n, tracks = world.people, len(plan.tracks)
    office, month = rng.integers(0, world.offices, n), rng.integers(0, world.months, n)
    per_office = world.caseworkers // world.offices
    worker = office * per_office + rng.integers(0, per_office, n)
    traits, unseen = traits_of(rng, world), rng.normal(size=n)
    taste = rng.normal(0.0, 0.7, (world.caseworkers, tracks))
    value = taste[worker] + 0.5 * unseen[:, None] + rng.gumbel(size=(n, tracks)) - 0.3
    value += (world.weight * traits.sum(axis=0))[:, None]
    track = np.column_stack([rng.gumbel(size=n), value]).argmax(axis=1)
    chance = 0.30 + world.weight * (traits.sum(axis=0) - 1.0) + 0.1 * np.tanh(unseen) + 0.05 * (track == 1)

    def labels(codes: Any, size: int) -> pd.Series:
        return pd.Series(pd.Categorical.from_codes(codes, [f"{number:05d}" for number in range(size)]))

    coded = Coded(
        labels(worker, world.caseworkers),
        labels(office * world.months + month, world.offices * world.months),
        labels(office, world.offices),
        track.astype(np.int8),
        (traits[: world.traits] + np.int8(1)).reshape(world.traits, n),
        (rng.random(n) < chance).astype(float)[None, :],
    )
    return count_people([coded], plan)


def offered(world: World, plan: Plan, seed: int) -> list[Check]:
    """The checks of a randomised offer by lot inside months, which raises taking part by five points for everyone."""
    rng = np.random.Generator(np.random.PCG64(seed))
    n = world.people
    month, traits = rng.integers(0, world.months, n), traits_of(rng, world)
    offer = (rng.random(n) < 0.5).astype(np.int8)
    track = (rng.random(n) < 0.2 + 0.05 * offer + world.weight * traits[0]).astype(np.int8)
    counted, rows = lottery_on_rows(plan, offer, month, track, traits + np.int8(1))
    rows.close()
    return [
        *offer_balance(plan.characteristics, counted),
        offer_monotone(len(plan.characteristics), counted),
    ]


def one_draw(name: str, seed: int) -> dict[str, Any]:
    """One line: for every gate how many of its lines said no, as “failed/lines”; empty where it does not apply."""
    begin = time.process_time()
    world = WORLDS[name]
    plan = plan_of(world)
    own = FIRST_SEED[name] + seed
    if world.offer:
        checks = offered(world, plan, own)
    else:
        checks = check_all(replace(plan, seed=own), lottery(world, plan, own), lambda _: None)
    line: dict[str, Any] = {"world": name, "seed": seed}
    for gate in GATES:
        lines = [c.verdict for c in checks if f"{c.key}.".startswith(f"{gate.key}.")]
        judged = [word for word in lines if word != Verdict.NOT_APPLICABLE]
        line[gate.key] = f"{judged.count(Verdict.FAILED)}/{len(judged)}" if judged else ""
    return line | {"seconds": f"{time.process_time() - begin:.2f}"}


def done_already(name: str) -> list[dict[str, str]]:
    """The whole lines of a world's log; one that was cut off while writing is dropped."""
    path = LOGS / f"{name}.csv"
    if not path.is_file():
        return []
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    whole = [line for line in lines if line.endswith("\n") and line.count(",") == len(COLUMNS) - 1]
    if len(whole) != len(lines):
        path.write_text("".join(whole), encoding="utf-8")
    return list(csv.DictReader(whole))


def waiting(names: list[str], draws: int | None) -> Iterator[tuple[str, int]]:
    """Draws still to be done, all worlds side by side."""
    found = []
    for name in names:
        asked = min(draws or WORLDS[name].draws, WORLDS[name].draws)
        done = {int(line["seed"]) for line in done_already(name)}
        found += [(seed / asked, name, seed) for seed in range(1, 1 + asked) if seed not in done]
    yield from ((name, seed) for _, name, seed in sorted(found))


def go_on(
    names: list[str], draws: int | None, minutes: float, say: Callable[[str], None], workers: int = 1
) -> None:
    """Go on until everything is done or the time is up; every draw is written whole."""
    left, done = list(waiting(names, draws)), 0
    LOGS.mkdir(parents=True, exist_ok=True)
    asked = in_time(left, time.monotonic() + 60 * minutes)
    for (name, _), line in answers_of(one_draw, asked, workers):
        path = LOGS / f"{name}.csv"
        head = "" if path.is_file() else ",".join(COLUMNS) + "\n"
        with path.open("a", encoding="utf-8") as stream:
            stream.write(head + ",".join(str(line[column]) for column in COLUMNS) + "\n")
        done += 1
        if done % 50 == 0:
            say(f"{done} of {len(left)} draws")
    if done < len(left):
        say(f"time is up with {len(left) - done} draws to go; run again to go on")


def sizes(names: list[str]) -> list[tuple[str, Gate, int, int, int]]:
    """For every world and gate: draws, how many tests there were and how many said no."""
    found = []
    for name in names:
        lines = done_already(name)
        for gate in GATES:
            told = [tuple(map(int, line[gate.key].split("/"))) for line in lines if line[gate.key]]
            if told:
                tests = sum(of for _, of in told) if gate.each else len(told)
                said_no = sum(no for no, _ in told) if gate.each else sum(no > 0 for no, _ in told)
                found.append((name, gate, len(told), tests, said_no))
    return found


def low_end(hits: int, total: int) -> float:
    """The lower end of the 95% range of a share (Wilson)."""
    z2, p = Z95**2, hits / total
    half = np.sqrt(z2 * p * (1 - p) / total + z2 * z2 / (4 * total * total))
    return float((p + z2 / (2 * total) - half) / (1 + z2 / total))


def within(gate: Gate, tests: int, said_no: int) -> bool:
    """Can the true share of noes be the level of the gate or less?"""
    return low_end(said_no, tests) <= gate.level


def table(names: list[str]) -> str:
    """One line for every gate and world."""
    rows = [
        [gate.key, name, f"{draws}", f"{tests}", share(said_no, tests), f"{100 * gate.level:.0f}%",
         "yes" if within(gate, tests, said_no) else "**no**"]
        for name, gate, draws, tests, said_no in sorted(sizes(names), key=lambda s: GATES.index(s[1]))
    ]  # fmt: skip
    head = ["gate", "world", "draws", "tests", "says no", "level", "within"]
    return markdown(head, rows)


def page(names: list[str]) -> str:
    """The whole page."""
    lines = [line for name in names for line in done_already(name)]
    seconds = sum(float(line["seconds"]) for line in lines)
    worlds = [
        [name, f"{w.people:,}", f"{w.caseworkers}", f"{w.offices * w.months}", f"{w.traits}", f"{100 * w.weight:.0f}"]
        for name, w in WORLDS.items()
    ]  # fmt: skip
    told = "".join(f"* `{gate.key}`: {gate.told}, {100 * gate.level:.0f}%.\n" for gate in GATES)
    head = ["world", "people", "caseworkers", "strata", "traits", "points each adds"]
    made = (
        f"Made by `script/study gates --write` on {datetime.now(UTC).date().isoformat()} ({platform.machine()}, "
        f"{os.cpu_count()} processors,\nPython {platform.python_version()}, numpy {np.__version__}); "
        f"{len(lines):,} draws in {seconds / 60:.0f} minutes of one processor.\n"
    )
    parts = ["# The size of every gate\n", made, ABOUT, told, READING, table(names), ABOUT_WORLDS]
    return "\n".join([*parts, markdown(head, worlds)])


def main() -> int:
    """Run a piece of the study and print, or write, what is known so far."""
    form = argparse.RawDescriptionHelpFormatter
    options = argparse.ArgumentParser(description=__doc__, formatter_class=form)
    options.add_argument("--world", nargs="*", choices=sorted(WORLDS), default=list(WORLDS))
    options.add_argument("--draws", type=int, help="no more than this many draws of each world")
    options.add_argument("--minutes", type=float, default=60.0, help="stop after this long")
    options.add_argument("--write", action="store_true", help="write docs/reference/gate-sizes.md")
    add_workers(options)
    chosen = options.parse_args()
    say = lambda text: print(text, file=sys.stderr)  # noqa: E731
    try:
        go_on(chosen.world, chosen.draws, chosen.minutes, say, chosen.workers)
    except KeyboardInterrupt:
        print("stopped; run again to go on", file=sys.stderr)
        return 130
    if chosen.write:
        PAGE.write_text(page(list(WORLDS)), encoding="utf-8")
        print(PAGE.relative_to(ROOT))
    else:
        print(table(chosen.world))
    return 0


if __name__ == "__main__":
    sys.exit(main())
