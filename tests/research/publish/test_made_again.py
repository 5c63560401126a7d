# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The shipped fictional releases can be made again, byte for byte, from the seeds in `research/simulation/country.py`.

The files of a municipality and their linking are skipped to save minutes (other tests hold them); everything after them
is done: what can be seen beforehand, counts, a round with its closing, and the releases.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from research.counting.municipal_counts import write_counts
from research.feasibility.blind import blind_plan
from research.feasibility.prospects import prospects
from research.feasibility.record import opening_of, record_of, written
from research.plan.model import Opening, Plan
from research.plan.reading import read_plan
from research.publish.compose import compose
from research.release.reading import read_release
from research.release.schema import Release
from research.release.writing import release_files
from research.results import Results
from research.rounds.closing import close_round
from research.rounds.joining import begin_round, join_round
from research.run import Way, count, estimate
from research.simulation.country import ROUND, TOWN, World, draw
from research.simulation.files import households, persons, pseudonyms, yearly
from tests.research.builders import PLANS, ROOT, linked_like

STORE = ROOT / "models_store"
CITY, TWELVE = STORE / "fictief-stad-2026", STORE / "fictief-ronde-2026"
#: As `feasibility` has it when nobody says otherwise.
RATE = 30.0


def quiet(_: str) -> None:
    """Say nothing."""


def shipped_table(world: World) -> pd.DataFrame:
    """The linked table of a shipped municipality: schooling is unknown for whom the yearly file leaves out."""
    people = draw(world)
    rng = np.random.Generator(np.random.PCG64(world.seed + 1))
    rin = pseudonyms(world.clients, world.seed)
    start = people.month.astype(np.int64) + world.first_year * 12
    persons(people, rin, start, rng)
    households(people, rin, start, rng)
    files = yearly(people, rin, start, rng)
    known = np.concatenate(
        [file["RINPERSOON"] for name, file in files.items() if name.startswith("HOOGSTEOPL")]
    )
    table = linked_like(world, people).assign(RINPERSOON=rin)
    table.loc[~table["RINPERSOON"].isin(known), "opleiding"] = "onbekend"
    return table


def seen_beforehand(plan: Plan, table: pd.DataFrame, folder: Path) -> Opening:
    """Which questions stay closed, from the table without outcomes."""
    path = folder / "registration.csv"
    table.drop(columns=[outcome.column for outcome in plan.outcomes]).to_csv(path, index=False)
    blind = blind_plan(plan, [path])
    counted = count(blind, [path], quiet, Way())
    found = prospects(blind, counted.tally, RATE, quiet)
    counted.close()
    record = folder / "feasibility.json"
    record.write_text(written(record_of(plan, found, RATE, [])), encoding="utf-8")
    return opening_of(record, plan)


def differing(made: Release, folder: Path) -> list[str]:
    """The files of a release that are not as they are shipped."""
    files, stored = release_files(made), {file.name: file.read_bytes() for file in folder.iterdir()}
    assert sorted(files) == sorted(stored)
    return [name for name, content in files.items() if content != stored[name]]


REMAKE = "make it again: docs/how-to/run-a-round.md, the shipped releases"


@pytest.mark.slow
def test_the_release_of_one_municipality_is_made_again_byte_for_byte(tmp_path: Path) -> None:
    """The digest of what could be seen is that of the files it was made from, so it is taken from the release."""
    plan, table = read_plan(PLANS / "fictief.toml"), shipped_table(TOWN)
    opening = seen_beforehand(plan, table, tmp_path)
    line = next(line for line in read_release(CITY).checks if line.key == "plan.feasibility")
    opening = replace(opening, sha256=line.statistic.removeprefix("sha256 "))
    path = tmp_path / "linked.parquet"
    table.to_parquet(path, index=False)
    results = estimate(plan, [path], quiet, Way(opening=opening))
    assert not differing(compose(plan, results, []), CITY), REMAKE


def closed_round(plan: Plan, folder: Path) -> Results:
    """The shipped round: every municipality counts for itself and joins, and it is closed."""
    at = folder / "round"
    begin_round(Path(PLANS / "ronde.toml"), at)
    for seed, (key, called) in enumerate(ROUND.items(), start=1):
        path = folder / f"{key}.parquet"
        shipped_table(replace(TOWN, seed=seed)).assign(gemeente=key).to_parquet(path, index=False)
        own = count(plan, [path], quiet, Way())
        assert own.ledger is not None
        counts = write_counts(plan, own.tally, own.ledger, own.extras, folder / f"{key}.counts.parquet")
        own.close()
        join_round(at, key, called, counts, None, "2026-11-30", quiet)
    return close_round(at, quiet, Way())[1]


@pytest.mark.slow
def test_the_release_of_the_round_is_made_again_byte_for_byte(tmp_path: Path) -> None:
    plan = read_plan(PLANS / "ronde.toml")
    made = compose(plan, closed_round(plan, tmp_path), [CITY])
    assert not differing(made, TWELVE), REMAKE
