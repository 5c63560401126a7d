# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same people given twice are refused, whatever the name, the kind or the order of the second file (F15)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from research.data.codebook import codebook_of
from research.data.twice import digest, refuse_same_content
from research.errors import InputError
from research.run import estimate
from tests.research.builders import small_plan, small_table
from tests.research.file_kinds import KINDS


@pytest.mark.parametrize(
    "kind", ["comma", "semicolon, decimal comma, Windows-1252", "Parquet", "SPSS", "Excel"]
)
def test_f15_a_delivery_given_again_is_refused(kind: str, tmp_path: Path) -> None:
    plan, table = small_plan(tmp_path), small_table(200)
    table.to_csv(tmp_path / "delivery.csv", index=False)
    (tmp_path / "again").mkdir()
    again = KINDS[kind](table.sample(frac=1.0, random_state=1), tmp_path / "again")
    with pytest.raises(
        InputError, match=f"^{again.name}: .*every delivery once.*the same rows as in delivery.csv"
    ):
        estimate(plan, [tmp_path / "delivery.csv", again])


def test_f15_a_copy_in_a_folder_of_parquet_is_refused(tmp_path: Path) -> None:
    plan = small_plan(tmp_path)
    (tmp_path / "parts").mkdir()
    small_table(200).to_parquet(tmp_path / "parts" / "a.parquet", index=False)
    shutil.copy(tmp_path / "parts" / "a.parquet", tmp_path / "parts" / "b.parquet")
    with pytest.raises(InputError, match=r"b\.parquet: .*the same rows as in a\.parquet"):
        refuse_same_content([tmp_path / "parts"], codebook_of(plan))


def test_parts_of_one_size_that_differ_in_one_cell_are_read(tmp_path: Path) -> None:
    plan, table = small_plan(tmp_path), small_table(200)
    table.to_csv(tmp_path / "a.csv", index=False)
    table.loc[7, "y"] = 1 - table.loc[7, "y"]
    table.to_csv(tmp_path / "b.csv", index=False)
    assert estimate(plan, [tmp_path / "a.csv", tmp_path / "b.csv"]).people == 400


def test_a_digest_does_not_see_the_order_and_sees_every_row() -> None:
    table = small_table(300)
    parts = [table.iloc[200:], table.iloc[:200]]
    assert digest(parts) == digest([table]) == digest([table.sample(frac=1.0, random_state=2)])
    assert digest([table, table.iloc[:1]]) != digest([table, table.iloc[1:2]])
