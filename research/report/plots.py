# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pictures with two axes as inline SVG: dots with ranges, lines and bands. Pure: from numbers to text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from research.report.charts import INK, LINE, MAIN, OTHER, SOFT, straight, text, tick, ticks

BAND = "#dbe6f1"
PLOT_WIDTH, PLOT_HEIGHT, EDGE_LEFT, EDGE_RIGHT, EDGE_TOP, EDGE_BOTTOM = 680, 330, 62, 16, 30, 52


@dataclass(frozen=True)
class Dot:
    """One dot with the range of its height, where it has one."""

    x: float
    y: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Course:
    """A line through some points (x, y): drawn on, or in dashes when it is a limit of something."""

    points: tuple[tuple[float, float], ...]
    dashed: bool = False
    other: bool = False


@dataclass(frozen=True)
class Area:
    """A band between two lines: points (x, low, high) from left to right."""

    points: tuple[tuple[float, float, float], ...]


@dataclass(frozen=True)
class Axes:
    """What the axes are called; `zero_x` says that the vertical nought is drawn firmly too."""

    x: str
    y: str
    zero_x: bool = False


def span(values: Sequence[float], *, zero: bool) -> tuple[float, float]:
    """The range that holds every value, with some air; nought in it where that is asked."""
    seen = [*values, 0.0] if zero or not values else list(values)
    low, high = min(seen), max(seen)
    air = (high - low) * 0.05 or 1.0
    return low - air, high + air


@dataclass(frozen=True)
class Places:
    """From values to places in the picture."""

    x_low: float
    x_high: float
    y_low: float
    y_high: float

    def across(self, value: float) -> float:
        """How far to the right."""
        inner = PLOT_WIDTH - EDGE_LEFT - EDGE_RIGHT
        return EDGE_LEFT + inner * (value - self.x_low) / (self.x_high - self.x_low)

    def down(self, value: float) -> float:
        """How far down."""
        inner = PLOT_HEIGHT - EDGE_TOP - EDGE_BOTTOM
        held = min(max(value, self.y_low), self.y_high)
        return EDGE_TOP + inner * (self.y_high - held) / (self.y_high - self.y_low)


def plot(
    title: str,
    axes: Axes,
    *,
    dots: Sequence[Dot] = (),
    courses: Sequence[Course] = (),
    areas: Sequence[Area] = (),
    lang: str = "en",
) -> str:
    """One picture: bands below, then the grid, lines, and dots with the range of each."""
    xs = (
        [d.x for d in dots]
        + [x for c in courses for x, _ in c.points]
        + [p[0] for a in areas for p in a.points]
    )
    ys = [v for d in dots for v in (d.y, d.low, d.high) if v is not None]
    ys += [y for c in courses for _, y in c.points] + [v for a in areas for p in a.points for v in p[1:]]
    places = Places(*span(xs, zero=axes.zero_x), *span(ys, zero=True))
    size = f'viewBox="0 0 {PLOT_WIDTH} {PLOT_HEIGHT}" width="{PLOT_WIDTH}" height="{PLOT_HEIGHT}"'
    name = escape(title, quote=True)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{name}">']
    parts += [area_drawn(area, places) for area in areas]
    parts += grid(axes, places, lang)
    parts += [course_drawn(course, places) for course in courses]
    parts += [dot_drawn(dot, places) for dot in dots]
    return "".join([*parts, "</svg>"])


def grid(axes: Axes, places: Places, lang: str) -> list[str]:
    """Thin lines at round numbers, nought firmly, and what the axes are called."""
    left, right = EDGE_LEFT, PLOT_WIDTH - EDGE_RIGHT
    top, bottom = EDGE_TOP, PLOT_HEIGHT - EDGE_BOTTOM
    parts = []
    for value in ticks(places.x_low, places.x_high):
        x, firm = places.across(value), axes.zero_x and value == 0.0
        parts.append(straight(x, top, x, bottom, INK if firm else LINE, 1.2 if firm else 1.0))
        parts.append(text(x, bottom + 17, tick(value, lang), anchor="middle", colour=SOFT))
    for value in ticks(places.y_low, places.y_high):
        y, firm = places.down(value), value == 0.0
        parts.append(straight(left, y, right, y, INK if firm else LINE, 1.4 if firm else 1.0))
        parts.append(text(left - 6, y + 4, tick(value, lang), anchor="end", colour=SOFT))
    parts.append(text((left + right) / 2, bottom + 38, axes.x, anchor="middle", colour=SOFT))
    parts.append(text(4, 16, axes.y, colour=SOFT))
    return parts


def area_drawn(area: Area, places: Places) -> str:
    """A band, filled, with a thin edge so that it does not live by its colour."""
    there = [(places.across(x), places.down(high)) for x, _, high in area.points]
    back = [(places.across(x), places.down(low)) for x, low, _ in reversed(area.points)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in [*there, *back])
    return f'<polygon points="{path}" fill="{BAND}" stroke="{SOFT}" stroke-width="0.6"/>'


def course_drawn(course: Course, places: Places) -> str:
    """A line through its points."""
    path = " ".join(f"{places.across(x):.1f},{places.down(y):.1f}" for x, y in course.points)
    dashed = ' stroke-dasharray="5 4"' if course.dashed else ""
    colour = OTHER if course.other else MAIN
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dashed}/>'


def dot_drawn(dot: Dot, places: Places) -> str:
    """A dot, and its range as a line with ends."""
    x, parts = places.across(dot.x), []
    if dot.low is not None and dot.high is not None:
        low, high = places.down(dot.low), places.down(dot.high)
        parts.append(straight(x, low, x, high, INK, 1.4))
        parts += [straight(x - 4, end, x + 4, end, INK, 1.4) for end in (low, high)]
    parts.append(f'<circle cx="{x:.1f}" cy="{places.down(dot.y):.1f}" r="4.5" fill="{MAIN}"/>')
    return "".join(parts)
