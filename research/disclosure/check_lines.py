# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Disclosure control for the lines of checks.csv: shares in whole percents, estimates to 0.1, small groups left out."""

from __future__ import annotations

from dataclasses import replace

from research.counting.prevalence import Count
from research.disclosure.profiles import Profile
from research.plan.model import Plan
from research.release.check_cells import Subject, prevalence_statistic
from research.release.schema import Verdict
from research.results import Check, Measure, Results
from research.verdicts.families import Decided

#: Decimals of what leaves; the share of compliers is an estimate, and nobody can be counted in it. Numbers in the unit
#: of the primary outcome have its decimals; thresholds of a test, and what is not named here, stay as they are.
DECIMALS = {Measure.PEOPLE: 0, Measure.COMPLIERS: 0, Measure.POINTS: 1}
#: Ten digits before the point: a release cannot hold it, and it comes of a division by next to nothing.
TOO_LONG = 999_999_999.5
#: Numbers from the same people and outcomes as a row: they stay inside with it.
WITH_ROWS = (Measure.COMPLIERS, Measure.OUTCOME)


def screened_checks(
    checks: list[Check], rows: list[Decided], profile: Profile, decimals: int = 1
) -> list[Check]:
    """The lines that may leave: nothing about a group, or a service, of which a row is suppressed; no small count.

    `decimals` are those of the primary outcome.
    """
    hidden = {
        (r.estimate.characteristic, r.estimate.service) for r in rows if r.verdict == Verdict.SUPPRESSED
    }
    kept = [check for check in checks if not says_hidden(check, hidden)]
    return [rounded_line(without_few(check, profile), decimals) for check in kept]


def without_few(check: Check, profile: Profile) -> Check:
    """A share of people loses its number when it would show a handful (X2), or when nobody counted them (X10)."""
    if check.measure is not Measure.PEOPLE or check.value is None:
        return check
    if check.fewest is None and check.value in (0.0, 100.0):
        return check
    if check.fewest is None or 0 < check.fewest < profile.minimum_cell:
        words = f"{check.statistic}; fewer than {profile.minimum_cell} people"
        return replace(check, value=None, statistic=words)
    return check


def says_hidden(check: Check, hidden: set[tuple[str, str]]) -> bool:
    """Is this check about a group or service whose numbers stay inside? `hidden` are a characteristic and a service."""
    about = {(check.characteristic, check.service), ("", check.service)}
    return check.measure in WITH_ROWS and not hidden.isdisjoint(about)


def rounded_line(check: Check, decimals: int) -> Check:
    """Shares in whole percents (X4), estimates to the decimals of their outcome; thresholds of a test stay."""
    if check.value is not None and abs(check.value) >= TOO_LONG:
        return replace(check, value=None, statistic=f"{check.statistic}; too large to print")
    places = decimals if check.measure is Measure.OUTCOME else DECIMALS.get(check.measure)
    if places is None or check.value is None:
        return check
    beside = check.threshold
    if beside is not None and check.measure in WITH_ROWS:
        beside = round(beside, places)
    return replace(check, value=round(check.value, places), threshold=beside)


def prevalence_lines(plan: Plan, results: Results, profile: Profile) -> tuple[list[Check], int]:
    """So many of 100 people in every group, and how many groups stay inside; halves leave together (X7)."""
    lines, hidden = [], 0
    counts = [item for item in results.counts if "having" in item]
    for prevalence in plan.prevalences:
        own = {(c["characteristic"], c["group"]): c for c in counts if c["key"] == prevalence.key}
        everyone = own.get(("", ""))
        if everyone is None:
            continue
        pairs: list[list[Count]] = [[everyone]]
        for c in plan.characteristics:
            pairs.append([own[c.key, group.key] for group in c.groups])
        for pair in pairs:
            if any(objected(item, profile) for item in [*pair, *remainder(everyone, pair)]):
                hidden += len(pair)
            else:
                lines += [prevalence_line(plan, item, profile) for item in pair]
    return lines, hidden


def remainder(everyone: Count, pair: list[Count]) -> list[Count]:
    """Whoever is in neither half: everyone minus both would show them. Nobody left over is nothing to show."""
    left = {name: everyone[name] - sum(item[name] for item in pair) for name in ("people", "having")}
    return [left] if len(pair) > 1 and left["people"] else []


def objected(item: Count, profile: Profile) -> bool:
    """Rules X1 to X3 on one group."""
    people, having = item["people"], item["having"]
    if people < profile.minimum_people or min(having, people - having) < profile.minimum_cell:
        return True
    share = share_of(item, profile)
    return not 100 - profile.highest_share <= share <= profile.highest_share


def share_of(item: Count, profile: Profile) -> int:
    """A whole percentage from rounded counts (X4)."""
    people, having = (to_step(item[name], profile) for name in ("people", "having"))
    return int((200 * having + people) // (2 * people))


def to_step(number: int, profile: Profile) -> int:
    """A count rounded as rule X4 says."""
    return int((number + profile.round_to // 2) // profile.round_to * profile.round_to)


def prevalence_line(plan: Plan, item: Count, profile: Profile) -> Check:
    """One line: how many of 100."""
    prevalence = next(p for p in plan.prevalences if p.key == item["key"])
    named = {(c.key, g.key): g for c in plan.characteristics for g in c.groups}
    group = named.get((item["characteristic"], item["group"]))
    share = share_of(item, profile)
    people = to_step(item["people"], profile)
    subject = Subject("prevalence", prevalence.key, item["characteristic"], item["group"])
    who_nl, who_en = (f" ({group.name_nl})", f" ({group.name_en})") if group else ("", "")
    return Check(
        subject.key, "", prevalence_statistic(people), float(share), None, Verdict.NOTED,
        f"Van de 100 mensen{who_nl} hadden er {share}: {prevalence.name_nl}.",
        f"Out of 100 people{who_en} {share} had: {prevalence.name_en}.",
        **subject._asdict(), measure=Measure.PEOPLE, people=people,
    )  # fmt: skip
