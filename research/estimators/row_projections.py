# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Projections on strata, caseworkers and covariates of people who pass by in parts and are never all in memory.

Cells still carry the projections on strata and caseworkers; the covariates are added to them after being cleared of
both so no wide matrix is ever made. What a projection needs of everybody are sums per cell
and cross-products, both exact sums; what it says about a person then follows from the own row alone. Rows are only
ever added, subtracted and multiplied one by one, so that the length of a part cannot be seen in any digit.
Source: docs/explanation/method.md; Frisch and Waugh (1933); Lovell (1963).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from research.estimators.exact_sums import ExactSums, ExactTable, Runs, runs_of

if TYPE_CHECKING:
    from research.estimators.geometry import Floats, Ints

#: A covariate that differs less than this between people, beside its size, is the same for everybody.
SAME = 1e-13
#: A covariate of which less than this part (of its variance) is left has nothing left but rounding.
NOTHING_LEFT = 1e-18


@dataclass(frozen=True)
class Part:
    """Some people of a group: `cell` and `track` (n,), `outcomes` (O, n) and `covariates` (P, n)."""

    cell: Ints
    track: NDArray[np.signedinteger[Any]]
    outcomes: Floats
    covariates: Floats

    def runs(self, tracks: int) -> Runs:
        """The runs of people of one cell and track, out of so many tracks and the reference."""
        return runs_of(self.cell * (tracks + 1) + self.track)

    def choice(self, tracks: int) -> list[Floats]:
        """Who took each track, as 0 and 1; T times (n,)."""
        return [(self.track == track).astype(np.float64) for track in range(1, tracks + 1)]


#: All people of a group in parts, from the start at every call.
People = Callable[[], Iterator[Part]]


@dataclass(frozen=True)
class Scaled:
    """How covariates are brought to mean 0 and spread 1: `centre` and `spread` (P,); and their `sums` (P, C, T+1)
    after that, per cell and track. One that is the same for everybody becomes 0."""

    centre: Floats
    spread: Floats
    sums: Floats

    def of(self, part: Part) -> list[Floats]:
        """The covariates of a part after that; P times (n,)."""
        parts = zip(part.covariates, self.centre, self.spread, strict=True)
        return [(values - centre) / spread for values, centre, spread in parts]


def scaled(people: People, clients: Floats, covariates: int) -> Scaled:
    """Read the mean, the spread and the sums of so many covariates; `clients` (C, T+1) is how many people there are."""
    shape, tracks = clients.shape, clients.shape[1] - 1
    if not covariates:
        return Scaled(np.zeros(0), np.zeros(0), np.zeros((0, *shape)))
    size = max(float(clients.sum()), 1.0)
    first = ExactTable(covariates)
    for part in people():
        first.add(part.covariates)
    centre = first.totals / size
    cells, squares = ExactTable(covariates, clients.size), ExactTable(covariates)
    for part in people():
        around = [values - middle for values, middle in zip(part.covariates, centre, strict=True)]
        squares.add(values * values for values in around)
        cells.add(around, part.runs(tracks))
    spread = np.sqrt(squares.totals / size)
    spread = np.where(spread > SAME * np.abs(centre), spread, np.inf)
    return Scaled(centre, spread, cells.sums.reshape(covariates, *shape) / spread[:, None, None])


@dataclass(frozen=True)
class Fit:
    """Some variables after a projection: what their cell says (V, C), and how it moves with covariates (P, V)."""

    cells: Floats
    slopes: Floats

    def at(self, cell: Ints, cleared: Sequence[Floats]) -> list[Floats]:
        """The fit of people in some cells (n,), with their cleared covariates, P times (n,); V times (n,)."""
        fits = []
        for variable, of_cell in enumerate(self.cells):
            fit = of_cell[cell]
            for slopes, values in zip(self.slopes, cleared, strict=True):
                fit += slopes[variable] * values
            fits.append(fit)
        return fits


@dataclass(frozen=True)
class Projector:
    """A projection on cells and covariates: `by_cell` turns sums (C, V) into fits (C, V), `leverage` (C,) is that of
    the cells alone, `means` (P, C) are the fits of the covariates and `inverse` (P, P) is of their cross-products."""

    by_cell: Callable[[Floats], Floats]
    leverage: Floats
    means: Floats
    inverse: Floats

    def cleared(self, part: Part, covariates: Sequence[Floats]) -> list[Floats]:
        """Scaled covariates of a part, cleared of the cells; P times (n,)."""
        return [values - mean[part.cell] for values, mean in zip(covariates, self.means, strict=True)]

    def diagonal(self, part: Part, cleared: Sequence[Floats]) -> Floats:
        """The diagonal of the projection; (n,)."""
        found = self.leverage[part.cell]
        for row, values in zip(self.inverse, cleared, strict=True):
            inner = np.zeros(len(values))
            for weight, other in zip(row, cleared, strict=True):
                inner += weight * other
            found += values * inner
        return found

    def project(self, sums: Floats, products: Floats) -> Fit:
        """The projection of variables with sums per cell (C, V) and products with the cleared covariates (P, V)."""
        return Fit(np.ascontiguousarray(self.by_cell(sums).T), self.inverse @ products)

    def of_choice(self, covariates: Scaled, clients: Floats) -> Fit:
        """The projection of who took each track; `clients` (C, T+1)."""
        products = covariates.sums - self.means[:, :, None] * clients
        return self.project(clients[:, 1:], products.sum(axis=1)[:, 1:])


def projected(
    people: People,
    covariates: Scaled,
    ways: Sequence[tuple[Callable[[Floats], Floats], Floats]],
    variables: Callable[[Part], list[Floats]],
    count: int,
) -> list[tuple[Projector, Floats]]:
    """For every way, a projection of cells and their leverage: the same with covariates, and the products (P, V) of
    what the covariates still say with so many variables of the rows."""
    known = len(covariates.centre)
    sums = covariates.sums.sum(axis=2)
    bare = [Projector(way, leverage, way(sums.T).T, np.zeros((known, known))) for way, leverage in ways]
    if not known:
        return [(one, np.zeros((0, count))) for one in bare]
    pairs = [(one, other) for one in range(known) for other in range(one + 1)]
    squares = [ExactTable(len(pairs)) for _ in ways]
    products = [ExactTable(known * count) for _ in ways]
    size = ExactSums()
    for part in people():
        own, of_rows = covariates.of(part), variables(part)
        size.add(np.ones(len(part.cell)))
        for place, one in enumerate(bare):
            left = one.cleared(part, own)
            squares[place].add(left[a] * left[b] for a, b in pairs)
            products[place].add(values * variable for values in left for variable in of_rows)
    answers = []
    for one, square, product in zip(bare, squares, products, strict=True):
        gram = np.zeros((known, known))
        for (a, b), total in zip(pairs, square.totals, strict=True):
            gram[a, b] = gram[b, a] = total
        whole = Projector(one.by_cell, one.leverage, one.means, inverse_of(gram, size.sum))
        answers.append((whole, product.totals.reshape(known, count)))
    return answers


def inverse_of(gram: Floats, people: float) -> Floats:
    """The inverse of cross-products (P, P) of covariates with spread 1, without those of which nothing is left."""
    dead = ~(np.diag(gram) > NOTHING_LEFT * people)
    left = gram.copy()
    left[dead], left[:, dead] = 0.0, 0.0
    return np.asarray(np.linalg.pinv(left, rcond=1e-10, hermitian=True), dtype=np.float64)
