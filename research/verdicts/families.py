# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""From estimates to verdicts: the two families of tests, the certainty rule and the words of a row.

Only the primary outcome and term, in the one comparison chosen in the plan, can get a direction. Family 1 holds the
tests of differences between groups; family 2 the overall effects and the effects of groups whose difference held.
Both are corrected with Holm, and each gets half of the five percent (decision 0049), or a plan lets everyone go first
with all of it and groups follow with what was won (`research.verdicts.one_stage`). A row is printed with the range
of the level at which it was judged, so that range and verdict agree (decision 0061). Where the plan says what little
difference is, a range wholly inside that margin is one verdict of its own (decision 0090). The rule for certainty is
published in docs/reference/release-format.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from research.effects.samples import HALF_WIDTH
from research.estimators.inference import holm
from research.plan.model import Plan
from research.release.levels import ONE_STAGE, family_level
from research.release.schema import (
    CHECK_FAILED,
    CLOSED_GATES,
    GATES,
    NO_DIFFERENCE,
    NO_VALID_GROUP,
    OTHER_COMPARISON,
    OTHER_TERM,
    TOO_UNCERTAIN,
    TOO_WIDE,
    Certainty,
    Verdict,
)
from research.results import Check, Estimate, Results
from research.verdicts.one_stage import Node, PairTests, corrected_p, own_level, stages_of
from research.verdicts.ranges import LEVEL, Range, range_at, ranges


@dataclass
class Decided:
    """An estimate with what may be said about it."""

    estimate: Estimate
    verdict: Verdict = Verdict.NO_STATEMENT
    certainty: Certainty = Certainty.UNKNOWN
    reason: str = ""
    p_holm: float | None = None
    difference_p_holm: float | None = None
    range: Range | None = None
    level: float = LEVEL

    @property
    def held(self) -> bool:
        """Did the difference with the other half hold?"""
        return self.difference_p_holm is not None and self.difference_p_holm <= self.level


def gates(checks: list[Check], plan: Plan) -> tuple[tuple[str, str], ...]:
    """The verdict of every gate, from the checks on which the rows that may speak rest.

    One check of everyone that failed, or could not be judged, fails the gate. One of a single service silences that
    service, and the gate passed in part, as long as a service is left.
    """
    gate_words: dict[str, str] = dict.fromkeys(GATES, Verdict.NOT_TESTED)
    if plan.design == "assignment":
        gate_words |= {"permutation": Verdict.NOT_APPLICABLE, "overlap": Verdict.NOT_APPLICABLE}
    silent = silenced(checks, plan)
    left = {service.key for service in plan.tracks} - silent
    for gate in GATES:
        words: list[str] = []
        for check in checks:
            if check.gate != gate or check.verdict == Verdict.NOTED or aside(check, plan):
                continue
            fell = check.verdict in CLOSED_GATES
            words.append(Verdict.IN_PART if fell and own_service(check) in silent and left else check.verdict)
        gate_words[gate] = weakest(words) or gate_words[gate]
    return tuple(gate_words.items())


def weakest(words: list[str]) -> str:
    """The word of a gate with these checks; empty without any."""
    order = (
        *CLOSED_GATES,
        Verdict.NOT_TESTED,
        Verdict.IN_PART,
        Verdict.STATED,
        Verdict.PASSED,
        Verdict.NOT_APPLICABLE,
    )
    return min(words, key=order.index, default="")


def aside(check: Check, plan: Plan) -> bool:
    """Does no row that may speak rest on this check? With all services at once that is the strength of each apart."""
    joint = plan.direction_comparison == "versus_reference" and len(plan.tracks) > 1
    return check.gate == "relevance" and plan.design == "caseworker" and joint == bool(check.service)


def own_service(check: Check) -> str:
    """The service whose rows alone rest on this check; empty when all do."""
    return check.service if check.gate in ("relevance", "monotonicity") else ""


def silenced(checks: list[Check], plan: Plan) -> set[str]:
    """Services of which a check of their own failed: they get no direction (step 4 of the method)."""
    fell = [c for c in checks if c.verdict in CLOSED_GATES and not aside(c, plan)]
    return {own_service(check) for check in fell} - {""}


def decide(plan: Plan, results: Results, states: tuple[tuple[str, str], ...]) -> list[Decided]:
    """Verdict, certainty, printed range, corrected p-values and reason for every estimate that may be released."""
    level = float(family_level(plan.families))
    decided = [Decided(e, reason=e.reason, level=level) for e in results.headline(plan.design)]
    main = {place: row for place, row in enumerate(decided) if is_main(row.estimate, plan)}
    family: list[int] | dict[int, float]
    if plan.families == ONE_STAGE:
        family = correct_in_order(plan, main)
    else:
        correct_differences(plan, list(main.values()))
        correct_effects(list(main.values()))
        family = [place for place, row in main.items() if row.p_holm is not None]
    printed = ranges([d.estimate for d in decided], family, results.places, level)
    for row, range_ in zip(decided, printed, strict=True):
        row.range = among_all(row, range_, plan.primary.margin, len(family))
    failed = any(verdict in CLOSED_GATES for _, verdict in states)
    unsure = silenced(results.checks, plan)
    for row in decided:
        speak(row, plan, failed or row.estimate.service in unsure)
    return decided


def among_all(row: Decided, own: Range | None, margin: float | None, tests: int) -> Range | None:
    """The range with which a row is judged: of its own step, or of the first where its own lies inside the margin.

    Holm holds the chance that a row without an effect points somewhere. It says nothing of a row whose effect is as
    large as the margin, so whether a difference is little is judged at the first step, over all rows of the family.
    In one stage the part of a group may be smaller than that step: then its own range is the wider, and stays.
    """
    if own is None or margin is None or row.p_holm is None or not own.inside(margin):
        return own
    return range_at(row.estimate, min(own.alpha, LEVEL / tests), own.places)


def is_main(e: Estimate, plan: Plan) -> bool:
    """Is this the primary outcome and term in the comparison that gives direction?"""
    return e.outcome == plan.primary.id and e.comparison == plan.direction_comparison


def correct_differences(plan: Plan, main: list[Decided]) -> None:
    """Family 1: Holm over all differences the plan tests; a pair without numbers counts as tested and not held."""
    pairs: dict[tuple[str, str], list[Decided]] = {}
    for row in main:
        if row.estimate.characteristic and row.estimate.difference_p is not None:
            pairs.setdefault((row.estimate.service, row.estimate.characteristic), []).append(row)
    keys = sorted(pairs)
    p_values = [pairs[key][0].estimate.difference_p or 0.0 for key in keys]
    p_values += [1.0] * (plan.subgroup_comparisons - len(keys))
    for key, p in zip(keys, holm(p_values), strict=False):
        for row in pairs[key]:
            row.difference_p_holm = p


def correct_effects(main: list[Decided]) -> None:
    """Family 2: Holm over the overall effects and the effects of groups whose difference held."""
    family = [r for r in main if r.estimate.p is not None and (not r.estimate.characteristic or r.held)]
    for row, p in zip(family, holm([r.estimate.p or 0.0 for r in family]), strict=True):
        row.p_holm = p


def correct_in_order(plan: Plan, main: dict[int, Decided]) -> dict[int, float]:
    """Everyone first, groups with what was won: corrected p-values into the rows; the level of those that were judged.

    A pair without numbers has its part all the same and is never shown. A group gets a corrected p-value where its
    difference held, as in two halves.
    """
    everyone = {r.estimate.service: r.estimate.p for r in main.values() if not r.estimate.characteristic}
    tested = {service: p for service, p in everyone.items() if p is not None}
    if not tested:
        return {}
    halves: dict[Node, list[Decided]] = {}
    for row in main.values():
        e = row.estimate
        if e.characteristic and e.service in tested and e.difference_p is not None:
            halves.setdefault((e.service, e.characteristic), []).append(row)
    pairs = {node: pair_of(rows) for node, rows in halves.items()}
    stages = stages_of(tested, pairs, [kind.key for kind in plan.characteristics])
    levels: dict[int, float] = {}
    for place, row in main.items():
        e = row.estimate
        node = (e.service, e.characteristic)
        p = e.p
        if e.characteristic and node in pairs:
            row.difference_p_holm = corrected_p(stages, node, pairs[node].difference)
            p = max(pairs[node].difference, e.p) if e.p is not None and row.held else None
        elif e.characteristic:
            continue
        if p is not None and e.service in tested:
            row.p_holm = corrected_p(stages, node, p)
            levels[place] = own_level(stages, node, row.level)
    return levels


def pair_of(rows: list[Decided]) -> PairTests:
    """The three tests of a pair of groups."""
    own = tuple(1.0 if row.estimate.p is None else row.estimate.p for row in rows)
    return PairTests(rows[0].estimate.difference_p or 0.0, own)


def speak(row: Decided, plan: Plan, failed: bool) -> None:
    """Fill verdict, certainty and reason of one row: what may not speak is not judged, whatever its range holds."""
    e = row.estimate
    silent = why_silent(row, plan, failed)
    if row.range is None:
        row.verdict = Verdict.NOT_JUDGED if silent else Verdict.NO_STATEMENT
        row.reason = row.reason or TOO_UNCERTAIN
        return
    wide = plan_scale(plan, e) == "share" and half_width(row, plan) > HALF_WIDTH
    settled = not e.characteristic or row.held
    row.certainty = (
        Certainty.FAIR if not wide and not failed and settled and is_main(e, plan) else Certainty.WEAK
    )
    if silent:
        row.verdict, row.reason = Verdict.NOT_JUDGED, silent
    elif plan.primary.margin is not None and row.range.inside(plan.primary.margin):
        row.verdict = Verdict.SIMILAR
    elif row.range.holds_zero or not corrected(row):
        row.verdict, row.reason = Verdict.NO_STATEMENT, TOO_UNCERTAIN
    elif wide:
        row.verdict, row.reason = Verdict.NOT_JUDGED, TOO_WIDE
    else:
        row.verdict = Verdict.BETTER if (e.estimate or 0.0) > 0 else Verdict.WORSE


def why_silent(row: Decided, plan: Plan, failed: bool) -> str:
    """Why a row may not speak; empty when it may."""
    e = row.estimate
    doubtful = {c.key for c in plan.characteristics if not c.sentence}
    if e.outcome != plan.primary.id:
        return OTHER_TERM
    if e.comparison != plan.direction_comparison:
        return OTHER_COMPARISON
    if failed:
        return CHECK_FAILED
    if e.characteristic and not row.held:
        return NO_DIFFERENCE
    return NO_VALID_GROUP if e.characteristic in doubtful else ""


def half_width(row: Decided, plan: Plan) -> float:
    """Half the width that may not be too large: of the printed range, and in one stage of the 95% range."""
    e = row.estimate
    if plan.families == ONE_STAGE and e.lower is not None and e.upper is not None:
        return (e.upper - e.lower) / 2.0
    return row.range.half_width if row.range else inf


def corrected(row: Decided) -> bool:
    """Did the test of no effect reject, after correction? Then its range leaves out zero."""
    return row.p_holm is not None and row.p_holm <= row.level


def plan_scale(plan: Plan, e: Estimate) -> str:
    """Share or mean."""
    return next(outcome.scale for outcome in plan.outcomes if outcome.id == e.outcome)
