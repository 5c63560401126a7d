# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""How often something occurs in every group: so many of 100 people, disclosure-controlled (rules X1-X4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from research.counting.coding import code_levels
from research.plan.model import Plan
from research.results import Results

#: One count: key of the prevalence, characteristic and group (empty for everyone), people, and how many have it.
Count = dict[str, Any]


class Prevalence:
    """Counts people, and people who have something, in every group of the plan."""

    def __init__(self, plan: Plan) -> None:
        """Start with no people."""
        self.plan = plan
        self.counts = np.zeros((len(plan.prevalences), 1 + 2 * len(plan.characteristics), 2), dtype=np.int64)

    def look(self, chunk: pd.DataFrame) -> None:
        """Add one chunk; whoever is unknown on what is counted is not counted."""
        if not self.plan.prevalences:
            return
        levels = [code_levels(chunk, characteristic) for characteristic in self.plan.characteristics]
        groups = [np.ones(len(chunk), bool), *(level == code for level in levels for code in (1, 2))]
        for number, prevalence in enumerate(self.plan.prevalences):
            cells = chunk[prevalence.column]
            numeric = cells.dtype.kind == "f"
            has = cells.isin([float(v) if numeric else v for v in prevalence.values]).to_numpy()
            missing = self.plan.column(prevalence.column).missing
            known = ~(cells.isna() if numeric else cells.isin(missing)).to_numpy()
            for place, inside in enumerate(groups):
                self.counts[number, place] += (int((inside & known).sum()), int((inside & has).sum()))

    def rows(self) -> Iterator[Count]:
        """The counts by name."""
        names = [("", ""), *((c.key, g.key) for c in self.plan.characteristics for g in c.groups)]
        for number, prevalence in enumerate(self.plan.prevalences):
            for place, (characteristic, group) in enumerate(names):
                people, having = (int(value) for value in self.counts[number, place])
                yield {"key": prevalence.key, "characteristic": characteristic, "group": group,
                       "people": people, "having": having}  # fmt: skip


def prevalence_of(results: Results) -> list[Count]:
    """The counts of a run, everyone first."""
    return [item for item in results.counts if "having" in item]
