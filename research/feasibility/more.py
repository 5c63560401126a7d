# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What would bring more: more months, more caseworkers, fewer groups, other municipalities."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import numpy as np

from research.feasibility.prospects import FOUND, Power, Prospect, smallest_seen

#: Differences (people out of 100) of which is told how many municipalities it takes to see them.
WISHED = (5.0, FOUND)
#: Sizes (people) and spreads (standard deviation, people out of 100) of the map.
SIZES = (1_000, 3_000, 10_000, 35_000, 100_000, 420_000)
SPREADS = (2.5, 5.0, 7.5, 10.0, 15.0)


@dataclass(frozen=True)
class Change:
    """One way to learn more, by its name in the words, and the smallest difference it would leave; `number` fills the
    words."""

    name: str
    smallest: float | None
    number: str = ""


def ways(prospect: Prospect, rate: float, others: dict[str, Power]) -> list[Change]:
    """What each way would bring to one prospect; `others` are the powers of other municipalities by name."""
    power, place, tests = prospect.power, prospect.place, prospect.tests
    if power is None:
        return []

    def after(changed: Power, tests: int = tests) -> float:
        return smallest_seen(float(changed.error(rate)[place]), tests)

    changes = [
        Change("months", after(power.times(2.0, 1.0))),
        Change("caseworkers", after(power.times(2.0, 2.0))),
    ]
    if tests > 1:
        changes.append(Change("one group", after(power, 2)))
    for name, other in others.items():
        changes.append(Change("beside", after(power.with_(other)), name))
    if len(others) > 1:
        together = power
        for other in others.values():
            together = together.with_(other)
        changes.append(Change("together", after(together), str(len(others) + 1)))
    return changes


def municipalities(prospect: Prospect, wished: float) -> int | None:
    """How many municipalities like this one it takes, this one included, to see a difference that is wished for."""
    if prospect.smallest is None:
        return None
    return max(ceil((prospect.smallest / wished) ** 2 - 1e-9), 1)


def visible(people: float, spread: float, per_caseworker: float, chosen: float, rate: float) -> float:
    """The smallest difference seen (people out of 100) for everybody, one service against everything else.

    `spread` is in people out of 100, `chosen` the share that gets the service, `per_caseworker` how many people one
    sees; caseworkers grow with people.
    """
    signal = people * (spread / 100.0) ** 2
    chance = people / per_caseworker * chosen * (1.0 - chosen)
    power = Power(np.array([[signal]]), np.array([[signal + chance]]))
    return smallest_seen(float(power.error(rate)[0]), 1)
