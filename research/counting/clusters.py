# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which cells of a tally go together when errors are clustered, as the plan chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from research.errors import InputError, shown
from research.plan.model import CASEWORKER, TOGETHER, Plan

if TYPE_CHECKING:
    from research.counting.tally import Tally
    from research.estimators.geometry import Clusters, Ints

#: Fewer clusters than this in a dimension say nothing about how far they lie apart.
FEWEST = 10


def clusters_of(plan: Plan, tally: Tally) -> tuple[Clusters, ...]:
    """The clusters of the cells; none where they are the usual ones, the caseworkers.

    Raises `InputError` for a dimension with too few clusters.
    """
    from research.estimators.clusters import every_set

    if plan.clusters == (CASEWORKER,):
        return ()
    dimensions = []
    for word in plan.clusters:
        labels = tally.worker_of if word == CASEWORKER else labels_of(plan, tally, word)
        number = len(np.unique(labels))
        if number < FEWEST:
            raise InputError(
                file=plan.path, column="[plan] clusters", expected=f"at least {FEWEST} clusters of {word}",
                found=f"{number}", todo="Leave this dimension out, or take the caseworkers.",
            )  # fmt: skip
        dimensions.append((np.asarray(labels, dtype=np.int64), word == CASEWORKER))
    return every_set(dimensions)


def labels_of(plan: Plan, tally: Tally, word: str) -> Ints:
    """The number of the cluster of each cell (C,), by some columns of the stratum.

    A month is one over all municipalities; anything else belongs to its municipality. Raises `InputError` where the
    label of a stratum cannot be taken apart.
    """
    chosen, size = word.split(TOGETHER), len(plan.strata)
    wanted = [plan.strata.index(name) for name in chosen]
    everywhere = all(plan.column(name).type == "month" for name in chosen)
    names = []
    for label in tally.strata:
        words = label.split("|")
        if len(words) != size + bool(plan.municipality):
            raise InputError(
                file=plan.path, column="[plan] clusters", expected="columns of the stratum without the sign |",
                found=shown(label), todo="Write their values without it.",
            )  # fmt: skip
        town = () if everywhere else tuple(words[: len(words) - size])
        names.append((*town, *(words[len(words) - size + place] for place in wanted)))
    numbers = {name: number for number, name in enumerate(sorted(set(names)))}
    return np.array([numbers[name] for name in names], dtype=np.int64)[tally.stratum_of]
