# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which people of a group can be compared, and the first stage on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from research.counting.people import Rows
from research.counting.tally import Tally
from research.estimators.first_stage import FirstStage, Outcomes, first_stage
from research.estimators.geometry import Floats, Sample, comparable
from research.estimators.ujive_on_rows import RowStage
from research.plan.model import Plan

#: sqrt(K)(F-1) below this: too little difference between caseworkers, no estimate.
STRENGTH = 10.0
#: Half the width of the interval above this (points per 100): too uncertain for a direction.
HALF_WIDTH = 10.0
Report = Callable[[str], None]
Remember = Callable[[str, Callable[[], Any]], Any]


@dataclass(frozen=True)
class GroupStage:
    """A group ready to be estimated: its comparable cells and the first stage on them (`None` when there is none)."""

    number: int
    characteristic: str
    group: str
    sample: Sample | None
    stage: FirstStage | None
    row_stages: dict[int, RowStage]
    inside: np.ndarray | None
    cell: np.ndarray | None
    kept: dict[int, Outcomes] = field(default_factory=dict)

    def outcome(self, tally: Tally, number: int) -> Outcomes:
        """The sums of an outcome over the comparable cells, computed once."""
        if number not in self.kept:
            kept = self.sample.kept if self.sample else np.zeros(len(tally.worker_of), bool)
            same = tally.squares is tally.total
            total = tally.total[number, self.number][kept].astype(float)
            squares = total if same else tally.squares[number, self.number][kept].astype(float)
            self.kept[number] = Outcomes(total, squares)
        return self.kept[number]

    def people(self, tally: Tally) -> Floats:
        """Clients of the comparable cells per track; (C, T+1)."""
        if self.stage is not None:
            return self.stage.clients
        kept = self.sample.kept if self.sample else np.zeros(len(tally.worker_of), bool)
        return np.asarray(tally.clients[self.number][kept], dtype=np.float64)


def group_names(plan: Plan) -> list[tuple[str, str]]:
    """Characteristic and key of every group of a tally; the first is everyone."""
    names = [("", "")]
    for characteristic in plan.characteristics:
        names += [(characteristic.key, group.key) for group in characteristic.groups]
    return names


def sample_of(tally: Tally, number: int) -> Sample | None:
    """Comparable cells of a group, kept for the next asker: estimates and several checks need them."""
    key = f"sample {number}"
    if key not in tally.ready:
        clients = tally.clients[number].sum(axis=1).astype(np.int64)
        tally.ready[key] = comparable(tally.worker_of, tally.stratum_of, clients)
    found: Sample | None = tally.ready[key]
    return found


def stage_of(tally: Tally, number: int) -> tuple[Sample | None, FirstStage | None]:
    """Comparable cells of a group and the joint first stage on them; that of everyone is kept for the next asker."""
    if number != 0:
        return build_stage(tally, number)
    if "stage 0" not in tally.ready:
        tally.ready["stage 0"] = build_stage(tally, 0)
    found: tuple[Sample | None, FirstStage | None] = tally.ready["stage 0"]
    return found


def build_stage(tally: Tally, number: int) -> tuple[Sample | None, FirstStage | None]:
    """Compute what `stage_of` hands out."""
    sample = sample_of(tally, number)
    if sample is None:
        return None, None
    geometry, kept = sample.geometry, tally.clients[number][sample.kept].astype(float)
    freedom = geometry.people - geometry.strata - geometry.instruments
    if geometry.instruments < 1 or freedom < 1 or (kept.sum(axis=0) < 2).any():
        return sample, None
    try:
        return sample, first_stage(geometry, kept)
    except np.linalg.LinAlgError:
        return sample, None


def cells_of(
    rows: Rows | None, tally: Tally, number: int, sample: Sample | None
) -> tuple[np.ndarray | None, np.ndarray | None]:
    """For estimation on rows: who is in the comparable sample of the group, and in which kept cell.

    Both are of the rows: (n,) yes or no, and (m,) for those who are in it.
    """
    if rows is None or sample is None:
        return None, None
    strata = len(tally.strata)
    place = np.searchsorted(tally.worker_of * strata + tally.stratum_of, rows.worker * strata + rows.stratum)
    inside = rows.group(number) & sample.kept[place]
    return inside, (np.cumsum(sample.kept) - 1)[place[inside]]
