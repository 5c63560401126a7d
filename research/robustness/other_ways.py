# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The primary question answered in other ways, beside the released answer: does it move? Printed, never chosen from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from research.counting.ledger import Ledger
from research.counting.rows import RowFile, members
from research.counting.tally import Tally
from research.effects.offer import Lottery
from research.effects.samples import Remember, people_of, stage_of
from research.estimators.exact_sums import ExactTable
from research.estimators.first_stage import FirstStage, Outcomes
from research.estimators.geometry import Sample, one_thread
from research.estimators.offer_2sls import offer_answers, offer_stage
from research.estimators.row_answers import row_effects
from research.estimators.row_projections import People
from research.estimators.ujive_on_rows import row_stage
from research.plan.model import Plan
from research.release.check_cells import Subject
from research.release.schema import Verdict
from research.results import HEADLINE, Check, Estimate, Measure, other_estimator
from research.robustness.learners import counted_remainder, row_remainder
from research.robustness.leave_out import Answers, OtherEstimate, busy_only, cell_out, estimated, solved
from research.robustness.other_cells import regrouped

WORDS = {
    "cell_out": ("wie dezelfde consulent in dezelfde maand trof, ook weggelaten",
                 "everyone of the same caseworker and month left out too"),
    "busy_only": ("consulenten met weinig klanten weggelaten", "caseworkers with few clients left out"),
    "quarters": ("kwartalen in plaats van maanden", "quarters instead of months"),
    "offices_out": ("elke locatie een keer weggelaten", "every office left out once"),
    "by_group": ("consulenten per groep apart vergeleken", "caseworkers compared in each group apart"),
    "learner": ("alles wat vooraf bekend was er soepel uitgehaald",
                "all that was known beforehand taken out flexibly"),
}  # fmt: skip


def answer_otherwise(
    plan: Plan,
    tally: Tally,
    rows: RowFile | None,
    ledger: Ledger | None,
    estimates: list[Estimate],
    lottery: Lottery | None = None,
    report: Callable[[str], None] = lambda _: None,
    remember: Remember = lambda _, make: make(),
    workers: int = 1,
) -> tuple[list[Estimate], list[Check]]:
    """Rows for estimates.csv and lines for checks.csv of every other way.

    `estimates` hold the released answers; `lottery` is there where an offer was made by lot.
    """
    report("computing the answer in other ways")
    ways = remember("other ways", lambda: other_ways(plan, tally, rows, ledger, lottery, report, workers))
    return moved(plan, ways, estimates)


@one_thread
def other_ways(
    plan: Plan,
    tally: Tally,
    rows: RowFile | None,
    ledger: Ledger | None,
    lottery: Lottery | None = None,
    report: Callable[[str], None] = lambda _: None,
    workers: int = 1,
) -> list[Answers]:
    """Every other way that applies to this plan; `lottery` is of a randomised offer only."""
    if lottery is not None and rows is not None:
        return answers("learner", offer_learner(plan, rows, lottery, workers))
    place, joint = plan.outcomes.index(plan.primary), plan.direction_comparison == "versus_reference"
    _, stage = stage_of(tally, 0)
    if stage is None:
        return []
    ways: list[Answers] = []
    if not plan.covariates:
        ways += answers("cell_out", cell_out(tally, place, joint))
        ways += answers("busy_only", busy_only(tally, place, joint))
        keys = [characteristic.key for characteristic in plan.characteristics]
        for way in regrouped(tally, place, joint, plan.strata_types, keys):
            report(f"computing the answer in other ways: {way.way} {way.characteristic}".rstrip())
            ways.append(way)
    if plan.characteristics or plan.covariates:
        report("computing the answer in other ways: learners")
        ways += answers("learner", learned(plan, tally, rows, ledger, joint, workers))
    return ways


def answers(way: str, again: list[OtherEstimate] | None) -> list[Answers]:
    """The answers of a way, where it has any."""
    return [Answers(way, again)] if again else []


def learned(
    plan: Plan, tally: Tally, rows: RowFile | None, ledger: Ledger | None, joint: bool, workers: int = 1
) -> list[OtherEstimate] | None:
    """The released estimator on what a learner leaves of the outcome."""
    place = plan.outcomes.index(plan.primary)
    sample, stage = stage_of(tally, 0)
    if sample is None or stage is None:
        return None
    if rows is None:
        if ledger is None:
            return None
        return estimated(stage, counted_remainder(place, tally, ledger, sample), joint)
    rest = row_remainder(place, rows, workers)
    try:
        return row_learner(plan, sample, stage, rest, joint)
    finally:
        rest.close()


def row_learner(
    plan: Plan, sample: Sample, stage: FirstStage, rest: RowFile, joint: bool
) -> list[OtherEstimate] | None:
    """The released estimator on rows of which one outcome is left; `stage` is that of everyone in the `sample`."""
    people = people_of(rest, 0, sample)
    if people is None:
        return None
    outcome = summed(stage, people)
    if not plan.covariates:
        return estimated(stage, outcome, joint)
    total = outcome.total[None]
    whole = solved(lambda: row_stage(stage.geometry, stage.clients, total, rest.known, people))
    blocks = [tuple(range(stage.tracks))] if joint else [(t,) for t in range(stage.tracks)]
    stages: list[Any] = [solved(lambda b=block: whole.only(b)) for block in blocks] if whole else [None]
    if not all(stages):
        return None
    found = solved(lambda: row_effects(whole, stages, [0], people))
    if found is None:
        return None
    return [OtherEstimate(effect.estimate, effect.se) for own in found.values() for effect in own]


def summed(stage: FirstStage, people: People) -> Outcomes:
    """Sums and sums of squares of the first outcome of some people per cell and track; both (C, T+1)."""
    sums = ExactTable(2, stage.clients.size)
    for part in people():
        sums.add([part.outcomes[0], part.outcomes[0] ** 2], part.runs(stage.tracks))
    total, squares = sums.sums.reshape(2, *stage.clients.shape)
    return Outcomes(total, squares)


def offer_learner(plan: Plan, rows: RowFile, lottery: Lottery, workers: int = 1) -> list[OtherEstimate]:
    """The effect of taking up an offer on what a learner leaves of the outcome; nothing when the offer moved nobody."""
    rest = row_remainder(plan.outcomes.index(plan.primary), rows, workers)
    try:
        people, cells = members(rest, 0, np.arange(len(lottery.offer))), lottery.cells(0)
        sums = ExactTable(1, cells.clients.size)
        for part in people():
            sums.add([part.outcomes[0]], part.runs(cells.clients.shape[1] - 1))
        own = replace(cells, total=sums.sums.reshape(1, *cells.clients.shape))
        effect = offer_answers(offer_stage(own, rest.known, people), people)[1][0].effect
    finally:
        rest.close()
    return [OtherEstimate(effect.estimate, effect.se)] if effect is not None else []


def released_answers(plan: Plan, estimates: list[Estimate]) -> dict[str, Estimate]:
    """The released answers to the primary question for everyone, by service."""
    return {
        e.service: e
        for e in estimates
        if e.estimator == HEADLINE[plan.design]
        and not e.characteristic
        and e.outcome == plan.primary.id
        and e.comparison == plan.direction_comparison
        and e.estimate is not None
    }


def moved(plan: Plan, ways: list[Answers], estimates: list[Estimate]) -> tuple[list[Estimate], list[Check]]:
    """Rows for estimates.csv and lines for checks.csv; only where the released answer has a number."""
    scale = 100.0 if plan.primary.scale == "share" else 1.0
    main = released_answers(plan, estimates)
    rows, checks = [], []
    for way in ways:
        for service, again in zip(plan.tracks, way.again, strict=True):
            if service.key in main:
                rows.append(as_estimate(main[service.key], way, again, scale))
                checks.append(as_check(plan, main[service.key], way, scale * again.estimate))
    return rows, checks


def as_estimate(main: Estimate, way: Answers, again: OtherEstimate, scale: float) -> Estimate:
    """The other answer as a row beside the released one."""
    estimator = other_estimator(main.estimator, way.way, way.characteristic)
    names = (main.comparison, main.service, main.outcome, "", "", estimator)
    numbers = (scale * again.estimate, scale * again.se, scale * again.lower, scale * again.upper)
    return Estimate(*names, main.n, main.caseworkers, *numbers, main.first_stage_f, main.strength, main.naive)


def as_check(plan: Plan, main: Estimate, way: Answers, value: float) -> Check:
    """Does the other answer lie inside the printed interval of the released one?"""
    assert main.lower is not None
    assert main.upper is not None
    stays = main.lower <= value <= main.upper
    nl, en = WORDS[way.way]
    for characteristic in plan.characteristics:
        if characteristic.key == way.characteristic:
            nl, en = (f"{words} ({name.lower()})" for words, name in
                      ((nl, characteristic.name_nl), (en, characteristic.name_en)))  # fmt: skip
    subject = Subject("robustness", way.way, way.characteristic, service=main.service)
    return Check(
        subject.key,
        "",
        "the estimate computed otherwise; the released estimate",
        value,
        main.estimate,
        Verdict.NOTED,
        f"{'Het antwoord blijft staan' if stays else 'Het antwoord verschuift'}: {nl}.",
        f"{'The answer stands' if stays else 'The answer moves'}: {en}.",
        **subject._asdict(),
        measure=Measure.OUTCOME,
    )
