# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every check of the caseworker design starts from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from research.counting.tally import Tally
from research.estimators.first_stage import FirstStage
from research.estimators.geometry import Floats, Sample
from research.plan.model import Plan
from research.release.check_cells import Subject
from research.release.schema import ALPHA, Verdict
from research.results import Check, Measure

LEVEL = float(ALPHA)


def verdict(passed: bool) -> Verdict:
    """The word for a check that passed or did not."""
    return Verdict.PASSED if passed else Verdict.FAILED


@dataclass(frozen=True)
class Base:
    """What every check needs: plan, tally, comparable cells of everyone, and the joint first stage on them."""

    plan: Plan
    tally: Tally
    sample: Sample
    stage: FirstStage

    def trait(self, number: int) -> Floats:
        """People in the second group of a characteristic per kept cell and track. (C, T+1)."""
        return np.asarray(self.tally.clients[2 + 2 * number][self.sample.kept], dtype=np.float64)

    def divides(self, number: int) -> bool:
        """Is somebody in both halves of a characteristic? For the number after the last one: of any of them."""
        kept, kinds = self.sample.kept, len(self.plan.characteristics)
        halves = [self.tally.clients[place][kept].sum() for place in range(1, 1 + 2 * kinds)]
        pairs = [min(halves[2 * k : 2 * k + 2]) > 0 for k in range(kinds)]
        return pairs[number] if number < len(pairs) else any(pairs)

    @property
    def primary(self) -> int:
        """The number of the primary outcome."""
        return self.plan.outcomes.index(self.plan.primary)


def unjudgeable(subject: Subject) -> Check:
    """Balance on a column that says the same, or nothing, about everybody: as loud as one that failed."""
    return Check(
        subject.key, "balance", "one value, or unknown, for all", None, LEVEL, Verdict.UNJUDGEABLE,
        "Dit is bij iedereen hetzelfde of onbekend. Of mensen hierin vergelijkbaar zijn, is niet te zien.",
        "This is the same, or unknown, for everybody. Whether people are alike in it cannot be seen.",
        **subject._asdict(), measure=Measure.POINTS,
    )  # fmt: skip


def group_layers(base: Base) -> list[Floats]:
    """People in every group per kept cell and track. Every one (C, T+1)."""
    return [np.asarray(layer[base.sample.kept], dtype=np.float64) for layer in base.tally.clients[1:]]
