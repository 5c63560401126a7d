# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A report for researchers: one HTML file with pictures and the table beside each, no outside calls, no script.

From a run inside the secure environment it shows everything at full length, alarms and other ways included, and says
on top that it must not leave. From a release it shows only what has left.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from findings.report_facts import Facts, Line, Row
from findings.report_pictures import Mark, chart

STYLE = """
body{font:16px/1.5 system-ui,sans-serif;color:#1b1b1b;background:#fff;max-width:66rem;margin:0 auto;padding:1rem}
h1{font-size:1.7rem;line-height:1.25}h2{margin-top:2.2rem;border-top:1px solid #d0d0d0;padding-top:1rem}
h3{margin:1.6rem 0 .3rem}svg{max-width:100%;height:auto;display:block}figure{margin:.5rem 0}
.wide{overflow-x:auto}.wide svg{min-width:540px}
table{border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums}
th,td{padding:.25rem .7rem;text-align:right;border-bottom:1px solid #e2e2e2;vertical-align:top}
th:first-child,td:first-child{text-align:left;white-space:normal}thead th{border-bottom:2px solid #777}
.words td,.words th,.about td{text-align:left}.words td:nth-child(2),.words th:nth-child(2){text-align:right}
.about td{overflow-wrap:anywhere;white-space:normal}
caption{text-align:left;color:#555;padding:.3rem 0}
.warn{border:2px solid #a61b1b;padding:.6rem 1rem;font-weight:600}.soft{color:#555}
nav ul{columns:2}details{margin:.4rem 0}summary{cursor:pointer}
@media(max-width:40rem){nav ul{columns:1}}
@media print{body{max-width:none;font-size:11px}h2{break-after:avoid}svg,tr{break-inside:avoid}
.wide{overflow:visible}.wide svg{min-width:0}nav{display:none}}
"""
COMPARISONS = {
    "versus_reference": "each service against: {reference}",
    "versus_otherwise": "each service against what people would otherwise have got",
    "assignment": "people with a place against people without one, by lot",
}


def page(facts: Facts) -> str:
    """The whole report."""
    parts = [
        ("effects", "Effects", effects_part(facts)),
        (
            "first-stage",
            "First stage",
            checks_part(facts, "relevance.", "Strength, √K·(F−1)", strength_marks),
        ),
        ("balance", "Balance", checks_part(facts, "balance.", "Difference (points)", plain_marks)),
        ("power", "Power", power_part(facts)),
        ("robustness", "The answer computed otherwise", robust_part(facts)),
        ("prevalence", "How often", prevalence_part(facts)),
        ("checks", "All checks", all_checks(facts)),
        ("alarms", "Alarms", alarms_part(facts)),
    ]
    shown = [part for part in parts if part[2]]
    index = "".join(f'<li><a href="#{key}">{escape(name)}</a></li>' for key, name, _ in shown)
    body = "".join(
        f'<section><h2 id="{key}">{escape(name)}</h2>{html}</section>' for key, name, html in shown
    )
    about = "".join(f"<tr><th scope='row'>{escape(a)}</th><td>{escape(b)}</td></tr>" for a, b in facts.about)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{escape(facts.title)}: report</title><style>{STYLE}</style></head><body><main>"
        f"<h1>{escape(facts.title)}</h1>{warnings(facts)}"
        '<div class="wide"><table class="about"><caption>About this study</caption>'
        f"<tbody>{about}</tbody></table></div>"
        f"<nav aria-label='Contents'><ul>{index}</ul></nav>{body}</main></body></html>\n"
    )


def warnings(facts: Facts) -> str:
    """FICTIEF, and what may not leave."""
    found = []
    if facts.fictional:
        found.append("FICTIEF: these people and this place do not exist.")
    if facts.inside:
        found.append("Not screened: this report stays inside the secure environment.")
    return "".join(f'<p class="warn">{escape(words)}</p>' for words in found)


def figure(
    picture: str, title: str, head: list[str], rows: Iterable[list[str]], *, words: bool = False
) -> str:
    """A picture with its table below it, folded; the table holds every number of the picture."""
    cells = "".join(
        f"<tr><th scope='row'>{escape(row[0])}</th>"
        + "".join(f"<td>{escape(c)}</td>" for c in row[1:])
        + "</tr>"
        for row in rows
    )
    top = "".join(f"<th scope='col'>{escape(name)}</th>" for name in head)
    kind = ' class="words"' if words else ""
    head_row = f"<thead><tr>{top}</tr></thead>"
    table = f"<table{kind}><caption>{escape(title)}</caption>{head_row}<tbody>{cells}</tbody></table>"
    scroll = f'<div class="wide" role="group" tabindex="0" aria-label="{escape(title, quote=True)}">'
    drawn = f"{scroll}{picture}</div>" if picture else ""
    around = scroll.replace('aria-label="', 'aria-label="Table: ')
    return f"<figure>{drawn}{around}{table}</div></figure>"


def told(value: float | None, places: int = 1) -> str:
    """A number, or a dash."""
    return "–" if value is None else f"{value + 0.0:,.{places}f}".replace("-", "−")


def name_of(row: Row, facts: Facts) -> str:
    """Everyone, or the group."""
    if not row.characteristic:
        return "everyone"
    return facts.groups.get((row.characteristic, row.group), row.group)


READING = (
    "Dots are estimates, bars null-imposed 95% sets. Differences between groups are tested apart and corrected, not "
    "read from a picture. The open square is the plain comparison of means: never what a service does."
)


def effects_part(facts: Facts) -> str:
    """A forest plot for each comparison and service of the primary question; then the other terms."""
    found = [f"<p>{READING}</p>"]
    comparisons = sorted({r.comparison for r in facts.rows}, key=lambda c: c != facts.direction)
    for comparison in comparisons:
        words = COMPARISONS[comparison].format(reference=facts.reference)
        mark = " (the comparison that may give a direction)" if comparison == facts.direction else ""
        found.append(f"<h3>{escape(words[0].upper() + words[1:])}{mark}</h3>")
        for service, title in facts.services.items():
            rows = [
                r for r in facts.rows if (r.comparison, r.service, r.primary) == (comparison, service, True)
            ]
            if rows:
                found.append(forest(facts, f"{title}: {words}", title, rows))
        found.append(terms(facts, comparison, words))
    return "".join(found)


def forest(facts: Facts, label: str, title: str, rows: list[Row]) -> str:
    """One forest plot with its table."""
    marks, last = [], ""
    for row in rows:
        if row.characteristic != last:
            marks.append(Mark(facts.characteristics[row.characteristic], kind="head"))
            last = row.characteristic
        marks.append(Mark(name_of(row, facts), row.estimate, row.lower, row.upper, said=row.said))
        if not row.characteristic and row.naive is not None:
            marks.append(Mark("plain comparison (association)", row.naive, kind="other"))
    term = f" after {rows[0].term} months" if rows[0].term is not None else ""
    picture = chart(label, marks, f"{rows[0].outcome}{term}, difference {facts.unit}")
    return f"<h4>{escape(title)}</h4>" + figure(picture, label, HEAD, table_rows(facts, rows))


HEAD = ["Group", "Estimate", "Error", "Lower", "Upper", "People", "Caseworkers", "Plain comparison", "Note"]


def table_rows(facts: Facts, rows: list[Row], first: str = "") -> Iterable[list[str]]:
    """Rows of a table of effects."""
    for row in rows:
        sizes = [f"{row.n:,}" if row.n else "–", f"{row.caseworkers:,}" if row.caseworkers else "–"]
        numbers = [told(row.estimate, 2), told(row.se, 2), told(row.lower, 2), told(row.upper, 2)]
        yield [first or name_of(row, facts), *numbers, *sizes, told(row.naive, 2), row.said]


def terms(facts: Facts, comparison: str, words: str) -> str:
    """Everyone, at every term and outcome: lock-in shows here."""
    rows = [r for r in facts.rows if r.comparison == comparison and not r.characteristic]
    if len({(r.outcome, r.term) for r in rows}) < 2:
        return ""
    marks, table = [], []
    for service, title in facts.services.items():
        own = [r for r in rows if r.service == service]
        marks.append(Mark(title, kind="head"))
        for row in own:
            name = f"{row.outcome}, {row.term} months" if row.term is not None else row.outcome
            marks.append(Mark(name, row.estimate, row.lower, row.upper, said=row.said))
            table += list(table_rows(facts, [row], f"{title}: {name}"))
    title = f"Everyone, every term: {words}"
    return "<h4>Every term, everyone</h4>" + figure(chart(title, marks, "difference"), title, HEAD, table)


def strength_marks(lines: list[Line], facts: Facts) -> list[Mark]:
    """Bars of strength."""
    return [Mark(label(line.key, facts), line.value, kind="bar") for line in lines]


def label(key: str, facts: Facts) -> str:
    """The key of a check in the names of the plan."""
    names = (
        facts.services | facts.characteristics | {"joint": "all jointly", "predicted": "predicted outcome"}
    )
    return " · ".join(names.get(part, part) for part in key.split(".")[1:])


def plain_marks(lines: list[Line], facts: Facts) -> list[Mark]:
    """Dots of differences; red where the check failed."""
    marks: list[Mark] = []
    for line in lines:
        head, _, name = label(line.key, facts).partition(" · ")
        if name and head not in {mark.name for mark in marks}:
            marks.append(Mark(head, kind="head"))
        marks.append(Mark(name or head, line.value, kind="main" if line.verdict == "voldaan" else "bad"))
    return marks


def checks_part(facts: Facts, stem: str, axis: str, make: Any) -> str:
    """One family of checks as a picture with its table."""
    lines = [line for line in facts.checks if line.key.startswith(stem)]
    if not lines:
        return ""
    bars = stem == "relevance."
    limit = lines[0].threshold if bars else None
    note = (
        "<p>Dashes mark the least strength: below it there is no estimate. With an offer by lot: the robust F.</p>"
        if bars
        else "<p>An effect on what was there before means that assignment was not random. Red: does not pass.</p>"
    )
    picture = chart(axis, make(lines, facts), axis, limit=limit)
    return note + figure(
        picture, axis, ["Check", "Value", "Threshold", "Verdict", "Statistic"], line_rows(lines), words=True
    )


def line_rows(lines: list[Line]) -> Iterable[list[str]]:
    """Rows of a table of checks."""
    for line in lines:
        yield [line.key, told(line.value, 2), told(line.threshold, 2), VERDICTS[line.verdict], line.statistic]


VERDICTS = {
    "voldaan": "passed",
    "niet voldaan": "not passed",
    "niet getoetst": "not tested",
    "niet van toepassing": "does not apply",
    "ter informatie": "for information",
}


def power_part(facts: Facts) -> str:
    """The smallest difference that could be seen, per group, before any outcome was opened."""
    rows = [r for r in facts.rows if r.primary and r.comparison == facts.direction and r.mde is not None]
    if not rows:
        return ""
    found = ["<p>Smaller than this cannot be seen (power 80%; in groups corrected for all tests).</p>"]
    for service, title in facts.services.items():
        own = [r for r in rows if r.service == service]
        if own:
            label = f"{title}: smallest visible difference"
            marks = [Mark(name_of(r, facts), r.mde, kind="bar") for r in own]
            table = [[name_of(r, facts), told(r.mde), told(half(r)), f"{r.n:,}" if r.n else "–"] for r in own]
            found.append(f"<h3>{escape(title)}</h3>")
            head = ["Group", "Smallest visible", "Half-width that came out", "People"]
            found.append(figure(chart(label, marks, "points", limit=10.0), label, head, table))
    return "".join(found)


def half(row: Row) -> float | None:
    """Half the width of the interval."""
    return None if row.lower is None or row.upper is None else (row.upper - row.lower) / 2


def robust_part(facts: Facts) -> str:
    """The released answer, and the same question answered otherwise; nothing is chosen from these."""
    lines = [line for line in facts.checks if line.key.startswith("robustness.")]
    if not lines:
        return ""
    main = {
        r.service: r
        for r in facts.rows
        if r.primary and r.comparison == facts.direction and not r.characteristic
    }
    other = {(r.service, r.estimator.split("_", 1)[-1]): r for r in facts.beside if not r.characteristic}
    marks = []
    for service, title in facts.services.items():
        if service not in main:
            continue
        row = main[service]
        marks += [Mark(title, kind="head"), Mark("released answer", row.estimate, row.lower, row.upper)]
        for line in lines:
            kind, _, whose = line.key.removeprefix("robustness.").rpartition(".")
            if whose == service:
                again = other.get((service, kind))
                span = (again.lower, again.upper) if again else (None, None)
                marks.append(Mark(WAYS.get(kind, kind), line.value, *span, kind="other"))
    table = [[line.key, told(line.value, 2), told(line.threshold, 2), line.sentence] for line in lines]
    title = "The answer computed otherwise"
    note = "<p>Printed beside the answer and never chosen from. Does it move?</p>"
    return note + figure(
        chart(title, marks, "difference"),
        title,
        ["Way", "Otherwise", "Released", "In words"],
        table,
        words=True,
    )


WAYS = {
    "cell_out": "leave cell out",
    "busy_only": "caseworkers with 25 clients or more",
    "learner": "adjusted by cross-fitted learners",
}


def prevalence_part(facts: Facts) -> str:
    """How often something occurs in every group."""
    lines = [line for line in facts.checks if line.key.startswith("prevalence.")]
    if not lines:
        return ""
    marks = []
    for line in lines:
        parts = line.key.split(".")
        name = facts.groups.get((parts[2], parts[-1]), "everyone") if len(parts) > 3 else "everyone"
        marks.append(Mark(name, line.value, kind="bar"))
    title = "Of 100 people"
    table = [[line.key, told(line.value, 0), line.sentence] for line in lines]
    return figure(
        chart(title, marks, title), title, ["What and who", "Of 100", "In words"], table, words=True
    )


def all_checks(facts: Facts) -> str:
    """Every check in one table."""
    rows = [
        [c.key, told(c.value, 2), told(c.threshold, 2), VERDICTS[c.verdict], c.sentence] for c in facts.checks
    ]
    head = ["Check", "Value", "Threshold", "Verdict", "In words"]
    return figure("", "All checks", head, rows, words=True)


def alarms_part(facts: Facts) -> str:
    """Estimators printed beside the answer as alarms; only inside."""
    rows = [r for r in facts.beside if not r.characteristic and r.primary]
    if not rows:
        return ""
    named: list[list[str]] = []
    for row in rows:
        name = f"{facts.services[row.service]}, {row.comparison.replace('_', ' ')}: {row.estimator}"
        named += table_rows(facts, [row], name)
    note = (
        "<p>2SLS with dummies, JIVE1 and OLS answer the same question with known bias. A large gap is an alarm, never "
        "an answer. Those of every group stand in estimates.csv.</p>"
    )
    return note + figure("", "Beside the answer, everyone, primary question", ["Estimator", *HEAD[1:]], named)
