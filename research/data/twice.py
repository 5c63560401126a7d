# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same people twice: two files with one content are refused, whatever their names, their kinds or their order.

Only files with as many rows are compared, first by who decided and what people got, and by all that is used only when
these are equal; so parts of one delivery, which differ, cost little.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

import numpy as np
import pandas as pd

from research.data.codebook import Codebook
from research.data.kinds.telling import told
from research.data.readers import CHUNK, raw_chunks, read_header
from research.data.table import as_in_the_plan, check_column, read_chunks
from research.errors import InputError


def digest(chunks: Iterable[pd.DataFrame]) -> tuple[int, int, int]:
    """The number of rows and two sums of their hashes: the same whatever the order of the rows."""
    rows = first = second = 0
    for chunk in chunks:
        hashes = pd.util.hash_pandas_object(chunk.reset_index(drop=True), index=False).to_numpy(np.uint64)
        rows += len(chunk)
        first += int(hashes.sum(dtype=np.uint64))
        second += int((hashes * hashes).sum(dtype=np.uint64))
    return rows, first % 2**64, second % 2**64


def rows_of(path: Path) -> int:
    """How many rows a file has; of Parquet it says so itself."""
    way = told(path)
    if way.kind == "parquet" and not way.packed:
        from research.data.kinds.columnar import opened

        with opened(path) as file:
            return int(file.metadata.num_rows)
    header = read_header(path)
    with closing(raw_chunks(path, header, CHUNK, header[:1])) as chunks:
        return sum(len(chunk) for chunk in chunks)


def narrow(path: Path, codebook: Codebook) -> tuple[int, int, int]:
    """The digest of the two columns of who decided and what people got."""
    names = list(codebook.deciding)
    header, first, parts = read_header(path), 2, []
    held = dict(zip(as_in_the_plan(header, codebook), header, strict=True))
    if not set(names) <= set(held):
        return 0, 0, 0  # refused in its own words when all of it is read
    with closing(raw_chunks(path, header, CHUNK, [held[name] for name in names])) as chunks:
        for raw in chunks:
            raw.columns = [next(name for name in names if held[name] == column) for column in raw.columns]
            checked = {n: check_column(path, raw[n], first, codebook.expected(n)) for n in names}
            parts.append(digest([pd.DataFrame(checked)]))
            first += len(raw)
    return tuple(sum(part[place] for part in parts) % 2**64 for place in range(3))  # type: ignore[return-value]


def files_of(paths: list[Path]) -> list[Path]:
    """The files, with those of a folder of Parquet one by one."""
    return [file for path in paths for file in (sorted(path.glob("*.parquet")) if path.is_dir() else [path])]


def refuse_same_content(paths: list[Path], codebook: Codebook) -> None:
    """Raise `InputError` when two files hold the same people, by a digest of their rows."""
    files = files_of(paths)
    if len(files) < 2:
        return
    for alike in by_key(files, rows_of):
        for suspects in by_key(alike, lambda path: narrow(path, codebook)):
            for same in by_key(suspects, lambda path: digest(closing_chunks(path, codebook))):
                raise InputError(
                    file=same[1].name, expected="every delivery once",
                    found=f"the same rows as in {same[0].name}", todo="Give one of the two.",
                )  # fmt: skip


def closing_chunks(path: Path, codebook: Codebook) -> Iterable[pd.DataFrame]:
    """The checked rows of one file."""
    with closing(read_chunks([path], codebook)) as chunks:
        yield from chunks


def by_key(files: list[Path], key: Callable[[Path], object]) -> list[list[Path]]:
    """The files that share something, where several do."""
    groups: dict[object, list[Path]] = {}
    for file in files:
        groups.setdefault(key(file), []).append(file)
    return [group for group in groups.values() if len(group) > 1]
