# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Clustered variances of a moment in any number of dimensions, from its influence terms summed by cell.

Source: Cameron, Gelbach and Miller (2011), *Robust Inference with Multiway Clustering*: add the variance of every
dimension, take off that of every pair, and so on; what comes out below nothing is set to nothing (by eigenvalue).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from research.estimators.first_stage import effective
from research.estimators.geometry import Clusters, Floats, Ints
from research.estimators.inference import NullTest, Quadratic


@dataclass(frozen=True)
class OfCells:
    """What a clustered test needs of every cell (C,): the terms u and v of its moment, the instrument summed over its
    people, and the squares of the instrument summed over them."""

    of_y: Floats
    of_d: Floats
    carried: Floats
    squares: Floats


def every_set(dimensions: Sequence[tuple[Ints, bool]]) -> tuple[Clusters, ...]:
    """The clusters of every dimension and of everything that two or more of them share.

    A dimension holds labels (C,), and whether they are those of the caseworkers.
    """
    found = []
    for size in range(1, len(dimensions) + 1):
        for some in combinations(dimensions, size):
            table = np.column_stack([labels for labels, _ in some])
            _, labels = np.unique(table, axis=0, return_inverse=True)
            own = size == 1 and some[0][1]
            sign = 1 if size % 2 else -1
            found.append(Clusters(labels.reshape(-1).astype(np.int64), sign, own, single=size == 1))
    return tuple(found)


def only_cells(clusters: Sequence[Clusters], kept: np.ndarray) -> tuple[Clusters, ...]:
    """The same clusters of some of the cells, (C,) yes or no."""
    made = []
    for one in clusters:
        _, labels = np.unique(one.labels[kept], return_inverse=True)
        made.append(replace(one, labels=labels.reshape(-1).astype(np.int64)))
    return tuple(made)


def clustered_test(test: NullTest, clusters: Sequence[Clusters], cells: OfCells) -> NullTest:
    """The same test with the variance of these clusters beside that of caseworkers.

    Its freedom is that of the dimension that has least of it.
    """
    around = whole(clusters, cells.of_y, cells.of_d, test.robust, centred=True)
    squares = whole(clusters, cells.of_y, cells.of_d, test.robust, centred=False)
    freedom = min(freedom_of(one, cells) for one in clusters if one.single)
    return replace(test, clustered=around, squares=squares, freedom=freedom, usual=test)


def whole(
    clusters: Sequence[Clusters], of_y: Floats, of_d: Floats, unit: Quadratic, *, centred: bool
) -> Quadratic:
    """The variance over all sets of clusters, of terms of cells (C,), as a form in the tested value.

    It is nowhere below nothing.
    """
    matrix = np.zeros((2, 2))
    terms = np.column_stack([of_y, of_d])
    for one in clusters:
        sums = summed(one, terms)
        if centred:
            sums = sums - sums.mean(axis=0)
        matrix += one.sign * len(sums) / (len(sums) - 1.0) * (sums.T @ sums)
    fixed = matrix if len(clusters) == 1 else above_nothing(matrix, unit)
    return Quadratic(float(fixed[0, 0]), float(fixed[0, 1]), float(fixed[1, 1]))


def above_nothing(matrix: Floats, unit: Quadratic) -> Floats:
    """A symmetric matrix (2, 2) without its negative eigenvalues, in the units of the robust errors.

    In units of their own, so that an outcome in euros and one in cents give the same answer.
    """
    scale = np.sqrt(np.array([unit.uu or 1.0, unit.vv or 1.0]))
    values, vectors = np.linalg.eigh(matrix / np.outer(scale, scale))
    fixed = (vectors * np.maximum(values, 0.0)) @ vectors.T
    return np.asarray(fixed * np.outer(scale, scale))


def summed(clusters: Clusters, terms: Floats) -> Floats:
    """Terms of cells (C, V) summed by cluster; (G, V)."""
    size = clusters.size
    return np.column_stack([np.bincount(clusters.labels, one, size) for one in terms.T])


def freedom_of(clusters: Clusters, cells: OfCells) -> float:
    """How many clusters effectively carry a variance (Satterthwaite).

    Of caseworkers by what one of them moves as a whole. Of other clusters, whose level the strata may take out, by the
    variance each brings when people are independent.
    """
    if clusters.own:
        return effective(summed(clusters, cells.carried[:, None])[:, 0])
    shares = summed(clusters, cells.squares[:, None])[:, 0]
    return max(float(shares.sum() ** 2 / (shares @ shares)), 1.0)


def spread_of(clusters: Sequence[Clusters], influence: Floats) -> float:
    """The standard error of what has this influence by cell (C,), with the usual factor; never below nothing."""
    total = 0.0
    for one in clusters:
        sums = summed(one, influence[:, None])[:, 0]
        size = max(int((sums != 0).sum()), 2)
        total += one.sign * size / (size - 1.0) * float(sums @ sums)
    return float(np.sqrt(max(total, 0.0)))
