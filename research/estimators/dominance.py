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

from research.estimators.exact_sums import ExactSums
from research.estimators.geometry import Floats


class Amounts:
    """The amounts behind one mean, of people who come by in parts: their sum without signs, the two largest, the range,
    and how many there are."""

    def __init__(self) -> None:
        """Start with nobody."""
        self.size, self.largest = ExactSums(), np.zeros(2)
        self.lowest, self.highest = np.inf, -np.inf

    def add(self, amounts: Floats) -> None:
        """Add the amounts (n,) of some people."""
        if not len(amounts):
            return
        size = np.abs(amounts)
        self.size.add(size)
        self.largest = np.partition(np.concatenate([self.largest, size]), len(size))[-2:]
        self.lowest, self.highest = (
            min(self.lowest, float(amounts.min())),
            max(self.highest, float(amounts.max())),
        )

    @property
    def nobody_or_the_same(self) -> bool:
        """Is there nobody, or has everybody the same amount?"""
        return not self.lowest < self.highest


def together(parts: Iterable[Amounts]) -> Amounts:
    """The amounts of several groups of people as those of one."""
    whole = Amounts()
    for part in parts:
        whole.size.include(part.size)
        whole.largest = np.sort(np.concatenate([whole.largest, part.largest]))[-2:]
        whole.lowest, whole.highest = (
            min(whole.lowest, part.lowest),
            max(whole.highest, part.highest),
        )
    return whole


def two_largest(amounts: Amounts) -> float:
    """The share of a sum of amounts that two people hold, whatever their sign; 0 when there is nothing to hold."""
    total = amounts.size.sum
    return float(amounts.largest.sum()) / total if total > 0.0 else 0.0


def dominance(arms: Iterable[Amounts], sides: Iterable[Amounts]) -> float:
    """The largest share that two people hold in any printed mean of an outcome.

    `arms` are the outcomes of the people of each plain mean. `sides` are outcomes times the weights that make the
    estimate out of them (their weighted sum): of those with the service it is the mean of compliers with it, of the
    others without. An arm in which everyone has the same amount shows it of each of them: that counts as all of it.
    """
    plain = list(arms)
    if any(arm.nobody_or_the_same for arm in plain):
        return 1.0
    return max((two_largest(part) for part in [*plain, *sides]), default=0.0)
