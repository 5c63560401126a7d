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

from findings.estimate.cells import Floats

CHUNK = 1_000_000
EXACT_BITS = 53


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


def count_layers(table: Table, tracks: int) -> tuple[Any, Any, Any]:
    """Caseworker and stratum of every cell, and people and working people per layer, cell and track.

    Layers (2, 1 + K, C, T): everyone, then the second half of every trait.
    """
    workers, strata = int(table.worker.max()) + 1, int(table.stratum.max()) + 1
    seen = np.zeros(workers * strata, dtype=bool)
    for part in chunks(table):
        seen[part.worker.astype(np.int32) * strata + part.stratum] = True
    pairs = np.flatnonzero(seen)
    place = np.zeros(len(seen), dtype=np.int32)
    place[pairs] = np.arange(len(pairs), dtype=np.int32)
    kinds = len(table.traits)
    codes = np.arange(2 ** (kinds + 1))
    inside = np.array([np.ones_like(codes)] + [(codes >> k) & 1 for k in range(kinds)])
    layers = np.concatenate([inside, inside * (codes >> kinds & 1)])
    size = len(pairs) * tracks
    sums = np.zeros((len(layers), size), dtype=np.int32)
    for part in chunks(table):
        key = place[part.worker.astype(np.int32) * strata + part.stratum].astype(np.int64) * tracks
        key += part.track
        code = part.outcome.astype(np.uint8 if kinds < 8 else np.int64) << kinds
        for k, row in enumerate(part.traits):
            code |= row.astype(code.dtype) << k
        add_packed(sums, key, code, layers)
    return pairs // strata, pairs % strata, sums.reshape(2, 1 + kinds, len(pairs), tracks)


def add_packed(sums: Any, key: Any, code: Any, layers: Any) -> None:
    """Add several layers in one pass, each in its own bits of a float64."""
    size = sums.shape[1]
    people = np.bincount(key, minlength=size)
    sums[0] += people.astype(np.int32)
    bits = max(int(people.max()).bit_length(), 1)
    lanes = EXACT_BITS // bits
    for start in range(1, len(layers), lanes):
        part = layers[start : start + lanes].astype(np.int64)
        packed = (part << (bits * np.arange(len(part)))[:, None]).sum(axis=0).astype(np.float64)
        found = np.bincount(key, weights=packed[code], minlength=size).astype(np.int64)
        for lane in range(len(part)):
            sums[start + lane] += ((found >> (bits * lane)) & ((1 << bits) - 1)).astype(np.int32)


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
            yield np.ascontiguousarray(np.moveaxis(half, -1, -2), dtype=np.float64)


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
