# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Shuffling people over the caseworkers of their stratum: is the real spread between caseworkers unusual?

Both sides, the real one and the shuffled ones, are the same function of the same whole numbers. Every characteristic
weighs a whole number, so the score of a caseworker is exact whatever the order of adding, and a division of people that
gives the same scores gives the same spread: a tie counts as a tie.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from research.counting.tally import Tally
from research.estimators.geometry import Floats, Ints

PERMUTATIONS = 199
#: After so many that are as unusual as the real one the question is settled (Besag and Clifford, 1991).
ENOUGH = 20
#: The scores of all people together stay below this, so that a float64 holds every sum of them exactly.
EXACT = 2.0**52
#: Spreads this close (relative) are equal: they differ by the rounding of their squares only.
TIE = 1e-9


def whole_weights(coefficients: Floats, people: int) -> Ints:
    """The coefficients (K,) as whole numbers, as fine as exact sums over so many people allow."""
    largest = float(np.abs(coefficients).sum())
    if largest == 0.0 or not np.isfinite(largest):
        return np.zeros(len(coefficients), dtype=np.int64)
    step = EXACT / (largest * max(people, 1))
    return np.asarray(np.trunc(coefficients * (2.0 ** np.floor(np.log2(step)))), dtype=np.int64)


def permuted_p(tally: Tally, coefficients: Floats, seed: int) -> float:
    """The p-value of the real spread of predicted outcomes between caseworkers among shuffles inside strata.

    `coefficients` (K,) is what being in the second group of each characteristic adds to the prediction. Every shuffle
    that spreads as much as the real division or more counts against it, and so does the real division itself, so that
    p is at most a when assignment is by lot with a chance of at most a.
    """
    weights = whole_weights(coefficients, int(tally.clients[0].sum()))
    kinds = len(weights)
    score = ((np.arange(2**kinds)[:, None] >> np.arange(kinds)) & 1) @ weights
    sizes = tally.clients[0].sum(axis=1).astype(np.int64)
    order = np.argsort(tally.stratum_of, kind="stable")
    worker = tally.worker_of[order]
    patterns = tally.patterns
    people = patterns.sum(axis=1)
    mean = (patterns @ score) / np.maximum(people, 1)
    per_worker = np.maximum(np.bincount(tally.worker_of, sizes), 1.0)
    expected = np.bincount(worker, (mean[tally.stratum_of] * sizes)[order])

    def spread(by_cell: Ints) -> float:
        own = np.bincount(worker, by_cell.astype(np.float64))
        return float(((own - expected) ** 2 / per_worker).sum())

    second = np.array([tally.clients[2 + 2 * k].sum(axis=1) for k in range(kinds)], dtype=np.int64)
    real = spread((weights @ second)[order])
    values = np.repeat(np.tile(score, len(patterns)), patterns.ravel())
    edges = np.concatenate([[0], np.cumsum(people)])
    starts = np.concatenate([[0], np.cumsum(sizes[order])[:-1]])
    rng = np.random.Generator(np.random.PCG64(seed))
    above = done = 0
    while done < PERMUTATIONS and above < ENOUGH:
        for begin, end in pairwise(edges):
            rng.shuffle(values[begin:end])
        done += 1
        above += spread(np.add.reduceat(values, starts)) >= real * (1.0 - TIE)
    return above / done if above == ENOUGH else (1 + above) / (1 + done)
