# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first stage and the reduced form in bins of caseworkers' tendency, from counts.

The tendency of a cell (one caseworker in one stratum) is that of leave-cell-out UJIVE: what the caseworker's other
cells say about how often people are referred, beyond their stratum. Nobody's own choice, nor that of anyone in the same
cell, is in it, so a picture of referral against it has no slope of its own making. Everyone in a cell has the same
tendency, so a cell is never divided over two bins.

Sources: Goldsmith-Pinkham, Hull, Kolesár, *Leniency Designs: An Operator's Manual* (2025), on the binned first stage;
Angrist (1990), *Lifetime Earnings and the Vietnam Era Draft Lottery*, on the visual IV of grouped data; Frandsen,
Leslie, McIntyre (2025), on leaving out the cell.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from research.estimators.first_stage import Outcomes
from research.estimators.geometry import Floats, Geometry, Ints

#: As many bins as there are at most, and fewer than this say nothing about a line.
MOST, FEWEST = 10, 3


@dataclass(frozen=True)
class Least:
    """What every bin has to hold: people, caseworkers, people in each printed part (referred or not, outcome or not),
    and the largest share that one caseworker may have of its people."""

    people: int
    caseworkers: int
    part: int
    largest: float


@dataclass(frozen=True)
class Partialled:
    """One track of the tendency, with what the other tracks carry taken out of the outcome.

    `tendency` (C,) is one number for everybody in a cell; `referred` and `outcome` (C,) are sums over its people.
    `taken` (T+1,) is what was taken off the outcome of someone in each track; `clients`, `total`, `squares` (C, T+1).
    `track` is the column of the track in them.
    """

    geometry: Geometry
    tendency: Floats
    referred: Floats
    outcome: Floats
    taken: Floats
    clients: Floats
    total: Floats
    squares: Floats
    track: int


@dataclass(frozen=True)
class MeanInBin:
    """A mean over the people of a bin, beyond their stratum, and its error: the larger of that over people and that
    over caseworkers."""

    value: float
    error: float


@dataclass(frozen=True)
class BinOfTendency:
    """One bin: its people and caseworkers, its mean tendency, and how often people were referred and what came of it
    beyond their stratum; all as shares, or in the unit of the outcome."""

    people: int
    caseworkers: int
    tendency: float
    referred: MeanInBin
    outcome: MeanInBin


@dataclass(frozen=True)
class Slope:
    """The slope of a line through nought, with the larger of its robust and its clustered error."""

    value: float
    error: float


def partialled(
    geometry: Geometry, pull: Floats, clients: Floats, outcome: Outcomes, track: int
) -> Partialled:
    """The instrument of one track with the others held constant, and the outcome without what they carry.

    `pull` (C, T) is the leave-cell-out instrument of every track, `clients` and the outcome are (C, T+1). The slope of
    the outcome against `referred`, with `tendency` as instrument, is the leave-cell-out estimate of the track. Raises
    `LinAlgError` when the other tracks cannot be told apart.
    """
    sums, total = clients[:, 1:], outcome.total.sum(axis=1)
    tracks = sums.shape[1]
    others = [k for k in range(tracks) if k != track]
    lead, taken = np.zeros(tracks), np.zeros(tracks + 1)
    lead[track] = 1.0
    if others:
        cross = pull.T @ sums
        lead[others] = -np.linalg.solve(cross[np.ix_(others, others)].T, cross[track, others])
        beta = np.linalg.solve(cross, pull.T @ total)
        taken[1 + np.array(others)] = beta[others]
    rest = total - clients @ taken
    parts = (clients, outcome.total, outcome.squares)
    return Partialled(geometry, pull @ lead, sums[:, track], rest, taken, *parts, track + 1)


def binned(part: Partialled, least: Least, share: bool) -> list[BinOfTendency]:
    """People in bins of about equal size by tendency: as many as ten, and only bins that hold what every bin has to.

    `share` says that the outcome is yes or no. No bins at all when not even three of them would do.
    """
    order = np.argsort(part.tendency, kind="stable")
    people = np.cumsum(part.geometry.clients[order])
    for number in range(MOST, FEWEST - 1, -1):
        middle = people - part.geometry.clients[order] / 2.0
        place = np.empty(len(order), dtype=np.int64)
        place[order] = np.minimum((middle * number / people[-1]).astype(np.int64), number - 1)
        if all(holds(part, place == one, least, share) for one in range(number)):
            return in_bins(part, place, number)
    return []


def holds(part: Partialled, own: Ints, least: Least, share: bool) -> bool:
    """Does a bin hold what every bin has to? `own` (C,) marks its cells."""
    clients, total = part.clients[own], part.total[own]
    people, referred = clients.sum(), clients[:, part.track].sum()
    workers = np.bincount(part.geometry.caseworker[own], part.geometry.clients[own])
    parts = [referred, people - referred]
    if share:
        yes = total[:, part.track].sum()
        parts += [yes, referred - yes, total.sum() - yes, people - referred - total.sum() + yes]
    enough = people >= least.people and (workers > 0).sum() >= least.caseworkers
    return bool(enough and min(parts) >= least.part and workers.max() <= least.largest * people)


def in_bins(part: Partialled, place: Ints, number: int) -> list[BinOfTendency]:
    """The means of every bin; `place` (C,) says in which one a cell is."""
    geometry, kinds = part.geometry, part.clients.shape[1]
    choice = np.zeros(kinds)
    choice[part.track] = 1.0
    mean = geometry.by_stratum(part.referred), geometry.by_stratum(part.outcome)
    found = []
    for one in range(number):
        own = place == one
        size = geometry.clients[own]
        people = float(size.sum())
        workers = int((np.bincount(geometry.caseworker[own], size) > 0).sum())
        referred = mean_in_bin(part, own, (choice, np.zeros(kinds)), mean[0], people)
        outcome = mean_in_bin(part, own, (-part.taken, np.ones(kinds)), mean[1], people)
        tendency = float(size @ part.tendency[own]) / people
        found.append(BinOfTendency(round(people), workers, tendency, referred, outcome))
    return found


def mean_in_bin(
    part: Partialled, own: Ints, way: tuple[Floats, Floats], mean: Floats, people: float
) -> MeanInBin:
    """The mean beyond the stratum of `way[0]` + `way[1]` times the outcome, both (T+1,) by track."""
    clients, total, squares = part.clients[own], part.total[own], part.squares[own]
    level, slope = way[0] - mean[own][:, None], way[1]
    value = float((level * clients + slope * total).sum()) / people
    level = level - value
    robust = float((level**2 * clients + 2.0 * level * slope * total + slope**2 * squares).sum())
    cells = (level * clients + slope * total).sum(axis=1)
    by_worker = np.bincount(part.geometry.caseworker[own], cells)
    workers = max(int((np.bincount(part.geometry.caseworker[own]) > 0).sum()), 2)
    clustered = workers / (workers - 1.0) * float(by_worker @ by_worker)
    return MeanInBin(value, float(np.sqrt(max(robust, clustered))) / people)


def slope_on_tendency(part: Partialled, *, of_outcome: bool = False) -> Slope:
    """The slope of referral, or of the outcome, beyond the stratum, on tendency: a line through nought over all people.

    The tendency is taken as it is; that it was measured with noise makes the slope flatter, and is not in the error.
    """
    kinds = part.clients.shape[1]
    choice = np.zeros(kinds)
    choice[part.track] = 1.0
    level, slope = (-part.taken, np.ones(kinds)) if of_outcome else (choice, np.zeros(kinds))
    sums = part.outcome if of_outcome else part.referred
    geometry, z = part.geometry, part.tendency
    mean = geometry.by_stratum(sums)
    size = float(geometry.clients @ z**2)
    value = float(z @ (sums - geometry.clients * mean)) / size
    off = level[None, :] - (mean + value * z)[:, None]
    squares = off**2 * part.clients + 2.0 * off * slope * part.total + slope**2 * part.squares
    by_worker = geometry.sum_caseworker @ (z * (sums - geometry.clients * (mean + value * z)))
    workers = geometry.caseworkers
    clustered = workers / (workers - 1.0) * float(by_worker @ by_worker)
    return Slope(value, float(np.sqrt(max(float((z**2) @ squares.sum(axis=1)), clustered))) / size)
