# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every answer about a group that is asked of its rows, from two more readings of them.

The first gives the effects, what two people hold of each mean and what the alarms are made of; the second the alarms.
Source: docs/explanation/method.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from research.estimators.geometry import Floats
from research.estimators.holdings import Holdings, Question
from research.estimators.ols_2sls_jive import Alarm, AlarmSums, InstrumentSums
from research.estimators.row_projections import People
from research.estimators.ujive import Effect
from research.estimators.ujive_on_rows import (
    Influences,
    InfluenceSums,
    RowStage,
    aim_of,
    influences,
    summed,
)

ALARMS = ("2sls", "jive1", "ols")


@dataclass(frozen=True)
class RowAnswer:
    """The effects of the tracks of a stage on an outcome, and the alarms that can be computed, by name."""

    effects: list[Effect]
    alarms: dict[str, list[Alarm]]


class Hearer(Protocol):
    """Who adds up what it needs of people who come by in parts."""

    def add(self, found: Influences, /) -> None:
        """Add a part of the people."""


def read(whole: RowStage, people: People, hearers: Sequence[Hearer]) -> None:
    """Read the people once, for all who ask something of them."""
    for part in people():
        found = influences(whole, whole.projections.terms(part))
        for hearer in hearers:
            hearer.add(found)


def row_effects(
    whole: RowStage,
    stages: Sequence[RowStage],
    outcomes: Sequence[int],
    people: People,
    beside: Sequence[Hearer] = (),
) -> dict[Question, list[Effect]]:
    """The effects of the tracks of some stages, made of the `whole` one, on some outcomes, in one reading of the
    people; those `beside` hear them too. The same numbers as from counts where both apply."""
    sums = {(s.tracks, o): [InfluenceSums(aim_of(s, place, o)) for place in range(len(s.tracks))]
            for s in stages for o in outcomes}  # fmt: skip
    read(whole, people, [*(one for of_stage in sums.values() for one in of_stage), *beside])
    return {question: [one.effect for one in of_stage] for question, of_stage in sums.items()}


def row_answers(
    whole: RowStage, stages: Sequence[RowStage], outcomes: Sequence[int], people: People, held: Holdings
) -> dict[Question, RowAnswer]:
    """The effects of some stages, made of the `whole` one, on some outcomes, and the alarms; `held` hears the same
    people."""
    products = [InstrumentSums(whole, estimator) for estimator in ALARMS]
    effects = row_effects(whole, stages, outcomes, people, [*products, HeldOfRows(held, stages)])
    alarms = row_alarms(whole, stages, outcomes, products, people)
    return {
        (tracks, outcome): RowAnswer(
            effects[tracks, outcome],
            {name: alarms[tracks, outcome, name] for name in ALARMS if (tracks, outcome, name) in alarms},
        )
        for tracks, outcome in effects
    }


class HeldOfRows:
    """What two people hold of the means, with the weights that the rows give to outcomes."""

    def __init__(self, held: Holdings, stages: Sequence[RowStage]) -> None:
        """Keep the stages by their tracks."""
        self.held, self.stages = held, {stage.tracks: stage for stage in stages}

    def add(self, found: Influences) -> None:
        """Add a part of the people."""

        def weight(tracks: tuple[int, ...], track: int) -> Floats:
            inverse = self.stages[tracks].inverse[tracks.index(track)]
            return summed(found.terms.pull, tracks, inverse)

        self.held.add(found.terms.part, weight)


def row_alarms(
    whole: RowStage,
    stages: Sequence[RowStage],
    outcomes: Sequence[int],
    products: Sequence[InstrumentSums],
    people: People,
) -> dict[tuple[tuple[int, ...], int, str], list[Alarm]]:
    """The alarms by tracks, outcome and name; one that cannot be computed is left out."""
    asked: dict[tuple[tuple[int, ...], int, str], AlarmSums] = {}
    for stage in stages:
        for outcome in outcomes:
            for one in products:
                try:
                    asked[stage.tracks, outcome, one.estimator] = AlarmSums(stage, outcome, one)
                except np.linalg.LinAlgError:
                    continue
    read(whole, people, list(asked.values()))
    return {key: sums.alarms for key, sums in asked.items()}
