# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pass over the rows notes beside the tally: contradictions, prevalence, repeated intakes, municipalities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from research.counting.prevalence import Prevalence
from research.data.first_intakes import intakes_check
from research.errors import InputError
from research.plan.model import Plan
from research.release.schema import NOTED
from research.results import Check, fewest


@dataclass
class Extras:
    """Whole numbers that add up over chunks and over municipalities.

    `positive` (R, 3): people above zero on the first, the second and both columns of every contradiction; `dropped` and
    `seen` intakes; `municipalities` the labels that came by.
    """

    plan: Plan
    positive: Any
    prevalence: Prevalence
    dropped: int = 0
    seen: int = 0
    municipalities: set[str] = field(default_factory=set)

    @staticmethod
    def of(plan: Plan) -> Extras:
        """Everything at zero."""
        return Extras(plan, np.zeros((len(plan.contradictions), 3), dtype=np.int64), Prevalence(plan))

    def look(self, chunk: pd.DataFrame) -> None:
        """Add one chunk."""
        for number, rule in enumerate(self.plan.contradictions):
            first, second = chunk[rule.first] > 0, chunk[rule.second] > 0
            self.positive[number] += [int(mask.sum()) for mask in (first, second, first & second)]
        self.prevalence.look(chunk)
        if self.plan.municipality:
            self.municipalities |= {str(name) for name in pd.unique(chunk[self.plan.municipality])}

    def as_dict(self) -> dict[str, Any]:
        """As plain numbers, for a file of counts."""
        return {
            "positive": self.positive.tolist(),
            "prevalence": self.prevalence.counts.tolist(),
            "dropped": self.dropped,
            "seen": self.seen,
            "municipalities": sorted(self.municipalities),
        }

    def add(self, values: dict[str, Any]) -> None:
        """Add the numbers of a file of counts."""
        self.positive += np.array(values["positive"], dtype=np.int64).reshape(self.positive.shape)
        counts = self.prevalence.counts
        counts += np.array(values["prevalence"], dtype=np.int64).reshape(counts.shape)
        self.dropped += int(values["dropped"])
        self.seen += int(values["seen"])
        self.municipalities |= set(values["municipalities"])

    def check_municipalities(self) -> None:
        """As many municipalities as the plan says, when it names a column for them."""
        found = len(self.municipalities)
        if self.plan.municipality and found != self.plan.municipalities:
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


def nested(chunk: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Caseworkers, offices and strata inside their municipality, so that equal names in two of them stay apart."""
    if not plan.municipality:
        return chunk
    town = chunk[plan.municipality].astype(str) + "/"
    names = {plan.decision_maker, plan.office, plan.strata[0]} - {""}
    return chunk.assign(**{name: town + chunk[name].astype(str) for name in sorted(names)})
