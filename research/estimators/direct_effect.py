# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""How large a direct effect of caseworkers would have to be to undo an answer.

Suppose that people of a caseworker who refers 10 points more often do g better for another reason than the service.
With L the tendency of the caseworker the outcome is then Y = D beta + (g / 0.1) L + e, and D = L + noise that the
leave-out instrument P does not hold. So P'L and P'D are the same in expectation, the estimate is off by g / 0.1, and a
value t of the effect is rejected exactly where t + g / 0.1 was: the whole set moves, whatever its level. With several
services that holds for a direct effect along the tendency of the one that is looked at, the others held constant.

Of all direct effects up to a stated one, either way, the union of the sets is what is left to say.

Source: Conley, Hansen, Rossi (2012), *Plausibly Exogenous*, Review of Economics and Statistics 94(1), 260-272, on the
union of confidence intervals over stated direct effects.
"""

from __future__ import annotations

from dataclasses import dataclass

#: A direct effect is told per so much of a caseworker's tendency: 10 of 100 people referred more.
STEP = 0.1


@dataclass(frozen=True)
class Breaking:
    """The smallest direct effects per 10 points of tendency, in the unit of the outcome, that make the range hold
    nought (nought where it does already) and that make the estimate nought."""

    of_range: float
    of_sign: float


def union_under(lower: float, upper: float, direct: float) -> tuple[float, float]:
    """The union of the sets under all direct effects from -`direct` to `direct` (per 10 points of tendency).

    `lower` to `upper` is the set under none. Raises `ValueError` for a negative `direct`.
    """
    if direct < 0.0:
        raise ValueError("a direct effect is stated as its size")
    return lower - direct / STEP, upper + direct / STEP


def breaking(estimate: float, lower: float, upper: float) -> Breaking:
    """What would undo an answer with this estimate and this range."""
    return Breaking(STEP * max(lower, -upper, 0.0), STEP * abs(estimate))
