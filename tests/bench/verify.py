# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Verification of the log, beside that of an earlier commit, on the same rows and turn by turn.

    script/bench verify [--base COMMIT] [--rows N …] [--rounds N] [--engine sqlite|postgresql]

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
from datetime import date
from pathlib import Path
from typing import Any

from tests.bench.web import ENGINES, ROOT, database, machine

BEFORE = "d7eddbc"  # the commit before row versions and the checks beside the chains
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


def line(engine: str, found: dict[str, Figures]) -> str:
    """One row of the table; seconds are for a million rows."""
    before, now = found["before"], found["now"]
    million = {side: 1_000_000 / one["rows"] for side, one in found.items()}
    cells = [engine, f"{now['rows']:,.0f}"]
    for name in ("cpu", "wall", "command"):
        cells += [f"{before[name] * million['before']:.1f}", f"{now[name] * million['now']:.1f}"]
        cells.append(f"{now[name] / before[name]:.2f}")
    cells += [f"{one['peak_mib']:.0f}" for one in (before, now)]
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    """Run the bench and print a table."""
    options: Any = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--base", default=BEFORE)
    options.add_argument("--rows", nargs="+", type=int, default=[100_000, 400_000])
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--engine", choices=ENGINES)
    chosen = options.parse_args()
    print(f"machine: {machine()}\ndate: {date.today().isoformat()}\nbefore: {chosen.base}")  # noqa: DTZ011
    print("\nSeconds for a million rows: before, now, now/before.\n")
    sides = "before | now | ratio"
    print(
        f"| engine | rows | processor: {sides} | clock: {sides} | verify_log: {sides} | MiB: before | now |"
    )
    print("| --- " * 13 + "|", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        base = tree_of(chosen.base, Path(folder))
        for engine in [chosen.engine] if chosen.engine else ENGINES:
            for rows in chosen.rows:
                print(line(engine, side_by_side(engine, base, rows, chosen.rounds)), flush=True)


if __name__ == "__main__":
    main()
