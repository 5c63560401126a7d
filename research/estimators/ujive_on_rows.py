# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""UJIVE on rows, for covariates that counts cannot hold: W is then strata and covariates together.

Cells still carry the projections on strata and caseworkers; the covariates are added to them after being cleared of
both (Frisch, Waugh and Lovell), so no wide matrix is ever made.
Source: docs/explanation/method.md; Goldsmith-Pinkham, Hull and Kolesár (2025), *Leniency Designs: An
Operator's Manual*.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from research.estimators.first_stage import effective, refuse_unsolvable
from research.estimators.geometry import ONE, Floats, Geometry, Ints
from research.estimators.inference import NullTest, null_test
from research.estimators.ujive import Effect


@dataclass(frozen=True)
class Projector:
    """H_W or H_X for rows: cells first, then the covariates cleared of them."""

    geometry: Geometry
    cell: Ints
    whole: bool
    cleared: Floats
    inverse: Any

    def __call__(self, values: Any) -> Floats:
        """The projection of row values (n,) or (n, V)."""
        table = values if values.ndim == 2 else values[:, None]
        size = len(self.geometry.clients)
        sums = np.array([np.bincount(self.cell, column, size) for column in table.T], dtype=np.float64).T
        fit = (self.geometry.fitted(sums) if self.whole else self.geometry.by_stratum(sums))[self.cell]
        fit = fit + self.cleared @ (self.inverse @ (self.cleared.T @ table))
        return fit if values.ndim == 2 else fit[:, 0]

    @property
    def leverage(self) -> Floats:
        """The diagonal of the projection; (n,)."""
        base = self.geometry.h_x if self.whole else self.geometry.h_w
        return base[self.cell] + np.einsum(
            "np,pq,nq->n", self.cleared, self.inverse, self.cleared, optimize=True
        )


def projector(geometry: Geometry, cell: Ints, covariates: Floats, whole: bool) -> Projector:
    """Projection on strata and covariates (and caseworkers when `whole`); covariates are (n, P)."""
    empty = np.zeros((len(cell), 0))
    bare = Projector(geometry, cell, whole, empty, np.zeros((0, 0)))
    if not covariates.shape[1]:
        return bare
    scale = covariates.std(axis=0)
    scaled = covariates / np.where(scale > 0, scale, 1.0)
    cleared = scaled - bare(scaled)
    return Projector(
        geometry, cell, whole, cleared, np.linalg.pinv(cleared.T @ cleared, rcond=1e-10, hermitian=True)
    )


@dataclass(frozen=True)
class RowStage:
    """First stage on rows: instrument `pull` (n, T), `rest` (n, T) = D - H_X D, diagonal b (n,), P'D and F."""

    strata: Projector
    both: Projector
    choice: Floats
    pull: Floats
    rest: Floats
    diagonal: Floats
    f_matrix: Floats
    instruments: int

    @property
    def f(self) -> float:
        """First-stage F; for several tracks the smallest eigenvalue."""
        return float(np.linalg.eigvalsh(self.f_matrix)[0])

    @property
    def strength(self) -> float:
        """sqrt(K) (F - 1)."""
        return float(np.sqrt(self.instruments) * (self.f - 1.0))


def row_stage(geometry: Geometry, cell: Ints, choice: Floats, covariates: Floats) -> RowStage:
    """Instrument and first-stage strength on rows; `cell` (n,), `choice` (n, T) marks the tracks, `covariates` (n, R).

    Raises `LinAlgError` where fewer people stay than is estimated from them, or where nothing varies.
    """
    strata = projector(geometry, cell, covariates, whole=False)
    both = projector(geometry, cell, covariates, whole=True)
    h_w, h_x = strata.leverage, np.minimum(both.leverage, ONE)
    diagonal = (h_x - h_w) / (1.0 - h_x)
    fit = both(choice)
    rest, gain = choice - fit, fit - strata(choice)
    pull = gain - diagonal[:, None] * rest
    rank = covariates.shape[1]
    freedom = geometry.people - geometry.strata - geometry.instruments - rank
    if freedom < 1:
        raise np.linalg.LinAlgError("fewer people than what is estimated from them")
    refuse_unsolvable(rest.T @ rest, pull.T @ choice, np.maximum(choice.sum(axis=0), 1.0))
    root = np.linalg.inv(np.linalg.cholesky(rest.T @ rest / freedom))
    f_matrix = root @ (gain.T @ gain / geometry.instruments) @ root.T
    return RowStage(strata, both, choice, pull, rest, diagonal, f_matrix, geometry.instruments)


def influence(stage: RowStage, values: Floats) -> Floats:
    """The influence terms psi built from some row values; (n, T)."""
    mean = stage.strata(values)
    lift = stage.both(values) - mean - stage.diagonal * values + stage.both(stage.diagonal * values)
    return stage.pull * (values - mean)[:, None] + lift[:, None] * stage.rest


def row_effects(stage: RowStage, outcome: Floats, worker: Ints) -> list[Effect]:
    """One effect per track, jointly, from rows; the same numbers as from counts where both apply.

    `outcome` (n,) and `worker` (n,); in the unit of the outcome.
    """
    cross = stage.pull.T @ stage.choice
    moment = stage.pull.T @ outcome
    inverse = np.linalg.inv(cross)
    beta = inverse @ moment
    own = [influence(stage, column) for column in stage.choice.T]
    of_y = influence(stage, outcome)
    answers: list[Effect] = []
    for track, value in enumerate(map(float, beta)):
        test, sums = row_test(stage, moment, of_y, own, track, worker)
        hte, cluster = test.errors(value)
        with_ = float(inverse[track] @ (stage.pull.T @ (outcome * stage.choice[:, track])))
        sets = test.sets
        answers.append(
            Effect(
                value,
                max(hte, cluster),
                hte,
                cluster,
                *sets.limits(),
                sets.p_value(),
                with_,
                with_ - value,
                (sums[0] - value * sums[1]) / test.bottom,
                sets,
            )
        )
    return answers


def row_test(
    stage: RowStage,
    moment: Floats,
    of_y: Floats,
    own: list[NDArray[np.float64]],
    track: int,
    worker: Ints,
) -> tuple[NullTest, tuple[Floats, Floats]]:
    """The null-imposed test on rows, the other tracks estimated under each null; and its terms by caseworker.

    `moment` (T,), `of_y` (n, T), `own` T times (n, T), `worker` (n,); the terms by caseworker are (J,).
    """
    cross = stage.pull.T @ stage.choice
    others = [k for k in range(len(moment)) if k != track]
    lead, base, step = (np.zeros(len(moment)) for _ in range(3))
    lead[track] = step[track] = 1.0
    if others:
        inner = cross[np.ix_(others, others)]
        lead[others] = -np.linalg.solve(inner.T, cross[track, others])
        base[others] = np.linalg.solve(inner, moment[others])
        step[others] = -np.linalg.solve(inner, cross[others, track])
    u = (of_y - sum(b * part for b, part in zip(base, own, strict=True))) @ lead
    v = sum(s * part for s, part in zip(step, own, strict=True)) @ lead
    top, bottom = float(lead @ (moment - cross @ base)), float(lead @ cross @ step)
    sums = (per_worker(worker, u), per_worker(worker, v))
    freedom = effective(per_worker(worker, stage.pull @ lead))
    return null_test(top, bottom, (float(u @ u), float(u @ v), float(v @ v)), sums, freedom), sums


def per_worker(worker: Ints, terms: Floats) -> Floats:
    """Terms of people summed by caseworker; (J,)."""
    return np.asarray(np.bincount(worker, terms), dtype=np.float64)
