# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Speed of `findings` beside pyfixest and linearmodels, in one run on one machine.

    script/bench research [--quick] [--write]

G1: 45 estimations (15 groups by 3 tracks) on 1,000,000 rows, equal to 1e-8. G2: 10,000,000 rows, and the memory above
the table, measured in a process of its own. G3: the whole UJIVE run (three outcomes, two comparisons, both errors,
null-imposed sets, all checks). G4: a table that is made in chunks and never is in memory. Making the table is left out
of every time, preparing data is not. The plain pass reads the same columns once: nothing can be faster than that.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from research.checks.caseworker import check_all
from research.effects.caseworker import walk
from research.plan.model import Plan
from research.plan.reading import read_plan
from research.simulation.country import World, draw
from tests.research.counted import Coded, count_people
from tests.research.leniency import Book, Leniency, Table, leniency
from tests.study.findings import coded

ROOT = Path(__file__).resolve().parents[2]
WORKERS, OFFICES, MONTHS = 600, 8, 60
PAGE = ROOT / "docs" / "reference" / "speed-of-findings.md"
#: Where the part begins that `script/bench workers` writes.
SEVERAL = "\n## One worker beside two"


def country(clients: int) -> Table:
    """The simulated country as compact columns: 600 caseworkers, 480 strata, seven traits."""
    return columns(World(clients=clients, caseworkers=WORKERS, offices=OFFICES, months=MONTHS, seed=7))


def columns(world: World) -> Table:
    """A world as compact columns."""
    people = draw(world)
    stratum = (people.office * MONTHS + people.month).astype(np.int16)
    return Table(people.worker.astype(np.int16), stratum, people.track, people.traits, people.outcomes[1])


def timed(run: Callable[[], Any], repeats: int) -> tuple[float, Any]:
    """The median wall time of some runs, and the last answer."""
    seconds, answer = [], None
    for _ in range(repeats):
        gc.collect()
        begin = time.perf_counter()
        answer = run()
        seconds.append(time.perf_counter() - begin)
    return float(np.median(seconds)), answer


def extra_megabytes(rows: int) -> float:
    """Peak memory above the loaded table, in MiB, in a new process that first does the same on a few rows."""
    code = (
        "import resource; from tests.bench.research import country; from tests.research.leniency import leniency\n"
        f"leniency(country(20_000), 4); table = country({rows})\n"
        "open('/proc/self/clear_refs', 'w').write('5')\n"
        "at = lambda word: next(int(l.split()[1]) for l in open('/proc/self/status') if l.startswith(word))\n"
        "before = at('VmRSS'); leniency(table, 4); print((at('VmHWM') - before) / 1024)"
    )
    # Every larger piece of memory goes back at once when it is freed, so that nothing hides in what was used before.
    told = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=os.environ | {"MALLOC_MMAP_THRESHOLD_": "65536"},
        capture_output=True,
        text=True,
        check=True,
    )
    return float(told.stdout)


def plain_pass(table: Table) -> int:
    """Read every column once: what no program can be faster than."""
    columns = [table.worker, table.stratum, table.track, *table.traits, table.outcome]
    return sum(int(column.sum(dtype=np.int64)) for column in columns)


def group_masks(table: Table) -> list[Any]:
    """Everyone, then both halves of every trait."""
    masks = [np.ones(len(table.track), dtype=bool)]
    for row in table.traits:
        masks += [row == 0, row == 1]
    return masks


def prepared(table: Table, mask: Any, track: int) -> pd.DataFrame:
    """One estimation as a data frame with the leave-one-out leniency: what a researcher would write with pandas."""
    frame = pd.DataFrame(
        {
            "y": table.outcome[mask].astype(float),
            "d": (table.track[mask] == track).astype(float),
            "stratum": table.stratum[mask],
            "worker": table.worker[mask],
        }
    )
    rest = frame["d"] - frame.groupby("stratum")["d"].transform("mean")
    grouped = rest.groupby(frame["worker"])
    frame["z"] = (grouped.transform("sum") - rest) / (grouped.transform("count") - 1)
    return frame


def by_pyfixest(table: Table, wanted: list[tuple[int, int]]) -> dict[tuple[int, int], tuple[float, float]]:
    """The same estimations with pyfixest."""
    import pyfixest

    small, masks, found = pyfixest.ssc(k_adj=False, G_adj=True), group_masks(table), {}
    for group, track in wanted:
        frame = prepared(table, masks[group], track)
        fit = pyfixest.feols("y ~ 1 | stratum | d ~ z", frame, vcov={"CRV1": "worker"}, ssc=small)
        found[group, track] = (float(fit.coef()["d"]), float(fit.se()["d"]))
    return found


def by_linearmodels(
    table: Table, wanted: list[tuple[int, int]]
) -> dict[tuple[int, int], tuple[float, float]]:
    """The same estimations with linearmodels, on variables cleared of strata first."""
    from linearmodels.iv import IV2SLS

    masks, found = group_masks(table), {}
    for group, track in wanted:
        frame = prepared(table, masks[group], track)
        centred = frame[["y", "d", "z"]] - frame.groupby("stratum")[["y", "d", "z"]].transform("mean")
        fit = IV2SLS(centred["y"], None, centred[["d"]], centred[["z"]]).fit(
            cov_type="clustered", clusters=frame["worker"], debiased=False
        )
        workers = frame["worker"].nunique()
        found[group, track] = (
            float(fit.params["d"]),
            float(fit.std_errors["d"] * np.sqrt(workers / (workers - 1))),
        )
    return found


def furthest(ours: Leniency, theirs: dict[tuple[int, int], tuple[float, float]]) -> float:
    """The largest relative difference in estimates and errors."""
    gaps = [0.0]
    for (group, track), (estimate, se) in theirs.items():
        gaps.append(abs(ours.estimate[group, track - 1] / estimate - 1))
        gaps.append(abs(ours.se[group, track - 1] / se - 1))
    return max(gaps)


def everything(clients: int) -> tuple[Coded, Plan]:
    """The shipped plan with its three outcomes, and a simulated country as the counting pass wants it."""
    plan = read_plan(ROOT / "research" / "plans" / "fictief.toml")
    world = World(clients=clients, caseworkers=WORKERS, offices=OFFICES, months=MONTHS, seed=7)
    people = draw(world)
    one = coded(people, people.office * MONTHS + people.month, world, traits=True)
    return replace(one, outcomes=people.outcomes.astype(float)), plan


def full_ujive(table: Coded, plan: Plan) -> int:
    """Count, check and estimate everything of the plan; the number of estimates."""
    tally = count_people([table], plan)
    checks = check_all(plan, tally, lambda _: None)
    return len(walk(plan, tally, None)) + len(checks)


def in_chunks(chunks: int, size: int) -> tuple[float, float, int]:
    """Count a table that never is in memory: seconds, resident MiB it grew by from the second chunk on, rows."""
    book, seconds, early = None, 0.0, 0.0
    for number in range(chunks):
        world = World(clients=size, caseworkers=WORKERS, offices=OFFICES, months=MONTHS, seed=100 + number)
        part = columns(world)
        begin = time.perf_counter()
        book = book or Book(part, 4)
        book.add(part)
        seconds += time.perf_counter() - begin
        early = early or (resident() if number == 1 else 0.0)
    assert book is not None
    return seconds, resident() - early, int(book.finish()[2][0, 0].sum())


def resident() -> float:
    """Memory in use by this process, in MiB."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def machine() -> str:
    """What this ran on, and how busy it was."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    models = {line.split(":")[1].strip() for line in lines if line.startswith("model name")}
    versions = ", ".join(f"{name} {version(name)}" for name in ("numpy", "pyfixest", "linearmodels"))
    return f"{', '.join(sorted(models))}, {os.cpu_count()} processors; Python {platform.python_version()}, {versions}"


@dataclass
class Line:
    """One measured thing: its name, what was found, and the goal it had (empty when there is none)."""

    name: str
    found: str
    goal: str = ""
    met: bool | None = None


def usual_design(table: Table, wanted: list[tuple[int, int]], rows: int) -> tuple[list[Line], float, float]:
    """G1: the 45 estimations by the three packages; our seconds, and those of pyfixest for all 45."""
    ours_seconds, ours = timed(lambda: leniency(table, 4), 7)
    whole, size = 0.0, "1M" if rows == 1_000_000 else f"{rows:,}"
    lines = [
        Line("ours, 45 estimations", f"{ours_seconds:.3f} s", "≤ 0.25 s", ours_seconds <= 0.25),
        Line("plain pass over the same columns", f"{timed(lambda: plain_pass(table), 7)[0]:.4f} s"),
    ]
    by_pyfixest(table, wanted[:1])  # compiles what it compiles
    for name, run in (("linearmodels", by_linearmodels), ("pyfixest", by_pyfixest)):
        seconds, found = timed(lambda run=run: run(table, wanted), 1)  # type: ignore[misc]
        whole, gap = seconds * 45 / len(wanted), furthest(ours, found)
        lines.append(Line(f"{name}, {len(wanted)} estimations", f"{seconds:.2f} s"))
        lines.append(
            Line(f"{name}: largest relative difference from ours", f"{gap:.1e}", "≤ 1e-8", gap <= 1e-8)
        )
        goal = ("≥ 80", whole / ours_seconds >= 80) if name == "pyfixest" else ("", None)
        lines.append(Line(f"{name}/ours at {size}", f"{whole / ours_seconds:.1f}", *goal))
    return lines, ours_seconds, whole


def measure(quick: bool) -> list[Line]:
    """Every line of the bench."""
    rows = 100_000 if quick else 1_000_000
    pairs = [(group, track) for group in range(15) for track in (1, 2, 3)]
    table = country(rows)
    lines, ours_seconds, pyfixest_seconds = usual_design(table, pairs[:3] if quick else pairs, rows)
    extra = extra_megabytes(rows)
    lines.append(Line("memory above the table", f"{extra:.0f} MiB", "≤ 64 MiB", extra <= 64))
    people, plan = everything(rows)
    seconds, number = timed(lambda: full_ujive(people, plan), 1)
    lines.append(Line(f"whole UJIVE run, {number:,} numbers", f"{seconds:.2f} s", "≤ 10 s", seconds <= 10))
    lines.append(Line("whole UJIVE run / one pyfixest run of the 45", f"{seconds / pyfixest_seconds:.3f}"))
    if not quick:
        large = country(10_000_000)
        seconds = timed(lambda: leniency(large, 4), 5)[0]
        again = timed(lambda: leniency(table, 4), 7)[0]
        ratio = seconds / max(ours_seconds, again) if again > ours_seconds else seconds / again
        lines.append(Line("ours at 10M", f"{seconds:.3f} s", "≤ 0.6 s", seconds <= 0.6))
        lines.append(Line("10M/1M", f"{ratio:.2f}", "≤ 3", ratio <= 3))
        lines.append(Line("plain pass at 10M", f"{timed(lambda: plain_pass(large), 5)[0]:.4f} s"))
        extra = extra_megabytes(10_000_000)
        lines.append(Line("memory above the table at 10M", f"{extra:.0f} MiB", "≤ 64 MiB", extra <= 64))
    seconds, grown, counted = in_chunks(4 if quick else 12, 50_000 if quick else 500_000)
    told = f"{counted:,} rows counted in {seconds:.2f} s, memory grew by {grown:.0f} MiB after the first two chunks"
    lines.append(Line("chunks that are made and thrown away", told, "≤ 64 MiB", grown <= 64))
    return lines


def busy(load: tuple[float, float]) -> str:
    """What the load of the machine says about the times; the bench itself keeps a processor busy, or two."""
    told = f"Load average (one minute) {load[0]:.1f} before and {load[1]:.1f} after"
    if max(load[0], load[1] - 1.0) > (os.cpu_count() or 1) / 2:
        return f"{told}: other programs were running, and all times are too long."
    return f"{told}: nothing else of weight was running."


def page(lines: list[Line], load: tuple[float, float]) -> str:
    """The page docs/reference/speed-of-findings.md."""
    words = {None: "", True: "met", False: "**not met**"}
    rows = [f"| {line.name} | {line.found} | {line.goal} | {words[line.met]} |" for line in lines]
    return "\n".join(
        [
            "# Speed of the research package",
            "",
            f"Made by `script/bench research --write` on {date.today().isoformat()}.",  # noqa: DTZ011
            f"Machine: {machine()}. {busy(load)}",
            "",
            "600 caseworkers, 480 strata, seven traits. Seconds are medians of wall time; making the table is left",
            "out.",
            "",
            "| what | found | goal | |",
            "| --- | --- | --- | --- |",
            *rows,
            "",
            "The 45 estimations (everyone and both halves of seven traits, by three tracks) use the leave-one-out",
            "referral share of the caseworker as instrument, strata effects and errors clustered by caseworker: what",
            "applied work usually runs, and what all three packages can do. The released estimates are UJIVE, which",
            "the other two lack; the whole run has three outcomes, both comparisons, both errors, null-imposed sets,",
            "alarms and all checks.",
            "",
        ]
    )


def main() -> None:
    """Run the bench and print its lines."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument(
        "--quick", action="store_true", help="a tenth of the rows, three estimations of the others"
    )
    options.add_argument(
        "--write", action="store_true", help="also write docs/reference/speed-of-findings.md"
    )
    chosen = options.parse_args()
    warnings.simplefilter("ignore")
    before = os.getloadavg()[0]
    print(f"machine: {machine()}\ndate: {date.today().isoformat()}")  # noqa: DTZ011
    lines = measure(chosen.quick)
    for line in lines:
        met = "" if line.met is None else ", met" if line.met else ", NOT MET"
        print(f"{line.name}: {line.found}" + (f" (goal {line.goal}{met})" if line.goal else ""))
    if chosen.write and not chosen.quick:
        text = page(lines, (before, os.getloadavg()[0]))
        _, heading, rest = PAGE.read_text(encoding="utf-8").partition(SEVERAL)
        PAGE.write_text(text + heading + rest, encoding="utf-8")


if __name__ == "__main__":
    main()
