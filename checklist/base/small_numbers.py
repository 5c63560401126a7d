# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small numbers (R15): the one rule by which lines about people are read, chosen from, counted and taken along.

Lines come in batches of ten people or more, so that two looks on two days never differ by a few. Out of lines that no
longer grow one may choose, and read a number, only where no combination of all that may be chosen, counted or left over
singles out fewer than ten people. Plain values in and out: every reader asks here, whatever it draws.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import combinations, product
from typing import TypeVar

FEWEST = 10  # people; below it there is no number and no list

Place = TypeVar("Place")
Part = TypeVar("Part")
Kind = tuple[str, str]  # what is chosen by, and what: ("whose", "client")
Kinds = frozenset[Kind]
EVERYTHING: Kinds = frozenset()


def in_tens(count: int) -> int | None:
    """A number of people that goes on growing, as far as it may be told: whole tens, and None below ten."""
    return count // FEWEST * FEWEST or None


def batches(lines: Iterable[tuple[Place, object]]) -> list[Place]:
    """The place of the last line of each batch. `lines`: place and person, in the order in which they were written.

    Lines behind the last of these places wait until ten people are together. Nothing that is added changes a batch.
    """
    ends: list[Place] = []
    people: set[object] = set()
    for place, person in lines:
        people.add(person)
        if len(people) >= FEWEST:
            ends.append(place)
            people = set()
    return ends


class Choices:
    """What may be chosen out of lines that no longer grow, and the number of people in each choice."""

    def __init__(self, lines: Iterable[tuple[object, Kinds]], by: Sequence[str]) -> None:
        """`lines`: person, and everything the line can be chosen by. `by`: the order in which choices are let in."""
        self._alike: dict[Kinds, set[object]] = {}  # lines that no choice can tell apart → their people
        for person, kinds in lines:
            self._alike.setdefault(kinds, set()).add(person)
        self._people = set().union(*self._alike.values())
        self._allowed: set[Kinds] = set()
        if len(self._people) >= FEWEST:
            self._allow(by)

    def may(self, wanted: Kinds) -> bool:
        """May this be read? What nobody chose may not either: that, too, would tell of a few."""
        return wanted in self._allowed

    def people(self, wanted: Kinds) -> int | None:
        """So many people have a line with all of this; None where it may not be read."""
        return len(self._who(wanted)) if self.may(wanted) else None

    @property
    def allowed(self) -> Collection[Kinds]:
        return frozenset(self._allowed)

    def _who(self, wanted: Kinds) -> set[object]:
        return set().union(*(people for kinds, people in self._alike.items() if wanted <= kinds))

    def _allow(self, by: Sequence[str]) -> None:
        """Let choices in one by one, as long as the parts into which all of them together cut have ten people each."""
        self._allowed.add(EVERYTHING)
        lines, persons = [set(self._alike)], [self._people]
        for wanted in self._orders(by):
            chosen = self._who(wanted)
            if len(chosen) < FEWEST:
                continue
            cut_lines, cut_persons = _cut(lines, wanted.__le__), _cut(persons, chosen.__contains__)
            parts = [*cut_persons, *(self._people_of(part) for part in cut_lines)]
            if all(len(part) >= FEWEST for part in parts):
                self._allowed.add(wanted)
                lines, persons = cut_lines, cut_persons

    def _people_of(self, part: Iterable[Kinds]) -> set[object]:
        return set().union(*(self._alike[kinds] for kinds in part))

    def _orders(self, by: Sequence[str]) -> Iterator[Kinds]:
        """One thing to choose by, then two, then more; of each the values that lines have, in their order."""
        known = {
            one: sorted({kind for kinds in self._alike for kind in kinds if kind[0] == one}) for one in by
        }
        for number in range(1, len(by) + 1):
            for some in combinations(by, number):
                yield from map(frozenset, product(*(known[one] for one in some)))


def _cut(parts: Iterable[set[Part]], inside: Callable[[Part], bool]) -> list[set[Part]]:
    """Each part in two: what lies inside, and what does not; without what is empty."""
    found = []
    for part in parts:
        within = set(filter(inside, part))
        found += [half for half in (within, part - within) if half]
    return found
