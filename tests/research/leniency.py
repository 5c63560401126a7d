# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The usual leniency design from counts: one constructed instrument, for every group and track in one go.

The instrument is the caseworker's leave-one-out share of referrals, cleared of strata; the estimate is two-stage least
squares with strata effects and errors clustered by caseworker. It is what applied work usually runs, so it is what
the speed of this package is compared on; the released estimates are UJIVE.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from research.estimators.geometry import Floats

CHUNK = 1_000_000
#: Rows that are turned into keys at a time; their working space stays in the processor's cache.
BLOCK = 65_536
EXACT_BITS = 53
NARROWEST = 6


@dataclass(frozen=True)
class Leniency:
    """Estimates and clustered errors, (G, T): group 0 is everyone, then both halves of every trait."""

    estimate: Floats
    se: Floats


@dataclass(frozen=True)
class Table:
    """People as small whole numbers, one entry each: the columns of a counted table.

    `traits` (K, n) and `outcome` (n,) are 0 or 1; `track` is 0 for the reference.
    """

    worker: Any
    stratum: Any
    track: Any
    traits: Any
    outcome: Any


def chunks(table: Table) -> Iterator[Table]:
    """The table in parts, so that the extra memory does not grow with it."""
    for start in range(0, len(table.track), CHUNK):
        part = slice(start, start + CHUNK)
        yield Table(
            table.worker[part],
            table.stratum[part],
            table.track[part],
            table.traits[:, part],
            table.outcome[part],
        )


class Book:
    """Counts people per cell (caseworker by stratum), track and outcome, with and without every trait, in one pass.

    Several counters travel in one float64, each in its own bits; the lowest counts people. A key that holds more
    people than fit is noticed, because the lowest counters then no longer add up, and is counted again with more bits.
    """

    def __init__(self, table: Table, tracks: int) -> None:
        """Start with no people; `tracks` counts the reference too."""
        self.tracks, self.kinds = tracks, len(table.traits)
        self.workers, self.strata = int(table.worker.max()) + 1, int(table.stratum.max()) + 1
        self.place = np.full(self.workers * self.strata, -1, dtype=np.int32)
        self.pairs = np.zeros(0, dtype=np.int64)
        self.sums = np.zeros((1 + self.kinds, 0), dtype=np.int32)
        size = min(CHUNK, len(table.track))
        self.key: Any = np.empty(size, dtype=np.int64)
        self.weight: Any = np.empty(size)
        self.code: Any = np.empty(size, dtype=np.int8 if self.kinds < 8 else np.int32)
        self.start_lanes(NARROWEST)

    def start_lanes(self, bits: int) -> None:
        """Divide the counters over as few float64 as their width allows."""
        self.bits, lanes = bits, EXACT_BITS // bits
        codes = np.arange(2**self.kinds)
        rows = [np.ones_like(codes), *((codes >> k) & 1 for k in range(self.kinds))]
        self.packed: list[Any] = [
            (
                np.array(rows[start : start + lanes])
                << (bits * np.arange(len(rows[start : start + lanes])))[:, None]
            )
            .sum(axis=0)
            .astype(np.float64)
            for start in range(0, len(rows), lanes)
        ]
        self.highest = 0
        self.waiting = [np.zeros(self.sums.shape[1]) for _ in self.packed]

    def add(self, part: Table) -> None:
        """Count one chunk."""
        size = len(part.track)
        for start in range(0, size, BLOCK):
            self.encode(part, slice(start, min(start + BLOCK, size)))
        self.make_room()
        key, code, weight = self.key[:size], self.code[:size], self.weight[:size]
        while True:
            found = []
            for packed in self.packed:
                np.take(packed, code, out=weight, mode="clip")
                found.append(np.bincount(key, weights=weight, minlength=self.sums.shape[1]))
            people = found[0].astype(np.int64) & ((1 << self.bits) - 1)
            if int(people.sum()) == size and all(part.max() < 2.0**EXACT_BITS for part in found):
                break
            self.unpack()
            self.start_lanes(2 * self.bits)
        largest = int(people.max())
        if self.highest + largest >= 1 << self.bits:
            self.unpack()
        self.highest += largest
        self.waiting = [waiting + new for waiting, new in zip(self.waiting, found, strict=True)]

    def encode(self, part: Table, rows: slice) -> None:
        """The key (cell, track, outcome) and the code (traits) of some rows of a chunk."""
        pair = part.worker[rows].astype(np.int32)
        pair *= self.strata
        pair += part.stratum[rows]
        cell = np.take(self.place, pair, mode="clip")
        if cell.min() < 0:
            self.number_cells(pair[cell < 0])
            cell = np.take(self.place, pair, mode="clip")
        last = part.track[rows] * np.int8(2)
        last += part.outcome[rows]
        np.add(cell, last, out=self.key[rows])
        code = self.code[rows]
        code[:] = 0
        for row in part.traits[::-1, rows]:
            np.add(code, code, out=code)
            np.add(code, row, out=code)

    def number_cells(self, pairs: Any) -> None:
        """Give cells that are seen for the first time the next places."""
        fresh = np.zeros(len(self.place), dtype=bool)
        fresh[pairs] = True
        found = np.flatnonzero(fresh)
        self.place[found] = (len(self.pairs) + np.arange(len(found))) * (2 * self.tracks)
        self.pairs = np.concatenate([self.pairs, found])

    def make_room(self) -> None:
        """Counters for cells that were numbered since."""
        more = len(self.pairs) * 2 * self.tracks - self.sums.shape[1]
        if more:
            self.sums = np.pad(self.sums, ((0, 0), (0, more)))
            self.waiting = [np.pad(waiting, (0, more)) for waiting in self.waiting]

    def unpack(self) -> None:
        """Add what waits in the packed counters to the sums."""
        lanes, mask = EXACT_BITS // self.bits, (1 << self.bits) - 1
        for number, waiting in enumerate(self.waiting):
            left = waiting.astype(np.int64)
            for layer in range(number * lanes, min((number + 1) * lanes, len(self.sums))):
                self.sums[layer] += (left & mask).astype(np.int32)
                left >>= self.bits
        self.waiting = [np.zeros_like(waiting) for waiting in self.waiting]
        self.highest = 0

    def finish(self) -> tuple[Any, Any, Any]:
        """Caseworker and stratum of every cell in order, and the layers (2, 1 + K, T, C): people, working people."""
        self.unpack()
        table = self.sums.reshape(1 + self.kinds, len(self.pairs), self.tracks, 2)
        order = np.argsort(self.pairs, kind="stable")
        found = np.empty((2, 1 + self.kinds, self.tracks, len(order)), dtype=np.int32)
        for layer, rows in enumerate(table):
            for track in range(self.tracks):
                found[1, layer, track] = rows[order, track, 1]
                np.add(rows[order, track, 0], found[1, layer, track], out=found[0, layer, track])
        pairs = self.pairs[order]
        return pairs // self.strata, pairs % self.strata, found


def count_layers(table: Table, tracks: int) -> tuple[Any, Any, Any]:
    """Caseworker and stratum of every cell, and people and working people per layer, track and cell.

    Layers (2, 1 + K, T, C): everyone, then the second half of every trait.
    """
    book = Book(table, tracks)
    for part in chunks(table):
        book.add(part)
    return book.finish()


def leniency(table: Table, tracks: int) -> Leniency:
    """All groups and tracks of a table; `tracks` counts the reference too."""
    worker, stratum, sums = count_layers(table, tracks)
    places = Places(worker, stratum, np.flatnonzero(np.diff(worker, prepend=-1)), int(stratum.max()) + 1)
    found = np.array([one_group(layers[0], layers[1], places) for layers in group_layers(sums)])
    return Leniency(found[:, :, 0], found[:, :, 1])


def group_layers(sums: Any) -> Iterator[Any]:
    """People and working people (T+1, C) of everyone, then of the first and second half of every trait."""
    for layer in range(sums.shape[1]):
        halves = (sums[:, 0],) if layer == 0 else (sums[:, 0] - sums[:, layer], sums[:, layer])
        for half in halves:
            yield half.astype(np.float64)


@dataclass(frozen=True)
class Places:
    """Caseworker and stratum of every cell, cells sorted by caseworker; `starts` is the first cell of each."""

    worker: Any
    stratum: Any
    starts: Any
    strata: int

    def mean(self, values: Floats, people: Floats) -> Floats:
        """The mean over the people of the stratum, at every cell."""
        return np.asarray((np.bincount(self.stratum, values, self.strata) / people)[self.stratum])

    def own(self, values: Floats) -> Floats:
        """The sum over the cells of each caseworker."""
        return np.asarray(np.add.reduceat(values, self.starts))


def one_group(people: Floats, working: Floats, places: Places) -> list[tuple[float, float]]:
    """Estimate and clustered error for every track of one group, from counts (T+1, C) per track and cell."""
    n, y = people.sum(axis=0), working.sum(axis=0)
    seen = np.maximum(np.bincount(places.stratum, n, places.strata), 1.0)
    mean_y = places.mean(y, seen)
    by_worker = places.own(n)
    step = (1.0 / np.maximum(by_worker - 1.0, 1.0))[places.worker]
    workers = float((by_worker > 0).sum())
    found = []
    for d, yd in zip(people[1:], working[1:], strict=True):
        mean_d = places.mean(d, seen)
        # The instrument is “idle” for someone of the cell who was not referred, and less by one step for who was.
        idle = (places.own(d - n * mean_d)[places.worker] + mean_d) * step
        total = n * idle - d * step
        mean = places.mean(total, seen)
        z_d = d * (idle - step - mean)
        z_y = y * (idle - mean) - yd * step
        size = z_d.sum()
        beta = z_y.sum() / size
        score = places.own(z_y - beta * z_d - (mean_y - beta * mean_d) * (total - mean * n))
        found.append((float(beta), float(np.sqrt(workers / (workers - 1.0) * (score @ score)) / abs(size))))
    return found
