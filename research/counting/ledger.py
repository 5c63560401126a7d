# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everyone once more in a few small numbers, on disk: place, service, combination of groups and outcomes, people.

People who are alike in all of these share a line, so that the file grows with what differs and not with who came by.

What needs combinations of groups inside a cell (learners, files of counts) reads them from here, in blocks, so
that memory does not grow with the number of people. The file has no name and vanishes with the process.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from research.counting.coding import Coded, Labels
from research.estimators.geometry import Ints
from research.plan.model import Plan

LINE = np.dtype([("cell", "<i4"), ("code", "<i4"), ("track", "i1"), ("people", "<u4")])
BLOCK = 1_000_000


class Ledger:
    """Lines of people who have every outcome, in the order they came by; a line may come again."""

    def __init__(self, plan: Plan) -> None:
        """Start empty."""
        self.plan = plan
        self.worker, self.stratum, self.office = Labels(), Labels(), Labels()
        self.cell: dict[int, int] = {}
        self.spot: dict[int, int] = {}
        self.file = tempfile.TemporaryFile(prefix="findings-")  # noqa: SIM115 - it lives as long as the ledger
        self.people = 0

    def add(self, coded: Coded) -> None:
        """Write one chunk."""
        coded = coded.complete()
        worker, stratum = self.worker.codes(coded.worker), self.stratum.codes(coded.stratum)
        cell = numbered(self.cell, (worker << 32) | stratum)
        spot = numbered(self.spot, (cell << 32) | self.office.codes(coded.office))
        code = encode(coded.levels, coded.outcomes, len(spot))
        self.file.write(lines_of(spot, coded.track, code, coded.people).tobytes())
        self.people += coded.size

    def blocks(self) -> Iterator[Any]:
        """All lines, in blocks, with the number of the cell."""
        cells, _ = self.spots
        for block in self.by_office():
            found = block.copy()
            found["cell"] = cells[block["cell"]]
            yield found

    def by_office(self) -> Iterator[Any]:
        """All lines, in blocks, with the number of the spot: a cell and an office."""
        self.file.seek(0)
        while data := self.file.read(BLOCK * LINE.itemsize):
            yield np.frombuffer(data, dtype=LINE)
        self.file.seek(0, 2)

    @property
    def pairs(self) -> tuple[Ints, Ints]:
        """Number of caseworker and of stratum of every cell."""
        pairs = np.fromiter(self.cell, dtype=np.int64, count=len(self.cell))
        return pairs >> 32, pairs & 0xFFFFFFFF

    @property
    def spots(self) -> tuple[Ints, Ints]:
        """Number of cell and of office of every spot."""
        spots = np.fromiter(self.spot, dtype=np.int64, count=len(self.spot))
        return spots >> 32, spots & 0xFFFFFFFF

    def __getstate__(self) -> dict[str, Any]:
        """What is kept in a cache that the user named: everything, with the lines themselves."""
        return self.__dict__ | {"file": b"".join(block.tobytes() for block in self.by_office())}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Back from a cache."""
        self.__dict__.update(state)
        self.file = tempfile.TemporaryFile(prefix="findings-")  # noqa: SIM115 - as above
        self.file.write(state["file"])

    def close(self) -> None:
        """Let the file vanish."""
        self.file.close()


def lines_of(spot: Ints, track: Any, code: Any, people: Ints | None) -> Any:
    """Lines with the people of each; equal people are put together, counts are kept as they are."""
    if people is None:
        key, people = np.unique(((spot << 8 | track) << 32) | code, return_counts=True)
        spot, track, code = key >> 40, key >> 32 & 0xFF, key & 0xFFFFFFFF
    lines = np.empty(len(spot), dtype=LINE)
    for name, values in (("cell", spot), ("track", track), ("code", code), ("people", people)):
        lines[name] = values
    return lines


def numbered(known: dict[int, int], keys: Ints) -> Ints:
    """The number of every key; new keys get the next number."""
    local, fresh = pd.factorize(keys)
    return np.array([known.setdefault(int(key), len(known)) for key in fresh], dtype=np.int64)[local]


def encode(levels: Any, outcomes: Any, size: int) -> Any:
    """The number of a combination of groups (0, 1 or 2 each) and outcomes (0 or 1 each)."""
    code = np.zeros(size, dtype=np.int32)
    for row in levels:
        code = code * 3 + row
    for row in outcomes:
        code = code * 2 + row.astype(np.int32)
    return code


def decode(code: Any, plan: Plan) -> tuple[Any, Any]:
    """Back to groups (K, n) and outcomes (O, n)."""
    kinds, ends = len(plan.characteristics), len(plan.outcomes)
    outcomes = np.array([code >> (ends - 1 - o) & 1 for o in range(ends)], dtype=np.float64)
    pattern = code >> ends
    levels = np.array([pattern // 3 ** (kinds - 1 - k) % 3 for k in range(kinds)], dtype=np.int8)
    return levels.reshape(kinds, len(code)), outcomes.reshape(ends, len(code))
