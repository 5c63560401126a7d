# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Refuses what names a person in a file that is to be linked, before any codebook says what its columns hold.

Without false alarm on a pseudonym, a team or a place.
One pseudonym in eleven passes the test of a BSN, and in a file of three people that is easily all of them: so a column
is one of BSNs when more numbers pass than chance allows. Names are told from places and teams by `research.data.names`.
"""

from __future__ import annotations

import re
from math import comb

import pandas as pd

from research.data.codebook import PERSON, PLACE
from research.data.identifiers import FORBIDDEN_NAME, REMOVE, passes_eleven_test, shape_or_name_among
from research.errors import InputError
from research.linking.cells import words_of

#: The chance that random numbers would pass the eleven-test so often, below which they are BSNs.
CHANCE = 1e-4
#: A day is no BSN of eight digits.
DAY = re.compile(r"(18|19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])|88888888|99991231")
#: From how many different values on a column is judged by the share of those that look like something.
SEVERAL = 20
#: From how many rows on a column of which every number passes is one of BSNs, however few they are.
LARGE = 1_000


def refuse_naming_columns(file: str, header: list[str], known: tuple[str, ...]) -> None:
    """Refuse a column that by its name holds names, addresses or numbers of persons; `known` are columns that do
    not. Raises `InputError`."""
    fine = {name.casefold() for name in known}
    for name in header:
        if FORBIDDEN_NAME.search(name) and name.casefold() not in fine:
            raise InputError(
                file=file,
                line=1,
                column=name,
                expected="no names, addresses or numbers of persons",
                found=f"“{name}”",
                todo=REMOVE,
            )


def refuse_naming_values(
    file: str, table: pd.DataFrame, places: tuple[str, ...] = (), persons: tuple[str, ...] = ()
) -> None:
    """Refuse a column whose values name a person. Rows count from 0.

    `places` are columns of teams, places and services, `persons` columns that say who somebody is, by a key. Raises
    `InputError`.
    """
    roles = {name.casefold(): PLACE for name in places} | {name.casefold(): PERSON for name in persons}
    for name in table.columns:
        words = words_of(table[name])
        hit = source_identifier_among(words[words != ""], roles.get(str(name).casefold(), ""))
        if hit:
            kind, example = hit
            row = int((words == example).to_numpy().argmax())
            raise InputError(
                file=file, line=row + 2, column=str(name), expected="no data that name a person", found=kind,
                todo=REMOVE,
            )  # fmt: skip


def source_identifier_among(words: pd.Series, role: str = "") -> tuple[str, str] | None:
    """What kind of identifier a column holds, and the first example; `None` when it holds none."""
    seen = [str(word) for word in pd.unique(words)[:5_000]]
    numbers = [word for word in seen if re.fullmatch(r"\d{8,9}", word) and not DAY.fullmatch(word)]
    passing = [word for word in numbers if passes_eleven_test(word)]
    certain = len(words) >= LARGE and len(passing) == len(seen)
    if (
        passing
        and len(numbers) >= 0.5 * len(seen)
        and (certain or chance(len(passing), len(numbers)) < CHANCE)
    ):
        return "a number that passes the eleven-test of a BSN", passing[0]
    return shape_or_name_among(seen, role, least)


def least(kind: str, different: int) -> float:
    """How many of the different values have to look like something: any number of ten digits may look like a
    telephone."""
    if kind == "an e-mail address":
        return 1
    if kind == "a telephone number" and different >= SEVERAL:
        return 0.5 * different
    return 0.01 * different if different >= LARGE else 1


def chance(passing: int, numbers: int) -> float:
    """How likely at least so many of so many random numbers pass the eleven-test."""
    p = 1 / 11
    if numbers > 200:  # far in the tail of a normal law
        return (
            0.0
            if passing > numbers * p + 4 * (numbers * p * (1 - p)) ** 0.5 and passing >= numbers / 2
            else 1.0
        )
    return sum(comb(numbers, k) * p**k * (1 - p) ** (numbers - k) for k in range(passing, numbers + 1))
