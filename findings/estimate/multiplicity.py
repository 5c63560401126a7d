# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Correction for looking more than once: Holm inside a family that the plan named beforehand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def holm(p_values: Sequence[float]) -> list[float]:
    """Holm's step-down correction; the answer has the order of the question."""
    order = np.argsort(p_values, kind="stable")
    corrected = [1.0] * len(p_values)
    highest = 0.0
    for step, place in enumerate(order):
        highest = max(highest, min(1.0, (len(p_values) - step) * p_values[place]))
        corrected[int(place)] = highest
    return corrected


def holm_levels(p_values: Sequence[float], alpha: float) -> list[float]:
    """The level at which Holm took each verdict: its own step where it rejects, else the step at which it stopped.

    A range at that level leaves out no effect exactly where Holm rejects it.
    """
    order = np.argsort(p_values, kind="stable")
    levels, left, stopped = [alpha] * len(p_values), len(p_values), False
    for place in order:
        stopped = stopped or left * p_values[place] > alpha
        levels[int(place)] = alpha / left
        left -= 0 if stopped else 1
    return levels
