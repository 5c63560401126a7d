# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The account of a linking as one HTML file: a picture of the way from upload to table, and a table for every
question."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from research.linking.account import Account, Entry
from research.linking.flow import flow
from research.linking.words import page_words, step_words

STYLE = """
body{font:16px/1.5 system-ui,sans-serif;color:#1b1b1b;background:#fff;max-width:66rem;margin:0 auto;padding:1rem}
h1{font-size:1.7rem;line-height:1.25}
h2{margin-top:2.2rem;border-top:1px solid #d0d0d0;padding-top:1rem;font-size:1.2rem}
svg{max-width:100%;height:auto;display:block;background:#fff;forced-color-adjust:none}figure{margin:.5rem 0}
.wide{overflow-x:auto}.wide table{min-width:44rem}
table{border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums}
th,td{padding:.25rem .7rem;text-align:left;border-bottom:1px solid #e2e2e2;vertical-align:top}
td,tbody th{overflow-wrap:anywhere;min-width:6rem;font-weight:400}td.n{min-width:3rem}
td.n,th.n{text-align:right}thead th{border-bottom:2px solid #777}
.warn{border:2px solid #a61b1b;padding:.6rem 1rem;font-weight:600}.soft{color:#555}
@page{margin:15mm}
@media print{body{max-width:none;font-size:11px;padding:0}tr,svg{break-inside:avoid}h2{break-after:avoid}
.wide{overflow:visible}}
"""
#: A part of the page: its words, the kinds of lines it shows, and its columns behind the step.
PAGE_SECTIONS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("joins", ("upload", "join"), ("before", "found", "lost", "said")),
    ("files", ("file", "join"), ("file", "edition", "before", "found")),
    ("years", ("year",), ("before", "said")),
    ("measures", ("measure",), ("table", "before", "found", "lost", "said")),
    ("unknowns", ("unknown",), ("table", "year", "before", "lost", "said")),
    ("ties", ("tie",), ("before", "lost", "said")),
    ("dropped", ("dropped", "repaired"), ("table", "year", "before", "lost", "said")),
    ("passed", ("passed over",), ("file", "edition", "said")),
    ("declared", ("declared",), ("said",)),
)
#: What nobody should overlook: on top, where there is any.
MINDS = ("minds", ("mind",), ("people word", "said"))
NUMBERS = ("before", "found", "lost", "people word")


def page(account: Account, lang: str) -> str:
    """The whole page in a language ("en" or "nl"); no script, no outside call."""

    def say(key: str) -> str:
        return escape(page_words(lang, key))

    def section(key: str, kinds: tuple[str, ...], columns: tuple[str, ...]) -> str:
        lines = table(lines_of(account, key, kinds), columns, lang, say(key))
        return f"<section><h2>{say(key)}</h2>{lines}</section>"

    sections = "".join(section(*part) for part in PAGE_SECTIONS)
    minds = section(*MINDS) if account.of("mind") else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{say('title')}</title><style>{STYLE}</style></head><body><main>"
        f'<h1>{say("title")}</h1><p class="warn">{say("inside")}</p>'
        f"{minds}<section><h2>{say('flow')}</h2><p>{say('flow long')}</p>"
        f"<figure>{flow(account, lang)}</figure></section>{sections}</main></body></html>\n"
    )


def lines_of(account: Account, key: str, kinds: tuple[str, ...]) -> list[Entry]:
    """The lines of a part; those about files are the ones of CBS that were read."""
    entries = account.of(*kinds)
    return [e for e in entries if e.file and e.year] if key == "files" else entries


def table(entries: Iterable[Entry], columns: tuple[str, ...], lang: str, title: str) -> str:
    """Lines of the account as a table, with the step in front."""
    rows = "".join(row(entry, columns, lang) for entry in entries)
    if not rows:
        return f'<p class="soft">{escape(page_words(lang, "none"))}</p>'
    heads = "".join(
        f'<th scope="col"{number(name)}>{escape(page_words(lang, name))}</th>' for name in ("step", *columns)
    )
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{title}">'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def row(entry: Entry, columns: tuple[str, ...], lang: str) -> str:
    """One line."""
    held = {
        "table": step_words(lang, entry.table),
        "year": entry.year,
        "file": entry.file,
        "edition": entry.edition,
        "before": grouped(entry.before, lang),
        "found": grouped(entry.found, lang),
        "lost": grouped(entry.lost, lang),
        "people word": grouped(entry.lost, lang),
        "said": entry.words(lang),
    }
    cells = "".join(f"<td{number(name)}>{escape(held[name])}</td>" for name in columns)
    return f'<tr><th scope="row">{escape(step_words(lang, entry.step))}</th>{cells}</tr>'


def number(name: str) -> str:
    """Numbers stand on the right."""
    return ' class="n"' if name in NUMBERS else ""


def grouped(count: int, lang: str) -> str:
    """A count with its thousands set apart."""
    return f"{count:,}" if lang == "en" else f"{count:,}".replace(",", ".")
