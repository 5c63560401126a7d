# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Awkward tables through every engine and family of files: the same bytes or the same refusal; never a traceback."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from research.data.codebook import codebook_of
from research.data.table import read_chunks
from research.errors import InputError
from research.publish.compose import compose
from research.release.writing import release_files
from research.results import Results, to_json
from research.run import Way, estimate
from tests.cluster import settings_for_small_tables
from tests.research.awkward import AWKWARD, Awkward, Make
from tests.research.builders import small_plan
from tests.research.file_kinds import KINDS

pytestmark = pytest.mark.usefixtures("fewer_draws")

#: One of every family; test_kinds goes through them all.
FAMILIES = (
    "comma", "tab, decimal comma, UTF-16", "comma, gzip", "Parquet", "Arrow stream", "SPSS", "Stata", "SAS transport",
    "Excel",
)  # fmt: skip


def outcome(
    case: Awkward, make: Make, folder: Path, kind: str, way: Way | None = None
) -> tuple[object, ...] | Results:
    """The results of a table, or what was refused."""
    folder.mkdir(exist_ok=True)
    plan = small_plan(folder, scale=case.scale, changes=case.changes)
    try:
        return estimate(plan, [KINDS[kind](make(), folder)], way=way)
    except InputError as error:
        return (error.column, error.expected, error.found.replace(",", "."))


def released(case: Awkward, results: Results, folder: Path) -> dict[str, bytes]:
    return release_files(compose(small_plan(folder, scale=case.scale, changes=case.changes), results, []))


def test_there_are_twenty_tables_and_more() -> None:
    assert len(AWKWARD) >= 20


@pytest.mark.slow
@pytest.mark.parametrize("name", AWKWARD)
def test_an_awkward_table_gives_the_same_bytes_or_the_same_refusal(name: str, tmp_path: Path) -> None:
    case = AWKWARD[name]
    first = outcome(case, case.same or case.make, tmp_path, "Parquet")
    if case.refused:
        assert isinstance(first, tuple), name
        for word in case.refused:
            assert word in " ".join(map(str, first)), first
    else:
        assert isinstance(first, Results), first
        assert released(case, first, tmp_path)
        judged(case, first)
    kinds = ("Parquet", FAMILIES[list(AWKWARD).index(name) % len(FAMILIES)])
    for kind in kinds if case.same else kinds[1:]:
        same(first, outcome(case, case.make, tmp_path, kind), kind)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::FutureWarning:pyspark")
def test_every_awkward_table_goes_through_spark_as_through_duckdb(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One test, because one session of Spark then serves every table."""
    from pyspark.sql import SparkSession

    for setting, value in settings_for_small_tables(tmp_path).items():
        monkeypatch.setenv(setting, value)
    way = Way("spark", "600MB", master="local[1]")
    with SparkSession.builder.master(way.master).config("spark.ui.enabled", "false").getOrCreate():
        for place, (name, case) in enumerate(AWKWARD.items()):
            folder = tmp_path / str(place)
            here = outcome(case, case.make, folder, "Parquet")
            same(here, outcome(case, case.make, folder, "Parquet", way), name)


def same(first: tuple[object, ...] | Results, found: tuple[object, ...] | Results, where: str) -> None:
    """The same results to the last byte, or the same refusal."""
    if isinstance(first, Results):
        assert isinstance(found, Results), (where, found)
        assert to_json(found) == to_json(first), where
    else:
        assert found == first, where


def read(case: Awkward, make: Make, folder: Path, kind: str) -> tuple[object, ...] | list[list[object]]:
    """The checked rows that every engine starts from, or what was refused."""
    folder.mkdir(exist_ok=True)
    plan = small_plan(folder, scale=case.scale, changes=case.changes)
    try:
        chunks = list(read_chunks([KINDS[kind](make(), folder)], codebook_of(plan)))
        return pd.concat(chunks).fillna(-1).to_numpy().tolist()
    except InputError as error:
        return (error.column, error.expected, error.found.replace(",", "."))


@pytest.mark.parametrize("name", AWKWARD)
def test_an_awkward_table_is_read_alike_from_every_kind_of_file(name: str, tmp_path: Path) -> None:
    case = AWKWARD[name]
    first = read(case, case.same or case.make, tmp_path / "first", "Parquet")
    for place, kind in enumerate(FAMILIES):
        assert read(case, case.make, tmp_path / str(place), kind) == first, kind


def judged(case: Awkward, results: Results) -> None:
    """Every row has a number or a reason; a balance that cannot be seen is never said to be fine."""
    rows = results.headline("caseworker")
    assert rows
    for row in rows:
        assert (row.estimate is None) == bool(row.reason), row
    if case.empty:
        assert all(row.estimate is None for row in rows)
    cautions = " ".join(caution["en"] for caution in results.cautions)
    assert case.caution in cautions if case.caution else "look like" not in cautions, cautions
    for check in results.checks:
        if check.gate in ("balance", "permutation") and check.verdict == "voldaan":
            assert check.value
            assert check.error is None or check.error > 1e-9, check
