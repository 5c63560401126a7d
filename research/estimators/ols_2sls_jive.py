# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Estimators printed beside UJIVE as alarms, never as an answer: OLS, 2SLS with dummies and JIVE1.

Source: Angrist, Imbens and Krueger (1999) for JIVE1; errors by White (1980) and clustered by caseworker.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from research.estimators.exact_sums import ExactTable
from research.estimators.first_stage import FirstStage, Outcomes, planes_of
from research.estimators.geometry import Floats
from research.estimators.ujive_on_rows import Influences, RowStage, summed


@dataclass(frozen=True)
class Alarm:
    """An estimate with its robust and its caseworker-clustered standard error."""

    estimate: float
    se_robust: float
    se_clustered: float


def instrument(stage: FirstStage, estimator: str) -> tuple[Floats, Floats]:
    """The instrument of an alarm, cleared of strata: `level` (C, T) plus `own` (C,) for the own track."""
    geometry = stage.geometry
    if estimator == "2sls":
        return stage.fit - stage.mean, np.zeros(len(geometry.clients))
    if estimator == "ols":
        return -stage.mean, np.ones(len(geometry.clients))
    odds = geometry.h_x / (1.0 - geometry.h_x)
    level = stage.fit * (1.0 + odds)[:, None]
    sums = geometry.clients[:, None] * level - odds[:, None] * stage.planes[1:].T
    return level - geometry.by_stratum(sums), -odds


@dataclass(frozen=True)
class Instrument:
    """The instrument of an alarm and what only the tracks decide: `level` (C, T) and `own` (C,), the `inverse` of its
    product with the tracks (T, T), and by kind of choice the squares (C, T) that a squared residual is weighed by."""

    level: Floats
    own: Floats
    inverse: Floats
    weights: tuple[Floats, ...]


def instrument_of(stage: FirstStage, estimator: str) -> Instrument:
    """The instrument of an alarm, computed once for all outcomes. Raises `LinAlgError` where it tells nothing."""
    if estimator not in stage.alarms:
        level, own = instrument(stage, estimator)
        people = stage.planes
        inverse = np.asarray(np.linalg.inv(level.T @ people[1:].T + np.diag(people[1:] @ own)), float)
        weights = []
        for kind in range(stage.tracks + 1):
            pull = level.copy()
            if kind:
                pull[:, kind - 1] += own
            weights.append((pull @ inverse.T) ** 2)
        stage.alarms[estimator] = Instrument(level, own, inverse, tuple(weights))
    found: Instrument = stage.alarms[estimator]
    return found


def alarm(stage: FirstStage, outcome: Outcomes, estimator: str) -> list[Alarm]:
    """One alarm estimator for all tracks of the stage, with both errors.

    Raises `LinAlgError` where its instrument tells nothing.
    """
    geometry, people = stage.geometry, stage.planes
    z = instrument_of(stage, estimator)
    level, own, inverse = z.level, z.own, z.inverse
    total = planes_of(outcome.total, stage.numbers)
    beta = inverse @ (total.sum(axis=0) @ level + total[1:] @ own)
    sums = total.copy()
    sums[1:] -= beta[:, None] * people[1:]
    mean = geometry.by_stratum(sums.sum(axis=0))
    sums -= people * mean
    moments = level * sums.sum(axis=0)[:, None] + own[:, None] * sums[1:].T
    influence = geometry.sum_caseworker @ (moments @ inverse.T)
    shift = np.concatenate([[0.0], beta])[:, None] + mean
    squares = total if outcome.squares is outcome.total else planes_of(outcome.squares, stage.numbers)
    squares = squares - 2.0 * shift * total + shift**2 * people
    robust = np.zeros(stage.tracks)
    for left, weights in zip(squares, z.weights, strict=True):
        robust += left @ weights
    return both_errors(beta, robust, influence)


def both_errors(beta: Floats, robust: Floats, influence: Floats) -> list[Alarm]:
    """The alarms, from the sums of squares over people (T,) and the influence of each caseworker (J, T)."""
    workers = len(influence)
    clustered = workers / (workers - 1.0) * (influence**2).sum(axis=0)
    errors = np.sqrt(np.maximum(robust, 0.0)), np.sqrt(clustered)
    return [Alarm(float(b), float(r), float(c)) for b, r, c in zip(beta, *errors, strict=True)]


def row_instruments(found: Influences, estimator: str) -> list[Floats]:
    """The instrument of an alarm for a part of the people, cleared of strata and covariates; for every track (n,)."""
    terms = found.terms
    if estimator == "ols":
        return found.away[: len(terms.choice)]
    if estimator == "2sls":
        return terms.gain
    return [raw - mean for raw, mean in zip(terms.raw, found.raw_mean, strict=True)]


class InstrumentSums:
    """The products of the instrument of an alarm with every choice and outcome."""

    def __init__(self, stage: RowStage, estimator: str) -> None:
        """Start with nothing, for all tracks of a stage."""
        self.estimator, (tracks, self.ends) = estimator, stage.moment.shape
        self.cross, self.moment = ExactTable(tracks, tracks + 1), ExactTable(tracks * self.ends)

    def add(self, found: Influences) -> None:
        """Add a part of the people."""
        part, instruments = found.terms.part, row_instruments(found, self.estimator)
        track = part.runs(len(instruments)).named(part.track.astype(np.int64))
        self.cross.add(instruments, track)
        self.moment.add(z * y for z in instruments for y in part.outcomes)

    def solved(self, stage: RowStage, outcome: int) -> tuple[Floats, Floats]:
        """The inverse (T, T) and the estimates (T,) for the tracks of a stage; raises `LinAlgError`."""
        cross = self.cross.sums[:, 1:][np.ix_(stage.tracks, stage.tracks)]
        moment = self.moment.totals.reshape(-1, self.ends)[list(stage.tracks), outcome]
        inverse = np.asarray(np.linalg.inv(cross), dtype=np.float64)
        return inverse, inverse @ moment


class AlarmSums:
    """The sums of squares over people of the terms of an alarm on one outcome, and the terms by caseworker."""

    def __init__(self, stage: RowStage, outcome: int, products: InstrumentSums) -> None:
        """Start with nothing; raises `LinAlgError` when the tracks cannot be told apart."""
        self.stage, self.outcome, self.estimator = stage, outcome, products.estimator
        self.inverse, self.beta = products.solved(stage, outcome)
        self.workers = ExactTable(len(stage.tracks), stage.projections.geometry.caseworkers)
        self.people = ExactTable(len(stage.tracks))

    def add(self, found: Influences) -> None:
        """Add a part of the people."""
        part, tracks = found.terms.part, self.stage.tracks
        instruments = row_instruments(found, self.estimator)
        away = found.away[len(instruments) + self.outcome] - summed(found.away, tracks, self.beta)
        terms = [summed(instruments, tracks, row) * away for row in self.inverse]
        worker = self.stage.projections.geometry.caseworker[part.cell]
        self.people.add(term * term for term in terms)
        self.workers.add(terms, part.runs(len(instruments)).named(worker))

    @property
    def alarms(self) -> list[Alarm]:
        """One alarm for each track of the stage."""
        return both_errors(self.beta, self.people.totals, self.workers.sums.T)
