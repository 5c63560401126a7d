# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which cells of a tally go together when errors are clustered, as the plan chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from research.errors import InputError, shown
from research.plan.model import CASEWORKER, TOGETHER, Clustering

if TYPE_CHECKING:
    from research.counting.tally import Tally
    from research.estimators.geometry import Clusters, Ints

#: Fewer clusters than this in a dimension say nothing about how far they lie apart.
FEWEST = 10


def clusters_of(chosen: Clustering, tally: Tally) -> tuple[Clusters, ...]:
    """The clusters of the cells; none where they are the usual ones, the caseworkers.

    Raises `InputError` for a dimension with too few clusters.
    """
    from research.estimators.clusters import every_set

    if chosen.dimensions == (CASEWORKER,):
        return ()
    dimensions = []
    for word in chosen.dimensions:
        labels = tally.worker_of if word == CASEWORKER else labels_of(chosen, tally, word)
        number = len(np.unique(labels))
        if number < FEWEST:
            raise InputError(
                file=chosen.path, column="[plan] clusters", expected=f"at least {FEWEST} clusters of {word}",
                found=f"{number}", todo="Leave this dimension out, or take the caseworkers.",
            )  # fmt: skip
        dimensions.append((np.asarray(labels, dtype=np.int64), word == CASEWORKER))
    return every_set(dimensions)


def labels_of(chosen: Clustering, tally: Tally, word: str) -> Ints:
    """The number of the cluster of each cell (C,), by some columns of the stratum.

    A month is one over all municipalities; anything else belongs to its municipality. Raises `InputError` where the
    label of a stratum cannot be taken apart.
    """
    size = len(chosen.strata)
    wanted = [chosen.strata.index(name) for name in word.split(TOGETHER)]
    everywhere = all(chosen.types[place] == "month" for place in wanted)
    names = []
    for label in tally.strata:
        words = label.split("|")
        if len(words) != size + chosen.in_town:
            raise InputError(
                file=chosen.path, column="[plan] clusters", expected="columns of the stratum without the sign |",
                found=shown(label), todo="Write their values without it.",
            )  # fmt: skip
        town = () if everywhere else tuple(words[: len(words) - size])
        names.append((*town, *(words[len(words) - size + place] for place in wanted)))
    numbers = {name: number for number, name in enumerate(sorted(set(names)))}
    return np.array([numbers[name] for name in names], dtype=np.int64)[tally.stratum_of]
