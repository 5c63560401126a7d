# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Text with commas, semicolons or tabs, in UTF-8, UTF-16 or Windows-1252; every cell comes as text.

What is not said in such a file is found by looking at all of it once: the encoding that reads every byte, the sign
between cells, and whether numbers are written with a decimal comma. One file has one of each; a mixture is refused.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from research.data.kinds.telling import told, unpacking
from research.errors import InputError, shown

MAX_LINE = 100_000
BLOCK = 1 << 20
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
ENCODINGS = {
    "utf-8-sig": "UTF-8", "cp1252": "Windows-1252", "utf-16": "UTF-16", "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
}  # fmt: skip
#: A letter with an accent in UTF-8: two such bytes are no two letters that follow each other in Windows-1252.
ACCENT = re.compile(rb"\xc3[\x80-\xbf]")
#: A cell that is a number with a decimal comma; the header counts as little as any other word.
COMMA = re.compile(r'(?:^|[;\t"\n\r]) *[+-]?[0-9]+,[0-9]+ *(?=[;\t"\n\r]|$)')


@dataclass(frozen=True)
class Text:
    """How a file of text is written: its encoding, the sign between cells and the decimal sign."""

    encoding: str
    separator: str
    decimal: str
    packed: str = ""


def text_of(path: Path) -> Text:
    """How a file is written, looked at once; raises `InputError` when it is no table in one encoding."""
    about = path.stat()
    return _text_of(path, about.st_size, about.st_mtime_ns)


@lru_cache(maxsize=4_096)
def _text_of(path: Path, size: int, changed: int) -> Text:
    """Asked once for a file that stays as it is."""
    packed = told(path).packed
    encoding = encoding_of(path, packed)
    with reading(path, encoding, packed) as stream:
        line = first_line(path, stream)
        try:
            separator = separator_of(line, stream.readline(MAX_LINE))
        except UnicodeDecodeError as error:
            raise InputError(
                file=path.name, line=2, expected=f"text in {ENCODINGS[encoding]}", found=shown(error.reason)
            ) from None
    comma = separator != "," and has_decimal_comma(path, encoding, packed)
    return Text(encoding, separator, "," if comma else ".", packed)


def encoding_of(path: Path, packed: str) -> str:
    """The encoding that reads every byte: by its mark, by its noughts, UTF-8, or else Windows-1252.

    Raises `InputError` where none reads it.
    """
    with unpacking(path, packed) as stream:
        head = stream.read(4_096)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    start = head[: min(len(head), 64) // 2 * 2]
    for place, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(start) >= 4 and not any(start[place::2]) and all(start[1 - place :: 2]):
            return name
    wrong = undecodable(path, packed, "utf-8")
    if wrong is None:
        return "utf-8-sig"
    other = undecodable(path, packed, "cp1252")
    if other is not None:
        raise refuse_encoding(path, other, "signs of another encoding")
    mixed = mixture(path, packed)
    if mixed is not None:
        raise refuse_encoding(path, mixed, "UTF-8 and Windows-1252 mixed")
    return "cp1252"


def refuse_encoding(path: Path, line: int, found: str) -> InputError:
    """Text that no single encoding reads."""
    return InputError(
        file=path.name, line=line, expected="text in UTF-8, UTF-16 or Windows-1252, one of them", found=found,
        todo="Save it again as UTF-8.",
    )  # fmt: skip


def undecodable(path: Path, packed: str, encoding: str) -> int | None:
    """The first line that an encoding cannot read; `None` when it reads all."""
    decoder, before, waiting = codecs.getincrementaldecoder(encoding)(), 0, 0
    with unpacking(path, packed) as stream:
        while True:
            block = stream.read(BLOCK)
            if block and not waiting and block.isascii():  # which every encoding reads, and is seen at once
                before += len(block)
                continue
            try:
                decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                return 1 + newlines(path, packed, before - waiting + error.start)
            if not block:
                return None
            before, waiting = before + len(block), len(decoder.getstate()[0])


def newlines(path: Path, packed: str, size: int) -> int:
    """How many lines end in the first so many bytes."""
    found = 0
    with unpacking(path, packed) as stream:
        while size > 0 and (block := stream.read(min(BLOCK, size))):
            found, size = found + block.count(b"\n"), size - len(block)
    return found


def mixture(path: Path, packed: str) -> int | None:
    """The first line with a letter in UTF-8, in a file that UTF-8 does not read; `None` when there is none."""
    with unpacking(path, packed) as stream:
        for number, line in enumerate(stream, start=1):
            if ACCENT.search(line):
                return number
    return None


@contextmanager
def reading(path: Path, encoding: str, packed: str) -> Iterator[io.TextIOWrapper]:
    """The text of a file, unpacked and decoded on the way."""
    with (
        unpacking(path, packed) as raw,
        io.TextIOWrapper(raw, encoding=encoding, newline="") as stream,
    ):
        yield stream


def first_line(path: Path, stream: Any) -> str:
    """The line with the column names; raises `InputError` when it cannot be one."""
    try:
        line: str = stream.readline(MAX_LINE)
    except UnicodeDecodeError as error:
        raise InputError(
            file=path.name, line=1, expected="column names in UTF-16", found=shown(error.reason)
        ) from None
    if not line.strip() or "\x00" in line:
        raise InputError(
            file=path.name, line=1, expected="a line with column names", found="nothing readable"
        )
    if re.fullmatch(r"\ufeff?\"?sep=.\"?\s*", line):
        raise InputError(
            file=path.name, line=1, expected="a line with column names", found=shown(line.strip()),
            todo="Remove this line.",
        )  # fmt: skip
    return line


def separator_of(line: str, second: str) -> str:
    """The sign that makes the most cells of the first line; of two that make as many the one that suits the second."""
    cells = {sign: len(cells_of(line, sign)) for sign in SEPARATORS}
    most = max(cells.values())
    best = [sign for sign in SEPARATORS if cells[sign] == most]
    agreeing = [sign for sign in best if len(cells_of(second, sign)) == most]
    return (agreeing or best)[0]


def cells_of(line: str, separator: str) -> list[str]:
    """The cells of one line; none when it cannot be read so."""
    try:
        return next(csv.reader([line.rstrip("\r\n")], delimiter=separator), [])
    except csv.Error:
        return []


def has_decimal_comma(path: Path, encoding: str, packed: str) -> bool:
    """Is any cell a number with a comma in it?"""
    rest = ""
    with reading(path, encoding, packed) as stream:
        while block := stream.read(BLOCK):
            block = rest + block
            if "," in block and COMMA.search(block):
                return True
            rest = block[max(block.rfind("\n"), len(block) - 200, 0) :]
    return False


def header(path: Path) -> list[str]:
    """The column names."""
    way = text_of(path)
    with reading(path, way.encoding, way.packed) as stream:
        return [name.strip() for name in cells_of(first_line(path, stream), way.separator)]


def described(path: Path) -> list[str]:
    """How the file was read."""
    way = text_of(path)
    comma = ["decimal comma"] if way.decimal == "," else []
    return [f"text with {SEPARATORS[way.separator]}", *comma, ENCODINGS[way.encoding]]


def chunks(path: Path, names: list[str], size: int, only: list[str] | None) -> Generator[pd.DataFrame]:
    """Rows with every cell as text, empty where there is none.

    Raises `InputError` at the first line that is no row. Every column is read whatever is asked for: with `usecols`,
    pandas (3.1.1) takes a line with too many cells for a row, and its cells stand under other names.
    """
    way, asked = text_of(path), [name for name in names if only is None or name in only]
    unseen = True  # no line with too few cells, as far as was looked
    try:
        with reading(path, way.encoding, way.packed) as stream:
            reader = pd.read_csv(
                path if way.encoding == "utf-8-sig" and not way.packed else stream,
                chunksize=size,
                sep=way.separator,
                names=names,
                header=0,
                dtype=str,
                keep_default_na=False,
                encoding=way.encoding,
                engine="c",
                on_bad_lines="error",
                low_memory=False,
                skip_blank_lines=False,
            )
            with reader:
                for chunk in reader:
                    if len(chunk.columns) != len(names) or not isinstance(chunk.index, pd.RangeIndex):
                        raise InputError(
                            file=path.name, line=2, expected=f"{len(names)} cells", found="more cells"
                        )
                    # Cells that are not there are read as empty ones; only then the lines are counted.
                    if unseen and (chunk.iloc[:, -1] == "").any():
                        refuse_short_lines(path, len(names))
                        unseen = False
                    yield chunk[asked].reset_index(drop=True)
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        found = re.search(r"Expected (\d+) fields in line (\d+), saw (\d+)", str(error))
        raise InputError(
            file=path.name,
            line=int(found[2]) if found else None,
            expected=f"{found[1]} cells" if found else f"a table with {SEPARATORS[way.separator]}",
            found=f"{found[3]} cells" if found else shown(str(error)),
        ) from None
    except UnicodeError as error:
        raise InputError(
            file=path.name, expected=f"text in {ENCODINGS[way.encoding]}", found=shown(error)
        ) from None
    except ValueError as error:  # two columns of one name, a cell that is too long
        raise InputError(file=path.name, expected="a table of text", found=shown(error)) from None


def refuse_short_lines(path: Path, cells: int) -> None:
    """A line of text with fewer cells than the header, or with none: a file that was cut off, or edited.

    Raises `InputError` at the first one.
    """
    way, whole, first = text_of(path), "", 2
    with reading(path, way.encoding, way.packed) as stream:
        stream.readline()
        for number, line in enumerate(stream, start=2):
            whole, first = (whole + line, first) if whole else (line, number)
            if whole.count('"') % 2:
                continue  # a quoted cell goes on in the next line
            found = whole.count(way.separator) + 1 if whole.strip("\r\n") else 0
            if '"' in whole:
                found = len(cells_of(whole, way.separator))
            if found < cells:
                raise InputError(
                    file=path.name, line=first, expected=f"{cells} cells", found=f"{found} cells",
                    todo="Look whether the file is whole, and make it again.",
                )  # fmt: skip
            whole = ""
