# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables as people hand them over: without rows, with decimal commas, with columns in another case."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from research.__main__ import main
from tests.research.builders import small_plan, small_table


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A plan, a table and its estimates: everything that is right."""
    small_plan(tmp_path)
    small_table(900).to_csv(tmp_path / "t.csv", index=False)
    asked = ["--data", str(tmp_path / "t.csv"), "--out", str(tmp_path / "e")]
    assert main(["--quiet", "estimate", str(tmp_path / "klein.toml"), *asked]) == 0
    return tmp_path


@pytest.mark.parametrize("kind", ["csv", "parquet", "xlsx"])
def test_a_table_of_a_header_alone_is_refused_by_its_own_name(
    kind: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(small_table(900).head(0), here / f"leeg.{kind}")
    asked = [
        "estimate",
        str(here / "klein.toml"),
        "--data",
        str(here / f"leeg.{kind}"),
        "--out",
        str(here / "o"),
    ]
    assert main(["--quiet", *asked]) == 1
    told = capsys.readouterr().err
    assert told.startswith(
        f"refused: leeg.{kind}: expected at least one row below the names of the columns; found none."
    )


def written(table: pd.DataFrame, path: Path) -> None:
    if path.suffix == ".csv":
        table.to_csv(path, index=False)
    elif path.suffix == ".parquet":
        table.to_parquet(path, index=False)
    else:
        table.to_excel(path, index=False)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_decimal_comma_where_it_is_not_read_is_named_as_the_reason(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small_plan(tmp_path, scale="mean", covariates=("x",))
    table = small_table(300, scale="mean")
    table["x"] = [f"{value:.3f}".replace(".", ",") for value in table["x"]]
    written(table, tmp_path / f"t.{kind}")
    asked = ["--data", str(tmp_path / f"t.{kind}"), "--out", str(tmp_path / "o")]
    assert main(["--quiet", "estimate", str(tmp_path / "klein.toml"), *asked]) == 1
    told = capsys.readouterr().err
    assert "column x: expected a number" in told
    assert "with a point as decimal sign: in a file of this kind a decimal comma is not read" in told


@pytest.mark.parametrize("kind", ["csv", "parquet", "xlsx"])
@pytest.mark.parametrize("case", [str.upper, str.title])
def test_the_case_of_columns_says_nothing_when_estimating(
    kind: str, case: Callable[[str], str], here: Path
) -> None:
    table = small_table(900)
    written(table.rename(columns=case), here / f"anders.{kind}")
    plan = str(here / "klein.toml")
    assert (
        main(["--quiet", "estimate", plan, "--data", str(here / f"anders.{kind}"), "--out", str(here / "o")])
        == 0
    )
    assert (here / "o" / "estimates.csv").read_bytes() == (here / "e" / "estimates.csv").read_bytes()


def test_two_columns_that_differ_only_in_case_are_refused(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = small_table(900).rename(columns={"old": "OLD"})
    table.assign(Old=table["OLD"]).to_csv(here / "t.csv", index=False)
    asked = ["--data", str(here / "t.csv"), "--out", str(here / "o")]
    assert main(["--quiet", "estimate", str(here / "klein.toml"), *asked]) == 1
    assert "column old: expected every column once; found it twice" in capsys.readouterr().err


def test_two_files_of_one_content_are_refused_whatever_the_case_of_their_columns(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small_table(900).rename(columns=str.upper).to_csv(here / "again.csv", index=False)
    asked = ["--data", str(here / "t.csv"), str(here / "again.csv"), "--out", str(here / "o")]
    assert main(["--quiet", "estimate", str(here / "klein.toml"), *asked]) == 1
    assert "expected every delivery once; found the same rows as in" in capsys.readouterr().err
