# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows pasted twice in a table without a column of persons: every kind of row then stands there twice as often.

The largest number that divides how often each kind of row occurs is 1 in any table of people; that it is 2 by chance
in so many kinds of rows does not happen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from research.errors import InputError

#: From how many kinds of rows on chance is out of the question: at most one in two is even, so one in a million.
KINDS = 20


@dataclass
class Doubling:
    """How many kinds of rows were seen, and the largest number that divides how often each occurs.

    `last` is the row that was seen last, `again` how often in a row: more of them may follow.
    """

    kinds: int = 0
    times: int = 0
    last: tuple[Any, ...] = ()
    again: int = 0

    def add(self, people: Any) -> None:
        """How often some kinds of rows occur (n)."""
        self.kinds += len(people)
        if len(people) and self.times != 1:
            self.times = int(np.gcd(self.times, np.gcd.reduce(people)))

    def add_rows(self, columns: list[Any]) -> None:
        """Rows in the order of their columns (n each): equal ones stand together, also in the part before and after."""
        size = len(columns[0])
        if not size:
            return
        changes = np.zeros(size - 1, dtype=bool)
        for column in columns:
            changes |= column[1:] != column[:-1]
        edges = np.concatenate([[0], np.flatnonzero(changes) + 1, [size]])
        people = np.diff(edges)
        if tuple(column[0] for column in columns) == self.last:
            people[0] += self.again
        elif self.last:
            self.add([self.again])
        self.add(people[:-1])
        self.last, self.again = tuple(column[-1] for column in columns), int(people[-1])

    def refuse(self, person: str) -> None:
        """Raise `InputError` where every row stands there several times and no column (`person`) says who is who."""
        if self.last:
            self.add([self.again])
            self.last = ()
        if not person and self.kinds >= KINDS and self.times > 1:
            raise InputError(
                file="--data", expected="every person once", found=f"every row {self.times} times",
                todo="Look whether a file was pasted twice; or name the column of persons: person = \"…\" under "
                "[columns] of the plan.",
            )  # fmt: skip
