# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which people of a group can be compared, and the first stage on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from research.counting.rows import RowFile, members
from research.counting.tally import Tally
from research.estimators.clusters import only_cells
from research.estimators.first_stage import FirstStage, Outcomes, first_stage
from research.estimators.geometry import Floats, Sample, comparable
from research.estimators.row_projections import People

#: sqrt(K)(F-1) below this: too little difference between caseworkers, no estimate.
STRENGTH = 10.0
#: Half the width of the interval above this (points per 100): too uncertain for a direction.
HALF_WIDTH = 10.0
#: What was computed of a tally, as long as the tally lives: the last samples by group, and the stage of everyone. A
#: sample holds an inverse among all caseworkers that can be compared, so all of them together would not fit.
LAST = 2
SAMPLES: WeakKeyDictionary[Tally, dict[int, Sample | None]] = WeakKeyDictionary()
STAGES: WeakKeyDictionary[Tally, tuple[Sample | None, FirstStage | None]] = WeakKeyDictionary()
Report = Callable[[str], None]
Remember = Callable[[str, Callable[[], Any]], Any]


@dataclass(frozen=True)
class GroupStage:
    """A group ready to be estimated: its comparable cells, the joint first stage on them, and the sums over them.

    `sample` and `stage` are `None` when there are none. `clients` (C, T+1) are people per kept cell and track, and
    `outcomes` the sums of every outcome of the plan. On rows `people` are those in the sample, in parts.
    """

    characteristic: str
    group: str
    sample: Sample | None
    stage: FirstStage | None
    clients: Floats
    outcomes: tuple[Outcomes, ...]
    people: People | None


def group_stage(tally: Tally, rows: RowFile | None, number: int, name: tuple[str, str]) -> GroupStage:
    """The group with a number in the tally, and its characteristic and key as name."""
    sample, stage = stage_of(tally, number)
    kept = sample.kept if sample else np.zeros(len(tally.worker_of), bool)
    if stage is not None:
        clients = stage.clients
    else:
        clients = np.asarray(tally.clients[number][kept], dtype=np.float64)
    outcomes = tuple(sums_over(tally, number, outcome, kept) for outcome in range(len(tally.total)))
    return GroupStage(*name, sample, stage, clients, outcomes, people_of(rows, number, sample))


def sums_over(tally: Tally, number: int, outcome: int, kept: np.ndarray) -> Outcomes:
    """The sums (C, T+1) of an outcome over the kept cells (mask) of a group; of yes and no the squares are the same."""
    total = tally.total[outcome, number][kept].astype(float)
    if tally.squares is tally.total:
        return Outcomes(total, total)
    return Outcomes(total, tally.squares[outcome, number][kept].astype(float))


def sample_of(tally: Tally, number: int) -> Sample | None:
    """Comparable cells of a group; those of the last two groups are kept for a check that sets one beside the other."""
    kept = SAMPLES.setdefault(tally, {})
    if number in kept:
        return kept[number]
    clients = tally.clients[number].sum(axis=1).astype(np.int64)
    found = comparable(tally.worker_of, tally.stratum_of, clients)
    if found is not None and tally.clusters:
        clusters = only_cells(tally.clusters, found.kept)
        found = replace(found, geometry=replace(found.geometry, clusters=clusters))
    kept[number] = found
    for other in list(kept)[:-LAST]:
        kept.pop(other, None)  # another worker may have been here
    return found


def stage_of(tally: Tally, number: int) -> tuple[Sample | None, FirstStage | None]:
    """Comparable cells of a group and the joint first stage on them; that of everyone is kept for the next asker."""
    if number != 0:
        return build_stage(tally, number)
    if tally not in STAGES:
        STAGES[tally] = build_stage(tally, 0)
    return STAGES[tally]


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


def people_of(rows: RowFile | None, number: int, sample: Sample | None) -> People | None:
    """For estimation on rows: the people of a group who are in its comparable sample, by its kept cells."""
    if rows is None or sample is None:
        return None
    return members(rows, number, np.where(sample.kept, np.cumsum(sample.kept) - 1, -1))
