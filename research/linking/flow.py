# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The way from upload to table as a picture: boxes with what was left, beside them what was lost, bars for what is
known."""

from __future__ import annotations

from html import escape

from research.linking.account import Account, Entry
from research.linking.words import page_words, step_words

WIDTH, LEFT, BOX, HIGH, GAP = 720, 10, 300, 46, 22
BAR, LINE = 260, 24
#: Lines about people that say nothing of how many are known.
NO_MEASURE = ("in work at the intake",)
INK, KNOWN, NOT_KNOWN, SOFT = "#1b1b1b", "#1f5f8b", "#d9d9d9", "#555"


def flow(account: Account, lang: str) -> str:
    """The picture as SVG, with a title for who cannot see it; every number in it also stands in a table."""
    parts: list[str] = []
    steps = on_the_way(account)
    for place, entry in enumerate(steps):
        parts += box(place, entry, lang, last=place == len(steps) - 1)
    top = len(steps) * (HIGH + GAP) + 16
    parts.append(words(LEFT, top, page_words(lang, "known"), weight="600"))
    known = [
        e for e in account.of("join", "measure") if e not in steps and e.before and e.key not in NO_MEASURE
    ]
    for place, entry in enumerate(known):
        parts += bar(top + 12 + place * LINE, entry, lang)
    height = top + 24 + len(known) * LINE
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


def box(place: int, entry: Entry, lang: str, *, last: bool) -> list[str]:
    """One step, with an arrow down and what was lost on its right."""
    top = place * (HIGH + GAP) + 4
    middle = LEFT + BOX / 2
    drawn = [
        f'<rect x="{LEFT}" y="{top}" width="{BOX}" height="{HIGH}" rx="4" fill="#fff" stroke="{INK}"/>',
        words(LEFT + 10, top + 19, step_words(lang, entry.step), weight="600"),
        words(LEFT + 10, top + 37, count(entry.found, lang)),
    ]
    if entry.lost:
        drawn += [
            f'<path d="M{LEFT + BOX} {top + HIGH / 2:g}h24" stroke="{SOFT}" fill="none"/>',
            words(LEFT + BOX + 30, top + HIGH / 2 - 3, f"− {count(entry.lost, lang)}", weight="600"),
            words(LEFT + BOX + 30, top + HIGH / 2 + 14, entry.words(lang), colour=SOFT),
        ]
    if not last:
        drawn.append(
            f'<path d="M{middle:g} {top + HIGH}v{GAP - 6}m-5 -6l5 6l5 -6" stroke="{INK}" fill="none"/>'
        )
    return drawn


def bar(top: int, entry: Entry, lang: str) -> list[str]:
    """For how many of the people something is known."""
    known = entry.before - int(
        str(entry.values.get("people", entry.lost))
    )  # presence in a file is no measure of it
    share = known / entry.before
    left = LEFT + 190
    return [
        words(LEFT, top + 14, step_words(lang, entry.step)),
        f'<rect x="{left}" y="{top + 2}" width="{BAR}" height="15" fill="{NOT_KNOWN}"/>',
        f'<rect x="{left}" y="{top + 2}" width="{BAR * share:.1f}" height="15" fill="{KNOWN}"/>',
        words(left + BAR + 10, top + 14, f"{count(known, lang)} / {count(entry.before, lang)}"),
    ]


def words(x: float, y: float, said: str, *, weight: str = "400", colour: str = INK) -> str:
    """A line of text."""
    return f'<text x="{x:g}" y="{y:g}" font-weight="{weight}" fill="{colour}">{escape(said)}</text>'


def count(number: int, lang: str) -> str:
    """A count with its thousands set apart."""
    return f"{number:,}" if lang == "en" else f"{number:,}".replace(",", ".")
