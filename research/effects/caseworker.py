# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Walks the declared groups, services and outcomes of the caseworker design and returns one estimate for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import NormalDist

import numpy as np

from research.counting.rows import RowFile
from research.counting.tally import Tally
from research.effects.samples import STRENGTH, GroupStage, Remember, Report, group_stage
from research.estimators.clusters import every_set, spread_of
from research.estimators.first_stage import FirstStage
from research.estimators.geometry import Clusters, Floats, Ints, one_thread
from research.estimators.holdings import Holdings, Question
from research.estimators.inference import Z95, two_sided
from research.estimators.ols_2sls_jive import Alarm, alarm
from research.estimators.row_answers import ALARMS, RowAnswer, row_answers
from research.estimators.row_projections import Part, People
from research.estimators.side_by_side import side_by_side
from research.estimators.ujive import Effect, effects
from research.estimators.ujive_on_rows import RowStage, row_stage
from research.plan.model import Plan
from research.release.schema import TOO_FEW_CASEWORKERS, TOO_LITTLE_CONTRAST, TOO_UNCERTAIN
from research.results import CLUSTERED, ROBUST, Estimate

ASSUMED_VARIANCE = 0.21
Z_POWER = 0.8416212335729143


@one_thread
def walk(
    plan: Plan,
    tally: Tally,
    rows: RowFile | None,
    report: Report = lambda _: None,
    remember: Remember = lambda _, make: make(),
    workers: int = 1,
    closed: frozenset[tuple[str, str, str, str]] = frozenset(),
) -> list[Estimate]:
    """Every estimate of the plan: comparisons, services, outcomes, groups, and the alarms beside them.

    `remember` may hand out what an earlier run left behind under a name, instead of making it again. `workers` groups
    are made at a time. Of the questions in `closed` (comparison, service, characteristic, group) no outcome is opened.
    """

    def own_answers(number: int) -> GroupAnswers:
        name = f"group {number}" + (f" without {sorted(closed)}" if closed else "")
        answers: GroupAnswers = remember(name, partial(answer_group, plan, tally, rows, number, closed))
        return answers

    estimates: list[Estimate] = []
    halves: dict[tuple[str, ...], Half] = {}
    names = plan.group_names
    with side_by_side(own_answers, range(len(names)), workers) as answers:
        for number, (characteristic, group) in enumerate(names, start=1):
            report(
                f"estimating group {number} of {len(names)}: {characteristic or 'everyone'} {group}".rstrip()
            )
            own = next(answers)
            estimates += own.estimates
            halves |= own.halves
    add_differences(estimates, halves, usual_beside(tally))
    return estimates


@dataclass(frozen=True)
class GroupAnswers:
    """Every estimate of one group with the alarms beside them, and what the difference tests need of each answer.

    `halves` go by comparison, service, outcome, characteristic and group.
    """

    estimates: list[Estimate]
    halves: dict[tuple[str, ...], Half]


def answer_group(
    plan: Plan,
    tally: Tally,
    rows: RowFile | None,
    number: int,
    closed: frozenset[tuple[str, str, str, str]] = frozenset(),
) -> GroupAnswers:
    """One group: all its comparisons, outcomes and services, but for those in `closed`."""
    group = group_stage(tally, rows, number, plan.group_names[number])
    worker = np.unique(tally.worker_of[group.sample.kept]) if group.sample else np.zeros(0, np.int64)
    told = asked_of_rows(plan, group)
    estimates: list[Estimate] = []
    halves: dict[tuple[str, ...], Half] = {}
    for comparison in plan.comparisons:
        for outcome in range(len(plan.outcomes)):
            for blank, block, answers in answer_outcome(plan, told, group, comparison, outcome):
                if block is None:
                    estimates += blank
                    continue
                beside = alarms(told, group, block, (outcome, scale_of(plan, outcome)), blank)
                estimates += [shut(e) if is_closed(e, closed) else e for e in blank]
                estimates += [e for e in beside if not is_closed(e, closed)]
                for e, effect in zip(blank, answers, strict=True):
                    influence = influence_of(tally, group, worker, effect)
                    key = (e.comparison, e.service, e.outcome, e.characteristic, e.group)
                    halves[key] = Half(effect, influence, scale_of(plan, outcome))
    return GroupAnswers(estimates, halves)


def answer_primary(plan: Plan, tally: Tally) -> list[Estimate]:
    """The primary outcome for everyone, from counts alone: every comparison and service, without alarms.

    For who asks the one question many times, as a round does with each municipality left out: the same numbers as
    `answer_group` has, in a quarter of its time.
    """
    group = group_stage(tally, None, 0, plan.group_names[0])
    told = asked_of_rows(plan, group)
    outcome = plan.outcomes.index(plan.primary)
    answers = (answer_outcome(plan, told, group, comparison, outcome) for comparison in plan.comparisons)
    return [estimate for blocks in answers for blank, _block, _effects in blocks for estimate in blank]


def answer_outcome(
    plan: Plan, told: AskedOfRows, group: GroupStage, comparison: str, outcome: int
) -> Iterator[tuple[list[Estimate], BlockStage | None, list[Effect]]]:
    """The services that are estimated together: their estimates, their first stage and effects. One that cannot be
    answered has its reason, and no first stage."""
    for tracks in blocks_of(plan, comparison):
        blank = [blank_estimate(plan, group, comparison, t, outcome) for t in tracks]
        block = told.blocks[tracks]
        if block is None:
            yield [with_reason(e, TOO_LITTLE_CONTRAST) for e in blank], None, []
        elif group.outcomes[outcome].same_for_all(block.stage.geometry.people):
            yield [with_reason(e, TOO_UNCERTAIN) for e in blank], None, []
        else:
            yield blank, block, answer_block(plan, told, group, block, outcome, blank)


def usual_beside(tally: Tally) -> tuple[tuple[Clusters, ...], ...]:
    """The clusters that the plan chose, and those of caseworkers beside them; none where caseworkers are chosen."""
    return (tally.clusters, every_set([(tally.worker_of, True)])) if tally.clusters else ()


def influence_of(tally: Tally, group: GroupStage, worker: Ints, effect: Effect) -> Floats:
    """The influence of each caseworker of the whole table (J,), or of each cell (C,) where other clusters were chosen;
    `worker` are the numbers of the caseworkers of the group."""
    if tally.clusters and group.sample is not None:
        influence = np.zeros(len(tally.worker_of))
        influence[group.sample.kept] = effect.influence
    else:
        influence = np.zeros(len(tally.workers))
        influence[worker] = effect.influence
    return influence


def is_closed(estimate: Estimate, closed: frozenset[tuple[str, str, str, str]]) -> bool:
    """Is it about a question that stays closed?"""
    return (estimate.comparison, estimate.service, estimate.characteristic, estimate.group) in closed


def shut(e: Estimate) -> Estimate:
    """The same without anything that an outcome said: sizes, strength and what could have been seen."""
    names = (e.comparison, e.service, e.outcome, e.characteristic, e.group, e.estimator, e.n, e.caseworkers)
    told = {"first_stage_f": e.first_stage_f, "strength": e.strength, "mde": e.mde, "freedom": e.freedom}
    own = Estimate(*names, **told, smallest_cell=e.smallest_cell, largest_worker=e.largest_worker)  # type: ignore[arg-type]
    weak = e.strength is None or e.strength < STRENGTH
    return with_reason(own, TOO_LITTLE_CONTRAST if weak else TOO_UNCERTAIN)


def scale_of(plan: Plan, outcome: int) -> float:
    """A share is in people out of 100."""
    return 100.0 if plan.outcomes[outcome].scale == "share" else 1.0


def blocks_of(plan: Plan, comparison: str) -> list[tuple[int, ...]]:
    """The tracks that are estimated together: all of them, or each against everything else."""
    tracks = range(len(plan.tracks))
    return [tuple(tracks)] if comparison == "versus_reference" else [(track,) for track in tracks]


@dataclass(frozen=True)
class BlockStage:
    """The first stage of a block of tracks on counts, and also on rows when there are covariates."""

    tracks: tuple[int, ...]
    stage: FirstStage
    on_rows: RowStage | None

    @property
    def f(self) -> float:
        """The first-stage F."""
        return self.stage.f if self.on_rows is None else self.on_rows.f

    @property
    def strength(self) -> float:
        """How much there is to learn from: sqrt(K)(F-1)."""
        return self.stage.strength if self.on_rows is None else self.on_rows.strength


@dataclass(frozen=True)
class AskedOfRows:
    """The blocks of a group by their tracks, and what its rows say: the answers where there are covariates, and what
    two people hold of every mean."""

    blocks: dict[tuple[int, ...], BlockStage | None]
    answers: dict[Question, RowAnswer]
    held: Holdings | None


def asked_of_rows(plan: Plan, group: GroupStage) -> AskedOfRows:
    """The first stage of every block of a group, and all that its rows are asked, in as few readings as it takes."""
    wanted = list(dict.fromkeys(tracks for word in plan.comparisons for tracks in blocks_of(plan, word)))
    try:
        whole = whole_row_stage(plan, group)
    except np.linalg.LinAlgError:
        return AskedOfRows(dict.fromkeys(wanted), {}, None)
    blocks = {tracks: block_stage(plan, group, whole, tracks) for tracks in wanted}
    usable = [block for block in blocks.values() if block is not None]
    if group.people is None or not usable:
        return AskedOfRows(blocks, {}, None)
    size = usable[0].stage.geometry.people
    outcomes = [o for o, sums in enumerate(group.outcomes) if not sums.same_for_all(size)]
    means = [o for o in outcomes if plan.outcomes[o].scale != "share"]
    held = Holdings(len(plan.tracks), [(block.tracks, o) for block in usable for o in means])
    if whole is None:
        weighed_by_counts(usable, group.people, held)
        return AskedOfRows(blocks, {}, held)
    stages = [block.on_rows for block in usable if block.on_rows is not None]
    return AskedOfRows(blocks, row_answers(whole, stages, outcomes, group.people, held), held)


def whole_row_stage(plan: Plan, group: GroupStage) -> RowStage | None:
    """The first stage of all tracks on rows, where there are covariates and something to estimate."""
    if not plan.covariates or group.people is None or group.stage is None or group.sample is None:
        return None
    total = np.array([sums.total for sums in group.outcomes])
    return row_stage(group.sample.geometry, group.stage.clients, total, len(plan.covariates), group.people)


def weighed_by_counts(blocks: list[BlockStage], people: People, held: Holdings) -> None:
    """Let `held` hear the people, with the weights that counts give to outcomes."""
    if not held.questions:
        return
    by_tracks = {block.tracks: block for block in blocks}
    for part in people():

        def weight(tracks: tuple[int, ...], track: int, part: Part = part) -> Floats:
            stage = by_tracks[tracks].stage
            kind = np.zeros(len(part.track), dtype=np.int64)
            for order, one in enumerate(tracks, start=1):
                kind[part.track == one + 1] = order
            of_kind = stage.pull @ stage.inverse[tracks.index(track)]
            return np.asarray(of_kind[part.cell, kind])

        held.add(part, weight)


def block_stage(
    plan: Plan, group: GroupStage, whole: RowStage | None, tracks: tuple[int, ...]
) -> BlockStage | None:
    """The first stage of a block in a group; nothing where it has none, or where covariates say who gets what."""
    if group.stage is None or group.sample is None:
        return None
    stage = group.stage if len(tracks) == len(plan.tracks) else group.stage.only(tracks[0])
    if whole is None:
        return BlockStage(tracks, stage, None)
    try:
        return BlockStage(tracks, stage, whole.only(tracks))
    except np.linalg.LinAlgError:
        return None


@dataclass(frozen=True)
class Half:
    """What the difference test needs of one group: the effect, and its influence by caseworker of the whole table, or
    by cell (see `influence_of`)."""

    effect: Effect
    influence: Floats
    scale: float


def add_differences(
    estimates: list[Estimate],
    halves: dict[tuple[str, ...], Half],
    clusters: Sequence[tuple[Clusters, ...]] = (),
) -> None:
    """The difference of every group with the other half, its error and its p-value, where both have a number."""
    pairs: dict[tuple[str, ...], list[Estimate]] = {}
    for e in estimates:
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
        if clusters:
            cluster = max(spread_of(one, gap) for one in clusters)
        se = float(max(hte, cluster)) * one.scale
        if not se > 0.0:
            continue
        for e, sign in zip(pair, (1.0, -1.0), strict=True):
            e.difference, e.difference_se, e.difference_p = sign * value, se, two_sided(value / se)


def answer_block(
    plan: Plan,
    told: AskedOfRows,
    group: GroupStage,
    block: BlockStage,
    outcome: int,
    blank: list[Estimate],
) -> list[Effect]:
    """The effects of a block of tracks on an outcome; their numbers are filled in where the gates let them."""
    share = plan.outcomes[outcome].scale == "share"
    tests = plan.group_tests if group.characteristic else 1
    deviations = spread_before(block.stage)
    answers = block_effects(told, group, block, outcome)
    for place, (estimate, effect) in enumerate(zip(blank, answers, strict=True)):
        estimate.first_stage_f, estimate.strength = block.f, block.strength
        if share:
            estimate.mde = detectable(deviations[place], tests)
        else:
            estimate.dominance = held_by_two(told, block, outcome, place)
        fill(estimate, effect, scale_of(plan, outcome), group.outcomes[outcome].rounding)
    return answers


def block_effects(told: AskedOfRows, group: GroupStage, block: BlockStage, outcome: int) -> list[Effect]:
    """Effects of a block of tracks: from counts, or on rows when there are covariates."""
    if block.on_rows is None:
        return effects(block.stage, group.outcomes[outcome])
    return told.answers[block.tracks, outcome].effects


def blank_estimate(plan: Plan, group: GroupStage, comparison: str, track: int, outcome: int) -> Estimate:
    """An estimate without numbers yet: names, sizes, the naive difference and the smallest cell."""
    geometry = group.sample.geometry if group.sample else None
    clients, total = group.clients, group.outcomes[outcome].total
    people, sums = np.ones(len(clients)) @ clients, np.ones(len(total)) @ total
    estimate = Estimate(
        comparison=comparison,
        service=plan.tracks[track].key,
        outcome=plan.outcomes[outcome].id,
        characteristic=group.characteristic,
        group=group.group,
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


def held_by_two(told: AskedOfRows, block: BlockStage, outcome: int, place: int) -> float:
    """The largest share that two people hold in a mean beside the estimate of the track at a place (rule X6).

    All of it when there are no people to look at: what cannot be judged stays inside (X10).
    """
    return 1.0 if told.held is None else told.held.of((block.tracks, outcome), block.tracks[place])


def with_reason(estimate: Estimate, reason: str) -> Estimate:
    """The estimate with why it has no number."""
    estimate.reason, estimate.naive = reason, None
    return estimate


def fill(estimate: Estimate, effect: Effect, scale: float, rounding: float = 0.0) -> None:
    """Numbers into a blank estimate, unless the gates on strength and interval keep them out.

    An error no larger than `rounding` is none: an outcome that is perfectly predicted has no number.
    """
    sharp = effect.se > rounding
    if np.isfinite(effect.estimate) and np.isfinite(effect.se) and sharp:
        estimate.point, estimate.point_se = effect.estimate * scale, effect.se * scale
        estimate.se_robust, estimate.se_clustered = effect.se_hte * scale, effect.se_cluster * scale
        robust, clustered, *_ = effect.sets.each()
        estimate.keep_sets(robust, clustered, scale)
        estimate.error_kind = ROBUST if effect.se_hte >= effect.se_cluster else CLUSTERED
    if estimate.strength is None or estimate.strength < STRENGTH:
        with_reason(estimate, TOO_LITTLE_CONTRAST)
        return
    if estimate.caseworkers < 2:
        with_reason(estimate, TOO_FEW_CASEWORKERS)
        return
    if not effect.bounded or not sharp:
        with_reason(estimate, TOO_UNCERTAIN)
        return
    estimate.estimate, estimate.se = effect.estimate * scale, effect.se * scale
    estimate.lower, estimate.upper = effect.lower * scale, effect.upper * scale
    estimate.level_with, estimate.level_without = effect.with_ * scale, effect.without * scale
    estimate.p, estimate.sets = effect.p_null, effect.sets.scaled(scale)


def alarms(
    told: AskedOfRows, group: GroupStage, block: BlockStage, which: tuple[int, float], beside: list[Estimate]
) -> list[Estimate]:
    """The alarms beside the estimates of a block: 2SLS with dummies, JIVE1 and OLS with strata; one that cannot be
    computed is left out. `which` is the outcome and its scale."""
    outcome, scale = which
    estimates = []
    for estimator in ALARMS:
        own = block_alarm(told, group, block, outcome, estimator)
        if own:
            estimates += [alarm_beside(e, estimator, one, scale) for e, one in zip(beside, own, strict=True)]
    return estimates


def block_alarm(
    told: AskedOfRows, group: GroupStage, block: BlockStage, outcome: int, estimator: str
) -> list[Alarm]:
    """One alarm for a block of tracks: from counts, or on rows when there are covariates; none where it cannot be
    computed."""
    if block.on_rows is not None:
        return told.answers[block.tracks, outcome].alarms.get(estimator, [])
    try:
        return alarm(block.stage, group.outcomes[outcome], estimator)
    except np.linalg.LinAlgError:
        return []


def alarm_beside(estimate: Estimate, estimator: str, own: Alarm, scale: float) -> Estimate:
    """One alarm, with the kind of error that the estimate is printed with, and both kinds for inside."""
    value, robust, clustered = own.estimate * scale, own.se_robust * scale, own.se_clustered * scale
    se = robust if estimate.error_kind == ROBUST else clustered
    names = (estimate.comparison, estimate.service, estimate.outcome, estimate.characteristic, estimate.group)
    sizes = (estimate.n, estimate.caseworkers)
    limits = (value - Z95 * se, value + Z95 * se)
    tail = (estimate.first_stage_f, estimate.strength, estimate.naive)
    beside = Estimate(*names, estimator, *sizes, value, se, *limits, *tail)
    beside.error_kind, beside.se_robust, beside.se_clustered = estimate.error_kind, robust, clustered
    around = [(value - Z95 * error, value + Z95 * error) for error in (robust, clustered)]
    beside.keep_sets(around[0], around[1], 1.0)
    return beside


def spread_before(stage: FirstStage) -> Floats:
    """The standard error to expect before any outcome is opened, with an assumed variance of the outcome.

    (T,), as a share.
    """
    inverse = np.linalg.inv(stage.cross)
    variance = ASSUMED_VARIANCE * inverse @ stage.square @ inverse.T
    return np.sqrt(np.maximum(np.diag(variance), 0.0))


def detectable(deviation: float, tests: int) -> float:
    """The smallest difference in points seen with a power of 80%, with so many tests corrected for."""
    return float(100.0 * deviation * (normal_quantile(1.0 - 0.025 / tests) + Z_POWER))


def normal_quantile(p: float) -> float:
    """The quantile of the standard normal distribution."""
    return NormalDist().inv_cdf(p)
