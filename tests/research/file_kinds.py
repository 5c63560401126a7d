# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""One table written as every kind of file that is read. A table holds text, numbers, and `None` or NaN for absent."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.feather as feather
import pyreadstat

Write = Callable[[pd.DataFrame, Path], Path]


def as_text(
    name: str, encoding: str = "utf-8", separator: str = ",", decimal: str = ".", pack: str = ""
) -> Write:
    def write(table: pd.DataFrame, folder: Path) -> Path:
        text = io.StringIO()
        table.to_csv(text, index=False, sep=separator, decimal=decimal, lineterminator="\r\n")
        data = text.getvalue().encode(encoding)
        if pack == "gzip":
            data = gzip.compress(data)
        elif pack:
            data = pa.compress(data, codec=pack, asbytes=True)
        (folder / name).write_bytes(data)
        return folder / name

    return write


def as_parquet(name: str, *, labels: bool = False) -> Write:
    def write(table: pd.DataFrame, folder: Path) -> Path:
        words = [n for n in table.columns if isinstance(table[n].iloc[0], str)] if labels else []
        table.assign(**{n: table[n].astype("category") for n in words}).to_parquet(folder / name, index=False)
        return folder / name

    return write


def as_arrow(name: str, *, stream: bool = False) -> Write:
    def write(table: pd.DataFrame, folder: Path) -> Path:
        whole = pa.Table.from_pandas(table, preserve_index=False)
        make = pa.ipc.new_stream if stream else pa.ipc.new_file
        with pa.OSFile(str(folder / name), "wb") as sink, make(sink, whole.schema) as writer:
            writer.write_table(whole, max_chunksize=100)
        return folder / name

    return write


def as_feather(table: pd.DataFrame, folder: Path) -> Path:
    whole = pa.Table.from_pandas(table, preserve_index=False)
    feather.write_feather(whole, str(folder / "t.feather"), compression="zstd")
    return folder / "t.feather"


def for_packages(table: pd.DataFrame) -> pd.DataFrame:
    """SPSS, Stata and SAS know text and floating numbers."""
    return table.assign(
        **{n: table[n].astype(float) for n in table.columns if table[n].dtype.kind in "iuf"},
        **{n: table[n].fillna("").astype(object) for n in table.columns if table[n].dtype.kind not in "iuf"},
    )


def as_spss(name: str, *, small: bool = False) -> Write:
    def write(table: pd.DataFrame, folder: Path) -> Path:
        path = folder / f"made{Path(name).suffix.lower()}"
        pyreadstat.write_sav(
            for_packages(table), path, compress=small, variable_value_labels={"old": {0: "jong", 1: "oud"}}
        )
        return path.rename(folder / name)

    return write


def as_stata(table: pd.DataFrame, folder: Path) -> Path:
    pyreadstat.write_dta(
        for_packages(table), folder / "t.dta", variable_value_labels={"old": {0: "jong", 1: "oud"}}
    )
    return folder / "t.dta"


def as_transport(table: pd.DataFrame, folder: Path) -> Path:
    pyreadstat.write_xport(for_packages(table), folder / "t.xpt", table_name="T", file_format_version=8)
    return folder / "t.xpt"


def as_workbook(table: pd.DataFrame, folder: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "personen"
    sheet.append(list(table.columns))
    for row in table.astype(object).where(table.notna(), None).itertuples(index=False):
        sheet.append(list(row))
    book.create_sheet("leeg")
    book.save(folder / "t.xlsx")
    return folder / "t.xlsx"


def packed(write: Write, suffix: str) -> Write:
    """A file of another kind, packed."""

    def pack(table: pd.DataFrame, folder: Path) -> Path:
        path = write(table, folder)
        data = path.read_bytes()
        small = gzip.compress(data) if suffix == ".gz" else pa.compress(data, codec="zstd", asbytes=True)
        path.unlink()
        (folder / (path.name + suffix)).write_bytes(small)
        return folder / (path.name + suffix)

    return pack


KINDS: dict[str, Write] = {
    "comma": as_text("t.csv"),
    "comma with a mark": as_text("t.csv", "utf-8-sig"),
    "semicolon, decimal comma, Windows-1252": as_text("t.csv", "cp1252", ";", ","),
    "semicolon, decimal point": as_text("t.csv", "utf-8", ";"),
    "tab, decimal comma, UTF-16": as_text("t.txt", "utf-16", "\t", ","),
    "tab, UTF-16 without a mark": as_text("t.tsv", "utf-16-le", "\t"),
    "capital suffix": as_text("T.CSV", "cp1252", ";", ","),
    "the suffix of another kind": as_text("t.parquet"),
    "no suffix": as_text("table"),
    "comma, gzip": as_text("t.csv.gz", pack="gzip"),
    "semicolon, Windows-1252, zstd": as_text("t.csv.zst", "cp1252", ";", ",", "zstd"),
    "Parquet": as_parquet("t.parquet"),
    "Parquet with labels once": as_parquet("t.PARQUET", labels=True),
    "Parquet, zstd": packed(as_parquet("t.parquet"), ".zst"),
    "Arrow": as_arrow("t.arrow"),
    "Arrow stream": as_arrow("t.arrows", stream=True),
    "Feather": as_feather,
    "SPSS": as_spss("t.sav"),
    "SPSS, capital suffix": as_spss("T.SAV"),
    "SPSS, zsav": as_spss("t.zsav", small=True),
    "SPSS, gzip": packed(as_spss("t.sav"), ".gz"),
    "Stata": as_stata,
    "SAS transport": as_transport,
    "Excel": as_workbook,
}
