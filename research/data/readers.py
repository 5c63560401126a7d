# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads a file of people in chunks of raw words and numbers, whatever its kind.

The kind is told by content, never by the name. Cells of text and workbooks come as text; columns that carry a type
come as text or numbers: whole numbers whole, yes and no as 1 and 0, a date as its ISO day, codes and never labels.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Generator
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

import pandas as pd

from research.data.kinds.telling import TEXT, told
from research.data.kinds.text import text_of
from research.errors import InputError, shown
from research.plan.model import Column

__all__ = [
    "CHUNK",
    "decimal_of",
    "how_read",
    "raw_chunks",
    "read_header",
    "reading_csv",
    "refuse_cell",
]

CHUNK = 250_000
#: The module that reads each kind; loaded only when such a file comes by.
MODULES = {
    TEXT: "text", "parquet": "columnar", "arrow": "columnar", "stream": "columnar", "spss": "packages",
    "stata": "packages", "sas": "packages", "xport": "packages", "workbook": "workbook",
}  # fmt: skip


class Reader(Protocol):
    """What every module of kinds offers."""

    def header(self, path: Path) -> list[str]:
        """The column names."""

    def described(self, path: Path) -> list[str]:
        """How the file was read, in words."""

    def chunks(
        self, path: Path, names: list[str], size: int, only: list[str] | None
    ) -> Generator[pd.DataFrame]:
        """The rows."""


def reader_of(path: Path) -> Reader:
    """The module for a file; raises `InputError` for a kind that cannot be read."""
    return cast(Reader, import_module(f"research.data.kinds.{MODULES[told(path).kind]}"))


def read_header(path: Path) -> list[str]:
    """The column names of a file; raises `InputError` when it is not there, not whole or of a kind that is not read."""
    return reader_of(path).header(path)


def raw_chunks(
    path: Path, header: list[str], size: int, only: list[str] | None = None
) -> Generator[pd.DataFrame]:
    """All columns, or only some, in chunks of at most `size` rows; raises `InputError` where the file is not whole."""
    yield from reader_of(path).chunks(path, header, size, only)


def how_read(path: Path) -> str:
    """How a file is read, in words with commas between them: its kind; for text also the sign between cells, decimal
    comma and encoding."""
    packed = told(path).packed
    return ", ".join([*reader_of(path).described(path), *([f"packed with {packed}"] if packed else [])])


def reading_csv(paths: list[Path]) -> str:
    """The files of a run and how each was read, as a table for inside."""
    from research.results import READING_COLUMNS  # and the estimators with it, which linking does without

    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(READING_COLUMNS)
    for path in paths:
        files = sorted(path.glob("*.parquet")) if path.is_dir() else [path]
        writer.writerows((file.name, how_read(file)) for file in files)
    return stream.getvalue()


def decimal_of(path: Path) -> str:
    """The decimal sign of the numbers in a file of text; a point in every other kind."""
    return text_of(path).decimal if told(path).kind == TEXT else "."


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
