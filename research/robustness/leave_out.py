# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Does the answer move? The primary question again, computed otherwise; printed beside it and never chosen from.

*Leave-cell-out* leaves out everybody of the same caseworker and stratum instead of the client alone, so that what
people of one month at one desk share cannot pass for an effect. *Busy caseworkers* leaves out those who saw few people.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from research.counting.tally import Tally
from research.estimators.first_stage import FirstStage, Outcomes, first_stage
from research.estimators.geometry import ONE, Floats, Geometry, Sample, comparable
from research.estimators.inference import Z95
from research.estimators.ujive import effects

FEW_CLIENTS = 25


@dataclass(frozen=True)
class OtherEstimate:
    """An estimate computed otherwise, in the unit of the outcome, with the larger of its two errors."""

    estimate: float
    se: float

    @property
    def lower(self) -> float:
        """Lower limit."""
        return self.estimate - Z95 * self.se

    @property
    def upper(self) -> float:
        """Upper limit."""
        return self.estimate + Z95 * self.se


@dataclass(frozen=True)
class Answers:
    """The answer in another way for every service; `characteristic` is that in whose halves people were compared."""

    way: str
    again: list[OtherEstimate]
    characteristic: str = ""


def sample_of(tally: Tally, allowed: Any = None) -> Sample | None:
    """Comparable cells of everyone, among the allowed ones."""
    clients = tally.clients[0].sum(axis=1).astype(np.int64)
    return comparable(
        tally.worker_of, tally.stratum_of, clients if allowed is None else np.where(allowed, clients, 0)
    )


def whole_cells(tally: Tally) -> Sample | None:
    """Comparable cells that do not fit themselves as a whole: n h_X stays below one, until nothing changes."""
    allowed = np.ones(len(tally.worker_of), dtype=bool)
    while True:
        sample = sample_of(tally, allowed)
        if sample is None:
            return None
        alone = sample.geometry.clients * sample.geometry.h_x > ONE
        if not alone.any():
            return sample
        allowed = sample.kept.copy()
        allowed[np.flatnonzero(sample.kept)[alone]] = False


def weight_of(geometry: Geometry) -> Floats:
    """What the own cell carries in the fit of its people beyond what the stratum does; (C,)."""
    return np.asarray((geometry.h_x - geometry.h_w) / (1.0 - geometry.clients * geometry.h_x))


def cell_instrument(geometry: Geometry, sums: Floats, fit: Floats) -> Floats:
    """The instrument of everyone in a cell, from people outside it: the tendency of its caseworker; (C, T).

    `sums` (C, T) are the people in every track and `fit` (C, T) is H_X D. One value for all people of a cell.
    """
    own = sums - geometry.clients[:, None] * fit
    return np.asarray(fit - geometry.by_stratum(sums) - weight_of(geometry)[:, None] * own)


def leave_cell_out(sample: Sample, clients: Floats, outcome: Outcomes) -> list[OtherEstimate]:
    """UJIVE that leaves out the whole cell; `clients` and the outcome are (C, T+1) on the kept cells.

    Raises `LinAlgError` when the tracks cannot be told apart.
    """
    geometry = sample.geometry
    size = geometry.clients
    sums = clients[:, 1:]
    fit, weight = geometry.fitted(sums), weight_of(geometry)
    pull = cell_instrument(geometry, sums, fit)
    inverse = np.linalg.inv(np.einsum("ck,cl->kl", pull, sums))
    total = outcome.total.sum(axis=1)
    beta = inverse @ (pull.T @ total)
    choice = np.vstack([np.zeros((1, sums.shape[1])), np.eye(sums.shape[1])])
    rest = total - sums @ beta
    lift = geometry.fitted(rest) - geometry.by_stratum(rest)
    lift += geometry.fitted(size * weight * rest) - weight * rest
    slope = pull @ inverse.T
    own = (choice[None, :, :] - fit[:, None, :]) @ inverse.T
    level = lift[:, None, None] * own
    level -= (geometry.by_stratum(rest)[:, None] + (choice @ beta)[None, :])[:, :, None] * slope[:, None, :]
    return [
        OtherEstimate(float(beta[k]), larger_error(sample, clients, outcome, slope[:, k], level[:, :, k]))
        for k in range(len(beta))
    ]


def larger_error(sample: Sample, clients: Floats, outcome: Outcomes, slope: Floats, level: Floats) -> float:
    """The larger of the robust and the clustered error of terms `slope` y + `level`.

    `clients` (C, T+1), `slope` (C,) and `level` (C, T+1).
    """
    steep = slope[:, None]
    squares = steep**2 * outcome.squares + 2.0 * steep * level * outcome.total + level**2 * clients
    sums = sample.geometry.sum_caseworker @ (steep * outcome.total + level * clients).sum(axis=1)
    workers = sample.geometry.caseworkers
    return float(np.sqrt(max(squares.sum(), workers / (workers - 1.0) * float(sums @ sums))))


def on_cells(tally: Tally, sample: Sample, number: int) -> tuple[Floats, Outcomes]:
    """Clients and one outcome of everyone on the kept cells. (C, T+1)."""
    clients = tally.clients[0][sample.kept].astype(float)
    total = tally.total[number, 0][sample.kept].astype(float)
    return clients, Outcomes(total, tally.squares[number, 0][sample.kept].astype(float))


def cell_out(tally: Tally, number: int, joint: bool) -> list[OtherEstimate] | None:
    """Leave-cell-out for an outcome: all tracks jointly, or each against everything else."""
    sample = whole_cells(tally)
    if sample is None or sample.geometry.instruments < 1:
        return None
    clients, outcome = on_cells(tally, sample, number)
    if joint:
        return solved(lambda: leave_cell_out(sample, clients, outcome))
    tracks = range(1, clients.shape[1])
    answers = [solved(lambda k=k: leave_cell_out(*apart(sample, clients, outcome, k))) for k in tracks]
    return [one[0] for one in answers if one] if all(answers) else None


def apart(sample: Sample, clients: Floats, outcome: Outcomes, track: int) -> tuple[Sample, Floats, Outcomes]:
    """One track against all others taken together. (C, T+1) in, (C, 2) out."""

    def two(table: Floats) -> Floats:
        return np.column_stack([table.sum(axis=1) - table[:, track], table[:, track]])

    return sample, two(clients), Outcomes(two(outcome.total), two(outcome.squares))


def busy_only(tally: Tally, number: int, joint: bool) -> list[OtherEstimate] | None:
    """The same estimator without caseworkers who saw few people."""
    people = np.bincount(tally.worker_of, tally.clients[0].sum(axis=1))
    sample = sample_of(tally, (people >= FEW_CLIENTS)[tally.worker_of])
    if sample is None or sample.geometry.instruments < 1:
        return None
    clients, outcome = on_cells(tally, sample, number)
    stage = solved(lambda: first_stage(sample.geometry, clients))
    return None if stage is None else estimated(stage, outcome, joint)


def estimated(stage: FirstStage, outcome: Outcomes, joint: bool) -> list[OtherEstimate] | None:
    """UJIVE of an outcome on a first stage, jointly or track by track."""
    stages = [stage] if joint else [stage.only(track) for track in range(stage.tracks)]
    answers = [solved(lambda s=s: effects(s, outcome)) for s in stages]
    if not all(answers):
        return None
    return [OtherEstimate(effect.estimate, effect.se) for part in answers for effect in part or []]


def solved(make: Any) -> Any:
    """The answer, or nothing where the equations have none."""
    try:
        return make()
    except np.linalg.LinAlgError:
        return None
