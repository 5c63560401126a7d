# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Shares of people with a range, plain and standardised, and the difference of two shares with a range.

A share of one group: Wilson (1927). A share of several cells of people, each with a weight that stands fixed: Yan and
Su (2010, Statistics in Biopharmaceutical Research 2:329-335), which is Wilson's range in every cell at a narrower
level, added up; with one cell it is Wilson's. A difference of two shares of different people: Newcombe (1998,
Statistics in Medicine 17:873-890, method 10), in the form of Zou and Donner (2008, Statistics in Medicine
27:1693-1702), which takes any two shares with their ranges. All shares are fractions, 0 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np

from research.estimators.geometry import Floats
from research.estimators.inference import Z95


@dataclass(frozen=True)
class Share:
    """A share, or a difference of shares, with its range."""

    value: float
    low: float
    high: float


def wilson(having: Floats, people: Floats, z: float = Z95) -> tuple[Floats, Floats]:
    """Lower and upper limits (S,) of the shares of `having` (S,) among `people` (S,), each at least 1."""
    share = having / people
    middle = (share + z * z / (2.0 * people)) / (1.0 + z * z / people)
    half = z / (1.0 + z * z / people) * np.sqrt(share * (1.0 - share) / people + z * z / (4.0 * people**2))
    return np.maximum(middle - half, 0.0), np.minimum(middle + half, 1.0)


def weighted_share(having: Floats, people: Floats, weights: Floats, z: float = Z95) -> Share:
    """The share of `having` (S,) among `people` (S,) of several cells, by `weights` (S,) that add up to 1.

    The weights are taken as known: they are those of the people that serve as the standard. Every cell has at least 1
    person.
    """
    share = having / people
    spread = weights * np.sqrt(share * (1.0 - share) / people)
    if not spread.any():  # nobody, or everybody, in every cell
        spread = weights / np.sqrt(people)
    narrower = z * sqrt(float((spread**2).sum())) / float(spread.sum())
    low, high = wilson(having, people, narrower)
    return Share(float(weights @ share), float(weights @ low), float(weights @ high))


def plain_share(having: int, people: int) -> Share:
    """The share of `having` among `people`, at least 1."""
    return weighted_share(np.array([having], float), np.array([people], float), np.ones(1))


def difference(one: Share, other: Share) -> Share:
    """The first share minus the second, of different people."""
    gap = one.value - other.value
    below = sqrt((one.value - one.low) ** 2 + (other.high - other.value) ** 2)
    above = sqrt((one.high - one.value) ** 2 + (other.value - other.low) ** 2)
    return Share(gap, max(gap - below, -1.0), min(gap + above, 1.0))
