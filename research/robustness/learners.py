# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Does the answer move when everything known beforehand is taken out of the outcome, in whatever shape it has?

Gradient boosting (scikit-learn) predicts the primary outcome from all groups at once, bends and interactions included.
What is said about a fifth of the people comes from a model that never saw them. The same estimator then runs on
what is left. Under random assignment the answer may become sharper and must not move.

On counts a fifth is a fifth of the strata; predictions are rounded to 1/65,536, so that their sums are whole
numbers and do not depend on order. On rows the people stand in one fixed order and every fifth belongs together.
Of very many people a model learns from some, spread evenly over that order, and speaks about all.
"""

from __future__ import annotations

from typing import Any
from zlib import crc32

import numpy as np
from sklearn.ensemble import HistGradientBoostingRegressor
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from research.counting.coding import levels_of
from research.counting.ledger import Ledger
from research.counting.rows import RowFile, Rows
from research.counting.tally import Tally
from research.estimators.exact_sums import ExactSums
from research.estimators.first_stage import Outcomes
from research.estimators.geometry import Floats, Ints, Sample
from research.estimators.side_by_side import side_by_side

FOLDS = 5
#: More people than this are never learnt from at a time: scikit-learn wants them all in memory.
LEARNT = 1_000_000
STEP = 65_536


def learner() -> Any:
    """The model; without early stopping nothing in it is drawn by lot."""
    return HistGradientBoostingRegressor(
        max_iter=100, max_leaf_nodes=15, learning_rate=0.1, early_stopping=False, random_state=0
    )


def models(features: Any, values: Floats, weights: Floats, folds: Any, workers: int = 1) -> list[Any]:
    """A model for each fold that never saw it, nothing where there is nobody else; in one thread, so that sums are
    added in one order. `workers` folds are made at a time; `features` (n, F), the others (n,)."""

    def fitted(fold: int) -> Any:
        seen = (folds != fold) & (weights > 0)
        if not seen.any():
            return None
        return learner().fit(features[seen], values[seen], sample_weight=weights[seen])

    with threadpool_limits(limits=1), side_by_side(fitted, range(FOLDS), workers) as found:
        return list(found)


def predicted(model: Any, asked: Any) -> Floats:
    """What a model says about features (n, F); (n,)."""
    with threadpool_limits(limits=1):
        return np.zeros(len(asked)) if model is None or not len(asked) else np.asarray(model.predict(asked))


def folds_of(labels: list[str]) -> Any:
    """The fold of every stratum, from its name."""
    return np.array([crc32(label.encode("utf-8")) % FOLDS for label in labels], dtype=np.int64)


def counted_remainder(place: int, tally: Tally, ledger: Ledger, sample: Sample) -> Outcomes:
    """The outcome at a place minus its prediction, per kept cell and track."""
    ends, tracks = len(tally.total), tally.clients.shape[-1]
    kinds = (tally.groups - 1) // 2
    patterns = 3**kinds
    places = ledger.places
    folds = folds_of(places.strata)[places.stratum_of]
    seen = np.zeros((FOLDS, patterns, 2), dtype=np.int64)
    for block in ledger.blocks():
        yes = block["code"] >> (ends - 1 - place) & 1
        key = (folds[places.cell_of[block["spot"]]] * patterns + (block["code"] >> ends)) * 2 + yes
        seen += np.bincount(key, block["people"], seen.size).astype(np.int64).reshape(seen.shape)
    levels = levels_of(np.arange(patterns), kinds).T
    people = seen.sum(axis=2)
    share = seen[:, :, 1] / np.maximum(people, 1)
    made = models(
        np.tile(levels, (FOLDS, 1)),
        share.ravel(),
        people.ravel().astype(float),
        np.repeat(np.arange(FOLDS), patterns),
    )
    whole = np.round(np.stack([predicted(model, levels) for model in made]) * STEP).astype(np.int64)
    sums = np.zeros((3, places.cells * tracks))
    for block in ledger.blocks():
        yes = block["code"] >> (ends - 1 - place) & 1
        cell = places.cell_of[block["spot"]]
        guess = whole[folds[cell], block["code"] >> ends]
        key = cell * tracks + block["track"]
        for number, weights in enumerate((guess, guess * guess, guess * yes)):
            sums[number] += np.bincount(key, weights=weights * block["people"], minlength=sums.shape[1])
    mean, square, both = sums.reshape(3, -1, tracks)[:, sample.kept]
    total = tally.total[place, 0][sample.kept].astype(float)
    squares = tally.squares[place, 0][sample.kept].astype(float)
    return Outcomes(total - mean / STEP, squares - 2.0 * both / STEP + square / STEP**2)


def row_remainder(place: int, rows: RowFile, workers: int = 1) -> RowFile:
    """The people with one outcome: that at a place minus its prediction, in the unit of the outcome.

    Of more than `LEARNT` people every so many-th of their fixed order is learnt from.
    """
    if not rows.kinds + rows.known:
        total = ExactSums()
        for part in rows.parts():
            total.add(part.outcomes[place])
        return rows.with_outcome(lambda part, _: part.outcomes[place] - total.sum / rows.size)
    features, values, folds = learnt_from(place, rows)
    made = models(features, values, np.ones(len(values)), folds, workers)

    def rest(part: Rows, start: int) -> Floats:
        left, folds = part.outcomes[place].copy(), (start + np.arange(len(part.track))) % FOLDS
        known = features_of(part)
        for fold, model in enumerate(made):
            own = folds == fold
            left[own] -= predicted(model, known[own])
        return left

    return rows.with_outcome(rest)


def features_of(part: Rows) -> Any:
    """Groups and covariates of some people; (n, K+V)."""
    return np.column_stack([*part.levels, *part.covariates]).astype(float)


def learnt_from(place: int, rows: RowFile) -> tuple[Any, Floats, Ints]:
    """Features (m, K+V), outcome (m,) and fold (m,) of those who are learnt from; everyone, when not too many."""
    step, start = -(-rows.size // LEARNT), 0
    features, values, folds = [], [], []
    for part in rows.parts():
        order = start + np.arange(len(part.track))
        taken = order // FOLDS % step == 0
        features.append(features_of(part)[taken])
        values.append(part.outcomes[place][taken])
        folds.append(order[taken] % FOLDS)
        start += len(order)
    return np.concatenate(features), np.concatenate(values), np.concatenate(folds)
