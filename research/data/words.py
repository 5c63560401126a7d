# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a word of a table is written down, whoever typed it: without blanks around it, in one Unicode form (NFC).

Nothing else is changed: `7` and `7.0`, `k1` and `K1`, `07` and `7` stay apart, and are reported when both occur.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import pandas as pd

#: A whole number with a fraction of noughts, or with noughts in front, as one part of a label.
FRACTION = re.compile(r"(?<![\w.,])([0-9]+)[.,]0+(?![\w.,])")
NOUGHTS = re.compile(r"(?<![\w.,])0+(?=[0-9])")
BLANKS = re.compile(r"\s+")


def tidy(word: str) -> str:
    """One word as it is written down."""
    return word.strip() if word.isascii() else unicodedata.normalize("NFC", word).strip()


def as_words(cells: pd.Series) -> pd.Series:
    """Cells of any type as tidy text, in pandas' `str`: absent is empty, a whole number has no fraction."""
    text = cells.astype("string").fillna("").astype(str)
    if cells.dtype.kind == "f":
        text = text.str.replace(r"\.0$", "", regex=True)
    places, seen = pd.factorize(text)
    words = pd.Series([tidy(str(word)) for word in seen], dtype=text.dtype)
    return pd.Series(words.to_numpy()[places], index=cells.index, dtype=text.dtype)


def alike(label: str) -> str:
    """What labels have in common that people may take for one: no capitals, blanks, fractions or noughts in front."""
    found = unicodedata.normalize("NFKC", BLANKS.sub("", label)).casefold()
    return NOUGHTS.sub("", FRACTION.sub(r"\1", found))


def near_twins(labels: Any) -> list[list[str]]:
    """Labels that differ from another one only in what is easily overlooked, together and in order."""
    groups: dict[str, list[str]] = {}
    for label in sorted({str(label) for label in labels}):
        groups.setdefault(alike(label), []).append(label)
    return [group for group in groups.values() if len(group) > 1]
