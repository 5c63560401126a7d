# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The effect of everyone at every term since intake: lock-in shows as a fall that is made up later.

The terms are those of the plan. The band holds the whole line in 95 of 100 studies: over so many terms every range has
the level 1 − 0.05 / terms (Bonferroni), which is wider than a bootstrap of the largest deviation would be and asks
nothing of how terms hang together. Source: Lammers and Kok (2021) on lock-in; Montiel Olea and Plagborg-Møller (2019),
*Simultaneous Confidence Bands*, on bands for a line of estimates.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import isfinite

from research.plan.model import PlanOutcome
from research.results import Estimate, TermEffect

ALPHA = 0.05


def event_lines(outcomes: Sequence[PlanOutcome], estimates: Iterable[Estimate]) -> list[TermEffect]:
    """The released answers of everyone at every term of an outcome, where it has two terms or more with a number.

    `estimates` are those of the headline estimator. Units as in `Estimate`; limits are `None` where a set has none.
    """
    of = {outcome.id: outcome for outcome in outcomes}
    lines: dict[tuple[str, ...], list[Estimate]] = {}
    for e in estimates:
        outcome = of[e.outcome]
        if not e.characteristic and outcome.term_months is not None:
            lines.setdefault((e.comparison, e.service, outcome.key, outcome.unit), []).append(e)
    return [
        effect
        for line in lines.values()
        if sum(e.estimate is not None for e in line) > 1
        for effect in along(line, of)
    ]


def along(line: list[Estimate], of: dict[str, PlanOutcome]) -> Iterable[TermEffect]:
    """One line from the earliest term to the last; terms without a number are left out, and still counted."""
    for e in sorted(line, key=lambda e: of[e.outcome].term_months or 0):
        if e.estimate is None:
            continue
        low, high = e.sets.limits(ALPHA / len(line)) if e.sets else (float("-inf"), float("inf"))
        held = isfinite(low) and isfinite(high)
        limits = (e.lower, e.upper, low if held else None, high if held else None)
        names = e.comparison, e.service, of[e.outcome].key
        yield TermEffect(*names, of[e.outcome].term_months or 0, e.estimate, *limits, len(line))
