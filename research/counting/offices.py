# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which caseworker belongs to which office, from how many people were seen where; decision 0046.

Only numbers of people decide, so the order of rows, parts and files does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from research.counting.coding import Places

if TYPE_CHECKING:
    from research.estimators.geometry import Ints

#: People seen by a caseworker at an office.
Desks = dict[tuple[str, str], int]


def desks_of(places: Places, at: Ints) -> Desks:
    """How many people every caseworker saw at every office; `at` (P,) people per spot."""
    seen: Desks = {}
    workers = places.worker_of[places.cell_of]
    for worker, office, people in zip(workers.tolist(), places.office_of.tolist(), at.tolist(), strict=True):
        if people:
            name = (places.workers[worker], places.offices[office])
            seen[name] = seen.get(name, 0) + people
    return seen


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
