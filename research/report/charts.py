# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pictures of the report as inline SVG: shapes and colours are attributes, so nothing has to be loaded or run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

from research.report.words import told, words

INK, SOFT, LINE, MAIN, OTHER, BAD = "#1b1b1b", "#555555", "#d0d0d0", "#0b5394", "#8a5a00", "#a61b1b"
ROW, LEFT, WIDTH, RIGHT = 26, 225, 680, 20
#: So many letters of a name fit beside the picture at the usual size; a longer name is written smaller.
FITS = 36


@dataclass(frozen=True)
class Mark:
    """One line of a picture: its name, a value, a range, and what it is called at the right.

    `kind` is `main` (filled dot), `other` (open square), `bar` or `bad` (a dot in red); `head` is a line of text.
    """

    name: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    kind: str = "main"
    said: str = ""


def ticks(low: float, high: float) -> list[float]:
    """About six round numbers from low to high."""
    span = max(high - low, 1e-9)
    step: float = 10.0 ** floor(log10(span / 5))
    step *= next(m for m in (1, 2, 5, 10) if span / (step * m) <= 7)
    return [round(step * k, 10) for k in range(ceil(low / step), floor(high / step) + 1)]


def text(x: float, y: float, words: str, *, anchor: str = "start", colour: str = INK, size: int = 13) -> str:
    """Words in a picture."""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-family="sans-serif" '
        f'text-anchor="{anchor}" fill="{colour}">{escape(words)}</text>'
    )


def straight(
    x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 1.0, dash: str = ""
) -> str:
    """A straight line."""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" '
        f'stroke="{colour}" stroke-width="{width}"{dashed}/>'
    )


def limits(marks: Iterable[Mark], zero: float | None) -> tuple[float, float]:
    """The range that holds every mark, with some air."""
    seen = [v for m in marks for v in (m.value, m.low, m.high) if v is not None]
    seen += [zero] if zero is not None else []
    if not seen:
        return 0.0, 1.0
    low, high = min(seen), max(seen)
    air = (high - low) * 0.06 or 1.0
    return low - air, high + air


def chart(
    title: str,
    marks: list[Mark],
    axis: str,
    *,
    zero: float | None = 0.0,
    limit: float | None = None,
    lang: str = "en",
) -> str:
    """One picture: a line for every mark over one axis; `zero` is drawn firmly, `limit` as dashes."""
    bars = any(m.kind == "bar" for m in marks)
    low, high = limits([*marks, Mark("", limit)], zero)
    low = 0.0 if bars else low
    height = ROW * len(marks) + 58
    inner = WIDTH - LEFT - RIGHT

    def at(value: float) -> float:
        return LEFT + inner * (min(max(value, low), high) - low) / (high - low)

    bottom = ROW * len(marks) + 12
    size = f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
    name = escape(title, quote=True)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{name}">']
    parts += [
        straight(at(t), 8, at(t), bottom, LINE)
        + text(at(t), bottom + 17, tick(t, lang), anchor="middle", colour=SOFT)
        for t in ticks(low, high)
    ]
    if zero is not None:
        parts.append(straight(at(zero), 8, at(zero), bottom, INK, 1.4))
    if limit is not None:
        parts.append(straight(at(limit), 8, at(limit), bottom, BAD, 1.6, "5 4"))
    parts.append(text(LEFT + inner / 2, bottom + 36, axis, anchor="middle", colour=SOFT))
    parts += [drawn(mark, 12 + ROW * number + ROW / 2, at, lang) for number, mark in enumerate(marks)]
    return "".join([*parts, "</svg>"])


def tick(value: float, lang: str) -> str:
    """A number under the axis."""
    written = f"{value:g}".replace("-", "−")
    return written.replace(".", ",") if lang == "nl" else written


def drawn(mark: Mark, y: float, at: object, lang: str) -> str:
    """One mark on its line."""
    place = at if callable(at) else float
    if mark.kind == "head":
        return straight(0, y + ROW / 2 - 4, LEFT - 10, y + ROW / 2 - 4, LINE) + text(
            0, y + 5, mark.name, size=14
        )
    shapes = [text(12, y + 5, mark.name, size=max(9, min(13, 13 * FITS // max(1, len(mark.name)))))]
    if mark.value is None:
        return "".join(
            [*shapes, text(LEFT + 6, y + 5, mark.said or words(lang, "no number"), colour=SOFT, size=12)]
        )
    colour = {"main": MAIN, "bar": MAIN, "other": OTHER}.get(mark.kind, BAD)
    x = place(mark.value)
    if mark.kind == "bar":
        width = max(x - LEFT, 1.0)
        shapes.append(f'<rect x="{LEFT}" y="{y - 8:.1f}" width="{width:.1f}" height="16" fill="{colour}"/>')
        outside = x + 60 < WIDTH
        shapes.append(
            text(x + 5 if outside else x - 5, y + 5, told(lang, mark.value), anchor="start" if outside else "end",
                 colour=INK if outside else "#ffffff", size=12)
        )  # fmt: skip
        return "".join(shapes)
    if mark.low is not None and mark.high is not None:
        a, b = place(mark.low), place(mark.high)
        shapes.append(straight(a, y, b, y, colour, 2.0))
        shapes += [straight(end, y - 5, end, y + 5, colour, 2.0) for end in (a, b)]
    if mark.kind == "other":
        shapes.append(
            f'<rect x="{x - 4.5:.1f}" y="{y - 4.5:.1f}" width="9" height="9" fill="#ffffff" stroke="{colour}" '
            'stroke-width="2"/>'
        )
    else:
        shapes.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{colour}"/>')
    return "".join(shapes)
