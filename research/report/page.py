# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A report for researchers: one HTML file with pictures and the table beside each, no outside calls, no script.

From a run inside the secure environment it shows everything at full length, alarms and other ways included, and says
on top that it must not leave. From a release it shows only what has left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from html import escape
from typing import Any

from research.estimators.inference import Z95
from research.release.check_cells import Subject
from research.release.schema import TOO_LARGE_TO_SEE, Verdict
from research.report.charts import Mark, chart
from research.report.facts import Facts, ReportedCheck, ReportedEffect
from research.report.figures import figure, folded, name_of
from research.report.marginal import marginal_part
from research.report.pooled import pooled_part
from research.report.scrutiny import exclusion_part, joint_part, profile_part, tendency_part
from research.report.ways import costs_part, event_part, specification_part
from research.report.words import WORDS, capital, statistic
from research.results import other_estimator

STYLE = """
body{font:16px/1.5 system-ui,sans-serif;color:#1b1b1b;background:#fff;max-width:66rem;margin:0 auto;padding:1rem}
h1{font-size:1.7rem;line-height:1.25}h2{margin-top:2.2rem;border-top:1px solid #d0d0d0;padding-top:1rem}
h3{margin:1.6rem 0 .3rem}
svg{max-width:100%;height:auto;display:block;background:#fff;forced-color-adjust:none}figure{margin:.5rem 0}
.wide{overflow-x:auto}.wide svg{min-width:540px}
table{border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums}
th,td{padding:.25rem .7rem;text-align:right;border-bottom:1px solid #e2e2e2;vertical-align:top}
th:first-child,td:first-child{text-align:left;white-space:normal}thead th{border-bottom:2px solid #777}
.words td,.words th,.about td{text-align:left}.words td:nth-child(2),.words th:nth-child(2){text-align:right}
td:last-child,thead th:last-child{text-align:left}td:last-child{min-width:8rem}
.words td:last-child,.about td{min-width:0}
.numbers td:last-child,.numbers thead th:last-child{text-align:right;min-width:0}
.about td{overflow-wrap:anywhere;white-space:normal}
caption{text-align:left;color:#555;padding:.3rem 0}
.warn{border:2px solid #a61b1b;padding:.6rem 1rem;font-weight:600}.soft{color:#555}
nav ul{columns:2}details{margin:.4rem 0}summary{cursor:pointer}
@media(max-width:40rem){nav ul{columns:1}}
@page{margin:15mm}
@media print{body{max-width:none;font-size:11px;padding:0}th,td{padding:.1rem .35rem}h2,h3,h4,caption{break-after:avoid}
svg,tr{break-inside:avoid}
.wide{overflow:visible}.wide svg{min-width:0}nav{display:none}}
"""


def page(facts: Facts) -> str:
    """The whole report, in the language of the facts."""
    say = facts.say
    parts = [
        ("effects", effects_part(facts)),
        ("pooled", pooled_part(facts)),
        ("first-stage", checks_part(facts, "relevance", say("strength"), strength_marks)),
        ("tendency", tendency_part(facts)),
        ("marginal", marginal_part(facts)),
        ("profile", profile_part(facts)),
        ("balance", checks_part(facts, "balance", say("balance axis"), plain_marks)),
        ("power", power_part(facts)),
        ("robustness", robust_part(facts)),
        ("ways", specification_part(facts)),
        ("assumptions", joint_part(facts)),
        ("direct", exclusion_part(facts)),
        ("event", event_part(facts)),
        ("costs", costs_part(facts)),
        ("prevalence", prevalence_part(facts)),
        ("checks", all_checks(facts)),
        ("alarms", alarms_part(facts)),
    ]
    shown = [(key, say(key), html) for key, html in parts if html]
    index = "".join(f'<li><a href="#{key}">{escape(name)}</a></li>' for key, name, _ in shown)
    body = "".join(
        f'<section><h2 id="{key}">{escape(name)}</h2>{html}</section>' for key, name, html in shown
    )
    about = "".join(f"<tr><th scope='row'>{escape(a)}</th><td>{escape(b)}</td></tr>" for a, b in facts.about)
    return (
        f'<!DOCTYPE html>\n<html lang="{facts.lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{escape(say('title', facts.title))}</title><style>{STYLE}</style></head><body><main>"
        f"<h1>{escape(facts.title)}</h1>{warnings(facts)}"
        f'<div class="wide"><table class="about"><caption>{escape(say("about"))}</caption>'
        f"<tbody>{about}</tbody></table></div>"
        f"<nav aria-label='{escape(say('contents'))}'><ul>{index}</ul></nav>{body}</main></body></html>\n"
    )


def warnings(facts: Facts) -> str:
    """FICTIEF, and what may not leave."""
    sentences = [
        facts.say(key) for key, on in (("fictional", facts.fictional), ("inside", facts.inside)) if on
    ]
    return "".join(f'<p class="warn">{escape(words)}</p>' for words in sentences)


def effects_part(facts: Facts) -> str:
    """A forest plot for each comparison and service of the primary question; then the other terms.

    Where nobody has a number there is no picture: one sentence says why, and the lines are folded away.
    """
    html = [f"<p>{escape(facts.say(facts.reading))}</p>"]
    comparisons = sorted({r.comparison for r in facts.rows}, key=lambda c: c != facts.direction)
    for comparison in comparisons:
        words = facts.say(comparison, facts.reference)
        mark = f" ({facts.say('direction')})" if comparison == facts.direction else ""
        html.append(f"<h3>{escape(capital(words) + mark)}</h3>")
        primary = {
            service: [
                r for r in facts.rows if (r.comparison, r.service, r.primary) == (comparison, service, True)
            ]
            for service in facts.services
        }
        every = [row for rows in primary.values() for row in rows]
        if every and not any_number(every):
            html.append(why_none(facts, every))
        for service, title in facts.services.items():
            if rows := primary[service]:
                html.append(forest(facts, f"{title}: {words}", title, rows, said=not any_number(every)))
        html.append(terms(facts, comparison, words))
    return "".join(html)


def any_number(rows: Iterable[ReportedEffect]) -> bool:
    """Does one of them have a number?"""
    return any(row.estimate is not None for row in rows)


def why_none(facts: Facts, rows: list[ReportedEffect]) -> str:
    """One sentence for rows of which none has a number, with every reason and for how many rows it holds."""
    reasons = Counter(reason(facts, row) or facts.say("no number") for row in rows)
    told = "; ".join(f"{why} ({facts.told(number, 0)})" for why, number in reasons.most_common())
    return f"<p>{escape(facts.say('no numbers', told))}</p>"


def forest(facts: Facts, label: str, title: str, rows: list[ReportedEffect], *, said: bool = False) -> str:
    """One forest plot with its table; `said` is whether it was told already why there are no numbers."""
    if not any_number(rows):
        table = folded(facts, label, HEAD, table_rows(facts, rows))
        return table if said else f"<h4>{escape(title)}</h4>{why_none(facts, rows)}{table}"
    marks, last = [], ""
    for row in rows:
        if row.characteristic != last:
            marks.append(Mark(facts.characteristics[row.characteristic], kind="head"))
            last = row.characteristic
        marks.append(Mark(name_of(row, facts), row.estimate, row.lower, row.upper, said=reason(facts, row)))
        if not row.characteristic and row.naive is not None:
            marks.append(Mark(facts.say("plain comparison"), row.naive, kind="other"))
    term = f" {facts.say('after months', str(rows[0].term))}" if rows[0].term is not None else ""
    axis = f"{rows[0].outcome}{term}, {facts.say('difference in', facts.unit)}"
    picture = chart(label, marks, axis, lang=facts.lang)
    return f"<h4>{escape(title)}</h4>" + figure(facts, picture, label, HEAD, table_rows(facts, rows))


HEAD = (
    "group",
    "estimate",
    "error",
    "lower",
    "upper",
    "level",
    "lower 95",
    "upper 95",
    "people",
    "caseworkers",
    "plain",
    "note",
)


def reason(facts: Facts, row: ReportedEffect) -> str:
    """Why there is no number or no direction; the verdict where there is nothing to explain."""
    return facts.say(row.said) if row.said else ""


def table_rows(facts: Facts, rows: list[ReportedEffect], first: str = "") -> Iterable[list[str]]:
    """Rows of a table of effects."""
    for row in rows:
        sizes = [facts.told(n, 0) if n else "–" for n in (row.n, row.caseworkers)]
        cells = (row.estimate, row.se, row.lower, row.upper, row.level, row.lower_95, row.upper_95)
        places = [max(2, row.places)] * 4 + [2] + [max(2, row.places)] * 2
        told = zip(cells, places, strict=True)
        numbers = [facts.told(value if row.estimate is not None else None, size) for value, size in told]
        naive = facts.told(row.naive, max(2, row.places))
        yield [first or name_of(row, facts), *numbers, *sizes, naive, reason(facts, row)]


def terms(facts: Facts, comparison: str, words: str) -> str:
    """Everyone, at every term and outcome: lock-in shows here. Outcomes of one unit share an axis."""
    rows = [r for r in facts.rows if r.comparison == comparison and not r.characteristic]
    if len({(r.outcome, r.term) for r in rows}) < 2:
        return ""
    html, units = (
        [f"<h4>{escape(facts.say('every term'))}</h4>"],
        list(dict.fromkeys(row.unit for row in rows)),
    )
    for unit in units:
        marks, table, here = [], [], [row for row in rows if row.unit == unit]
        for service, title in facts.services.items():
            marks.append(Mark(title, kind="head"))
            for row in here:
                if row.service != service:
                    continue
                term = f", {facts.say('months', str(row.term))}" if row.term is not None else ""
                name = f"{row.outcome}{term}"
                marks.append(Mark(name, row.estimate, row.lower, row.upper, said=reason(facts, row)))
                table += list(table_rows(facts, [row], f"{title}: {name}"))
        label = facts.say("every term of", words) + (f" ({unit})" if unit and len(units) > 1 else "")
        if not any_number(here):
            html.append(folded(facts, label, HEAD, table))
            continue
        axis = capital(facts.say("difference in", unit)) if unit else facts.say("difference")
        html.append(figure(facts, chart(label, marks, axis, lang=facts.lang), label, HEAD, table))
    return "".join(html)


def strength_marks(lines: list[ReportedCheck], facts: Facts) -> list[Mark]:
    """Bars of strength."""
    return [Mark(" · ".join(label(line.subject, facts)), line.value, kind="bar") for line in lines]


def label(subject: Subject, facts: Facts) -> list[str]:
    """What a check is about, in the names of the plan: what was looked at, the characteristic, the service."""
    what = facts.say(subject.what, "").rstrip(" :") if subject.what in WORDS else subject.what
    characteristic = facts.characteristics.get(subject.characteristic, subject.characteristic)
    service = facts.services.get(subject.service, subject.service)
    return [name for name in (what, characteristic, service) if name]


def plain_marks(lines: list[ReportedCheck], facts: Facts) -> list[Mark]:
    """Dots of differences with the range of their error; red where the check failed."""
    marks: list[Mark] = []
    for line in lines:
        head, *after = label(line.subject, facts)
        name = " · ".join(after)
        if name and head not in {mark.name for mark in marks}:
            marks.append(Mark(head, kind="head"))
        kind = "main" if line.verdict == Verdict.PASSED else "bad"
        low = high = None
        if line.value is not None and line.error:
            low, high = line.value - Z95 * line.error, line.value + Z95 * line.error
        marks.append(Mark(name or head, line.value, low, high, kind=kind, said=facts.say(line.verdict)))
    return marks


def checks_part(facts: Facts, kind: str, axis: str, make: Any) -> str:
    """One family of checks as a picture with its table."""
    lines = [line for line in facts.checks if line.subject.kind == kind]
    if not lines:
        return ""
    bars = kind == "relevance"
    limit = lines[0].threshold if bars else None
    note = escape(facts.say("strength note" if bars else "balance note"))
    picture = chart(axis, make(lines, facts), axis, limit=limit, lang=facts.lang)
    head = ("check", "value", "threshold", "verdict", "statistic")
    return f"<p>{note}</p>" + figure(facts, picture, axis, head, line_rows(lines, facts), words=True)


def line_rows(lines: list[ReportedCheck], facts: Facts) -> Iterable[list[str]]:
    """Rows of a table of checks."""
    for line in lines:
        numbers = [facts.told(line.value, line.places), facts.told(line.threshold, line.places)]
        yield [
            " · ".join(label(line.subject, facts)),
            *numbers,
            facts.say(line.verdict),
            statistic(facts.lang, line.statistic),
        ]


def power_part(facts: Facts) -> str:
    """The smallest difference that could be seen, per group, before any outcome was opened."""
    rows = [
        r
        for r in facts.rows
        if r.primary and r.comparison == facts.direction and (r.mde is not None or r.too_large)
    ]
    if not rows:
        return ""
    html = [f"<p>{escape(facts.say('power note'))}</p>"]
    head = ("group", "smallest visible", "half-width", "people")
    for service, title in facts.services.items():
        own = [r for r in rows if r.service == service]
        if own:
            words = facts.say("smallest", title)
            large = facts.say(TOO_LARGE_TO_SEE)
            marks = [Mark(name_of(r, facts), r.mde, kind="bar", said=large) for r in own]
            table = [
                [
                    name_of(r, facts),
                    large if r.too_large else facts.told(r.mde, r.places),
                    facts.told(half(r), r.places),
                    facts.told(r.n, 0) if r.n else "–",
                ]
                for r in own
            ]
            html.append(f"<h3>{escape(title)}</h3>")
            if all(r.mde is None for r in own):
                html.append(
                    f"<p>{escape(facts.say('no numbers', f'{large} ({facts.told(len(own), 0)})'))}</p>"
                )
                html.append(folded(facts, words, head, table))
                continue
            picture = chart(words, marks, facts.unit, limit=10.0 if facts.share else None, lang=facts.lang)
            html.append(figure(facts, picture, words, head, table))
    return "".join(html)


def half(row: ReportedEffect) -> float | None:
    """Half the width of the interval."""
    return None if row.lower is None or row.upper is None else (row.upper - row.lower) / 2


def robust_part(facts: Facts) -> str:
    """The released answer, and the same question answered otherwise; nothing is chosen from these."""
    lines = [line for line in facts.checks if line.subject.kind == "robustness"]
    if not lines:
        return ""
    main = {
        r.service: r
        for r in facts.rows
        if r.primary and r.comparison == facts.direction and not r.characteristic
    }
    other = {(r.service, r.estimator): r for r in facts.beside if not r.characteristic}
    marks = []
    for service, title in facts.services.items():
        if service not in main:
            continue
        row = main[service]
        answer = Mark(facts.say("released answer"), row.estimate, row.lower, row.upper)
        marks += [Mark(title, kind="head"), answer]
        for line in lines:
            about = line.subject
            if about.service == service:
                again = other.get((service, other_estimator(row.estimator, about.what, about.characteristic)))
                span = (again.lower, again.upper) if again else (None, None)
                marks.append(Mark(way(about, facts), line.value, *span, kind="other"))
    table = [
        [
            " · ".join(label(line.subject, facts)),
            *(facts.told(v, line.places) for v in (line.value, line.threshold)),
            line.sentence,
        ]
        for line in lines
    ]
    title = facts.say("robustness")
    picture = chart(title, marks, facts.say("difference"), lang=facts.lang)
    head = ("way", "otherwise", "released", "in words")
    note = f"<p>{escape(facts.say('robust note'))}</p>"
    return note + figure(facts, picture, title, head, table, words=True)


def way(subject: Subject, facts: Facts) -> str:
    """The name of another way of computing."""
    characteristic = facts.characteristics.get(subject.characteristic, subject.characteristic)
    return facts.say(subject.what, characteristic.lower())


def prevalence_part(facts: Facts) -> str:
    """How often something occurs in every group."""
    lines = [line for line in facts.checks if line.subject.kind == "prevalence"]
    if not lines:
        return ""
    marks: list[Mark] = []
    several = len({line.subject.what for line in lines}) > 1
    for line in lines:
        about = line.subject
        if several and about.what not in {mark.name for mark in marks}:
            marks.append(Mark(about.what, kind="head"))
        name = facts.groups.get((about.characteristic, about.group), facts.say("everyone"))
        marks.append(Mark(name, line.value, kind="bar"))
    title = facts.say("of 100")
    table = [
        [
            facts.groups.get((line.subject.characteristic, line.subject.group), facts.say("everyone")),
            facts.told(line.value, 0),
            line.sentence,
        ]
        for line in lines
    ]
    picture = chart(title, marks, title, lang=facts.lang)
    return figure(facts, picture, title, ("what and who", "share", "in words"), table, words=True)


def all_checks(facts: Facts) -> str:
    """Every check in one table."""
    rows = [
        [c.key, *(facts.told(v, c.places) for v in (c.value, c.threshold)), facts.say(c.verdict), c.sentence]
        for c in facts.checks
    ]
    head = ("check", "value", "threshold", "verdict", "in words")
    return figure(facts, "", facts.say("checks"), head, rows, words=True)


def alarms_part(facts: Facts) -> str:
    """Estimators printed beside the answer as alarms; only inside."""
    rows = [r for r in facts.beside if not r.characteristic and r.primary]
    if not rows:
        return ""
    named: list[list[str]] = []
    for row in rows:
        comparison = facts.say(row.comparison, facts.reference)
        named += table_rows(facts, [row], f"{facts.services[row.service]}, {comparison}: {row.estimator}")
    note = f"<p>{escape(facts.say('alarms note'))}</p>"
    return note + figure(facts, "", facts.say("beside"), ("estimator", *HEAD[1:]), named)
