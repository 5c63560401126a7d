# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Excel workbooks (.xlsx): one sheet with a row of names and rows of cells, every cell as text.

A number that Excel shows with noughts in front (a format like 00000) keeps them. A cell with an error, and a workbook
with more than one filled sheet, are refused: which sheet is meant is for people to say.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from xml.etree.ElementTree import ParseError

import openpyxl
import pandas as pd
from openpyxl.utils.exceptions import InvalidFileException

from research.data.kinds.cells import word_of
from research.data.kinds.telling import plain, told
from research.errors import InputError, shown

FAILURES = (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile, ParseError, InvalidFileException)
NOUGHTS = re.compile("0{2,}")
#: A cell with a formula and nothing that came out of it; an empty word that came out has a type of its own.
NOT_COMPUTED = re.compile(
    rb'<c (?![^>]*t="str")[^>]*\br="([A-Z]+[0-9]+)"[^>]*>\s*<f[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v ?/>|<v></v>)?\s*</c>'
)
BLOCK = 1 << 20


@contextmanager
def sheet_of(path: Path) -> Iterator[Any]:
    """The one sheet that holds anything; raises `InputError` when there is none, or more."""
    way = told(path)
    try:
        with plain(path, way.packed) as whole, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about looks and menus, never about cells
            with open(whole, "rb") as stream:
                refuse_not_computed(path, stream)
                book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
                try:
                    yield only_one(path, book)
                finally:
                    book.close()
    except FAILURES as error:
        raise InputError(
            file=path.name, expected="an Excel workbook that is whole", found=shown(error),
            todo="Open it, save it again as .xlsx, or as CSV.",
        ) from None  # fmt: skip


def refuse_not_computed(path: Path, stream: IO[bytes]) -> None:
    """Raise `InputError` for a formula that was never computed: it would be read as an empty cell."""
    with zipfile.ZipFile(stream) as archive:
        for name in archive.namelist():
            if not name.startswith("xl/worksheets/") or not name.endswith(".xml"):
                continue
            rest = b""
            with archive.open(name) as sheet:
                while block := sheet.read(BLOCK):
                    found = NOT_COMPUTED.search(rest + block)
                    if found:
                        raise InputError(
                            file=path.name, expected="a value in every cell",
                            found=f"a formula that was never computed, in cell {found[1].decode()}",
                            todo="Open the workbook in Excel and save it, or save it as CSV.",
                        )  # fmt: skip
                    rest = block[-10_000:]
    stream.seek(0)


def only_one(path: Path, book: Any) -> Any:
    """The sheet with cells. Raises `InputError` where several have some, or none has."""
    filled = []
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # what a workbook says of its own size is not always true
        if any(cell is not None for row in sheet.iter_rows(values_only=True) for cell in row):
            filled.append(sheet)
    if len(filled) != 1:
        names = ", ".join(f"“{sheet.title}”" for sheet in filled[:10])
        raise InputError(
            file=path.name, expected="one sheet with cells", found=names or "none",
            todo="Keep the sheet with the table and remove the others, or save that sheet as CSV.",
        )  # fmt: skip
    return filled[0]


def rows_of(path: Path, sheet: Any) -> Iterator[tuple[int, list[str]]]:
    """Number and cells of every row up to the last one with anything in it."""
    held: list[tuple[int, list[str]]] = []
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = [cell_of(path, number, place, cell) for place, cell in enumerate(row)]
        held.append((number, cells))
        if any(cells):
            yield from held
            held = []


def cell_of(path: Path, row: int, place: int, cell: Any) -> str:
    """One cell as text. Raises `InputError` for an error of the sheet and for a formula without a result."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "e":
        raise InputError(
            file=path.name, line=row, expected="a value in every cell", found=shown(value),
            todo="Mend the formula in Excel, or empty the cell.",
        )  # fmt: skip
    word = word_of(value)
    if isinstance(value, int | float) and NOUGHTS.fullmatch(cell.number_format or ""):
        return word.zfill(len(cell.number_format))
    return word


def named(path: Path, cells: list[str]) -> list[str]:
    """The names of the first row, without the empty cells behind them.

    Raises `InputError` where a column has none.
    """
    names = [cell.strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    if not names or not all(names):
        raise InputError(
            file=path.name, line=1, expected="a row with a name for every column", found="an empty cell",
            todo="Put the names of the columns in the first row, and nothing above it.",
        )  # fmt: skip
    return names


def header(path: Path) -> list[str]:
    """The column names."""
    with sheet_of(path) as sheet:
        return named(path, next((cells for _, cells in rows_of(path, sheet)), []))


def described(path: Path) -> list[str]:
    """How the file was read."""
    with sheet_of(path) as sheet:
        return ["Excel", "cells as text", f"sheet {shown(sheet.title)}"]


def chunks(path: Path, names: list[str], size: int, only: list[str] | None) -> Generator[pd.DataFrame]:
    """Rows with every cell as text, empty where there is none.

    Raises `InputError` at the first cell that cannot be read.
    """
    with sheet_of(path) as sheet:
        rows, wide = rows_of(path, sheet), len(names)
        next(rows, None)
        held: list[list[str]] = []
        for number, cells in rows:
            if any(cells[wide:]):
                raise InputError(
                    file=path.name, line=number, expected=f"{wide} cells", found=f"{len(cells)} cells"
                )
            held.append((cells + [""] * wide)[:wide])
            if len(held) == size:
                yield framed(held, names, only)
                held = []
        if held:
            yield framed(held, names, only)


def framed(rows: list[list[str]], names: list[str], only: list[str] | None) -> pd.DataFrame:
    """Rows of text as a table."""
    table = pd.DataFrame(rows, columns=names, dtype=object)
    return table if only is None else table[only]
