# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Estimators printed beside UJIVE as alarms, never as an answer: OLS, 2SLS with dummies and JIVE1."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from findings.estimate.cells import ONE, Floats, Ints
from findings.estimate.rows import RowStage
from findings.estimate.ujive import FirstStage, Outcomes, planes_of


@dataclass(frozen=True)
class Alarm:
    """An estimate with its caseworker-clustered standard error."""

    estimate: float
    se: float


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


def alarm(stage: FirstStage, outcome: Outcomes, estimator: str) -> list[Alarm]:
    """One alarm estimator for all tracks of the stage, with errors clustered by caseworker."""
    geometry, people = stage.geometry, stage.planes
    level, own = instrument(stage, estimator)
    total = planes_of(outcome.total, stage.numbers)
    cross = level.T @ people[1:].T + np.diag(people[1:] @ own)
    inverse = np.linalg.inv(cross)
    beta = inverse @ (total.sum(axis=0) @ level + total[1:] @ own)
    sums = total.copy()
    sums[1:] -= beta[:, None] * people[1:]
    sums -= people * geometry.by_stratum(sums.sum(axis=0))
    moments = level * sums.sum(axis=0)[:, None] + own[:, None] * sums[1:].T
    influence = geometry.sum_caseworker @ (moments @ inverse.T)
    workers = geometry.caseworkers
    errors = np.sqrt(workers / (workers - 1.0) * (influence**2).sum(axis=0))
    return [Alarm(float(b), float(e)) for b, e in zip(beta, errors, strict=True)]


def row_instruments(stage: RowStage, estimator: str) -> Floats:
    """The instrument of an alarm for every person and track, cleared of strata and covariates; (n, T)."""
    if estimator == "ols":
        return stage.choice - stage.strata(stage.choice)
    fit = stage.choice - stage.rest
    if estimator == "2sls":
        return fit - stage.strata(stage.choice)
    own = np.minimum(stage.both.leverage, ONE)
    raw = fit - (own / (1.0 - own))[:, None] * stage.rest
    return raw - stage.strata(raw)


def row_alarm(stage: RowStage, outcome: Floats, worker: Ints, estimator: str) -> list[Alarm]:
    """One alarm estimator on rows, where there are covariates."""
    z = row_instruments(stage, estimator)
    inverse = np.linalg.inv(z.T @ stage.choice)
    beta = inverse @ (z.T @ outcome)
    rest = outcome - stage.choice @ beta
    terms = (z * (rest - stage.strata(rest))[:, None]) @ inverse.T
    sums = np.array([np.bincount(worker, column) for column in terms.T])
    workers = sums.shape[1]
    errors = np.sqrt(workers / (workers - 1.0) * (sums**2).sum(axis=1))
    return [Alarm(float(b), float(e)) for b, e in zip(beta, errors, strict=True)]
