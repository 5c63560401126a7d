# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads one extract against its codebook, in chunks, and refuses what should not be there.

Direct identifiers (BSN by its eleven-test, names, addresses, postcodes, e-mail addresses, telephone numbers) stop
the run before anything is computed. So do a missing or undeclared column, an unknown category and a number out of
range, each with file, line, expected and found.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Generator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from findings.errors import InputError, shown
from findings.estimate.plan import Column, Plan

CHUNK = 250_000
MAX_LINE = 100_000
FORBIDDEN_NAME = re.compile(
    r"bsn|burgerservice|sofi|(^|_)(voor|achter|roep|volledige_?)?na(am|men)$|^name$|(first|last|full|sur|given)_?name|"
    r"initial|adres|address|straat|street|huisnummer|house_?n|postcode|post_?code|zip|e_?mail|telefoon|phone|mobiel|"
    r"geboortedatum|birth_?date|date_?of_?birth|iban|rekeningnummer",
    re.IGNORECASE,
)
SHAPES = (
    ("an e-mail address", re.compile(r"^[^@\s]+@[^@\s]+\.[A-Za-z]{2,}$")),
    ("a postcode", re.compile(r"^[1-9][0-9]{3} ?[A-Za-z]{2}$")),
    ("a telephone number", re.compile(r"^(\+31|0031|0)[ -]?[1-9]([ -]?[0-9]){8}$")),
    ("a bank account", re.compile(r"^[A-Z]{2}[0-9]{2}[A-Z]{4}[0-9]{10}$")),
    (
        "an address",
        re.compile(
            r"^[A-Za-z][\w .'-]+(straat|laan|weg|plein|kade|singel|dijk|hof|gracht)\.? ?[0-9]+", re.IGNORECASE
        ),
    ),
    (
        "a name",
        re.compile(
            r"^([A-Z]\.? ?){0,3}[A-Z][a-z]+( (van|de|der|den|ter|ten|el|al|'t))* [A-Z][a-z]+(-[A-Z][a-z]+)?$"
        ),
    ),
)
REMOVE = "Remove it before the table enters this program; use a pseudonym."


def passes_eleven_test(digits: str) -> bool:
    """Could these eight or nine digits be a BSN?"""
    padded = digits.zfill(9)
    if len(padded) != 9 or not padded.isdigit() or padded == "000000000":
        return False
    total = sum(int(d) * w for d, w in zip(padded, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))
    return total % 11 == 0


def read_chunks(paths: list[Path], plan: Plan, size: int = CHUNK) -> Generator[pd.DataFrame]:
    """The columns the plan needs, chunk by chunk; every cell has been held against the codebook.

    Categories and keys come as text, months as text, numbers as float64 with NaN where the codebook says missing.
    Raises `InputError` at the first cell, line or column that does not match, or that could name a person.
    """
    for path in paths:
        header = read_header(path)
        check_header(path, header, plan)
        first, suspicious = 2, path.suffix != ".parquet"
        # Closed at once when a chunk is refused, so that no file stays open behind the error.
        with closing(raw_chunks(path, header, size)) as chunks:
            for raw in chunks:
                if suspicious:
                    # Cells that are not there are read as empty ones; only then the lines are counted.
                    suspicious = not (raw.iloc[:, -1] == "").any()
                    if not suspicious:
                        refuse_short_lines(path, len(header))
                refuse_identifiers(path, raw, first, plan)
                yield check_chunk(path, raw, first, plan)
                first += len(raw)


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


def check_header(path: Path, header: list[str], plan: Plan) -> None:
    """Names of persons' identifiers, twins, missing and undeclared columns."""
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
    for name in plan.used_columns:
        if name not in header:
            raise InputError(
                file=path.name, line=1, expected=f"a column “{name}”", found=f"{', '.join(header)[:200]}"
            )
    declared = {column.name for column in plan.columns}
    for name in header:
        if plan.other_columns == "refuse" and name not in declared:
            raise InputError(
                file=path.name,
                line=1,
                column=name,
                expected="only columns of the codebook",
                found=shown(name),
                todo='Add it to the codebook, drop it, or set other_columns = "ignore" in the plan.',
            )


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


def refuse_identifiers(path: Path, raw: pd.DataFrame, first: int, plan: Plan) -> None:
    """Refuse columns whose values look like a BSN, a name, an address, a postcode, an e-mail or a telephone number."""
    known = {column.name: set(column.values) for column in plan.columns if column.type == "category"}
    for name in raw.columns:
        values = pd.unique(raw[name])[:5_000]
        if not isinstance(raw[name].dtype, pd.StringDtype) and raw[name].dtype != object:
            if raw[name].dtype.kind not in "iuf":
                continue
            if raw[name].dtype.kind == "f":  # whole numbers become fractions where one of them is missing
                values = np.asarray(pd.Series(values).dropna(), float)
                values = values[np.isfinite(values) & (values == np.round(values)) & (abs(values) < 1e15)]
            values = pd.Series(values).dropna().astype(np.int64).astype(str)
        texts = [str(v).strip() for v in values if v is not None and str(v) not in known.get(name, ())]
        texts = [text for text in texts if text]
        hit = identifier_among(texts)
        if hit:
            words = raw[name].astype(str).str.strip().str.replace(r"\.0$", "", regex=True)
            place = int((words == hit[1]).to_numpy().argmax())
            raise InputError(
                file=path.name,
                line=first + place,
                column=name,
                expected="no data that name a person",
                found=hit[0],
                todo=REMOVE,
            )


def identifier_among(texts: list[str]) -> tuple[str, str] | None:
    """What kind of identifier a list of distinct values holds, and its first example; `None` when it holds none.

    A BSN is recognised by the column: among random numbers one in eleven passes the test, among BSNs all do.
    """
    numbers = [text for text in texts if text.isdigit() and len(text) == 9]
    if numbers:
        passing = [text for text in numbers if passes_eleven_test(text)]
        if len(passing) >= max(1, 0.5 * len(numbers)) and len(numbers) >= min(3, len(texts)):
            return "a number that passes the eleven-test of a BSN", passing[0]
    for kind, shape in SHAPES:
        found = [text for text in texts if len(text) <= 120 and shape.match(text)]
        if found and len(found) >= (1 if kind != "a name" else max(1, 0.2 * len(texts))):
            return kind, found[0]
    return None


def check_chunk(path: Path, raw: pd.DataFrame, first: int, plan: Plan) -> pd.DataFrame:
    """The needed columns with their types, every cell held against the codebook."""
    return pd.DataFrame(
        {name: check_column(path, raw[name], first, expected_of(plan, name)) for name in plan.used_columns}
    )


def expected_of(plan: Plan, name: str) -> Column:
    """The codebook line of a column; an outcome that is a share must be 0 or 1."""
    column = plan.column(name)
    share = any(o.column == name and o.scale == "share" and o.above is None for o in plan.outcomes)
    if (
        share
        and not column.values
        and not any(o.column == name and o.above is not None for o in plan.outcomes)
    ):
        return replace(column, values=("0", "1"))
    return column


def check_column(path: Path, cells: pd.Series, first: int, column: Column) -> Any:
    """One column against its codebook line."""
    if column.type in ("category", "key", "month"):
        return check_words(path, cells, first, column)
    numbers, missing = to_numbers(cells, column)
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
        raise refuse_cell(path, cells, first, column, int(bad.argmax()), describe(column))
    return numbers


def to_numbers(cells: pd.Series, column: Column) -> tuple[Any, Any]:
    """Cells as float64, and which of them the codebook calls missing."""
    if cells.dtype.kind in "iufb":
        numbers = cells.to_numpy(dtype=np.float64, na_value=np.nan)
        missing = np.isnan(numbers) & ("" in column.missing)
        coded = [float(word) for word in column.missing if word]
    else:
        text = cells.fillna("").astype(str)
        numbers = pd.to_numeric(text, errors="coerce").to_numpy(dtype=np.float64)
        missing = text.isin(column.missing).to_numpy()
        coded = []
    if coded:
        missing |= np.isin(numbers, coded)
    return np.where(missing, np.nan, numbers), missing


def check_words(path: Path, cells: pd.Series, first: int, column: Column) -> Any:
    """A category, a key or a month: known words, or words of the right shape."""
    text = cells.fillna("").astype(str)
    if cells.dtype.kind == "f":
        text = text.str.replace(r"\.0$", "", regex=True)
    seen = pd.unique(text)
    if column.type == "category":
        bad = [word for word in seen if word not in column.values and word not in column.missing]
    elif column.type == "month":
        bad = [
            w
            for w in seen
            if not re.fullmatch(r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])", w) and w not in column.missing
        ]
    else:
        bad = [word for word in seen if not word.strip() or len(word) > 80 or not word.isprintable()]
    if bad:
        raise refuse_cell(
            path, text, first, column, int((text == bad[0]).to_numpy().argmax()), describe(column)
        )
    return text


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
    limits = [f"at least {column.lowest:g}" if column.lowest is not None else ""]
    limits += [f"at most {column.highest:g}" if column.highest is not None else ""]
    return " ".join([words[column.type], *(limit for limit in limits if limit)])
