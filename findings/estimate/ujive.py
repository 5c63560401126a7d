# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""UJIVE from counts: point estimates, both standard errors and the null-imposed interval.

For clients in cell c (caseworker by stratum) and track t the instrument and all influence terms depend on the row
only through c, t and, linearly, the outcome. So the number of clients, the sum and the sum of squares of the outcome
per cell and track carry everything, for binary and for continuous outcomes alike.

Formulas: docs/explanation/method.md, from *Leniency Designs: An Operator's Manual* (Goldsmith-Pinkham, Hull, Kolesár).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import erfc, sqrt

import numpy as np

from findings.estimate.cells import Floats, Geometry

Z95 = 1.959963984540054


@dataclass(frozen=True)
class Outcomes:
    """An outcome per cell and track: sum and sum of squares, both (C, T+1); track 0 is the reference."""

    total: Floats
    squares: Floats


@dataclass(frozen=True)
class FirstStage:
    """What the tracks alone determine, computed once per group of clients.

    `clients` (C, T+1); `fit` and `mean` (C, T) are H_X D and H_W D; `pull` (C, T+1, T) is the instrument P;
    `weight` (C, T+1, T) multiplies the outcome in the influence terms; `own` (C, T+1, T, T) are the influence terms
    built from track l for moment k; `cross` (T, T) is P'D; `square` (T, T) is P'P.
    """

    geometry: Geometry
    clients: Floats
    choice: Floats
    fit: Floats
    mean: Floats
    pull: Floats
    weight: Floats
    own: Floats
    cross: Floats
    square: Floats
    f_matrix: Floats

    @property
    def tracks(self) -> int:
        """Number of tracks beside the reference."""
        return int(self.fit.shape[1])

    def only(self, track: int) -> FirstStage:
        """The same first stage with one track, set against everything else."""
        keep = slice(track, track + 1)
        return FirstStage(
            self.geometry,
            self.clients,
            self.choice[:, keep],
            self.fit[:, keep],
            self.mean[:, keep],
            self.pull[:, :, keep],
            self.weight[:, :, keep],
            self.own[:, :, keep, keep],
            self.cross[keep, keep],
            self.square[keep, keep],
            self.f_matrix[keep, keep],
        )

    @property
    def f(self) -> float:
        """First-stage F; for several tracks the smallest eigenvalue of its matrix."""
        return float(np.linalg.eigvalsh(self.f_matrix)[0])

    @property
    def strength(self) -> float:
        """sqrt(K) (F - 1), the number that says whether there is enough to learn from."""
        return float(np.sqrt(self.geometry.instruments) * (self.f - 1.0))


@dataclass(frozen=True)
class Effect:
    """One estimated effect, in the unit of the outcome.

    `se` is the larger of `se_hte` and `se_cluster`; `lower`..`upper` the null-imposed 95% set, infinite when it
    is not a bounded interval; `p_null` the p-value of no effect under the null-imposed test; `with_` and `without`
    the outcome of compliers with and without the track; `influence` (J,) the influence of each caseworker.
    """

    estimate: float
    se: float
    se_hte: float
    se_cluster: float
    lower: float
    upper: float
    p_null: float
    with_: float
    without: float
    influence: Floats

    @property
    def bounded(self) -> bool:
        """Is the null-imposed set an ordinary interval?"""
        return bool(np.isfinite(self.lower) and np.isfinite(self.upper))


def first_stage(geometry: Geometry, clients: Floats) -> FirstStage:
    """Instrument and influence terms for track counts `clients` (C, T+1), reference track first."""
    cells, tracks = clients.shape[0], clients.shape[1] - 1
    choice = np.vstack([np.zeros((1, tracks)), np.eye(tracks)])
    sums = clients[:, 1:]
    b = geometry.diagonal
    fit, mean = geometry.fitted(sums), geometry.by_stratum(sums)
    rest = choice[None, :, :] - fit[:, None, :]
    pull = (fit - mean)[:, None, :] - b[:, None, None] * rest
    weight = pull - b[:, None, None] * rest
    again = geometry.fitted(b[:, None] * sums)
    own = np.empty((cells, tracks + 1, tracks, tracks))
    for one in range(tracks):
        constant = -pull * mean[:, None, one : one + 1]
        constant += (fit[:, one] - mean[:, one] + again[:, one])[:, None, None] * rest
        own[:, :, :, one] = constant + weight * choice[None, :, one : one + 1]
    cross = np.einsum("ct,ctk,tl->kl", clients, pull, choice, optimize=True)
    square = np.einsum("ct,ctk,ctl->kl", clients, pull, pull, optimize=True)
    explained = np.einsum("c,ck,cl->kl", geometry.clients, fit - mean, fit - mean, optimize=True)
    noise = np.einsum("ct,ctk,ctl->kl", clients, rest, rest, optimize=True)
    freedom = geometry.people - geometry.strata - geometry.instruments
    root = np.linalg.inv(np.linalg.cholesky(noise / freedom))
    f_matrix = root @ (explained / geometry.instruments) @ root.T
    return FirstStage(geometry, clients, choice, fit, mean, pull, weight, own, cross, square, f_matrix)


def outcome_terms(stage: FirstStage, outcome: Outcomes) -> tuple[Floats, Floats]:
    """P'Y (T,) and the part of the influence terms that does not multiply the own outcome; (C, T+1, T)."""
    geometry = stage.geometry
    b = geometry.diagonal
    sums = outcome.total.sum(axis=1)
    mean = geometry.by_stratum(sums)
    lift = geometry.fitted(sums) - mean + geometry.fitted(b * sums)
    rest = stage.choice[None, :, :] - stage.fit[:, None, :]
    constant = -stage.pull * mean[:, None, None] + lift[:, None, None] * rest
    return np.einsum("ct,ctk->k", outcome.total, stage.pull, optimize=True), constant


def effects(stage: FirstStage, outcome: Outcomes) -> list[Effect]:
    """One effect per track of the stage, all tracks jointly, each against the reference of the stage."""
    moment, constant = outcome_terms(stage, outcome)
    beta = np.linalg.solve(stage.cross, moment)
    inverse = np.linalg.inv(stage.cross)
    slope = np.einsum("jk,ctk->ctj", inverse, stage.weight)
    level = np.einsum("jk,ctk->ctj", inverse, constant - stage.own @ beta)
    found: list[Effect] = []
    for track in range(stage.tracks):
        se_hte, se_cluster, influence = errors(stage, outcome, slope[:, :, track], level[:, :, track])
        low, high, p_null = null_imposed(stage, outcome, moment, constant, track)
        own = np.einsum("c,ck->k", outcome.total[:, track + 1], stage.pull[:, track + 1, :])
        with_ = float(inverse[track] @ own)
        estimate = float(beta[track])
        found.append(
            Effect(
                estimate,
                max(se_hte, se_cluster),
                se_hte,
                se_cluster,
                low,
                high,
                p_null,
                with_,
                with_ - estimate,
                influence,
            )
        )
    return found


def errors(stage: FirstStage, outcome: Outcomes, slope: Floats, level: Floats) -> tuple[float, float, Floats]:
    """Heterogeneity-robust and caseworker-clustered standard error of terms `slope` y + `level`, and their sums."""
    square = slope**2 * outcome.squares + 2.0 * slope * level * outcome.total + level**2 * stage.clients
    by_cell = (slope * outcome.total + level * stage.clients).sum(axis=1)
    influence = stage.geometry.sum_caseworker @ by_cell
    workers = stage.geometry.caseworkers
    cluster = workers / (workers - 1.0) * float(influence @ influence)
    return float(np.sqrt(max(square.sum(), 0.0))), float(np.sqrt(cluster)), influence


def null_imposed(
    stage: FirstStage, outcome: Outcomes, moment: Floats, constant: Floats, track: int
) -> tuple[float, float, float]:
    """Limits of the null-imposed 95% set for one track, and the p-value of no effect.

    For several tracks the others are estimated under each null, so that their own uncertainty is in the variance.
    """
    others = [k for k in range(stage.tracks) if k != track]
    lead = np.zeros(stage.tracks)
    lead[track] = 1.0
    base, step = np.zeros(stage.tracks), np.zeros(stage.tracks)
    step[track] = 1.0
    if others:
        inner = stage.cross[np.ix_(others, others)]
        lead[others] = -np.linalg.solve(inner.T, stage.cross[track, others])
        base[others] = np.linalg.solve(inner, moment[others])
        step[others] = -np.linalg.solve(inner, stage.cross[others, track])
    slope = stage.weight @ lead
    u = constant @ lead - np.einsum("ctkl,k,l->ct", stage.own, lead, base, optimize=True)
    v = np.einsum("ctkl,k,l->ct", stage.own, lead, step, optimize=True)
    uu = float((slope**2 * outcome.squares + 2.0 * slope * u * outcome.total + u**2 * stage.clients).sum())
    uv = float((v * (slope * outcome.total + u * stage.clients)).sum())
    vv = float((v**2 * stage.clients).sum())
    top = float(lead @ (moment - stage.cross @ base))
    bottom = float(lead @ stage.cross @ step)
    return (*quadratic_set(top, bottom, uu, uv, vv), two_sided(top / np.sqrt(uu)) if uu > 0 else 1.0)


def quadratic_set(top: float, bottom: float, uu: float, uv: float, vv: float) -> tuple[float, float]:
    """The t with (top - t bottom)^2 <= z^2 (uu - 2 t uv + t^2 vv); infinite limits when it is not an interval."""
    z2 = Z95**2
    a = bottom**2 - z2 * vv
    b = top * bottom - z2 * uv
    c = top**2 - z2 * uu
    inside = b * b - a * c
    if a <= 0.0 or inside < 0.0:
        return float("-inf"), float("inf")
    root = float(np.sqrt(inside))
    return (b - root) / a, (b + root) / a


def two_sided(z: float) -> float:
    """Two-sided p-value of a standard normal statistic."""
    return erfc(abs(z) / sqrt(2.0))
