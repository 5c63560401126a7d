# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Simulation studies with known truth: bias, coverage, false directions and gates (acceptance A2 to A8).

    script/study findings                         every world, for an hour; run again to go on
    script/study findings --world g4 --minutes 5  one world
    script/study findings --workers 2             two draws at a time; the log is the same but for its seconds
    script/study findings --minutes 0 --write     only make docs/reference/simulation-study.md again
    script/study findings --sides                 old and new side by side on the same draws (`_sides`)

Every draw is a whole made-up country and six lines in var/study/findings/WORLD.csv. A study that is stopped goes on
where it was. The first draws of a world go through everything that leads to a direction; the others only through the
estimates for everyone. The truth of a draw is the same instrument applied to everyone's own true effect, so that only
the noise of the outcome remains in the difference.
"""

from __future__ import annotations

import argparse
import csv
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import pandas as pd

from research.checks.balance import permutation
from research.checks.base import Base
from research.checks.caseworker import check_all
from research.counting.tally import Tally
from research.effects import caseworker as subgroups
from research.effects.caseworker import walk
from research.effects.samples import STRENGTH, stage_of
from research.estimators.first_stage import FirstStage, Outcomes
from research.estimators.inference import holm_levels
from research.estimators.ujive import Effect, effects
from research.plan.model import Plan
from research.plan.reading import read_plan
from research.release.schema import Verdict
from research.results import Check, Results
from research.simulation.country import (
    DIFFERENCES,
    EFFECTS,
    MEANS,
    TERMS,
    TRACKS,
    TRAITS,
    People,
    World,
    draw,
)
from research.verdicts.families import Decided, decide, gates
from research.verdicts.judging import power_check
from research.verdicts.ranges import LEVEL
from tests.research.counted import Coded, count_people
from tests.study._draws import add_workers, answers_of, in_time

ROOT = Path(__file__).resolve().parents[2]
LOGS = ROOT / "var" / "study" / "findings"
ORDER = ("from_45", "woman", "middle", "married", "with_children", "chronic", "recent_work")
QUIET = lambda _: None  # noqa: E731


@dataclass(frozen=True)
class Study:
    """A world with its number of draws, and how many of them go through the whole run up to directions."""

    world: World
    draws: int
    whole: int
    checked: bool = False
    permuted: bool = False


G4 = World(clients=50_000, caseworkers=150, offices=5, months=48)
POOLED = World(clients=200_000, caseworkers=300, offices=10, months=48)
NATIONAL = World(clients=1_000_000, caseworkers=600, offices=8, months=60)
WORLDS: dict[str, Study] = {
    "rotterdam2015": Study(World(clients=3_272, caseworkers=30, offices=1, months=12), 2_000, 200),
    "city": Study(World(clients=10_000, caseworkers=40, offices=2, months=24), 2_000, 200),
    "g4": Study(G4, 2_000, 400, checked=True),
    "g4_weak": Study(replace(G4, taste=0.12), 2_000, 200),
    "g4_direct": Study(replace(G4, direct=0.02), 2_000, 200),
    "g4_none": Study(replace(G4, effect=0.0), 400, 400),
    "g4_rerouted_5": Study(replace(G4, reroute=0.05), 200, 200, checked=True, permuted=True),
    "g4_rerouted_15": Study(replace(G4, reroute=0.15), 200, 200, checked=True, permuted=True),
    "pooled": Study(POOLED, 2_000, 150),
    "pooled_none": Study(replace(POOLED, effect=0.0), 400, 400),
    "national": Study(NATIONAL, 60, 60),
    "national_none": Study(replace(NATIONAL, effect=0.0), 200, 200),
}
COLUMNS = (
    "world", "seed", "comparison", "track", "strength", "estimate", "se_hte", "se_cluster", "lower", "upper", "alpha",
    "printed_lower", "printed_upper", "truth", "naive", "directions", "wrong", "groups", "unexplained", "contradicted",
    "balance", "permutation", "seconds",
)  # fmt: skip
#: Every world has seeds of its own, so that the luck of one is not the luck of another.
FIRST_SEED = {name: 100_000 * number for number, name in enumerate(WORLDS, start=1)}


@dataclass(frozen=True)
class Drawn:
    """A simulated country, counted, with the sums of true effects per cell and track (C, T+1).

    `average` holds the average true effect by track and group: what a direction has to agree with.
    """

    tally: Tally
    true_sums: Any
    average: dict[tuple[str, str, str], float]


def study_plan() -> Plan:
    """The plan of the shipped municipality, with the primary outcome only (no other can get a direction, rule S2), and
    judged as this study is from its beginning: the joint comparison, two halves, and no margin."""
    plan = read_plan(ROOT / "research" / "plans" / "fictief.toml")
    primary = replace(plan.primary, margin=None)
    return replace(plan, outcomes=(primary,), direction_comparison="versus_reference", families="two_halves")


def coded(people: People, place: Any, world: World, traits: bool) -> Coded:
    """The people of a simulated country as the counting pass wants them."""

    def labels(codes: Any, size: int) -> pd.Series:
        return pd.Series(pd.Categorical.from_codes(codes, [f"{number:05d}" for number in range(size)]))

    n = len(people.track)
    levels = [people.traits[TRAITS.index(name)] + np.int8(1) for name in ORDER] if traits else []
    return Coded(
        labels(people.worker, world.caseworkers),
        labels(place, world.offices * world.months),
        labels(people.office, world.offices),
        people.track,
        np.array(levels, dtype=np.int8).reshape(len(levels), n),
        people.outcomes[1][None, :].astype(float),
    )


def drawn(world: World, plan: Plan) -> Drawn:
    """Draw and count one country."""
    people = draw(world)
    strata = world.offices * world.months
    place = people.office * world.months + people.month
    tally = count_people([coded(people, place, world, bool(plan.characteristics))], plan)
    rank = np.zeros(world.caseworkers * strata, dtype=np.int64)
    rank[tally.worker_of * strata + tally.stratum_of] = np.arange(len(tally.worker_of))
    cell = rank[people.worker.astype(np.int64) * strata + place]
    sums = np.bincount(
        cell * len(TRACKS) + people.track, weights=people.gain, minlength=tally.clients[0].size
    )
    return Drawn(tally, sums.reshape(-1, len(TRACKS)), average_effects(people, plan, world))


def average_effects(people: People, plan: Plan, world: World) -> dict[tuple[str, str, str], float]:
    """The average true effect of every track for everyone and for every group of the plan."""
    sizes = [(("", ""), people.traits.mean(axis=1))]
    for characteristic in plan.characteristics:
        row = people.traits[TRAITS.index(ORDER[plan.characteristics.index(characteristic)])]
        for value, group in enumerate(characteristic.groups):
            sizes.append(((characteristic.key, group.key), people.traits[:, row == value].mean(axis=1)))
    found = {}
    for names, means in sizes:
        for track in TRACKS[1:]:
            average = float(EFFECTS[track][TERMS.index(12)])
            change = sum(d * (means[TRAITS.index(t)] - MEANS[t]) for t, d in DIFFERENCES[track].items())
            found[(track, *names)] = world.effect * (average + float(change)) / 100.0
    return found


def one_draw(name: str, seed: int, plan: Plan) -> list[dict[str, Any]]:
    """The lines of one draw: every comparison and track, with the directions when this is a whole draw."""
    begin = time.process_time()
    study = WORLDS[name]
    whole = seed <= study.whole
    world = replace(study.world, seed=FIRST_SEED[name] + seed)
    found = drawn(world, plan if whole else replace(plan, characteristics=()))
    sample, stage = stage_of(found.tally, 0)
    if sample is None or stage is None:
        return []
    rows, checks = judged(plan, found, study) if whole else ([], [])
    told = summary(rows, checks, found) if whole else {}
    own = np.asarray(found.tally.total[0, 0][sample.kept], dtype=float)
    outcome, truth = Outcomes(own, own), Outcomes(found.true_sums[sample.kept], found.true_sums[sample.kept])
    lines = []
    for comparison in plan.comparisons:
        parts = [stage] if comparison == "versus_reference" else [stage.only(t) for t in range(stage.tracks)]
        answers = [
            (part, *both)
            for part in parts
            for both in zip(part.numbers, effects(part, outcome), effects(part, truth), strict=True)
        ]
        whose = {r.estimate.service: r for r in rows if not r.estimate.characteristic}
        judged_here = comparison == plan.direction_comparison
        steps = alphas([(part, answer) for part, _, answer, _ in answers], judged_here)
        for (part, track, answer, true), step in zip(answers, steps, strict=True):
            line = {"world": name, "seed": seed, "comparison": comparison, "track": TRACKS[track + 1]}
            names = ("estimate", "se_hte", "se_cluster", "lower", "upper")
            line |= {word: getattr(answer, word) for word in names}
            row = whose.get(TRACKS[track + 1]) if judged_here else None
            alpha = row.range.alpha if row and row.range else step
            low, high = answer.sets.limits(alpha)
            line |= {
                "strength": part.strength,
                "alpha": alpha,
                "printed_lower": low,
                "printed_upper": high,
                "truth": true.estimate,
                "naive": naive(found.tally, track),
            }
            lines.append(line | told)
    seconds = {"seconds": time.process_time() - begin}
    return [{word: short(value) for word, value in (line | seconds).items()} for line in lines]


def alphas(answers: list[tuple[FirstStage, Effect]], judged_here: bool) -> list[float]:
    """The level of the printed range of everyone's rows in a comparison, when no group takes part in the family."""
    shown = [n for n, (part, answer) in enumerate(answers) if part.strength >= STRENGTH and answer.bounded]
    first = LEVEL / max(len(shown), 1)
    steps = holm_levels([answers[n][1].p_null for n in shown], LEVEL) if judged_here else [first] * len(shown)
    found = dict(zip(shown, steps, strict=True))
    return [found.get(n, first) for n in range(len(answers))]


def short(value: Any) -> Any:
    """A number with six digits."""
    return f"{value:.6g}" if isinstance(value, float) else value


def naive(tally: Tally, track: int) -> float:
    """The plain difference of a track with the reference."""
    people, working = tally.clients[0].sum(axis=0), tally.total[0, 0].sum(axis=0)
    return float(working[track + 1] / people[track + 1] - working[0] / people[0])


def directions(plan: Plan, found: Drawn, study: Study) -> dict[str, Any]:
    """What a release of this draw would say (rule S2): directions, wrong ones, those for a group, failed gates."""
    return summary(*judged(plan, found, study), found)


def judged(plan: Plan, found: Drawn, study: Study) -> tuple[list[Decided], list[Check]]:
    """Every row of a release of this draw with its verdict, and the checks that were needed for it.

    Checks can only take directions away, so when there are none they are left out, unless they are themselves the
    question. The permutation takes longest and waits until last.
    """
    tally = found.tally
    only_direction = replace(plan, comparisons=(plan.direction_comparison,))
    results = Results(
        plan.sha256, "", tally.rows, tally.kept_rows, 1, 1, 99, walk(only_direction, tally, None)
    )
    checks = results.checks
    checks += [
        power_check(plan, results),
        Check("disclosure", "disclosure", "", None, None, Verdict.PASSED, "", ""),
    ]
    rows = decide(plan, results, gates(checks, plan))
    if study.checked or any(map(speaks, rows)):
        checks += check_all(plan, tally, QUIET, permute=False)
        rows = decide(plan, results, gates(checks, plan))
    sample, stage = stage_of(tally, 0)
    if sample and stage and (study.permuted or any(map(speaks, rows))):
        checks.append(permutation(Base(plan, tally, sample, stage)))
        rows = decide(plan, results, gates(checks, plan))
    return rows, checks


def summary(rows: list[Decided], checks: list[Check], found: Drawn) -> dict[str, Any]:
    """Directions, wrong ones, those for a group, rows whose range contradicts their verdict, failed gates."""
    said = [row for row in rows if speaks(row)]
    verdicts = {check.gate: "" for check in checks} | {
        c.gate: c.gate for c in checks if c.verdict == Verdict.FAILED
    }
    return {
        "directions": len(said),
        "wrong": sum(is_wrong(row, found) for row in said),
        "groups": sum(bool(row.estimate.characteristic) for row in said),
        "unexplained": sum(not speaks(row) and not row.reason for row in rows),
        "contradicted": sum(map(contradicts, rows)),
        **{
            gate: int(bool(verdicts[gate])) if gate in verdicts else "" for gate in ("balance", "permutation")
        },
    }


def speaks(row: Decided) -> bool:
    """Does the row point somewhere?"""
    return row.verdict in ("beter", "slechter")


def contradicts(row: Decided) -> bool:
    """A direction with a range that holds no effect, or no statement with one that leaves it out (rule S26)?"""
    if row.range is None:
        return speaks(row)
    return speaks(row) if row.range.holds_zero else row.verdict == Verdict.NO_STATEMENT


def is_wrong(row: Decided, found: Drawn) -> bool:
    """Does the direction disagree with the average true effect in the group it speaks about? No effect: always."""
    e = row.estimate
    true = found.average[e.service, e.characteristic, e.group]
    return true == 0.0 or (row.verdict == "beter") != (true > 0.0)


def done_already(name: str) -> set[int]:
    """The draws of a world that stand in its log; a line that was cut off while writing is dropped."""
    path = LOGS / f"{name}.csv"
    if not path.is_file():
        return set()
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    good = [line for line in lines if line.endswith("\n") and line.count(",") == len(COLUMNS) - 1]
    seeds = [line.split(",")[1] for line in good[1:]]
    cut = {seed for seed in seeds if seeds.count(seed) != 6} if len(good) != len(lines) else set()
    if cut or len(good) != len(lines):
        kept = [good[0], *(line for line in good[1:] if line.split(",")[1] not in cut)]
        path.write_text("".join(kept), encoding="utf-8")
    return {int(seed) for seed in seeds if seed not in cut}


def waiting(names: list[str], draws: int | None) -> Iterator[tuple[str, int]]:
    """Draws still to be done: first the whole ones of all worlds side by side, then the others side by side."""
    found = []
    for name in names:
        study, done = WORLDS[name], done_already(name)
        for seed in range(1, 1 + min(draws or study.draws, study.draws)):
            if seed not in done:
                rest = max(study.draws - study.whole, 1)
                share = seed / study.whole if seed <= study.whole else 1.0 + (seed - study.whole) / rest
                found.append((share, name, seed))
    yield from ((name, seed) for _, name, seed in sorted(found))


def draw_without_alarms(plan: Plan, name: str, seed: int) -> list[dict[str, Any]]:
    """One draw without the alarms, which stand beside the answers and are never part of one."""
    with without_alarms():
        return one_draw(name, seed, plan)


@contextmanager
def without_alarms() -> Iterator[None]:
    """Leave the alarms out until the end of a `with`; who runs in this process afterwards has them again."""
    with patch.object(subgroups, "ALARMS", ()):
        yield


def go_on(names: list[str], draws: int | None, minutes: float, workers: int = 1) -> None:
    """Go on with the draws of some worlds until they are done or the time is up."""
    left, done = list(waiting(names, draws)), 0
    LOGS.mkdir(parents=True, exist_ok=True)
    asked = in_time(left, time.monotonic() + 60 * minutes)
    for (name, _), lines in answers_of(partial(draw_without_alarms, study_plan()), asked, workers):
        path = LOGS / f"{name}.csv"
        fresh = not path.is_file()
        with path.open("a", newline="", encoding="utf-8") as stream:
            writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
            if fresh:
                writer.writeheader()
            writer.writerows(lines)
        done += 1
    if done < len(left):
        print("time is up; run again to go on")


def main() -> None:
    """Run a piece of the study and print, or write, what is known so far."""
    form = argparse.RawDescriptionHelpFormatter
    options = argparse.ArgumentParser(description=__doc__, formatter_class=form)
    options.add_argument("--world", nargs="*", help="only these worlds")
    options.add_argument("--sides", action="store_true", help="old and new side by side on the same draws")
    options.add_argument("--draws", type=int, help="no more than this many draws of each world")
    options.add_argument("--minutes", type=float, default=60.0, help="stop after this long")
    options.add_argument("--write", action="store_true", help="write docs/reference/simulation-study.md")
    add_workers(options)
    chosen = options.parse_args()
    from tests.study import _report as report
    from tests.study import _sides as sides

    known = sides.SIDE_WORLDS if chosen.sides else WORLDS
    worlds = chosen.world or list(known)
    if not set(worlds) <= set(known):
        options.error(f"the worlds are: {', '.join(known)}")
    if chosen.sides:
        print(sides.run(worlds, chosen.draws, chosen.minutes, chosen.workers, chosen.write))
        return
    go_on(worlds, chosen.draws, chosen.minutes, chosen.workers)
    print(report.write(LOGS, WORLDS) if chosen.write else report.tables(LOGS, WORLDS))


if __name__ == "__main__":
    main()
