# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""One table, every kind of file: the same bytes of a release; and what cannot be read is named, with the way out."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyreadstat
import pytest

from research.data.readers import how_read, raw_chunks, read_header
from research.errors import InputError
from research.plan.model import Plan
from research.publish.compose import compose
from research.release.writing import release_files
from research.results import to_json
from research.run import estimate
from tests.research.builders import small_plan, small_table
from tests.research.file_kinds import KINDS, for_packages

MIDNIGHT = dt.datetime.fromisoformat("2019-04-01 00:00")
#: The outcome is unknown as nothing, and as -9; a decision maker has an accent, another one noughts in front.
CHANGES = {
    scale: {
        f'type = "{kind}"\nmeasured = "outcome"': f'type = "{kind}"\nmissing = ["", "-9"]\nmeasured = "outcome"'
    }
    for scale, kind in (("share", "integer"), ("mean", "number"))
}


def people(scale: str) -> pd.DataFrame:
    table = small_table(600, scale=scale)
    renamed = {"j00": "007", "j01": "zoë", "j02": "010"}
    table["judge"] = table["judge"].map(lambda word: renamed.get(word, word))
    table["y"] = table["y"].astype(float).round(2)
    table.loc[:9, "y"] = np.nan
    table.loc[10:14, "y"] = -9.0
    return table


def rows(path: Path, only: list[str] | None = None, size: int = 250) -> pd.DataFrame:
    return pd.concat(list(raw_chunks(path, read_header(path), size, only)), ignore_index=True)


Made = tuple[Plan, str, dict[str, bytes]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Made]:
    """What comes out of Parquet, by the scale of the outcome: counts, and rows with a covariate."""
    found: dict[str, Made] = {}
    for scale, covariates in (("share", ()), ("mean", ("x",))):
        folder = tmp_path_factory.mktemp(scale)
        plan = small_plan(folder, scale=scale, covariates=covariates, changes=CHANGES[scale])
        results = estimate(plan, [KINDS["Parquet"](people(scale), folder)])
        assert results.people == 585
        found[scale] = (plan, to_json(results), release_files(compose(plan, results, [])))
    return found


COUNTED = ("semicolon, decimal comma, Windows-1252", "Arrow", "SPSS", "Excel")


@pytest.mark.parametrize(
    ("kind", "scale"), [*((kind, "mean") for kind in KINDS), *((kind, "share") for kind in COUNTED)]
)
def test_every_kind_of_file_gives_the_same_bytes(
    kind: str, scale: str, made: dict[str, Made], tmp_path: Path
) -> None:
    plan, text, files = made[scale]
    results = estimate(plan, [KINDS[kind](people(scale), tmp_path)])
    assert to_json(results) == text
    assert release_files(compose(plan, results, [])) == files


def test_how_a_file_was_read_is_told(tmp_path: Path) -> None:
    told = {}
    for kind, write in KINDS.items():
        (tmp_path / "k").mkdir(exist_ok=True)
        told[kind] = how_read(write(people("mean"), tmp_path / "k"))
    assert told["comma"] == "text with commas, UTF-8"
    assert told["semicolon, decimal comma, Windows-1252"] == (
        "text with semicolons, decimal comma, Windows-1252"
    )
    assert told["semicolon, decimal point"] == "text with semicolons, UTF-8"
    assert told["tab, decimal comma, UTF-16"] == "text with tabs, decimal comma, UTF-16"
    assert told["semicolon, Windows-1252, zstd"].endswith("Windows-1252, packed with zstd")
    assert told["the suffix of another kind"] == "text with commas, UTF-8"
    assert told["Excel"] == "Excel, cells as text, sheet “personen”"
    assert told["SPSS, gzip"] == "SPSS, codes without labels, packed with gzip"


def test_columns_are_read_in_chunks_and_by_name(tmp_path: Path) -> None:
    for number, (kind, write) in enumerate(KINDS.items()):
        (tmp_path / str(number)).mkdir()
        path = write(people("share"), tmp_path / str(number))
        header = read_header(path)
        assert header == list(people("share").columns), kind
        parts = list(raw_chunks(path, header, 250, ["judge", "y"]))
        assert [list(part.columns) for part in parts] == [["judge", "y"]] * len(parts), kind
        assert max(map(len, parts)) <= 250, kind
        assert sum(map(len, parts)) == 600, kind
        assert list(pd.concat(parts)["judge"][:3]) == list(people("share")["judge"][:3]), kind


def zipped(names: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in names.items():
            archive.writestr(name, data)
    return stream.getvalue()


ODS = zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"})
HALF_A_SIGN = b"\x00\xd8"
UNREADABLE: list[tuple[str, bytes, tuple[str, ...]]] = [
    ("t.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, ("old Excel", ".xls", "password", ".xlsx")),
    ("t.ods", ODS, ("LibreOffice", ".ods", "CSV")),
    ("t.csv", ODS, ("LibreOffice", ".ods", "CSV")),
    ("t.xlsb", zipped({"xl/workbook.bin": b""}), (".xlsb", "CSV")),
    ("t.numbers", zipped({"Index/Document.iwa": b""}), ("Apple Numbers", "CSV")),
    ("t.docx", zipped({"word/document.xml": b""}), ("a text document", "CSV")),
    ("t.zip", zipped({"t.csv": b"a,b\n"}), ("a zip archive", "Unpack")),
    ("t.rds", gzip.compress(b"X\n\x00\x00\x00\x03\x00\x04"), ("(.rds)", "write.csv")),
    ("t.RData", gzip.compress(b"RDX3\nX\n\x00"), ("(.RData)", "write.csv")),
    ("t.7z", b"7z\xbc\xaf\x27\x1c" + b"\x00" * 40, ("(.7z)", "Unpack")),
    ("t.rar", b"Rar!\x1a\x07\x01\x00", ("RAR", "Unpack")),
    ("t.xz", b"\xfd7zXZ\x00", ("xz", "Unpack")),
    ("t.bz2", b"BZh91AY&SY\x00\x01", ("bzip2", "Unpack")),
    ("t.tar", b"t.csv".ljust(257, b"\x00") + b"ustar", (".tar", "Unpack")),
    ("t.mdb", b"\x00\x01\x00\x00Standard Jet DB\x00", ("Access", "CSV")),
    ("t.sqlite", b"SQLite format 3\x00", ("SQLite", "Export")),
    ("t.duckdb", b"\x00" * 8 + b"DUCK" + b"\x00" * 20, ("DuckDB", "COPY")),
    ("t.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", ("a PDF", "the table itself")),
    ("t.html", b"<!DOCTYPE html><html><body>log in</body></html>", ("a web page", "Download")),
    ("t.xml", b'<?xml version="1.0"?><rows/>', ("an XML file", "CSV")),
    ("t.json", b'[{"judge": "a"}]', ("a JSON file", "CSV")),
    ("t.pkl", b"\x80\x04\x95\x00", ("pickle", "to_parquet")),
    ("t.npy", b"\x93NUMPY\x01\x00", ("NumPy", "to_parquet")),
    ("t.feather", b"FEA1\x00\x00", ("Feather", "before 2020")),
    ("t.parquet", b"PARE\x00\x00", ("encrypted",)),
    ("t.png", b"\x89PNG\r\n\x1a\n", ("a picture",)),
    ("t.gz.gz", gzip.compress(gzip.compress(b"a,b\n")), ("packed twice", "once")),
    # of a kind that is read, and not whole
    ("t.parquet", b"PAR1 not really", ("a Parquet file",)),
    ("t.arrow", b"ARROW1\x00\x00 not really", ("Arrow that is whole",)),
    ("t.arrows", b"\xff\xff\xff\xff\x10\x00\x00\x00", ("an Arrow stream that is whole",)),
    ("t.sav", b"$FL2@(#) not really", ("SPSS that is whole", "CSV")),
    ("t.dta", b"<stata_dta><header>", ("Stata that is whole", "CSV")),
    ("t.sas7bdat", b"\x00" * 12 + bytes.fromhex("c2ea8160b31411cfbd92080009c7318c181f1011") + b"\x00" * 300,
     ("SAS that is whole", "CSV")),
    ("t.xpt", b"HEADER RECORD*******LIBRARY HEADER RECORD!!!!!!!0", ("a SAS transport file that is whole",)),
    ("t.xlsx", zipped({"xl/workbook.xml": b"<x"}), ("Excel workbook that is whole", ".xlsx")),
    ("t.xlsx", b"PK\x03\x04 not really", ("a whole file", "not a zip file")),
    ("t.csv.gz", gzip.compress(b"judge,court\n" * 5_000)[:-9], ("packed file that is whole", "again")),
    ("t.csv.zst", pa.compress(bytes(range(32, 127)) * 900, codec="zstd", asbytes=True)[:-30],
     ("packed file that is whole",)),
    # text that is no table
    ("t.csv", b"sep=;\njudge;court\na;b\n", ("line 1", "sep=;", "Remove this line")),
    ("t.csv", b"judge,court\nzo\xc3\xab,c\nzo\xeb,c\n", ("line 2", "UTF-8 and Windows-1252 mixed", "again as UTF-8")),
    ("t.csv", b"\xff\xfe" + HALF_A_SIGN + "judge,court\n".encode("utf-16-le"), ("line 1", "column names in UTF-16")),
    ("t.csv", b"\xff\xfe" + "judge,court\na,b\n".encode("utf-16-le")[:-1], ("line 2", "text in UTF-16")),
    ("t.csv", b"\xff\xfe" + ("judge,court\n" + "a,b\n" * 40_000).encode("utf-16-le")[:-1], ("text in UTF-16",)),
    ("t.csv", b"judge,court\na,b\nzo\x81,c\n", ("line 3", "signs of another encoding")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "words"), UNREADABLE, ids=[f"{u[0]}-{u[2][0]}" for u in UNREADABLE])
def test_what_cannot_be_read_is_named_with_the_way_out(
    name: str, data: bytes, words: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError) as caught:
        rows(tmp_path / name)
    said = str(caught.value)
    assert name in said
    for word in ("expected", "found", *words):
        assert word in said.replace(name, ""), said


def test_a_folder_and_nothing_at_all(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"found a folder\. Give the files in it"):
        read_header(tmp_path)
    with pytest.raises(InputError, match="found no file"):
        read_header(tmp_path / "none.csv")


def test_a_column_may_be_called_what_other_files_begin_with(tmp_path: Path) -> None:
    for word in ("PARENT", "ORC", "BZh", "A", "X", "FEA1"):
        (tmp_path / "t.csv").write_text(f"{word},b\n1,2\n", encoding="utf-8")
        assert read_header(tmp_path / "t.csv") == [word, "b"]


def test_a_number_of_the_other_decimal_sign_is_refused(tmp_path: Path) -> None:
    plan = small_plan(tmp_path, covariates=("x",))
    table = small_table(60).astype(str)
    for cells, words in (
        (["1,5", "1.500"], ("line 3", "column x", "a decimal comma", "“1.500”")),
        (["1,5", "1.234,5"], ("line 3", "column x", "a decimal comma")),
    ):
        table["x"] = [*cells, *["0"] * 58]
        table.to_csv(tmp_path / "t.csv", index=False, sep=";")
        with pytest.raises(InputError) as caught:
            estimate(plan, [tmp_path / "t.csv"])
        for word in words:
            assert word in str(caught.value)


def test_whole_numbers_that_may_be_absent_keep_all_their_digits(tmp_path: Path) -> None:
    large = [2**60 + 1, None, 2**60 + 3]
    pq.write_table(pa.table({"k": pa.array(large, pa.int64())}), tmp_path / "t.parquet")
    assert rows(tmp_path / "t.parquet")["k"].astype("string").fillna("").tolist() == [
        str(2**60 + 1), "", str(2**60 + 3)
    ]  # fmt: skip


def test_days_yes_and_no_and_bytes_are_plain_in_typed_columns(tmp_path: Path) -> None:
    day, moment = dt.date(2019, 4, 1), dt.datetime.fromisoformat("2019-04-01 10:30")
    midnight = MIDNIGHT
    zone = pa.array([midnight], pa.timestamp("s", tz="Europe/Amsterdam"))
    table = pa.table({
        "day": [day], "moment": [moment], "midnight": [midnight], "yes": [True], "bytes": [b"abc"], "zone": zone,
        "label": pa.array(["a"]).dictionary_encode(), "none": pa.nulls(1),
        "long": pa.array([12345678901234567890], pa.decimal128(20, 0)),
    })  # fmt: skip
    pq.write_table(table, tmp_path / "t.parquet")
    found = rows(tmp_path / "t.parquet").iloc[0].to_dict()
    assert found.pop("zone") == "2019-04-01 02:00:00"  # the wall clock of the zone
    assert found == {
        "day": "2019-04-01", "moment": "2019-04-01 10:30:00", "midnight": "2019-04-01", "yes": 1, "bytes": "abc",
        "label": "a", "none": None, "long": "12345678901234567890",
    }  # fmt: skip
    pq.write_table(pa.table({"parts": [[1, 2]]}), tmp_path / "t.parquet")
    with pytest.raises(InputError, match="column parts: expected a column of single values"):
        rows(tmp_path / "t.parquet")


def test_packages_give_codes_days_and_what_they_call_missing(tmp_path: Path) -> None:
    table = pd.DataFrame({
        "code": [1.0, 2.0, 9.0], "half": [0.5, 1.0, np.nan],
        "day": [dt.date(2019, 4, 1), dt.date(2020, 12, 31), None],
        "moment": [dt.datetime.fromisoformat("2019-04-01 10:00"), MIDNIGHT, None],
    })  # fmt: skip
    labels = {"code": {1.0: "ja", 2.0: "nee", 9.0: "onbekend"}}
    pyreadstat.write_sav(
        table, tmp_path / "t.sav", missing_ranges={"code": [9]}, variable_value_labels=labels
    )
    pyreadstat.write_dta(table, tmp_path / "t.dta", variable_value_labels={"code": {1: "ja", 2: "nee"}})
    pyreadstat.write_xport(table, tmp_path / "t.xpt", file_format_version=8)
    for name in ("t.sav", "t.dta", "t.xpt"):
        found = rows(tmp_path / name)
        assert found["code"].tolist() == [1, 2, 9], name
        assert found["code"].dtype.kind == "i", name
        assert found["day"].fillna("").tolist() == ["2019-04-01", "2020-12-31", ""], name
        assert found["moment"].fillna("").tolist() == ["2019-04-01 10:00:00", "2019-04-01", ""], name
        assert found["half"].isna().tolist() == [False, False, True], name


def test_the_letters_that_stata_calls_missing_and_its_months(tmp_path: Path) -> None:
    table = pd.DataFrame({"code": [1.0, 2.5, "a"], "month": [711.0, 712.0, np.nan]})
    pyreadstat.write_dta(
        table, tmp_path / "t.dta", missing_user_values={"code": ["a"]}, variable_format={"month": "%tm"}
    )
    found = rows(tmp_path / "t.dta")
    assert found["code"].tolist() == ["1", "2.5", ".a"]
    assert found["month"].tolist() == ["2019-04", "2019-05", ""]


@pytest.mark.parametrize("suffix", ["sav", "dta", "xpt"])
def test_a_file_of_a_package_that_was_cut_off_is_refused(suffix: str, tmp_path: Path) -> None:
    table, path = for_packages(small_table(300)), tmp_path / f"t.{suffix}"
    makers: dict[str, Any] = {
        "sav": pyreadstat.write_sav, "dta": pyreadstat.write_dta, "xpt": pyreadstat.write_xport
    }  # fmt: skip
    write = makers[suffix]
    write(table, path)
    path.write_bytes(path.read_bytes()[:-321])
    with pytest.raises(InputError, match="that is whole"):
        rows(path)


def workbook(folder: Path, cells: list[list[object]], formats: dict[str, str] | None = None) -> Path:
    book = openpyxl.Workbook()
    for row in cells:
        book.active.append(row)
    for place, shape in (formats or {}).items():
        book.active[place].number_format = shape
    book.save(folder / "t.xlsx")
    return folder / "t.xlsx"


def test_cells_of_a_workbook_are_what_people_see(tmp_path: Path) -> None:
    cells: list[list[object]] = [
        ["id", "b", "c", "d"], [7, "007", 1.5, MIDNIGHT], [], [8.0, None, True, dt.date(2020, 1, 2)], [],
    ]  # fmt: skip
    path = workbook(tmp_path, cells, {"A2": "0000", "A4": "General"})
    assert rows(path).to_numpy().tolist() == [
        ["0007", "007", "1.5", "2019-04-01"], ["", "", "", ""], ["8", "", "1", "2020-01-02"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ([["a", None, "c"], [1, 2, 3]], ("row 1", "a name for every column")),
        ([["Deelnemers 2019"], [], ["a", "b"], [1, 2]], ("row 3", "1 cells")),
        ([["a", "b"], [1, 2]], ("row 2", "a value in every cell")),
        ([], ("one sheet with cells", "none")),
    ],
)
def test_a_workbook_that_is_no_table_is_refused(
    cells: list[list[object]], words: tuple[str, ...], tmp_path: Path
) -> None:
    path = workbook(tmp_path, cells)
    if "a value in every cell" in words:  # Excel writes what came out of a formula beside it
        book = openpyxl.load_workbook(path)
        book.active["B2"].value, book.active["B2"].data_type = "#DIV/0!", "e"
        book.save(path)
    with pytest.raises(InputError) as caught:
        rows(path)
    for word in words:
        assert word in str(caught.value), str(caught.value)


def test_a_formula_that_was_never_computed_is_no_empty_cell(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["a", "b"], [1, 2], [3, "=A3*2"]])
    with pytest.raises(
        InputError, match=r"found a formula that was never computed, in cell B3\. Open the workbook"
    ):
        rows(path)


def test_a_workbook_with_two_filled_sheets_says_which(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["a"])
    book.create_sheet("toelichting").append(["Deze tabel is FICTIEF"])
    book.save(tmp_path / "t.xlsx")
    with pytest.raises(InputError, match="expected one sheet with cells; found “Sheet”, “toelichting”"):
        read_header(tmp_path / "t.xlsx")


def test_a_letter_of_stata_may_be_called_missing_in_the_plan(tmp_path: Path) -> None:
    changes = {
        'type = "integer"\nmeasured = "outcome"': 'type = "integer"\nmissing = [".a"]\nmeasured = "outcome"'
    }
    plan = small_plan(tmp_path, changes=changes)
    table = for_packages(small_table(600))
    table["y"] = table["y"].astype(object)
    table.loc[:19, "y"] = "a"
    pyreadstat.write_dta(table, tmp_path / "t.dta", missing_user_values={"y": ["a"]})
    assert estimate(plan, [tmp_path / "t.dta"]).people == 580
    table.loc[20, "y"] = "b"
    pyreadstat.write_dta(table, tmp_path / "t.dta", missing_user_values={"y": ["a", "b"]})
    with pytest.raises(InputError, match=r"row 21, column y: expected .*; found “\.b”"):
        estimate(plan, [tmp_path / "t.dta"])
