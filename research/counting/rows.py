# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The people themselves, where counts are not enough: on disk in one fixed order, and read again in parts.

However many they are, a part of them is all that is ever in memory. The file has no name and vanishes with the process.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from threading import Lock
from typing import IO, TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from research.counting.coding import Bytes, Places, second_groups
from research.counting.offices import desks_of
from research.counting.people import whole
from research.counting.tally import Tally
from research.errors import InputError
from research.estimators.exact_sums import ExactTable
from research.estimators.row_projections import Part, People
from research.plan.model import Plan

if TYPE_CHECKING:
    from research.estimators.geometry import Floats, Ints

#: So many people are in memory at a time; what is computed of them does not depend on it.
PART = 32_768


@dataclass(frozen=True)
class Rows:
    """Some people: the `cell` of the tally they are in (n,), `track` (n,), `levels` (K, n), `outcomes` (O, n) and
    `covariates` (V, n)."""

    cell: Ints
    track: Bytes
    levels: Bytes
    outcomes: Floats
    covariates: Floats

    def group(self, number: int) -> NDArray[np.bool_]:
        """Who is in a group of the tally: (n,) yes or no."""
        if number == 0:
            return np.ones(len(self.track), dtype=bool)
        return np.asarray(self.levels[(number - 1) // 2] == 1 + (number - 1) % 2)

    def only(self, inside: NDArray[np.bool_], cell: Ints) -> Part:
        """Those who are inside, (n,) yes or no, in the cells (n,) of a sample."""
        if inside.all():
            return Part(cell, self.track, self.outcomes, self.covariates)
        return Part(cell[inside], self.track[inside], self.outcomes[:, inside], self.covariates[:, inside])


def row_of(kinds: int, ends: int, known: int) -> np.dtype[Any]:
    """How a person is written, with so many characteristics, outcomes and covariates."""
    fields: list[Any] = [("cell", "<i4"), ("track", "i1"), ("levels", "i1", (kinds,))]
    return np.dtype([*fields, ("outcomes", "<f8", (ends,)), ("covariates", "<f8", (known,))])


class RowFile:
    """People in the order of stratum, caseworker, track, groups, outcomes and covariates.

    `kinds`, `ends` and `known` are how many characteristics, outcomes and covariates they have, `size` is how many they
    are. `numbers` (C,) is set when cells without people have been left out: the number of each cell that was written.
    """

    def __init__(self, kinds: int, ends: int, known: int) -> None:
        """Start empty."""
        self.kinds, self.ends, self.known, self.size = kinds, ends, known, 0
        self.line, self.numbers = row_of(kinds, ends, known), np.zeros(0, dtype=np.int64)
        self.file: IO[bytes] = tempfile.TemporaryFile(prefix="findings-")  # noqa: SIM115 - as long as the rows
        self.reading = Lock()

    def __getstate__(self) -> dict[str, Any]:
        """All but the people: whoever takes it to another process brings their file along."""
        return {name: value for name, value in self.__dict__.items() if name not in ("file", "reading")}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Back, still without the file."""
        self.__dict__.update(state)
        self.reading = Lock()

    def add(self, rows: Rows) -> None:
        """Write some people behind the others."""
        lines = np.empty(len(rows.track), dtype=self.line)
        lines["cell"], lines["track"] = rows.cell, rows.track
        for name in ("levels", "outcomes", "covariates"):
            lines[name] = getattr(rows, name).T
        self.file.seek(0, 2)
        self.file.write(lines.tobytes())
        self.size += len(lines)

    def parts(self) -> Iterator[Rows]:
        """All people, in parts; several threads may read them at the same time."""
        for start in range(0, self.size, PART):
            with self.reading:
                self.file.seek(start * self.line.itemsize)
                data = self.file.read(PART * self.line.itemsize)
            lines = np.frombuffer(data, dtype=self.line)
            cell = lines["cell"].astype(np.int64)
            yield Rows(
                self.numbers[cell] if len(self.numbers) else cell,
                lines["track"].astype(np.int8),
                *(np.ascontiguousarray(lines[name].T) for name in ("levels", "outcomes", "covariates")),
            )

    def with_outcome(self, outcome: Callable[[Rows, int], Floats]) -> RowFile:
        """The same people with one outcome, made of each part (n,) and the place of its first person."""
        made, start = RowFile(self.kinds, 1, self.known), 0
        try:
            for part in self.parts():
                made.add(replace(part, outcomes=outcome(part, start)[None, :]))
                start += len(part.track)
        except BaseException:
            made.close()
            raise
        return made

    def close(self) -> None:
        """Let the file vanish."""
        self.file.close()


class RowCounter:
    """Writes people down in their order and counts them on the way; every one has a spot."""

    def __init__(self, plan: Plan, places: Places) -> None:
        """Start with nobody at any of the places."""
        self.plan, self.places = plan, places
        kinds, cells = len(plan.characteristics), places.cells
        self.tracks, self.patterns = len(plan.services), 2**kinds
        self.rows = RowFile(kinds, len(plan.outcomes), len(plan.known))
        self.clients = np.zeros((1 + 2 * kinds, cells * self.tracks), dtype=np.int64)
        self.pairs = list(combinations(range(kinds), 2))
        self.both = np.zeros((len(self.pairs), cells * self.tracks), dtype=np.int64)
        self.of_strata = np.zeros(len(places.strata) * self.patterns, dtype=np.int64)
        self.at = np.zeros(places.spots, dtype=np.int64)

    def add(self, spot: Ints, track: Bytes, levels: Bytes, outcomes: Floats, covariates: Floats) -> None:
        """Add some people: spot and track (n,), groups (K, n), outcomes (O, n) and covariates (V, n)."""
        cell = self.places.cell_of[spot]
        rows, key = Rows(cell, track, levels, outcomes, covariates), cell * self.tracks + track
        self.rows.add(rows)
        size = self.clients.shape[1]
        for number in range(len(self.clients)):
            self.clients[number] += whole(key[rows.group(number)], None, size)
        for place, (one, other) in enumerate(self.pairs):
            self.both[place] += whole(key[(levels[one] == 2) & (levels[other] == 2)], None, size)
        pattern = self.places.stratum_of[cell] * self.patterns + second_groups(levels)
        self.of_strata += whole(pattern, None, len(self.of_strata))
        self.at += whole(spot, None, len(self.at))

    def finish(self, missing: NDArray[np.int64], total: int) -> tuple[Tally, RowFile]:
        """The tally and the rows; `missing` (O, T+1) people without an outcome, `total` with those who lack an outcome
        or a covariate. Raises `InputError` when nobody is left."""
        if not self.rows.size:
            raise InputError(
                file=self.plan.path, expected="at least one person with an outcome", found="none"
            )
        places, shape = self.places, (self.places.cells, self.tracks)
        seen = self.clients[0].reshape(shape).sum(axis=1) > 0
        self.rows.numbers = np.cumsum(seen) - 1
        clients = self.clients.reshape(-1, *shape)[:, seen]
        sums, squares = sums_of(self.rows, clients.shape)
        return Tally(
            places.workers, places.strata, desks_of(places, self.at), places.worker_of[seen], places.stratum_of[seen],
            clients, sums, squares, self.both.reshape(-1, *shape)[:, seen],
            self.of_strata.reshape(len(places.strata), self.patterns), missing, total, self.rows.size,
        ), self.rows  # fmt: skip


def sums_of(rows: RowFile, shape: tuple[int, ...]) -> tuple[Floats, Floats]:
    """The sums and the sums of squares of every outcome; both (O, G, C, T+1), of which the `shape` is the last three.

    The rows are read once for everyone and once for the two groups of each characteristic.
    """
    sums, squares = np.zeros((2, rows.ends, *shape))
    for kind in range(rows.kinds + 1):
        groups = [0] if not kind else [2 * kind - 1, 2 * kind]
        tables = {number: ExactTable(2 * rows.ends, shape[1] * shape[2]) for number in groups}
        for part in rows.parts():
            for number, table in tables.items():
                inside = part.only(part.group(number), part.cell)
                runs = inside.runs(shape[2] - 1)
                table.add([*inside.outcomes, *(y * y for y in inside.outcomes)], runs)
        for number, table in tables.items():
            sums[:, number], squares[:, number] = table.sums.reshape(2, rows.ends, *shape[1:])
    return sums, squares


def members(rows: RowFile, number: int, cells: Ints) -> People:
    """The people of a group of the tally in parts; `cells` (C,) is the new number of each cell, below 0 for one that is
    left out."""

    def parts() -> Iterator[Part]:
        for part in rows.parts():
            cell = cells[part.cell]
            yield part.only(part.group(number) & (cell >= 0), cell)

    return parts
