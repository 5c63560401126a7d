# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""This build and an earlier one on the same files, each run a process of its own: wall time, processor time, memory.

The earlier one is a worktree of git in a folder that goes afterwards; both use the packages that are installed now.
They take turns, so that whatever else the machine does weighs on both. Memory is the most that the process and all it
started held at one moment, shared pages counted once (Pss in /proc); or what the largest alone held, where that is more
and more than the bench itself, which a new process still is for a moment.
"""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parents[2]
#: The last build before the research rooms; its package was called `findings`.
EARLIER = "d7eddbc"
#: How often the memory of a run is looked at.
PAUSE = 0.02
SAID = re.compile(r"^\[ *([0-9.]+)s\] (.*)$", re.MULTILINE)
#: The first thing that either build says after counting.
COUNTED = "checking balance"


@dataclass(frozen=True)
class Run:
    """One run: seconds by the clock and of processor, seconds until it had counted, and MiB at the most."""

    wall: float
    processor: float
    counting: float
    peak: float


@contextmanager
def earlier_build(folder: Path, commit: str = EARLIER) -> Iterator[Path]:
    """A worktree of an earlier build, until the end of a `with`."""
    git = ["git", "-C", str(ROOT), "worktree"]
    subprocess.run([*git, "add", "--detach", "--force", str(folder), commit], check=True, capture_output=True)
    try:
        yield folder
    finally:
        subprocess.run([*git, "remove", "--force", str(folder)], check=True, capture_output=True)


def held(process: int) -> float:
    """MiB that a process and all that it started hold, shared pages divided among those that share them."""
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    except OSError:  # it ended meanwhile
        return 0.0
    own = next((int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")), 0)
    return own / 1024 + sum(held(int(child)) for child in children)


def measured(command: list[str], cwd: Path) -> Run:
    """Run a command to its end. Raises `CalledProcessError` where it fails."""
    most, ended = [0.0], threading.Event()
    begin = time.perf_counter()
    with subprocess.Popen(
        command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:

        def watch() -> None:
            time.sleep(PAUSE)
            while not ended.wait(PAUSE):
                most[0] = max(most[0], held(process.pid))

        looking = threading.Thread(target=watch, daemon=True)
        looking.start()
        assert process.stderr is not None
        told = process.stderr.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        ended.set()
        looking.join()
    wall = time.perf_counter() - begin
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=told)
    counting = next((float(at) for at, said in SAID.findall(told) if said.startswith(COUNTED)), 0.0)
    alone = used.ru_maxrss / 1024
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    peak = max(most[0], alone if alone > own else 0.0)
    return Run(wall, used.ru_utime + used.ru_stime, counting, peak)


def estimated(build: Path, data: Path, out: Path) -> Run:
    """The whole command `estimate` of a build on a file."""
    package = "research" if build == ROOT else "findings"
    plan = str(build / package / "plans" / "fictief.toml")
    command = [sys.executable, "-m", package, "estimate", plan, "--data", str(data), "--out", str(out)]
    return measured(command, build)


def plainly_grouped(data: Path) -> Run:
    """One plain scan of DuckDB that groups by the columns that are counted, with the memory that `estimate` has."""
    columns = [name for name in COLUMNS if name != "RINPERSOON"]
    query = f"SELECT count(*) FROM (SELECT {', '.join(columns)}, count(*) FROM '{data}' GROUP BY ALL)"
    code = (
        "import duckdb, sys, tempfile\n"
        "with tempfile.TemporaryDirectory() as folder, duckdb.connect() as c:\n"
        "    c.execute(f\"SET memory_limit = '1GB'; SET temp_directory = '{folder}'\")\n"
        "    c.execute('SET preserve_insertion_order = false; SET enable_progress_bar = false')\n"
        f"    c.sql({query!r}).fetchall()\n"
    )
    return measured([sys.executable, "-c", code], ROOT)


def asked_for_help() -> Run:
    """`--help`, to see what starting costs."""
    return measured([sys.executable, "-m", "research", "--help"], ROOT)


#: A table like the linked one, as expressions of DuckDB over `n`, the number of a person, and `u`, chances by lot.
COLUMNS = {
    "RINPERSOON": "printf('%010d', n * 7 + 1000000003)",
    "consulent": "printf('k%04d', worker)",
    "locatie": "printf('locatie%02d', worker % offices)",
    "intake_maand": "printf('%04d-%02d', 2015 + month // 12, month % 12 + 1)",
    "traject": "['basis', 'direct_werk', 'voorbereiden', 'meedoen'][1 + track]",
    "leeftijd": "(18 + bits % 47)::INTEGER",
    "geslacht": "if(bits & 64 > 0, 'vrouw', 'man')",
    "opleiding": "if(bits & 128 > 0, 'middelbaar', 'laag')",
    "gehuwd": "if(bits & 256 > 0, 'ja', 'nee')",
    "kinderen": "if(bits & 512 > 0, 'ja', 'nee')",
    "recent_werk": "if(bits & 1024 > 0, 'ja', 'nee')",
    "betaalachterstand": "if(bits & 6144 = 6144, 'ja', 'nee')",
    "chronisch": "if(bits & 24576 = 24576, 'ja', 'nee')",
    "drie_aandoeningen": "if(bits & 229376 = 229376, 'ja', 'nee')",
    "werk_6m": "(luck < 30 + 6 * (track = 1)::INTEGER)::TINYINT",
    "werk_12m": "(luck < 38 + 5 * (track = 1)::INTEGER)::TINYINT",
    "werk_24m": "(luck < 45 + 4 * (track > 0)::INTEGER)::TINYINT",
}


def write_table(people: int, target: Path, workers: int = 600, offices: int = 8, months: int = 60) -> Path:
    """A table of so many people, drawn inside DuckDB: caseworkers refer differently, and a service helps a little."""
    people_drawn = f"""
        SELECT range AS n, hash(range * 2 + 1) AS bits, hash(range * 3 + 2) % {workers} AS worker,
            hash(range * 5 + 3) % {months} AS month, hash(range * 7 + 4) % 100 AS luck,
            hash(range * 11 + 5) % 100 AS choice FROM range({people})"""
    referred = f"""
        SELECT *, {offices} AS offices, CASE WHEN choice < 10 + hash(worker) % 20 THEN 1
            WHEN choice < 40 + hash(worker + 1) % 20 THEN 2 WHEN choice < 65 + hash(worker + 2) % 20 THEN 3
            ELSE 0 END AS track FROM ({people_drawn})"""
    named = ", ".join(f"{expression} AS {name}" for name, expression in COLUMNS.items())
    kind = "FORMAT parquet" if target.suffix == ".parquet" else "HEADER, DELIMITER ','"
    with duckdb.connect() as connection:
        connection.execute("SET memory_limit = '1GB'; SET preserve_insertion_order = false")
        connection.execute("SET enable_progress_bar = false")
        connection.execute(f"COPY (SELECT {named} FROM ({referred})) TO '{target}' ({kind})")
    return target
