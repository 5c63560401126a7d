# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The made-up set of national size, at a small scale: how much of everything, the same bytes, all or nothing, and what
linking makes of it."""

from __future__ import annotations

import hashlib
import shutil
from collections import namedtuple
from pathlib import Path

import duckdb
import pytest

from research.errors import InputError
from research.linking.link import link, order
from research.simulation import national
from research.simulation.national import PEOPLE, UNITS, units_of, write_national

SCALE = 0.002
#: Rows of a file at scale 1; of the yearly ones in one year.
ROWS = {
    "GBAPERSOON2022TABV1": 25_000_000, "GBAHUISHOUDENS2022BUSV1": 60_000_000, "SECMBUS2022V1": 100_000_000,
    "HOOGSTEOPL2018TABV1": 12_000_000, "MEDICIJN2018TABV1": 20_000_000, "9999GEMEENTEXINTAKECBKV1": 200_000,
}  # fmt: skip


def made(folder: Path) -> dict[str, str]:
    said: list[str] = []
    paths = write_national(folder, SCALE, said.append)
    assert said[-1].endswith("100% of 563,600 rows (FICTIEF)")
    assert sorted(p for p in folder.rglob("*") if p.is_file()) == sorted(paths)
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in paths}


def test_rows_are_as_many_as_the_scale_says_and_the_bytes_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = made(tmp_path / "one")
    assert made(tmp_path / "other") == first
    for name, rows in ROWS.items():
        path = next((tmp_path / "one").rglob(f"{name}.parquet"))
        found = duckdb.connect().execute(
            f"SELECT count(*), count(DISTINCT RINPERSOON), count(DISTINCT hash(t)) FROM '{path}' t"
        )
        number, people, different = found.fetchone() or (0, 0, 0)
        assert number == rows * SCALE
        assert different == number, "no row twice"
        if name.startswith(("GBAPERSOON", "HOOGSTEOPL", "9999")):
            assert people == number
    monkeypatch.setattr(national, "BLOCK", 1_000)  # more blocks, the same rows
    again = tmp_path / "again"
    write_national(again, SCALE, lambda _: None)
    for name in first:
        if name.endswith("parquet"):
            both = [
                duckdb.sql(f"SELECT * FROM '{tmp_path / run / name}'").fetchall() for run in ("one", "again")
            ]
            assert both[0] == both[1]


def test_a_smaller_scale_is_fewer_of_the_same_people(tmp_path: Path) -> None:
    write_national(tmp_path / "large", SCALE, lambda _: None)
    write_national(tmp_path / "small", SCALE / 4, lambda _: None)
    path = "InkomenBestedingen/SECMBUS/SECMBUS2022V1.parquet"
    small, large = (
        duckdb.sql(f"SELECT * FROM '{tmp_path / s / path}'").fetchall() for s in ("small", "large")
    )
    assert large[: len(small)] == small
    assert units_of(1) == UNITS
    assert units_of(1) * PEOPLE == 25_000_000


def test_it_links_and_everybody_is_found(tmp_path: Path) -> None:
    write_national(tmp_path, SCALE, lambda _: None)
    linked = link(tmp_path, asked=order(tmp_path))
    table = linked.table
    outside = [e for e in linked.account.of("dropped") if e.key == "not in the register"]
    assert len(table) == round(UNITS * SCALE) - sum(e.lost for e in outside)
    assert set(table["traject"]) == {"basis", "direct_werk", "voorbereiden", "meedoen"}
    assert (table["gehuwd"] != "onbekend").all()
    assert (table["werk_24m"] != "").all()
    for column in ("opleiding", "betaalachterstand", "chronisch", "recent_werk", "geslacht"):
        assert table[column].nunique() > 1, column
    assert not linked.account.of("year", "tie")


def test_a_disk_without_room_is_said_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10, 10, 2_000_000))
    with pytest.raises(InputError, match=r"expected a disk with 2\.8 GB free; found 0\.0 GB"):
        write_national(tmp_path / "o", 1, lambda _: None)
    assert not (tmp_path / "o").exists()


@pytest.mark.parametrize("scale", [0, -1, 3, float("nan")])
def test_a_scale_that_is_none_is_refused(scale: float, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="column --scale: expected 0"):
        write_national(tmp_path, scale, lambda _: None)


def test_a_stop_leaves_nothing_and_what_a_kill_left_is_cleared(tmp_path: Path) -> None:
    def stopped(said: str) -> None:
        if "SECMBUS" in said:
            assert (tmp_path / "o" / national.DRAFT).is_dir()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_national(tmp_path / "o", SCALE, stopped)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "o" / national.DRAFT / "half").mkdir(parents=True)
    write_national(tmp_path / "o", SCALE, lambda _: None)
    assert not (tmp_path / "o" / national.DRAFT).exists()
