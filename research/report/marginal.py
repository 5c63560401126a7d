# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The marginal effect of every service as a line with its two ranges and a table; only in the report inside."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from research.report.facts import Facts
from research.report.figures import figure
from research.report.plots import Area, Axes, Course, plot
from research.report.scrutiny import note
from research.report.words import capital
from research.results import MarginalPoint, TendencyLine

HEAD = ("tendency in points", "estimate", "lower 95", "upper 95", "band lower", "band upper")
LINE_HEAD = ("line", "value", "lower 95", "upper 95")


def marginal_part(facts: Facts) -> str:
    """The line of every service, a comparison at a time; a sentence with the reason where there is none."""
    lines = facts.scrutiny.marginal_lines
    if not lines:
        return ""
    html = [note(facts, "marginal note", "stays inside")]
    if facts.scrutiny.adjusted:
        html.append(note(facts, "not adjusted"))
    for comparison in sorted({line.comparison for line in lines}, key=lambda c: c != facts.direction):
        said = facts.say(comparison, facts.reference)
        html.append(f"<h3>{escape(capital(said))}</h3>")
        here = [line for line in lines if line.comparison == comparison]
        if {line.reason for line in here} == {"several"}:
            html.append(note(facts, "no curve several"))
            continue
        for service, title in facts.services.items():
            own = [line for line in here if line.service == service]
            points = [
                p for p in facts.scrutiny.marginal if (p.comparison, p.service) == (comparison, service)
            ]
            if own:
                html.append(f"<h4>{escape(title)}</h4>")
                html.append(of_service(facts, f"{title}: {said}", points, own))
    return "".join(html)


def of_service(
    facts: Facts, label: str, points: Sequence[MarginalPoint], lines: Sequence[TendencyLine]
) -> str:
    """The picture of one service with its support and its tables; one sentence where there is none."""
    reasons = [line.reason for line in lines if line.reason]
    if reasons or not points:
        return note(facts, f"no curve {reasons[0] if reasons else 'not_solved'}")
    low, high = (facts.told(one.tendency, 1) for one in (points[0], points[-1]))
    support = f"<p>{escape(facts.say('support', low, high))}</p>"
    table = [
        [
            facts.told(one.tendency, 1), facts.told(one.estimate, 1),
            *(facts.told(v, 1) for v in (one.lower, one.upper, one.band_lower, one.band_upper)),
        ]
        for one in points
    ]  # fmt: skip
    title = facts.say("marginal of", label)
    shown = figure(facts, curve_plot(facts, title, points), title, HEAD, table, numbers=True)
    numbers = [
        [facts.say(f"marginal {one.kind}"), *(facts.told(v, 1) for v in (one.value, one.lower, one.upper))]
        for one in lines
    ]
    return (
        support + shown + figure(facts, "", facts.say("in numbers", label), LINE_HEAD, numbers, numbers=True)
    )


def curve_plot(facts: Facts, title: str, points: Sequence[MarginalPoint]) -> str:
    """The line, its pointwise range in dashes, and the band of the whole line."""
    band = Area(tuple((p.tendency, p.band_lower, p.band_upper) for p in points))
    courses = [
        Course(tuple((p.tendency, p.estimate) for p in points)),
        Course(tuple((p.tendency, p.lower) for p in points), dashed=True, other=True),
        Course(tuple((p.tendency, p.upper) for p in points), dashed=True, other=True),
    ]
    axes = Axes(facts.say("margin axis"), facts.say("difference in", facts.unit), zero_x=True)
    return plot(title, axes, courses=courses, areas=[band], lang=facts.lang)
