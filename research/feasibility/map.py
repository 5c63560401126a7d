# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The map: sizes across, spreads between caseworkers down, in every cell the smallest difference that can be seen."""

from __future__ import annotations

from html import escape

from research.feasibility.more import SIZES, SPREADS, visible
from research.feasibility.prospects import FOUND
from research.feasibility.words import number, say, say_one
from research.report.charts import INK, SOFT, text

LEFT, TOP, WIDE, HIGH = 110, 34, 92, 40
#: Shades from what can be seen well to what cannot be seen; the number stands in every cell.
SHADES = ((FOUND / 2, "#cfe3f5"), (FOUND, "#e6f0f9"), (20.0, "#f6f1e4"), (float("inf"), "#f3dcd9"))


def cells(per_caseworker: float, chosen: float, rate: float) -> list[list[float]]:
    """The numbers of the map, a row for every spread."""
    return [[visible(size, spread, per_caseworker, chosen, rate) for size in SIZES] for spread in SPREADS]


def nearest(people: float, spread: float) -> tuple[int, int]:
    """Row and column of the cell that lies nearest to a registration, by ratio."""

    def place(value: float, among: tuple[float, ...]) -> int:
        return min(range(len(among)), key=lambda n: max(among[n] / max(value, 1e-9), value / among[n]))

    return place(spread, SPREADS), place(people, SIZES)


def drawn(table: list[list[float]], own: tuple[int, int], lang: str) -> str:
    """The picture as SVG; every number in it also stands in a table."""
    width, height = LEFT + WIDE * len(SIZES) + 6, TOP + HIGH * len(SPREADS) + 6
    parts = [
        text(LEFT + WIDE * (n + 0.5), TOP - 12, number(lang, size), anchor="middle", colour=SOFT)
        for n, size in enumerate(SIZES)
    ]
    parts.append(text(4, TOP - 12, say(lang, "map axis"), colour=SOFT))
    for row, spread in enumerate(SPREADS):
        middle = TOP + HIGH * (row + 0.5) + 5
        parts.append(text(4, middle, say_one(lang, "map row", number(lang, spread, 1)), colour=SOFT))
        for column, value in enumerate(table[row]):
            shade = next(colour for limit, colour in SHADES if value <= limit)
            x, y = LEFT + WIDE * column, TOP + HIGH * row
            parts.append(
                f'<rect x="{x}" y="{y}" width="{WIDE}" height="{HIGH}" fill="{shade}" stroke="#ffffff" '
                'stroke-width="2"/>'
            )
            parts.append(text(x + WIDE / 2, middle, number(lang, value, 1), anchor="middle", colour=INK))
    x, y = LEFT + WIDE * own[1], TOP + HIGH * own[0]
    parts.append(
        f'<rect x="{x + 2}" y="{y + 2}" width="{WIDE - 4}" height="{HIGH - 4}" fill="none" stroke="{INK}" '
        'stroke-width="3"/>'
    )
    name = escape(say(lang, "map"), quote=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label="{name}">{"".join(parts)}</svg>'
    )
