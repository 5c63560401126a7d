# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The three tables of a release: rows to bytes and back, in one canonical spelling.

A table has one header line, a comma between cells, a line feed after every line, and quotes only where a
cell holds a comma or a quote. A reader accepts exactly what the writer would have written, so that equal releases are
equal bytes.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import fields
from decimal import Decimal
from typing import Any, TypeVar

from research.release.errors import EMPTY, LOOK_AT_FORMAT, MAKE_AGAIN, Bilingual, ReleaseError, quoted, same
from research.release.schema import MAX_CELL, MAX_ROWS

Row = TypeVar("Row")
Scalar = str | int | Decimal | bool | None

NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,8})(\.[0-9]{1,6})?")
WHOLE = re.compile(r"0|[1-9][0-9]{0,8}")
FORMULA = ("=", "+", "-", "@", "\t")


def as_text(value: Scalar) -> str:
    """One cell as it is written."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def write_table(columns: tuple[str, ...], rows: Iterable[Any]) -> bytes:
    """Rows to the bytes of one table file."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([as_text(getattr(row, name)) for name in columns])
    return stream.getvalue().encode("utf-8")


def read_table(
    file: str, data: bytes, record: type[Row], wanted: tuple[str, ...] | None = None
) -> tuple[Row, ...]:
    """The bytes of one table file to frozen rows; refuses whatever the writer could not have written.

    `wanted` names the columns of an older version, the first ones of the record; what it lacks stays empty.
    Raises `ReleaseError` at the first row or cell that is wrong.
    """
    text = decode(file, data)
    columns = fields(record)[: len(wanted) if wanted else None]  # type: ignore[arg-type]
    names = [column.name for column in columns]
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise ReleaseError(
            file=file,
            expected=Bilingual("een tabel met komma's", "a table with commas"),
            found=same(str(error)),
            todo=MAKE_AGAIN,
        ) from error
    check_header(file, names, lines[0] if lines else [])
    if len(lines) - 1 > MAX_ROWS:
        raise ReleaseError(
            file=file,
            expected=Bilingual(f"ten hoogste {MAX_ROWS} regels", f"at most {MAX_ROWS} rows"),
            found=same(str(len(lines) - 1)),
        )
    rows: list[Row] = []
    for number, cells in enumerate(lines[1:], start=2):
        if len(cells) != len(names):
            raise ReleaseError(
                file=file,
                line=number,
                expected=Bilingual(f"{len(names)} vakken", f"{len(names)} cells"),
                found=Bilingual(f"{len(cells)} vakken", f"{len(cells)} cells"),
                todo=MAKE_AGAIN,
            )
        values = [
            read_cell(file, number, column.name, str(column.type), cell)
            for column, cell in zip(columns, cells, strict=True)
        ]
        rows.append(record(*values))
    check_spelling(file, text, write_table(tuple(names), rows).decode("utf-8"))
    return tuple(rows)


def decode(file: str, data: bytes) -> str:
    """Bytes as text: UTF-8, line feeds only, no control characters, ending in a line feed.

    Raises `ReleaseError` at the first line that is not.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ReleaseError(
            file=file,
            line=data.count(b"\n", 0, error.start) + 1,
            expected=Bilingual("gewone tekst (UTF-8)", "plain text (UTF-8)"),
            found=same(f"byte {data[error.start]:#04x}"),
            todo=MAKE_AGAIN,
        ) from error
    for number, line in enumerate(text.split("\n"), start=1):
        if any(ord(c) < 32 or 127 <= ord(c) < 160 or c in "\ufeff\u2028\u2029" for c in line):
            raise ReleaseError(
                file=file,
                line=number,
                expected=Bilingual("gewone letters en cijfers", "printable characters"),
                found=Bilingual("een stuurteken", "a control character"),
                todo=MAKE_AGAIN,
            )
    if not text.endswith("\n"):
        raise ReleaseError(
            file=file,
            expected=Bilingual("een regeleinde aan het eind", "a line feed at the end"),
            found=quoted(text[-20:]) if text else EMPTY,
            todo=MAKE_AGAIN,
        )
    return text


def check_header(file: str, names: list[str], header: list[str]) -> None:
    """Exactly the columns of the schema, in that order. Raises `ReleaseError` at the first other one."""
    for position, name in enumerate(names):
        if position >= len(header) or header[position] != name:
            seen = header[position] if position < len(header) else ""
            raise ReleaseError(
                file=file,
                line=1,
                expected=Bilingual(f"kolom {position + 1} “{name}”", f"column {position + 1} “{name}”"),
                found=quoted(seen),
            )
    if len(header) > len(names):
        raise ReleaseError(
            file=file,
            line=1,
            expected=Bilingual(f"geen kolom na “{names[-1]}”", f"no column after “{names[-1]}”"),
            found=quoted(header[len(names)]),
        )


def read_cell(file: str, line: int, name: str, kind: str, cell: str) -> Scalar:
    """One cell as the type its column has; says which cell it was when it cannot be read.

    Raises `ReleaseError` when it cannot be read.
    """

    def refuse(expected_nl: str, expected_en: str, todo: Bilingual = LOOK_AT_FORMAT) -> ReleaseError:
        return ReleaseError(
            file=file,
            line=line,
            expected=Bilingual(f"in kolom “{name}” {expected_nl}", f"in column “{name}” {expected_en}"),
            found=quoted(cell),
            todo=todo,
        )

    if len(cell) > MAX_CELL:
        raise refuse(f"ten hoogste {MAX_CELL} tekens", f"at most {MAX_CELL} characters")
    if kind == "bool":
        if cell not in ("yes", "no"):
            raise refuse("“yes” of “no”", "“yes” or “no”")
        return cell == "yes"
    if kind.startswith("int"):
        if cell and not WHOLE.fullmatch(cell):
            raise refuse("een geheel getal of niets", "a whole number or nothing")
        return int(cell) if cell else None
    if kind.startswith("Decimal"):
        if cell and (not NUMBER.fullmatch(cell) or re.fullmatch(r"-[0.]+", cell)):
            raise refuse("een gewoon getal met een punt, of niets", "a plain number with a point, or nothing")
        return Decimal(cell) if cell else None
    if cell.startswith(FORMULA) or cell != cell.strip():
        raise refuse("gewone tekst, geen formule", "plain text, not a formula")
    return cell


def check_spelling(file: str, spelled: str, expected: str) -> None:
    """The file is spelled as the writer spells it: quotes, empty lines and digits included.

    Raises `ReleaseError` at the first line that is not.
    """
    if spelled == expected:
        return
    pairs = zip(expected.split("\n"), spelled.split("\n"), strict=False)
    number = next((i for i, (ours, theirs) in enumerate(pairs, start=1) if ours != theirs), None)
    raise ReleaseError(
        file=file,
        line=number,
        expected=Bilingual("de vaste schrijfwijze", "the canonical spelling"),
        found=Bilingual("een andere schrijfwijze van dezelfde gegevens", "another spelling of the same data"),
    )
