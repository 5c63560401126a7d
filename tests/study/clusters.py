# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""How often the range holds the truth, by how errors are clustered: decision 0097 quotes it.

    script/study clusters

Everything is made up. 40 caseworkers at 4 offices, 24 months, 6,000 people, an effect of 1, and by world something that
people share: nothing, an influence of the caseworker beside the service, or a month in which the service works better.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from research.estimators.clusters import every_set
from research.estimators.first_stage import Outcomes, first_stage
from research.estimators.geometry import Floats, comparable
from research.estimators.ujive import Effect, effects

DRAWS, PEOPLE, OFFICES, WORKERS, MONTHS = 200, 6_000, 4, 40, 24
WORLDS = {"nothing shared": (0.0, 0.0), "caseworkers": (0.15, 0.0), "months": (0.0, 0.6)}
WAYS = ("caseworker", "stratum", "month", "caseworker + stratum", "caseworker + month")


def drawn(rng: np.random.Generator, direct: float, by_month: float) -> dict[str, Effect]:
    """The effect in one made-up world, by way of clustering."""
    worker = rng.integers(0, WORKERS, PEOPLE)
    month = rng.integers(0, MONTHS, PEOPLE)
    stratum = (worker % OFFICES) * MONTHS + month
    unseen, taste = rng.normal(size=PEOPLE), rng.normal(0, 0.7, WORKERS)
    helped = taste[worker] + unseen + rng.logistic(size=PEOPLE) > 0
    effect = 1.0 + rng.normal(0, by_month, MONTHS)[month]
    y = effect * helped + rng.normal(0, direct, WORKERS)[worker] - unseen + rng.normal(size=PEOPLE)
    cells, cell = np.unique(worker * OFFICES * MONTHS + stratum, return_inverse=True)
    workers, strata = np.divmod(cells, OFFICES * MONTHS)

    def sums(values: Floats) -> Floats:
        return np.column_stack([np.bincount(cell, values * (helped == kind), len(cells)) for kind in (0, 1)])

    clients, total, squares = sums(np.ones(PEOPLE)), sums(y), sums(y * y)
    sample = comparable(workers, strata, clients.sum(axis=1).astype(np.int64))
    assert sample is not None
    kept, shape = sample.kept, sample.geometry
    stage = first_stage(shape, clients[kept])
    months = strata[kept] % MONTHS
    dimensions = {
        "caseworker": (shape.caseworker, True), "stratum": (shape.stratum, False), "month": (months, False),
    }  # fmt: skip
    found = {}
    for way in WAYS:
        sets = every_set([dimensions[name] for name in way.split(" + ")])
        chosen = replace(stage, geometry=replace(shape, clusters=sets))
        (found[way],) = effects(chosen, Outcomes(total[kept], squares[kept]))
    return found


def main() -> None:
    """Print how many of 100 ranges hold the truth, and how wide they are beside the usual ones."""
    for world, (direct, by_month) in WORLDS.items():
        rng = np.random.default_rng(20_26)
        draws = [drawn(rng, direct, by_month) for _ in range(DRAWS)]
        usual = np.median([one["caseworker"].upper - one["caseworker"].lower for one in draws])
        for way in WAYS:
            own = [one[way] for one in draws]
            held = 100 * np.mean([e.lower <= 1.0 <= e.upper for e in own])
            wide = np.median([e.upper - e.lower for e in own]) / usual
            alone = 100 * np.mean([low <= 1.0 <= high for low, high in (e.sets.each()[1] for e in own)])
            print(
                f"{world:15} {way:21} range {held:5.1f}  clustered set alone {alone:5.1f}  width {wide:.3f}"
            )


if __name__ == "__main__":
    main()
