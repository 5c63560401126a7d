# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Walks the kinds of offer, groups and outcomes of an experiment: each against the reference, and against each other
where the plan says so."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from research.effects.arms import Arms, People
from research.effects.offer import SMALLEST, differences, fill_offer, smallest_cell
from research.effects.samples import Report
from research.estimators.experiment import Found, Trial, found
from research.estimators.holdings import Holdings
from research.estimators.offer_2sls import OfferEffect
from research.estimators.row_projections import Part
from research.plan.model import AGAINST, Experiment
from research.release.schema import TOO_FEW_PEOPLE, TOO_LITTLE_CONTRAST, TOO_UNCERTAIN
from research.results import CLUSTERED, ROBUST, Estimate, other_estimator

#: Fewer effective groups than this, and no clustered error can be believed (Pustejovsky and Tipton 2018).
LEAST_FREEDOM = 4.0


@dataclass(frozen=True)
class Pair:
    """Two kinds of offer, by place; `versus` is the key of the second where it is not the reference."""

    one: int
    other: int
    versus: str = ""

    def name(self, estimator: str) -> str:
        """The estimator of this pair."""
        return other_estimator(estimator, "versus", self.versus) if self.versus else estimator


def pairs_of(asked: Experiment) -> list[Pair]:
    """Every kind of offer against the reference, then those that are compared with each other."""
    place = {key: number for number, key in enumerate(asked.tracks, start=1)}
    pairs = [Pair(number, 0) for number in place.values()]
    for word in asked.arm_against_arm:
        one, _, other = word.partition(AGAINST)
        pairs.append(Pair(place[one], place[other], other))
    return pairs


def walk_experiment(
    asked: Experiment, arms: Arms, people: People, report: Report = lambda _: None
) -> list[Estimate]:
    """Every estimate of an experiment; the effect of each offer stands beside that of taking part."""
    estimates: list[Estimate] = []
    for number, (characteristic, group) in enumerate(asked.group_names):
        report(f"estimating {characteristic or 'everyone'} {group}".rstrip())
        for pair in pairs_of(asked):
            lottery = arms.lottery(pair.one, pair.other)
            trial = people.trial(arms, (pair.one, pair.other), number)
            counts = lottery.counts(number)
            for place, outcome in enumerate(asked.outcomes):
                names = ("assignment", asked.tracks[pair.one - 1], outcome.id, characteristic, group)
                e = Estimate(*names, pair.name("2sls"), int(counts.sum()))
                beside = Estimate(*names, pair.name("itt"), e.n)
                share = outcome.scale == "share"
                e.smallest_cell = smallest_cell(lottery, number, place if share else None)
                estimates += [e, beside]
                answer(asked, (e, beside), trial, place, share=share)
    differences(estimates, together=bool(asked.drawn_together))
    return estimates


def answer(
    asked: Experiment, both: tuple[Estimate, Estimate], trial: Trial, place: int, *, share: bool
) -> None:
    """Numbers into an estimate and what the offer itself did, where there are people and groups enough."""
    e, beside = both
    scale = 100.0 if share else 1.0
    if e.smallest_cell < SMALLEST:
        e.reason = TOO_FEW_PEOPLE
        return
    try:
        own = found(trial, place)
    except np.linalg.LinAlgError:
        e.reason = TOO_LITTLE_CONTRAST
        return
    size = float(np.sqrt((trial.outcomes[place] ** 2).mean()))
    dominance = 0.0 if share else held_by_two(trial, place)
    fill_offer(
        e,
        effect_of(own, len(trial.offer)),
        (scale, size, dominance),
        asked.group_tests if e.characteristic else 1,
    )
    both_errors(e, (own.robust, own.clustered), scale)
    fill_intention(beside, e, own, scale)
    if own.freedom is not None:
        e.freedom = int(own.freedom)
        if own.freedom < LEAST_FREEDOM:
            e.estimate, e.sets, e.p, e.reason = None, None, None, TOO_UNCERTAIN


def effect_of(own: Found, people: int) -> OfferEffect | None:
    """The answer in the shape of an offer to everyone alone; the error is the larger of the two."""
    if own.estimate is None:
        return None
    error = max(own.robust, own.clustered or 0.0)
    limits = own.sets.limits()
    return OfferEffect(
        own.estimate, error, *limits, own.sets.p_value(), own.f, own.naive, own.with_, own.with_ - own.estimate,
        people, own.visible, own.sets,
    )  # fmt: skip


def both_errors(e: Estimate, errors: tuple[float, float | None], scale: float) -> None:
    """Both errors, which of them is printed, and the limits of each test."""
    if e.point is None and e.estimate is None:
        return
    robust, clustered = errors
    e.se_robust, e.se_clustered = robust * scale, None if clustered is None else clustered * scale
    e.error_kind = ROBUST if clustered is None or robust >= clustered else CLUSTERED
    if e.sets is not None:
        each = e.sets.each()
        e.keep_sets(each[0], each[1] if len(each) > 1 else None, 1.0)


def fill_intention(beside: Estimate, e: Estimate, own: Found, scale: float) -> None:
    """What the offer itself did, whether or not people took it up."""
    low, high = own.itt_sets.limits()
    beside.estimate, beside.se = own.itt * scale, max(own.itt_robust, own.itt_clustered or 0.0) * scale
    beside.lower, beside.upper = low * scale, high * scale
    beside.first_stage_f, beside.strength, beside.naive = e.first_stage_f, e.strength, e.naive
    beside.sets = own.itt_sets.scaled(scale)
    both_errors(beside, (own.itt_robust, own.itt_clustered), scale)
    beside.sets = None


def held_by_two(trial: Trial, place: int) -> float:
    """The largest share that two people hold of a mean beside the answer, with their weights (rule X6)."""
    track = trial.taken.astype(np.int64)
    held = Holdings(1, [((0,), 0)])
    part = Part(
        np.zeros(len(track), dtype=np.int64), track, trial.outcomes[place][None, :], trial.covariates[:0]
    )
    weight = trial.weight * trial.pull
    held.add(part, lambda _tracks, _track: weight)
    return held.of(((0,), 0), 0)
