# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""From lines of equal people to whole numbers per cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from research.counting.coding import Places, layers_of, levels_of, second_groups
from research.counting.offices import desks_of
from research.counting.tally import Tally
from research.errors import InputError
from research.plan.model import Plan

if TYPE_CHECKING:
    from research.estimators.geometry import Ints

EXACT_BITS = 53


class Counter:
    """Adds lines of people to a tally of yes-or-no outcomes; every line has a spot, a service, a code and people."""

    def __init__(self, plan: Plan, places: Places) -> None:
        """Start with no people at any of the places."""
        self.plan, self.places = plan, places
        kinds, ends, self.tracks = len(plan.characteristics), len(plan.outcomes), len(plan.services)
        self.table = layers_of(kinds, ends)
        self.second = second_groups(levels_of(np.arange(self.table.shape[1]) >> ends, kinds))
        self.sums = np.zeros((len(self.table), places.cells * self.tracks), dtype=np.int32)
        self.patterns = np.zeros(len(places.strata) * 2**kinds, dtype=np.int64)
        self.joint = np.zeros(self.table.shape[1], dtype=np.int64)
        self.at = np.zeros(places.spots, dtype=np.int64)

    def add(self, spot: Ints, track: Any, code: Any, people: Ints | None = None) -> None:
        """Count some lines: spot, track and code (n,) of each; without `people` (n,) every line is one person."""
        if not len(spot):
            return
        cell = self.places.cell_of[spot]
        add_lanes(self.sums, cell * self.tracks + track, code, self.table, people)
        self.at += whole(spot, people, len(self.at))
        self.joint += whole(code, people, len(self.joint))
        key = self.places.stratum_of[cell] * 2 ** len(self.plan.characteristics) + self.second[code]
        self.patterns += whole(key, people, len(self.patterns))

    def finish(self, missing: NDArray[np.int64], rows: int) -> Tally:
        """The tally; `missing` (O, T+1) people without an outcome, `rows` how many people there were with them.

        Raises `InputError` when nobody has every outcome.
        """
        kept = int(self.at.sum())
        if not kept:
            raise InputError(
                file=self.plan.path, expected="at least one person with an outcome", found="none"
            )
        places, kinds, ends = self.places, len(self.plan.characteristics), len(self.plan.outcomes)
        sums = self.sums.reshape(len(self.sums), places.cells, self.tracks)
        groups = 1 + 2 * kinds
        block = sums[: groups * (1 + ends)].reshape(1 + ends, groups, places.cells, self.tracks)
        pairs = sums[groups * (1 + ends) :]
        total = block[1:]  # of yes and no the squares are the same, and the same object says so
        return Tally(
            places.workers, places.strata, desks_of(places, self.at), places.worker_of, places.stratum_of,
            block[0], total, total, pairs, self.patterns.reshape(len(places.strata), 2**kinds),
            missing, rows, kept, self.joint,
        )  # fmt: skip


def whole(key: Any, people: Ints | None, size: int) -> NDArray[np.int64]:
    """How many people there are of every number from 0 below `size`; `key` (n,) is the number of each line."""
    return np.bincount(key, weights=people, minlength=size).astype(np.int64)


def add_lanes(
    sums: NDArray[np.int32], key: Ints, code: Any, table: NDArray[np.int8], times: Ints | None = None
) -> None:
    """Add every layer of the table to its row of `sums` (layers, keys), several layers in one pass.

    Every line stands for one person, or with `times` (n,) for so many.
    """
    size = sums.shape[1]
    people = whole(key, times, size)
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
