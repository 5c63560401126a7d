# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Disclosure rules X1-X10: what may not leave the secure environment is taken out before anything is written.

A number is kept only when every rule was looked at and none objects; what cannot be judged is taken out (X10).
Halves of a pair leave together or stay together (X7), and so do all outcomes of a pair, so that nothing can be
subtracted back from another row. docs/reference/release-format.md lists the rules.
"""

from __future__ import annotations

from dataclasses import dataclass

from research.disclosure.profiles import Profile
from research.plan.model import Plan
from research.release.schema import (
    COUNTERPART_SUPPRESSED,
    TOO_FEW_CASEWORKERS,
    TOO_FEW_PEOPLE,
    Certainty,
    Verdict,
)
from research.results import Check, Estimate, Measure, Results
from research.verdicts.families import Decided

#: What rule X6 asks of every printed mean: of an arm, of compliers, of the plain comparison.
DOMINANCE = "no mean of which two people hold more than half"


@dataclass
class Screened:
    """The rows after the rules, and what every rule did."""

    rows: list[Decided]
    declaration: list[Check]


def objection(e: Estimate, profile: Profile, design: str) -> tuple[str, str]:
    """The first rule that objects to an estimate, and the reason that is printed; empty when none does."""
    least = profile.minimum_people if design == "caseworker" else profile.minimum_people_offer
    if e.n < least:
        return "X1", TOO_FEW_PEOPLE
    if design == "caseworker" and e.caseworkers < profile.minimum_caseworkers:
        return "X1", TOO_FEW_CASEWORKERS
    if e.smallest_cell < profile.minimum_cell:
        return "X2", TOO_FEW_PEOPLE
    if e.freedom < profile.minimum_freedom:
        return "X5", TOO_FEW_CASEWORKERS if design == "caseworker" else TOO_FEW_PEOPLE
    if e.largest_worker > profile.largest_caseworker:
        return "X6", TOO_FEW_CASEWORKERS
    if e.dominance > profile.largest_caseworker:
        return "X6", TOO_FEW_PEOPLE
    return "", ""


def screen(plan: Plan, results: Results, rows: list[Decided], profile: Profile) -> Screened:
    """Take out what may not leave, and its counterparts; say for every rule what it did."""
    hits: dict[str, int] = {}
    blocked: dict[tuple[str, str], str] = {}
    for row in rows:
        rule, reason = objection(row.estimate, profile, plan.design)
        if rule:
            hits[rule] = hits.get(rule, 0) + 1
            hide(row, reason)
            blocked.setdefault((row.estimate.characteristic, row.estimate.service), row.estimate.group)
    small_rest = unknown_rest(rows, profile)
    for row in rows:
        key = (row.estimate.characteristic, row.estimate.service)
        if (
            row.verdict != Verdict.SUPPRESSED
            and row.estimate.characteristic
            and (key in blocked or key in small_rest)
        ):
            hits["X7"] = hits.get("X7", 0) + 1
            hide(row, COUNTERPART_SUPPRESSED)
    if plan.design == "caseworker" and not 0 < profile.minimum_caseworkers <= results.smallest_office:
        for row in rows:
            if row.verdict != Verdict.SUPPRESSED:
                hits["X6"] = hits.get("X6", 0) + 1
                hide(row, TOO_FEW_CASEWORKERS)
    other = any(results.places(outcome.id) != 1 for outcome in plan.outcomes)
    return Screened(
        rows, declare(plan, profile, hits, len(rows), "the decimals of their outcome" if other else "0.1")
    )


def unknown_rest(rows: list[Decided], profile: Profile) -> set[tuple[str, str]]:
    """Pairs whose halves leave only a few people over: everyone minus both halves would show them."""
    whole = {
        (r.estimate.comparison, r.estimate.service, r.estimate.outcome): r.estimate.n
        for r in rows
        if not r.estimate.group
    }
    halves: dict[tuple[str, str, str, str], int] = {}
    for row in rows:
        e = row.estimate
        if e.group:
            key = (e.comparison, e.service, e.outcome, e.characteristic)
            halves[key] = halves.get(key, 0) + e.n
    small = set()
    for key, people in halves.items():
        rest = whole.get((key[0], key[1], key[2]), people) - people
        if 0 < rest < profile.minimum_cell:
            small.add((key[3], key[1]))
    return small


def hide(row: Decided, reason: str) -> None:
    """Take every number out of a row."""
    row.verdict, row.certainty, row.reason = Verdict.SUPPRESSED, Certainty.UNKNOWN, reason
    row.p_holm = row.difference_p_holm = None


def shares_asked(profile: Profile) -> str:
    """What rule X3 asks of the share of people who have something."""
    return f"descriptive shares {100 - profile.highest_share}-{profile.highest_share}%"


def declare(plan: Plan, profile: Profile, hits: dict[str, int], rows: int, effects: str) -> list[Check]:
    """One line for every rule: what it asks and what it did; the declaration for the output check.

    `effects` says to what effects are rounded.
    """
    persons = plan.design == "assignment"
    means = any(outcome.scale == "mean" for outcome in plan.outcomes)
    told = {
        "X1": (f"≥ {profile.minimum_people_offer if persons else profile.minimum_people} people"
               + ("" if persons else f", ≥ {profile.minimum_caseworkers} caseworkers"),
               "Achter elk getal staan genoeg mensen.", "There are enough people behind every number."),
        "X2": (f"every cell ≥ {profile.minimum_cell}"
               + (", cells that the design leaves empty aside" if persons else ""),
               "Geen enkel vakje is te klein.", "No cell is too small."),
        "X3": (shares_asked(profile),
               "Geen groep waarvan bijna iedereen hetzelfde heeft.", "No group in which nearly all are the same."),
        "X4": (f"counts to {profile.round_to}, effects to {effects}",
               "Alle getallen zijn afgerond.", "All numbers are rounded."),
        "X5": (f"degrees of freedom ≥ {profile.minimum_freedom}",
               "Geen model dat bijna een persoon beschrijft.", "No model that nearly describes a person."),
        "X6": (DOMINANCE, "Geen twee mensen maken samen het grootste deel van een gemiddelde.",
               "No two people make up most of a mean.") if persons else
              ("no caseworker figure, none above half of a cell" + (f"; {DOMINANCE}" if means else ""),
               "Ook consulenten zijn niet herkenbaar.", "Caseworkers cannot be recognised either."),
        "X7": ("halves leave together",
               "Uit het geheel en de ene helft is de andere niet af te leiden.",
               "The other half cannot be derived from the whole and one half."),
        "X8": ("equal to an earlier release or 10 apart",
               "Uit twee uitgaven samen is niemand af te leiden.", "Nobody can be derived from two releases together."),
        "X9": ("no rows, residuals, points or keys",
               "Er staan geen gegevens per persoon in.", "It holds nothing about single people."),
        "X10": ("what cannot be judged stays inside",
                "Wat niet te beoordelen is, blijft binnen.", "What cannot be judged stays inside."),
    }  # fmt: skip
    checks = []
    for rule, (statistic, nl, en) in told.items():
        word = (
            Verdict.NOT_APPLICABLE
            if rule == "X3" or (rule == "X6" and persons and not means)
            else Verdict.PASSED
        )
        count = float(hits.get(rule, 0))
        checks.append(
            Check(
                f"disclosure.{rule}",
                "disclosure",
                f"{statistic}; rows suppressed of {rows // 10 * 10}",
                count,
                None,
                word,
                nl,
                en,
                kind="disclosure",
                what=rule,
                measure=Measure.STATISTIC,
            )
        )
    return checks
