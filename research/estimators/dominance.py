# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much of a printed mean one or two people hold (rule X6): in every arm, and in the mean of compliers.

A mean of an arm is a sum over its people, so whoever holds most of the sum can be read from it. The mean of compliers
is a weighted sum, and there it is the weighted amount that counts. A sum that two people hold at most half of also
stands up to the p% rule: what the others hold together is as much as the largest.
Source: the dominance and p% rules of Hundepool and others, *Statistical Disclosure Control* (2012), chapter
4.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from research.estimators.geometry import Floats

Mask = NDArray[np.bool_]


def two_largest(parts: Floats) -> float:
    """The share of a sum of amounts (n,) that two people hold, whatever their sign; 0 when there is nothing to hold."""
    size = np.abs(parts)
    total = float(size.sum())
    if total <= 0.0:
        return 0.0
    top = np.partition(size, len(size) - 2)[-2:] if len(size) > 2 else size
    return float(top.sum()) / total


def dominance(outcome: Floats, weight: Floats, taken: Mask, arms: Iterable[Mask]) -> float:
    """The largest share that two people hold in any printed mean of an outcome (n,).

    `arms` (n,) are the people of each plain mean. `weight` (n,) makes the estimate out of the outcomes (their weighted
    sum): over those with the service, `taken` (n,), it gives the mean of compliers with it, over the others without.
    An arm in which everyone has the same amount shows it of each of them: that counts as all of it.
    """
    plain = [outcome[arm] for arm in arms]
    if any(len(arm) == 0 or (arm == arm[0]).all() for arm in plain):
        return 1.0
    sums = plain + [(weight * outcome)[side] for side in (taken, ~taken)]
    return max((two_largest(part) for part in sums), default=0.0)
