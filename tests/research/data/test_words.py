# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words are written down in one way; what people may take for one word is found and left as it is."""

from __future__ import annotations

import unicodedata

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.data.table import to_numbers
from research.data.words import as_words, near_twins, tidy
from research.plan.model import Column


@pytest.mark.parametrize(
    ("one", "other"),
    [("k1", "K1"), ("7", "7.0"), ("7", "007"), ("7", "7,00"), ("k 1", "k1"), ("c0|7|m", "c0|7.0|m"), ("ｋ1", "k1"),
     ("noord/07", "noord/7")],
)  # fmt: skip
def test_labels_that_people_may_take_for_one(one: str, other: str) -> None:
    assert near_twins([one, other, "something else"]) == [sorted([one, other])]


@pytest.mark.parametrize(
    ("one", "other"),
    [("7", "70"), ("7.5", "75"), ("k10", "k1"), ("7.01", "7.1"), ("100", "1"), ("1.2.0", "1.2")],
)
def test_labels_that_are_two(one: str, other: str) -> None:
    assert near_twins([one, other]) == []


@given(st.text(max_size=12))
def test_a_word_is_tidy_once_and_for_all(word: str) -> None:
    assert tidy(tidy(word)) == tidy(word)
    assert unicodedata.is_normalized("NFC", tidy(word))


def test_every_type_of_cell_as_a_word() -> None:
    assert as_words(pd.Series([7.0, np.nan, 7.5])).tolist() == ["7", "", "7.5"]
    assert as_words(pd.Series([7, None], dtype="Int64")).tolist() == ["7", ""]
    assert as_words(pd.Series([" a ", None, "e\u0301"], dtype=object)).tolist() == ["a", "", "é"]
    assert as_words(pd.Series(["007", "7.0"])).tolist() == ["007", "7.0"]


@pytest.mark.parametrize(
    "cells",
    [
        pd.Series(["-9", "-9.0", "", "3", " 4 "]), pd.Series([-9.0, -9.0, np.nan, 3.0, 4.0]),
        pd.Series([-9, -9, None, 3, 4], dtype="Int64"), pd.Series([-9, "-9.00", None, 3.0, "4"], dtype=object),
    ],
)  # fmt: skip
def test_f10_missing_codes_are_numbers_and_empty_is_one_thing(cells: pd.Series) -> None:
    numbers, missing = to_numbers(cells, Column("y", "number", missing=("", "-9")))
    assert missing.tolist() == [True, True, True, False, False]
    assert numbers[3:].tolist() == [3.0, 4.0]
    numbers, missing = to_numbers(cells, Column("y", "number"))
    assert missing.tolist() == [False] * 5
    assert np.isnan(numbers).tolist() == [False, False, True, False, False]


def test_a_decimal_comma_counts_only_where_the_file_has_it() -> None:
    column, cells = Column("y", "number"), pd.Series(["1,5", "2.5", "3"])
    assert np.isnan(to_numbers(cells, column)[0]).tolist() == [True, False, False]
    assert np.isnan(to_numbers(cells, column, ",")[0]).tolist() == [False, True, False]
