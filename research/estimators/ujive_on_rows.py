# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""UJIVE on rows, for covariates that counts cannot hold: W is then strata and covariates together.

The people pass by a few times, in parts: for the covariates and their cross-products, for the terms that leave out the
own choice, and for the influence terms that errors are made of. All tracks and outcomes of a group go together.
Source: docs/explanation/method.md; Goldsmith-Pinkham, Hull and Kolesár (2025), *Leniency Designs: An
Operator's Manual*.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from research.estimators.clusters import OfCells, clustered_test
from research.estimators.exact_sums import ExactTable
from research.estimators.first_stage import effective, refuse_unsolvable
from research.estimators.geometry import ONE, Floats, Geometry
from research.estimators.inference import null_test
from research.estimators.row_projections import Fit, Part, People, Projector, Scaled, projected, scaled
from research.estimators.ujive import Effect


@dataclass(frozen=True)
class Projections:
    """What the projections of a group say: `strata` is H_W and `both` H_X, with the fits of who took each track and of
    the outcomes; `clients` (C, T+1) are people per cell and track."""

    geometry: Geometry
    clients: Floats
    covariates: Scaled
    strata: Projector
    both: Projector
    choice_mean: Fit
    choice_fit: Fit
    outcome_mean: Fit
    outcome_fit: Fit

    @property
    def tracks(self) -> int:
        """Number of tracks."""
        return self.clients.shape[1] - 1

    def terms(self, part: Part) -> Terms:
        """Everything that leaves out the own choice, for a part of the people."""
        own = self.covariates.of(part)
        of_strata, of_both = self.strata.cleared(part, own), self.both.cleared(part, own)
        h_w, h_x = (
            self.strata.diagonal(part, of_strata),
            np.minimum(self.both.diagonal(part, of_both), ONE),
        )
        choice, diagonal = part.choice(self.tracks), (h_x - h_w) / (1.0 - h_x)
        fit, mean = (
            self.choice_fit.at(part.cell, of_both),
            self.choice_mean.at(part.cell, of_strata),
        )
        rest = [d - f for d, f in zip(choice, fit, strict=True)]
        gain = [f - m for f, m in zip(fit, mean, strict=True)]
        pull = [g - diagonal * r for g, r in zip(gain, rest, strict=True)]
        odds = h_x / (1.0 - h_x)
        raw = [f - odds * r for f, r in zip(fit, rest, strict=True)]
        return Terms(part, choice, of_strata, of_both, diagonal, mean, rest, gain, pull, raw)


@dataclass(frozen=True)
class Terms:
    """A part of the people with, for each of T tracks (n,): `mean` H_W D, `rest` D - H_X D, `gain` H_X D - H_W D, the
    instrument `pull`, and `raw`, the instrument of JIVE1 before it is cleared of strata; `diagonal` (n,) is b."""

    part: Part
    choice: list[Floats]
    of_strata: list[Floats]
    of_both: list[Floats]
    diagonal: Floats
    mean: list[Floats]
    rest: list[Floats]
    gain: list[Floats]
    pull: list[Floats]
    raw: list[Floats]


@dataclass(frozen=True)
class RowStage:
    """First stage on rows of some tracks: `cross` (T, T) is P'D, `moment` (T, O) P'Y and `taken` (T, T, O) P'(Y D);
    `rest` and `gain` (T, T) the sums of squares that caseworkers leave and explain, `carried` (J, T) the instrument
    summed by caseworker.

    `lifted` is H_X of b times every choice and outcome, `raw_mean` H_W of the instrument of JIVE1. `tracks` says which
    of the tracks of the projections are looked at.
    """

    projections: Projections
    tracks: tuple[int, ...]
    cross: Floats
    moment: Floats
    taken: Floats
    rest: Floats
    gain: Floats
    carried: Floats
    lifted: Fit
    raw_mean: Fit

    def only(self, tracks: tuple[int, ...]) -> RowStage:
        """The same of some of the tracks, set against everything else.

        Raises `LinAlgError` where fewer people stay than is estimated from them, or where nothing varies.
        """
        keep, square = list(tracks), np.ix_(tracks, tracks)
        stage = RowStage(
            self.projections, tracks, self.cross[square], self.moment[keep], self.taken[square],
            self.rest[square], self.gain[square], self.carried[:, keep], self.lifted, self.raw_mean,
        )  # fmt: skip
        if stage.freedom < 1:
            raise np.linalg.LinAlgError("fewer people than what is estimated from them")
        people = self.projections.clients.sum(axis=0)[1:][keep]
        refuse_unsolvable(stage.rest, stage.cross, np.maximum(people, 1.0))
        return stage

    @property
    def freedom(self) -> float:
        """People minus what is estimated from them."""
        geometry = self.projections.geometry
        known = len(self.projections.covariates.centre)
        return geometry.people - geometry.strata - geometry.instruments - known

    @cached_property
    def f_matrix(self) -> Floats:
        """The matrix version of the first-stage F; (T, T)."""
        root = np.linalg.inv(np.linalg.cholesky(self.rest / self.freedom))
        explained = self.gain / self.projections.geometry.instruments
        return np.asarray(root @ explained @ root.T)

    @property
    def f(self) -> float:
        """First-stage F; for several tracks the smallest eigenvalue."""
        return float(np.linalg.eigvalsh(self.f_matrix)[0])

    @property
    def strength(self) -> float:
        """sqrt(K) (F - 1)."""
        return float(np.sqrt(self.projections.geometry.instruments) * (self.f - 1.0))

    @cached_property
    def inverse(self) -> Floats:
        """The inverse of P'D; (T, T)."""
        return np.asarray(np.linalg.inv(self.cross), dtype=np.float64)


def row_stage(
    geometry: Geometry, clients: Floats, total: Floats, covariates: int, people: People
) -> RowStage:
    """The first stage of all tracks of a group on its rows.

    `clients` (C, T+1) are people per cell and track, `total` (O, C, T+1) the sums of the outcomes, and so many
    `covariates`. Raises `LinAlgError` where the covariates are no numbers.
    """
    known, ends = scaled(people, clients, covariates), len(total)
    ways = [(geometry.by_stratum, geometry.h_w), (geometry.fitted, geometry.h_x)]
    (strata, mean), (both, fit) = projected(people, known, ways, lambda part: list(part.outcomes), ends)
    sums = total.sum(axis=2).T
    own = Projections(
        geometry, clients, known, strata, both, strata.of_choice(known, clients), both.of_choice(known, clients),
        strata.project(sums, mean), both.project(sums, fit),
    )  # fmt: skip
    return left_out(own, people, ends)


class LeaveOutSums:
    """What the second reading adds up: everything that needs the own row left out."""

    def __init__(self, own: Projections, ends: int) -> None:
        """Start with nothing, for so many outcomes."""
        tracks, known = own.tracks, len(own.covariates.centre)
        cells, kinds = len(own.clients), tracks + 1
        self.own = own
        self.cross = ExactTable(tracks, kinds)
        self.moment = ExactTable(tracks * ends, kinds)
        self.rest, self.gain = ExactTable(tracks * tracks), ExactTable(tracks * tracks)
        self.carried = ExactTable(tracks, own.geometry.caseworkers)
        self.weights = ExactTable(1, cells * kinds)
        self.weighted = ExactTable(ends, cells)
        self.products = ExactTable(known, kinds)
        self.outcome_products = ExactTable(known * ends)
        self.raw = ExactTable(tracks, cells)
        self.raw_products = ExactTable(known * tracks)

    def add(self, part: Part) -> None:
        """Add a part of the people."""
        terms, runs = self.own.terms(part), part.runs(self.own.tracks)
        track, cell = runs.named(part.track.astype(np.int64)), runs.named(part.cell)
        weighted = [terms.diagonal * y for y in part.outcomes]
        self.cross.add(terms.pull, track)
        self.moment.add((pull * y for pull in terms.pull for y in part.outcomes), track)
        self.rest.add(one * other for one in terms.rest for other in terms.rest)
        self.gain.add(one * other for one in terms.gain for other in terms.gain)
        self.carried.add(terms.pull, runs.named(self.own.geometry.caseworker[part.cell]))
        self.weights.add([terms.diagonal], runs)
        self.weighted.add(weighted, cell)
        self.products.add((values * terms.diagonal for values in terms.of_both), track)
        self.outcome_products.add(values * y for values in terms.of_both for y in weighted)
        self.raw.add(terms.raw, cell)
        self.raw_products.add(values * raw for values in terms.of_strata for raw in terms.raw)

    def stage(self, ends: int) -> RowStage:
        """The first stage of all tracks."""
        own, tracks, known = self.own, self.own.tracks, len(self.own.covariates.centre)
        moment = self.moment.sums.reshape(tracks, ends, tracks + 1)
        weights = self.weights.sums.reshape(own.clients.shape)
        sums = np.hstack([weights[:, 1:], self.weighted.sums.T])
        products = np.hstack([self.products.sums[:, 1:], self.outcome_products.totals.reshape(known, ends)])
        raw = own.strata.project(self.raw.sums.T, self.raw_products.totals.reshape(known, tracks))
        return RowStage(
            own, tuple(range(tracks)), self.cross.sums[:, 1:], moment.sum(axis=2),
            np.moveaxis(moment[:, :, 1:], 1, 2), self.rest.totals.reshape(tracks, tracks),
            self.gain.totals.reshape(tracks, tracks), self.carried.sums.T, own.both.project(sums, products), raw,
        )  # fmt: skip


def left_out(own: Projections, people: People, ends: int) -> RowStage:
    """The reading that leaves out the own choice."""
    found = LeaveOutSums(own, ends)
    for part in people():
        found.add(part)
    return found.stage(ends)


@dataclass(frozen=True)
class Aim:
    """One effect that is asked of the rows: of a stage, the track at a `place` in it, on the outcome with a number.

    The other tracks of the stage are estimated under each null: `lead` (T,) combines the moments, `base` (T,) are the
    others when this effect is nothing and `step` (T,) how they follow when it moves by one.
    """

    stage: RowStage
    place: int
    outcome: int
    lead: Floats
    base: Floats
    step: Floats

    @property
    def key(self) -> tuple[tuple[int, ...], int, int]:
        """The tracks of the stage, the place of its own track, and the outcome."""
        return self.stage.tracks, self.place, self.outcome


def aim_of(stage: RowStage, place: int, outcome: int) -> Aim:
    """The aim at one effect."""
    moment, size = stage.moment[:, outcome], len(stage.tracks)
    others = [k for k in range(size) if k != place]
    lead, base, step = (np.zeros(size) for _ in range(3))
    lead[place] = step[place] = 1.0
    if others:
        inner = stage.cross[np.ix_(others, others)]
        lead[others] = -np.linalg.solve(inner.T, stage.cross[place, others])
        base[others] = np.linalg.solve(inner, moment[others])
        step[others] = -np.linalg.solve(inner, stage.cross[others, place])
    return Aim(stage, place, outcome, lead, base, step)


@dataclass(frozen=True)
class Influences:
    """A part of the people with what influence terms are made of: for every choice and then every outcome (n,) its
    distance `away` from H_W of it, and its `lift`; `raw_mean` (n,) for every track."""

    terms: Terms
    away: list[Floats]
    lift: list[Floats]
    raw_mean: list[Floats]

    def of(self, aim: Aim, weights: Floats, outcome: int | None) -> Floats:
        """The terms (n,) of an outcome (or none) plus the choices times `weights` (T,), as the aim combines them."""
        size, tracks = len(self.terms.diagonal), aim.stage.tracks
        away, lift = np.zeros(size), np.zeros(size)
        if outcome is not None:
            place = len(self.terms.choice) + outcome
            away += self.away[place]
            lift += self.lift[place]
        for track, weight in zip(tracks, weights, strict=True):
            if weight:
                away += weight * self.away[track]
                lift += weight * self.lift[track]
        return combined(self.terms.pull, aim) * away + lift * combined(self.terms.rest, aim)


def combined(vectors: Sequence[Floats], aim: Aim) -> Floats:
    """One vector for each track (n,), as the aim combines them; (n,)."""
    return summed(vectors, aim.stage.tracks, aim.lead)


def summed(vectors: Sequence[Floats], tracks: Sequence[int], weights: Floats) -> Floats:
    """The vectors (n,) of some tracks, each times its weight; (n,)."""
    found = np.zeros(len(vectors[0]))
    for track, weight in zip(tracks, weights, strict=True):
        found += weight * vectors[track]
    return found


def influences(stage: RowStage, terms: Terms) -> Influences:
    """What the influence terms of a part of the people are made of."""
    own, part = stage.projections, terms.part
    values = [*terms.choice, *part.outcomes]
    mean = [*terms.mean, *own.outcome_mean.at(part.cell, terms.of_strata)]
    gain = [*terms.gain]
    gain += [
        f - m for f, m in zip(own.outcome_fit.at(part.cell, terms.of_both), mean[len(gain) :], strict=True)
    ]
    again = stage.lifted.at(part.cell, terms.of_both)
    lift = [g - terms.diagonal * v + a for g, v, a in zip(gain, values, again, strict=True)]
    away = [v - m for v, m in zip(values, mean, strict=True)]
    return Influences(terms, away, lift, stage.raw_mean.at(part.cell, terms.of_strata))


class InfluenceSums:
    """The sums of squares and products of the influence terms u and v of one aim, and their sums by caseworker."""

    def __init__(self, aim: Aim) -> None:
        """Start with nothing."""
        self.aim, self.people = aim, ExactTable(3)
        geometry = aim.stage.projections.geometry
        self.workers = ExactTable(2, geometry.caseworkers)
        self.cells = ExactTable(4, len(geometry.clients)) if geometry.clusters else None

    def add(self, found: Influences) -> None:
        """Add a part of the people."""
        aim, part = self.aim, found.terms.part
        u, v = found.of(aim, -aim.base, aim.outcome), found.of(aim, aim.step, None)
        self.people.add([u * u, u * v, v * v])
        worker = aim.stage.projections.geometry.caseworker[part.cell]
        runs = part.runs(len(found.terms.choice))
        self.workers.add([u, v], runs.named(worker))
        if self.cells is not None:
            pull = combined(found.terms.pull, aim)
            self.cells.add([u, v, pull, pull * pull], runs.named(part.cell))

    @property
    def effect(self) -> Effect:
        """The effect; the same number as from counts where both apply."""
        aim, stage = self.aim, self.aim.stage
        moment = stage.moment[:, aim.outcome]
        value = float((stage.inverse @ moment)[aim.place])
        top = float(aim.lead @ (moment - stage.cross @ aim.base))
        bottom = float(aim.lead @ stage.cross @ aim.step)
        of_y, of_d = self.workers.sums
        uu, uv, vv = map(float, self.people.totals)
        freedom = effective(stage.carried @ aim.lead)
        test = null_test(top, bottom, (uu, uv, vv), (of_y, of_d), freedom)
        if self.cells is not None:
            cells = OfCells(*self.cells.sums)
            test = clustered_test(test, stage.projections.geometry.clusters, cells)
            of_y, of_d = cells.of_y, cells.of_d
        hte, cluster = test.errors(value)
        with_ = float(stage.inverse[aim.place] @ stage.taken[:, aim.place, aim.outcome])
        sets, influence = test.sets, (of_y - value * of_d) / test.bottom
        numbers = (value, test.largest(value), hte, cluster, *sets.limits(), sets.p_value())
        return Effect(*numbers, with_, with_ - value, influence, sets)
