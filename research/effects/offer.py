# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Walks the declared groups and outcomes of the assignment design: a randomised offer, take-up, HC0 errors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from research.counting.rows import RowFile, members
from research.counting.tally import Tally
from research.effects.caseworker import Z_POWER, normal_quantile
from research.effects.samples import Report
from research.errors import InputError
from research.estimators.geometry import Floats, Ints
from research.estimators.holdings import Holdings
from research.estimators.inference import Z95, two_sided
from research.estimators.offer_2sls import (
    NOTHING,
    Intention,
    OfferAnswer,
    OfferCells,
    OfferEffect,
    offer_answers,
    offer_stage,
)
from research.plan.model import Plan
from research.release.schema import TOO_FEW_PEOPLE, TOO_LITTLE_CONTRAST, TOO_UNCERTAIN
from research.results import ROBUST, Estimate

#: Fewest people in a cell of offer by take-up (rule X2); below it there is nothing to estimate from either.
SMALLEST = 10
#: Fewest people with (or without) an offer of whom it is design, not chance, that all or none of them took part.
LEAST_ARM = 40
#: Robust first-stage F below this: the offer moved too few people, no estimate.
LEAST_F = 10.0


@dataclass(frozen=True)
class Lottery:
    """An offer by lot in cells of one offer in one stratum: `offer` (C,) is 0 or 1, and the tally of them."""

    offer: Floats
    tally: Tally

    def cells(self, number: int) -> OfferCells:
        """The cells of a group of the tally."""
        tally = self.tally
        clients = np.asarray(tally.clients[number], dtype=np.float64)
        return OfferCells(self.offer, tally.stratum_of, clients, tally.total[:, number].astype(np.float64))

    def counts(self, number: int) -> Ints:
        """People of a group by offer and by whether they took part; (2, 2)."""
        clients = self.tally.clients[number]
        taken, people = clients[:, 1], clients.sum(axis=1)
        rows = [(self.offer == offer) for offer in (0, 1)]
        return np.array([[(people - taken)[row].sum(), taken[row].sum()] for row in rows]).astype(np.int64)


def lottery_of(where: tuple[str, str], tally: Tally) -> Lottery:
    """The offers of a tally as 0 or 1; `where` they stand is the file and the column of the plan.

    Raises `InputError` for any other value, and where all have the same.
    """
    values = [float(label) for label in tally.workers]
    if sorted(values) != [0.0, 1.0]:
        found = ", ".join(tally.workers[:5])
        expected = "an offer of 0 or 1, and people with and without one"
        raise InputError(file=where[0], column=where[1], expected=expected, found=f"only {found}")
    return Lottery(np.array(values)[tally.worker_of], tally)


def walk_offers(
    plan: Plan, lottery: Lottery, rows: RowFile, report: Report = lambda _: None
) -> list[Estimate]:
    """Every estimate of an assignment plan.

    The effect of the offer stands beside every effect of taking part, and also where that one has no number.
    """
    estimates: list[Estimate] = []
    for number, (characteristic, group) in enumerate(plan.group_names):
        report(f"estimating {characteristic or 'everyone'} {group}".rstrip())
        answers, held = answers_of(plan, lottery, rows, number)
        for place, (outcome, answer) in enumerate(zip(plan.outcomes, answers, strict=True)):
            counts = lottery.counts(number)
            key = plan.tracks[0].key
            e = Estimate("assignment", key, outcome.id, characteristic, group, "2sls", int(counts.sum()))
            estimates.append(e)
            share = outcome.scale == "share"
            e.smallest_cell = smallest_cell(lottery, number, place if share else None)
            if e.smallest_cell < SMALLEST:
                e.reason = TOO_FEW_PEOPLE
            else:
                size = float(np.sqrt(lottery.tally.squares[place, number].sum() / counts.sum()))
                dominance = 0.0 if share or answer.effect is None else held.of(((0,), place), 0)
                tests = plan.group_tests if e.characteristic else 1
                fill_offer(e, answer.effect, (100.0 if share else 1.0, size, dominance), tests)
            if answer.itt is not None:
                estimates.append(intention(e, answer.itt, 100.0 if share else 1.0))
    differences(estimates)
    return estimates


def answers_of(
    plan: Plan, lottery: Lottery, rows: RowFile, number: int
) -> tuple[list[OfferAnswer], Holdings]:
    """The answers to every outcome for a group, and what two people hold of the means beside them."""
    people = members(rows, number, np.arange(len(lottery.offer)))
    means = [place for place, outcome in enumerate(plan.outcomes) if outcome.scale != "share"]
    held = Holdings(len(plan.tracks), [((0,), place) for place in means])
    stage = offer_stage(lottery.cells(number), len(plan.covariates), people)
    return offer_answers(stage, people, held)[1], held


def empty_by_design(lottery: Lottery) -> frozenset[tuple[int, int]]:
    """Combinations of offer and take-up that nobody of the whole study has: without an offer nobody could take part, or
    everyone who was offered a place took it.

    That is how the study was set up, and an empty cell says nothing about anybody. A cell that is empty in one group
    only, that holds a few people, or that belongs to a few people with or without an offer (who may all have done the
    same by chance) is a small cell (rule X2).
    """
    counts = lottery.counts(0)
    large = [a for a in (0, 1) if counts[a].sum() >= LEAST_ARM]
    return frozenset((a, b) for a in large for b in (0, 1) if not counts[a, b])


def smallest_cell(lottery: Lottery, number: int, outcome: int | None) -> int:
    """The fewest people of a group in a cell of offer by take-up that the design does not leave empty; of a share (an
    outcome of 0 or 1, by its number) also the fewest with and without it among those who took part and those who did
    not."""
    empty, counts = empty_by_design(lottery), lottery.counts(number)
    cells = [int(counts[a, b]) for a in (0, 1) for b in (0, 1) if (a, b) not in empty]
    if outcome is not None:
        total = lottery.tally.total[outcome, number].sum(axis=0)
        working = [total.sum() - total[1], total[1]]
        arms = [b for b in (0, 1) if not {(0, b), (1, b)} <= empty]
        cells += [int(part) for b in arms for part in (counts[:, b].sum() - working[b], working[b])]
    return min(cells)


def fill_offer(e: Estimate, effect: OfferEffect | None, of: tuple[float, float, float], tests: int) -> None:
    """Numbers into an estimate, unless the offer hardly moved take-up or the interval is not bounded.

    `of` the outcome are its scale, its size (the root of its mean square) and what two people hold of a mean; the power
    is corrected for so many `tests`.
    """
    scale, size, dominance = of
    if effect is None:
        e.first_stage_f, e.strength, e.reason = 0.0, -1.0, TOO_LITTLE_CONTRAST
        return
    if np.isfinite(effect.f):
        e.first_stage_f, e.strength = effect.f, effect.f - 1.0
    e.freedom, e.dominance = effect.n - 2, dominance
    if np.isfinite(effect.estimate) and np.isfinite(effect.se):
        e.point, e.point_se = effect.estimate * scale, effect.se * scale
        e.se_robust, e.error_kind = e.point_se, ROBUST
        e.keep_sets((effect.lower, effect.upper), None, scale)
    if effect.f < LEAST_F:
        e.reason = TOO_LITTLE_CONTRAST
        return
    sharp = effect.se > NOTHING * size
    if not (np.isfinite(effect.lower) and np.isfinite(effect.upper) and sharp):
        e.reason = TOO_UNCERTAIN
        return
    e.mde = scale * effect.minimum_detectable_se * (normal_quantile(1.0 - 0.025 / tests) + Z_POWER)
    e.estimate, e.se = effect.estimate * scale, effect.se * scale
    e.lower, e.upper = effect.lower * scale, effect.upper * scale
    e.naive, e.p, e.sets = effect.naive * scale, effect.p_null, effect.sets.scaled(scale)
    e.level_with, e.level_without = effect.with_ * scale, effect.without * scale


def intention(e: Estimate, itt: Intention, scale: float) -> Estimate:
    """What the offer itself did, whether or not people took it up."""
    value, se = itt.estimate * scale, itt.se * scale
    limits = (value - Z95 * se, value + Z95 * se)
    names = (e.comparison, e.service, e.outcome, e.characteristic, e.group, "itt", e.n, e.caseworkers)
    beside = Estimate(*names, value, se, *limits, e.first_stage_f, e.strength, e.naive)
    beside.se_robust, beside.error_kind = se, ROBUST
    beside.keep_sets(limits, None, 1.0)
    return beside


def differences(estimates: list[Estimate], *, together: bool = False) -> None:
    """The difference between the two halves of each characteristic; different people, so errors add in squares.

    Where people of both halves were drawn `together` the errors themselves are added: whatever the halves share, the
    difference is no less sure than that.
    """
    pairs: dict[tuple[str, ...], list[Estimate]] = {}
    for e in estimates:
        if e.characteristic and e.estimator == "2sls" and e.estimate is not None:
            pairs.setdefault((e.service, e.outcome, e.characteristic), []).append(e)
    for pair in pairs.values():
        if len(pair) != 2:
            continue
        one, other = pair
        value = (one.estimate or 0.0) - (other.estimate or 0.0)
        se = float(np.hypot(one.se or 0.0, other.se or 0.0))
        if together:
            se = (one.se or 0.0) + (other.se or 0.0)
        for e, sign in zip(pair, (1.0, -1.0), strict=True):
            e.difference, e.difference_se, e.difference_p = (
                sign * value,
                se,
                two_sided(value / se) if se > 0 else 1.0,
            )
