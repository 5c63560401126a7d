# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""With how many decimals the numbers about an outcome are printed (rule X4).

A share is printed in people out of 100 to 0.1. A mean can be euros or the logarithm of a wage, so its decimals follow
the outcome: what the plan says, or three significant digits of how far people lie apart, and never fewer than one.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, log10

from research.counting.tally import Tally
from research.plan.model import PlanOutcome
from research.release.rules import MOST_DECIMALS

SIGNIFICANT = 3


def decimals_of(outcomes: Sequence[PlanOutcome], tally: Tally) -> dict[str, int]:
    """The number of decimals by outcome, the same for every group and every row."""
    decimals = {}
    for number, outcome in enumerate(outcomes):
        if outcome.decimals is not None:
            decimals[outcome.id] = outcome.decimals
            continue
        people = float(tally.clients[0].sum())
        mean = float(tally.total[number, 0].sum()) / people
        spread = max(float(tally.squares[number, 0].sum()) / people - mean**2, 0.0) ** 0.5
        decimals[outcome.id] = 1 if outcome.scale == "share" else by_spread(spread)
    return decimals


def by_spread(spread: float) -> int:
    """The decimals that show three significant digits of a spread."""
    if spread <= 0.0:
        return 1
    return min(max(SIGNIFICANT - 1 - floor(log10(spread)), 1), MOST_DECIMALS)
