# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The marginal treatment effect as a straight line over caseworkers' tendency, from counts.

Whoever is referred exactly when the caseworker refers v more often than colleagues of the same stratum has the effect
a + b v. A caseworker of tendency t then has a mean outcome of a t + b t²/2 beyond the stratum. Tendencies are measured
with noise, and the square of a noisy number is too large; so strata fall in three parts, and every product is of
numbers from different parts: who was referred (one), the tendency that stands for t (another), the instruments (the
third), in all six orders. Referral times the other tendency stands for t² without bias, and the instruments, the third
tendency and its square, share no noise with either. Errors are a jackknife over groups of caseworkers, with tendencies
made again every time.

Sources: Heckman and Vytlacil (2005), *Structural Equations, Treatment Effects, and Econometric Policy Evaluation*;
Brinch, Mogstad, Wiswall (2017), *Beyond LATE with a Discrete Instrument*, on the straight line; Mogstad and Torgovitsky
(2018) on policy effects from it; Angrist, Imbens, Krueger (1999) on leaving the own people out.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations

import numpy as np
from numpy.typing import NDArray
from scipy.stats import f as f_distribution
from scipy.stats import t as t_distribution

from research.estimators.geometry import Floats, Ints, components_of, dense_labels, geometry, indicator

#: Parts that strata fall in, groups of caseworkers left out in turn at most, and people of a caseworker in a part
#: from whom a tendency is told.
PARTS, GROUPS, LEAST = 3, 40, 10

Kept = NDArray[np.bool_]


@dataclass(frozen=True)
class CellSums:
    """Sums by cell: `caseworker`, `stratum`, `clients` and `outcome` (C,), `referred` (C, T), of which every column is
    a service of its own against everything else; labels are 0, 1, 2 … with none left out."""

    caseworker: Ints
    stratum: Ints
    clients: Floats
    referred: Floats
    outcome: Floats


@dataclass(frozen=True)
class Moments:
    """Per person: `cross` (T, 2, 2) of both instruments with referral and with what stands for half the square, and
    `right` (T, 2) of the instruments with the outcome."""

    cross: Floats
    right: Floats

    def solved(self) -> Floats:
        """Level a and slope b of every service; (T, 2). Raises `LinAlgError`."""
        return np.asarray(np.linalg.solve(self.cross, self.right[:, :, None])[:, :, 0])

    @property
    def strengths(self) -> Floats:
        """What the level and, given the level, the slope rest on; (T, 2)."""
        c = self.cross
        return np.column_stack([c[:, 0, 0], c[:, 1, 1] - c[:, 1, 0] * c[:, 0, 1] / c[:, 0, 0]])


@dataclass(frozen=True)
class MarginalCurve:
    """A straight line: its level and slope (`line`, (2,)), their covariance (2, 2), from so many groups of caseworkers.

    `strength` is the smaller of the two squared t-values of what level and slope rest on.
    """

    line: Floats
    covariance: Floats
    groups: int
    strength: float

    def at(self, tendency: float) -> tuple[float, float]:
        """The effect at a tendency and its error."""
        return self.of(np.array([1.0, tendency]))

    def of(self, weights: Floats) -> tuple[float, float]:
        """A weighted sum of level and slope, and its error; `weights` (2,)."""
        return float(weights @ self.line), float(np.sqrt(weights @ self.covariance @ weights))

    @property
    def pointwise(self) -> float:
        """So many errors to either side hold one point of the line in 95 of 100 studies."""
        return float(t_distribution.ppf(0.975, self.groups - 1))

    @property
    def uniform(self) -> float:
        """So many errors to either side hold the whole line in 95 of 100 studies (Scheffé; Working and Hotelling)."""
        free = self.groups - 2
        return float(np.sqrt(2.0 * (free + 1) / free * f_distribution.ppf(0.95, 2, free)))


def marginal_curves(cells: CellSums) -> list[MarginalCurve | None]:
    """The line of every service; none where the equations of a service have no answer, or caseworkers are too few."""
    workers, tracks = int(cells.caseworker.max()) + 1, cells.referred.shape[1]
    groups = min(GROUPS, workers)
    if groups < PARTS + 1:
        return [None] * tracks
    part, group = parts_and_groups(cells, groups)
    everyone = np.ones(len(cells.clients), dtype=bool)
    whole = moments(cells, part, everyone)
    others = [moments(cells, part, group[cells.caseworker] != one) for one in range(groups)]
    return [curve_of(track, whole, others) for track in range(tracks)]


def curve_of(track: int, whole: Moments, others: list[Moments]) -> MarginalCurve | None:
    """The line of one service with its jackknife; none where an equation has no answer."""
    every = [Moments(m.cross[[track]], m.right[[track]]) for m in (whole, *others)]
    if not all(bool((one.cross[0, 0, 0] != 0.0) & np.isfinite(one.cross).all()) for one in every):
        return None
    try:
        lines = np.vstack([one.solved() for one in every])
    except np.linalg.LinAlgError:
        return None
    strengths = np.vstack([one.strengths for one in every])
    size = len(others)
    spread = strengths[1:].var(axis=0) * (size - 1)
    if not (np.isfinite(lines).all() and (spread > 0.0).all()):
        return None
    off = lines[1:] - lines[1:].mean(axis=0)
    covariance = (size - 1) / size * off.T @ off
    return MarginalCurve(lines[0], covariance, size, float((strengths[0] ** 2 / spread).min()))


def parts_and_groups(cells: CellSums, groups: int) -> tuple[Ints, Ints]:
    """The part of every cell (C,) by its stratum, and the group of every caseworker (J,).

    In every connected component strata take the parts in turn, and caseworkers the groups.
    """
    workers, strata = int(cells.caseworker.max()) + 1, int(cells.stratum.max()) + 1
    _, label = components_of(cells.caseworker, cells.stratum, workers, strata)
    place = np.empty(strata, dtype=np.int64)
    order = np.argsort(label[workers:], kind="stable")
    begin = np.searchsorted(label[workers:][order], label[workers:][order])
    place[order] = np.arange(strata) - begin
    group = np.empty(workers, dtype=np.int64)
    group[np.argsort(label[:workers], kind="stable")] = np.arange(workers)
    return (place % PARTS)[cells.stratum], group % groups


def tendencies(cells: CellSums, own: Kept) -> tuple[Floats, Ints]:
    """The tendency of every caseworker from the cells in `own` (C,), each up to the level of its component: (J, T),
    and that component (J,), -1 for who saw too few people there."""
    workers = int(cells.caseworker.max()) + 1
    level = np.zeros((workers, cells.referred.shape[1]))
    component = np.full(workers, -1, dtype=np.int64)
    if own.any():
        worker, stratum = dense_labels(cells.caseworker[own]), dense_labels(cells.stratum[own])
        shape = geometry(worker, stratum, cells.clients[own])
        there = np.unique(cells.caseworker[own])
        level[there] = shape.caseworker_effects(cells.referred[own])
        _, label = components_of(worker, stratum, shape.caseworkers, shape.strata)
        component[there] = label[: shape.caseworkers]
        component[np.bincount(cells.caseworker[own], cells.clients[own], minlength=workers) < LEAST] = -1
    return level, component


def beyond(values: Floats, stratum: Ints, size: Floats) -> Floats:
    """Values of people beyond the mean of their stratum; (C, T), with `stratum` (C,) and `size` (C, 1)."""
    adds = indicator(stratum, int(stratum.max()) + 1)
    return np.asarray(values - ((adds @ (size * values)) / (adds @ size))[stratum])


def moments(cells: CellSums, part: Ints, kept: Kept) -> Moments:
    """The moments of the kept cells, over all six orders of the parts; `part` (C,) and `kept` (C,)."""
    told = [tendencies(cells, kept & (part == one)) for one in range(PARTS)]
    tracks, people = cells.referred.shape[1], 0.0
    cross, right = np.zeros((tracks, 2, 2)), np.zeros((tracks, 2))
    for home, stand_in, instrument in permutations(range(PARTS)):
        (level, one), (other, two) = told[stand_in], told[instrument]
        worker = cells.caseworker
        own = np.flatnonzero(kept & (part == home) & (one[worker] >= 0) & (two[worker] >= 0))
        if not len(own):
            continue
        worker = worker[own]
        stratum = dense_labels(cells.stratum[own] * (one.max() + 1) + one[worker])
        stratum = dense_labels(stratum * (two.max() + 1) + two[worker])
        size, sums = cells.clients[own][:, None], cells.referred[own]
        first = beyond(other[worker], stratum, size)
        second = beyond(first**2, stratum, size)
        stands = beyond(level[worker], stratum, size)
        half = size * beyond(sums / size, stratum, size) * stands / 2.0
        for row, instrumented in enumerate((first, second)):
            cross[:, row, 0] += (instrumented * sums).sum(axis=0)
            cross[:, row, 1] += (instrumented * half).sum(axis=0)
            right[:, row] += instrumented.T @ cells.outcome[own]
        people += float(size.sum())
    return Moments(cross / max(people, 1.0), right / max(people, 1.0))
