# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sums of floats that are exact, so that no order, no part and no thread can be seen in them.

A float is a whole number of some power of two. Every value is split in pieces of 32 bits at fixed powers of two, and
the pieces are added as whole numbers, which knows no rounding. Only the answer is rounded, once.
Source: the superaccumulator of Kulisch (2008), *Computer Arithmetic and Validity*.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from research.estimators.geometry import Floats, Ints

#: Bits in a piece; a sum of 2^20 pieces is still exact as a float, and one of 2^31 as a whole number.
BITS = 32
LARGEST = 2.0**BITS


@dataclass(frozen=True)
class Runs:
    """Rows that follow each other and belong to the same sum: where each run starts, and the number of its sum."""

    starts: Ints
    keys: Ints

    def named(self, keys: Ints) -> Runs:
        """The same runs for other sums; `keys` (n,) is the number of each row."""
        return Runs(self.starts, keys[self.starts])


def runs_of(keys: Ints) -> Runs:
    """The runs of rows that belong to the sums `keys` (n,)."""
    starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else keys
    return Runs(starts, keys[starts])


#: All rows in one sum.
ALL = Runs(np.zeros(1, dtype=np.int64), np.zeros(1, dtype=np.int64))


class ExactSums:
    """So many sums; what is added to them must lie within a factor of 2^1000 of each other."""

    def __init__(self, size: int = 1) -> None:
        """Start with nothing."""
        self.size, self.finite = size, True
        self.pieces: dict[int, Ints] = {}

    def add(self, values: Floats, runs: Runs = ALL) -> None:
        """Add values (n,) to the sums of their runs; at most 2^20 at a time."""
        if not len(values):
            return
        largest = max(float(values.max()), -float(values.min()))
        if largest == 0.0:
            return
        if not np.isfinite(largest):
            self.finite = False
            return
        place = -((BITS - int(np.frexp(largest)[1])) // BITS)
        rest = np.ldexp(values, -BITS * place)
        while True:
            whole = np.rint(rest)
            sums = np.add.reduceat(whole, runs.starts).astype(np.int64)
            if place not in self.pieces:
                self.pieces[place] = np.zeros(self.size, dtype=np.int64)
            np.add.at(self.pieces[place], runs.keys, sums)
            rest -= whole
            if not rest.any():
                return
            rest *= LARGEST
            place -= 1

    def include(self, other: ExactSums) -> None:
        """Add as many other sums to these."""
        self.finite = self.finite and other.finite
        for place, piece in other.pieces.items():
            self.pieces[place] = self.pieces.get(place, 0) + piece

    @property
    def sums(self) -> Floats:
        """Every sum, rounded once; no number where something was added that is none. (size,)."""
        found = np.zeros(self.size)
        if not self.finite:
            return found + np.nan
        carry = np.zeros(self.size, dtype=np.int64)
        lowest, highest = min(self.pieces, default=0), max(self.pieces, default=-1) + 2
        for place in range(lowest, highest + 1):
            piece = self.pieces.get(place, 0) + carry
            carry = (piece + (1 << (BITS - 1))) >> BITS
            found += np.ldexp((piece - (carry << BITS)).astype(np.float64), BITS * place)
        return found

    @property
    def sum(self) -> float:
        """The first sum."""
        return float(self.sums[0])


class ExactTable:
    """A table of exact sums: `columns` of `size` each."""

    def __init__(self, columns: int, size: int = 1) -> None:
        """Start with nothing."""
        self.columns = [ExactSums(size) for _ in range(columns)]
        self.size = size

    def add(self, values: Iterable[Floats], runs: Runs = ALL) -> None:
        """Add one vector (n,) to each of the columns."""
        for column, of_column in zip(self.columns, values, strict=True):
            column.add(of_column, runs)

    @property
    def sums(self) -> Floats:
        """Every sum; (columns, size)."""
        return np.array([column.sums for column in self.columns]).reshape(len(self.columns), self.size)

    @property
    def totals(self) -> Floats:
        """The first sum of every column; (columns,)."""
        return self.sums[:, 0] if self.columns else np.zeros(0)
