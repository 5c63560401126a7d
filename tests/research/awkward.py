# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Awkward tables, each with what should become of it: the bytes of another table, numbers, or a refusal."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from research.data.identifiers import passes_eleven_test
from tests.research.builders import small_table

Make = Callable[[], pd.DataFrame]
OLD = 'name = "old"\ntype = "integer"\nvalues = ["0", "1"]'
UNKNOWN_OLD = {OLD: OLD + '\nmissing = [""]'}
MISSING = {
    'type = "integer"\nmeasured = "outcome"': 'type = "integer"\nmissing = ["", "-9"]\nmeasured = "outcome"'
}


@dataclass(frozen=True)
class Awkward:
    """A table, and what it must give: as `same` gives, or a refusal about a column with some words in it.

    `caution` are words of a caution, `empty` says that no row may have a number.
    """

    make: Make
    same: Make | None = None
    refused: tuple[str, ...] = ()
    caution: str = ""
    empty: bool = False
    changes: dict[str, str] = field(default_factory=dict)
    scale: str = "share"


def people(size: int = 300) -> pd.DataFrame:
    return small_table(size)


def every_other(name: str, change: Callable[[str], str]) -> Make:
    """Every second row written differently."""

    def make() -> pd.DataFrame:
        table = people()
        odd = np.arange(len(table)) % 2 == 1
        return table.assign(**{name: table[name].where(~odd, table[name].map(change))})

    return make


def with_column(name: str, cells: Callable[[pd.DataFrame], object]) -> Make:
    return lambda: people().assign(**{name: cells})


def renamed(name: str, shape: Callable[[int], object]) -> Make:
    """The labels of a column by number."""

    def make() -> pd.DataFrame:
        table = people()
        places, _ = pd.factorize(table[name], sort=True)
        return table.assign(**{name: [shape(int(place)) for place in places]})

    return make


def accents(form: str) -> Make:
    return renamed("judge", lambda n: unicodedata.normalize(form, f"zoë é{n}"))


def unknown_outcomes(code: float | None) -> Make:
    def make() -> pd.DataFrame:
        table = people()
        return table.assign(
            y=table["y"].astype(float).where(np.arange(len(table)) > 30, np.nan if code is None else code)
        )

    return make


def decided(table: pd.DataFrame) -> np.ndarray:
    """The decision maker alone says who gets what."""
    return np.array(["none", "a", "b"])[table["judge"].str[1:].astype(int) % 3]


def one_group_untreated(table: pd.DataFrame) -> pd.Series:
    return table["track"].where(table["old"] == 0, "none")


def bsn(number: int) -> str:
    return next(str(d) for d in range(100_000_000 + number * 37, 999_999_999) if passes_eleven_test(str(d)))


TEAMS = [
    "Team Noord",
    "Den Haag",
    "Wijk bij Duurstede",
    "Rotterdam Zuid",
    "Prins Alexander",
    "Bergen op Zoom",
]
NAMES = ["J. de Vries", "P.H. Jansen", "M. van den Berg", "A.B. Bakker"]
AWKWARD: dict[str, Awkward] = {
    "F08 blanks around keys": Awkward(every_other("judge", lambda word: f" {word} "), same=people),
    "blanks that cannot be seen": Awkward(every_other("court", lambda word: f"{word}\u00a0"), same=people),
    "letters of two parts": Awkward(accents("NFD"), same=accents("NFC")),
    "F11 keys of text, 7 and 7.0": Awkward(
        renamed("judge", lambda n: f"{n // 2}" if n % 2 else f"{n // 2}.0"), caution="look like another one"
    ),
    "keys that differ in capitals": Awkward(
        every_other("judge", str.upper), caution="24 labels of caseworkers, with 300 people"
    ),
    "noughts in front": Awkward(renamed("judge", lambda n: f"{n:03d}"), same=renamed("judge", lambda n: f"{n:03d}")),
    "keys with and without noughts": Awkward(
        renamed("judge", lambda n: f"{n // 2:03d}" if n % 2 else f"{n // 2}"), caution="“0” / “000”"
    ),
    "keys that are numbers": Awkward(renamed("judge", int), same=renamed("judge", str)),
    "F10 a missing code as a number": Awkward(unknown_outcomes(-9.0), same=unknown_outcomes(None), changes=MISSING),
    "F13 nobody works": Awkward(with_column("y", lambda t: 0), caution="y is the same for everybody (0)", empty=True),
    "everybody works": Awkward(with_column("y", lambda t: 1), caution="y is the same for everybody (1)", empty=True),
    "the same amount for everybody": Awkward(
        with_column("y", lambda t: 1234.5), caution="the same for everybody (1234.5)", empty=True, scale="mean"
    ),
    "the service says who works": Awkward(with_column("y", lambda t: (t["track"] == "a").astype(int))),
    "one decision maker": Awkward(with_column("judge", lambda t: "j"), empty=True),
    "one stratum": Awkward(lambda: people().assign(court="c", month="m")),
    "every person a stratum": Awkward(with_column("month", lambda t: [f"m{n}" for n in range(len(t))]), empty=True),
    "nobody treated": Awkward(with_column("track", lambda t: "none"), empty=True),
    "a group without treated": Awkward(with_column("track", one_group_untreated)),
    "a service for two people": Awkward(
        with_column("track", lambda t: ["a", "b", "a", "b", *["none"] * 296]), empty=True
    ),
    "the decision maker says it all": Awkward(with_column("track", decided), empty=True),
    "one half only": Awkward(with_column("old", lambda t: 0)),
    "nothing known of a characteristic": Awkward(with_column("old", lambda t: np.nan), changes=UNKNOWN_OLD),
    "one person": Awkward(lambda: people().head(1), empty=True),
    "F06 names of persons as keys": Awkward(
        renamed("judge", lambda n: NAMES[n % 4]), refused=("judge", "the name of a person")
    ),
    "names of places and teams as keys": Awkward(renamed("judge", lambda n: TEAMS[n % 6])),
    "a number of the state": Awkward(renamed("judge", bsn), refused=("judge", "eleven-test")),
    "a word that the codebook lacks": Awkward(
        every_other("track", str.upper), refused=("track", "one of none, a, b")
    ),
    "an empty key": Awkward(every_other("judge", lambda word: ""), refused=("judge", "a key")),
    "half an outcome": Awkward(with_column("y", lambda t: t["y"] / 2), refused=("y", "one of 0, 1")),
    "a column too many": Awkward(
        with_column("extra", lambda t: 1), refused=("extra", "only columns of the codebook")
    ),
    "an amount that no release can hold": Awkward(
        with_column("y", lambda t: 1e11 + 0.5 + np.arange(len(t))), refused=("y", "no further from 0 than 10,000"),
        scale="mean"
    ),
}  # fmt: skip
