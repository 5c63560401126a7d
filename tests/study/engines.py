# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""One table counted by every engine: DuckDB in this process, and Spark on a cluster of two workers on this machine.

    script/study engines [--people N]

The counts must be the same to the last byte, however the rows are divided. Prints the seconds of each, and how many
times as long Spark took; its start (a session on the cluster, and Java for each worker) is in it.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path

import pyspark

from research.counting.count_path import CountPath
from research.counting.municipal_counts import write_counts
from research.plan.model import Plan
from research.plan.reading import read_plan
from research.run import Way, count
from research.simulation.country import World
from tests.cluster import cluster
from tests.research.builders import PLANS, linked_like

MEMORY = "600MB"


def counts(plan: Plan, data: list[Path], way: Way, out: Path) -> tuple[float, bytes]:
    """Seconds of the counting pass, and the bytes of the file of counts."""
    begin = time.perf_counter()
    found = count(plan, data, lambda _: None, way)
    seconds = time.perf_counter() - begin
    assert isinstance(found, CountPath)
    with_bytes = write_counts(plan, found.tally, found.ledger, found.extras, out).read_bytes()
    found.close()
    return seconds, with_bytes


def main() -> None:
    """Draw a country, divide it in two ways, count it four times."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--people", type=int, default=200_000)
    people = options.parse_args().people
    plan = read_plan(PLANS / "fictief.toml")
    table = linked_like(World(clients=people, caseworkers=200, offices=8, months=60, seed=7))
    with tempfile.TemporaryDirectory(prefix="engines-") as name, cluster(2) as master:
        folder = Path(name)
        whole, parts = folder / "whole.parquet", folder / "parts"
        parts.mkdir()
        table.to_parquet(whole, index=False)
        mixed = table.sample(frac=1.0, random_state=1)
        for number in range(5):
            mixed.iloc[number::5].to_parquet(parts / f"{number}.parquet", index=False)
        ways = {
            "duckdb": Way(memory=MEMORY),
            f"spark {pyspark.__version__}": Way("spark", MEMORY, master=master),
        }
        found: set[bytes] = set()
        spent: dict[str, list[float]] = {told: [] for told in ways}
        for told, way in ways.items():
            for kind, data in (("one file", whole), ("five files in another order", parts)):
                seconds, made = counts(plan, [data], way, folder / "counts.parquet")
                found.add(made)
                spent[told].append(seconds)
                print(f"{told}, {kind}: {people:,} people in {seconds:.1f} s", flush=True)
        duckdb, spark = (sum(seconds) for seconds in spent.values())
        print(f"spark / duckdb: {spark / duckdb:.1f}; load average {os.getloadavg()[0]:.1f}")
    print("the same counts" if len(found) == 1 else "DIFFERENT COUNTS")
    raise SystemExit(len(found) != 1)


if __name__ == "__main__":
    main()
