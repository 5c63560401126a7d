# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counting the whole group: beside pandas, whatever the order, kind and engine, and what is refused."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from research.counting import expression
from research.counting.engines import Setting
from research.counting.insight import FILE, count_insight, read_counts_of_group, to_json
from research.errors import InputError
from tests.research.insight_plans import both_tables, counted, in_july, insight_plan, people


@pytest.fixture
def here(tmp_path: Path) -> Path:
    both_tables(tmp_path)
    return tmp_path


def test_every_count_is_that_of_pandas(here: Path) -> None:
    plan = insight_plan(here)
    counts = counted(plan, here / "clients.csv", here / "others.csv")
    for side, file in enumerate(("clients.csv", "others.csv")):
        table = pd.read_csv(here / file)
        table["year"] = table["maand"].str[:4].astype(int)
        inside = table[
            table["year"].isin(plan.years) & table["jaren"].between(18, 64) & (table["sekse"] != "?")
        ]
        assert counts.outside[side] == len(table) - len(inside)
        band = np.digitize(inside["jaren"], plan.ages) - 1
        cell = inside["sekse"].map({"m": 0, "v": 1}) * 3 + band
        for y, year in enumerate(plan.years):
            for c in range(6):
                rows = inside[(inside["year"] == year) & (cell == c)]
                assert counts.everyone[side, y, c] == len(rows)
                assert counts.known[0][0][side, y, c] == rows["ziek"].notna().sum()
                assert counts.having[0][1][side, y, c] == rows["ziek"].between(1, 2).sum()
                assert counts.having[0][2][side, y, c] == (rows["ziek"] >= 3).sum()
                assert counts.known[1][0][side, y, c] == (rows["schuld"] != "?").sum()
                assert counts.having[1][0][side, y, c] == (rows["schuld"] == "ja").sum()


def test_order_kind_and_number_of_files_leave_the_same_bytes(here: Path) -> None:
    plan = insight_plan(here)
    first = to_json(counted(plan, here / "clients.csv", here / "others.csv"))
    table = pd.read_csv(here / "clients.csv", dtype=str, keep_default_na=False)
    mixed = table.sample(frac=1, random_state=4)[list(reversed(table.columns))]
    mixed.to_csv(here / "mixed.csv", index=False, sep=";")
    assert to_json(counted(plan, here / "mixed.csv", here / "others.csv")) == first
    table[:700].to_parquet(here / "a.parquet")
    table[700:].to_excel(here / "b.xlsx", index=False)
    parts = [here / "b.xlsx", here / "a.parquet"]
    found = count_insight(plan, parts, [here / "others.csv"], Setting(), lambda _: None)
    assert to_json(found) == first


@pytest.mark.slow
@pytest.mark.skipif(importlib.util.find_spec("pyspark") is None, reason="pyspark is not installed")
def test_spark_counts_what_duckdb_counts(here: Path) -> None:
    plan = insight_plan(here)
    first = to_json(counted(plan, here / "clients.csv", here / "others.csv"))
    assert to_json(counted(plan, here / "clients.csv", here / "others.csv", "spark")) == first


def test_words_that_repeat_are_gathered_and_not_who_somebody_is(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a country everybody has another number: the engine would hold them all for a question about a few."""
    plan, gathered = insight_plan(here), set[str]()
    how_often = expression.how_often

    def told(frame: expression.Frame, names: list[str]) -> expression.Frame:
        gathered.update(names)
        return how_often(frame, names)

    monkeypatch.setattr(expression, "how_often", told)
    counted(plan, here / "clients.csv", here / "others.csv")
    assert plan.person
    assert plan.person not in gathered
    assert plan.month in gathered


def test_counts_come_back_from_their_file(here: Path) -> None:
    plan = insight_plan(here)
    counts = counted(plan, here / "clients.csv", here / "others.csv")
    (here / FILE).write_text(to_json(counts), encoding="utf-8")
    assert to_json(read_counts_of_group(here, plan)) == to_json(counts)


def refused(here: Path, clients: pd.DataFrame | None = None, others: pd.DataFrame | None = None) -> str:
    if clients is not None:
        clients.to_csv(here / "clients.csv", index=False)
    if others is not None:
        others.to_csv(here / "others.csv", index=False)
    with pytest.raises(InputError) as error:
        counted(insight_plan(here), here / "clients.csv", here / "others.csv")
    return str(error.value)


def test_somebody_twice_in_a_year_is_refused(here: Path) -> None:
    table = people(300, 1).assign(maand="2019-04")
    said = refused(here, pd.concat([table, table[:1].assign(maand="2019-05")]))
    assert "clients.csv, column wie: expected each person once a year among the clients" in said


def test_a_client_among_the_others_of_that_year_is_refused(here: Path) -> None:
    clients = people(300, 1).assign(maand="2019-04")
    said = refused(here, clients, in_july(pd.concat([people(300, 2), clients[:1]])))
    assert "others.csv, column wie: expected only people who are no client of that year" in said


def test_sides_that_were_swapped_are_refused(here: Path) -> None:
    with pytest.raises(InputError, match=r"clients.csv, column maand: expected month 07 of a year for all"):
        counted(insight_plan(here), here / "others.csv", here / "clients.csv")


def test_others_of_another_month_are_refused(here: Path) -> None:
    said = refused(here, others=in_july(people(900, 2)).replace({"maand": {"2019-07": "2019-01"}}))
    assert "others.csv, column maand: expected month 07" in said
    assert "(month_of_others of groep.toml); found “2019-01”" in said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            ("oldest = 64", "oldest = 75"),
            "expected others from 18 to 75 years old, as groep.toml says; found",
        ),
        (
            ("[18, 30, 45]", "[10, 30, 45]"),
            "others.csv, column jaren: expected others from 10 to 64 years old",
        ),
    ],
)
def test_others_linked_for_other_ages_are_refused(here: Path, change: tuple[str, str], said: str) -> None:
    """Nobody of the lowest or of the highest age of the plan: another plan cut them off."""
    with pytest.raises(InputError) as error:
        counted(insight_plan(here, change), here / "clients.csv", here / "others.csv")
    assert said in str(error.value)


def test_a_value_that_no_part_holds_is_refused(here: Path) -> None:
    said = refused(here, people(300, 1).assign(ziek="-1"))
    assert (
        "clients.csv, column ziek: expected values that one part of the topic conditions holds; found “-1”"
        in said
    )


def test_a_word_that_the_codebook_does_not_know_is_refused_with_its_line(here: Path) -> None:
    table = people(300, 1)
    table.loc[5, "schuld"] = "misschien"
    assert "clients.csv, line 7, column schuld: expected one of ja, nee, ?" in refused(here, table)


@pytest.mark.parametrize(
    ("clients", "others", "said"),
    [
        ([], ["others.csv"], "at least one file after --data"),
        (["clients.csv"], [], "at least one file after --reference"),
        (["clients.csv"], ["clients.csv"], "clients and others in different files"),
        (["clients.csv"], ["none.csv"], "none.csv"),
    ],
)
def test_files_that_cannot_be_meant_are_refused(
    here: Path, clients: list[str], others: list[str], said: str
) -> None:
    plan = insight_plan(here)
    with pytest.raises(InputError, match=said):
        count_insight(
            plan, [here / f for f in clients], [here / f for f in others], Setting(), lambda _: None
        )


@pytest.mark.parametrize(
    ("text", "said"), [("{}", "the counts that insight wrote"), ("[", "the counts that insight wrote")]
)
def test_counts_that_are_not_whole_are_refused(here: Path, text: str, said: str) -> None:
    (here / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_counts_of_group(here, insight_plan(here))


def test_counts_of_another_plan_are_refused(here: Path) -> None:
    counts = counted(insight_plan(here), here / "clients.csv", here / "others.csv")
    (here / FILE).write_text(to_json(counts), encoding="utf-8")
    with pytest.raises(InputError, match="expected the plan the counts were made with"):
        read_counts_of_group(here, insight_plan(here, ("oldest = 64", "oldest = 66")))


def test_no_counts_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"Run `python -m research insight` first"):
        read_counts_of_group(tmp_path, insight_plan(tmp_path))
