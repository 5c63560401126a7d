# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""From results to a release: decide, screen, round, explain; nothing here sees a person."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from research.disclosure.check_lines import prevalence_lines, screened_checks, to_step
from research.disclosure.earlier_releases import Earlier, checks_apart, kept_apart, lines_before, power_apart
from research.disclosure.profiles import Profile, read_profile
from research.disclosure.rows import screen, shares_asked
from research.errors import InputError
from research.estimators.inference import critical_value
from research.plan.model import Plan, PlanOutcome
from research.plan.rules import plain
from research.publish.explanation import explanation
from research.release.levels import TWO_HALVES
from research.release.reading import read_release
from research.release.rounding import chance, outward, rounded
from research.release.rules import limits
from research.release.schema import (
    ALPHA,
    CLOSED_GATES,
    SCHEMA_VERSION,
    TOO_FEW_PEOPLE,
    TOO_LARGE_TO_SEE,
    TOO_UNCERTAIN,
    Certainty,
    Characteristic,
    CheckRow,
    FindingRow,
    Group,
    Manifest,
    Outcome,
    PowerRow,
    Release,
    Service,
    Source,
    Verdict,
)
from research.results import Check, Estimate, Measure, Results
from research.verdicts.families import Decided
from research.verdicts.judging import can_exist, judged
from research.verdicts.ranges import Range

OWN = "own"


def compose(plan: Plan, results: Results, previous: list[Path], profile_name: str = "") -> Release:
    """The release of a run; earlier releases are looked at so that nothing can be subtracted between them (X8).

    `previous` are folders of releases; `profile_name` a profile of this program or a file, else that of the plan.
    Raises `InputError` for another plan than the estimates were made with, and `ReleaseError` for an earlier release
    that is not whole.
    """
    if results.plan_sha256 != plan.sha256:
        raise InputError(
            file=plan.path,
            expected=f"the plan the estimates were made with ({results.plan_sha256[:12]}…)",
            found=f"{plan.sha256[:12]}…",
            todo="Estimate again, or give the plan that was used.",
        )
    profile = read_profile(profile_name or plan.rule_profile)
    checks, states, decided = judged(plan, results)
    screened = screen(plan, results, decided, profile)
    prevalence, hidden = prevalence_lines(plan, results, profile)
    checks = screened_checks(checks, screened.rows, profile, results.places(plan.primary.id)) + prevalence
    checks += with_prevalence(screened.declaration, prevalence, hidden, profile)
    rows = [finding(plan, row, profile, results.places(row.estimate.outcome)) for row in screened.rows]
    rows += [associated(plan, item, profile) for item in results.associations]
    earlier = Earlier.of(
        [read_release(folder) for folder in previous],
        plan.sha256,
        results.municipalities or plan.municipalities,
        profile,
    )
    failed = any(word in CLOSED_GATES for _, word in states)
    rows, changed = kept_apart(rows, earlier, failed=failed)
    places = max(2, results.places(plan.primary.id))
    checks = checks_apart(with_versions(checks, earlier, changed), rows)
    again = lines_before(checks, earlier)
    lines = [again.get(c.key) or check_row(c, places) for c in checks]
    power = [power_row(plan, row, profile, results.places(row.estimate.outcome)) for row in screened.rows]
    power = power_apart(power, rows)
    manifest = manifest_of(plan, results, states, profile)
    return Release(
        manifest,
        tuple(rows),
        tuple(lines),
        tuple(power),
        explanation(plan, results, manifest, rows),
    )


def with_versions(checks: list[Check], earlier: Earlier, changed: int) -> list[Check]:
    """The declaration with what rule X8 did, or that there was nothing to compare with."""

    def told(check: Check) -> Check:
        if check.what != "X8":
            return check
        if earlier.releases:
            words = f"{len(earlier.releases)} earlier releases; rows changed"
            return replace(check, value=float(changed), statistic=words)
        return replace(
            check, value=None, verdict=Verdict.NOT_APPLICABLE, statistic="no earlier release was given",
            sentence_nl="Er was geen eerdere uitgave om mee te vergelijken.",
            sentence_en="There was no earlier release to compare with.",
        )  # fmt: skip

    return [told(check) for check in checks]


def with_prevalence(
    declaration: list[Check], shown: list[Check], hidden: int, profile: Profile
) -> list[Check]:
    """The declaration with what rule X3 did to the table of how often something occurs."""
    if not shown and not hidden:
        return declaration
    return [
        replace(check, value=float(hidden), verdict=Verdict.PASSED,
                statistic=f"{shares_asked(profile)}; lines of prevalence left out")
        if check.what == "X3" else check
        for check in declaration
    ]  # fmt: skip


def clipped(value: float | None, name: str, share: bool, places: int = 1) -> Decimal | None:
    """A number rounded to the decimals of its outcome, inside what its column can mean; an error has one more."""
    number = rounded(value, places + 1 if name == "se" else places)
    low, high, _ = limits(name, share)
    return None if number is None else min(max(number, low), high)


def both_ranges(
    range_: Range | None, low: float | None, high: float | None, share: bool, places: int = 1
) -> dict[str, Any]:
    """The printed range with its level and the pointwise one, rounded outward and inside what can be."""
    names = ("lower", "upper", "lower_95", "upper_95", "interval_level")
    if range_ is None or low is None or high is None:
        return dict.fromkeys(names)
    ends = [*range_.printed, *outward(low, high, places)]
    least, most, _ = limits("lower", share)
    return dict(zip(names, [*(min(max(end, least), most) for end in ends), range_.level], strict=True))


def finding(plan: Plan, row: Decided, profile: Profile, places: int) -> FindingRow:
    """One line of findings.csv; `places` are the decimals of the outcome."""
    e = row.estimate
    outcome = next(o for o in plan.outcomes if o.id == e.outcome)
    share = outcome.scale == "share"
    shown = row.verdict != Verdict.SUPPRESSED
    number = shown and row.range is not None
    numbers = {
        name: clipped(getattr(e, name), name, share, places) if number else None
        for name in ("estimate", "se", "naive")
    }
    numbers |= both_ranges(row.range if number else None, e.lower, e.upper, share, places)
    with_, without = level_pair(e, share, places) if number else (None, None)
    return FindingRow(
        type="effect",
        comparison=e.comparison,
        service=e.service,
        outcome=outcome.key,
        term_months=outcome.term_months,
        primary=outcome.primary,
        characteristic=e.characteristic,
        group=e.group,
        group_definition=definition(plan, e),
        unit=outcome.unit,
        scale=outcome.scale,
        **numbers,
        interval_kind="null_imposed" if number else "",
        level_with=with_,
        level_without=without,
        n=to_step(e.n, profile) if shown and e.n >= least(plan, profile) else None,
        caseworkers=e.caseworkers // 10 * 10 if shown and plan.design == "caseworker" and number else None,
        difference_vs_complement=clipped(e.difference, "difference_vs_complement", share, places)
        if number
        else None,
        difference_p_holm=chance(row.difference_p_holm) if number or (shown and row.held) else None,
        p_holm=chance(row.p_holm) if number else None,
        verdict=row.verdict,
        certainty=row.certainty,
        place=plan.place,
        period=plan.period,
        source=OWN,
        reason_empty=row.reason,
    )


def least(plan: Plan, profile: Profile) -> int:
    """The fewest people a number may be about."""
    return profile.minimum_people if plan.design == "caseworker" else profile.minimum_people_offer


def level_pair(e: Estimate, share: bool, places: int) -> tuple[Decimal | None, Decimal | None]:
    """Levels with and without; empty when one lies outside what can be, for it would look like a fact."""
    with_, without = rounded(e.level_with, places), rounded(e.level_without, places)
    if with_ is None or without is None:
        return None, None
    if share and not (0 <= with_ <= 100 and 0 <= without <= 100):
        return None, None
    return with_, without


def definition(plan: Plan, e: Estimate) -> str:
    """How the group was measured, in Dutch."""
    for characteristic in plan.characteristics:
        for group in characteristic.groups:
            if (characteristic.key, group.key) == (e.characteristic, e.group):
                return group.definition_nl
    return ""


def associated(plan: Plan, item: dict[str, Any], profile: Profile) -> FindingRow:
    """One association as a line of findings.csv; descriptive shares meet rules X1 to X3 or stay inside."""
    outcome = plan.primary
    halves = (item["level_with"], item["level_without"])
    extreme = any(not 100 - profile.highest_share <= level <= profile.highest_share for level in halves)
    shown = (
        item["n"] >= least(plan, profile) and item["smallest_cell"] >= profile.minimum_cell and not extreme
    )
    value = item["estimate"]
    printed, pointwise = (normal_range(value, item["se"], alpha) for alpha in (item["alpha"], float(ALPHA)))
    numbers = {
        name: clipped(item[name], name, share=True) if shown else None for name in ("estimate", "se", "naive")
    }
    numbers |= both_ranges(printed if shown else None, pointwise.lower, pointwise.upper, share=True)
    sure = item["p"] <= float(ALPHA) and not printed.holds_zero
    word = (Verdict.BETTER if value > 0 else Verdict.WORSE) if sure else Verdict.NO_STATEMENT
    e = Estimate("", "", outcome.id, item["characteristic"], item["group"], "logistic", item["n"])
    return FindingRow(
        type="association",
        comparison="",
        service="",
        outcome=outcome.key,
        term_months=outcome.term_months,
        primary=False,
        characteristic=e.characteristic,
        group=e.group,
        group_definition=definition(plan, e),
        unit=outcome.unit,
        scale=outcome.scale,
        **numbers,
        interval_kind="normal" if shown else "",
        level_with=rounded(item["level_with"]) if shown else None,
        level_without=rounded(item["level_without"]) if shown else None,
        n=to_step(item["n"], profile) if shown else None,
        caseworkers=None,
        difference_vs_complement=None,
        difference_p_holm=None,
        p_holm=chance(item["p"]) if shown else None,
        verdict=word if shown else Verdict.SUPPRESSED,
        certainty=Certainty.FAIR if shown and sure else (Certainty.WEAK if shown else Certainty.UNKNOWN),
        place=plan.place,
        period=plan.period,
        source=OWN,
        reason_empty="" if shown and sure else (TOO_UNCERTAIN if shown else TOO_FEW_PEOPLE),
    )


def normal_range(value: float, se: float, alpha: float) -> Range:
    """An estimate and so many of its errors, at a level."""
    width = critical_value(alpha, None) * se
    return Range(value - width, value + width, alpha)


def check_row(check: Check, places: int = 2) -> CheckRow:
    """One line of checks.csv, its numbers rounded; `places` for those in the unit of the outcome."""
    if check.measure not in (Measure.OUTCOME, Measure.VISIBLE):
        places = 2
    value, threshold = rounded(check.value, places), rounded(check.threshold, places)
    return CheckRow(
        check.key, check.statistic, value, threshold, check.verdict, check.sentence_nl, check.sentence_en
    )


def power_row(plan: Plan, row: Decided, profile: Profile, places: int) -> PowerRow:
    """One line of power.csv: the smallest visible difference, set beforehand, and the width that came out."""
    e = row.estimate
    outcome = next(o for o in plan.outcomes if o.id == e.outcome)
    shown = row.verdict != Verdict.SUPPRESSED
    share = outcome.scale == "share"
    printed = both_ranges(row.range if shown else None, e.lower, e.upper, share, places)
    width = None if printed["upper"] is None else float(printed["upper"] - printed["lower"]) / 2.0
    exists = e.mde is not None and can_exist(e.mde, outcome.scale)
    mde = rounded(e.mde, places) if shown and exists else None
    reason = "" if mde is not None else row.reason
    if shown and e.mde is not None and not exists:
        reason = TOO_LARGE_TO_SEE
    return PowerRow(
        e.comparison,
        e.service,
        outcome.key,
        outcome.term_months,
        e.characteristic,
        e.group,
        mde,
        rounded(width, places),
        to_step(e.n, profile) if shown and e.n >= least(plan, profile) else None,
        e.caseworkers // 10 * 10 if shown and plan.design == "caseworker" else None,
        reason,
    )


def manifest_of(
    plan: Plan, results: Results, states: tuple[tuple[str, str], ...], profile: Profile
) -> Manifest:
    """The first page of the release."""
    caseworker = plan.design == "caseworker"
    named = tuple(Service(s.key, s.level, s.reference, s.name_nl, s.name_en) for s in plan.services)
    kinds = tuple(Characteristic(c.key, c.name_nl, c.name_en) for c in plan.characteristics)
    groups = tuple(
        Group(c.key, g.key, g.name_nl, g.name_en, g.definition_nl, g.definition_en)
        for c in plan.characteristics
        for g in c.groups
    )
    return Manifest(
        slug=plan.slug,
        title_nl=plan.title_nl,
        title_en=plan.title_en,
        kind=plan.kind,
        fictional=plan.fictional,
        design=plan.design,
        place=plan.place,
        period=plan.period,
        outcome_period_end=plan.outcome_period_end,
        municipalities=(results.municipalities or plan.municipalities) if caseworker else None,
        offices=results.offices or None if caseworker else None,
        caseworkers=results.caseworkers // 10 * 10 if caseworker else None,
        schema=SCHEMA_VERSION,
        plan_sha256=plan.sha256,
        code_version=results.code_version,
        direction_comparison=plan.direction_comparison,
        families="" if plan.families == TWO_HALVES else plan.families,
        subgroup_comparisons=plan.subgroup_comparisons,
        rule_profile=profile.name,
        licence=plan.licence,
        made_by=plan.made_by,
        gates=states,
        services=named,
        characteristics=kinds,
        groups=groups,
        outcomes=outcomes_of(plan.outcomes),
        sources=(source_of(plan),),
        files=(),
        digest="",
    )


def outcomes_of(outcomes: tuple[PlanOutcome, ...]) -> tuple[Outcome, ...]:
    """Each outcome once, whatever its terms."""
    outcome_by_key: dict[str, Outcome] = {}
    for o in outcomes:
        names = (o.name_nl, o.name_en, o.definition_nl, o.definition_en)
        before = outcome_by_key.setdefault(
            o.key, Outcome(o.key, o.scale, o.unit, o.unit_nl, o.unit_en, *names)
        )
        if o.margin is not None:
            outcome_by_key[o.key] = replace(before, margin=plain(o.margin))
    return tuple(outcome_by_key.values())


def source_of(plan: Plan) -> Source:
    """The study itself as source of its findings."""
    return Source(OWN, f"{plan.title_nl}. {plan.made_by}.", "", plan.note_nl or plan.title_nl, plan.title_en)
