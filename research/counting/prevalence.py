# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many people there are in every group, and how many of them have something, as they were counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from research.plan.model import PlanPrevalence

#: One count: key of the prevalence, characteristic and group (empty for everyone), people, and how many have it.
Count = dict[str, Any]


def prevalence_rows(
    prevalences: Sequence[PlanPrevalence], groups: Sequence[tuple[str, str]], counts: NDArray[np.int64]
) -> Iterator[Count]:
    """The counts (P, G, 2) of a run by name: people, and people who have it, of everyone and of every group.

    `groups` are characteristic and key of each, everyone first.
    """
    for number, prevalence in enumerate(prevalences):
        for place, (characteristic, group) in enumerate(groups):
            people, having = (int(value) for value in counts[number, place])
            yield {"key": prevalence.key, "characteristic": characteristic, "group": group,
                   "people": people, "having": having}  # fmt: skip
