# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Projections on strata and caseworkers, computed from a table of cells instead of rows.

A *cell* is one caseworker in one stratum (office and month). Everyone in a cell has the same fitted value and the
same leverage, so all algebra happens on cells. Strata and caseworkers fall apart into connected components
(usually the offices), and each component needs one small dense inverse.

Symbols follow docs/explanation/method.md: `H_W` projects on strata, `H_X` on strata and caseworkers together,
`h` are their diagonals.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.linalg import lapack
from scipy.sparse.csgraph import connected_components
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
#: A client whose leverage comes this close to one is fitted by itself and says nothing.
ONE = 1.0 - 1e-9
#: So many times as many caseworkers as strata, and the strata are solved instead.
MANY = 2
#: Matrices here are long and narrow: more threads cost time, and would make the last digit depend on the machine.
one_thread = threadpool_limits.wrap(limits=1, user_api="blas")


@dataclass(frozen=True)
class Clusters:
    """Cells that go together: `labels` (C,), whether their variance is added or taken off (`sign`), whether they are
    those of one dimension (`single`), and of that dimension whether they are caseworkers (`own`)."""

    labels: Ints
    sign: int
    own: bool
    single: bool

    @property
    def size(self) -> int:
        """How many clusters there are."""
        return int(self.labels.max(initial=-1)) + 1


@dataclass(frozen=True)
class Block:
    """How the effects of the caseworkers of one connected component are solved.

    `members` (J,) are its caseworkers. Where there are few, `inverse` (J, J) is that of what is left after strata.
    Where there are many more than strata, `inverse` (S, S) is that of what is left after caseworkers, and `met` (S, J)
    holds how many people each of them had in each stratum: a matrix of the smaller side does for both.
    """

    members: Ints
    inverse: Floats
    met: sparse.csr_array | None = None

    def solved(self, right: Floats) -> Floats:
        """Effects up to a constant from `right` (J, V), the sums by caseworker after strata; (J, V)."""
        if self.met is None:
            return np.asarray(self.inverse @ right)
        seen = self.met.sum(axis=0)[:, None]
        strata = self.inverse @ (self.met @ (right / seen))
        return np.asarray((right + self.met.T @ strata) / seen)


@dataclass(frozen=True)
class Geometry:
    """Everything about who saw whom, and nothing about tracks or outcomes.

    `caseworker` and `stratum` (C,) give the place of each cell, `clients` (C,) its number of people;
    `h_w` and `h_x` (C,) the leverage of each client in it; `blocks` how each connected component is solved. `clusters`
    are empty where errors are clustered by caseworker.
    """

    caseworker: Ints
    stratum: Ints
    clients: Floats
    per_stratum: Floats
    h_w: Floats
    h_x: Floats
    blocks: tuple[Block, ...]
    sum_caseworker: sparse.csr_array
    sum_stratum: sparse.csr_array
    components: int
    clusters: tuple[Clusters, ...] = ()

    @property
    def people(self) -> float:
        """Number of clients."""
        return float(self.clients.sum())

    @property
    def caseworkers(self) -> int:
        """Number of caseworkers."""
        return int(self.sum_caseworker.shape[0])

    @property
    def strata(self) -> int:
        """Number of strata."""
        return int(self.sum_stratum.shape[0])

    @property
    def instruments(self) -> int:
        """K: caseworkers minus one for each component, whose level the strata already explain."""
        return self.caseworkers - self.components

    @property
    def diagonal(self) -> Floats:
        """b = (h_X - h_W) / (1 - h_X) per cell: what makes the estimator leave out a client's own choice.

        (C,).
        """
        return (self.h_x - self.h_w) / (1.0 - self.h_x)

    def by_stratum(self, sums: Floats) -> Floats:
        """H_W v per cell, for cell sums of v; (C,) or (C, V)."""
        total = self.sum_stratum @ sums
        return (total.T / self.per_stratum).T[self.stratum]

    def fitted(self, sums: Floats) -> Floats:
        """H_X v per cell, for cell sums of v; (C,) or (C, V)."""
        flat = sums.ndim == 1
        table = sums[:, None] if flat else sums
        mean = (self.sum_stratum @ table) / self.per_stratum[:, None]
        right = self.sum_caseworker @ (table - self.clients[:, None] * mean[self.stratum])
        effect = np.zeros_like(right)
        for block in self.blocks:
            effect[block.members] = block.solved(right[block.members])
        spread = self.clients[:, None] * effect[self.caseworker]
        level = mean - (self.sum_stratum @ spread) / self.per_stratum[:, None]
        fit = level[self.stratum] + effect[self.caseworker]
        return fit[:, 0] if flat else fit

    def caseworker_effects(self, sums: Floats) -> Floats:
        """The coefficient of each caseworker in H_X v (C, V), measured from the mean of the own component; (J, V)."""
        mean = (self.sum_stratum @ sums) / self.per_stratum[:, None]
        right = self.sum_caseworker @ (sums - self.clients[:, None] * mean[self.stratum])
        effect = np.zeros_like(right)
        for block in self.blocks:
            own = block.solved(right[block.members])
            effect[block.members] = own - own.mean(axis=0)
        return effect


def indicator(labels: Ints, size: int) -> sparse.csr_array:
    """The matrix that adds cells by label; (size, C)."""
    cells = len(labels)
    return sparse.csr_array((np.ones(cells), (labels, np.arange(cells))), shape=(size, cells))


def inverse_block(counts: Floats) -> Floats:
    """A symmetric generalised inverse of diag(n_j) - N' diag(1/n_s) N for one connected component.

    `counts` is (S, J), people per stratum and caseworker. The last caseworker is the base and gets zeros.
    """
    per_stratum = counts.sum(axis=1)
    normal = np.diag(counts.sum(axis=0)) - counts.T @ (counts / per_stratum[:, None])
    result = np.zeros_like(normal)
    if len(normal) > 1:
        result[:-1, :-1] = inverse_of(normal[:-1, :-1])
    return result


def inverse_of(matrix: Floats) -> Floats:
    """The inverse of a symmetric positive definite matrix (J, J), from one triangle, so that it is symmetric too.

    LAPACK makes it of the Cholesky factor in half the work of solving for every column. Raises `LinAlgError` where the
    matrix is not positive definite.
    """
    factor, wrong = lapack.dpotrf(matrix.T, lower=0, clean=1)
    if not wrong:
        upper, wrong = lapack.dpotri(factor, lower=0, overwrite_c=1)
    if wrong:
        raise np.linalg.LinAlgError("a matrix that is not positive definite")
    diagonal = np.diag(upper).copy()
    whole = upper + upper.T
    np.fill_diagonal(whole, diagonal)
    return np.asarray(whole, dtype=np.float64)


def geometry(caseworker: Ints, stratum: Ints, clients: Floats) -> Geometry:
    """Build the projections for cells that are given by caseworker, stratum and number of clients.

    Labels must be 0..J-1 and 0..S-1 with none left out; cells must hold at least one client.
    All three are (C,).
    """
    workers, strata = int(caseworker.max()) + 1, int(stratum.max()) + 1
    sum_caseworker, sum_stratum = indicator(caseworker, workers), indicator(stratum, strata)
    per_stratum = sum_stratum @ clients
    count, labels = components_of(caseworker, stratum, workers, strata)
    spread = np.zeros(len(clients))
    blocks: list[Block] = []
    order_w = np.argsort(labels[:workers], kind="stable")
    order_s = np.argsort(labels[workers:], kind="stable")
    cell_label = labels[caseworker]
    order_c = np.argsort(cell_label, kind="stable")
    at_w = np.searchsorted(labels[:workers][order_w], np.arange(count + 1))
    at_s = np.searchsorted(labels[workers:][order_s], np.arange(count + 1))
    at_c = np.searchsorted(cell_label[order_c], np.arange(count + 1))
    place_w, place_s = np.empty(workers, np.int64), np.empty(strata, np.int64)
    for part in range(count):
        members = order_w[at_w[part] : at_w[part + 1]]
        places = order_s[at_s[part] : at_s[part + 1]]
        cells = order_c[at_c[part] : at_c[part + 1]]
        place_w[members], place_s[places] = np.arange(len(members)), np.arange(len(places))
        shape = (len(places), len(members))
        at = place_s[stratum[cells]], place_w[caseworker[cells]]
        block, spread[cells] = solve_component(
            members, sparse.csr_array((clients[cells], at), shape=shape), *at
        )
        blocks.append(block)
    h_w = 1.0 / per_stratum[stratum]
    h_x = h_w + np.maximum(spread, 0.0)
    return Geometry(
        caseworker, stratum, clients, per_stratum, h_w, h_x, tuple(blocks), sum_caseworker, sum_stratum, count
    )


def solve_component(
    members: Ints, met: sparse.csr_array, stratum: Ints, caseworker: Ints
) -> tuple[Block, Floats]:
    """How a connected component is solved, and what caseworkers add to the leverage of a client of each cell.

    `members` (J,) are its caseworkers, `met` (S, J) people per stratum and caseworker, `stratum` and `caseworker` (c,)
    the places of its cells. The larger side is taken out first, since the inverse of the other one is smaller.
    """
    if met.shape[1] <= MANY * met.shape[0]:
        inverse = inverse_block(met.toarray())
        return Block(members, inverse), leverage(met, inverse, stratum, caseworker)
    other = met.T.tocsr()
    inverse = inverse_block(other.toarray())
    seen, living = other.sum(axis=1), met.sum(axis=1)
    whole = 1.0 / seen[caseworker] + leverage(other, inverse, caseworker, stratum)
    return Block(members, inverse, met), whole - 1.0 / living[stratum]


def leverage(met: sparse.csr_array, inverse: Floats, first: Ints, second: Ints) -> Floats:
    """What the labels of columns add to the leverage of a client of each cell, after those of rows; (c,).

    `met` (R, K) holds people, `inverse` (K, K) that of the columns after the rows, `first` and `second` (c,) the places
    of the cells.
    """
    dense = met.toarray()
    share = dense / dense.sum(axis=1)[:, None]
    half = share @ inverse
    diagonal, squares = np.diag(inverse), (half * share).sum(axis=1)
    return np.asarray(diagonal[second] - 2.0 * half[first, second] + squares[first])


def components_of(caseworker: Ints, stratum: Ints, workers: int, strata: int) -> tuple[int, Ints]:
    """Connected components of the graph of caseworkers and strata; labels of caseworkers, then of strata.

    Both labels are (C,); the answer is how many there are, and (J+S,).
    """
    size = workers + strata
    links = sparse.coo_array((np.ones(len(caseworker)), (caseworker, workers + stratum)), shape=(size, size))
    count, labels = connected_components(links, directed=False)
    return int(count), labels.astype(np.int64)


@dataclass(frozen=True)
class Sample:
    """Cells that stay after removing what cannot be compared, and how much was removed.

    `kept` (C,) marks the cells of the whole table; `geometry` describes the kept ones in their order.
    """

    kept: NDArray[np.bool_]
    geometry: Geometry
    dropped: int
    people: int

    @property
    def share_dropped(self) -> float:
        """Dropped clients as a share of all."""
        return self.dropped / self.people if self.people else 0.0


def comparable(caseworker: Ints, stratum: Ints, clients: Ints) -> Sample | None:
    """Drop strata and caseworkers with one client, and clients with leverage one, until nothing changes.

    Returns `None` when nobody is left to compare.
    All three are (C,), and so is `kept` of the answer.
    """
    kept = clients > 0
    while True:
        kept = drop_single(caseworker, stratum, clients, kept)
        if not kept.any():
            return None
        shape = geometry(
            dense_labels(caseworker[kept]), dense_labels(stratum[kept]), clients[kept].astype(float)
        )
        alone = shape.h_x > ONE
        if not alone.any():
            break
        kept = kept.copy()
        kept[np.flatnonzero(kept)[alone]] = False
    people = int(clients.sum())
    return Sample(kept, shape, people - int(clients[kept].sum()), people)


def drop_single(caseworker: Ints, stratum: Ints, clients: Ints, kept: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Cells left after removing strata and caseworkers that hold a single client, repeatedly.

    All are (C,).
    """
    while True:
        alive = np.where(kept, clients, 0)
        few = (np.bincount(caseworker, alive)[caseworker] < 2) | (np.bincount(stratum, alive)[stratum] < 2)
        if not (few & kept).any():
            return kept
        kept = kept & ~few


def dense_labels(labels: Ints) -> Ints:
    """Labels renumbered 0, 1, 2 … in their own order. (n,) in and out."""
    seen = np.bincount(labels) > 0
    return (np.cumsum(seen) - 1)[labels].astype(np.int64)
