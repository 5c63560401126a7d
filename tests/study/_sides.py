# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Old and new side by side on the same draws: errors, coverage and directions of three ways of judging.

    script/study findings --sides                    go on with the draws, by turns of every world
    script/study findings --sides --world g4         one world
    script/study findings --sides --minutes 0 --write  put the section into docs/reference/simulation-study.md

Logs stand in var/study/findings/sides/. A draw is logged before anything is decided (`_side_draws`).
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, partial

from research.effects.samples import STRENGTH
from research.plan.model import Plan
from research.release.levels import ONE_STAGE, TWO_HALVES
from research.release.schema import Verdict
from research.results import Check, Results
from research.simulation.country import World, draw
from research.verdicts.families import Decided, decide, gates
from research.verdicts.judging import power_check
from tests.study._draws import answers_of, in_time
from tests.study._side_draws import SideDraw, names, otherwise_truths, read_line, side_draw
from tests.study.findings import (
    FIRST_SEED,
    G4,
    LOGS,
    ORDER,
    POOLED,
    WORLDS,
    average_effects,
    contradicts,
    speaks,
    study_plan,
)

SIDES = LOGS / "sides"


@dataclass(frozen=True)
class Side:
    """A world with its number of draws; `checked` where the checks are the question and are always made."""

    world: World
    draws: int
    checked: bool = False


TWELVE = World(clients=420_000, caseworkers=600, offices=12, months=48)
#: Of a world of the study above the first draws are those of the study above.
OWN_WORLDS = {
    "twelve": Side(TWELVE, 200),
    "twelve_none": Side(replace(TWELVE, effect=0.0), 400),
    "twelve_direct": Side(replace(TWELVE, direct=0.02), 200),
    "twelve_none_direct": Side(replace(TWELVE, effect=0.0, direct=0.02), 400),
    "g4_none_direct": Side(replace(G4, effect=0.0, direct=0.02), 400),
    "pooled_none_direct": Side(replace(POOLED, effect=0.0, direct=0.02), 400),
    "twelve_rerouted_5": Side(replace(TWELVE, reroute=0.05), 100, checked=True),
    "city_35": Side(World(clients=35_000, caseworkers=50, offices=1, months=48), 200),
}
SAME = {"rotterdam2015": 200, "city": 200, "g4": 400, "g4_weak": 200, "g4_direct": 400, "g4_none": 400,
        "g4_rerouted_5": 200, "g4_rerouted_15": 200, "pooled": 200, "pooled_none": 400}  # fmt: skip
SIDE_WORLDS = {
    name: Side(WORLDS[name].world, draws, "rerouted" in name) for name, draws in SAME.items()
} | OWN_WORLDS
SEEDS = FIRST_SEED | {
    name: 100_000 * number for number, name in enumerate(OWN_WORLDS, start=len(FIRST_SEED) + 1)
}
#: Name, comparison that may give a direction, and how families share: what a plan says.
WAYS = (
    ("old", "versus_reference", TWO_HALVES),
    ("beside otherwise", "versus_otherwise", TWO_HALVES),
    ("new", "versus_otherwise", ONE_STAGE),
)


@dataclass(frozen=True)
class Judged:
    """What one way of judging makes of one draw; `overshoot`: estimates for everyone that point, over their truth."""

    errors: tuple[float, ...]
    covered: tuple[bool, ...]
    directions: int
    groups: int
    wrong: int
    contradicted: int
    overshoot: tuple[float, ...]


def plan_of(comparison: str, families: str) -> Plan:
    """The plan of the study with another comparison and rule."""
    return replace(study_plan(), direction_comparison=comparison, families=families)


def judge(plan: Plan, world: World, drawn: SideDraw) -> Judged:
    """Every row of the comparison of the plan, with the code that judges a release."""
    estimates = [replace(e, reason="") if e.estimate is not None else replace(e) for e in drawn.estimates]
    own = [e for e in estimates if e.comparison == plan.direction_comparison]
    results = Results(plan.sha256, "", world.clients, world.clients, 1, 1, 99, own)
    results.checks = list(drawn.checks)
    screen = Check("disclosure", "disclosure", "", None, None, Verdict.PASSED, "", "")
    rows = decide(plan, results, gates([*results.checks, power_check(plan, results), screen], plan))
    said = [row for row in rows if speaks(row)]
    everyone = [e for e in own if not e.characteristic and e.estimate is not None and e.strength >= STRENGTH]  # type: ignore[operator]
    truths = true_effects(plan.direction_comparison, world.effect, world.taste)
    return Judged(
        tuple(e.se or 0.0 for e in everyone),
        tuple((e.lower or 0.0) <= drawn.own[names(e)] <= (e.upper or 0.0) for e in everyone),
        len(said),
        sum(bool(row.estimate.characteristic) for row in said),
        sum(is_wrong(row, truths) for row in said),
        sum(map(contradicts, rows)),
        tuple(
            abs(row.estimate.estimate or 0.0) / abs(100.0 * true)
            for row in said
            if (true := truths[row.estimate.service, row.estimate.characteristic, row.estimate.group])
            and not row.estimate.characteristic
        ),
    )


def is_wrong(row: Decided, truths: dict[tuple[str, str, str], float]) -> bool:
    """Does the direction disagree with the truth of its own comparison in its group? No effect: always."""
    e = row.estimate
    true = truths[e.service, e.characteristic, e.group]
    return true == 0.0 or (row.verdict == Verdict.BETTER) != (true > 0.0)


@cache
def true_effects(comparison: str, effect: float, taste: float) -> dict[tuple[str, str, str], float]:
    """The truth of a comparison by service, characteristic and group, as a share."""
    plan = study_plan()
    if comparison == "versus_reference":
        world = World(clients=200_000, effect=effect)
        return average_effects(draw(world), plan, world)
    places = {("", ""): ("", 0)} | {
        (kind.key, group.key): (ORDER[at], k)
        for at, kind in enumerate(plan.characteristics)
        for k, group in enumerate(kind.groups)
    }
    truths = otherwise_truths(effect, taste)
    return {
        (track.key, *key): truths[(track.key, *place)]
        for key, place in places.items()
        for track in plan.tracks
    }


def drawn_already(name: str) -> list[SideDraw]:
    """The draws of a world that stand in its log; a line that was cut off while writing is dropped."""
    path = SIDES / f"{name}.jsonl"
    if not path.is_file():
        return []
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    whole = [line for line in lines if line.endswith("]}\n")]
    if len(whole) != len(lines):
        path.write_text("".join(whole), encoding="utf-8")
    return [read_line(line) for line in whole]


def waiting(chosen: list[str], draws: int | None) -> Iterator[tuple[str, int]]:
    """Draws still to be done, all worlds side by side."""
    found = []
    for name in chosen:
        asked, done = SIDE_WORLDS[name].draws, {one.seed for one in drawn_already(name)}
        found += [
            (seed / asked, name, seed)
            for seed in range(1, 1 + min(draws or asked, asked))
            if seed not in done
        ]
    yield from ((name, seed) for _, name, seed in sorted(found))


def one_draw(plan: Plan, name: str, seed: int) -> str:
    """The line of one draw."""
    side = SIDE_WORLDS[name]
    return side_draw(replace(side.world, seed=SEEDS[name] + seed), plan, seed, side.checked).as_line()


def go_on(chosen: list[str], draws: int | None, minutes: float, workers: int) -> None:
    """Go on with the draws of some worlds until they are done or the time is up."""
    SIDES.mkdir(parents=True, exist_ok=True)
    asked = in_time(waiting(chosen, draws), time.monotonic() + 60 * minutes)
    for (name, _), line in answers_of(partial(one_draw, study_plan()), asked, workers):
        with (SIDES / f"{name}.jsonl").open("a", encoding="utf-8") as stream:
            stream.write(line + "\n")


def judged_worlds() -> dict[str, dict[str, list[Judged]]]:
    """Every draw so far by world and way."""
    found: dict[str, dict[str, list[Judged]]] = {}
    for name, side in SIDE_WORLDS.items():
        draws = drawn_already(name)
        if draws:
            found[name] = {
                way: [judge(plan_of(comparison, families), side.world, one) for one in draws]
                for way, comparison, families in WAYS
            }
    return found


def run(chosen: list[str], draws: int | None, minutes: float, workers: int, write: bool) -> str:
    """Go on with the draws; the section, put into the page when that is asked."""
    from tests.study import _sides_page as page

    go_on(chosen, draws, minutes, workers)
    section = page.section(judged_worlds(), {name: side.draws for name, side in SIDE_WORLDS.items()})
    if write:
        page.put(section)
    return section
