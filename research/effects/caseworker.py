# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Walks the declared groups, services and outcomes of the caseworker design and returns one estimate for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from statistics import NormalDist

import numpy as np

from research.counting.people import Rows
from research.counting.tally import Tally
from research.effects.samples import STRENGTH, GroupStage, Remember, Report, cells_of, group_names, stage_of
from research.estimators.dominance import dominance
from research.estimators.first_stage import FirstStage, Outcomes
from research.estimators.geometry import Floats, one_thread
from research.estimators.inference import Z95, two_sided
from research.estimators.ols_2sls_jive import Alarm, alarm, row_alarm
from research.estimators.ujive import Effect, effects
from research.estimators.ujive_on_rows import row_effects, row_stage
from research.plan.model import Plan
from research.release.schema import TOO_FEW_CASEWORKERS, TOO_LITTLE_CONTRAST, TOO_UNCERTAIN
from research.results import CLUSTERED, ROBUST, Estimate

ASSUMED_VARIANCE = 0.21
Z_POWER = 0.8416212335729143
ALARMS = ("2sls", "jive1", "ols")


@one_thread
def walk(
    plan: Plan,
    tally: Tally,
    rows: Rows | None,
    report: Report = lambda _: None,
    remember: Remember = lambda _, make: make(),
) -> list[Estimate]:
    """Every estimate of the plan: comparisons, services, outcomes, groups, and the alarms beside them.

    `remember` may hand out what an earlier run left behind under a name, instead of making it again.
    """
    found: list[Estimate] = []
    halves: dict[tuple[str, ...], Half] = {}
    names = group_names(plan)
    for number, (characteristic, group) in enumerate(names):
        report(
            f"estimating group {number + 1} of {len(names)}: {characteristic or 'everyone'} {group}".rstrip()
        )
        estimates, own = remember(f"group {number}", partial(walk_group, plan, tally, rows, number))
        found += estimates
        halves |= own
    add_differences(found, halves)
    return found


def walk_group(
    plan: Plan, tally: Tally, rows: Rows | None, number: int
) -> tuple[list[Estimate], dict[tuple[str, ...], Half]]:
    """Every estimate of one group, and what the difference tests need of it."""
    sample, stage = stage_of(tally, number)
    names = group_names(plan)[number]
    ready = GroupStage(number, *names, sample, stage, {}, *cells_of(rows, tally, number, sample))
    halves: dict[tuple[str, ...], Half] = {}
    found = [e for word in plan.comparisons for e in compare(plan, tally, rows, ready, word, halves)]
    return found, halves


@dataclass(frozen=True)
class Half:
    """What the difference test needs of one group: the effect, and its influence by caseworker of the whole table."""

    effect: Effect
    influence: Floats
    scale: float


def half_of(ready: GroupStage, tally: Tally, effect: Effect, scale: float) -> Half:
    """The influence of each caseworker, at the place it has in the whole table."""
    influence = np.zeros(len(tally.workers))
    if ready.sample is not None:
        influence[np.unique(tally.worker_of[ready.sample.kept])] = effect.influence
    return Half(effect, influence, scale)


def add_differences(found: list[Estimate], halves: dict[tuple[str, ...], Half]) -> None:
    """The difference of every group with the other half, its error and its p-value, where both have a number."""
    pairs: dict[tuple[str, ...], list[Estimate]] = {}
    for e in found:
        if e.characteristic and e.estimator == "ujive":
            pairs.setdefault((e.comparison, e.service, e.outcome, e.characteristic), []).append(e)
    for key, pair in pairs.items():
        if len(pair) != 2 or any(e.estimate is None for e in pair):
            continue
        one, other = (halves[(*key, e.group)] for e in pair)
        value = (one.effect.estimate - other.effect.estimate) * one.scale
        hte = np.hypot(one.effect.se_hte, other.effect.se_hte)
        gap = one.influence - other.influence
        workers = max(int((gap != 0).sum()), 2)
        cluster = np.sqrt(workers / (workers - 1.0) * float(gap @ gap))
        se = float(max(hte, cluster)) * one.scale
        if not se > 0.0:
            continue
        for e, sign in zip(pair, (1.0, -1.0), strict=True):
            e.difference, e.difference_se, e.difference_p = sign * value, se, two_sided(value / se)


def compare(
    plan: Plan,
    tally: Tally,
    rows: Rows | None,
    ready: GroupStage,
    comparison: str,
    halves: dict[tuple[str, ...], Half],
) -> Iterator[Estimate]:
    """One comparison in one group: all tracks jointly, or each track against everything else."""
    tracks = len(plan.tracks)
    blocks = (
        [list(range(tracks))] if comparison == "versus_reference" else [[track] for track in range(tracks)]
    )
    for outcome_number, outcome in enumerate(plan.outcomes):
        scale = 100.0 if outcome.scale == "share" else 1.0
        for block in blocks:
            blank = [blank_estimate(plan, tally, ready, comparison, t, outcome_number) for t in block]
            if ready.stage is None or ready.sample is None:
                yield from (with_reason(e, TOO_LITTLE_CONTRAST) for e in blank)
                continue
            stage = ready.stage if len(block) == tracks else ready.stage.only(block[0])
            values = ready.outcome(tally, outcome_number)
            answers, f, strength = answer(plan, rows, ready, stage, values, block, outcome_number)
            deviations = spread_before(stage)
            for place, estimate in enumerate(blank):
                estimate.first_stage_f, estimate.strength = f, strength
                estimate.mde = (
                    detectable(deviations[place], ready, plan) if outcome.scale == "share" else None
                )
                if outcome.scale != "share":
                    estimate.dominance = held_by_two(
                        rows, ready, stage, block, (outcome_number, place), comparison == "versus_reference"
                    )
                fill(estimate, answers[place], scale)
                key = (comparison, estimate.service, estimate.outcome, ready.characteristic, ready.group)
                halves[key] = half_of(ready, tally, answers[place], scale)
                yield estimate
            yield from alarms_of(
                alarm_maker(plan, rows, ready, stage, values, block, outcome_number), blank, scale
            )


def answer(
    plan: Plan,
    rows: Rows | None,
    ready: GroupStage,
    stage: FirstStage,
    values: Outcomes,
    block: list[int],
    number: int,
) -> tuple[list[Effect], float, float]:
    """Effects of a block of tracks with their F and strength: from counts, or on rows when there are covariates."""
    if rows is None or not plan.covariates or ready.inside is None or ready.cell is None:
        return effects(stage, values), stage.f, stage.strength
    inside = ready.inside
    key = row_key(block)
    if key not in ready.row_stages:
        choice = np.column_stack([(rows.track[inside] == t + 1).astype(float) for t in block])
        ready.row_stages[key] = row_stage(stage.geometry, ready.cell, choice, rows.covariates[:, inside].T)
    on_rows = ready.row_stages[key]
    worker = stage.geometry.caseworker[ready.cell]
    return row_effects(on_rows, rows.outcomes[number, inside], worker), on_rows.f, on_rows.strength


def blank_estimate(
    plan: Plan, tally: Tally, ready: GroupStage, comparison: str, track: int, outcome: int
) -> Estimate:
    """An estimate without numbers yet: names, sizes, the naive difference and the smallest cell."""
    geometry = ready.sample.geometry if ready.sample else None
    clients, total = ready.people(tally), ready.outcome(tally, outcome).total
    people, sums = np.ones(len(clients)) @ clients, np.ones(len(total)) @ total
    estimate = Estimate(
        comparison=comparison,
        service=plan.tracks[track].key,
        outcome=plan.outcomes[outcome].id,
        characteristic=ready.characteristic,
        group=ready.group,
        estimator="ujive",
        n=int(people.sum()),
        caseworkers=geometry.caseworkers if geometry else 0,
    )
    share = plan.outcomes[outcome].scale == "share"
    others = [0] if comparison == "versus_reference" else [t for t in range(len(people)) if t != track + 1]
    cells = [people[track + 1], people[others].sum()]
    if share:
        cells = [sums[track + 1], people[track + 1] - sums[track + 1]]
        cells += [sums[others].sum(), people[others].sum() - sums[others].sum()]
    estimate.smallest_cell = int(min(cells))
    if people[track + 1] and people[others].sum():
        naive = sums[track + 1] / people[track + 1] - sums[others].sum() / people[others].sum()
        estimate.naive = naive * (100.0 if share else 1.0)
    if geometry:
        own = geometry.sum_caseworker @ clients[:, track + 1]
        estimate.largest_worker = float(own.max() / max(own.sum(), 1.0))
        clients_left = geometry.people - geometry.strata - geometry.instruments
        estimate.freedom = int(min(clients_left, geometry.instruments - len(plan.tracks)))
    return estimate


def held_by_two(
    rows: Rows | None,
    ready: GroupStage,
    stage: FirstStage,
    block: list[int],
    which: tuple[int, int],
    joint: bool,
) -> float:
    """The largest share that two people hold in a mean beside an estimate (rule X6).

    `which` is the outcome and the place of the track in its block. All of it when there are no people to look at: what
    cannot be judged stays inside (X10).
    """
    if rows is None or ready.inside is None or ready.cell is None:
        return 1.0
    number, place = which
    track = rows.track[ready.inside]
    on_rows = ready.row_stages.get(row_key(block))
    if on_rows is None:
        kind = np.zeros(len(track), dtype=np.int64)
        for order, t in enumerate(block, start=1):
            kind[track == t + 1] = order
        weight = stage.pull[ready.cell, kind] @ stage.inverse[place]
    else:
        weight = on_rows.pull @ np.linalg.inv(on_rows.pull.T @ on_rows.choice)[place]
    taken = track == block[place] + 1
    others = track == 0 if joint else ~taken
    return dominance(rows.outcomes[number, ready.inside], weight, taken, (taken, others))


def with_reason(estimate: Estimate, reason: str) -> Estimate:
    """The estimate with why it has no number."""
    estimate.reason, estimate.naive = reason, None
    return estimate


def fill(estimate: Estimate, effect: Effect, scale: float) -> None:
    """Numbers into a blank estimate, unless the gates on strength and interval keep them out."""
    if np.isfinite(effect.estimate) and np.isfinite(effect.se):
        estimate.point, estimate.point_se = effect.estimate * scale, effect.se * scale
        estimate.se_robust, estimate.se_clustered = effect.se_hte * scale, effect.se_cluster * scale
        robust, clustered = effect.sets.each()
        estimate.keep_sets(robust, clustered, scale)
        estimate.error_kind = ROBUST if effect.se_hte >= effect.se_cluster else CLUSTERED
    if estimate.strength is None or estimate.strength < STRENGTH:
        with_reason(estimate, TOO_LITTLE_CONTRAST)
        return
    if estimate.caseworkers < 2:
        with_reason(estimate, TOO_FEW_CASEWORKERS)
        return
    if not effect.bounded or not effect.se > 0.0:
        with_reason(estimate, TOO_UNCERTAIN)
        return
    estimate.estimate, estimate.se = effect.estimate * scale, effect.se * scale
    estimate.lower, estimate.upper = effect.lower * scale, effect.upper * scale
    estimate.level_with, estimate.level_without = effect.with_ * scale, effect.without * scale
    estimate.p, estimate.sets = effect.p_null, effect.sets.scaled(scale)


def alarm_maker(
    plan: Plan,
    rows: Rows | None,
    ready: GroupStage,
    stage: FirstStage,
    values: Outcomes,
    block: list[int],
    number: int,
) -> Callable[[str], list[Alarm]]:
    """How an alarm is computed beside a block of tracks: from counts, or on rows when there are covariates."""
    if rows is None or not plan.covariates or ready.inside is None or ready.cell is None:
        return partial(alarm, stage, values)
    worker = stage.geometry.caseworker[ready.cell]
    return partial(row_alarm, ready.row_stages[row_key(block)], rows.outcomes[number, ready.inside], worker)


def row_key(block: list[int]) -> int:
    """The name of a block of tracks: all jointly, or one against everything else."""
    return -1 if len(block) > 1 else block[0]


def alarms_of(make: Callable[[str], list[Alarm]], blank: list[Estimate], scale: float) -> Iterator[Estimate]:
    """The alarms beside a block of estimates: 2SLS with dummies, JIVE1 and OLS with strata."""
    for estimator in ALARMS:
        try:
            found = make(estimator)
        except np.linalg.LinAlgError:
            continue
        for estimate, own in zip(blank, found, strict=True):
            yield alarm_beside(estimate, estimator, own, scale)


def alarm_beside(estimate: Estimate, estimator: str, own: Alarm, scale: float) -> Estimate:
    """One alarm, with the kind of error that the estimate is printed with, and both kinds for inside."""
    value, robust, clustered = own.estimate * scale, own.se_robust * scale, own.se_clustered * scale
    se = robust if estimate.error_kind == ROBUST else clustered
    names = (estimate.comparison, estimate.service, estimate.outcome, estimate.characteristic, estimate.group)
    sizes = (estimate.n, estimate.caseworkers)
    limits = (value - Z95 * se, value + Z95 * se)
    tail = (estimate.first_stage_f, estimate.strength, estimate.naive)
    found = Estimate(*names, estimator, *sizes, value, se, *limits, *tail)
    found.error_kind, found.se_robust, found.se_clustered = estimate.error_kind, robust, clustered
    around = [(value - Z95 * error, value + Z95 * error) for error in (robust, clustered)]
    found.keep_sets(around[0], around[1], 1.0)
    return found


def spread_before(stage: FirstStage) -> Floats:
    """The standard error to expect before any outcome is opened, with an assumed variance of the outcome.

    (T,), as a share.
    """
    inverse = np.linalg.inv(stage.cross)
    variance = ASSUMED_VARIANCE * inverse @ stage.square @ inverse.T
    return np.sqrt(np.maximum(np.diag(variance), 0.0))


def detectable(deviation: float, ready: GroupStage, plan: Plan) -> float:
    """The smallest difference seen with a power of 80%: one test overall, Holm over all tests in a group."""
    tests = 1 if not ready.characteristic else max(plan.subgroup_comparisons * 2, 1)
    return float(100.0 * deviation * (normal_quantile(1.0 - 0.025 / tests) + Z_POWER))


def normal_quantile(p: float) -> float:
    """The quantile of the standard normal distribution."""
    return NormalDist().inv_cdf(p)
