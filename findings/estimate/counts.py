# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The counting pass: the only part that sees rows when outcomes are yes or no.

Rows become whole numbers of people per cell (caseworker by stratum), track, group and outcome. Whole numbers add
up in any order, so chunks, threads and the order of rows never change a result, and municipalities can add their
tallies. Several counters travel in one float64 as *lanes*: the widest count of the chunk decides how many bits a
lane needs, and 53 bits of a float64 are exact.

A tally is still close to the people it counts. It stays inside the secure environment.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from findings.errors import InputError
from findings.estimate.cells import Floats, Ints
from findings.estimate.desks import Desks, Seen, homes
from findings.estimate.plan import Plan, PlanCharacteristic, PlanOutcome

EXACT_BITS = 53
Bytes = NDArray[np.int8]


@dataclass(frozen=True)
class Coded:
    """A chunk of people as small codes, one line each; with `people` (n,) every line stands for so many.

    `worker` and `stratum` are labels; `track` 0..T; `levels` (K, n) is 0 unknown, 1 first group, 2 second group;
    `outcomes` (O, n) float64 with NaN for missing; `covariates` (V, n) float64.
    """

    worker: pd.Series
    stratum: pd.Series
    office: pd.Series
    track: Bytes
    levels: Bytes
    outcomes: Floats
    covariates: Floats
    people: Ints | None = None

    @property
    def size(self) -> int:
        """How many people there are."""
        return len(self.track) if self.people is None else int(self.people.sum())

    def complete(self) -> Coded:
        """Only those who have every outcome."""
        keep = ~np.isnan(self.outcomes).any(axis=0)
        if keep.all():
            return self
        return Coded(
            self.worker[keep],
            self.stratum[keep],
            self.office[keep],
            self.track[keep],
            self.levels[:, keep],
            self.outcomes[:, keep],
            self.covariates[:, keep],
            None if self.people is None else self.people[keep],
        )

    def added(self, key: Any, size: int) -> NDArray[np.int64]:
        """How many people there are of every number from 0 below `size`; `key` (n,) is the number of each line."""
        return np.bincount(key, weights=self.people, minlength=size).astype(np.int64)


@dataclass
class Tally:
    """People per cell, track and group; group 0 is everyone, then two groups for each characteristic.

    `clients` (G, C, T+1); `total` and `squares` (O, G, C, T+1); `pairs` (K, K, C, T+1) people in the second group of
    two characteristics at once; `patterns` (S, 2^K) people per stratum and combination of groups; `missing` (O, T+1)
    people without an outcome; `joint` people per combination of
    groups and outcomes (`None` on the path of rows); `worker_of`, `stratum_of` (C,) the place of each cell; `desks`
    the people that each caseworker saw at each office.
    """

    workers: list[str]
    strata: list[str]
    desks: Desks
    worker_of: Ints
    stratum_of: Ints
    clients: NDArray[Any]
    total: NDArray[Any]
    squares: NDArray[Any]
    pairs: NDArray[Any]
    patterns: NDArray[np.int64]
    missing: NDArray[np.int64]
    rows: int
    kept_rows: int
    joint: NDArray[np.int64] | None = None
    ready: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def offices(self) -> dict[str, str]:
        """The office of each caseworker."""
        return homes(self.desks)

    @property
    def groups(self) -> int:
        """Number of groups, everyone included."""
        return int(self.clients.shape[0])


def code_chunk(chunk: pd.DataFrame, plan: Plan) -> Coded:
    """Turn a checked chunk into small codes."""
    track = code_track(chunk[plan.treatment], plan)
    strata = chunk[plan.strata[0]].astype(str) if plan.strata else pd.Series("all", index=chunk.index)
    for name in plan.strata[1:]:
        strata = strata + "|" + chunk[name].astype(str)
    worker = chunk[plan.decision_maker or plan.instrument].astype(str)
    office = chunk[plan.office].astype(str) if plan.office else pd.Series("", index=chunk.index)
    levels = [code_levels(chunk, characteristic) for characteristic in plan.characteristics]
    outcomes = [code_outcome(chunk[outcome.column], outcome) for outcome in plan.outcomes]
    covariates = [chunk[name].to_numpy(dtype=np.float64) for name in plan.covariates]
    size = len(chunk)
    return Coded(
        worker,
        strata,
        office,
        track,
        np.array(levels, dtype=np.int8).reshape(len(levels), size),
        np.array(outcomes, dtype=np.float64).reshape(len(outcomes), size),
        np.array(covariates, dtype=np.float64).reshape(len(covariates), size),
    )


def code_track(cells: pd.Series, plan: Plan) -> Bytes:
    """Tracks as 0 (reference), 1, 2 … in the order of the plan."""
    order = [plan.reference, *plan.tracks]
    codes = np.full(len(cells), -1, dtype=np.int8)
    numeric = cells.dtype.kind == "f"
    values = cells.to_numpy()
    for code, service in enumerate(order):
        codes[values == (float(service.value) if numeric else service.value)] = code
    if (codes < 0).any():
        found = values[int((codes < 0).argmax())]
        expected = ", ".join(service.value for service in order)
        raise InputError(
            file=plan.path,
            column=plan.treatment,
            expected=f"a service for every value ({expected})",
            found=str(found),
        )
    return codes


def code_levels(chunk: pd.DataFrame, characteristic: PlanCharacteristic) -> Bytes:
    """Which of its two groups each person is in; 0 when unknown."""
    cells = chunk[characteristic.column]
    values = cells.to_numpy()
    codes = np.zeros(len(cells), dtype=np.int8)
    for code, group in enumerate(characteristic.groups, start=1):
        if group.values:
            wanted = [float(v) for v in group.values] if cells.dtype.kind == "f" else list(group.values)
            inside = np.isin(values, wanted) if cells.dtype.kind == "f" else cells.isin(wanted).to_numpy()
        else:
            low = -np.inf if group.lowest is None else group.lowest
            high = np.inf if group.highest is None else group.highest
            inside = (values >= low) & (values <= high)
        codes[inside] = code
    if characteristic.unless_column:
        column = chunk[characteristic.unless_column]
        unless = [float(v) if column.dtype.kind == "f" else v for v in characteristic.unless]
        codes[column.isin(unless).to_numpy()] = 0
    return codes


def code_outcome(cells: pd.Series, outcome: PlanOutcome) -> Floats:
    """An outcome as numbers; a share as 0 or 1."""
    values = cells.to_numpy(dtype=np.float64)
    if outcome.above is not None:
        return np.where(np.isnan(values), np.nan, (values > outcome.above).astype(float))
    known = values[~np.isnan(values)]
    if outcome.scale == "share" and not np.isin(known, (0.0, 1.0)).all():
        raise InputError(
            file="outcome",
            column=outcome.column,
            expected="0 or 1 for a share (or set “above”)",
            found=str(known[~np.isin(known, (0.0, 1.0))][0]),
        )
    return values


class Labels:
    """Numbers for labels, given out as they come by."""

    def __init__(self) -> None:
        """Start empty."""
        self.known: dict[str, int] = {}

    def codes(self, labels: pd.Series) -> Ints:
        """The number of every label; new labels get the next number."""
        local, words = pd.factorize(labels)
        table = np.array(
            [self.known.setdefault(str(word), len(self.known)) for word in words], dtype=np.int64
        )
        return table[local]


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


def ranked(known: dict[str, int]) -> tuple[list[str], Ints]:
    """Labels in sorted order, and the new number of each old number."""
    words = list(known)
    order = sorted(range(len(words)), key=words.__getitem__)
    rank = np.empty(len(words), dtype=np.int64)
    rank[order] = np.arange(len(words))
    return [words[place] for place in order], rank


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


def is_countable(plan: Plan) -> bool:
    """Can this plan be estimated from counts alone? Yes-or-no outcomes and no covariates."""
    small = 3 ** len(plan.characteristics) * 2 ** len(plan.outcomes) <= 200_000
    return small and not plan.covariates and all(outcome.scale == "share" for outcome in plan.outcomes)


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


def merged(parts: list[Coded]) -> Coded:
    """All chunks as one."""
    return Coded(
        *(
            pd.concat([getattr(p, name) for p in parts], ignore_index=True)
            for name in ("worker", "stratum", "office")
        ),
        *(
            np.concatenate([getattr(p, n) for p in parts], axis=-1)
            for n in ("track", "levels", "outcomes", "covariates")
        ),
    )


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
