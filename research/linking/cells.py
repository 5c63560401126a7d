# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""One cell of a source file as a number: a code by its place in the list, a day as 20190401, unknown as -1.

Only the different words of a column are looked at, after the filter on people, so every code is held against its
list however large the file is.
"""

from __future__ import annotations

import datetime as dt
import re

import numpy as np
import pandas as pd

from research.linking.layout import LayoutColumn

UNKNOWN, OTHER = -1, -2
OPEN = 99991231
CALLED = {
    "day": "a day like 20190401",
    "year": "a year like 1975",
    "month": "a month from 1 to 12",
    "number": "a number of at least 0",
    "atc": "an ATC code like N06A",
}
ABSENT = ("nan", "nat", "<na>", "none")
WHOLE = re.compile(r"^(-?\d+)\.0+$")
LABEL = "a label in place of a code? Export codes, not labels"


class NotInList(Exception):
    """A word that the layout does not know; says what was expected and what the likely reason is."""

    def __init__(self, expected: str, reason: str) -> None:
        """Keep both."""
        super().__init__(expected, reason)
        self.expected, self.reason = expected, reason


def word_of(cell: object) -> str:
    """A cell as a word: no spaces around it, whole numbers without a fraction, absent cells empty."""
    if type(cell) is str and cell.isdigit():
        return cell
    word = "" if cell is None else str(cell).strip()
    if word.lower() in ABSENT:
        return ""
    return WHOLE.sub(r"\1", word) if ".0" in word else word


def words_of(cells: pd.Series) -> pd.Series:
    """Every cell of a column as a word (n); each different cell is looked at once."""
    if cells.dtype.kind == "O" and pd.api.types.infer_dtype(cells) != "string":
        return cells.map(word_of, na_action=None)  # 1 and True would be one
    text = isinstance(cells.dtype, pd.StringDtype)
    if text and not cells.hasnans and cells.str.isdigit().all():
        return cells  # digits are words already
    codes, different = pd.factorize(cells, use_na_sentinel=False)
    words = np.array([word_of(cell) for cell in different], dtype=object)
    if text:
        taken = pd.array(words, dtype=cells.dtype).take(codes)
        return pd.Series(taken, index=cells.index, name=cells.name)
    return pd.Series(words[codes] if len(words) else words, index=cells.index, name=cells.name)


def bare(code: str) -> str:
    """A code without leading zeros, so that 2 and 02 are one."""
    return code.lstrip("0") or "0" if code.isdigit() else code.upper()


def number_of(word: str, column: LayoutColumn) -> int:
    """A word as a number. Raises `NotInList`."""
    if word in column.open:
        return OPEN
    if word in column.unknown or not word.strip("-"):
        return UNKNOWN
    if column.form == "code":
        return code_of(word, column)
    if column.form == "atc":
        return atc_of(word, column)
    if column.form == "day":
        return day_of(word)
    if column.form == "number":
        return amount_of(word)
    limits = {"year": (1850, 2100), "month": (1, 12)}[column.form]
    if not word.isdigit() or not limits[0] <= int(word) <= limits[1]:
        raise NotInList(CALLED[column.form], "another column, or a damaged cell")
    return int(word)


def code_of(word: str, column: LayoutColumn) -> int:
    """The place of a code in its list. Raises `NotInList`."""
    codes = [bare(code) for code in column.codes]
    if bare(word) in codes:
        return codes.index(bare(word))
    letters = sum(letter.isalpha() for letter in word)
    reason = (
        LABEL
        if letters >= 3
        else "a code that the layout does not know: look it up at CBS, and add it to a copy of the layout"
    )
    raise NotInList(f"one of the codes {', '.join(column.codes)}", reason)


def atc_of(word: str, column: LayoutColumn) -> int:
    """The place of a medicine group in the list by its first four positions; `OTHER` for a medicine outside the
    list. Raises `NotInList`."""
    if not re.fullmatch(r"[A-Z]\d\d([A-Z]([A-Z](\d\d)?)?)?", word.upper()):
        raise NotInList(CALLED["atc"], LABEL)
    codes = list(column.codes)
    return codes.index(word.upper()[:4]) if word.upper()[:4] in codes else OTHER


def day_of(word: str) -> int:
    """A day as a number like 20190401; also when the file held a date. Raises `NotInList`."""
    match = re.fullmatch(r"(\d{4})-?(\d\d)-?(\d\d)(?:[ T]00:00(?::00(?:\.0+)?)?)?", word)
    try:
        if match:
            dt.date(int(match[1]), int(match[2]), int(match[3]))
            return int(match[1] + match[2] + match[3])
    except ValueError:
        pass
    raise NotInList(CALLED["day"], "another form of date, or a damaged cell")


def amount_of(word: str) -> int:
    """A number of at least 0 in hundredths. Raises `NotInList`."""
    try:
        value = float(word.replace(",", "."))
    except ValueError:
        raise NotInList(CALLED["number"], "another column, or a damaged cell") from None
    if not -1e9 < value < 1e9:
        raise NotInList(CALLED["number"], "a number that cannot be")
    return max(0, round(value * 100))
