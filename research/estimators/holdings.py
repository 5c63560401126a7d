# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What two people hold of the means beside some effects (rule X6), from people who come by in parts.

Source: Hundepool and others, *Statistical Disclosure Control* (2012), chapter 4.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from research.estimators.dominance import Amounts, dominance, together
from research.estimators.geometry import Floats
from research.estimators.row_projections import Part

#: The tracks that are estimated together, and the number of an outcome.
Question = tuple[tuple[int, ...], int]


class Holdings:
    """The amounts behind every mean of some questions: of each track, and of compliers with and without it."""

    def __init__(self, tracks: int, questions: Iterable[Question]) -> None:
        """Start with nobody, for so many tracks."""
        self.questions = list(questions)
        self.arms = {
            (number, track): Amounts()
            for number in sorted({outcome for _, outcome in self.questions})
            for track in range(tracks + 1)
        }
        self.sides = {
            (question, track): (Amounts(), Amounts()) for question in self.questions for track in question[0]
        }

    def add(self, part: Part, weight: Callable[[tuple[int, ...], int], Floats]) -> None:
        """Add a part of the people; `weight` makes out of the tracks of a stage, and one of them, what every outcome
        (n,) weighs in its estimate."""
        for (number, track), amounts in self.arms.items():
            amounts.add(part.outcomes[number][part.track == track])
        weights: dict[tuple[tuple[int, ...], int], Floats] = {}
        for ((tracks, outcome), track), (with_, without) in self.sides.items():
            if (tracks, track) not in weights:
                weights[tracks, track] = weight(tracks, track)
            weighed, taken = weights[tracks, track] * part.outcomes[outcome], part.track == track + 1
            with_.add(weighed[taken])
            without.add(weighed[~taken])

    def of(self, question: Question, track: int) -> float:
        """The largest share that two people hold in a mean beside the effect of a track."""
        tracks, outcome = question
        arms = {kind: amounts for (number, kind), amounts in self.arms.items() if number == outcome}
        joint = len(tracks) == len(arms) - 1
        others = [arms[kind] for kind in arms if kind != track + 1 and (kind == 0 or not joint)]
        return dominance([arms[track + 1], together(others)], self.sides[question, track])
