# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Memory of an estimate on rows: it does not grow with people.

    script/bench rows [--sizes 1000000 10000000] [--memory 512MB] [--write]

A mean with five covariates, two services and one pair of groups, which counts cannot hold. The file is made in pieces
beforehand. `estimate` then runs in a process of its own, and ten times a second the resident memory of it and of all
that it started is read; the highest sum is the peak.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from research.counting.rows import PART, row_of
from research.robustness.learners import LEARNT
from tests.bench.research import busy, machine
from tests.research.plans import THROUGH_THE_TRACK, Value, age, column, head, outcome, section, service

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "reference" / "memory-on-rows.md"
WORKERS, OFFICES, MONTHS = 600, 8, 60
COVARIATES = tuple(f"x{number}" for number in range(5))
PIECE = 500_000
GOAL = 1024.0


def plan_text() -> str:
    """The plan: a mean, five covariates, two services, young and old."""
    roles: dict[str, Value] = {
        "decision_maker": "judge", "strata": ["court", "month"], "office": "court", "treatment": "track",
        "covariates": list(COVARIATES),
    }  # fmt: skip
    return "\n".join([
        head("rijen-2026", ("Rijen (FICTIEF)", "Rows (FICTIONAL)"), "caseworker",
             direction_comparison="versus_reference", **THROUGH_THE_TRACK),
        section("[columns]", roles),
        "".join(column(name, "key") for name in ("judge", "court", "month")),
        column("track", "category", ["none", "a", "b"], "after") + column("old", "integer", ["0", "1"]),
        "".join(column(name, "number") for name in COVARIATES) + column("y", "number", measured="outcome"),
        service("none", "none", ("geen", "none"), reference=True) + service("a", "a", ("hulp a", "service a")),
        service("b", "b", ("hulp b", "service b")),
        outcome("pay", ("Loon", "Pay"), "mean", "euro"),
        age(),
    ])  # fmt: skip


def pieces(people: int) -> Iterator[pa.Table]:
    """So many people, in pieces."""
    taste = np.random.default_rng(3).normal(0.0, 0.8, (WORKERS, 2))
    for number, start in enumerate(range(0, people, PIECE)):
        rng, size = np.random.default_rng([7, number]), min(PIECE, people - start)
        judge, month = rng.integers(0, WORKERS, size), rng.integers(0, MONTHS, size)
        unseen, old = rng.normal(size=size), rng.integers(0, 2, size)
        known = rng.normal(size=(len(COVARIATES), size)) + 0.3 * unseen
        drawn = taste[judge] + 0.5 * unseen[:, None] + rng.gumbel(size=(size, 2))
        track = np.column_stack([rng.gumbel(size=size), drawn]).argmax(axis=1)
        y = 1_500 + 300 * (track == 1) + 100 * known.sum(axis=0) + 200 * unseen + 400 * rng.normal(size=size)
        words = {
            "judge": ("j%03d", judge, WORKERS), "court": ("c%d", judge % OFFICES, OFFICES),
            "month": ("m%02d", month, MONTHS),
        }  # fmt: skip
        columns = {
            name: pa.DictionaryArray.from_arrays(pa.array(codes), [shape % n for n in range(count)]).cast(
                "string"
            )
            for name, (shape, codes, count) in words.items()
        }
        columns["track"] = pa.DictionaryArray.from_arrays(pa.array(track), ["none", "a", "b"]).cast("string")
        columns |= {"old": pa.array(old), "y": pa.array(y)}
        yield pa.table(columns | {name: pa.array(x) for name, x in zip(COVARIATES, known, strict=True)})


def written(people: int, path: Path) -> None:
    """The Parquet file of so many people."""
    writer: pq.ParquetWriter | None = None
    for piece in pieces(people):
        writer = writer or pq.ParquetWriter(path, piece.schema)
        writer.write_table(piece)
    assert writer is not None
    writer.close()


def resident(process: int) -> float:
    """Memory of a process and all that it started, in MiB; nothing of one that has ended."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
        tasks = list(Path(f"/proc/{process}/task").iterdir())
        children = [
            int(child) for task in tasks for child in (task / "children").read_text(encoding="ascii").split()
        ]
    except (OSError, IndexError):
        return 0.0
    return pages * resource.getpagesize() / 2**20 + sum(map(resident, children))


@dataclass(frozen=True)
class Run:
    """One measured run: people, seconds by the clock and of processors, and the highest memory in MiB."""

    people: int
    seconds: float
    busy: float
    peak: float


def spent() -> float:
    """Seconds of processors that ended processes took."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measured(people: int, folder: Path, memory: str) -> Run:
    """Estimate the file of so many people."""
    plan, data = folder / "rows.toml", folder / f"{people}.parquet"
    plan.write_text(plan_text(), encoding="utf-8")
    written(people, data)
    words = ["--quiet", "estimate", str(plan), "--data", str(data), "--memory", memory]
    begin, before, peak = time.perf_counter(), spent(), 0.0
    with subprocess.Popen(
        [sys.executable, "-m", "research", *words, "--out", str(folder / "out")], cwd=ROOT
    ) as process:
        while process.poll() is None:
            peak = max(peak, resident(process.pid))
            time.sleep(0.1)
    if process.returncode:
        raise SystemExit(f"the estimate of {people:,} people ended with {process.returncode}")
    data.unlink()
    return Run(people, time.perf_counter() - begin, spent() - before, peak)


def page(runs: list[Run], memory: str, load: tuple[float, float]) -> str:
    """The page docs/reference/memory-on-rows.md."""
    rows = [
        f"| {run.people:,} | {run.seconds:,.0f} s | {run.busy:,.0f} s | {run.peak:,.0f} MiB |" for run in runs
    ]
    return "\n".join([
        "# Memory of an estimate on rows",
        "",
        f"Made by `script/bench rows --write` on {date.today().isoformat()}.",  # noqa: DTZ011
        f"Machine: {machine()}. {busy(load)}",
        "",
        "A mean of euros with five covariates, two services and one pair of groups: what counts cannot hold, so that",
        f"the people themselves are needed. {WORKERS} caseworkers, {OFFICES * MONTHS} strata, a Parquet file,",
        f"`--memory {memory}`. The peak is the highest resident memory of the whole command and all that it started,",
        "read ten times a second. The goal is 1 GiB, however many people there are.",
        "",
        "| people | whole `estimate`, by the clock | of processors | peak |",
        "| ---: | ---: | ---: | ---: |",
        *rows,
        "",
        f"The people wait in a file without a name, {row_of(1, 1, len(COVARIATES)).itemsize} bytes each here, in the",
        "folder for temporary files (`TMPDIR`). `--memory` bounds the engine, which reads the files and puts people in",
        f"order, on disk where they do not fit; what comes after it reads them in parts of {PART:,}. In memory at any",
        "time are such a part, the sums per cell (caseworker by stratum), and while a learner is fitted the numbers of",
        f"at most {LEARNT:,} people.",
        "",
    ])  # fmt: skip


def main() -> None:
    """Measure, print, and write the page when asked."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--sizes", type=int, nargs="+", default=[1_000_000, 10_000_000])
    options.add_argument("--memory", default="512MB", help="what the engine may take")
    options.add_argument("--write", action="store_true", help="also write docs/reference/memory-on-rows.md")
    chosen = options.parse_args()
    before, runs = os.getloadavg()[0], []
    print(f"machine: {machine()}\ndate: {date.today().isoformat()}")  # noqa: DTZ011
    with tempfile.TemporaryDirectory(prefix="findings-") as folder:
        for people in chosen.sizes:
            run = measured(people, Path(folder), chosen.memory)
            runs.append(run)
            met = "met" if run.peak <= GOAL else "NOT MET"
            told = f"{run.seconds:.0f} s, {run.busy:.0f} s of processors, peak {run.peak:.0f} MiB"
            print(f"{people:,} people: {told} (goal ≤ 1,024 MiB, {met})", flush=True)
    if chosen.write:
        PAGE.write_text(page(runs, chosen.memory, (before, os.getloadavg()[0])), encoding="utf-8")


if __name__ == "__main__":
    main()
