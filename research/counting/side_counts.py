# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pass over the rows notes beside the tally: contradictions, prevalence, repeated intakes, municipalities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from research.errors import InputError
from research.plan.model import Plan
from research.release.schema import NOTED
from research.results import Check, fewest


@dataclass(frozen=True)
class Extras:
    """Whole numbers that add up over municipalities.

    `positive` (R, 3): people above zero on the first, the second and both columns of every contradiction;
    `prevalence` (P, groups, 2) people and people who have it; `dropped` and `seen` intakes; `municipalities` their
    labels.
    """

    plan: Plan
    positive: NDArray[np.int64]
    prevalence: NDArray[np.int64]
    dropped: int = 0
    seen: int = 0
    municipalities: frozenset[str] = frozenset()

    @staticmethod
    def of(plan: Plan) -> Extras:
        """Everything at zero."""
        groups = 1 + 2 * len(plan.characteristics)
        positive = np.zeros((len(plan.contradictions), 3), dtype=np.int64)
        return Extras(plan, positive, np.zeros((len(plan.prevalences), groups, 2), dtype=np.int64))

    def as_dict(self) -> dict[str, Any]:
        """As plain numbers, for a file of counts."""
        return {
            "positive": self.positive.tolist(),
            "prevalence": self.prevalence.tolist(),
            "dropped": self.dropped,
            "seen": self.seen,
            "municipalities": sorted(self.municipalities),
        }

    def with_those_of(self, values: dict[str, Any]) -> Extras:
        """These and the numbers of a file of counts, added."""
        return replace(
            self,
            positive=self.positive
            + np.array(values["positive"], dtype=np.int64).reshape(self.positive.shape),
            prevalence=self.prevalence
            + np.array(values["prevalence"], dtype=np.int64).reshape(self.prevalence.shape),
            dropped=self.dropped + int(values["dropped"]),
            seen=self.seen + int(values["seen"]),
            municipalities=self.municipalities | set(values["municipalities"]),
        )

    def check_municipalities(self) -> None:
        """Raise `InputError` when there are not as many municipalities as a plan says that names a column for them.

        A plan that says 0 leaves their number to who takes part.
        """
        found = len(self.municipalities)
        if self.plan.municipality and self.plan.municipalities and found != self.plan.municipalities:
            raise InputError(
                file=self.plan.path,
                column=self.plan.municipality,
                expected=f"{self.plan.municipalities} municipalities, as the plan says",
                found=str(found),
            )

    def checks(self) -> Iterator[Check]:
        """Contradictions that were found, and intakes that were left out."""
        for counts, rule in zip(self.positive.tolist(), self.plan.contradictions, strict=True):
            first, second, both = counts
            bad = both if rule.rule == "not_both_positive" else first - both
            if bad:
                one, two = rule.first_en, rule.second_en
                words = f"{one} above 0: {first // 10 * 10}, {two} above 0: {second // 10 * 10}"
                yield Check(
                    f"codebook.{rule.first}.{rule.second}", "", f"contradiction (%), about {words}",
                    100.0 * bad / max(first, 1), 0.0, NOTED,
                    f"De gegevens over {rule.first_nl} en {rule.second_nl} spreken elkaar tegen; "
                    f"over {rule.first_nl} zeggen we niets.",
                    f"The coding of {one} contradicts that of {two}; nothing is said about {one}.",
                    fewest(bad, first),
                )  # fmt: skip
        if self.plan.person:
            yield intakes_check(self.dropped, self.seen)


def intakes_check(dropped: int, seen: int) -> Check:
    """The line that says how many intakes were left out."""
    return Check(
        "sample.first_intake", "", "later intakes of the same person left out (%)",
        100.0 * dropped / max(seen, 1), None, NOTED,
        "Van iedereen telt alleen de eerste intake mee.", "Of everyone only the first intake counts.",
        fewest(dropped, seen),
    )  # fmt: skip
