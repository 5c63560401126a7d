# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file of any kind behind FROM, out of core: CSV and Parquet by DuckDB itself, any other kind chunk by chunk."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import duckdb

from research.data.kinds.telling import TEXT, told
from research.data.kinds.text import text_of
from research.data.readers import CHUNK, raw_chunks


def scan(
    db: duckdb.DuckDBPyConnection, path: Path, header: list[str], needed: list[str],
    use: Callable[[str], object], undo: Callable[[], object],
) -> None:  # fmt: skip
    """Call `use` with what stands behind FROM for a file, once for the whole or once a chunk.

    `undo` takes back what `use` did, before a text that DuckDB could not read to its end is read in chunks: the readers
    say which line is damaged. Raises `InputError`, and what `use` raises.
    """
    plain = not set("*?[") & set(str(path))  # DuckDB would look for many files
    kind = told(path)
    if kind.kind == "parquet" and not kind.packed and plain:
        use(f"read_parquet({literal(str(path))})")
        return
    if kind.kind == TEXT and plain and (source := csv_source(path, header)):
        try:
            use(source)
            return
        except duckdb.Error:
            undo()
    with closing(raw_chunks(path, header, CHUNK, needed)) as chunks:
        for chunk in chunks:
            words = {
                name: chunk[name].astype("string") for name in needed if chunk[name].dtype.kind not in "iuf"
            }
            db.register("chunk", chunk.assign(**words))
            use("chunk")
            db.unregister("chunk")


def csv_source(path: Path, header: list[str]) -> str | None:
    """How DuckDB reads a file of text, every column as text so that no type is guessed; `None` when it cannot."""
    way = text_of(path)
    if way.packed or way.encoding != "utf-8-sig":
        return None
    columns = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in header)
    return (
        f"read_csv({literal(str(path))}, auto_detect = false, header = true, delim = {literal(way.separator)}, "
        f"quote = '\"', escape = '\"', columns = {{{columns}}}, buffer_size = 4194304)"
    )


def quoted(name: str) -> str:
    """A column name inside SQL."""
    return '"' + name.replace('"', '""') + '"'


def literal(words: str) -> str:
    """Words inside SQL."""
    return "'" + words.replace("'", "''") + "'"
