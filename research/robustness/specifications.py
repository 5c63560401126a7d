# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every way in which the plan lets a question be answered, side by side: the specification curve.

A way is a comparison, an outcome in the unit of the primary one, and a way of computing. What the run computed already
is taken as it is; leave-cell-out, busy caseworkers and, where the plan corrects for covariates, the answer without that
correction are computed for the other comparisons and outcomes too. None of them is chosen from, and none gives a
direction. Alarms are no way to the same number and are left out.

Source: Simonsohn, Simmons, Nelson (2020), *Specification Curve Analysis*, Nature Human Behaviour 4, 1208-1214.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

import numpy as np

from research.counting.tally import Tally
from research.effects.samples import Report, stage_of
from research.estimators.first_stage import first_stage
from research.estimators.geometry import one_thread
from research.results import Estimate, Specification
from research.robustness.leave_out import (
    FEW_CLIENTS,
    OtherEstimate,
    apart,
    estimated,
    leave_cell_out,
    on_cells,
    sample_of,
    solved,
    whole_cells,
)

#: The way of the released answer.
RELEASED = "released"


@dataclass(frozen=True)
class Question:
    """A comparison and the place of an outcome among those of the plan, with its identifier and its scale."""

    comparison: str
    place: int
    outcome: str
    scale: float


@dataclass(frozen=True)
class Ways:
    """What is asked: the questions, the keys of the services, whether the released answer is corrected for covariates,
    and which questions (comparison, service, characteristic, group) stay closed."""

    questions: tuple[Question, ...]
    services: tuple[str, ...]
    adjusted: bool = False
    closed: frozenset[tuple[str, str, str, str]] = field(default_factory=frozenset)


@one_thread
def specifications(
    ways: Ways,
    tally: Tally | None,
    estimates: Sequence[Estimate],
    headline: str,
    report: Report = lambda _: None,
) -> list[Specification]:
    """All ways with a number, the released answer of a question first; limits are 95%, pointwise.

    `estimates` are all of the run, released and otherwise; what answers a closed question is not computed. Without a
    tally, of an offer by lot, nothing is computed anew.
    """
    report("computing every way beside each other")
    found = list(of_run(ways, estimates, headline))
    known = {(s.comparison, s.service, s.outcome, s.way) for s in found}
    for one in computed(ways, tally) if tally is not None else ():
        released = (one.comparison, one.service, one.outcome, RELEASED) in known
        if released and (one.comparison, one.service, one.outcome, one.way) not in known:
            found.append(one)
    return found


def of_run(ways: Ways, estimates: Sequence[Estimate], headline: str) -> Iterator[Specification]:
    """What was computed already: the released answers of everyone, then the primary one computed otherwise."""
    asked = {(question.comparison, question.outcome) for question in ways.questions}
    for e in estimates:
        if e.characteristic or e.estimate is None or (e.comparison, e.outcome) not in asked:
            continue
        name, _, way = e.estimator.partition("_")
        if name == headline:
            way, _, characteristic = way.partition(".")
            names = e.comparison, e.service, e.outcome, way or RELEASED, characteristic
            yield Specification(*names, e.estimate, e.lower, e.upper)


def computed(ways: Ways, tally: Tally) -> Iterator[Specification]:
    """The same question with cells left out, with busy caseworkers only, and without the correction."""
    if not ways.questions:
        return
    makers: list[tuple[str, Callable[[Question], list[OtherEstimate] | None]]] = []
    if ways.adjusted:
        _, stage = stage_of(tally, 0)
        makers.append(("unadjusted", of_stage(tally, None, stage)))
    else:
        makers.append(("cell_out", without_cell(tally)))
        makers.append(("busy_only", of_busy(tally)))
    for way, make in makers:
        for question in ways.questions:
            answers = make(question) or []
            for service, one in zip(ways.services, answers, strict=False):
                shut = (question.comparison, service, "", "") in ways.closed
                if not shut and isfinite(one.estimate) and isfinite(one.se):
                    numbers = (question.scale * number for number in (one.estimate, one.lower, one.upper))
                    names = question.comparison, service, question.outcome, way, ""
                    yield Specification(*names, *numbers)


def is_joint(question: Question) -> bool:
    """Are all services estimated together?"""
    return question.comparison == "versus_reference"


def without_cell(tally: Tally) -> Callable[[Question], list[OtherEstimate] | None]:
    """Leave-cell-out of a question; the cells that can be compared are found once."""
    sample = whole_cells(tally)

    def answer(question: Question) -> list[OtherEstimate] | None:
        if sample is None or sample.geometry.instruments < 1:
            return None
        clients, outcome = on_cells(tally, sample, question.place)
        if is_joint(question):
            return solved(lambda: leave_cell_out(sample, clients, outcome))
        tracks = range(1, clients.shape[1])
        each = [solved(lambda k=k: leave_cell_out(*apart(sample, clients, outcome, k))) for k in tracks]
        return [one[0] for one in each] if all(each) else None

    return answer


def of_busy(tally: Tally) -> Callable[[Question], list[OtherEstimate] | None]:
    """UJIVE without caseworkers who saw few people."""
    people = np.bincount(tally.worker_of, tally.clients[0].sum(axis=1))
    sample = sample_of(tally, (people >= FEW_CLIENTS)[tally.worker_of])
    stage = None
    if sample is not None and sample.geometry.instruments >= 1:
        clients, _ = on_cells(tally, sample, 0)
        stage = solved(lambda: first_stage(sample.geometry, clients))
    return of_stage(tally, sample, stage)


def of_stage(tally: Tally, sample: Any, stage: Any) -> Callable[[Question], list[OtherEstimate] | None]:
    """UJIVE of a question on a first stage of everyone; `sample` is that of the stage, or the usual one."""
    own = sample if sample is not None else stage_of(tally, 0)[0]

    def answer(question: Question) -> list[OtherEstimate] | None:
        if own is None or stage is None:
            return None
        return estimated(stage, on_cells(tally, own, question.place)[1], is_joint(question))

    return answer
