# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A picture with its table, as HTML: what every part of the report is made of."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from research.report.facts import Facts, ReportedEffect


def figure(
    facts: Facts,
    picture: str,
    title: str,
    head: Iterable[str],
    rows: Iterable[list[str]],
    *,
    words: bool = False,
    numbers: bool = False,
) -> str:
    """A picture with its table below it; the table holds every number of the picture.

    `words` says that its last column is a sentence, `numbers` that it is a number too.
    """
    cells = "".join(
        f"<tr><th scope='row'>{escape(row[0])}</th>"
        + "".join(f"<td>{escape(c)}</td>" for c in row[1:])
        + "</tr>"
        for row in rows
    )
    top = "".join(f"<th scope='col'>{escape(facts.say(name))}</th>" for name in head)
    kind = ' class="words"' if words else ' class="numbers"' if numbers else ""
    head_row = f"<thead><tr>{top}</tr></thead>"
    table = f"<table{kind}><caption>{escape(title)}</caption>{head_row}<tbody>{cells}</tbody></table>"
    drawn = f"{scroll(title)}{picture}</div>" if picture else ""
    return f"<figure>{drawn}{scroll(facts.say('table', title))}{table}</div></figure>"


def scroll(label: str) -> str:
    """What can be moved sideways on a small screen, also with the keyboard."""
    return f'<div class="wide" role="group" tabindex="0" aria-label="{escape(label, quote=True)}">'


def folded(facts: Facts, title: str, head: Iterable[str], rows: Iterable[list[str]]) -> str:
    """Lines without a picture, behind one line that opens."""
    summary = escape(facts.say("table", title))
    return f"<details><summary>{summary}</summary>{figure(facts, '', title, head, rows)}</details>"


def name_of(row: ReportedEffect, facts: Facts) -> str:
    """Everyone, or the group."""
    if not row.characteristic:
        return facts.say("everyone")
    return facts.groups.get((row.characteristic, row.group), row.group)
