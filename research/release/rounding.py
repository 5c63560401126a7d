# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""How numbers are rounded in a release (rule X4): to the decimals of their outcome, ranges away from each other."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal


def rounded(value: float | None, places: int = 1) -> Decimal | None:
    """A number with a fixed number of decimals; minus zero becomes zero."""
    if value is None:
        return None
    step = Decimal(1).scaleb(-places)
    number = Decimal(repr(float(value))).quantize(step, rounding=ROUND_HALF_EVEN)
    return abs(number) if number == 0 else number


def chance(value: float | None) -> Decimal | None:
    """A p-value rounded upwards, so that it is never nought and never crosses a threshold by rounding."""
    return None if value is None else Decimal(repr(value)).quantize(Decimal("0.0001"), rounding=ROUND_CEILING)


def outward(lower: float, upper: float, places: int = 1) -> tuple[Decimal, Decimal]:
    """Limits to the decimals of their outcome, away from each other: rounding never takes a value out of a range."""
    step = Decimal(1).scaleb(-places)
    low = Decimal(repr(lower)).quantize(step, rounding=ROUND_FLOOR)
    high = Decimal(repr(upper)).quantize(step, rounding=ROUND_CEILING)
    return low + 0, high + 0
