# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the report is made of: the same records from a run inside the secure environment and from a release."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from research import NAME
from research.errors import InputError
from research.release.check_cells import Subject, error_in, of_outcome, subject_of
from research.release.schema import COMBINED_DESIGN, TOO_LARGE_TO_SEE, Verdict
from research.report.words import capital, reading, told, words
from research.results import Scrutiny

INSIDE = True


@dataclass
class ReportedEffect:
    """One finding, from a run or from a release: the same words for both.

    `lower` to `upper` is the range on which the row was judged, of `level`; `too_large` says that the smallest visible
    difference cannot exist; `unit` is that of the outcome.
    """

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
    level: float | None = None
    lower_95: float | None = None
    upper_95: float | None = None
    too_large: bool = False
    places: int = 1
    unit: str = ""


@dataclass
class ReportedCheck:
    """One check, from a run or from a release, with what it is about; `places` are the decimals it is written with.

    `of_outcome` says that its numbers are in the unit of the primary outcome, `error` how far they may be off.
    """

    key: str
    statistic: str
    value: float | None
    threshold: float | None
    verdict: str
    sentence: str
    subject: Subject
    of_outcome: bool = False
    error: float | None = None
    places: int = 2


@dataclass(frozen=True)
class Measured:
    """An outcome of the plan: its key, its name and unit in the language of the report, and its term."""

    key: str
    name: str
    unit: str
    term: int | None
    primary: bool


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
    share: bool
    rows: list[ReportedEffect]
    checks: list[ReportedCheck]
    beside: list[ReportedEffect] = field(default_factory=list)
    lang: str = "nl"
    scrutiny: Scrutiny = field(default_factory=Scrutiny)
    outcomes: dict[str, Measured] = field(default_factory=dict)
    prices: tuple[str, str] = ("", "")
    reading: str = "reading"

    def __post_init__(self) -> None:
        """Checks in the unit of the primary outcome are written with its decimals."""
        places = max((row.places for row in self.rows if row.primary), default=1)
        for check in self.checks:
            check.places = max(2, places) if check.of_outcome else 2

    def say(self, key: str, *fill: str) -> str:
        """Words in the language of the report."""
        return words(self.lang, key, *fill)

    def told(self, value: float | None, places: int = 1) -> str:
        """A number in the language of the report."""
        return told(self.lang, value, places)


def number(value: Any) -> float | None:
    """A number from whatever holds one."""
    return None if value is None else float(value)


def from_results(plan_path: Path, folder: Path, lang: str = "nl") -> Facts:
    """The facts of a run, for inside. Raises `InputError` when the estimates are of another plan."""
    from research.plan.reading import read_plan
    from research.results import HEADLINE, Measure, read_reading, read_results
    from research.verdicts.judging import can_exist, judged

    plan, results = read_plan(plan_path), read_results(folder)
    if results.plan_sha256 != plan.sha256:
        raise InputError(
            file=plan.path, expected="the plan the estimates were made with", found="another plan"
        )
    outcomes = {o.id: o for o in plan.outcomes}
    decided = {id(row.estimate): row for row in judged(plan, results)[2]}
    every = []
    for e in results.estimates:
        o, row = outcomes[e.outcome], decided.get(id(e))
        low, high, level = e.lower, e.upper, 95.0
        if row is not None and row.range is not None:
            low, high, level = row.range.lower, row.range.upper, float(row.range.level)
        large = e.mde is not None and not can_exist(e.mde, o.scale)
        every.append(
            ReportedEffect(e.comparison, e.service, named(o, lang), o.term_months, o.primary, e.characteristic, e.group,
                e.estimator, e.estimate, e.se, low, high, e.n, e.caseworkers, e.naive, None if large else e.mde,
                (row.reason or row.verdict) if row else e.reason, level, e.lower, e.upper, large,
                results.places(e.outcome), str(getattr(o, f"unit_{lang}")))
        )  # fmt: skip
    about = [
        (words(lang, "place and period"), f"{plan.place}, {plan.period}"),
        (words(lang, "people"), told(lang, results.people, 0)),
        (
            words(lang, "sizes"),
            words(lang, "two", told(lang, results.caseworkers, 0), told(lang, results.offices, 0)),
        ),
        (words(lang, "plan"), plan.sha256),
        (words(lang, "program"), f"{NAME} {results.code_version}"),
        *((words(lang, "file", file), reading(lang, how)) for file, how in read_reading(folder)),
        *((words(lang, "caution"), caution[lang]) for caution in results.cautions),
    ]
    headline = HEADLINE[plan.design]
    return Facts(
        getattr(plan, f"title_{lang}"), INSIDE, plan.fictional, about, named(plan.reference, lang),
        plan.direction_comparison, {s.key: named(s, lang) for s in plan.tracks},
        {c.key: named(c, lang) for c in plan.characteristics},
        {(c.key, g.key): named(g, lang) for c in plan.characteristics for g in c.groups},
        getattr(plan.primary, f"unit_{lang}"), plan.primary.scale == "share",
        [row for row in every if row.estimator == headline],
        [*(ReportedCheck(c.key, c.statistic, c.value, c.threshold, c.verdict, getattr(c, f"sentence_{lang}"), c.subject,
                         c.measure in (Measure.OUTCOME, Measure.VISIBLE), c.error)
           for c in results.checks), *prevalences(plan, results, lang)],
        [row for row in every if row.estimator != headline], lang, results.scrutiny,
        {o.id: Measured(o.key, named(o, lang), str(getattr(o, f"unit_{lang}")), o.term_months, o.primary)
         for o in plan.outcomes},
        (plan.prices.currency, str(getattr(plan.prices, f"source_{lang}"))),
    )  # fmt: skip


def named(item: Any, lang: str) -> str:
    """The name of something in a language."""
    return str(getattr(item, f"name_{lang}"))


def prevalences(plan: Any, results: Any, lang: str) -> Iterable[ReportedCheck]:
    """How often something occurs, before any rounding."""
    names = {p.key: named(p, lang) for p in plan.prevalences}
    for item in results.counts:
        subject = Subject("prevalence", item["key"], item["characteristic"], item["group"])
        share = 100.0 * item["having"] / max(item["people"], 1)
        statistic = words(lang, "of people", told(lang, item["having"], 0), told(lang, item["people"], 0))
        sentence = f"{capital(names[item['key']])}: {statistic}."
        yield ReportedCheck(subject.key, statistic, share, None, Verdict.NOTED, sentence, subject)


def from_release(folder: Path, lang: str = "nl") -> Facts:
    """The facts of a release: only what has left."""
    from research.release.reading import verify_release

    release = verify_release(Path(folder))
    m = release.manifest
    names = {o.key: o for o in m.outcomes}
    power = {
        (p.comparison, p.service, p.outcome, p.term_months, p.characteristic, p.group): p
        for p in release.power
    }
    rows = []
    for f in release.findings:
        if f.type != "effect":
            continue
        key = (f.comparison, f.service, f.outcome, f.term_months, f.characteristic, f.group)
        seen = power.get(key)
        rows.append(
            ReportedEffect(f.comparison, f.service, named(names[f.outcome], lang), f.term_months, f.primary,
                f.characteristic, f.group, "released", number(f.estimate), number(f.se), number(f.lower),
                number(f.upper), f.n, f.caseworkers, number(f.naive), number(seen.minimum_detectable if seen else None),
                f.reason_empty or f.verdict, number(f.interval_level), number(f.lower_95), number(f.upper_95),
                bool(seen and seen.reason_empty == TOO_LARGE_TO_SEE),
                1 if f.estimate is None else -int(f.estimate.as_tuple().exponent),
                str(getattr(names[f.outcome], f"unit_{lang}")))
        )  # fmt: skip
    primary = next((row for row in release.findings if row.primary), None)
    reference = next((named(s, lang) for s in m.services if s.reference), "")
    about = [
        (words(lang, "place and period"), f"{m.place}, {m.period}"),
        (words(lang, "gates"), ", ".join(m.gates_failed) or words(lang, "none")),
        (words(lang, "plan"), m.plan_sha256),
        (words(lang, "digest"), m.digest),
        (words(lang, "program"), f"{NAME} {m.code_version}"),
    ]
    unit = getattr(names[primary.outcome], f"unit_{lang}") if primary else ""
    return Facts(
        getattr(m, f"title_{lang}"), not INSIDE, m.fictional, about, reference, m.direction_comparison,
        {s.key: named(s, lang) for s in m.services if not s.reference},
        {c.key: named(c, lang) for c in m.characteristics},
        {(g.characteristic, g.key): named(g, lang) for g in m.groups}, unit,
        bool(primary and primary.scale == "share"), rows,
        [ReportedCheck(c.key, c.statistic, number(c.value), number(c.threshold), c.verdict,
                       getattr(c, f"sentence_{lang}"), subject_of(c.key), of_outcome(subject_of(c.key)),
                       error_in(c.statistic))
         for c in release.checks], lang=lang,
        reading="reading together" if m.design == COMBINED_DESIGN else "reading",
    )  # fmt: skip
