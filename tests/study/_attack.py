# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two attackers on a series of releases: one who knows exact counts and subtracts, one who solves what is printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import numpy as np
from scipy.optimize import linprog

from research.release.schema import Release

MINIMUM = 10
KINDS = ("one", "two", "three")
SIDES = ("low", "high", "rest")
Group = tuple[str, str]
EVERYONE: Group = ("", "")


@dataclass(frozen=True)
class People:
    """The people of a world: `town`, `arrives` (the year), `level` (K, n) 0 unknown, 1 low, 2 high, `moves` those whose
    level of the first characteristic another plan sees differently, `cell` service by outcome."""

    town: Any
    arrives: Any
    level: Any
    moves: Any
    cell: Any


@dataclass
class Made:
    """One release of a world: what was counted, what was printed, and the exact counts that its rows rest on."""

    number: int
    towns: frozenset[int]
    year: int
    other_plan: bool
    exact: dict[Group, int]
    release: Release
    behind: dict[Group, tuple[int, int]] = field(default_factory=dict)

    @property
    def printed(self) -> dict[Group, int]:
        """The number of people of every row that shows one, from findings.csv and power.csv."""
        rows = [r for r in self.release.findings if r.type == "effect" and r.n is not None]
        found = {(r.characteristic, r.group): r.n for r in rows if r.n is not None}
        for row in self.release.power:
            if row.n is not None:
                found.setdefault((row.characteristic, row.group), row.n)
                if found[row.characteristic, row.group] != row.n:
                    found["power " + row.characteristic, row.group] = row.n
        return found


def knowing(made: list[Made]) -> Iterator[tuple[str, int]]:
    """Every count that exact numbers give away, and how it was reached."""
    for one in made:
        known = {key: value for key, (value, origin) in one.behind.items() if origin == one.number}
        for key, value in known.items():
            if key != EVERYONE:
                yield "a row", value
        for kind in KINDS:
            low, high = known.get((kind, "low")), known.get((kind, "high"))
            if EVERYONE in known:
                for half in (low, high):
                    if half is not None:
                        yield "everyone minus a half", known[EVERYONE] - half
                if low is not None and high is not None:
                    yield "everyone minus both halves", known[EVERYONE] - low - high
    for one, other in combinations(made, 2):
        for key, (value, _) in one.behind.items():
            for again in (key, ("power " + key[0], key[1])):
                if again in other.behind and one.towns == other.towns:
                    yield "between two releases", abs(value - other.behind[again][0])
    yield from pools(made)


def pools(made: list[Made]) -> Iterator[tuple[str, int]]:
    """Pools minus parts of them: what is left belongs to municipalities that did not show it."""
    for whole in made:
        parts = [other for other in made if other.towns < whole.towns]
        for size in (1, 2):
            for chosen in combinations(parts, size):
                held = frozenset().union(*(part.towns for part in chosen))
                if sum(len(part.towns) for part in chosen) != len(held) or held == whole.towns:
                    continue
                for key, (value, _) in whole.behind.items():
                    if all(key in part.behind for part in chosen):
                        yield "a pool minus parts", value - sum(part.behind[key][0] for part in chosen)


class Printed:
    """What is printed as bounds on the people of every municipality, year and group; they can only grow.

    A row that says what was said before may be older than it looks, so its interval reaches as far as rule X8 can have
    carried it. `other` are the halves of the first characteristic as another plan draws them.
    """

    def __init__(self, people: People, made: list[Made], step: int) -> None:
        """Write down everything that is known; `step` is the step of rounding."""
        self.towns, self.years = sorted(set(people.town.tolist())), int(people.arrives.max()) + 1
        self.kinds = (*KINDS, "other")
        names = [(kind, side) for kind in self.kinds for side in SIDES]
        places = [(t, y, name) for t in self.towns for y in range(self.years) for name in names]
        self.place = {key: number for number, key in enumerate(places)}
        self.equal: list[Any] = []
        self.below: list[tuple[Any, float]] = []
        self.targets: dict[bytes, tuple[str, Any]] = {}
        self.structure(names)
        seen: dict[Group, set[int]] = {}
        for one in made:
            for key, n in one.printed.items():
                self.row(one, (key[0].removeprefix("power "), key[1]), n, step, seen)
        for (_, a), (_, b) in combinations(list(self.targets.values()), 2):
            self.targets[(a - b).tobytes()] = ("a difference", a - b)
        for t, y, (kind, side) in self.place:
            if side == "rest":
                rest = self.sum_of([(t, y, (kind, side))])
                self.targets[rest.tobytes()] = ("a rest", rest)

    def sum_of(self, keys: list[Any], sign: float = 1.0) -> Any:
        """The people of some places together."""
        found = np.zeros(len(self.place))
        for key in keys:
            found[self.place[key]] += sign
        return found

    def structure(self, names: list[Group]) -> None:
        """Every characteristic divides the same people, and nobody leaves."""
        for t in self.towns:
            for y in range(self.years):
                whole = self.sum_of([(t, y, (KINDS[0], side)) for side in SIDES])
                for kind in self.kinds[1:]:
                    self.equal.append(whole - self.sum_of([(t, y, (kind, side)) for side in SIDES]))
                for name in names if y else ():
                    self.below.append((self.sum_of([(t, y - 1, name)]) - self.sum_of([(t, y, name)]), 0.0))

    def row(self, one: Made, key: Group, n: int, step: int, seen: dict[Group, set[int]]) -> None:
        """One printed number as an interval."""
        kind = "other" if one.other_plan and key[0] == KINDS[0] else key[0]
        cells = [(KINDS[0], side) for side in SIDES] if key == EVERYONE else [(kind, key[1])]
        total = self.sum_of([(t, one.year, cell) for t in one.towns for cell in cells])
        low, high = n - step / 2, n + (step - 1) / 2
        if n in seen.setdefault(key, set()):
            low, high = low - MINIMUM - step, high + MINIMUM + step
        seen[key].add(n)
        self.below += [(total, high), (-total, -low)]
        self.targets[total.tobytes()] = ("a row", total)

    def ends(self, target: Any) -> tuple[float, float] | None:
        """The least and the most that a sum of people can be; nothing when what is printed contradicts itself."""
        rows, most = np.array([u for u, _ in self.below]), np.array([b for _, b in self.below])
        sides, none = np.array(self.equal), np.zeros(len(self.equal))
        found = [linprog(sign * target, rows, most, sides, none, method="highs") for sign in (1.0, -1.0)]
        low, high = (solved.fun if solved.status == 0 else None for solved in found)
        return None if low is None or high is None else (float(low), -float(high))


def printed(people: People, made: list[Made], step: int) -> Iterator[tuple[str, int]]:
    """Counts whose interval, from all that is printed together, lies between nobody and the minimum."""
    known = Printed(people, made, step)
    for how, target in known.targets.values():
        ends = known.ends(target)
        for least, most in (ends, (-ends[1], -ends[0])) if ends else ():
            if least > 0.5 and most < MINIMUM - 0.5:
                yield how, round(most)
