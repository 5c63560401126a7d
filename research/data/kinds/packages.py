# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files of SPSS, Stata and SAS, read by pyreadstat in chunks.

Codes and never their labels. What the file itself calls missing stays a code, so that the codebook of the plan decides:
a number in SPSS, `.a` to `.z` in Stata and SAS. Numbers that are whole come as whole, dates as ISO days.
"""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat

from research.data.kinds.cells import as_days, as_whole, word_of
from research.data.kinds.telling import Told, plain, told
from research.errors import InputError, shown

WORDS = {"spss": "SPSS", "stata": "Stata", "sas": "SAS", "xport": "a SAS transport file"}
#: A SAS transport file is made of cards of so many bytes.
CARD = 80
FAILURES = (
    pyreadstat.ReadstatError, pyreadstat.PyreadstatError, OSError, ValueError, KeyError, OverflowError, MemoryError,
)  # fmt: skip


def reader_of(kind: str) -> Any:
    """What of pyreadstat reads a kind."""
    return {
        "spss": pyreadstat.read_sav, "stata": pyreadstat.read_dta, "sas": pyreadstat.read_sas7bdat,
        "xport": pyreadstat.read_xport,
    }[kind]  # fmt: skip


def refused(path: Path, way: Told, error: object) -> InputError:
    """A file of a package that cannot be read."""
    return InputError(
        file=path.name, expected=f"{WORDS[way.kind]} that is whole", found=shown(error),
        todo="Make the file again, or save the table as CSV or Parquet.",
    )  # fmt: skip


def header(path: Path) -> list[str]:
    """The column names. Raises `InputError` where the file is not whole."""
    way = told(path)
    try:
        with plain(path, way.packed) as whole:
            if way.kind == "xport" and whole.stat().st_size % CARD:
                raise refused(path, way, "a file that was cut off")
            about = reader_of(way.kind)(whole, metadataonly=True)[1]
    except FAILURES as error:
        raise refused(path, way, error) from None
    return [str(name) for name in about.column_names]


def described(path: Path) -> list[str]:
    """How the file was read."""
    return [WORDS[told(path).kind], "codes without labels"]


def chunks(path: Path, names: list[str], size: int, only: list[str] | None) -> Generator[pd.DataFrame]:
    """Rows with text and numbers; what is missing by a code of its own as that code.

    Raises `InputError` where the file ends too early.
    """
    way = told(path)
    asked: dict[str, Any] = {} if way.kind == "xport" else {"user_missing": True}
    if only is not None:
        asked["usecols"] = only
    try:
        with plain(path, way.packed) as whole:
            parts = pyreadstat.read_file_in_chunks(reader_of(way.kind), whole, chunksize=size, **asked)
            for part, about in parts:
                kinds = about.original_variable_types
                columns = {str(name): plain_column(part[name], kinds.get(name)) for name in only or names}
                yield pd.DataFrame(columns)
    except FAILURES as error:
        raise refused(path, way, error) from None


def plain_column(cells: pd.Series, kind: str | None) -> pd.Series:
    """One column as text or numbers."""
    if (kind or "").startswith("%tm"):  # months of Stata count from January 1960
        return cells.map(month_word).astype(object)
    if cells.dtype.kind == "f":
        return as_whole(cells)
    if cells.dtype.kind == "M":
        return as_days(cells.astype("string"))
    if cells.dtype == object:
        return cells.map(coded_word).astype(object)
    return cells


def month_word(value: Any) -> str:
    """A month of Stata as text."""
    if isinstance(value, str):
        return f".{value.lower()}"
    if pd.isna(value):
        return ""
    return f"{1960 + int(value) // 12:04d}-{int(value) % 12 + 1:02d}"


def coded_word(value: Any) -> str:
    """A cell among numbers or dates: a letter is a missing code of Stata or SAS."""
    if isinstance(value, str) and len(value) == 1 and (value.isalpha() or value == "_"):
        return f".{value.lower()}"
    return word_of(value)
