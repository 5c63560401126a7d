# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads a file of people in chunks of raw words, whatever its kind."""

from __future__ import annotations

import csv
import re
from collections.abc import Generator
from pathlib import Path

import pandas as pd

from research.errors import InputError, shown
from research.plan.model import Column

CHUNK = 250_000
MAX_LINE = 100_000


def read_header(path: Path) -> list[str]:
    """The column names of a CSV or Parquet file."""
    if not path.is_file():
        raise InputError(
            file=path.name, expected="a CSV or Parquet file", found="no file", todo="Give its path."
        )
    if path.suffix == ".parquet":
        import pyarrow.parquet as pq

        try:
            return [str(name) for name in pq.read_schema(path).names]
        except (OSError, ValueError) as error:
            raise InputError(file=path.name, expected="a Parquet file", found=shown(error)) from None
    with open(path, "rb") as stream:
        line = stream.readline(MAX_LINE)
    try:
        header = next(csv.reader([line.decode("utf-8-sig")]), [])
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(
            file=path.name, line=1, expected="column names in UTF-8", found=shown(error)
        ) from None
    if not header or "\x00" in line.decode("utf-8", "replace"):
        raise InputError(
            file=path.name, line=1, expected="a line with column names", found="nothing readable"
        )
    return header


def raw_chunks(
    path: Path, header: list[str], size: int, only: list[str] | None = None
) -> Generator[pd.DataFrame]:
    """All columns, or only some, chunk by chunk; those of a CSV file as text."""
    if path.suffix == ".parquet":
        import pyarrow.parquet as pq

        try:
            with pq.ParquetFile(path) as file:
                for batch in file.iter_batches(size, columns=only):
                    yield batch.to_pandas()
        except (OSError, ValueError) as error:
            raise InputError(file=path.name, expected="a whole Parquet file", found=shown(error)) from None
        return
    try:
        reader = pd.read_csv(
            path,
            chunksize=size,
            dtype=str,
            keep_default_na=False,
            encoding="utf-8-sig",
            engine="c",
            on_bad_lines="error",
            low_memory=False,
            usecols=only,
            skip_blank_lines=False,
        )
        with reader:
            for chunk in reader:
                if len(chunk.columns) != len(only or header) or not isinstance(chunk.index, pd.RangeIndex):
                    raise InputError(
                        file=path.name, line=2, expected=f"{len(header)} cells", found="more cells"
                    )
                yield chunk.reset_index(drop=True)
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        found = re.search(r"Expected (\d+) fields in line (\d+), saw (\d+)", str(error))
        raise InputError(
            file=path.name,
            line=int(found[2]) if found else None,
            expected=f"{found[1]} cells" if found else "a table with commas",
            found=f"{found[3]} cells" if found else shown(str(error)),
        ) from None
    except UnicodeDecodeError as error:
        raise InputError(file=path.name, expected="text in UTF-8", found=shown(error.reason)) from None


def refuse_short_lines(path: Path, cells: int) -> None:
    """A line of text with fewer cells than the header, or with none: a file that was cut off, or edited."""
    whole, first = b"", 2
    with open(path, "rb") as stream:
        stream.readline()
        for number, line in enumerate(stream, start=2):
            whole, first = (whole + line, first) if whole else (line, number)
            if whole.count(b'"') % 2:
                continue  # a quoted cell goes on in the next line
            found = whole.count(b",") + 1 if whole.strip(b"\r\n") else 0
            if b'"' in whole:
                found = len(next(csv.reader([whole.decode("utf-8", "replace").rstrip("\r\n")])))
            if found < cells:
                raise InputError(
                    file=path.name, line=first, expected=f"{cells} cells", found=f"{found} cells",
                    todo="Look whether the file is whole, and make it again.",
                )  # fmt: skip
            whole = b""


def refuse_cell(
    path: Path, cells: pd.Series, first: int, column: Column, place: int, expected: str
) -> InputError:
    """An error about one cell."""
    return InputError(
        file=path.name,
        line=first + place,
        column=column.name,
        expected=expected,
        found=shown(cells.iloc[place]),
    )
