# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which kind of file it is, told by its first bytes and never by its name; what cannot be read is named."""

from __future__ import annotations

import gzip
import io
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

from research.errors import InputError, shown

#: As much of a file as is looked at to tell its kind.
HEAD = 65_536
READABLE = "CSV, Parquet, Arrow, SPSS, Stata, SAS or Excel (.xlsx), also packed as .gz or .zst"
AGAIN = "Save the table as Parquet or CSV in the program that made it."
IN_R = "Write the table in R with write.csv or arrow::write_parquet."
UNPACK = "Unpack it, and give the table that was in it."
GZIP, ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
SAS_MARK = bytes.fromhex("c2ea8160b31411cfbd92080009c7318c181f1011")
TEXT = "text"
#: First bytes of what can be read.
MARKS: tuple[tuple[bytes, str], ...] = (
    (b"PAR1", "parquet"), (b"ARROW1", "arrow"), (b"\xff\xff\xff\xff", "stream"), (b"$FL2", "spss"), (b"$FL3", "spss"),
    (b"<stata_dta>", "stata"), (b"\x00" * 12 + SAS_MARK, "sas"), (b"HEADER RECORD*******LIB", "xport"),
)  # fmt: skip
#: First bytes of what cannot: what it is called, and the way out.
OTHERS: tuple[tuple[bytes, str, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls), or one with a password",
     "Save it as .xlsx without a password, or as CSV."),
    (b"\x00\x01\x00\x00Standard", "an Access database (.mdb, .accdb)", "Export the table as CSV."),
    (b"SQLite format 3", "a SQLite database", "Export the table as CSV or Parquet."),
    (b"%PDF", "a PDF", "Ask for the table itself, as CSV or Parquet."),
    (b"7z\xbc\xaf", "a 7-Zip archive (.7z)", UNPACK),
    (b"Rar!\x1a", "a RAR archive", UNPACK),
    (b"\xfd7zXZ", "a file packed with xz (or saved by R)", UNPACK),
    (b"RDX2\n", "a workspace of R (.RData)", IN_R), (b"RDX3\n", "a workspace of R (.RData)", IN_R),
    (b"X\n\x00", "an object of R (.rds)", IN_R), (b"A\n2\n", "an object of R (.rds)", IN_R),
    (b"A\n3\n", "an object of R (.rds)", IN_R),
    (b"\x80\x04", "a pickle of Python", "Write the table with to_parquet."),
    (b"\x80\x05", "a pickle of Python", "Write the table with to_parquet."),
    (b"\x93NUMPY", "an array of NumPy (.npy)", "Write the table with to_parquet."),
    (b"\x89HDF", "an HDF5 file", AGAIN), (b"Obj\x01", "an Avro file", AGAIN),
    (b"\x89PNG", "a picture", "Give the table itself."), (b"\xff\xd8\xff", "a picture", "Give the table itself."),
)  # fmt: skip
#: First bytes that a column could be called too: they count only where signs follow that no text has.
ONLY_BINARY: tuple[tuple[bytes, str, str], ...] = (
    (b"PARE", "a Parquet file that is encrypted", AGAIN), (b"FEA1", "a Feather file of before 2020", AGAIN),
    (b"ORC", "an ORC file", AGAIN), (b"BZh", "a file packed with bzip2", UNPACK),
)  # fmt: skip
#: Texts that are no table.
PAGES: tuple[tuple[str, str, str], ...] = (
    (r"<!doctype html|<html", "a web page", "Download the table itself; the address may ask for a log-in."),
    (r"<\?xml", "an XML file", AGAIN),
    (r"[\[{]\s*[\"{\[\]}]", "a JSON file", "Write it as CSV or Parquet."),
    (r"\{\\rtf", "a text with lay-out (RTF)", AGAIN),
)


@dataclass(frozen=True)
class Told:
    """What a file is: its kind, and how it is packed (`gzip`, `zstd` or nothing)."""

    kind: str
    packed: str = ""


def told(path: Path) -> Told:
    """The kind of a file; raises `InputError` when there is none that can be read."""
    if path.is_dir():
        raise InputError(
            file=path.name, expected=f"a file ({READABLE})", found="a folder", todo="Give the files in it.",
        )  # fmt: skip
    if not path.is_file():
        raise InputError(
            file=path.name, expected=f"a file ({READABLE})", found="no file", todo="Give its path."
        )
    about = path.stat()
    return _told(path, about.st_size, about.st_mtime_ns)


@lru_cache(maxsize=4_096)
def _told(path: Path, size: int, changed: int) -> Told:
    """Asked once for a file that stays as it is."""
    packed = ""
    with open(path, "rb") as stream:
        head = stream.read(HEAD)
    if head.startswith((GZIP, ZSTD)):
        packed = "gzip" if head.startswith(GZIP) else "zstd"
        with unpacking(path, packed) as stream:
            head = stream.read(HEAD)
    return Told(kind_of(path, head, packed), packed)


def kind_of(path: Path, head: bytes, packed: str) -> str:
    """The kind by first bytes. Raises `InputError` for a kind that is not read here, with the way out."""
    for mark, kind in MARKS:
        if head.startswith(mark):
            return kind
    if is_old_stata(head):
        return "stata"
    if head.startswith(b"PK\x03\x04"):
        return kind_of_zip(path, packed)
    for mark, found, todo in OTHERS:
        if head.startswith(mark):
            raise unreadable(path, found, todo)
    binary = re.search(rb"[\x00-\x08\x0e-\x1f]", head[:512]) is not None
    for mark, found, todo in ONLY_BINARY if binary else ():
        if head.startswith(mark):
            raise unreadable(path, found, todo)
    if head[257:262] == b"ustar":
        raise unreadable(path, "an archive (.tar)", UNPACK)
    if head[8:12] == b"DUCK":
        raise unreadable(path, "a DuckDB database", "Write the table with COPY … TO 'table.parquet'.")
    if head.startswith((GZIP, ZSTD)):
        raise unreadable(path, "a file that was packed twice", "Unpack it once.")
    start = head[:400].lstrip(b"\xef\xbb\xbf \t\r\n").decode("latin-1")
    for shape, found, todo in PAGES:
        if re.match(shape, start, re.IGNORECASE):
            raise unreadable(path, found, todo)
    return TEXT


def unreadable(path: Path, found: str, todo: str) -> InputError:
    """What cannot be read, by its name, with the way out."""
    return InputError(file=path.name, expected=READABLE, found=found, todo=todo)


def is_old_stata(head: bytes) -> bool:
    """A Stata file of before version 13: a version, the order of its bytes and a one."""
    return len(head) > 4 and head[0] in (104, 105, 108, 110, 111, 112, 113, 114, 115) and (
        head[1] in (1, 2) and head[2] == 1 and head[3] in (0, 1)
    )  # fmt: skip


def kind_of_zip(path: Path, packed: str) -> str:
    """A zip is a workbook, or something else with a name of its own.

    Raises `InputError` for what is not a workbook.
    """
    try:
        with plain(path, packed) as opened, zipfile.ZipFile(opened) as archive:
            names = set(archive.namelist())
            mime = archive.read("mimetype").decode("latin-1") if "mimetype" in names else ""
    except (zipfile.BadZipFile, OSError, KeyError, ValueError, RuntimeError, NotImplementedError) as error:
        raise InputError(file=path.name, expected="a whole file", found=shown(error)) from None
    if "xl/workbook.xml" in names:
        return "workbook"
    if "xl/workbook.bin" in names:
        raise unreadable(path, "a binary Excel workbook (.xlsb)", "Save it as .xlsx or CSV.")
    if "spreadsheet" in mime:
        raise unreadable(path, "a LibreOffice table (.ods)", "Save it as .xlsx or CSV.")
    if "word/document.xml" in names or "text" in mime:
        raise unreadable(path, "a text document", "Ask for the table itself, as CSV or Parquet.")
    if "Index/Document.iwa" in names:
        raise unreadable(path, "an Apple Numbers table", "Export it as CSV.")
    raise unreadable(path, "a zip archive", UNPACK)


@contextmanager
def unpacking(path: Path, packed: str) -> Iterator[IO[bytes]]:
    """The bytes of a file, unpacked on the way; a packed file that was cut off raises `InputError`."""
    try:
        if packed == "gzip":
            with gzip.open(path, "rb") as stream:
                yield stream  # type: ignore[misc]
        elif packed == "zstd":
            import pyarrow as pa

            with pa.OSFile(str(path), "rb") as raw, pa.CompressedInputStream(raw, "zstd") as stream:
                yield io.BufferedReader(stream)
        else:
            with open(path, "rb") as stream:
                yield stream
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise cut_off(path, error) from None
    except OSError as error:
        if packed != "zstd" or error.errno:
            raise
        raise cut_off(path, error) from None


def cut_off(path: Path, error: Any) -> InputError:
    """A packed file that does not end well."""
    return InputError(
        file=path.name,
        expected="a packed file that is whole",
        found=shown(error),
        todo="Fetch or pack it again.",
    )


@contextmanager
def plain(path: Path, packed: str) -> Iterator[Path]:
    """A file that programs can jump about in: itself, or unpacked in a folder that vanishes."""
    if not packed:
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="findings-") as folder:
        whole = Path(folder) / "table"
        with unpacking(path, packed) as stream, open(whole, "wb") as copy:
            while block := stream.read(1 << 20):
                copy.write(block)
        yield whole
