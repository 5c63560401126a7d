# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The whole command `estimate` beside that of an earlier build, on the same files, taking turns.

script/bench builds [--turns 2] [--parts 1M 34k 20M 50M help] [--write]

1M     1,000,000 people, seven pairs of groups, three outcomes: Parquet and CSV
34k    34,435 people with 4,340 decision makers
20M    20,000,000 people: counting alone, and all of it
50M    50,000,000 people: this build alone, beside one plain DuckDB scan that groups by the same columns
help   how long `--help` takes
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from statistics import median

from tests.bench._builds import (
    EARLIER,
    ROOT,
    Run,
    asked_for_help,
    earlier_build,
    estimated,
    plainly_grouped,
    write_table,
)
from tests.bench.research import busy, machine

PAGE = ROOT / "docs" / "reference" / "speed-beside-an-earlier-build.md"
#: What stands below this is not measured here, and stays.
SPARK = "\n## Spark beside DuckDB\n"
PARTS = ("help", "34k", "1M", "50M", "20M")
ABOUT = f"""\
The earlier build is commit `{EARLIER}`, of before the research rooms. Both run `estimate`, a process of its own, on the
same made-up files (FICTIEF), taking turns, with the same packages. *Wall* is time by the clock, *processor* is
user and system time of the process and all it started, *peak* is the most memory that these held at one moment. Ratios
are medians over the turns. On a busy machine the ratio of processor time says most; it is the ratio of wall time that
has the goal.
"""


def middle(runs: list[Run]) -> Run:
    """The median of every figure."""
    return Run(
        *(median(getattr(run, name) for run in runs) for name in ("wall", "processor", "counting", "peak"))
    )


def figures(name: str, run: Run) -> str:
    """One side of a comparison as a line."""
    return f"| {name} | {run.wall:.2f} s | {run.processor:.2f} s | {run.peak:,.0f} MiB |  |  |"


def ratio(name: str, new: Run, old: Run, goals: dict[str, float]) -> str:
    """One comparison as a line, with what was asked of it."""
    pairs = {
        "wall": new.wall / old.wall, "processor": new.processor / old.processor, "peak": new.peak / old.peak,
        "counting": new.counting / old.counting if old.counting else 0.0,
    }  # fmt: skip
    asked = ", ".join(f"{what} ≤ {goal:g}" for what, goal in goals.items())
    met = ", ".join("met" if pairs[what] <= goal else f"**not met** ({what})" for what, goal in goals.items())
    told = " · ".join(f"{pairs[what]:.2f}" for what in ("wall", "processor", "peak"))
    counting = f" (counting {pairs['counting']:.2f})" if "counting" in goals else ""
    return f"| **{name}**{counting} | {told.replace(' · ', ' | ')} | {asked} | {met} |"


def beside(name: str, data: Path, old: Path, out: Path, turns: int, goals: dict[str, float]) -> Iterator[str]:
    """Both builds on one file, taking turns."""
    runs: dict[Path, list[Run]] = {old: [], ROOT: []}
    for _ in range(turns):
        for build, found in runs.items():
            found.append(estimated(build, data, out))
    before, now = middle(runs[old]), middle(runs[ROOT])
    yield figures(f"{name}: earlier", before)
    yield figures(f"{name}: now", now)
    yield ratio(f"{name}: now / earlier", now, before, goals)


def million(folder: Path, old: Path, turns: int) -> Iterator[str]:
    """Parquet and CSV of a million people."""
    for kind, goals in (("parquet", {"wall": 0.4, "peak": 0.5}), ("csv", {"wall": 0.5})):
        data = write_table(1_000_000, folder / f"million.{kind}")
        yield from beside(f"1,000,000 people, {kind}", data, old, folder, turns, goals)


def many_deciders(folder: Path, old: Path, turns: int) -> Iterator[str]:
    """Few people and very many decision makers, at four offices."""
    data = write_table(34_435, folder / "deciders.parquet", workers=4_340, offices=4)
    goals = {"wall": 0.2, "peak": 0.3}
    yield from beside("34,435 people, 4,340 decision makers", data, old, folder, turns, goals)


def twenty(folder: Path, old: Path, _: int) -> Iterator[str]:
    """Twenty million people, each build once."""
    data = write_table(20_000_000, folder / "twenty.parquet")
    yield from beside("20,000,000 people, parquet", data, old, folder, 1, {"counting": 0.25, "wall": 0.3})


def fifty(folder: Path, _: Path, __: int) -> Iterator[str]:
    """Fifty million people, beside what no program can do without."""
    data = write_table(50_000_000, folder / "fifty.parquet")
    plain, now = plainly_grouped(data), estimated(ROOT, data, folder)
    yield figures("50,000,000 people: plain scan and group", plain)
    yield figures("50,000,000 people: estimate", now)
    whole = ratio("50,000,000 people: estimate / plain scan", now, plain, {"wall": 2.5})
    bound = "met" if now.peak <= 1024 else "**not met**"
    yield whole
    counting = f"counting alone {now.counting:.1f} s, / plain scan | {now.counting / plain.wall:.2f}"
    yield f"| 50,000,000 people: {counting} |  |  |  |  |"
    yield f"| 50,000,000 people: peak with `--memory 1GB` |  |  | {now.peak:,.0f} MiB | ≤ 1,024 MiB | {bound} |"


def starting(_: Path, __: Path, turns: int) -> Iterator[str]:
    """What `--help` costs."""
    run = middle([asked_for_help() for _ in range(5 * turns)])
    met = "met" if run.wall < 0.15 else "**not met**"
    yield f"| `--help` | {run.wall:.3f} s | {run.processor:.3f} s | {run.peak:.0f} MiB | wall < 0.15 s | {met} |"


MEASURES: dict[str, Callable[[Path, Path, int], Iterator[str]]] = {
    "1M": million, "34k": many_deciders, "20M": twenty, "50M": fifty, "help": starting,
}  # fmt: skip


def main() -> None:
    """Measure, print line by line, and write the page when asked."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--turns", type=int, default=2, help="how often the builds take turns")
    options.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    options.add_argument("--write", action="store_true", help=f"also write {PAGE.relative_to(ROOT)}")
    chosen = options.parse_args()
    told = ["| what | wall | processor | peak | goal | |", "| --- | ---: | ---: | ---: | --- | --- |"]
    start = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="builds-") as name, earlier_build(Path(name) / "earlier") as old:
        for part in chosen.parts:
            folder = Path(name) / part
            folder.mkdir()
            before = os.getloadavg()[0]
            for line in MEASURES[part](folder, old, chosen.turns):
                told.append(line)
                print(line, flush=True)
            load = f"load average {before:.1f} before, {os.getloadavg()[0]:.1f} after"
            told.append(f"| *{part}: {load}* |  |  |  |  |  |")
            print(told[-1], flush=True)
            for file in folder.glob("*.*"):
                file.unlink()
    if chosen.write:
        made = f"Made by `script/bench builds --write` on {date.today().isoformat()}."  # noqa: DTZ011
        about = f"{made}\nMachine: {machine()}. {busy((start, os.getloadavg()[0]))}"
        table = "\n".join(told)
        _, heading, rest = PAGE.read_text(encoding="utf-8").partition(SPARK)
        title = "# Speed of this build beside an earlier one"
        PAGE.write_text(f"{title}\n\n{about}\n\n{ABOUT}\n{table}\n{heading}{rest}", encoding="utf-8")


if __name__ == "__main__":
    main()
