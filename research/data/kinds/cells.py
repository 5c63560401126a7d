# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cells of programs as plain text and numbers: whole numbers whole, days in ISO, yes and no as 1 and 0."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd

#: Whole numbers above this are not all held by a float.
EXACT = 2.0**53


def as_days(moments: pd.Series) -> pd.Series:
    """Moments in ISO as text, without a fraction of noughts; midnight is the day alone."""
    text = moments.astype("string").str.replace(r"(:[0-9]{2})\.0+$", r"\1", regex=True)
    return text.str.replace(r"[ T]00:00:00$", "", regex=True).astype(object)


def as_whole(cells: pd.Series) -> pd.Series:
    """Numbers that are all whole (or absent) as whole numbers."""
    values = cells.to_numpy(dtype=np.float64)
    known = values[~np.isnan(values)]
    if not (np.isfinite(known) & (known == np.round(known)) & (np.abs(known) < EXACT)).all():
        return cells
    return cells.astype("Int64") if len(known) < len(values) else cells.astype(np.int64)


def word_of(value: Any) -> str:
    """One cell as text: what people see in it, without a fraction where there is none; absent is empty."""
    if value is None or value is pd.NaT or (isinstance(value, float) and np.isnan(value)):
        return ""
    if isinstance(value, bool | np.bool_):
        return str(int(value))
    if isinstance(value, float | np.floating):
        number = float(value)
        return str(int(number)) if number.is_integer() and abs(number) < EXACT else repr(number)
    if isinstance(value, dt.datetime):
        return value.isoformat(" ").removesuffix(" 00:00:00")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value)
