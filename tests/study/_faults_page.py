# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""docs/reference/reliability.md, from what script/study faults found."""

from __future__ import annotations

import os
import platform
import sqlite3
import statistics
import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.postgres import program

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "reliability.md"
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
Found = dict[str, tuple[list[dict[str, str]], dict[str, Any]]]

TOP = """\
<!-- SPDX-FileCopyrightText: 2026 The Tweespraak contributors -->
<!-- SPDX-License-Identifier: EUPL-1.2 -->

# What is lost when things break

Made by `script/study faults`, not by hand. {machine}

The app runs behind its real server (`reintapp.gunicorn`, two processes) with the database settings of
production. Eight people save words in talks of their own and know which were acknowledged; after every kill
each reads back what is there. *Lost*: acknowledged and not there. All times are what a browser would measure;
see the load: the machine was busy with other work.
"""
KINDS = """
A process: one of the two of the server; the other goes on, so *back* is the moment of the kill. The whole
server, and the database: from the moment that it answers again.

Killed is `kill -9`, of PostgreSQL with its postmaster and all its processes at once. That is a power cut as far
as the programs go; what the system had taken over and not yet written to the disk survives it, so it does not
try the disk. Both engines flush each commit (`synchronous=FULL`, `synchronous_commit=on`).
"""
HANGING = """\
PostgreSQL is put to sleep (SIGSTOP); SQLite is locked by another program; four seconds each time, with eight
people writing. Who is inside PostgreSQL when it falls asleep waits until it wakes: nothing was answered yet.
The longest wait is of those who got an answer.
"""
LIVING = """\
`/_healthz/livez/`, asked every 20 ms. *Nothing is broken*: what this machine does by itself.
"""
DRILL = """\
Two talks; a backup; one client and one answer destroyed, a third client comes, the anchor is written; the
database is lost; the old backup is restored. Times with the start of the program.
"""


def machine() -> str:
    """Where and when."""
    processor = platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        names = [line for line in cpuinfo.read_text().splitlines() if line.startswith("model name")]
        processor = names[0].partition(":")[2].strip() if names else processor
    postgres = subprocess.run([program("postgres"), "--version"], capture_output=True, text=True, check=True)
    version = next(word for word in postgres.stdout.split() if word[0].isdigit())
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores ({processor}), Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}, PostgreSQL {version}; load {os.getloadavg()[2]:.0f} over the last quarter."
    )


def table(head: list[str], rows: Iterable[list[str]]) -> str:
    """A table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def spread(figures: list[float], scale: float = 1.0, digits: int = 2) -> str:
    """Median, 95 of 100, and the worst."""
    if not figures:
        return "–"
    ordered = sorted(figures)
    at95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    return " · ".join(f"{one * scale:.{digits}f}" for one in (statistics.median(ordered), at95, ordered[-1]))


def killed(found: Found) -> str:
    """One line for each kind of kill on each engine."""
    head = [
        "",
        "killed",
        "times",
        "acknowledged saves",
        "lost",
        "first save after it is back, s: median · 95 % · worst",
    ]
    head += ["within 2 s", "other answers than saved, 503 or nobody"]
    rows = []
    for engine, (kills, _rest) in found.items():
        kinds: dict[str, list[dict[str, str]]] = defaultdict(list)
        for line in kills:
            kinds[line["what"]].append(line)
        for what, lines in kinds.items():
            first = [float(line["first_success"]) for line in lines]
            within = sum(1 for one in first if one <= 2)
            other = {line["other_answers"] for line in lines} - {"{}"}
            rows.append(
                [
                    NAMES[engine], what, str(len(lines)), f"{sum(int(line['acknowledged']) for line in lines):,}",
                    str(sum(int(line["lost"]) for line in lines)), spread(first), f"{within} of {len(lines)}",
                    ", ".join(sorted(other)) or "none",
                ]
            )  # fmt: skip
    return table(head, rows)


def alive(found: Found) -> str:
    """The page of the living, while the database is away, hangs, or works hard."""
    head = ["", "while", "asked", "longer than 100 ms", "worst, ms"]
    rows = []
    for engine, (kills, rest) in found.items():
        away = [line for line in kills if line["livez_worst"]]
        if away:
            rows.append([NAMES[engine], "PostgreSQL is away and comes back", *counted(away)])
        if "asleep" in rest:
            rows.append([NAMES[engine], "the database hangs", *counted(rest["asleep"])])
        if "crowd" in rest:
            rows.append(
                [
                    NAMES[engine],
                    "32 people save without a pause, nothing is broken",
                    *counted([rest["crowd"]]),
                ]
            )
    return table(head, rows)


def counted(lines: list[dict[str, Any]]) -> list[str]:
    """How often asked, how often late, and the worst."""
    asked, late = (sum(int(float(line[name])) for line in lines) for name in ("livez_asked", "livez_late"))
    worst = max(float(line["livez_worst"]) for line in lines)
    share = f"{late:,} ({100 * late / asked:.1f}%)" if asked else "–"
    return [f"{asked:,}", share, f"{1000 * worst:.0f}"]


def hangs(found: Found) -> str:
    """A database that neither answers nor refuses."""
    head = ["", "times", "longest wait for *not saved*, s", "first save after it goes on, s", "lost"]
    rows = []
    for engine, (_kills, rest) in found.items():
        turns = rest.get("asleep", [])
        if turns:
            waits, first = ([turn[name] for turn in turns] for name in ("longest_wait", "first_success"))
            lost = str(int(sum(turn["lost"] for turn in turns)))
            rows.append([NAMES[engine], str(len(turns)), spread(waits), spread(first), lost])
    return table(head, rows)


def crowds(found: Found) -> str:
    """Thirty-two people at once."""
    head = [
        "",
        "minutes",
        "saved",
        "a second",
        "median, ms",
        "99 %, ms",
        "worst, ms",
        "lost",
        "answers",
        "log afterwards",
    ]
    rows = []
    for engine, (_kills, rest) in found.items():
        if "crowd" in rest:
            one = rest["crowd"]
            times = [f"{1000 * one[name]:.0f}" for name in ("median", "p99", "worst")]
            answers = ", ".join(f"{count:,} × {status}" for status, count in sorted(one["answers"].items()))
            saved = [f"{one['minutes']:g}", f"{one['saved']:,}", f"{one['a_second']:.0f}"]
            rows.append(
                [
                    NAMES[engine],
                    *saved,
                    *times,
                    str(one["lost"]),
                    answers,
                    without_anchor(rest["verified_crowd"]),
                ]
            )
    return table(head, rows)


def without_anchor(text: str) -> str:
    """What verify_log said of the rows."""
    return text.partition(";")[0]


def drills(found: Found) -> str:
    """Backup and restore."""
    head = [
        "",
        "backup, s",
        "restore, s",
        "bytes",
        "destroyed since, and again",
        "verify_log with the newest anchor",
    ]
    rows = []
    for engine, (_kills, rest) in found.items():
        done = rest.get("drill")
        if done:
            again = "yes" if done["found"]["erasures"] == done["after"]["erasures"] else "**no**"
            noticed = "the newest rows were cut off" in done["verify"]
            said = "names the lines that are missing" if noticed else "**says nothing**"
            seconds = [f"{done[name]:.0f}" for name in ("backup_seconds", "restore_seconds")]
            rows.append([NAMES[engine], *seconds, f"{done['bytes']:,}", again, said])
    return table(head, rows)


PARTS: tuple[tuple[str, str, Callable[[Found], str], str], ...] = (
    ("Killed", "", killed, KINDS),
    ("A database that hangs", HANGING, hangs, ""),
    ("The page of the living", LIVING, alive, ""),
    ("Thirty-two people at once", "", crowds, ""),
    ("The drill", DRILL, drills, ""),
)


def page(found: Found) -> str:
    """The whole page."""
    verified = [
        f"`verify_log` after all kills on {NAMES[engine]}: {without_anchor(rest['verified'])}.\n"
        for engine, (_kills, rest) in found.items()
        if "verified" in rest
    ]
    parts = [TOP.format(machine=machine())]
    for title, before, drawn, after in PARTS:
        parts.append("\n".join(part for part in (f"## {title}\n", before, drawn(found), after) if part))
        if title == "Killed":
            parts.append("\n".join(verified))
    return "\n".join(parts).rstrip() + "\n"
