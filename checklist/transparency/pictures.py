# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the marks stand on the strip of days of who looked. Pure: plain values in, plain values out.

Every row has the same columns: the days on which anybody looked, oldest left. A day on which nobody looked takes no
room, so the strip fits on a telephone. What is older than the columns reach stands in the first one, as another mark.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

MOST_COLUMNS = 12


@dataclass(frozen=True, slots=True)
class DayMark:
    """A look on one day; `earlier`: on one or more days before the columns begin."""

    x: str
    earlier: bool


@dataclass(frozen=True, slots=True)
class StripOfDays:
    """One row of marks for each list of days, in the same order; the first and the last day that have a column."""

    rows: tuple[tuple[DayMark, ...], ...]
    first: date | None
    last: date | None
    earlier: bool  # is there a column for what is older?


def strip_of_days(rows: Sequence[Collection[date]]) -> StripOfDays:
    days = sorted({day for row in rows for day in row})
    if not days:
        return StripOfDays(tuple(() for _row in rows), None, None, earlier=False)
    folded = len(days) > MOST_COLUMNS
    shown = days[-(MOST_COLUMNS - 1) :] if folded else days
    columns = len(shown) + folded
    drawn = tuple(_marks(row, shown, columns) for row in rows)
    return StripOfDays(drawn, shown[0], shown[-1], earlier=folded)


def _marks(row: Collection[date], shown: list[date], columns: int) -> tuple[DayMark, ...]:
    older = any(day < shown[0] for day in row)
    first = columns - len(shown)
    marks = [DayMark(_middle(0, columns), earlier=True)] if older else []
    marks += [
        DayMark(_middle(first + n, columns), earlier=False) for n, day in enumerate(shown) if day in row
    ]
    return tuple(marks)


def _middle(column: int, columns: int) -> str:
    """The middle of a column, with a dot whatever the language."""
    return f"{(Decimal(column) + Decimal('0.5')) / columns * 100:.2f}%"
