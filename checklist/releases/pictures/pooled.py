# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two lines per group on one axis: what was found for it, and the same drawn towards its other half."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from checklist.releases.pictures.forest import ForestAxis, position


@dataclass(frozen=True, slots=True)
class PooledLine:
    """One estimate with its range; `text` are the same numbers in words."""

    text: str
    x_point: str
    x_low: str
    x_high: str
    clipped_low: bool
    clipped_high: bool


@dataclass(frozen=True, slots=True)
class PooledRow:
    label: str
    own: PooledLine
    drawn: PooledLine


@dataclass(frozen=True, slots=True)
class PooledTable:
    """Of one service: its groups in the order of the release, never sorted by size."""

    service: str
    caption: str
    axis: ForestAxis
    rows: tuple[PooledRow, ...]

    @property
    def clipped(self) -> bool:
        return any(_clipped(line) for row in self.rows for line in (row.own, row.drawn))


def pooled_line(text: str, values: Iterable[Decimal], axis: ForestAxis) -> PooledLine:
    """Point, low and high end, as they stand on this axis."""
    point, low, high = values
    x_point, x_low, x_high = (position(value, axis.reach) for value in (point, low, high))
    return PooledLine(text, x_point, x_low, x_high, low < -axis.reach, high > axis.reach)


def _clipped(line: PooledLine) -> bool:
    return line.clipped_low or line.clipped_high
