# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which caseworker belongs to which office, from how many people were seen where; decision 0046.

Only numbers of people decide, so the order of rows, parts and files does not.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from research.estimators.geometry import Ints

#: People seen by a caseworker at an office.
Desks = dict[tuple[str, str], int]


class Seen:
    """Counts people by number of caseworker and number of office."""

    def __init__(self) -> None:
        """Start with nobody."""
        self.people: dict[int, int] = {}

    def add(self, worker: Ints, office: Ints, times: Ints | None = None) -> None:
        """Count the people of one chunk; with `times` every line stands for so many."""
        local, pairs = pd.factorize((worker << 32) | office)
        for pair, people in zip(pairs.tolist(), np.bincount(local, weights=times).tolist(), strict=True):
            self.people[pair] = self.people.get(pair, 0) + int(people)

    def named(self, workers: Iterable[str], offices: Iterable[str]) -> Desks:
        """The same by name; the names in the order of their numbers."""
        of_worker, of_office = list(workers), list(offices)
        return {
            (of_worker[pair >> 32], of_office[pair & 0xFFFFFFFF]): people
            for pair, people in self.people.items()
        }


def homes(desks: Desks) -> dict[str, str]:
    """The office of each caseworker: where most people were seen, of equal ones the first by name."""
    found: dict[str, tuple[int, str]] = {}
    for (worker, office), people in desks.items():
        rank = (-people, office)
        if worker not in found or rank < found[worker]:
            found[worker] = rank
    return {worker: office for worker, (_, office) in sorted(found.items())}


def caseworkers_per_office(desks: Desks) -> dict[str, int]:
    """How many caseworkers belong to every office; none where only colleagues of elsewhere came by."""
    found = dict.fromkeys(sorted(office for _, office in desks), 0)
    for office in homes(desks).values():
        found[office] += 1
    return found
