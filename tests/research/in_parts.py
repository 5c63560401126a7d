# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""People in memory as the estimators on rows want them: they come by in parts, of any length."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from research.counting.coding import places_of
from research.counting.rows import RowCounter, RowFile
from research.effects.offer import Lottery, lottery_of
from research.estimators.geometry import Floats, Geometry
from research.estimators.offer_2sls import OfferAnswer, OfferCells, OfferStage, offer_answers, offer_stage
from research.estimators.row_projections import Part, People
from research.estimators.ujive_on_rows import RowStage, row_stage
from research.plan.model import Plan


def in_parts(
    cell: Any, track: Any, outcomes: Any, covariates: Any = None, length: int = 97, order: Any = None
) -> People:
    """People of some cells and tracks (n,), with outcomes (O, n) and covariates (P, n), so many at a time."""
    size = len(cell)
    order = np.arange(size) if order is None else order
    known = np.zeros((0, size)) if covariates is None else np.asarray(covariates, dtype=float)

    def parts() -> Iterator[Part]:
        for start in range(0, size, length):
            some = order[start : start + length]
            yield Part(
                np.asarray(cell)[some],
                np.asarray(track)[some].astype(np.int8),
                np.asarray(outcomes, dtype=float)[:, some],
                known[:, some],
            )

    return parts


def sums_by(cell: Any, track: Any, values: Any, shape: tuple[int, int]) -> Floats:
    """Values (n,) added up by cell and track; of that shape."""
    key = (np.asarray(cell) * shape[1] + track).astype(np.int64)
    return np.asarray(np.bincount(key, values, shape[0] * shape[1]), dtype=np.float64).reshape(shape)


def stage_on_rows(
    geometry: Geometry, cell: Any, track: Any, y: Any, covariates: Any, tracks: int, length: int = 97
) -> tuple[RowStage, People]:
    """The first stage of so many tracks on rows with one outcome (n,) and covariates (P, n), and the people."""
    people = in_parts(cell, track, [y], covariates, length)
    shape = (len(geometry.clients), tracks + 1)
    clients = sums_by(cell, track, np.ones(len(cell)), shape)
    total = sums_by(cell, track, y, shape)
    return row_stage(geometry, clients, total[None], len(covariates), people), people


def offered(
    offer: Any, taken: Any, y: Any, stratum: Any, covariates: Any, length: int = 97
) -> tuple[OfferStage, OfferAnswer]:
    """What an offer (n,) did to an outcome (n,) within strata, with covariates (P, n); people in any order."""
    stratum = np.asarray(stratum, dtype=np.int64)
    strata = int(stratum.max()) + 1
    cell, track = stratum * 2 + np.asarray(offer, dtype=np.int64), np.asarray(taken, dtype=np.int64)
    shape = (2 * strata, 2)
    cells = OfferCells(
        np.tile([0.0, 1.0], strata), np.repeat(np.arange(strata), 2),
        sums_by(cell, track, np.ones(len(cell)), shape), sums_by(cell, track, y, shape)[None],
    )  # fmt: skip
    people = in_parts(cell, track, [y], covariates, length)
    stage, (answer,) = offer_answers(offer_stage(cells, len(covariates), people), people)
    return stage, answer


def lottery_on_rows(plan: Plan, offer: Any, month: Any, taken: Any, levels: Any) -> tuple[Lottery, RowFile]:
    """A lottery with groups (K, n) and no outcome that matters, as counted and on disk."""
    size = len(offer)
    places, spot = places_of([str(int(one)) for one in offer], [str(one) for one in month], [""] * size)
    counter = RowCounter(plan, places)
    none = np.zeros((0, size))
    ends = np.zeros((len(plan.outcomes), size))
    counter.add(spot, np.asarray(taken, np.int8), np.asarray(levels, np.int8), ends, none)
    tally, rows = counter.finish(np.zeros((len(plan.outcomes), len(plan.services)), np.int64), size)
    return lottery_of((plan.path, plan.instrument), tally), rows
