# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a line can be chosen by, what it departed from, quarters, and a fair draw. Plain values in and out."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from checklist.base.small_numbers import Kinds
from checklist.decisions.rules import AWAY, LEFT_OUT, TOWARDS

BY: tuple[str, ...] = ("whose", "family", "service")  # what lines of the log can be chosen by, in this order


def kinds_of(whose: str, families: Collection[str], chosen: Mapping[str, Collection[str]]) -> Kinds:
    """All that one line of the log of other choices can be chosen by."""
    found = {("whose", whose), *(("family", one) for one in families if one)}
    return frozenset(found | {("service", key) for keys in chosen.values() for key in keys})


# ---- what a choice departed from (R4) --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Departed:
    """The services that explain a departure. `explained`: is there one for each way in which each voice departs?"""

    services: frozenset[str]
    explained: bool


def departed_from(
    chosen: Mapping[str, Collection[str]],
    departs: Mapping[str, Collection[str]],
    directions: Mapping[str, str],
) -> Departed:
    """`chosen` and `departs` per voice, as they were written down; `directions`: those that can still be read."""
    away, towards = ({key for key, way in directions.items() if way == wanted} for wanted in (AWAY, TOWARDS))
    each = [
        towards if how == LEFT_OUT else away & set(chosen.get(whose, ()))
        for whose, ways in departs.items()
        for how in ways
    ]
    return Departed(frozenset().union(*each), all(each))


# ---- quarters --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months of one year. Totals are made of closed quarters only: those no longer change."""

    year: int
    number: int

    @property
    def key(self) -> str:
        return f"{self.year}-{self.number}"

    @property
    def start(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def end(self) -> date:
        """The first day after it."""
        return self.following.start

    @property
    def following(self) -> "Quarter":
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)

    @property
    def before(self) -> "Quarter":
        return Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)


def quarter_of(day: date) -> Quarter:
    return Quarter(day.year, (day.month + 2) // 3)


def last_quarters(today: date, number: int) -> list[Quarter]:
    """The running quarter and those before it, newest first."""
    found = [quarter_of(today)]
    while len(found) < number:
        found.append(found[-1].before)
    return found


# ---- the draw --------------------------------------------------------------------------------------------------------


def drawn(
    pools: Sequence[Sequence[int]], number: int, sample: Callable[[Sequence[int], int], list[int]]
) -> list[int]:
    """`number` out of the pools: by chance, in turn from each, so that no kind of talk is singled out."""
    shuffled = [sample(pool, len(pool)) for pool in pools]
    found: list[int] = []
    for turn in range(max(map(len, shuffled), default=0)):
        found += [pool[turn] for pool in shuffled if turn < len(pool)]
    return found[:number]
