# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""From coded people to whole numbers per cell, in one pass; on the path of rows the people themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from research.counting.coding import Bytes, Coded, Labels, merged, ranked
from research.counting.offices import Desks, Seen
from research.counting.tally import Tally
from research.errors import InputError
from research.estimators.geometry import Floats, Ints
from research.plan.model import Plan

EXACT_BITS = 53


class Counter:
    """Adds chunks of people to a growing tally of binary outcomes."""

    def __init__(self, plan: Plan) -> None:
        """Start with no people."""
        self.plan = plan
        self.tracks = len(plan.services)
        self.groups = 1 + 2 * len(plan.characteristics)
        self.layers = self.groups * (1 + len(plan.outcomes))
        self.worker, self.stratum, self.office = Labels(), Labels(), Labels()
        self.cell: dict[int, int] = {}
        self.seen = Seen()
        kinds = len(plan.characteristics)
        self.pair_list = list(combinations(range(kinds), 2))
        self.sums = np.zeros((self.layers + len(self.pair_list), 0), dtype=np.int32)
        self.patterns = np.zeros((0, 2**kinds), dtype=np.int64)
        self.missing = np.zeros((len(plan.outcomes), self.tracks), dtype=np.int64)
        self.joint = np.zeros(3**kinds * 2 ** len(plan.outcomes), dtype=np.int64)
        self.rows = self.kept = 0

    def add(self, coded: Coded) -> None:
        """Count one chunk."""
        self.rows += coded.size
        for number, gone in enumerate(np.isnan(coded.outcomes)):
            self.missing[number] += np.bincount(
                coded.track[gone],
                weights=None if coded.people is None else coded.people[gone],
                minlength=self.tracks,
            ).astype(np.int64)
        coded = coded.complete()
        self.kept += coded.size
        if not len(coded.track):
            return
        worker, stratum = self.worker.codes(coded.worker), self.stratum.codes(coded.stratum)
        self.seen.add(worker, self.office.codes(coded.office), coded.people)
        key = self.cell_codes(worker, stratum) * self.tracks + coded.track
        code, table = pattern_table(coded.levels, coded.outcomes, self.pair_list)
        self.joint += coded.added(code, len(self.joint))
        if self.sums.shape[1] < len(self.cell) * self.tracks:
            self.sums = grown(self.sums, (len(self.sums), len(self.cell) * self.tracks))
        add_lanes(self.sums, key, code, table, coded.people)
        second = (coded.levels == 2).astype(np.int64)
        pattern = (second * (1 << np.arange(len(second)))[:, None]).sum(axis=0)
        self.patterns = grown(self.patterns, (len(self.stratum.known), self.patterns.shape[1]))
        width = self.patterns.shape[1]
        found = coded.added(stratum * width + pattern, self.patterns.size)
        self.patterns += found.reshape(self.patterns.shape)

    def cell_codes(self, worker: Ints, stratum: Ints) -> Ints:
        """The number of every person's cell; new cells get the next number."""
        local, pairs = pd.factorize((worker << 32) | stratum)
        table = np.array([self.cell.setdefault(int(pair), len(self.cell)) for pair in pairs], dtype=np.int64)
        return table[local]

    def finish(self) -> Tally:
        """The tally, with caseworkers, strata and cells in the order of their labels."""
        workers, rank_w = ranked(self.worker.known)
        strata, rank_s = ranked(self.stratum.known)
        pairs = np.fromiter(self.cell, dtype=np.int64, count=len(self.cell))
        worker, stratum = rank_w[pairs >> 32], rank_s[pairs & 0xFFFFFFFF]
        order = np.lexsort((stratum, worker))
        tracks, kinds = self.tracks, len(self.plan.characteristics)
        sums = self.sums.reshape(len(self.sums), len(self.cell), tracks)[:, order]
        block = sums[: self.layers].reshape(1 + len(self.plan.outcomes), self.groups, len(order), tracks)
        total = block[1:]
        both = np.zeros((kinds, kinds, len(order), tracks), dtype=np.int32)
        for number, (one, other) in enumerate(self.pair_list):
            both[one, other] = both[other, one] = sums[self.layers + number]
        for one in range(kinds):
            both[one, one] = block[0, 2 + 2 * one]
        back = np.argsort(rank_s)
        return Tally(
            workers,
            strata,
            self.seen.named(self.worker.known, self.office.known),
            worker[order],
            stratum[order],
            block[0],
            total,
            total,
            both,
            self.patterns[back],
            self.missing,
            self.rows,
            self.kept,
            self.joint,
        )


def grown(table: NDArray[Any], shape: tuple[int, int]) -> NDArray[Any]:
    """The same table with room for more rows and columns."""
    if table.shape[0] >= shape[0] and table.shape[1] >= shape[1]:
        return table
    larger = np.zeros((max(table.shape[0], shape[0]), max(table.shape[1], shape[1])), dtype=table.dtype)
    larger[: table.shape[0], : table.shape[1]] = table
    return larger


def pattern_table(
    levels: Bytes, outcomes: Floats, pairs: list[tuple[int, int]]
) -> tuple[NDArray[np.int32], NDArray[np.int8]]:
    """A code for each person's combination of groups and outcomes, and which layers each code belongs to.

    The table is (layers, codes) of 0 and 1: clients and outcomes per group, then the pairs of second groups.
    """
    size = levels.shape[1] if len(levels) else outcomes.shape[1]
    code = np.zeros(size, dtype=np.int32)
    for row in levels:
        code *= 3
        code += row
    for row in outcomes:
        code *= 2
        code += row.astype(np.int8)
    kinds, ends = len(levels), len(outcomes)
    codes = np.arange(3**kinds * 2**ends)
    yes = [(codes >> (ends - 1 - o)) & 1 for o in range(ends)]
    trait = [(codes // 2**ends) // 3 ** (kinds - 1 - k) % 3 for k in range(kinds)]
    inside = [np.ones_like(codes)]
    for part in trait:
        inside += [part == 1, part == 2]
    layers = [*inside, *(group * answer for answer in yes for group in inside)]
    layers += [(trait[a] == 2) & (trait[b] == 2) for a, b in pairs]
    return code, np.array(layers, dtype=np.int8)


def add_lanes(
    sums: NDArray[np.int32],
    key: Ints,
    code: NDArray[np.int32],
    table: NDArray[np.int8],
    times: Ints | None = None,
) -> None:
    """Add every layer of the table to its row of `sums` (layers, keys), several layers in one pass.

    Every line stands for one person, or with `times` (n,) for so many.
    """
    size = sums.shape[1]
    people = np.bincount(key, weights=times, minlength=size).astype(np.int64)
    bits = max(int(people.max()).bit_length(), 1)
    lanes = max(EXACT_BITS // bits, 1)
    sums[0] += people.astype(np.int32)
    mask = (1 << bits) - 1
    for start in range(1, len(table), lanes):
        part = table[start : start + lanes].astype(np.int64)
        packed = (part << (bits * np.arange(len(part)))[:, None]).sum(axis=0).astype(np.float64)
        weights = packed[code] if times is None else packed[code] * times
        found = np.bincount(key, weights=weights, minlength=size).astype(np.int64)
        for lane in range(len(part)):
            sums[start + lane] += (found >> (bits * lane)) & mask


def count_people(chunks: Iterable[Coded], plan: Plan) -> Tally:
    """Count all chunks."""
    counter = Counter(plan)
    for coded in chunks:
        counter.add(coded)
    if not counter.kept:
        raise InputError(file=plan.path, expected="at least one person with an outcome", found="none")
    return counter.finish()


def tally_rows(chunks: Iterable[Coded], plan: Plan) -> tuple[Tally, Rows]:
    """The tally for outcomes of any kind, and the people themselves in one fixed order.

    Sums of fractions depend on the order of adding; sorting everyone by everything that is known first makes the
    result the same whatever the order of the file.
    """
    coded = merged(list(chunks))
    keys = [*coded.covariates, *coded.outcomes, *coded.levels, coded.track]
    workers, worker = np.unique(coded.worker.to_numpy(dtype=str), return_inverse=True)
    strata, stratum = np.unique(coded.stratum.to_numpy(dtype=str), return_inverse=True)
    order = np.lexsort([*keys, worker, stratum])
    absent = np.isnan(coded.outcomes) if len(coded.outcomes) else np.zeros((0, len(order)), bool)
    gone: Any = absent.any(axis=0) | np.isnan(coded.covariates).any(axis=0)
    missing = np.array([np.bincount(coded.track[a], minlength=len(plan.services)) for a in absent])
    order = order[~gone[order]]
    if not len(order):
        raise InputError(file=plan.path, expected="at least one person with an outcome", found="none")
    rows = Rows(
        worker[order].astype(np.int64),
        stratum[order].astype(np.int64),
        coded.track[order],
        coded.levels[:, order],
        coded.outcomes[:, order],
        coded.covariates[:, order],
    )
    seen, places = Seen(), Labels()
    seen.add(rows.worker, places.codes(coded.office.iloc[order]))
    desks = seen.named(workers.tolist(), places.known)
    return sums_of(rows, plan, workers.tolist(), strata.tolist(), desks, missing, len(gone)), rows


@dataclass(frozen=True)
class Rows:
    """People in one fixed order, where counts are not enough; names as in `Coded`, labels as numbers."""

    worker: Ints
    stratum: Ints
    track: Bytes
    levels: Bytes
    outcomes: Floats
    covariates: Floats

    def group(self, number: int) -> NDArray[np.bool_]:
        """Who is in a group of the tally."""
        if number == 0:
            return np.ones(len(self.track), dtype=bool)
        return np.asarray(self.levels[(number - 1) // 2] == 1 + (number - 1) % 2)


def sums_of(
    rows: Rows,
    plan: Plan,
    workers: list[str],
    strata: list[str],
    desks: Desks,
    missing: Any,
    total: int,
) -> Tally:
    """Clients, sums and sums of squares per cell, track and group."""
    tracks, kinds = len(plan.services), len(plan.characteristics)
    pairs, cell = np.unique((rows.worker << 32) | rows.stratum, return_inverse=True)
    key, size = cell * tracks + rows.track, len(pairs) * tracks
    shape = (len(pairs), tracks)
    members = [rows.group(number) for number in range(1 + 2 * kinds)]

    def add(inside: NDArray[np.bool_], values: Floats | None = None) -> NDArray[Any]:
        weights = None if values is None else values[inside]
        return np.bincount(key[inside], weights=weights, minlength=size).reshape(shape)

    clients = np.array([add(inside) for inside in members])
    sums = np.array([[add(inside, y) for inside in members] for y in rows.outcomes])
    squares = np.array([[add(inside, y * y) for inside in members] for y in rows.outcomes])
    both = np.zeros((kinds, kinds, *shape), dtype=np.int64)
    for one in range(kinds):
        for other in range(kinds):
            both[one, other] = add((rows.levels[one] == 2) & (rows.levels[other] == 2))
    second = (rows.levels == 2).astype(np.int64)
    pattern = (second * (1 << np.arange(kinds))[:, None]).sum(axis=0)
    patterns = np.bincount(rows.stratum * 2**kinds + pattern, minlength=len(strata) * 2**kinds)
    return Tally(
        workers,
        strata,
        desks,
        pairs >> 32,
        pairs & 0xFFFFFFFF,
        clients,
        sums,
        squares,
        both,
        patterns.reshape(len(strata), 2**kinds),
        missing,
        total,
        len(rows.track),
    )
