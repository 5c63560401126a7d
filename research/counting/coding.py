# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The two codings of the counting pass: a number for every place, and a number for what a person is.

A *place* is a caseworker, a stratum and an office; its number is a *spot*. Caseworker and stratum alone make a *cell*.
What a person is, is the combination of groups (0 unknown, 1 or 2 for each of K characteristics) and of yes-or-no
outcomes (O of them): one number below 3^K · 2^O.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from research.plan.model import Plan

if TYPE_CHECKING:
    from research.estimators.geometry import Floats, Ints

Bytes = NDArray[np.int8]


def is_countable(plan: Plan) -> bool:
    """Can this plan be estimated from counts alone? Yes-or-no outcomes and no covariates."""
    small = codes_of(len(plan.characteristics), len(plan.outcomes)) <= 200_000
    return small and not plan.covariates and all(outcome.scale == "share" for outcome in plan.outcomes)


def codes_of(kinds: int, ends: int) -> int:
    """How many combinations there are of the groups of so many characteristics with so many yes-or-no outcomes."""
    return int(3**kinds * 2**ends)


def decode(code: Any, kinds: int, ends: int) -> tuple[Bytes, Floats]:
    """From the number of a combination to groups (K, n) of 0, 1 or 2 and outcomes (O, n) of 0 or 1."""
    outcomes = np.array([code >> (ends - 1 - o) & 1 for o in range(ends)], dtype=np.float64)
    return levels_of(code >> ends, kinds), outcomes.reshape(ends, len(code))


def levels_of(pattern: Any, kinds: int) -> Bytes:
    """The groups (K, n) of the number of a combination of groups."""
    levels = np.array([pattern // 3 ** (kinds - 1 - k) % 3 for k in range(kinds)], dtype=np.int8)
    return levels.reshape(kinds, len(pattern))


def layers_of(kinds: int, ends: int) -> NDArray[np.int8]:
    """Which layers every code belongs to, (layers, codes) of 0 and 1: clients and outcomes per group, then the pairs
    of second groups."""
    levels, outcomes = decode(np.arange(codes_of(kinds, ends)), kinds, ends)
    inside = [np.ones(codes_of(kinds, ends), dtype=np.int8)]
    for part in levels:
        inside += [part == 1, part == 2]
    layers = [*inside, *(group * answer for answer in outcomes for group in inside)]
    layers += [(one == 2) & (other == 2) for one, other in combinations(levels, 2)]
    return np.array(layers, dtype=np.int8)


def second_groups(levels: Bytes) -> Ints:
    """Which second groups people are in (n,), a bit for each characteristic; `levels` is (K, n)."""
    second = (levels == 2).astype(np.int64)
    return np.asarray((second * (1 << np.arange(len(second)))[:, None]).sum(axis=0))


@dataclass(frozen=True)
class Places:
    """All places by number: labels in sorted order, and for each number what it stands for.

    `worker_of` and `stratum_of` (C,) say where a cell is, in the order of caseworker and stratum; `cell_of` and
    `office_of` (P,) say it of a spot, in the order of cell and office.
    """

    workers: list[str]
    strata: list[str]
    offices: list[str]
    worker_of: Ints
    stratum_of: Ints
    cell_of: Ints
    office_of: Ints

    @property
    def spots(self) -> int:
        """How many places there are."""
        return len(self.cell_of)

    @property
    def cells(self) -> int:
        """How many pairs of a caseworker and a stratum there are."""
        return len(self.worker_of)


def places_of(worker: Sequence[Any], stratum: Sequence[Any], office: Sequence[Any]) -> tuple[Places, Ints]:
    """The places among some labels (m,), and the spot of each of the m; the order of the labels does not matter."""
    (workers, w), (strata, s), (offices, o) = (numbered(labels) for labels in (worker, stratum, office))
    cells, cell = np.unique((w << 32) | s, return_inverse=True)
    spots, spot = np.unique((cell.astype(np.int64) << 32) | o, return_inverse=True)
    low = 0xFFFFFFFF
    places = Places(workers, strata, offices, cells >> 32, cells & low, spots >> 32, spots & low)
    return places, spot.astype(np.int64)


def numbered(labels: Sequence[Any]) -> tuple[list[str], Ints]:
    """Labels in sorted order, and the number (m,) of each of the m given ones."""
    import pandas as pd

    local, words = pd.factorize(np.asarray(labels, dtype=object) if isinstance(labels, list) else labels)
    names = [str(word) for word in words]
    order = sorted(range(len(names)), key=names.__getitem__)
    rank = np.empty(len(names), dtype=np.int64)
    rank[order] = np.arange(len(names))
    return [names[place] for place in order], rank[local]
