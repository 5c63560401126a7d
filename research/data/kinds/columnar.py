# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Parquet and Arrow (a file, also called Feather, or a stream): columns that carry their types.

Numbers stay numbers, also whole ones of which some are absent; yes and no become 1 and 0, a date its ISO day.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from research.data.kinds.cells import as_days
from research.data.kinds.telling import plain, told
from research.errors import InputError, shown

WORDS = {"parquet": "Parquet", "arrow": "Arrow", "stream": "an Arrow stream"}
FAILURES = (OSError, ValueError, KeyError, NotImplementedError, pa.ArrowException)
MOST_DIGITS = 15


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """A Parquet file, or the reader of an Arrow file or stream; raises `InputError` when it is not whole."""
    way = told(path)
    expected = f"{WORDS[way.kind]} that is whole"
    try:
        with plain(path, way.packed) as whole:
            if way.kind == "parquet":
                with pq.ParquetFile(whole) as file:
                    yield file
            else:
                with pa.OSFile(str(whole), "rb") as source:
                    yield pa.ipc.open_file(source) if way.kind == "arrow" else pa.ipc.open_stream(source)
    except FAILURES as error:
        kind = "a Parquet file" if way.kind == "parquet" else expected
        raise InputError(file=path.name, expected=kind, found=shown(error)) from None


def header(path: Path) -> list[str]:
    """The column names."""
    with opened(path) as file:
        schema = file.schema_arrow if isinstance(file, pq.ParquetFile) else file.schema
        return [str(name) for name in schema.names]


def described(path: Path) -> list[str]:
    """How the file was read."""
    return [WORDS[told(path).kind]]


def batches(file: Any, size: int, only: list[str] | None) -> Iterator[pa.RecordBatch]:
    """Batches of at most so many rows, with some of the columns."""
    if isinstance(file, pq.ParquetFile):
        yield from file.iter_batches(size, columns=only)
        return
    many = range(file.num_record_batches) if hasattr(file, "num_record_batches") else None
    for batch in (file.get_batch(place) for place in many) if many is not None else file:
        part = batch if only is None else batch.select(only)
        for start in range(0, part.num_rows, size):
            yield part.slice(start, size)


def chunks(path: Path, names: list[str], size: int, only: list[str] | None) -> Generator[pd.DataFrame]:
    """Rows with plain columns: text, numbers, and whole numbers that may be absent."""
    with opened(path) as file:
        for batch in batches(file, size, only):
            yield pd.DataFrame(
                {
                    name: plain_column(path, name, batch.column(place))
                    for place, name in enumerate(batch.schema.names)
                }
            )


def plain_column(path: Path, name: str, cells: pa.Array) -> Any:
    """One column as pandas holds it; raises `InputError` for what is no column of single values."""
    kind = cells.type
    if pa.types.is_dictionary(kind):
        return plain_column(path, name, cells.dictionary_decode())
    if pa.types.is_integer(kind):
        whole = (
            {kind: pd.UInt64Dtype() if kind == pa.uint64() else pd.Int64Dtype()} if cells.null_count else {}
        )
        return cells.to_pandas(types_mapper=whole.get if whole else None)
    if pa.types.is_floating(kind):
        return cells.cast(pa.float64()).to_pandas()
    if pa.types.is_boolean(kind):
        return plain_column(path, name, cells.cast(pa.int8()))
    if pa.types.is_null(kind):
        return pd.Series([None] * len(cells), dtype=object)
    if pa.types.is_decimal(kind):
        exact = kind.scale == 0 and kind.precision > MOST_DIGITS
        return plain_column(path, name, cells.cast(pa.string() if exact else pa.float64()))
    if pa.types.is_temporal(kind) and not pa.types.is_duration(kind):
        if pa.types.is_timestamp(kind) and kind.tz:
            cells = pc.local_timestamp(cells)
        return as_days(cells.cast(pa.string()).to_pandas())
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or str(kind) == "string_view":
        return cells.to_pandas()
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return cells.cast(pa.string()).to_pandas()
    raise InputError(
        file=path.name, column=name, expected="a column of single values", found=shown(kind),
        todo="Write the parts of it as columns of their own, or leave it out.",
    )  # fmt: skip
