# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Groups partly pooled in the report: of each its own estimate, and beside it the same drawn towards its other half."""

from __future__ import annotations

from html import escape

from research.release.pooled import FEWEST_PAIRS, Half, pooled
from research.report.charts import Mark, chart
from research.report.facts import Facts, ReportedEffect
from research.report.figures import figure, name_of

HEAD = (
    "group",
    "estimate",
    "error",
    "lower 95",
    "upper 95",
    "pooled estimate",
    "pooled lower",
    "pooled upper",
)


def pooled_part(facts: Facts) -> str:
    """One picture and table per service with three pairs or more; empty where none has. It gives no direction."""
    html = []
    for service, title in facts.services.items():
        pairs = pairs_of(facts, service)
        if len(pairs) < FEWEST_PAIRS:
            continue
        marks, table = [], []
        for rows, halves in zip(
            pairs, pooled([(half(rows[0]), half(rows[1])) for rows in pairs]), strict=True
        ):
            marks.append(Mark(facts.characteristics[rows[0].characteristic], kind="head"))
            for row, drawn in zip(rows, halves, strict=True):
                ends = (drawn.estimate, drawn.lower, drawn.upper)
                marks.append(Mark(name_of(row, facts), row.estimate, row.lower_95, row.upper_95))
                marks.append(Mark(facts.say("pooled mark"), *ends, kind="other"))
                numbers = (row.estimate, row.se, row.lower_95, row.upper_95, *ends)
                table.append([name_of(row, facts), *(facts.told(v, max(2, row.places)) for v in numbers)])
        label = facts.say("pooled of", title)
        picture = chart(label, marks, facts.say("difference in", facts.unit), lang=facts.lang)
        html.append(f"<h3>{escape(title)}</h3>" + figure(facts, picture, label, HEAD, table, numbers=True))
    return f"<p>{escape(facts.say('pooled note'))}</p>{''.join(html)}" if html else ""


def pairs_of(facts: Facts, service: str) -> list[tuple[ReportedEffect, ReportedEffect]]:
    """The pairs of a service on the main question of which both halves have a number here."""
    found: dict[str, list[ReportedEffect]] = {}
    for row in facts.rows:
        asked = row.primary and row.characteristic and row.comparison == facts.direction
        if asked and row.service == service and row.estimate is not None and row.se:
            found.setdefault(row.characteristic, []).append(row)
    return [(rows[0], rows[1]) for rows in found.values() if len(rows) == 2]


def half(row: ReportedEffect) -> Half:
    """The estimate and its error."""
    return row.estimate or 0.0, row.se or 0.0
