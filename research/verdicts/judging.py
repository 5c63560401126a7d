# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The whole judgement of a run: its checks with that of power, the gates, and every row with verdict and range."""

from __future__ import annotations

from research.effects.caseworker import Z_POWER
from research.effects.samples import HALF_WIDTH
from research.estimators.inference import Z95
from research.plan.model import Plan
from research.release.levels import ONE_STAGE
from research.release.schema import TOO_LARGE_TO_SEE, Verdict
from research.results import Check, Measure, Results
from research.verdicts.families import Decided, decide, gates


def judged(plan: Plan, results: Results) -> tuple[list[Check], tuple[tuple[str, str], ...], list[Decided]]:
    """The checks of a run, the gates they make, and every row with its verdict and range; nothing is screened yet."""
    checks = [*results.checks, power_check(plan, results)]
    states = gates([*checks, Check("disclosure", "disclosure", "", None, None, Verdict.PASSED, "", "")], plan)
    return checks, states, decide(plan, results, states)


def can_exist(difference: float, scale: str) -> bool:
    """Can a difference be this large? Out of 100 people at most 100."""
    return difference <= 100.0 if scale == "share" else difference < 1_000_000


def largest_smallest(plan: Plan) -> float:
    """How large the smallest visible difference may be: 10 of 100, and in one stage what fits a 95% range 20 wide.

    A range that is half 10 wide has a smallest visible difference of 14.3, and `feasibility` calls such a row open.
    """
    return HALF_WIDTH * (Z95 + Z_POWER) / Z95 if plan.families == ONE_STAGE else 10.0


def power_check(plan: Plan, results: Results) -> Check:
    """The smallest difference that the primary question could show, before any outcome was opened."""
    most = largest_smallest(plan)
    main = [
        e
        for e in results.headline(plan.design)
        if e.outcome == plan.primary.id
        and e.comparison == plan.direction_comparison
        and not e.characteristic
        and e.mde
    ]
    smallest = min((e.mde for e in main if e.mde is not None), default=None)
    share = plan.primary.scale == "share"
    statistic = f"smallest visible difference ({plan.primary.unit_en})"
    if smallest is None and not share:
        return Check(
            "power.overall", "power", statistic, None, None, Verdict.NOT_APPLICABLE,
            "Voor dit gemiddelde is vooraf niet te zeggen hoe klein een verschil kan zijn. Kijk naar het bereik.",
            "For this mean the smallest visible difference cannot be told beforehand. Look at the range.",
            kind="power", what="overall", measure=Measure.VISIBLE,
        )  # fmt: skip
    exists = smallest is not None and can_exist(smallest, plan.primary.scale)
    return Check(
        "power.overall",
        "power",
        statistic if exists else f"{statistic}; {TOO_LARGE_TO_SEE}",
        smallest if exists else None,
        most if share else None,
        Verdict.PASSED if smallest is not None and (not share or smallest <= most) else Verdict.FAILED,
        "Kleiner dan dit kunnen we niet zien."
        if exists
        else "Wat we zouden kunnen zien, is groter dan kan bestaan: het is te groot om te zien.",
        "We cannot see anything smaller than this."
        if exists
        else "What we could see is larger than can exist: it is too large to see.",
        kind="power",
        what="overall",
        measure=Measure.VISIBLE,
    )
