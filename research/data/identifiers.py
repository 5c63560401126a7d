# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Refuses a table of a plan with names, numbers or addresses of people, by what its codebook says of each column."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from research.data.codebook import PLACE, Codebook
from research.data.names import is_surely_a_person, persons_among
from research.errors import InputError

FORBIDDEN_NAME = re.compile(
    r"bsn|burgerservice|sofi|(^|_)(voor|achter|roep|volledige_?)?na(am|men)$|^name$|(first|last|full|sur|given)_?name|"
    r"initial|adres|address|straat|street|huisnummer|house_?n|postcode|post_?code|zip|e_?mail|telefoon|phone|mobiel|"
    r"geboortedatum|birth_?date|date_?of_?birth|iban|rekeningnummer",
    re.IGNORECASE,
)
ADDRESS = "an address"
SHAPES = (
    ("an e-mail address", re.compile(r"^[^@\s]+@[^@\s]+\.[A-Za-z]{2,}$")),
    ("a postcode", re.compile(r"^[1-9][0-9]{3} ?[A-Za-z]{2}$")),
    ("a telephone number", re.compile(r"^(\+31|0031|0)[ -]?[1-9]([ -]?[0-9]){8}$")),
    ("a bank account", re.compile(r"^[A-Z]{2}[0-9]{2}[A-Z]{4}[0-9]{10}$")),
    (
        ADDRESS,
        re.compile(
            r"^[A-Za-z][\w .'-]+(straat|laan|weg|plein|kade|singel|dijk|hof|gracht)\.? ?[0-9]+", re.IGNORECASE
        ),
    ),
)
REMOVE = "Remove it before the table enters this program; use a pseudonym."


def passes_eleven_test(digits: str) -> bool:
    """Could these eight or nine digits be a BSN?"""
    padded = digits.zfill(9)
    if len(padded) != 9 or not padded.isdigit() or padded == "000000000":
        return False
    total = sum(int(d) * w for d, w in zip(padded, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))
    return total % 11 == 0


def refuse_identifiers(path: Path, raw: pd.DataFrame, first: int, codebook: Codebook) -> None:
    """Refuse columns whose values look like a BSN, a name, an address, a postcode, an e-mail or a telephone number.

    Raises `InputError` that names the first such cell.
    """
    known = {column.name: set(column.values) for column in codebook.declared if column.type == "category"}
    for name in raw.columns:
        values = pd.unique(raw[name])[:5_000]
        if not isinstance(raw[name].dtype, pd.StringDtype) and raw[name].dtype != object:
            if raw[name].dtype.kind not in "iuf":
                continue
            if raw[name].dtype.kind == "f":  # whole numbers become fractions where one of them is missing
                values = np.asarray(pd.Series(values).dropna(), float)
                values = values[np.isfinite(values) & (values == np.round(values)) & (abs(values) < 1e15)]
            values = pd.Series(values).dropna().astype(np.int64).astype(str)
        texts = [str(v).strip() for v in values if v is not None and str(v) not in known.get(name, ())]
        texts = [text for text in texts if text]
        hit = identifier_among(texts, codebook.roles.get(name, ""))
        if hit:
            words = raw[name].astype(str).str.strip().str.replace(r"\.0$", "", regex=True)
            place = int((words == hit[1]).to_numpy().argmax())
            raise InputError(
                file=path.name,
                line=first + place,
                column=name,
                expected="no data that name a person",
                found=hit[0],
                todo=REMOVE,
            )


def identifier_among(texts: list[str], role: str = "") -> tuple[str, str] | None:
    """What kind of identifier a list of distinct values holds, and its first example; `None` when it holds none.

    A BSN is recognised by the column: among random numbers one in eleven passes the test, among BSNs all do. One name
    of a person is too many where the values say who somebody is (`role` PERSON) or where it was (PLACE); in any other
    column one in five.
    """
    numbers = [text for text in texts if text.isdigit() and len(text) == 9]
    if numbers:
        passing = [text for text in numbers if passes_eleven_test(text)]
        if len(passing) >= max(1, 0.5 * len(numbers)) and len(numbers) >= min(3, len(texts)):
            return "a number that passes the eleven-test of a BSN", passing[0]
    return shape_or_name_among(texts, role)


def shape_or_name_among(
    texts: list[str], role: str, least: Callable[[str, int], float] = lambda kind, different: 1
) -> tuple[str, str] | None:
    """The first address, postcode, telephone number or name among distinct values, with its kind.

    `least`: how many of so many different values have to look like a kind before the column is one of them.
    """
    short = [text for text in texts if len(text) <= 120]
    for kind, shape in SHAPES:
        if kind == ADDRESS and role == PLACE:
            continue  # an office may be called after its street: “Werkplein 01”
        found = [text for text in short if shape.match(text)]
        if found and len(found) >= least(kind, len(texts)):
            return kind, found[0]
    if role:
        name = persons_among(short, of_place=role == PLACE)
        return ("the name of a person", name) if name else None
    sure = [text for text in short if is_surely_a_person(text)]
    return ("the name of a person", sure[0]) if len(sure) >= max(1, 0.2 * len(texts)) else None
