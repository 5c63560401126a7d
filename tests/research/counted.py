# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counts people that are made in memory, without the detour over a file: simulated countries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from research.counting.coding import Bytes, places_of
from research.counting.people import Counter, whole
from research.counting.tally import Tally
from research.estimators.geometry import Floats
from research.plan.model import Plan


def encode(levels: Any, outcomes: Any, size: int) -> NDArray[np.int32]:
    """The number of a combination of groups (K, n) of 0, 1 or 2 and outcomes (O, n) of 0 or 1, for `size` people."""
    code = np.zeros(size, dtype=np.int32)
    for row in levels:
        code *= 3
        code += row
    for row in outcomes:
        code *= 2
        code += row.astype(np.int8)
    return code


@dataclass(frozen=True)
class Coded:
    """People that are made in memory, as small codes, one each.

    `worker`, `stratum` and `office` (n,) are labels; `track` 0..T; `levels` (K, n) is 0 unknown, 1 first group, 2
    second group; `outcomes` (O, n) 0 or 1, with NaN for missing.
    """

    worker: pd.Series
    stratum: pd.Series
    office: pd.Series
    track: Bytes
    levels: Bytes
    outcomes: Floats


def count_people(chunks: Iterable[Coded], plan: Plan) -> Tally:
    """Count people that are made in memory: simulated countries."""
    parts = list(chunks)
    gone = np.concatenate([np.isnan(part.outcomes) for part in parts], axis=1)
    track = np.concatenate([part.track for part in parts])
    missing = np.array([whole(track[row], None, len(plan.services)) for row in gone])
    complete = [~np.isnan(part.outcomes).any(axis=0) for part in parts]
    labels = [
        pd.concat([getattr(part, name)[keep] for part, keep in zip(parts, complete, strict=True)])
        for name in ("worker", "stratum", "office")
    ]
    places, spot = places_of(*labels)
    counter, start = Counter(plan, places), 0
    for part, keep in zip(parts, complete, strict=True):
        stop = start + int(keep.sum())
        code = encode(part.levels[:, keep], part.outcomes[:, keep], stop - start)
        counter.add(spot[start:stop], part.track[keep], code)
        start = stop
    return counter.finish(missing, len(track))
