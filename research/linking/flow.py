# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The way from upload to table as a picture: boxes with what was left, on the way to each what was lost, bars for what
is known."""

from __future__ import annotations

from html import escape
from textwrap import wrap

from research.linking.account import Account, Entry
from research.linking.words import page_words, step_words

#: Narrow enough for a telephone; so many letters of the small size go on a line beside an arrow.
WIDTH, LEFT, HIGH, GAP = 340, 6, 46, 22
ARROW, LETTERS, LINE, FACT = 20, 40, 16, 40
#: Lines about people that say nothing of how many are known.
NO_MEASURE = ("in work at the intake",)
INK, KNOWN, NOT_KNOWN, SOFT = "#1b1b1b", "#1f5f8b", "#d9d9d9", "#555"


def flow(account: Account, lang: str) -> str:
    """The picture as SVG, with a title for who cannot see it; every number in it also stands in a table."""
    parts: list[str] = []
    steps, top = on_the_way(account), 4
    for place, entry in enumerate(steps):
        if place:
            drawn, high = lost_on_the_way(top, entry, lang)
            parts += drawn
            top += high
        parts += box(top, entry, lang)
        top += HIGH
    top += GAP + 8
    parts.append(words(LEFT, top, page_words(lang, "known"), weight="600"))
    known = [
        e for e in account.of("join", "measure") if e not in steps and e.before and e.key not in NO_MEASURE
    ]
    for place, entry in enumerate(known):
        parts += bar(top + 10 + place * FACT, entry, lang)
    height = top + 20 + len(known) * FACT
    title = escape(page_words(lang, "flow"))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" font-family="system-ui,sans-serif" font-size="13"><title>{title}</title>'
        f"{''.join(parts)}</svg>"
    )


def on_the_way(account: Account) -> list[Entry]:
    """The steps that change how many there are: rows first, then people."""
    steps = account.of("upload", "dropped", "join")
    return [
        e
        for e in steps
        if (e.kind == "upload" and (e.key != "people" or e.lost))
        or (e.kind == "dropped" and e.table == "upload")
        or e.key in ("later intakes", "no record")
    ]


def box(top: int, entry: Entry, lang: str) -> list[str]:
    """One step with what was left."""
    wide = WIDTH - 2 * LEFT
    return [
        f'<rect x="{LEFT}" y="{top}" width="{wide}" height="{HIGH}" rx="4" fill="#fff" stroke="{INK}"/>',
        words(LEFT + 10, top + 19, step_words(lang, entry.step), weight="600"),
        words(LEFT + 10, top + 37, count(entry.found, lang)),
    ]


def lost_on_the_way(top: int, entry: Entry, lang: str) -> tuple[list[str], int]:
    """The arrow to a step with what was lost on the way to it, and how high that is."""
    lines = wrap(entry.words(lang), LETTERS) if entry.lost else []
    high = GAP + LINE * (len(lines) + 1) if lines else GAP
    x, end = LEFT + ARROW, top + high
    drawn = [f'<path d="M{x} {top}V{end - 1}m-5 -6l5 6l5 -6" stroke="{INK}" fill="none"/>']
    if lines:
        drawn.append(words(x + 14, top + 18, f"− {count(entry.lost, lang)}", weight="600"))
        drawn += [
            words(x + 14, top + 18 + LINE * (n + 1), line, colour=SOFT, size=12)
            for n, line in enumerate(lines)
        ]
    return drawn, high


def bar(top: int, entry: Entry, lang: str) -> list[str]:
    """For how many of the people something is known."""
    known = entry.before - int(
        str(entry.values.get("people", entry.lost))
    )  # presence in a file is no measure of it
    wide = WIDTH - 2 * LEFT
    said = f"{count(known, lang)} / {count(entry.before, lang)}"
    return [
        words(LEFT, top + 14, step_words(lang, entry.step)),
        words(WIDTH - LEFT, top + 14, said, anchor="end"),
        f'<rect x="{LEFT}" y="{top + 20}" width="{wide}" height="10" fill="{NOT_KNOWN}"/>',
        f'<rect x="{LEFT}" y="{top + 20}" width="{wide * known / entry.before:.1f}" height="10" fill="{KNOWN}"/>',
    ]


def words(
    x: float,
    y: float,
    said: str,
    *,
    weight: str = "400",
    colour: str = INK,
    size: int = 13,
    anchor: str = "start",
) -> str:
    """A line of text."""
    return (
        f'<text x="{x:g}" y="{y:g}" font-weight="{weight}" font-size="{size}" text-anchor="{anchor}" '
        f'fill="{colour}">{escape(said)}</text>'
    )


def count(number: int, lang: str) -> str:
    """A count with its thousands set apart."""
    return f"{number:,}" if lang == "en" else f"{number:,}".replace(",", ".")
