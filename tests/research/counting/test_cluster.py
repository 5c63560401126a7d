# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Spark on a real cluster of a master and two workers: the bytes of DuckDB, however the rows are divided."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from research.counting import engines
from research.errors import InputError
from research.publish.compose import compose
from research.release.writing import release_files
from research.results import to_json
from research.run import Way, estimate
from tests.cluster import cluster, settings_for_small_tables
from tests.research.builders import small_plan, small_table
from tests.research.counting.test_engines import CHANGES, folder_of, town

pytestmark = pytest.mark.usefixtures("fewer_draws")


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::FutureWarning:pyspark")
def test_spark_on_two_workers_gives_the_bytes_of_duckdb(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in settings_for_small_tables(tmp_path).items():
        monkeypatch.setenv(name, value)
    plan = small_plan(tmp_path, changes=CHANGES)
    table = pd.concat([town("a", 5, 1200), town("b", 6, 1200)])
    table.to_parquet(tmp_path / "whole.parquet", index=False)
    ours = estimate(plan, [tmp_path / "whole.parquet"])
    parts = folder_of(table.sample(frac=1.0, random_state=1), tmp_path / "parts", 3)
    (tmp_path / "rows").mkdir()
    of_rows = small_plan(tmp_path / "rows", scale="mean", covariates=("x",))
    people = small_table(1_500, scale="mean")
    people.to_parquet(tmp_path / "people.parquet", index=False)
    ours_of_rows = estimate(of_rows, [tmp_path / "people.parquet"])
    parts_of_rows = folder_of(people.sample(frac=1.0, random_state=2), tmp_path / "rows" / "parts", 3)
    with cluster(2) as master:
        way = Way("spark", "600MB", master=master)
        theirs = estimate(plan, [parts], way=way)
        theirs_of_rows = estimate(of_rows, [parts_of_rows], way=way)
    assert ours_of_rows.estimates
    assert to_json(theirs_of_rows) == to_json(ours_of_rows)
    assert to_json(theirs) == to_json(ours)
    assert release_files(compose(plan, theirs, [])) == release_files(compose(plan, ours, []))


@pytest.mark.filterwarnings("ignore::FutureWarning:pyspark")
def test_a_master_that_does_not_answer_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pyspark.sql import SparkSession

    def nobody(_builder: object) -> None:
        raise RuntimeError("nobody answers")

    monkeypatch.setattr(SparkSession.Builder, "getOrCreate", nobody)
    small_table(100).to_parquet(tmp_path / "t.parquet", index=False)
    way = Way("spark", master="spark://127.0.0.1:1")
    with pytest.raises(InputError, match=r"a master of Spark at spark://127.0.0.1:1, and Java 17 or newer"):
        estimate(small_plan(tmp_path), [tmp_path / "t.parquet"], way=way)


def test_without_spark_one_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_table(100).to_parquet(tmp_path / "t.parquet", index=False)
    monkeypatch.setattr(engines.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(InputError, match=r"the package pyspark, and Java 17.*pip install '\.\[spark\]'"):
        estimate(small_plan(tmp_path), [tmp_path / "t.parquet"], way=Way("spark"))
