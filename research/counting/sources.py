# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""From files of people to one frame of checked words and numbers, whatever the files are and whichever engine reads.

An engine reads Parquet itself, and plain CSV after it was brought into Parquet as text. It counts the cells that break
the codebook; where there are any, the reader walks over the file to name the first, in the same words for every file
and engine. What an engine cannot read plainly goes through the reader into Parquet first. So the reader has the last
word on every cell, and an engine only saves time.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import narwhals as nw

from research.counting import expression
from research.counting.expression import FRACTION, TEXT, WHOLE, Frame, faults, identifiers, is_word, standard
from research.data.codebook import Codebook
from research.data.identifiers import refuse_identifiers
from research.data.kinds.telling import TEXT as TEXT_FILE
from research.data.kinds.telling import told
from research.data.kinds.text import text_of
from research.data.readers import how_read, raw_chunks, read_header
from research.data.table import as_in_the_plan, check_header, read_chunks
from research.data.twice import files_of
from research.errors import InputError

if TYPE_CHECKING:
    import pyarrow as pa

    from research.counting.engines import Engine

Report = Callable[[str], None]
#: So many rows at the head of a file are looked at for names and numbers of persons before anything else.
HEAD = 50_000
BLOCK = 1 << 22
#: So many rows of a file of text wait together for their place in Parquet: all their cells are in memory till then.
WAITING = 40_960
#: So many cells the reader looks at one by one, and so many distinct ones are taken from an engine.
LOOK, DISTINCT = 5_000, 200_000
#: A number below this is no telephone number and no number of a person.
SMALL = 1e8


@dataclass(frozen=True)
class Source:
    """Parquet files of one schema that an engine reads: with the kind of every column.

    `paths` are the files as they were given; `files` those that are read.
    """

    paths: tuple[Path, ...]
    files: tuple[Path, ...]
    kinds: dict[str, str]


def present(paths: list[Path]) -> list[Path]:
    """The Parquet files of every folder, and the files themselves; raises `InputError` where there are none."""
    found = files_of(paths)
    if not found:
        raise InputError(
            file=paths[0].name, expected="a folder with Parquet files", found="none", todo="Give the files."
        )
    return found


def people_of(engine: Engine, paths: list[Path], codebook: Codebook, folder: Path, report: Report) -> Frame:
    """One frame of everyone in all files, as `standard` leaves it; every cell was held against the codebook.

    `folder` is where files are brought into Parquet. Raises `InputError` for the first cell, line or column that does
    not match, or that could name a person.
    """
    files = present(paths)
    for file in files:
        report(f"reading {file.name}: {how_read(file)}")
        check_header(file, read_header(file), codebook)
    report(f"holding {len(files)} {'file' if len(files) == 1 else 'files'} against the codebook")
    if not sum(
        refuse_head(file, codebook) for file in files
    ):  # a folder of Parquet may hold parts without rows
        raise InputError(
            file=files[0].name, expected="at least one row below the names of the columns", found="none",
            todo="Look whether the file is whole.",
        )  # fmt: skip
    plain = [
        source for source in sources_of(files, folder, codebook) if is_right(engine, source, codebook, report)
    ]
    known = {path for source in plain for path in source.paths}
    left = [file for file in files if file not in known]
    read = [*plain, spilled(left, codebook, folder, report)] if left else plain
    frames = [standard(engine.parquet(source.files), codebook.used, source.kinds) for source in read]
    return frames[0] if len(frames) == 1 else nw.concat(frames, how="vertical")


def sources_of(files: list[Path], folder: Path, codebook: Codebook) -> list[Source]:
    """What an engine reads by itself, files of one schema together."""
    groups: dict[tuple[tuple[str, str], ...], list[tuple[Path, Path]]] = {}
    found = []
    for number, file in enumerate(files):
        told = direct(file, folder / f"text{number}.parquet", codebook)
        if told is not None:
            groups.setdefault(tuple(told[1].items()), []).append((file, told[0]))
    for columns, pairs in groups.items():
        given, read = zip(*pairs, strict=True)
        found.append(Source(given, read, dict(columns)))
    return found


def direct(file: Path, target: Path, codebook: Codebook) -> tuple[Path, dict[str, str]] | None:
    """The Parquet file to read for a file, and the kinds of its columns; `None` where the reader has to read it."""
    kind = told(file)
    if kind.packed:
        return None
    if kind.kind == "parquet":
        kinds = kinds_of(file)
        if kinds is None or as_in_the_plan(list(kinds), codebook) != list(kinds):
            return None
        return file, kinds
    header = as_in_the_plan(read_header(file), codebook)
    if kind.kind != TEXT_FILE or not is_plain_text(file) or not text_to_parquet(file, header, target):
        return None
    return target, dict.fromkeys(header, TEXT)


def kinds_of(file: Path) -> dict[str, str] | None:
    """The kind of every column of a Parquet file; `None` where it holds dates, lists or the like."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds: dict[str, str] = {}
    for field in pq.read_schema(file):
        held = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
        if pa.types.is_string(held) or pa.types.is_large_string(held):
            kinds[field.name] = TEXT
        elif pa.types.is_integer(held) and held != pa.uint64():
            kinds[field.name] = WHOLE
        elif pa.types.is_float64(held) or pa.types.is_float32(held):
            kinds[field.name] = FRACTION
        else:
            return None
    return kinds


def is_plain_text(file: Path) -> bool:
    """Is it UTF-8 with decimal points, without an empty line, a lone carriage return or a zero byte?"""
    way = text_of(file)
    if way.encoding != "utf-8-sig" or way.decimal != ".":
        return False
    before = b""
    with open(file, "rb") as stream:
        while block := stream.read(BLOCK):
            whole = before + block
            if b"\n\n" in whole or b"\n\r\n" in whole or b"\x00" in block:
                return False
            if b"\r" in whole[:-1] and whole[:-1].count(b"\r") != whole.count(b"\r\n"):
                return False
            before = whole[-2:]
    return not before.endswith(b"\r")


def text_to_parquet(file: Path, header: list[str], target: Path) -> bool:
    """Bring a file of text into Parquet, every cell as text, so that a leading zero stays; did that succeed?"""
    import duckdb

    columns, delim = (
        ", ".join(f"{quoted(name)}: 'VARCHAR'" for name in header),
        quoted(text_of(file).separator),
    )
    read = (
        f"read_csv([{quoted(glob_of(file))}], auto_detect=false, header=true, delim={delim}, quote='\"', escape='\"', "
        f"strict_mode=true, null_padding=false, columns={{{columns}}}, buffer_size={BLOCK})"
    )
    with duckdb.connect() as connection:
        connection.execute("SET enable_progress_bar = false; SET memory_limit = '512MB'")
        connection.execute("SET preserve_insertion_order = false")
        try:
            connection.execute(
                f"COPY (FROM {read}) TO {quoted(str(target))} (FORMAT parquet, ROW_GROUP_SIZE {WAITING})"
            )
        except duckdb.Error:
            target.unlink(missing_ok=True)
            return False
    return True


def quoted(word: str) -> str:
    """A word for DuckDB."""
    return "'" + word.replace("'", "''") + "'"


def glob_of(path: Path) -> str:
    """A path as DuckDB wants it: what would stand for other files stands for itself."""
    return "".join(f"[{sign}]" if sign in "[*?" else sign for sign in str(path))


def spilled(files: list[Path], codebook: Codebook, folder: Path, report: Report) -> Source:
    """Files through the reader, chunk by chunk, into one Parquet file of checked words and numbers."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    words = {column.name: is_word(column) for column in codebook.used}
    schema = pa.schema([(name, pa.string() if word else pa.float64()) for name, word in words.items()])
    target, people = folder / f"read-{files[0].name}.parquet", 0
    with pq.ParquetWriter(target, schema) as writer, closing(read_chunks(files, codebook)) as chunks:
        for chunk in chunks:
            writer.write_table(pa.Table.from_pandas(chunk, schema=schema, preserve_index=False))
            people += len(chunk)
            report(f"read {people:,} people")
    kinds = {name: TEXT if word else FRACTION for name, word in words.items()}
    return Source(tuple(files), (target,), kinds)


def is_right(engine: Engine, source: Source, codebook: Codebook, report: Report) -> bool:
    """Is every cell plain and as the codebook says? If not, the reader has to say what is wrong, if anything is."""
    try:
        words = few_words(engine, source, codebook)
        named = [name for name in source.kinds if is_suspect(engine, source, codebook, name, words.get(name))]
        wrong = is_wrong(engine, source, codebook, words)
    except engine.errors:
        return False
    if named:
        report(f"looking for what could name a person in {', '.join(named)}")
        refuse_named(source.paths, named, codebook)
    return not wrong


def refuse_head(file: Path, codebook: Codebook) -> int:
    """Refuse a file with what names a person in its first rows; how many those are."""
    with closing(raw_chunks(file, read_header(file), HEAD)) as chunks:
        for raw in chunks:
            raw.columns = as_in_the_plan(list(raw.columns), codebook)
            refuse_identifiers(file, raw, 2, codebook)
            return len(raw)
    return 0


def few_words(engine: Engine, source: Source, codebook: Codebook) -> dict[str, pa.Table]:
    """The cells of columns of text that repeat themselves, once each with how often: what holds of every cell is asked
    of these.

    Not of the column that says who somebody is, and not where there are very many different ones.
    """
    found = {}
    for name, kind in source.kinds.items():
        if kind == TEXT and name != codebook.person:
            cells = engine.small(expression.how_often(engine.parquet(source.files), [name]).head(DISTINCT))
            if len(cells) < DISTINCT:
                found[name] = cells
    return found


def asked(cells: pa.Table, question: Callable[[Frame], Frame]) -> dict[str, int]:
    """The one row that a question about a small table gives."""
    answer = question(nw.from_native(cells, eager_only=True).lazy("duckdb")).collect("pyarrow")
    return {name: int(value or 0) for name, value in answer.rows(named=True)[0].items()}


def is_wrong(engine: Engine, source: Source, codebook: Codebook, words: dict[str, pa.Table]) -> bool:
    """Does any cell break the codebook?"""
    long = [column for column in codebook.used if column.name not in words]
    if long and any(engine.one(faults(engine.parquet(source.files), long, source.kinds)).values()):
        return True
    few = [column for column in codebook.used if column.name in words]
    return any(
        asked(words[column.name], partial(faults, columns=[column], kinds=source.kinds))[column.name]
        for column in few
    )


def is_suspect(engine: Engine, source: Source, codebook: Codebook, name: str, cells: pa.Table | None) -> bool:
    """Could something in a column name a person? `cells` are its different ones, where they are few."""
    if source.kinds[name] != TEXT or is_closed(codebook, name):
        return False
    file = engine.parquet(source.files)
    if cells is not None:
        told = asked(cells, partial(expression.passing, name=name, rows=nw.col(expression.ROWS)))
        return mostly_pass(told) or would_be_refused(source, codebook, cells.select([name]))
    told = engine.one(identifiers(file, name))
    if told["nine"] and mostly_pass(engine.one(expression.passing(file, name))):
        return True
    if not told["named"]:
        return False
    once = engine.small(expression.once(file, [name]).head(DISTINCT))
    return len(once) == DISTINCT or would_be_refused(source, codebook, once)


def mostly_pass(told: dict[str, int]) -> bool:
    """Could at least half of the numbers of nine digits be those of persons? As `passing` tells it, by rows."""
    return 0 < told["nine"] <= 2 * told["passing"]


def would_be_refused(source: Source, codebook: Codebook, cells: pa.Table) -> bool:
    """Would the different cells of a column be refused?"""
    once = cells.to_pandas().sort_values(list(cells.column_names), ignore_index=True)
    try:
        for start in range(0, len(once), LOOK):
            refuse_identifiers(source.paths[0], once.iloc[start : start + LOOK], 2, codebook)
    except InputError:
        return True
    return False


def is_closed(codebook: Codebook, name: str) -> bool:
    """Does the codebook leave no room in a column for what names a person?"""
    if name not in codebook.names:
        return False
    column = codebook.as_declared(name)
    small = column.highest is not None and abs(column.highest) < SMALL
    return column.type in ("category", "month") or bool(column.values) or small


def refuse_named(files: tuple[Path, ...], names: list[str], codebook: Codebook) -> None:
    """Refuse the first cell of some columns that names a person; so few rows at a time that each cell is looked at."""
    for file in files:
        first = 2
        with closing(raw_chunks(file, read_header(file), LOOK, names)) as chunks:
            for raw in chunks:
                refuse_identifiers(file, raw, first, codebook)
                first += len(raw)
