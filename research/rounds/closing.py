# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Closing a round: everybody together, each left out in turn, and whether municipalities differ.

Differences are tested by Cochran's Q over the municipalities that can speak alone; it is the weighted sum of squares
around their mean, chi-square with one degree of freedom less than there are. Source: Cochran (1954), Biometrics 10.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from scipy.stats import chi2

from research.counting.municipal_counts import read_counts
from research.effects.caseworker import answer_primary
from research.plan.model import Plan
from research.release.schema import Verdict
from research.results import Check, Estimate, Measure, Results
from research.rounds.joining import plan_of, refuse_changed
from research.rounds.round_file import (
    CLOSED,
    OPEN,
    Member,
    Round,
    change_round,
    counts_of,
    read_round,
    refuse_closed,
    refuse_moved,
)
from research.run import Report, Way, estimate

#: Rejected below this: municipalities differ more than chance.
DIFFER = 0.05
EVERYONE = "together"


@dataclass(frozen=True)
class Figure:
    """One answer to the primary question for everybody: of all together, of a municipality alone, or of all without it.

    Numbers are people out of 100 for a share, else in the unit of the outcome.
    """

    who: str
    way: str
    comparison: str
    service: str
    estimate: float | None
    se: float | None
    strength: float | None
    people: int


def close_round(folder: Path, report: Report, way: Way) -> tuple[Round, Results, list[Figure]]:
    """Estimate everybody together, and the primary question alone and without each; the round is closed afterwards.

    Raises `InputError` for a round that was closed, of fewer than two, whose files were changed, or that somebody
    changed meanwhile.
    """
    from research.errors import InputError

    held = read_round(folder)
    refuse_closed(folder, held)
    plan = plan_of(folder, held)
    if len(held.present) < 2:
        raise InputError(
            file=folder.name, expected="two or more municipalities", found=str(len(held.present)),
            todo="Let another one join first: round add FOLDER --name NAME --counts FILE.",
        )  # fmt: skip
    refuse_changed(folder, held)
    paths = {member.key: counts_of(folder, member.key) for member in held.present}
    results = estimate(plan, [], report, replace(way, counts=tuple(paths.values())))
    figures = [figure_of(EVERYONE, EVERYONE, e) for e in primary(plan, results.estimates)]
    for key, path in paths.items():
        report(f"{key} alone, and the round without it")
        figures += alone(plan, key, "alone", [path])
        rest = [other for other in paths.values() if other != path]
        figures += alone(plan, key, "without", rest)
    results.checks += [named(held.present), *differences(plan, figures), *moved(plan, figures)]
    refuse_moved(folder, held)
    closed = replace(held, state=CLOSED)
    return closed, results, figures


def shut_round(folder: Path, closed: Round) -> None:
    """Write that a round was closed, after its results stand. Raises `InputError` where it was changed meanwhile."""
    change_round(folder, replace(closed, state=OPEN), closed)


def primary(plan: Plan, estimates: list[Estimate]) -> list[Estimate]:
    """The answers to the primary question for everybody."""
    return [
        e for e in estimates
        if e.estimator == "ujive" and not e.characteristic and e.outcome == plan.primary.id
    ]  # fmt: skip


def alone(plan: Plan, key: str, way: str, paths: list[Path]) -> list[Figure]:
    """The primary question answered from some files of counts."""
    tally, ledger, _extras = read_counts(paths, plan, lambda _: None)
    ledger.close()
    return [figure_of(key, way, e) for e in answer_primary(plan, tally)]


def figure_of(who: str, way: str, e: Estimate) -> Figure:
    """One answer as a figure."""
    return Figure(who, way, e.comparison, e.service, e.estimate, e.se, e.strength, e.n)


def of(figures: list[Figure], way: str, comparison: str, service: str) -> list[Figure]:
    """The figures of one way to one question, with a number."""
    return [
        one for one in figures
        if (one.way, one.comparison, one.service) == (way, comparison, service) and one.estimate is not None
    ]  # fmt: skip


def named(members: tuple[Member, ...]) -> Check:
    """Who took part, by name."""
    names = ", ".join(member.called for member in members)
    return Check(
        "plan.round", "plan", f"{len(members)} municipalities", None, None, Verdict.STATED,
        f"Aan deze ronde deden mee: {names}.", f"Took part in this round: {names}.",
        kind="plan", what="round", measure=Measure.STATISTIC,
    )  # fmt: skip


def differences(plan: Plan, figures: list[Figure]) -> list[Check]:
    """Do municipalities differ more than chance, per service, under the comparison that may give a direction?"""
    lines = []
    for service in plan.tracks:
        own = of(figures, "alone", plan.direction_comparison, service.key)
        value, verdict, words = None, Verdict.NOT_APPLICABLE, NOT_SEEN
        if len(own) >= 2:
            value = heterogeneity([(one.estimate or 0.0, one.se or 0.0) for one in own])
            verdict, words = (Verdict.FAILED, DIFFERENT) if value < DIFFER else (Verdict.PASSED, ALIKE)
        lines.append(
            Check(
                f"round.differences.{service.key}", "", f"Q of {len(own)} municipalities, p", value, DIFFER, verdict,
                *words, kind="round", what="differences", service=service.key, measure=Measure.STATISTIC,
            )
        )  # fmt: skip
    return lines


NOT_SEEN = (
    "Gemeenten apart hebben te weinig om te zien of ze verschillen.",
    "Single municipalities have too little to see whether they differ.",
)
ALIKE = (
    "De gemeenten verschillen niet meer dan door toeval kan.",
    "Municipalities differ no more than by chance.",
)
DIFFERENT = (
    "De gemeenten verschillen meer dan door toeval kan: het ene getal voor allen samen zegt niet alles.",
    "Municipalities differ more than by chance: one number for all of them does not say everything.",
)


def heterogeneity(answers: list[tuple[float, float]]) -> float:
    """The p-value of Cochran's Q over estimates with their standard errors (n)."""
    weights = [1.0 / error**2 for _, error in answers]
    mean = sum(w * value for w, (value, _) in zip(weights, answers, strict=True)) / sum(weights)
    q = sum(w * (value - mean) ** 2 for w, (value, _) in zip(weights, answers, strict=True))
    return float(chi2.sf(q, len(answers) - 1))


def moved(plan: Plan, figures: list[Figure]) -> list[Check]:
    """How far the answer moves at most when one municipality is left out, per service, in its own errors."""
    lines = []
    for service in plan.tracks:
        all_of_them = of(figures, EVERYONE, plan.direction_comparison, service.key)
        without = of(figures, "without", plan.direction_comparison, service.key)
        if not all_of_them or not without:
            continue
        whole = all_of_them[0]
        most = max(abs((one.estimate or 0.0) - (whole.estimate or 0.0)) for one in without)
        error = whole.se or 0.0
        steady = most <= error
        words = STEADY if steady else LEANS
        lines.append(
            Check(
                f"round.left_out.{service.key}", "", "largest change when one municipality is left out", most, error,
                Verdict.PASSED if steady else Verdict.NOTED, *words, kind="round", what="left_out",
                service=service.key, measure=Measure.OUTCOME,
            )
        )  # fmt: skip
    return lines


STEADY = (
    "Het antwoord blijft ongeveer gelijk als één gemeente niet meetelt.",
    "The answer stays about the same when one municipality does not count.",
)
LEANS = (
    "Het antwoord leunt op één gemeente: zonder haar is het duidelijk anders.",
    "The answer leans on one municipality: without it, it is clearly different.",
)


def figures_csv(figures: list[Figure]) -> str:
    """The figures as a table for inside, every number with all its digits."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["who", "way", "comparison", "service", "estimate", "se", "strength", "people"])
    for one in figures:
        numbers = ["" if v is None else repr(float(v)) for v in (one.estimate, one.se, one.strength)]
        writer.writerow([one.who, one.way, one.comparison, one.service, *numbers, one.people])
    return stream.getvalue()


def told(report: Callable[[str], None], figures: list[Figure], plan: Plan) -> None:
    """Say what each municipality adds to what can be seen."""
    for service in plan.tracks:
        whole = of(figures, EVERYONE, plan.direction_comparison, service.key)
        for one in of(figures, "without", plan.direction_comparison, service.key):
            if whole and whole[0].se and one.se:
                report(
                    f"{service.key}: without {one.who} the error would be {one.se / whole[0].se:.2f} of what it is"
                )
