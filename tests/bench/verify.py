# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Verification of the log, beside that of an earlier commit, on the same rows and turn by turn.

    script/bench verify [--base COMMIT] [--rows N …] [--rounds N] [--engine sqlite|postgresql] [--write]

The rows are written by the earlier commit and migrated; each side then verifies them in a process of its own. Times
are the shortest of the rounds, memory the highest. Two sizes of a log show whether time and memory stay flat.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tests.bench.web import ENGINES, ROOT, database, machine

BEFORE = "d7eddbc"  # the commit before row versions and the checks beside the chains
GOAL = 0.35  # of the time of before
FLAT = 1.1  # so much more memory for a larger log is what one process differs from another
PAGE = ROOT / "docs" / "reference" / "speed-of-verification.md"
SIDES = "before | now | ratio"
HEAD = (
    f"| engine | rows | processor: {SIDES} | clock: {SIDES} | verify_log: {SIDES} | MiB: before | now |",
    "| --- | " + "---: | " * 11 + "---: |",
)
SCRIPT = Path(__file__).parent / "measured" / "verifying.py"
Figures = dict[str, float]


def tree_of(commit: str, folder: Path) -> Path:
    """The files of an earlier commit in a folder of their own."""
    packed = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, capture_output=True).stdout
    subprocess.run(["tar", "-x", "-C", folder], input=packed, check=True)
    return folder


def act(tree: Path, address: str, *words: str) -> Figures:
    """Run the script with the code of `tree`; what it prints."""
    with tempfile.TemporaryDirectory() as var:
        environment = os.environ | {"DATABASE_URL": address, "VAR_DIR": var, "PYTHONPATH": str(tree)}
        done = subprocess.run(
            [sys.executable, SCRIPT, *words], cwd=tree, env=environment, capture_output=True, check=False
        )
    if done.returncode:
        raise SystemExit(f"{words[0]} ended with {done.returncode}:\n{done.stderr[-2000:].decode()}")
    lines = done.stdout.decode().split("\n")
    found: Figures = json.loads(lines[-2]) if words[0] == "verify" else {}
    return found


def side_by_side(engine: str, base: Path, rows: int, rounds: int) -> dict[str, Figures]:
    """Both sides on one log."""
    with database(engine) as address:
        act(base, address, "fill", str(rows))
        act(ROOT, address, "migrate")
        found: dict[str, list[Figures]] = {"before": [], "now": []}
        for _ in range(rounds):
            for side, tree in (("before", base), ("now", ROOT)):
                found[side].append(act(tree, address, "verify"))
    return {side: {name: _best(name, each) for name in each[0]} for side, each in found.items()}


def _best(name: str, each: list[Figures]) -> float:
    figures = [one[name] for one in each]
    return max(figures) if name == "peak_mib" else min(figures)


@dataclass(frozen=True)
class Measured:
    """One engine and one size of a log: the figures of both sides."""

    engine: str
    before: Figures
    now: Figures

    def ratio(self, name: str) -> float:
        """Now over before."""
        return self.now[name] / self.before[name]

    def line(self) -> str:
        """One row of the table; seconds are for a million rows."""
        cells = [self.engine, f"{self.now['rows']:,.0f}"]
        for name in ("cpu", "wall", "command"):
            cells += [f"{one[name] * 1_000_000 / one['rows']:.1f}" for one in (self.before, self.now)]
            cells.append(f"{self.ratio(name):.2f}")
        cells += [f"{one['peak_mib']:.0f}" for one in (self.before, self.now)]
        return "| " + " | ".join(cells) + " |"


def judged(all_of_it: list[Measured]) -> Iterator[str]:
    """A sentence on each goal for each engine: the largest log, and beside it the smallest."""
    for engine in dict.fromkeys(one.engine for one in all_of_it):
        sizes = sorted((one for one in all_of_it if one.engine == engine), key=lambda one: one.now["rows"])
        small, large = sizes[0], sizes[-1]
        cpu, wall = large.ratio("cpu"), large.ratio("wall")
        met = "met" if max(cpu, wall) <= GOAL else "**not met**"
        yield (
            f"- {engine}, {large.now['rows']:,.0f} rows: {cpu:.2f} of the processor time and {wall:.2f} of the time "
            f"by the clock (goal at most {GOAL}): {met}."
        )
        if len(sizes) > 1:
            grown, more = large.now["peak_mib"] / small.now["peak_mib"], large.now["rows"] / small.now["rows"]
            flat = "flat" if grown <= FLAT else "**not flat**"
            yield f"- {engine}: {more:.0f} times the rows take {grown:.2f} times the memory: {flat}."


def page(all_of_it: list[Measured], chosen: Any, about: str) -> str:
    """The page docs/reference/speed-of-verification.md."""
    return "\n".join([
        "# Speed of the verification of the log",
        "",
        f"Made by `script/bench verify --write` on {date.today().isoformat()}.",  # noqa: DTZ011
        about,
        "",
        f"*Before* is commit `{chosen.base}`, of before rows named their list of columns. Its code wrote the rows,",
        "which were then migrated; each side verified the same rows in a process of its own, turn by turn. Times are",
        f"the shortest of {chosen.rounds} rounds, in seconds for a million rows; memory is the highest, of the whole",
        "process. *Verify_log* is the whole command, by the clock: what it looks at beside the chains is new since",
        "then, so it has no goal. On a busy machine the ratio of processor time says most.",
        "",
        *HEAD,
        *(one.line() for one in all_of_it),
        "",
        *judged(all_of_it),
        "",
    ])  # fmt: skip


def main() -> None:
    """Run the bench, print a table, and write the page when asked."""
    options: Any = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--base", default=BEFORE)
    options.add_argument("--rows", nargs="+", type=int, default=[200_000, 1_000_000])
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--engine", choices=ENGINES)
    options.add_argument("--write", action="store_true", help=f"also write {PAGE.relative_to(ROOT)}")
    chosen = options.parse_args()
    start = os.getloadavg()[0]
    print(f"machine: {machine()}\ndate: {date.today().isoformat()}\nbefore: {chosen.base}")  # noqa: DTZ011
    print("\nSeconds for a million rows: before, now, now/before.\n")
    print(*HEAD, sep="\n", flush=True)
    found: list[Measured] = []
    with tempfile.TemporaryDirectory() as folder:
        base = tree_of(chosen.base, Path(folder))
        for engine in [chosen.engine] if chosen.engine else ENGINES:
            for rows in chosen.rows:
                found.append(Measured(engine, **side_by_side(engine, base, rows, chosen.rounds)))
                print(found[-1].line(), flush=True)
    print(*judged(found), sep="\n")
    if chosen.write:
        about = (
            f"Machine: {machine()} (of one, five and fifteen minutes, at the end; {start:.1f} at the start)."
        )
        PAGE.write_text(page(found, chosen, about), encoding="utf-8")


if __name__ == "__main__":
    main()
