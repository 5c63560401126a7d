# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A chunk of people as small codes, by the plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from research.errors import InputError
from research.estimators.geometry import Floats, Ints
from research.plan.model import Plan, PlanCharacteristic, PlanOutcome

Bytes = NDArray[np.int8]


@dataclass(frozen=True)
class Coded:
    """A chunk of people as small codes, one line each; with `people` (n,) every line stands for so many.

    `worker` and `stratum` are labels; `track` 0..T; `levels` (K, n) is 0 unknown, 1 first group, 2 second group;
    `outcomes` (O, n) float64 with NaN for missing; `covariates` (V, n) float64.
    """

    worker: pd.Series
    stratum: pd.Series
    office: pd.Series
    track: Bytes
    levels: Bytes
    outcomes: Floats
    covariates: Floats
    people: Ints | None = None

    @property
    def size(self) -> int:
        """How many people there are."""
        return len(self.track) if self.people is None else int(self.people.sum())

    def complete(self) -> Coded:
        """Only those who have every outcome."""
        keep = ~np.isnan(self.outcomes).any(axis=0)
        if keep.all():
            return self
        return Coded(
            self.worker[keep],
            self.stratum[keep],
            self.office[keep],
            self.track[keep],
            self.levels[:, keep],
            self.outcomes[:, keep],
            self.covariates[:, keep],
            None if self.people is None else self.people[keep],
        )

    def added(self, key: Any, size: int) -> NDArray[np.int64]:
        """How many people there are of every number from 0 below `size`; `key` (n,) is the number of each line."""
        return np.bincount(key, weights=self.people, minlength=size).astype(np.int64)


def code_chunk(chunk: pd.DataFrame, plan: Plan) -> Coded:
    """Turn a checked chunk into small codes."""
    track = code_track(chunk[plan.treatment], plan)
    strata = chunk[plan.strata[0]].astype(str) if plan.strata else pd.Series("all", index=chunk.index)
    for name in plan.strata[1:]:
        strata = strata + "|" + chunk[name].astype(str)
    worker = chunk[plan.decision_maker or plan.instrument].astype(str)
    office = chunk[plan.office].astype(str) if plan.office else pd.Series("", index=chunk.index)
    levels = [code_levels(chunk, characteristic) for characteristic in plan.characteristics]
    outcomes = [code_outcome(chunk[outcome.column], outcome) for outcome in plan.outcomes]
    covariates = [chunk[name].to_numpy(dtype=np.float64) for name in plan.covariates]
    size = len(chunk)
    return Coded(
        worker,
        strata,
        office,
        track,
        np.array(levels, dtype=np.int8).reshape(len(levels), size),
        np.array(outcomes, dtype=np.float64).reshape(len(outcomes), size),
        np.array(covariates, dtype=np.float64).reshape(len(covariates), size),
    )


def code_track(cells: pd.Series, plan: Plan) -> Bytes:
    """Tracks as 0 (reference), 1, 2 … in the order of the plan."""
    order = [plan.reference, *plan.tracks]
    codes = np.full(len(cells), -1, dtype=np.int8)
    numeric = cells.dtype.kind == "f"
    values = cells.to_numpy()
    for code, service in enumerate(order):
        codes[values == (float(service.value) if numeric else service.value)] = code
    if (codes < 0).any():
        found = values[int((codes < 0).argmax())]
        expected = ", ".join(service.value for service in order)
        raise InputError(
            file=plan.path,
            column=plan.treatment,
            expected=f"a service for every value ({expected})",
            found=str(found),
        )
    return codes


def code_levels(chunk: pd.DataFrame, characteristic: PlanCharacteristic) -> Bytes:
    """Which of its two groups each person is in; 0 when unknown."""
    cells = chunk[characteristic.column]
    values = cells.to_numpy()
    codes = np.zeros(len(cells), dtype=np.int8)
    for code, group in enumerate(characteristic.groups, start=1):
        if group.values:
            wanted = [float(v) for v in group.values] if cells.dtype.kind == "f" else list(group.values)
            inside = np.isin(values, wanted) if cells.dtype.kind == "f" else cells.isin(wanted).to_numpy()
        else:
            low = -np.inf if group.lowest is None else group.lowest
            high = np.inf if group.highest is None else group.highest
            inside = (values >= low) & (values <= high)
        codes[inside] = code
    if characteristic.unless_column:
        column = chunk[characteristic.unless_column]
        unless = [float(v) if column.dtype.kind == "f" else v for v in characteristic.unless]
        codes[column.isin(unless).to_numpy()] = 0
    return codes


def code_outcome(cells: pd.Series, outcome: PlanOutcome) -> Floats:
    """An outcome as numbers; a share as 0 or 1."""
    values = cells.to_numpy(dtype=np.float64)
    if outcome.above is not None:
        return np.where(np.isnan(values), np.nan, (values > outcome.above).astype(float))
    known = values[~np.isnan(values)]
    if outcome.scale == "share" and not np.isin(known, (0.0, 1.0)).all():
        raise InputError(
            file="outcome",
            column=outcome.column,
            expected="0 or 1 for a share (or set “above”)",
            found=str(known[~np.isin(known, (0.0, 1.0))][0]),
        )
    return values


class Labels:
    """Numbers for labels, given out as they come by."""

    def __init__(self) -> None:
        """Start empty."""
        self.known: dict[str, int] = {}

    def codes(self, labels: pd.Series) -> Ints:
        """The number of every label; new labels get the next number."""
        local, words = pd.factorize(labels)
        table = np.array(
            [self.known.setdefault(str(word), len(self.known)) for word in words], dtype=np.int64
        )
        return table[local]


def ranked(known: dict[str, int]) -> tuple[list[str], Ints]:
    """Labels in sorted order, and the new number of each old number."""
    words = list(known)
    order = sorted(range(len(words)), key=words.__getitem__)
    rank = np.empty(len(words), dtype=np.int64)
    rank[order] = np.arange(len(words))
    return [words[place] for place in order], rank


def is_countable(plan: Plan) -> bool:
    """Can this plan be estimated from counts alone? Yes-or-no outcomes and no covariates."""
    small = 3 ** len(plan.characteristics) * 2 ** len(plan.outcomes) <= 200_000
    return small and not plan.covariates and all(outcome.scale == "share" for outcome in plan.outcomes)


def merged(parts: list[Coded]) -> Coded:
    """All chunks as one."""
    return Coded(
        *(
            pd.concat([getattr(p, name) for p in parts], ignore_index=True)
            for name in ("worker", "stratum", "office")
        ),
        *(
            np.concatenate([getattr(p, n) for p in parts], axis=-1)
            for n in ("track", "levels", "outcomes", "covariates")
        ),
    )
