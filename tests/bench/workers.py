# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""One worker beside two: where does it pay to make parts side by side?

    script/bench workers [--pairs 5] [--write]

The groups of an estimation and the folds of its learner, on counts and on rows, in threads; the draws of a study, in
processes. One and two workers take turns, so that whatever else the machine does weighs on both. Counting is left out.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from research.effects.caseworker import answer_group
from research.effects.samples import SAMPLES, STAGES
from research.estimators.geometry import one_thread
from research.estimators.side_by_side import side_by_side
from research.plan.model import Plan
from research.plan.reading import read_plan
from research.robustness.learners import row_remainder
from research.run import Way, count
from research.simulation.country import World
from tests.bench.research import PAGE, SEVERAL, machine
from tests.research.builders import PLANS, linked_like
from tests.study._draws import answers_of
from tests.study.gates import one_draw

ROWS = 40_000
DRAWS = 40
ABOUT = """\
One worker beside two, taking turns; seconds are medians of wall time. Groups and folds are made in threads, draws in
processes, which were started before. On a busy machine two workers also get more turns, so that a ratio flatters them.

| what | one | two | one/two |
| --- | ---: | ---: | ---: |
"""


def plans(folder: Path) -> dict[str, Plan]:
    """The shipped plan, which counts can hold, and the same with a covariate, which needs rows."""
    text = (PLANS / "fictief.toml").read_text(encoding="utf-8")
    (folder / "rows.toml").write_text(
        text.replace('treatment = "traject"\n', 'treatment = "traject"\ncovariates = ["leeftijd"]\n'),
        encoding="utf-8",
    )
    return {"counts": read_plan(PLANS / "fictief.toml"), "rows": read_plan(folder / "rows.toml")}


def works(folder: Path) -> Iterator[tuple[str, Callable[[int], Any]]]:
    """What is timed: a name, and the work for so many workers."""
    world = World(clients=ROWS, caseworkers=120, offices=4, months=24, taste=0.8, seed=11)
    linked_like(world).to_parquet(folder / "linked.parquet", index=False)
    for kind, plan in plans(folder).items():
        counted = count(plan, [folder / "linked.parquet"], lambda _: None, Way())

        @one_thread
        def groups(workers: int, plan: Plan = plan, counted: Any = counted) -> list[Any]:
            SAMPLES.pop(counted.tally, None)
            STAGES.pop(counted.tally, None)
            own = lambda number: answer_group(plan, counted.tally, counted.rows, number)  # noqa: E731
            with side_by_side(own, range(len(plan.group_names)), workers) as answers:
                return list(answers)

        yield f"{len(plan.group_names)} groups of {ROWS:,} people, on {kind}", groups
        if counted.rows is not None:
            rows, place = counted.rows, plan.outcomes.index(plan.primary)
            yield (
                f"the learner's folds, {ROWS:,} rows",
                lambda w, p=place, r=rows: row_remainder(p, r, w).close(),
            )
        counted.close()
    asked = [("lots_4000_weak", seed) for seed in range(1, DRAWS + 1)]
    yield f"{DRAWS} draws of the study of gates", lambda workers: list(answers_of(one_draw, asked, workers))


def timed(work: Callable[[int], Any], pairs: int) -> tuple[float, float]:
    """The median wall time with one and with two workers, which take turns."""
    seconds: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(pairs):
        for workers, found in seconds.items():
            begin = time.perf_counter()
            work(workers)
            found.append(time.perf_counter() - begin)
    return median(seconds[1]), median(seconds[2])


def main() -> None:
    """Measure, print, and put the table in the page when asked."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--pairs", type=int, default=5, help="how often one and two take turns")
    options.add_argument("--write", action="store_true", help="also write it in speed-of-findings.md")
    chosen = options.parse_args()
    before, lines = os.getloadavg()[0], []
    with tempfile.TemporaryDirectory() as folder:
        for name, work in works(Path(folder)):
            one, two = timed(work, chosen.pairs)
            lines.append(f"| {name} | {one:.2f} s | {two:.2f} s | {one / two:.2f} |")
            print(lines[-1], flush=True)
    load = f"Load average (one minute) {before:.1f} before and {os.getloadavg()[0]:.1f} after."
    made = f"Made by `script/bench workers --write` on {date.today().isoformat()}, {chosen.pairs} turns.\n"  # noqa: DTZ011
    if chosen.write:
        page = PAGE.read_text(encoding="utf-8").partition(SEVERAL)[0]
        table = ABOUT + "\n".join(lines)
        PAGE.write_text(
            f"{page}{SEVERAL}\n\n{made}Machine: {machine()}. {load}\n\n{table}\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
