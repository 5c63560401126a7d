# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Estimators printed beside UJIVE as alarms, never as an answer: OLS, 2SLS with dummies and JIVE1."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from findings.estimate.cells import Floats
from findings.estimate.ujive import FirstStage, Outcomes


@dataclass(frozen=True)
class Alarm:
    """An estimate with its caseworker-clustered standard error."""

    estimate: float
    se: float


def instruments(stage: FirstStage, estimator: str) -> Floats:
    """The instrument of an alarm per cell and track, cleared of strata; (C, T+1, T)."""
    geometry = stage.geometry
    shape = stage.pull.shape
    if estimator == "2sls":
        return np.broadcast_to((stage.fit - stage.mean)[:, None, :], shape)
    if estimator == "ols":
        return stage.choice[None, :, :] - stage.mean[:, None, :]
    rest = stage.choice[None, :, :] - stage.fit[:, None, :]
    raw = stage.fit[:, None, :] - (geometry.h_x / (1.0 - geometry.h_x))[:, None, None] * rest
    mean = geometry.by_stratum(np.einsum("ct,ctk->ck", stage.clients, raw))
    return raw - mean[:, None, :]


def alarm(stage: FirstStage, outcome: Outcomes, estimator: str) -> list[Alarm]:
    """One alarm estimator for all tracks of the stage, with errors clustered by caseworker."""
    z = instruments(stage, estimator)
    cross = np.einsum("ct,ctk,tl->kl", stage.clients, z, stage.choice, optimize=True)
    inverse = np.linalg.inv(cross)
    beta = inverse @ np.einsum("ct,ctk->k", outcome.total, z)
    fitted = stage.choice @ beta
    sums = outcome.total - stage.clients * fitted[None, :]
    mean = stage.geometry.by_stratum(sums.sum(axis=1))
    rest = sums - stage.clients * mean[:, None]
    by_cell = np.einsum("ctk,ct,jk->cj", z, rest, inverse, optimize=True)
    influence = stage.geometry.sum_caseworker @ by_cell
    workers = stage.geometry.caseworkers
    errors = np.sqrt(workers / (workers - 1.0) * (influence**2).sum(axis=0))
    return [Alarm(float(b), float(e)) for b, e in zip(beta, errors, strict=True)]
