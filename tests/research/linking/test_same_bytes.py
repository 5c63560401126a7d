# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same people give the same bytes: whatever the order of rows, the edition, the case of columns, the kind of
file, the threads."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from research.linking.link import link, order
from research.linking.page import page
from tests.research.linking.delivered import INCOME, People, linked, make, write

KINDS = ("parquet", "csv", "scsv", "sav", "zsav", "dta", "tsv", "arrow", "xlsx")
PEOPLE = make()
CASES = {"as it is": str, "lower": str.lower, "upper": str.upper, "title": str.title}


def bytes_of(folder: Path) -> str:
    return str(linked(folder).table.to_csv(index=False))


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> str:
    return bytes_of(PEOPLE.write(tmp_path_factory.mktemp("wanted")))


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_rows_files_editions_columns_and_kinds_may_be_anything(
    data: st.DataObject, wanted: str, tmp_path: Path
) -> None:
    """Rows in any order; files made in any order, anywhere in the tree; any edition, with an earlier one of other
    people beside it; columns in any order and case; every file of a kind of its own."""
    folder = tmp_path / str(data.draw(st.uuids(), label="folder"))
    (folder / "sub").mkdir(parents=True)
    shutil.copy(PEOPLE.write(tmp_path / "declared") / "upload.toml", folder)
    for place in data.draw(st.permutations(sorted(PEOPLE.tables)), label="files"):
        kind = data.draw(st.sampled_from(KINDS), label=f"kind of {place}")
        seed = data.draw(st.integers(0, 2**31), label="rows")
        rename = CASES[data.draw(st.sampled_from(sorted(CASES)), label="case")]
        edition = data.draw(st.integers(4, 30), label="edition") if "/" in place else 0
        stem = place.rpartition("V")[0]
        name = f"{stem}V{edition}" if edition else place
        loose = data.draw(st.booleans(), label="elsewhere")
        target = folder / ("sub" if loose else "") / (name.rpartition("/")[2] if loose else name)
        table = PEOPLE.tables[place].sample(frac=1.0, random_state=seed).rename(columns=rename)
        columns = data.draw(st.permutations(list(table)), label="columns")
        write(table[columns], target.with_name(f"{target.name}.{kind}"))
        if edition and data.draw(st.booleans(), label="an earlier edition"):
            earlier = target.with_name(f"{stem.rpartition('/')[2]}V{edition - 1}.parquet")
            write(PEOPLE.tables[place].head(7), earlier)
    assert bytes_of(folder) == wanted


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_file_gives_the_same_bytes(kind: str, wanted: str, tmp_path: Path) -> None:
    assert bytes_of(PEOPLE.write(tmp_path, kind)) == wanted


@pytest.mark.parametrize(("memory", "threads"), [("200MB", 1), ("1GB", 2), ("2 GB", 4)])
def test_threads_and_memory_change_no_byte(tmp_path: Path, memory: str, threads: int, wanted: str) -> None:
    folder = PEOPLE.write(tmp_path)
    found = link(folder, asked=order(folder, memory=memory, threads=threads))
    again = linked(folder)
    assert str(found.table.to_csv(index=False)) == wanted
    assert found.report == again.report
    assert page(found.account, "nl") == page(again.account, "nl")


def test_spells_that_overlap_are_counted_and_settled_by_content(tmp_path: Path) -> None:
    both = []
    for name in ("one", "other"):
        people: People = make()
        spells = [people.tables[INCOME], people.tables[INCOME].assign(SECM="22")]
        people.tables[INCOME] = pd.concat(spells if name == "one" else spells[::-1])
        both.append(linked(people.write(tmp_path / name)))
    assert both[0].report == both[1].report
    assert both[0].table.equals(both[1].table)
    assert [entry.key for entry in both[0].account.of("tie")] == ["two categories"]
