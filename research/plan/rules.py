# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must hold between the parts of a plan, so that a plan that cannot be computed is refused before it starts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from research.errors import InputError, shown
from research.plan.model import (
    AGAINST,
    CASEWORKER,
    TOGETHER,
    Column,
    Plan,
    PlanCharacteristic,
    PlanGroup,
    PlanOutcome,
)
from research.release.check_cells import RESERVED
from research.release.manifest import MONTH, SLUG, WIDEST_MARGIN, margin_fits
from research.release.rules import MOST_DECIMALS

#: More dimensions than this need more clusters than any study of ours has.
MOST_DIMENSIONS = 3
ORDERED = ("month", "integer", "number")
NUMERIC = ("integer", "number")
#: What a manifest says of an outcome once, whatever its term.
SAME_AT_EVERY_TERM = (
    "scale", "unit", "unit_nl", "unit_en", "name_nl", "name_en", "definition_nl", "definition_en",
)  # fmt: skip
#: What Stata and SAS call missing, for a reason of its own.
LETTER = re.compile(r"\.[a-z_]")
#: Where a period begins and ends.
YEAR_OR_MONTH = re.compile(r"(19|20)[0-9]{2}(-(0[1-9]|1[0-2]))?")


def check_plan(plan: Plan) -> None:
    """Refuse the first thing that cannot be; raises `InputError`."""
    check_head(plan)
    check_codebook(plan)
    check_roles(plan)
    check_timing(plan)
    check_lists(plan)
    check_clusters(plan)
    check_experiment(plan)
    check_reserved(plan)
    check_outcomes(plan)
    check_margin(plan)
    for characteristic in plan.characteristics:
        check_groups(plan, characteristic)
    check_services(plan)


def refuse(plan: Plan, where: str, expected: str, found: object) -> InputError:
    """An error about one place in the plan."""
    return InputError(file=plan.path, column=where, expected=expected, found=shown(found))


def unique(plan: Plan, where: str, keys: Iterable[str]) -> None:
    """Every key once. Raises `InputError` at the first that stands there twice."""
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise refuse(plan, where, "every key once", key)
        seen.add(key)


def check_head(plan: Plan) -> None:
    """Numbers and shapes of the section [plan].

    Raises `InputError` at the first word that may not stand there.
    """
    if not SLUG.fullmatch(plan.slug):
        raise refuse(
            plan, "[plan] slug", "lower-case letters, digits and hyphens, like my-study-2026", plan.slug
        )
    if not MONTH.fullmatch(plan.outcome_period_end):
        raise refuse(
            plan, "[plan] outcome_period_end", "a year and a month, like 2024-12", plan.outcome_period_end
        )
    begin, _, end = plan.period.partition("/")
    if YEAR_OR_MONTH.fullmatch(begin) and YEAR_OR_MONTH.fullmatch(end) and begin > end:
        raise refuse(
            plan, "[plan] period", "the first month before the last, like 2018-01/2022-12", plan.period
        )
    if plan.municipalities < 0 or (not plan.municipalities and not plan.municipality):
        expected = "1 or more, or 0 beside a column of municipalities: as many as there are"
        raise refuse(plan, "[plan] municipalities", expected, plan.municipalities)
    if plan.seed < 0:
        raise refuse(plan, "[plan] seed", "0 or more", plan.seed)


def check_codebook(plan: Plan) -> None:
    """Every column once, with values and limits that its type can have.

    Raises `InputError` at the first line that cannot be.
    """
    unique(plan, "[[column]]", (column.name for column in plan.columns))
    for column in plan.columns:
        where = f"column {column.name}"
        if column.type in NUMERIC:
            for value in (*column.values, *column.missing):
                letter = value in column.missing and LETTER.fullmatch(value)
                if not is_number(value) and value and not letter:
                    raise refuse(plan, where, "numbers among values and missing", value)
        elif column.lowest is not None or column.highest is not None:
            raise refuse(plan, where, "lowest and highest for numbers only", column.type)
        if column.lowest is not None and column.highest is not None and column.lowest > column.highest:
            raise refuse(plan, where, f"a highest of at least {column.lowest:g}", f"{column.highest:g}")


def check_roles(plan: Plan) -> None:
    """Every column that plays a part has a codebook line of a type that can play it.

    Raises `InputError` at the first column that cannot play its part.
    """
    names = {column.name for column in plan.columns}
    for where, listed in (("strata", plan.strata), ("covariates", plan.covariates)):
        if "" in listed:
            raise refuse(plan, f"[columns] {where}", "names of columns", "")
    wanted = [plan.decision_maker, plan.treatment, plan.instrument, plan.office, plan.person, plan.order]
    wanted += [plan.municipality, *plan.strata, *plan.covariates, *(p.column for p in plan.prevalences)]
    wanted += [plan.weight, plan.drawn_together, *(outcome.column for outcome in plan.outcomes)]
    wanted += [c.column for c in plan.characteristics] + [c.unless_column for c in plan.characteristics]
    wanted += [c.first for c in plan.contradictions] + [c.second for c in plan.contradictions]
    for name in wanted:
        if name and name not in names:
            raise refuse(plan, "[[column]]", f"a codebook line for “{name}”", "")
    numbers = [*plan.known, *(outcome.column for outcome in plan.outcomes)]
    numbers += [name for c in plan.contradictions for name in (c.first, c.second)]
    for name in numbers:
        if plan.column(name).type not in NUMERIC:
            raise refuse(
                plan, f"column {name}", f"a column of numbers ({', '.join(NUMERIC)})", plan.column(name).type
            )
    if plan.order and plan.column(plan.order).type not in ORDERED:
        told = f"a column that says what came first ({', '.join(ORDERED)})"
        raise refuse(plan, f"column {plan.order}", told, plan.column(plan.order).type)
    if plan.municipality and not plan.strata:
        raise refuse(plan, "[columns] strata", "strata inside each municipality", "")


def check_timing(plan: Plan) -> None:
    """People are divided by what was known before; what is measured afterwards is an outcome.

    Raises `InputError` at the first column that is too late.
    """
    before = [*plan.strata, *plan.known, *(c.column for c in plan.characteristics)]
    before += [p.column for p in plan.prevalences] + [name for name in [plan.drawn_together] if name]
    before += [c.unless_column for c in plan.characteristics if c.unless_column]
    for name in before:
        if plan.column(name).measured != "assignment":
            told = "a column measured at assignment (people may not be divided by what came after)"
            raise refuse(plan, f"column {name}", told, f"measured = {plan.column(name).measured}")
    for outcome in plan.outcomes:
        if plan.column(outcome.column).measured != "outcome":
            measured = plan.column(outcome.column).measured
            raise refuse(plan, f"column {outcome.column}", "measured = outcome", measured)


def check_lists(plan: Plan) -> None:
    """Keys occur once; one reference, one primary outcome; what is counted can occur.

    Raises `InputError` at the first that does not fit.
    """
    for what, keys in (
        ("service", [service.key for service in plan.services]),
        ("outcome", [outcome.id for outcome in plan.outcomes]),
    ):
        if not keys or len(set(keys)) != len(keys):
            raise refuse(plan, f"[[{what}]]", "at least one, every key once", ", ".join(keys))
    unique(plan, "[[characteristic]]", (c.key for c in plan.characteristics))
    unique(plan, "[[prevalence]]", (p.key for p in plan.prevalences))
    if sum(service.reference for service in plan.services) != 1 or len(plan.services) < 2:
        raise refuse(plan, "[[service]]", "one reference and at least one other service", len(plan.services))
    if sum(outcome.primary for outcome in plan.outcomes) != 1:
        raise refuse(plan, "[[outcome]]", "exactly one primary outcome", "")
    for outcome in plan.outcomes:
        most = 1 if outcome.scale == "share" else MOST_DECIMALS
        least = 1 if outcome.scale == "share" else 0
        if outcome.decimals is not None and not least <= outcome.decimals <= most:
            told = "1 decimal for a share" if outcome.scale == "share" else f"0 to {most} decimals"
            raise refuse(plan, f"[[outcome]] {outcome.id} decimals", told, outcome.decimals)
    for prevalence in plan.prevalences:
        check_values(
            plan, f"[[prevalence]] {prevalence.key}", plan.column(prevalence.column), prevalence.values
        )


def check_clusters(plan: Plan) -> None:
    """One to three dimensions of clusters, each the caseworker or columns of the stratum, and none twice.

    Raises `InputError` at the first that cannot be.
    """
    where, usual = "[plan] clusters", plan.clusters == (CASEWORKER,)
    if plan.design != "caseworker":
        if not usual:
            raise refuse(plan, where, "no clusters for an offer", ", ".join(plan.clusters))
        return
    dimensions = [frozenset(word.split(TOGETHER)) for word in plan.clusters]
    if not 1 <= len(dimensions) <= MOST_DIMENSIONS or len(set(dimensions)) != len(dimensions):
        told = f"1 to {MOST_DIMENSIONS} dimensions, each once"
        raise refuse(plan, where, told, ", ".join(plan.clusters))
    allowed = (CASEWORKER, *plan.strata)
    for word, dimension in zip(plan.clusters, dimensions, strict=True):
        parts = word.split(TOGETHER)
        if not dimension <= set(allowed) or len(parts) != len(dimension) or (CASEWORKER in parts[1:]):
            told = f"{CASEWORKER}, or columns of the stratum joined by {TOGETHER} ({', '.join(plan.strata) or 'none'})"
            raise refuse(plan, where, told, word)
        if CASEWORKER in dimension and len(dimension) > 1:
            raise refuse(plan, where, f"{CASEWORKER} by itself", word)


def check_experiment(plan: Plan) -> None:
    """Weights, people who were drawn together and kinds of offer belong to an offer by lot, and can be computed.

    Raises `InputError` at the first that cannot.
    """
    offers = [service.offer or service.value for service in plan.services]
    given = {
        "[columns] weight": plan.weight, "[columns] drawn_together": plan.drawn_together,
        "[[service]] offer": "".join(service.offer for service in plan.services),
        "[plan] arm_against_arm": ", ".join(plan.arm_against_arm),
    }  # fmt: skip
    if plan.design != "assignment":
        for where, word in given.items():
            if word:
                raise refuse(plan, where, "design assignment: an offer by lot", word)
        return
    if plan.weight and not (plan.column(plan.weight).lowest or 0.0) > 0.0:
        raise refuse(
            plan, f"column {plan.weight} lowest", "a limit above 0: a weight", plan.column(plan.weight).lowest
        )
    if plan.is_experiment:
        unique(plan, "[[service]] offer", offers)
        check_values(plan, "[[service]] offer", plan.column(plan.instrument), offers)
    keys = {service.key for service in plan.tracks}
    pairs = (AGAINST.join(sorted(pair.split(AGAINST))) for pair in plan.arm_against_arm)
    unique(plan, "[plan] arm_against_arm", pairs)
    for pair in plan.arm_against_arm:
        one, _, other = pair.partition(AGAINST)
        if not {one, other} <= keys or one == other:
            told = f"two services other than the reference, like {AGAINST.join(sorted(keys)[:2])}"
            raise refuse(plan, "[plan] arm_against_arm", told, pair)


def check_reserved(plan: Plan) -> None:
    """No key is a word that a release uses itself in the same place: two lines of checks.csv would have one name.

    Raises `InputError` at the first that is.
    """
    for kind, keys in (
        ("service", [service.key for service in plan.services]),
        ("characteristic", [c.key for c in plan.characteristics]),
        ("group", [group.key for c in plan.characteristics for group in c.groups]),
    ):
        for key in keys:
            if key in RESERVED[kind]:
                where = "[[characteristic.group]]" if kind == "group" else f"[[{kind}]]"
                raise refuse(plan, f"{where} key", f"another word: a release uses “{key}” itself", key)


def check_outcomes(plan: Plan) -> None:
    """A key and a term are one outcome, and a key means one thing at every term: the manifest says it once.

    Raises `InputError` at the first outcome that does not fit.
    """
    unique(plan, "[[outcome]] key and term_months", (f"{o.key}, {o.term_months}" for o in plan.outcomes))
    first: dict[str, PlanOutcome] = {}
    for outcome in plan.outcomes:
        before = first.setdefault(outcome.key, outcome)
        for name in SAME_AT_EVERY_TERM:
            if getattr(outcome, name) != getattr(before, name):
                told = f"{name} of the key “{outcome.key}” as at its first term ({getattr(before, name)})"
                raise refuse(plan, f"[[outcome]] {outcome.id} {name}", told, getattr(outcome, name))


def check_margin(plan: Plan) -> None:
    """What little difference is, is said of the primary outcome alone: no other may speak.

    Raises `InputError` for a margin elsewhere, or one that cannot be.
    """
    for outcome in plan.outcomes:
        if outcome.margin is None:
            continue
        where = f"[[outcome]] {outcome.id} margin"
        if not outcome.primary:
            raise refuse(
                plan, where, "a margin with the primary outcome only: no other may speak", outcome.margin
            )
        share = outcome.scale == "share"
        if not margin_fits(plain(outcome.margin), share=share):
            ends = (
                f"at most {WIDEST_MARGIN}, with at most 1 decimal"
                if share
                else f"at most {MOST_DECIMALS} decimals"
            )
            raise refuse(plan, where, f"a number above 0, {ends}", plain(outcome.margin))


def plain(value: float) -> str:
    """A number without an exponent and without noughts behind it, as a manifest has it."""
    return f"{Decimal(repr(value)).normalize():f}"


def check_services(plan: Plan) -> None:
    """Every service has a value of its own that the treatment column can hold."""
    unique(plan, "[[service]] value", (service.value for service in plan.services))
    check_values(plan, "[[service]] value", plan.column(plan.treatment), [s.value for s in plan.services])


def check_groups(plan: Plan, characteristic: PlanCharacteristic) -> None:
    """The two groups have names of their own and share nobody.

    Raises `InputError` at the first that does not fit.
    """
    where, column = f"characteristic {characteristic.key}", plan.column(characteristic.column)
    unique(plan, where, (group.key for group in characteristic.groups))
    if characteristic.unless_column:
        check_values(plan, where, plan.column(characteristic.unless_column), characteristic.unless)
    for group in characteristic.groups:
        if group.values:
            check_values(plan, f"{where} group {group.key}", column, group.values)
        elif column.type not in NUMERIC:
            raise refuse(
                plan, f"{where} group {group.key}", "values, for a column of words", "lowest or highest"
            )
        elif group.lowest is not None and group.highest is not None and group.lowest > group.highest:
            raise refuse(
                plan, f"{where} group {group.key}", "a highest above its lowest", f"{group.highest:g}"
            )
    one, other = characteristic.groups
    if one.values and other.values:
        shared = set(one.values) & set(other.values)
    else:
        shared = overlapping(one, other)
    if shared:
        raise refuse(plan, where, "two groups that share nobody", min(shared))


def overlapping(one: PlanGroup, other: PlanGroup) -> set[str]:
    """A value that lies in both groups, where at least one of them is a range."""
    for values, group in ((one.values, other), (other.values, one)):
        inside = {value for value in values if low_of(group) <= float(value) <= high_of(group)}
        if values:
            return inside
    low, high = max(low_of(one), low_of(other)), min(high_of(one), high_of(other))
    return {f"{low:g}"} if low <= high else set()


def low_of(group: PlanGroup) -> float:
    """The lowest number of a range."""
    return float("-inf") if group.lowest is None else group.lowest


def high_of(group: PlanGroup) -> float:
    """The highest number of a range."""
    return float("inf") if group.highest is None else group.highest


def check_values(plan: Plan, where: str, column: Column, values: Iterable[str]) -> None:
    """Values that the codebook allows in the column.

    Raises `InputError` at the first value that is not in the codebook.
    """
    for value in values:
        if column.type in NUMERIC:
            known = [float(word) for word in (*column.values, *column.missing) if is_number(word)]
            right = is_number(value) and (not column.values or float(value) in known)
        else:
            right = not column.values or value in (*column.values, *column.missing)
        if not right:
            allowed = ", ".join(column.values) if column.values else "numbers"
            raise refuse(plan, where, f"values of the column {column.name} ({allowed})", value)


def is_number(word: str) -> bool:
    """Does the word stand for a finite number?"""
    try:
        return float("-inf") < float(word) < float("inf")
    except ValueError:
        return False
