# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The specification curve, the line by month since intake, and costs beside worth; all of it inside."""

from __future__ import annotations

from html import escape

from research.report.charts import INK, LINE, MAIN, SOFT, Mark, chart, straight, text, tick, ticks
from research.report.facts import Facts
from research.report.figures import figure
from research.report.plots import Area, Axes, Course, Dot, plot, span
from research.report.scrutiny import note
from research.report.words import capital
from research.results import PricedEffect, Specification, TermEffect

#: Fewer terms than this are points: what lies between them was not measured.
LINED = 6
#: Of the specification curve: the place of the names of choices, the height of the curve and of a row of choices.
NAMES, CURVE, ROW, WIDE = 250, 210, 20, 760
WAY_HEAD = ("way", "estimate", "lower 95", "upper 95")
TERM_HEAD = ("term", "estimate", "lower 95", "upper 95", "band lower", "band upper")


def specification_part(facts: Facts) -> str:
    """Every way of every service, sorted, with its table of choices."""
    rows = facts.scrutiny.specifications
    if not rows:
        return ""
    html = [note(facts, "ways note", "stays inside")]
    for service, title in facts.services.items():
        own = sorted((row for row in rows if row.service == service), key=lambda row: (row.estimate, row.way))
        if not own:
            html.append(f"<h3>{escape(title)}</h3>" + note(facts, "no ways"))
            continue
        label = facts.say("ways of", title)
        table = [
            [
                " · ".join(choices_of(facts, row)),
                *(facts.told(v, 2) for v in (row.estimate, row.lower, row.upper)),
            ]
            for row in own
        ]
        picture = specification_plot(facts, label, own)
        html.append(
            f"<h3>{escape(title)}</h3>" + figure(facts, picture, label, WAY_HEAD, table, numbers=True)
        )
    return "".join(html)


def choices_of(facts: Facts, row: Specification) -> tuple[str, str, str]:
    """The comparison, the outcome with its term, and the way of computing, in words."""
    outcome = facts.outcomes.get(row.outcome)
    name = row.outcome if outcome is None else outcome.name
    if outcome is not None and outcome.term is not None:
        name = f"{name}, {facts.say('months', str(outcome.term))}"
    characteristic = facts.characteristics.get(row.characteristic, row.characteristic).lower()
    way = facts.say("released way" if row.way == "released" else row.way, characteristic)
    return facts.say(f"short {row.comparison}"), name, way


def place_in_plan(facts: Facts, row: Specification) -> tuple[bool, int, bool]:
    """The comparison that may give a direction first, outcomes in the order of the plan, the released way first."""
    outcomes = list(facts.outcomes)
    place = outcomes.index(row.outcome) if row.outcome in outcomes else len(outcomes)
    return row.comparison != facts.direction, place, row.way != "released"


def is_released(facts: Facts, row: Specification) -> bool:
    """Is it the one answer that may give a direction?"""
    outcome = facts.outcomes.get(row.outcome)
    return row.comparison == facts.direction and row.way == "released" and bool(outcome and outcome.primary)


def specification_plot(facts: Facts, label: str, rows: list[Specification]) -> str:
    """Estimates with their ranges from low to high; below it a mark in every row of choices that was made."""
    choices = [choices_of(facts, row) for row in rows]
    planned = sorted(rows, key=lambda row: place_in_plan(facts, row))
    groups = [list(dict.fromkeys(choices_of(facts, row)[kind] for row in planned)) for kind in range(3)]
    low, high = span([v for r in rows for v in (r.estimate, r.lower, r.upper) if v is not None], zero=True)
    step = (WIDE - NAMES - 20) / len(rows)
    height = CURVE + 20 + sum(len(group) * ROW + 12 for group in groups)

    def down(value: float) -> float:
        return 14.0 + (CURVE - 28) * (high - value) / (high - low)

    size = f'viewBox="0 0 {WIDE} {height}" width="{WIDE}" height="{height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{escape(label, quote=True)}">'
    ]
    for value in ticks(low, high):
        firm = value == 0.0
        parts.append(
            straight(NAMES, down(value), WIDE - 20, down(value), INK if firm else LINE, 1.4 if firm else 1.0)
        )
        parts.append(text(NAMES - 8, down(value) + 4, tick(value, facts.lang), anchor="end", colour=SOFT))
    for number, row in enumerate(rows):
        x = NAMES + step * (number + 0.5)
        if row.lower is not None and row.upper is not None:
            parts.append(straight(x, down(row.lower), x, down(row.upper), SOFT, 1.6))
        parts.append(spot(x, down(row.estimate), released=is_released(facts, row)))
    y = float(CURVE)
    for kind, group in enumerate(groups):
        parts.append(straight(0, y, WIDE - 20, y, LINE))
        for name in group:
            y += ROW
            parts.append(text(4, y, name, size=12))
            parts += [
                f'<rect x="{NAMES + step * (n + 0.5) - 3:.1f}" y="{y - 8:.1f}" width="6" height="8" fill="{INK}"/>'
                for n, choice in enumerate(choices)
                if choice[kind] == name
            ]
        y += 12
    return "".join([*parts, "</svg>"])


def spot(x: float, y: float, *, released: bool) -> str:
    """A dot; the released answer is a square with a ring, so that colour is not all that tells it."""
    if not released:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{MAIN}"/>'
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="9" fill="none" stroke="{INK}" stroke-width="1.6"/>'
        f'<rect x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8" fill="{INK}"/>'
    )


def event_part(facts: Facts) -> str:
    """The effect at every term since intake, a service and an outcome at a time."""
    rows = facts.scrutiny.terms
    if not rows:
        return ""
    few = max(row.terms for row in rows) < LINED
    html = [note(facts, "event note", "event few" if few else "event many", "stays inside")]
    for comparison in sorted({row.comparison for row in rows}, key=lambda c: c != facts.direction):
        said = facts.say(comparison, facts.reference)
        html.append(f"<h3>{escape(capital(said))}</h3>")
        for service, title in facts.services.items():
            own = [row for row in rows if (row.comparison, row.service) == (comparison, service)]
            for key in dict.fromkeys(row.key for row in own):
                html.append(event_figure(facts, f"{title}: {said}", [row for row in own if row.key == key]))
    return "".join(html)


def event_figure(facts: Facts, label: str, rows: list[TermEffect]) -> str:
    """One line of terms with its band; points alone where there are few."""
    measured = next((m for m in facts.outcomes.values() if m.key == rows[0].key), None)
    name, unit = (measured.name, measured.unit) if measured else (rows[0].key, facts.unit)
    banded = [r for r in rows if r.band_lower is not None and r.band_upper is not None]
    dots = [Dot(float(r.term), r.estimate, r.lower, r.upper) for r in rows]
    courses: list[Course] = []
    areas: list[Area] = []
    if rows[0].terms >= LINED:
        courses = [Course(tuple((float(r.term), r.estimate) for r in rows))]
        areas = [Area(tuple((float(r.term), r.band_lower or 0.0, r.band_upper or 0.0) for r in banded))]
    else:
        courses = [
            Course(((r.term - 0.4, edge), (r.term + 0.4, edge)), other=True)
            for r in banded
            for edge in (r.band_lower or 0.0, r.band_upper or 0.0)
        ]
    title = facts.say("event of", f"{label}, {name}")
    axes = Axes(facts.say("months since"), facts.say("difference in", unit), zero_x=True)
    picture = plot(title, axes, dots=dots, courses=courses, areas=areas, lang=facts.lang)
    table = [
        [
            str(r.term), *(facts.told(v, 2) for v in (r.estimate, r.lower, r.upper, r.band_lower, r.band_upper))
        ]
        for r in rows
    ]  # fmt: skip
    return f"<h4>{escape(label)}</h4>" + figure(facts, picture, title, TERM_HEAD, table, numbers=True)


def costs_part(facts: Facts) -> str:
    """What a service costs more and what its effect is worth, beside each other; what to make of it is not computed."""
    rows = facts.scrutiny.priced
    if not rows:
        return ""
    currency, source = facts.prices
    html = [note(facts, "costs note", "stays inside"), f"<p>{escape(facts.say('prices from', source))}</p>"]
    head = ("what", "middle", "lowest", "highest")
    for comparison in sorted({row.comparison for row in rows}, key=lambda c: c != facts.direction):
        said = facts.say(comparison, facts.reference)
        html.append(f"<h3>{escape(capital(said))}</h3>")
        for service, title in facts.services.items():
            own = [row for row in rows if (row.comparison, row.service) == (comparison, service)]
            if own:
                label = facts.say("costs of", title, currency)
                marks, table = priced_lines(facts, own)
                picture = chart(label, marks, facts.say("per 100 in", currency), lang=facts.lang)
                html.append(
                    f"<h4>{escape(title)}</h4>" + figure(facts, picture, label, head, table, numbers=True)
                )
    return "".join(html)


def priced_lines(facts: Facts, rows: list[PricedEffect]) -> tuple[list[Mark], list[list[str]]]:
    """The extra cost once, then the worth of every outcome."""
    lines = [(facts.say("extra cost"), rows[0].cost, rows[0].cost_lower, rows[0].cost_upper)]
    for row in rows:
        measured = facts.outcomes.get(row.outcome)
        name = row.outcome if measured is None else measured.name
        if measured is not None and measured.term is not None:
            name = f"{name}, {facts.say('months', str(measured.term))}"
        lines.append((facts.say("worth of", name), row.worth, row.worth_lower, row.worth_upper))
    marks = [Mark(name, value, low, high) for name, value, low, high in lines]
    return marks, [[name, *(facts.told(v, 0) for v in numbers)] for name, *numbers in lines]
