# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a researcher should not overlook: a plan that asks more of the data than they can give."""

from __future__ import annotations

from collections.abc import Iterator

from research.effects.offer import LEAST_F
from research.effects.samples import STRENGTH
from research.plan.model import Plan
from research.results import Estimate, Results

#: More services than this are hard to tell apart; a treatment column of that many values is often something else.
MANY = 8


def many_services(plan: Plan) -> Iterator[str]:
    """A plan with so many services that each of them hardly has people or differences of its own."""
    if len(plan.services) > MANY:
        yield (
            f"{plan.path} names {len(plan.services)} services; each needs people and differences between caseworkers "
            f"of its own. Is {plan.treatment} the kind of help, and can kinds be taken together?"
        )


def cautions(plan: Plan, results: Results) -> Iterator[str]:
    """The services of a plan, and a first stage that is too weak to tell them apart."""
    yield from many_services(plan)
    yield from (caution["en"] for caution in results.cautions)
    for comparison in plan.comparisons:
        weak = [
            e.first_stage_f
            for e in results.headline(plan.design)
            if e.comparison == comparison and not e.characteristic and too_weak(e)
        ]
        if weak:
            least = min(f or 0.0 for f in weak)
            yield (
                f"first-stage F = {least:.2f} for {comparison} with {len(plan.services)} services: "
                "too little to learn from. Take services together, or add people."
            )


def too_weak(e: Estimate) -> bool:
    """Did a gate on strength keep the number of an estimate inside?"""
    if e.comparison == "assignment":
        return e.first_stage_f is not None and e.first_stage_f < LEAST_F
    return e.strength is not None and e.strength < STRENGTH
