# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads one extract against its codebook, in chunks, and refuses what should not be there.

Direct identifiers (BSN by its eleven-test, names, addresses, postcodes, e-mail addresses, telephone numbers) stop
the run before anything is computed. So do a missing or undeclared column, an unknown category and a number out of
range, each with file, line, expected and found.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from research.data.codebook import LARGEST_COVARIATE, LARGEST_OUTCOME, Codebook
from research.data.identifiers import FORBIDDEN_NAME, REMOVE, refuse_identifiers
from research.data.readers import (
    CHUNK,
    decimal_of,
    raw_chunks,
    read_header,
    refuse_cell,
)
from research.data.words import as_words, tidy
from research.errors import InputError, shown
from research.plan.model import Column

#: A number as it is written with a decimal comma.
COMMA = re.compile(r"\s*[+-]?[0-9]+(?:\.[0-9]{3})*,[0-9]+\s*")


def read_chunks(paths: list[Path], codebook: Codebook, size: int = CHUNK) -> Generator[pd.DataFrame]:
    """The columns that are used, chunk by chunk; every cell has been held against the codebook.

    Categories and keys come as text, months as text, numbers as float64 with NaN where the codebook says missing.
    Raises `InputError` at the first cell, line or column that does not match, or that could name a person.
    """
    for path in paths:
        header = read_header(path)
        check_header(path, header, codebook)
        spelled = as_in_the_plan(header, codebook)
        first = 2
        # Closed at once when a chunk is refused, so that no file stays open behind the error.
        with closing(raw_chunks(path, header, size)) as chunks:
            for raw in chunks:
                raw.columns = spelled
                refuse_identifiers(path, raw, first, codebook)
                yield check_chunk(path, raw, first, codebook)
                first += len(raw)


def as_in_the_plan(header: list[str], codebook: Codebook) -> list[str]:
    """The names of a header as the plan spells them, where only the case of letters differs; others stay."""
    declared = {column.name for column in codebook.declared}
    spelled = {name.casefold(): name for name in declared if name not in header}
    return [name if name in declared else spelled.get(name.casefold(), name) for name in header]


def check_header(path: Path, header: list[str], codebook: Codebook) -> None:
    """Names of persons' identifiers, twins, missing and undeclared columns; the case of letters says nothing.

    Raises `InputError` at the first one.
    """
    header = as_in_the_plan(header, codebook)
    for name in header:
        if FORBIDDEN_NAME.search(name):
            raise InputError(
                file=path.name,
                line=1,
                column=name,
                expected="no names, addresses or numbers of persons",
                found=shown(name),
                todo=REMOVE,
            )
        if header.count(name) > 1:
            raise InputError(
                file=path.name, line=1, column=name, expected="every column once", found="it twice"
            )
    for name in codebook.names:
        if name not in header:
            raise InputError(
                file=path.name, line=1, expected=f"a column “{name}”", found=f"{', '.join(header)[:200]}"
            )
    declared = {column.name for column in codebook.declared}
    for name in header:
        if codebook.closed and name not in declared:
            raise InputError(
                file=path.name,
                line=1,
                column=name,
                expected="only columns of the codebook",
                found=shown(name),
                todo='Add it to the codebook, drop it, or set other_columns = "ignore" in the plan.',
            )


def check_chunk(path: Path, raw: pd.DataFrame, first: int, codebook: Codebook) -> pd.DataFrame:
    """The used columns with their types, every cell held against the codebook."""
    return pd.DataFrame(
        {column.name: check_column(path, raw[column.name], first, column) for column in codebook.used}
    )


def check_column(path: Path, cells: pd.Series, first: int, column: Column) -> Any:
    """One column against its codebook line. Raises `InputError` at the first cell that breaks it."""
    if column.type in ("category", "key", "month"):
        return check_words(path, cells, first, column)
    numbers, missing = to_numbers(cells, column, decimal_of(path))
    bad = ~np.isfinite(numbers) & ~missing
    if column.type == "integer":
        with np.errstate(invalid="ignore"):
            bad |= ~missing & (numbers != np.round(numbers))
    with np.errstate(invalid="ignore"):
        if column.lowest is not None:
            bad |= numbers < column.lowest
        if column.highest is not None:
            bad |= numbers > column.highest
    if column.values:
        bad |= ~missing & ~np.isin(numbers, [float(value) for value in column.values])
    if bad.any():
        place = int(bad.argmax())
        raise refuse_cell(path, cells, first, column, place, expected_number(path, cells.iloc[place], column))
    return numbers


def expected_number(path: Path, cell: Any, column: Column) -> str:
    """What a number should look like; in a file with decimal commas a point is no decimal sign."""
    told = describe(column)
    value = to_numbers(pd.Series([cell]), column, decimal_of(path))[0][0]
    if abs(value) > (column.highest or 0.0) in (LARGEST_OUTCOME, LARGEST_COVARIATE):
        return f"{told} no further from 0 than {column.highest:,.0f}, in a larger unit"
    if not isinstance(cell, str):
        return told
    if decimal_of(path) == "," and "." in cell:
        return f"{told}, with a decimal comma as elsewhere in this file"
    if decimal_of(path) == "." and COMMA.fullmatch(cell):
        return f"{told}, with a point as decimal sign: in a file of this kind a decimal comma is not read"
    return told


def to_numbers(cells: pd.Series, column: Column, decimal: str = ".") -> tuple[Any, Any]:
    """Cells as float64, and which of them the codebook calls missing: codes are compared as numbers, NaN is empty."""
    letters = [word for word in column.missing if word and not is_number(word)]
    coded = [float(word) for word in column.missing if is_number(word)]
    if cells.dtype.kind in "iufb":
        numbers = cells.to_numpy(dtype=np.float64, na_value=np.nan)
        missing = np.isnan(numbers) & ("" in column.missing)
    else:
        text = as_words(cells)
        plain = text
        if decimal == ",":
            # A point would be a sign between thousands, or a decimal sign of another hand: neither is guessed.
            plain = text.where(~text.str.contains(".", regex=False), "?").str.replace(",", ".", regex=False)
        numbers = pd.to_numeric(plain, errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan)
        missing = text.isin([*letters, *([""] if "" in column.missing else [])]).to_numpy()
    if coded:
        missing = missing | np.isin(numbers, coded)
    return np.where(missing, np.nan, numbers), missing


def is_number(word: str) -> bool:
    """Does a word say a number?"""
    try:
        float(word)
    except ValueError:
        return False
    return True


def check_words(path: Path, cells: pd.Series, first: int, column: Column) -> Any:
    """A category, a key or a month: known words, or words of the right shape, without blanks around them.

    Raises `InputError` at the first other one.
    """
    text = as_words(cells)
    seen = pd.unique(text)
    allowed = {*map(tidy, column.values), *map(tidy, column.missing)}
    if column.type == "category":
        bad = [word for word in seen if word not in allowed]
    elif column.type == "month":
        bad = [
            w for w in seen if not re.fullmatch(r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])", w) and w not in allowed
        ]
    else:
        bad = [word for word in seen if not word or len(word) > 80 or not word.isprintable()]
    if bad:
        as_found = text if cells.dtype.kind == "f" else cells.astype("string").fillna("")
        place = int((text == bad[0]).to_numpy().argmax())
        raise refuse_cell(path, as_found, first, column, place, describe(column))
    return text


def describe(column: Column) -> str:
    """What the codebook allows in a column, in words."""
    if column.values:
        return f"one of {', '.join(column.values[:20])}"
    words = {
        "integer": "a whole number",
        "number": "a number",
        "month": "a month like 2019-04",
        "key": "a key of 1 to 80 letters, digits and signs",
    }
    ours = (LARGEST_OUTCOME, LARGEST_COVARIATE)
    limits = [f"at least {column.lowest:g}" if column.lowest not in (None, *(-most for most in ours)) else ""]
    limits += [f"at most {column.highest:g}" if column.highest not in (None, *ours) else ""]
    return " ".join([words[column.type], *(limit for limit in limits if limit)])
