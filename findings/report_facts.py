# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the report is made of: the same records from a run inside the secure environment and from a release."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from findings.errors import InputError

INSIDE = True


@dataclass
class Row:
    """One finding, from a run or from a release: the same words for both."""

    comparison: str
    service: str
    outcome: str
    term: int | None
    primary: bool
    characteristic: str
    group: str
    estimator: str
    estimate: float | None
    se: float | None
    lower: float | None
    upper: float | None
    n: int | None
    caseworkers: int | None
    naive: float | None
    mde: float | None
    said: str


@dataclass
class Line:
    """One check."""

    key: str
    statistic: str
    value: float | None
    threshold: float | None
    verdict: str
    sentence: str


@dataclass
class Facts:
    """Everything the report is made of."""

    title: str
    inside: bool
    fictional: bool
    about: list[tuple[str, str]]
    reference: str
    direction: str
    services: dict[str, str]
    characteristics: dict[str, str]
    groups: dict[tuple[str, str], str]
    unit: str
    rows: list[Row]
    checks: list[Line]
    beside: list[Row] = field(default_factory=list)


def number(value: Any) -> float | None:
    """A number from whatever holds one."""
    return None if value is None else float(value)


def from_results(plan_path: Path, folder: Path) -> Facts:
    """The facts of a run, for inside."""
    from findings.estimate.plan import read_plan
    from findings.estimate.results import HEADLINE, read_results

    plan, results = read_plan(plan_path), read_results(folder)
    if results.plan_sha256 != plan.sha256:
        raise InputError(
            file=plan.path, expected="the plan the estimates were made with", found="another plan"
        )
    outcomes = {o.id: o for o in plan.outcomes}
    every = []
    for e in results.estimates:
        o = outcomes[e.outcome]
        every.append(
            Row(e.comparison, e.service, o.name_en, o.term_months, o.primary, e.characteristic, e.group, e.estimator,
                e.estimate, e.se, e.lower, e.upper, e.n, e.caseworkers, e.naive, e.mde, e.reason)
        )  # fmt: skip
    about = [
        ("Place and period", f"{plan.place}, {plan.period}"),
        ("People", f"{results.people:,}"),
        ("Caseworkers and offices", f"{results.caseworkers:,} and {results.offices:,}"),
        ("Plan (sha256)", plan.sha256),
        ("Program", f"findings {results.code_version}"),
    ]
    headline = HEADLINE[plan.design]
    return Facts(
        plan.title_en, INSIDE, plan.fictional, about, plan.reference.name_en, plan.direction_comparison,
        {s.key: s.name_en for s in plan.tracks}, {c.key: c.name_en for c in plan.characteristics},
        {(c.key, g.key): g.name_en for c in plan.characteristics for g in c.groups}, plan.primary.unit_en,
        [row for row in every if row.estimator == headline],
        [*(Line(c.key, c.statistic, c.value, c.threshold, c.verdict, c.sentence_en) for c in results.checks),
         *prevalences(plan, results)],
        [row for row in every if row.estimator != headline],
    )  # fmt: skip


def prevalences(plan: Any, results: Any) -> Iterable[Line]:
    """How often something occurs, before any rounding."""
    names = {p.key: p.name_en for p in plan.prevalences}
    for item in results.counts:
        place = f"{item['characteristic']}.{item['group']}" if item["group"] else "all"
        share = 100.0 * item["having"] / max(item["people"], 1)
        statistic = f"{item['having']:,} of {item['people']:,} people"
        yield Line(f"prevalence.{item['key']}.{place}", statistic, share, None, "ter informatie",
                   f"{names[item['key']][0].upper()}{names[item['key']][1:]}: {statistic}.")  # fmt: skip


def from_release(folder: Path) -> Facts:
    """The facts of a release: only what has left."""
    from findings.release.reading import verify_release

    release = verify_release(Path(folder))
    m = release.manifest
    names = {o.key: o for o in m.outcomes}
    mde = {
        (p.comparison, p.service, p.outcome, p.term_months, p.characteristic, p.group): p.minimum_detectable
        for p in release.power
    }
    rows = []
    for f in release.findings:
        if f.type != "effect":
            continue
        key = (f.comparison, f.service, f.outcome, f.term_months, f.characteristic, f.group)
        rows.append(
            Row(f.comparison, f.service, names[f.outcome].name_en, f.term_months, f.primary, f.characteristic, f.group,
                "released", number(f.estimate), number(f.se), number(f.lower), number(f.upper), f.n, f.caseworkers,
                number(f.naive), number(mde.get(key)), f.reason_empty or f.verdict)
        )  # fmt: skip
    primary = next((row for row in release.findings if row.primary), None)
    reference = next((s.name_en for s in m.services if s.reference), "")
    about = [
        ("Place and period", f"{m.place}, {m.period}"),
        ("Gates not met", ", ".join(m.gates_failed) or "none"),
        ("Plan (sha256)", m.plan_sha256),
        ("Digest of the release", m.digest),
        ("Program", f"findings {m.code_version}"),
    ]
    return Facts(
        m.title_en, not INSIDE, m.fictional, about, reference, m.direction_comparison,
        {s.key: s.name_en for s in m.services if not s.reference}, {c.key: c.name_en for c in m.characteristics},
        {(g.characteristic, g.key): g.name_en for g in m.groups}, names[primary.outcome].unit_en if primary else "",
        rows,
        [Line(c.key, c.statistic, number(c.value), number(c.threshold), c.verdict, c.sentence_en)
         for c in release.checks],
    )  # fmt: skip
