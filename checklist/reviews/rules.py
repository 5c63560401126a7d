# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small numbers, closed quarters, and a fair draw. Plain values in and out."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from checklist.decisions.rules import AWAY, LEFT_OUT, TOWARDS

FEWEST = 10  # people; below it there is no number (R15)


# ---- small numbers (R15) ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Totals:
    """Numbers of people that may be shown. None: fewer than ten, or it would tell such a number by difference."""

    people: int | None
    by_reason: dict[str, int | None]


def shown_totals(people_by_reason: Mapping[str, Collection[str]], people: Collection[str]) -> Totals:
    """Count people, not lines; hide every number below ten, and the total when it would give a hidden one away."""
    counts = {reason: len(set(them)) for reason, them in people_by_reason.items()}
    shown = {reason: count if count >= FEWEST else None for reason, count in counts.items()}
    hidden = [set(them) for reason, them in people_by_reason.items() if them and shown[reason] is None]
    behind = len(set().union(*hidden)) if hidden else 0
    # Together the hidden reasons are what the total minus the shown ones can tell: two at least, and ten people.
    safe = not hidden or (len(hidden) > 1 and behind >= FEWEST)
    total = len(set(people))
    return Totals(total if total >= FEWEST and safe else None, shown)


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
