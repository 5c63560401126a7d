# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""UJIVE from counts: point estimates, both standard errors and the null-imposed interval.

For clients in cell c (caseworker by stratum) and track t the instrument and all influence terms depend on the row
only through c, t and, linearly, the outcome. So the number of clients, the sum and the sum of squares of the outcome
per cell and track carry everything, for binary and for continuous outcomes alike.

Everything that differs between tracks within a cell is linear in the choice x of the client (zeros, or a single
one): the instrument is `level - b x`. So only vectors over cells are ever made, one plane for each kind of choice.

Formulas: docs/explanation/method.md, from *Leniency Designs: An Operator's Manual* (Goldsmith-Pinkham, Hull, Kolesár).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from research.estimators.clusters import OfCells, clustered_test
from research.estimators.first_stage import Direction, FirstStage, Outcomes, constants, planes_of
from research.estimators.geometry import Floats
from research.estimators.inference import NullSets, tested


@dataclass(frozen=True)
class Effect:
    """One estimated effect, in the unit of the outcome.

    `se` is the largest of `se_hte`, `se_cluster` and, where other clusters were chosen, that by caseworker;
    `lower`..`upper` the null-imposed 95% set that either variance
    allows, infinite when it is not a bounded interval; `p_null` the p-value of no effect in the same test, below 0.05
    exactly when the set leaves out zero; `with_` and `without` the outcome of compliers with and without the track;
    `influence` (J,) the influence of each caseworker, or of each cell (C,) where other clusters were chosen; `sets`
    inverts the same test at any other level.
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
    sets: NullSets

    @property
    def bounded(self) -> bool:
        """Is the null-imposed set an ordinary interval?"""
        return bool(np.isfinite(self.lower) and np.isfinite(self.upper))


def point(stage: FirstStage, outcome: Outcomes) -> Floats:
    """The estimates without errors or intervals; (T,)."""
    total = planes_of(outcome.total, stage.numbers)
    moment = total.sum(axis=0) @ stage.level - total[1:] @ stage.geometry.diagonal
    return np.asarray(np.linalg.solve(stage.cross, moment))


def of_cells(stage: FirstStage, way: Direction, of_y: Floats) -> OfCells:
    """What a clustered test needs of every cell, beside the terms of the outcome (C,)."""
    b = stage.geometry.diagonal
    by_choice = np.concatenate([[0.0], way.lead])[:, None]
    pulls = way.level - b * by_choice
    return OfCells(
        of_y,
        (way.own * stage.planes).sum(axis=0),
        (pulls * stage.planes).sum(axis=0),
        (pulls**2 * stage.planes).sum(axis=0),
    )


def effects(stage: FirstStage, outcome: Outcomes) -> list[Effect]:
    """One effect per track of the stage, all tracks jointly, each against the reference of the stage."""
    geometry, b = stage.geometry, stage.geometry.diagonal
    total, squares = planes_of(outcome.total, stage.numbers), None
    squares = total if outcome.squares is outcome.total else planes_of(outcome.squares, stage.numbers)
    sums = total.sum(axis=0)
    both = geometry.fitted(np.column_stack([sums, b * sums]))
    mean = geometry.by_stratum(sums)
    lift = both[:, 0] - mean + both[:, 1]
    moment = sums @ stage.level - total[1:] @ b
    beta = np.linalg.solve(stage.cross, moment)
    answers: list[Effect] = []
    for track, way in enumerate(stage.directions):
        base = np.zeros(stage.tracks)
        if way.others:
            inner = stage.cross[np.ix_(way.others, way.others)]
            base[way.others] = np.linalg.solve(inner, moment[way.others])
        u = constants(stage, way, stage.mean @ base - mean, lift - stage.lift @ base, base)
        sums_u = stage.geometry.sum_caseworker @ (way.slope * total + u * stage.planes).sum(axis=0)
        test = tested(stage, way, (total, squares), u, moment - stage.cross @ base, sums_u)
        of_u, of_d = sums_u, way.own_sums
        if geometry.clusters:
            cells = of_cells(stage, way, (way.slope * total + u * stage.planes).sum(axis=0))
            test, of_u, of_d = clustered_test(test, geometry.clusters, cells), cells.of_y, cells.of_d
        estimate = float(beta[track])
        se_hte, se_cluster = test.errors(estimate)
        influence = (of_u - estimate * of_d) / test.bottom
        own = total[track + 1] @ stage.level
        own[track] -= float(total[track + 1] @ b)
        with_ = float(stage.inverse[track] @ own)
        largest, without = test.largest(estimate), with_ - estimate
        sets = test.sets
        p = sets.p_value()
        numbers = (estimate, largest, se_hte, se_cluster, *sets.limits(), p, with_, without)
        answers.append(Effect(*numbers, influence, sets))
    return answers
