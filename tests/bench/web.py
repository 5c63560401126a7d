# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Speed of the app on both engines, both sides of every ratio in one run.

    python -m tests.bench.web [--quick] [--engine sqlite|postgresql] [--only PART …] [--sizes N …] [--json FILE]

Processor time is that of the server's process (user and system). On PostgreSQL the database's own time comes on top;
pages of the log are therefore compared by the clock. The goals are those of docs/reference/performance.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from tests.postgres import scratch_server

ENGINES = ("sqlite", "postgresql")
ROOT = Path(__file__).resolve().parent.parent.parent
Found = dict[str, dict[str, dict[str, float]]]

#: what is measured, where it stands (part, figure), the goal on SQLite and on PostgreSQL
GOALS: tuple[tuple[str, str, str, str, str], ...] = (
    ("intake page of 30 questions / a logged-in answer of one word", "pages", "intake/empty", "<= 2.0", "<= 2.0"),
    ("intake page of 30 questions / empty logged-in page", "pages", "intake/empty_page", "<= 2.0", "<= 2.0"),
    ("{{ form }} / our drawing of the same 30 questions", "drawings", "form/ours", ">= 8", ">= 8"),
    ("quiet save of one answer / a logged-in answer of one word", "pages", "save/empty", "<= 2.0", "<= 2.0"),
    ("quiet save of one answer / empty logged-in page", "pages", "save/empty_page", "<= 2.0", "<= 2.0"),
    ("saved answer with access line / without", "tracked", "tracked/plain", "<= 1.8", "<= 1.5"),
    ("chained line / plain line, one writer", "alone", "chained/plain", "", ""),
    ("chained / plain lines a second, 32 writers", "crowd", "chained/unchained", ">= 0.6", ">= 0.4"),
    ("errors, 32 writers", "crowd", "errors", "<= 0", "<= 0"),
    ("acknowledged lines lost", "crowd", "lost", "<= 0", "<= 0"),
    ("chains broken afterwards", "crowd", "chain_faults", "<= 0", "<= 0"),
    ("p99 at 130 lines a second, ms", "crowd", "p99_at_130_ms", "<= 100", "<= 100"),
    ("chain verification, seconds for 1M rows", "verification", "seconds_per_million", "<= 30", "<= 30"),
    *(
        (f"log of {size:,}: {words}", f"log_{size}", name, goal, goal)
        for size in (20_000, 200_000)
        for words, name, goal in (
            ("admin with facets / ours, first page", "facets/ours", ""),
            ("admin without facets / ours, first page", "admin/ours", ""),
            ("admin with facets / ours, middle page", "facets_middle/ours_middle", ""),
            ("our middle page / our first page", "ours_middle/ours", "<= 1.3"),
        )
    ),
)  # fmt: skip


@contextmanager
def database(engine: str) -> Iterator[str]:
    """The address of an empty database: a file with the shipped pragmas, or a PostgreSQL of our own."""
    if engine == "postgresql":
        with scratch_server() as address:
            yield address
    else:
        with tempfile.TemporaryDirectory(prefix="tweespraak-bench-") as folder:
            yield f"sqlite:///{folder}/bench.sqlite3"


def measured(engine: str, extra: list[str]) -> dict[str, dict[str, float]]:
    """Everything on one engine, in a process of its own; its log of requests goes nowhere."""
    with database(engine) as address, tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "found.json"
        command = [sys.executable, "-m", "tests.bench.measured.run", str(out), *extra]
        environment = os.environ | {"DATABASE_URL": address, "VAR_DIR": folder}
        with (Path(folder) / "log").open("w+b") as log:
            ended = subprocess.run(command, cwd=ROOT, env=environment, stderr=log, check=False).returncode
            if ended:
                log.seek(0)
                raise SystemExit(
                    f"The bench ended with {ended}:\n{log.read()[-4000:].decode(errors='replace')}"
                )
        answer: dict[str, dict[str, float]] = json.loads(out.read_text(encoding="utf-8"))
        return answer


def met(figure: float, goal: str) -> str:
    """'yes', 'no', or nothing where there is no goal."""
    if not goal:
        return ""
    sign, limit = goal.split()
    return "yes" if (figure <= float(limit) if sign == "<=" else figure >= float(limit)) else "no"


def shown(figure: float) -> str:
    return f"{figure:,.0f}" if abs(figure) >= 100 or figure == int(figure) else f"{figure:.2f}"


def table(found: Found) -> list[str]:
    """The goals as lines of a Markdown table."""
    head = ["| what | goal | SQLite | PostgreSQL | met |", "| --- | --- | --- | --- | --- |"]
    for words, part, name, *goals in GOALS:
        figures = [found.get(engine, {}).get(part, {}).get(name) for engine in ENGINES]
        if all(figure is None for figure in figures):
            continue
        marks = [met(one, goal) for one, goal in zip(figures, goals, strict=True) if one is not None]
        cells = ["–" if figure is None else shown(figure) for figure in figures]
        goal = goals[0] if goals[0] == goals[1] else " · ".join(goals)
        head.append(f"| {words} | {goal} | {' | '.join(cells)} | {' · '.join(dict.fromkeys(marks))} |")
    return head


def every_figure(found: Found) -> list[str]:
    """All that was measured, part by part."""
    lines = []
    for part in dict.fromkeys(part for engine in found.values() for part in engine):
        names = dict.fromkeys(name for engine in found.values() for name in engine.get(part, {}))
        lines += ["", f"{part}:"]
        for name in names:
            figures = [found.get(engine, {}).get(part, {}).get(name) for engine in ENGINES]
            cells = ["–" if figure is None else shown(figure) for figure in figures]
            lines.append(f"  {name:<28}" + "".join(f"{cell:>14}" for cell in cells))
    return lines


def machine() -> str:
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    return (
        f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}, load {load}"
    )


def main() -> None:
    """Run the bench and print its figures."""
    options: Any = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--quick", action="store_true", help="a few rounds and a log of 2,000 rows")
    options.add_argument("--engine", choices=ENGINES, help="only this engine")
    options.add_argument(
        "--only", nargs="+", choices=("talk", "prepared", "lines", "log"), help="only these parts"
    )
    options.add_argument("--sizes", nargs="+", type=int, help="rows of the log (20000 and 200000)")
    options.add_argument("--json", type=Path, help="also write every figure here")
    chosen = options.parse_args()
    extra = (["--quick"] if chosen.quick else []) + (["--only", *chosen.only] if chosen.only else [])
    extra += ["--sizes", *map(str, chosen.sizes)] if chosen.sizes else []
    print(f"machine: {machine()}\ndate: {date.today().isoformat()}", flush=True)  # noqa: DTZ011
    found: Found = {}
    for engine in [chosen.engine] if chosen.engine else ENGINES:
        print(engine, flush=True)
        found[engine] = measured(engine, extra)
    print(f"machine afterwards: {machine()}", *every_figure(found), "", *table(found), sep="\n")
    if chosen.json:
        chosen.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
