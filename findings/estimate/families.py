# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""From estimates to verdicts: the two families of tests, the certainty rule and the words of a row.

Only the primary outcome and term, in the one comparison chosen in the plan, can get a direction. Family 1 holds the
tests of differences between groups; family 2 the overall effects and the effects of groups whose difference held.
Both are corrected with Holm, and each gets half of the five percent (decision 0049). The rule for certainty is
published in docs/reference/release-format.md.
"""

from __future__ import annotations

from dataclasses import dataclass

from findings.estimate.multiplicity import holm
from findings.estimate.plan import Plan
from findings.estimate.results import Check, Estimate, Results
from findings.estimate.subgroups import HALF_WIDTH
from findings.release.schema import (
    CHECK_FAILED,
    FAILED,
    FAMILY_ALPHA,
    GATES,
    NO_DIFFERENCE,
    NO_VALID_GROUP,
    NOT_APPLICABLE,
    NOT_TESTED,
    NOTED,
    OTHER_COMPARISON,
    OTHER_TERM,
    PASSED,
    TOO_UNCERTAIN,
)

LEVEL = float(FAMILY_ALPHA)


@dataclass
class Decided:
    """An estimate with what may be said about it."""

    estimate: Estimate
    verdict: str = "geen uitspraak"
    certainty: str = "onbekend"
    reason: str = ""
    p_holm: float | None = None
    difference_p_holm: float | None = None

    @property
    def held(self) -> bool:
        """Did the difference with the other half hold?"""
        return self.difference_p_holm is not None and self.difference_p_holm <= LEVEL


def gates(checks: list[Check], design: str) -> tuple[tuple[str, str], ...]:
    """The verdict of every gate, from its checks: one that failed fails the gate."""
    found: dict[str, str] = dict.fromkeys(GATES, NOT_TESTED)
    if design == "assignment":
        found |= {"permutation": NOT_APPLICABLE, "overlap": NOT_APPLICABLE}
    for check in checks:
        if check.gate not in found:
            continue
        word = PASSED if check.verdict == NOTED else check.verdict
        now = found[check.gate]
        if now in (NOT_TESTED, NOT_APPLICABLE, PASSED):
            found[check.gate] = word
    relevant = [c for c in checks if c.gate == "relevance"]
    if any(c.verdict == PASSED for c in relevant):
        # A track that is too weak gets no estimate; the others still may.
        found["relevance"] = PASSED
    if found["monotonicity"] == FAILED and spared(checks):
        # A track on which caseworkers differ in kind, not only in number, gets no direction; the others still may.
        found["monotonicity"] = PASSED
    return tuple(found.items())


def doubted(checks: list[Check]) -> set[str]:
    """Services of which a check on monotonicity failed: they get no direction (step 4 of the method)."""
    own = [c for c in checks if c.gate == "monotonicity" and c.key.count(".") == 2]
    return {c.key.rsplit(".", 1)[-1] for c in own if c.verdict == FAILED}


def spared(checks: list[Check]) -> bool:
    """Did every check on monotonicity that failed belong to one service, and is a service left without a failure?"""
    own = [c for c in checks if c.gate == "monotonicity"]
    whole = any(c.verdict == FAILED and c.key.count(".") != 2 for c in own)
    services = {c.key.rsplit(".", 1)[-1] for c in own if c.key.count(".") == 2}
    return not whole and bool(services - doubted(checks))


def decide(plan: Plan, results: Results, states: tuple[tuple[str, str], ...]) -> list[Decided]:
    """Verdict, certainty, corrected p-values and reason for every estimate that may be released."""
    decided = [Decided(e, reason=e.reason) for e in results.headline(plan.design)]
    main = [d for d in decided if is_main(d.estimate, plan)]
    correct_differences(plan, main)
    correct_effects(main)
    failed = any(verdict == FAILED for _, verdict in states)
    unsure = doubted(results.checks)
    doubtful = {c.key for c in plan.characteristics if not c.sentence}
    for row in decided:
        speak(row, plan, failed or row.estimate.service in unsure)
        if row.estimate.characteristic in doubtful and not row.reason:
            row.verdict, row.reason = "geen uitspraak", NO_VALID_GROUP
    return decided


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


def speak(row: Decided, plan: Plan, failed: bool) -> None:
    """Fill verdict, certainty and reason of one row."""
    e = row.estimate
    if e.estimate is None or e.lower is None or e.upper is None:
        row.reason = row.reason or TOO_UNCERTAIN
        return
    wide = plan_scale(plan, e) == "share" and (e.upper - e.lower) / 2 > HALF_WIDTH
    settled = not e.characteristic or row.held
    row.certainty = "redelijk" if not wide and not failed and settled and is_main(e, plan) else "zwak"
    if e.outcome != plan.primary.id:
        row.reason = OTHER_TERM
    elif e.comparison != plan.direction_comparison:
        row.reason = OTHER_COMPARISON
    elif failed:
        row.reason = CHECK_FAILED
    elif not settled:
        row.reason = NO_DIFFERENCE
    elif wide or not points(row):
        row.reason = TOO_UNCERTAIN
    else:
        row.verdict = "beter" if e.estimate > 0 else "slechter"


def points(row: Decided) -> bool:
    """Does the row point somewhere: after correction, in its interval, and still after rounding?"""
    e = row.estimate
    if row.p_holm is None or row.p_holm > LEVEL or e.estimate is None or e.lower is None or e.upper is None:
        return False
    return round(e.lower, 1) * round(e.upper, 1) >= 0 and abs(round(e.estimate, 1)) > 0.0


def plan_scale(plan: Plan, e: Estimate) -> str:
    """Share or mean."""
    return next(outcome.scale for outcome in plan.outcomes if outcome.id == e.outcome)
