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

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from research.counting.offices import Desks, homes

if TYPE_CHECKING:
    from research.estimators.geometry import Clusters, Ints


@dataclass(eq=False)
class Tally:
    """People per cell, track and group; group 0 is everyone, then two groups for each characteristic.

    `clients` (G, C, T+1); `total` and `squares` (O, G, C, T+1); `pairs` (K(K-1)/2, C, T+1) people in the second group
    of two characteristics at once, see `in_both`; `patterns` (S, 2^K) people per stratum and combination of groups;
    `missing` (O, T+1) people without an outcome; `joint` people per combination of groups and outcomes (`None` on the
    path of rows); `clusters` of the cells where the plan chose others than caseworkers; `worker_of`, `stratum_of` (C,)
    the place of each cell; `desks` the people that each caseworker saw at each office.
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
    clusters: tuple[Clusters, ...] = ()

    @cached_property
    def offices(self) -> dict[str, str]:
        """The office of each caseworker."""
        return homes(self.desks)

    def in_both(self, one: int, other: int) -> NDArray[Any]:
        """People in the second group of two characteristics, (C, T+1); of one twice, in its own."""
        if one == other:
            return np.asarray(self.clients[2 + 2 * one])
        kinds = (self.groups - 1) // 2
        first, second = sorted((one, other))
        return np.asarray(self.pairs[first * kinds - first * (first + 1) // 2 + second - first - 1])

    @property
    def groups(self) -> int:
        """Number of groups, everyone included."""
        return int(self.clients.shape[0])
