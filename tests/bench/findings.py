# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Speed of `findings` beside pyfixest and linearmodels, in one run on one machine.

    python -m tests.bench.findings [--quick] [--write FILE]

G1: 45 estimations (15 groups by 3 tracks) on 1,000,000 rows. G2: 10,000,000 rows. G3: the full UJIVE run.
The numbers must be
equal to 1e-8. Reading a file is left out, preparing data is not. The plain pass reads the same columns once.
"""

from __future__ import annotations

import argparse
import gc
import os
import platform
import time
import tracemalloc
import warnings
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from findings.estimate.cells import comparable
from findings.estimate.leniency import Leniency, Table, leniency
from findings.estimate.ujive import Outcomes, effects, first_stage
from findings.simulate import TRACKS, World, draw

WORKERS, OFFICES, MONTHS = 600, 8, 60


def country(clients: int) -> Table:
    """The simulated country as compact columns: 600 caseworkers, 480 strata, seven traits."""
    people = draw(World(clients=clients, caseworkers=WORKERS, offices=OFFICES, months=MONTHS, seed=7))
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


def extra_megabytes(run: Callable[[], Any]) -> float:
    """Peak memory above the loaded table, in MiB, as numpy reports it."""
    gc.collect()
    tracemalloc.start()
    run()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 2**20


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


def full_ujive(table: Table) -> int:
    """15 groups: three tracks singly and jointly, both errors and null-imposed sets; counting included."""
    key = (table.worker.astype(np.int64) * (OFFICES * MONTHS) + table.stratum) * len(TRACKS) + table.track
    size, done = WORKERS * OFFICES * MONTHS * len(TRACKS), 0
    for mask in group_masks(table):
        people = np.bincount(key[mask], minlength=size).reshape(-1, len(TRACKS))
        working = np.bincount(key[mask], weights=table.outcome[mask], minlength=size).reshape(-1, len(TRACKS))
        places = np.flatnonzero(people.sum(axis=1))
        sample = comparable(
            places // (OFFICES * MONTHS), places % (OFFICES * MONTHS), people[places].sum(axis=1)
        )
        if sample is None:
            continue
        stage = first_stage(sample.geometry, people[places][sample.kept].astype(float))
        total = working[places][sample.kept]
        outcome = Outcomes(total, total)
        done += len(effects(stage, outcome))
        for track in range(stage.tracks):
            done += len(effects(stage.only(track), outcome))
    return done


def machine() -> str:
    """What this ran on."""
    versions = f"Python {platform.python_version()}, numpy {np.__version__}"
    return f"{platform.machine()}, {os.cpu_count()} processors, {versions}"


def main() -> None:
    """Run the bench and print its lines."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--quick", action="store_true", help="a tenth of the rows, three estimations of the others"
    )
    options.add_argument("--write", type=Path, help="also write a page")
    chosen = options.parse_args()
    warnings.simplefilter("ignore")
    rows = 100_000 if chosen.quick else 1_000_000
    table = country(rows)
    everything = [(group, track) for group in range(15) for track in (1, 2, 3)]
    wanted = everything[:3] if chosen.quick else everything
    lines = [f"machine: {machine()}", f"date: {date.today().isoformat()}", f"rows: {rows:,}"]  # noqa: DTZ011
    ours_seconds, ours = timed(lambda: leniency(table, 4), 5)
    extra = extra_megabytes(lambda: leniency(table, 4))
    lines.append(f"ours, 45 estimations: {ours_seconds:.3f} s, extra memory {extra:.0f} MiB")
    lines.append(f"plain pass over the same columns: {timed(lambda: plain_pass(table), 5)[0]:.4f} s")
    by_pyfixest(table, everything[:1])  # compiles what it compiles
    for name, run in (("pyfixest", by_pyfixest), ("linearmodels", by_linearmodels)):
        seconds, found = timed(lambda run=run: run(table, wanted), 1)
        whole = seconds * len(everything) / len(wanted)
        lines.append(
            f"{name}, {len(wanted)} estimations: {seconds:.2f} s, furthest from ours {furthest(ours, found):.1e}"
        )
        lines.append(
            f"{name}/ours at {'1M' if rows == 1_000_000 else f'{rows:,}'}: {whole / ours_seconds:.1f}"
        )
        if name == "pyfixest":
            pyfixest_seconds = whole
    ujive_seconds, number = timed(lambda: full_ujive(table), 1)
    lines.append(
        f"full UJIVE run, {number} estimates with both errors and null-imposed sets: {ujive_seconds:.2f} s"
    )
    lines.append(f"full UJIVE run / one pyfixest run of the 45: {ujive_seconds / pyfixest_seconds:.3f}")
    if not chosen.quick:
        large = country(10_000_000)
        seconds, _ = timed(lambda: leniency(large, 4), 3)
        lines.append(
            f"ours at 10M: {seconds:.3f} s, extra memory {extra_megabytes(lambda: leniency(large, 4)):.0f} MiB"
        )
        lines.append(f"10M/1M: {seconds / ours_seconds:.2f}")
    print("\n".join(lines))
    if chosen.write:
        body = "\n".join(f"* {line}" for line in lines)
        title = "# Speed of the research package\n\nMade by `script/bench findings`.\n\n"
        chosen.write.write_text(title + body + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
