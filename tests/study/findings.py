# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Simulation studies with known truth: bias, coverage, false directions, gates (acceptance A2-A8).

    script/study findings [--world g4 --draws 200] [--table docs/reference/findings-study.md]

Every draw is one line in var/study/findings.csv; a study that was stopped goes on where it was. The truth
of a draw is the
same instrument applied to everyone's own true effect, so that only the noise of the outcome remains in the difference.
"""

from __future__ import annotations

import argparse
import csv
import platform
import time
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from findings.compose import power_check
from findings.estimate.checks import check_all
from findings.estimate.counts import Coded, Tally, count_people
from findings.estimate.families import decide, gates
from findings.estimate.plan import Plan, read_plan
from findings.estimate.results import Check, Results
from findings.estimate.subgroups import stage_of, walk
from findings.estimate.ujive import Outcomes, effects
from findings.release.schema import FAILED, PASSED
from findings.simulate import TRACKS, TRAITS, World, draw, true_effect

ROOT = Path(__file__).resolve().parents[2]
LOG = ROOT / "var" / "study" / "findings.csv"
WORLDS: dict[str, tuple[World, int]] = {
    "rotterdam2015": (World(clients=3_272, caseworkers=30, offices=1, months=12), 200),
    "city": (World(clients=10_000, caseworkers=40, offices=2, months=24), 200),
    "g4": (World(clients=50_000, caseworkers=150, offices=5, months=48), 2_000),
    "g4_weak": (World(clients=50_000, caseworkers=150, offices=5, months=48, taste=0.12), 200),
    "g4_direct": (World(clients=50_000, caseworkers=150, offices=5, months=48, direct=0.02), 2_000),
    "g4_none": (World(clients=50_000, caseworkers=150, offices=5, months=48, effect=0.0), 400),
    "g4_rerouted_5": (World(clients=50_000, caseworkers=150, offices=5, months=48, reroute=0.10), 200),
    "pooled": (World(clients=200_000, caseworkers=300, offices=10, months=48), 2_000),
    "pooled_none": (World(clients=200_000, caseworkers=300, offices=10, months=48, effect=0.0), 400),
    "national": (World(clients=1_000_000, caseworkers=600, offices=8, months=60), 60),
    "national_none": (World(clients=1_000_000, caseworkers=600, offices=8, months=60, effect=0.0), 60),
}
ORDER = ("from_45", "woman", "middle", "married", "with_children", "chronic", "recent_work")
COLUMNS: tuple[str, ...] = (
    "world",
    "seed",
    "comparison",
    "track",
    "strength",
    "estimate",
    "se",
    "se_cluster",
    "lower",
    "upper",
)
COLUMNS = (*COLUMNS, "truth", "naive", "directions", "wrong_directions", "group_directions")
COLUMNS = (*COLUMNS, "balance_failed", "permutation_failed", "seconds")


@dataclass(frozen=True)
class Drawn:
    """A simulated country, counted, with the sums of true effects per cell and track, (C, T+1)."""

    tally: Tally
    true_sums: Any
    true_average: dict[str, float]


def drawn(world: World, plan: Plan) -> Drawn:
    """Draw and count one country."""
    people = draw(world)
    place = people.office * world.months + people.month
    words_w = np.array([f"{n:04d}" for n in range(world.caseworkers)])
    words_s = np.array([f"{n:05d}" for n in range(world.offices * world.months)])
    levels = np.array([people.traits[TRAITS.index(name)] + 1 for name in ORDER], dtype=np.int8)
    coded = Coded(
        pd.Series(words_w[people.worker]), pd.Series(words_s[place]), pd.Series(words_w[people.office]), people.track,
        levels, people.outcomes.astype(float), np.zeros((0, len(people.track))),
    )  # fmt: skip
    tally = count_people([coded], plan)
    effect = np.zeros(len(people.track))
    average = {}
    for code, name in enumerate(TRACKS[1:], start=1):
        here = people.track == code
        effect[here] = true_effect(name, 12, people.traits[:, here], world)
        average[name] = float(true_effect(name, 12, people.traits, world).mean())
    pairs = tally.worker_of * (world.offices * world.months) + tally.stratum_of
    cell = np.searchsorted(pairs, people.worker.astype(np.int64) * (world.offices * world.months) + place)
    sums = np.bincount(cell * len(TRACKS) + people.track, weights=effect, minlength=len(pairs) * len(TRACKS))
    return Drawn(tally, sums.reshape(-1, len(TRACKS)), average)


def one_draw(name: str, seed: int, plan: Plan) -> list[dict[str, Any]]:
    """The lines of one draw: every comparison and track, with the directions of the whole run."""
    begin = time.perf_counter()
    world = replace(WORLDS[name][0], seed=seed)
    found = drawn(world, plan)
    sample, stage = stage_of(found.tally, 0)
    if sample is None or stage is None:
        return []
    told = directions(plan, found)
    own = np.asarray(found.tally.total[1, 0][sample.kept], dtype=float)
    outcome, truth = Outcomes(own, own), Outcomes(found.true_sums[sample.kept], found.true_sums[sample.kept])
    lines = []
    for comparison in plan.comparisons:
        stages = [stage] if comparison == "versus_reference" else [stage.only(t) for t in range(stage.tracks)]
        answers = [answer for part in stages for answer in effects(part, outcome)]
        truths = [answer.estimate for part in stages for answer in effects(part, truth)]
        strengths = [part.strength for part in stages for _ in range(part.tracks)]
        for track, (answer, true, strength) in enumerate(
            zip(answers, truths, strengths, strict=True), start=1
        ):
            names = {"world": name, "seed": seed, "comparison": comparison, "track": TRACKS[track]}
            parts = ("estimate", "se", "se_cluster", "lower", "upper")
            numbers = {part: getattr(answer, part) for part in parts}
            rest = {"strength": strength, "truth": true, "naive": naive(found.tally, track)}
            lines.append(names | numbers | rest | told)
    for line in lines:
        line["seconds"] = round(time.perf_counter() - begin, 2)
    return lines


def naive(tally: Tally, track: int) -> float:
    """The plain difference of a track with the reference."""
    people = tally.clients[0].sum(axis=0)
    working = tally.total[1, 0].sum(axis=0)
    return float(working[track] / people[track] - working[0] / people[0])


def directions(plan: Plan, found: Drawn) -> dict[str, Any]:
    """What a release of this draw would say: numbers of directions, and of those that are wrong (rule S2)."""
    quiet = lambda _: None  # noqa: E731
    checks = check_all(plan, found.tally, quiet)
    results = Results(plan.sha256, "", found.tally.rows, found.tally.kept_rows, 1, 1, 99)
    results.estimates = walk(plan, found.tally, None, quiet)
    checks.append(power_check(plan, results))
    states = gates([*checks, Check("d", "disclosure", "", None, None, PASSED, "", "")], plan.design)
    rows = [row for row in decide(plan, results, states) if row.verdict in ("beter", "slechter")]
    wrong = 0
    for row in rows:
        true = found.true_average[row.estimate.service]
        wrong += (row.verdict == "beter") != (true > 0) or true == 0.0
    failed = {check.gate for check in checks if check.verdict == FAILED}
    return {
        "directions": len(rows), "wrong_directions": wrong,
        "group_directions": sum(bool(row.estimate.characteristic) for row in rows),
        "balance_failed": int("balance" in failed), "permutation_failed": int("permutation" in failed),
    }  # fmt: skip


def done_already() -> set[tuple[str, int]]:
    """Worlds and seeds that stand in the log."""
    if not LOG.is_file():
        return set()
    with LOG.open() as stream:
        return {(line["world"], int(line["seed"])) for line in csv.DictReader(stream)}


def study(names: list[str], draws: int | None, minutes: float) -> None:
    """Go on with the draws of some worlds until they are done or the time is up."""
    plan = read_plan(ROOT / "findings" / "plans" / "fictief.toml")
    LOG.parent.mkdir(parents=True, exist_ok=True)
    done, stop = done_already(), time.monotonic() + 60 * minutes
    with LOG.open("a", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        if not stream.tell():
            writer.writeheader()
        for seed in range(1, 1 + max(draws or WORLDS[name][1] for name in names)):
            for name in names:
                if (name, seed) in done or seed > (draws or WORLDS[name][1]):
                    continue
                if time.monotonic() > stop:
                    print("time is up; run again to go on")
                    return
                writer.writerows(one_draw(name, seed, plan))
                stream.flush()


def table() -> str:
    """What the log says, as a table."""
    log = pd.read_csv(LOG)
    log["covered"] = (log["lower"] <= log["truth"]) & (log["truth"] <= log["upper"])
    log["bounded"] = np.isfinite(log["lower"])
    log["error"] = log["estimate"] - log["truth"]
    head = [
        "world",
        "comparison",
        "draws",
        "median strength",
        "bias / sd, largest of three",
        "coverage (bounded)",
    ]
    head += ["any direction", "any wrong", "any for a group", "balance failed", "permutation failed"]
    head += ["naive sign wrong for voorbereiden"]
    lines = ["| " + " | ".join(head) + " |", "| " + " | ".join("---" for _ in head) + " |"]
    for (world, comparison), part in log.groupby(["world", "comparison"], sort=False):
        by_track = part.groupby("track")["error"]
        bias = (by_track.mean() / by_track.std()).abs().max()
        once = part.drop_duplicates("seed")
        prepared = part[part["track"] == "voorbereiden"]
        wrong = (np.sign(prepared["naive"]) != np.sign(prepared["truth"])).mean()
        shares = [(once[c] > 0).mean() for c in ("directions", "wrong_directions", "group_directions")]
        shares += [once[c].mean() for c in ("balance_failed", "permutation_failed")]
        cells = [world, comparison, len(once), f"{part['strength'].median():.0f}", f"{bias:.2f}"]
        cells += [
            f"{part['covered'].mean():.3f} ({part['bounded'].mean():.2f})",
            *(f"{s:.3f}" for s in shares),
            f"{wrong:.2f}",
        ]
        lines.append("| " + " | ".join(str(cell) for cell in cells) + " |")
    return "\n".join(lines)


def main() -> None:
    """Run pieces of the study, or print its table."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--world", nargs="*", choices=sorted(WORLDS), default=list(WORLDS))
    options.add_argument("--draws", type=int)
    options.add_argument(
        "--minutes", type=float, default=60.0, help="stop after this long; run again to go on"
    )
    options.add_argument("--table", type=Path, help="write the table to this page")
    chosen = options.parse_args()
    study(chosen.world, chosen.draws, chosen.minutes)
    print(table())
    if chosen.table:
        when = f"{date.today().isoformat()}, {platform.machine()}, Python {platform.python_version()}"  # noqa: DTZ011
        head = (
            f"# Studies of the estimator on simulated worlds\n\nMade by `script/study findings`; {when}.\n\n"
        )
        chosen.table.write_text(head + table() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
