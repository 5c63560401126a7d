# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""UJIVE from counts: point estimates, both standard errors and the null-imposed interval.

For clients in cell c (caseworker by stratum) and track t the instrument and all influence terms depend on the row
only through c, t and, linearly, the outcome. So the number of clients, the sum and the sum of squares of the outcome
per cell and track carry everything, for binary and for continuous outcomes alike.

Everything that differs between tracks within a cell is linear in the choice x of the client (zeros, or a single
one): the instrument is `level - b x`. So only vectors over cells are ever made, one plane for each kind of choice.

Formulas: docs/explanation/method.md, from *Leniency Designs: An Operator's Manual* (Goldsmith-Pinkham, Hull, Kolesár).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from math import erfc, sqrt

import numpy as np
from scipy.special import ndtri, stdtr, stdtrit

from findings.estimate.cells import Floats, Geometry

Z95 = 1.959963984540054


@dataclass(frozen=True)
class Outcomes:
    """An outcome per cell and track: sum and sum of squares, both (C, T+1); track 0 is the reference."""

    total: Floats
    squares: Floats


@dataclass(frozen=True)
class FirstStage:
    """What the tracks alone determine, computed once per group of clients.

    `clients` (C, T+1); `fit` and `mean` (C, T) are H_X D and H_W D; `lift` (C, T) is H_X D - H_W D + H_X (b D), what
    the influence terms of D hold beside the own choice; `cross` (T, T) is P'D; `square` (T, T) is P'P; `explained` and
    `noise` (T, T) are what the caseworkers explain of D and what they leave, each by its degrees of freedom.
    `numbers` are the tracks that are looked at; everyone in another track counts as not referred.
    """

    geometry: Geometry
    clients: Floats
    numbers: tuple[int, ...]
    fit: Floats
    mean: Floats
    lift: Floats
    cross: Floats
    square: Floats
    explained: Floats
    noise: Floats

    @property
    def tracks(self) -> int:
        """Number of tracks that are looked at."""
        return len(self.numbers)

    @cached_property
    def choice(self) -> Floats:
        """The row of D of someone in each track; (T+1, T)."""
        found = np.zeros((self.clients.shape[1], self.tracks))
        found[[number + 1 for number in self.numbers], range(self.tracks)] = 1.0
        return found

    @cached_property
    def level(self) -> Floats:
        """The instrument of someone who was not referred; (C, T)."""
        return self.fit - self.mean + self.geometry.diagonal[:, None] * self.fit

    @cached_property
    def pull(self) -> Floats:
        """The instrument P of every kind of client; (C, T+1, T)."""
        return self.level[:, None, :] - self.geometry.diagonal[:, None, None] * self.choice

    @cached_property
    def planes(self) -> Floats:
        """Clients not in any of the tracks that are looked at, then those in each of them; (T+1, C)."""
        return planes_of(self.clients, self.numbers)

    @cached_property
    def inverse(self) -> Floats:
        """The inverse of P'D."""
        return np.asarray(np.linalg.inv(self.cross), dtype=np.float64)

    @cached_property
    def directions(self) -> tuple[Direction, ...]:
        """One for every track: what estimating its effect needs and no outcome changes."""
        return tuple(direction_of(self, track) for track in range(self.tracks))

    def only(self, track: int) -> FirstStage:
        """The same first stage with one track, set against everything else."""
        keep = slice(track, track + 1)
        return replace(
            self,
            numbers=self.numbers[keep],
            fit=self.fit[:, keep],
            mean=self.mean[:, keep],
            lift=self.lift[:, keep],
            cross=self.cross[keep, keep],
            square=self.square[keep, keep],
            explained=self.explained[keep, keep],
            noise=self.noise[keep, keep],
        )

    @cached_property
    def f_matrix(self) -> Floats:
        """The matrix version of the first-stage F; (T, T)."""
        root = np.linalg.inv(np.linalg.cholesky(self.noise))
        return np.asarray(root @ self.explained @ root.T)

    @property
    def f(self) -> float:
        """First-stage F; for several tracks the smallest eigenvalue of its matrix."""
        return float(np.linalg.eigvalsh(self.f_matrix)[0])

    @property
    def strength(self) -> float:
        """sqrt(K) (F - 1), the number that says whether there is enough to learn from."""
        return float(np.sqrt(self.geometry.instruments) * (self.f - 1.0))


@dataclass(frozen=True)
class Effect:
    """One estimated effect, in the unit of the outcome.

    `se` is the larger of `se_hte` and `se_cluster`; `lower`..`upper` the null-imposed 95% set that either variance
    allows, infinite when it is not a bounded interval; `p_null` the p-value of no effect in the same test, below 0.05
    exactly when the set leaves out zero; `with_` and `without` the outcome of compliers with and without the track;
    `influence` (J,) the influence of each caseworker; `sets` inverts the same test at any other level.
    """

    estimate: float
    se: float
    se_hte: float
    se_cluster: float
    lower: float
    upper: float
    p_null: float
    with_: float
    without: float
    influence: Floats
    sets: NullSets

    @property
    def bounded(self) -> bool:
        """Is the null-imposed set an ordinary interval?"""
        return bool(np.isfinite(self.lower) and np.isfinite(self.upper))


@dataclass(frozen=True)
class Direction:
    """One track with the others held constant: the combination `lead` of the moments (T,).

    `level` and `fit` (C,) are that combination of the instrument and of H_X D; `slope` (T+1, C) multiplies the outcome
    in the influence terms; `step` (T,) is how the other effects follow when this one moves by one; `own` (T+1, C) are
    the influence terms of D `step`, `own_square` their sum of squares over people and `own_sums` (J,) their sums by
    caseworker; `freedom` counts how many caseworkers effectively carry the clustered variance; `others` the other
    tracks.
    """

    lead: Floats
    level: Floats
    fit: Floats
    slope: Floats
    step: Floats
    others: list[int]
    own: Floats
    own_square: float
    own_sums: Floats
    freedom: float


@dataclass(frozen=True)
class Quadratic:
    """The variance of the moment of a test that an effect is t: uu - 2 t uv + t^2 vv."""

    uu: float
    uv: float
    vv: float

    def at(self, t: float) -> float:
        """The variance under one value; never below zero."""
        return max(self.uu - 2.0 * t * self.uv + t * t * self.vv, 0.0)


@dataclass(frozen=True)
class NullSets:
    """Tests that an effect is t, as numbers that can be kept: reject when (top - t bottom)^2 is large for its variance.

    Every side is one variance, uu - 2 t uv + t^2 vv, with the degrees of freedom of its critical value (`None`: the
    normal one). A value is left out only when all sides reject it (decision 0045), at whatever level.
    """

    top: float
    bottom: float
    sides: tuple[tuple[float, float, float, float | None], ...]

    def limits(self, alpha: float = 0.05) -> tuple[float, float]:
        """The union of the sets at a level; infinite when it is not a bounded interval."""
        found = self.each(alpha)
        return min(low for low, _ in found), max(high for _, high in found)

    def each(self, alpha: float = 0.05) -> list[tuple[float, float]]:
        """The set of every side apart; infinite where it is not a bounded interval."""
        return [
            quadratic_set(self.top, self.bottom, uu, uv, vv, critical_value(alpha, freedom))
            for uu, uv, vv, freedom in self.sides
        ]

    def p_value(self) -> float:
        """The p-value of no effect, the largest of the sides: at most alpha when the set of alpha leaves out zero."""
        if any(uu <= 0.0 for uu, _, _, _ in self.sides):
            return 1.0
        return max(tail(self.top / sqrt(uu), freedom) for uu, _, _, freedom in self.sides)

    def scaled(self, scale: float) -> NullSets:
        """The same of an outcome in another unit."""
        sides = tuple((uu * scale * scale, uv * scale, vv, freedom) for uu, uv, vv, freedom in self.sides)
        return NullSets(self.top * scale, self.bottom, sides)


@dataclass(frozen=True)
class NullTest:
    """The tests that an effect is t: the moment `top` - t `bottom` against its robust and its clustered variance.

    A value is left out only when both tests reject it, so the printed set is the union of two sets. Both hold the
    estimate; when one of them is not bounded, neither is the union. A variance that few caseworkers carry is itself
    uncertain: the clustered test is the t-test of one sum per caseworker, around their mean, with the critical value of
    Student's t with `freedom` degrees of freedom. `squares` is the same without the mean taken off: the usual clustered
    variance, which the printed error is made of.
    """

    top: float
    bottom: float
    robust: Quadratic
    clustered: Quadratic
    squares: Quadratic
    freedom: float

    def errors(self, t: float) -> tuple[float, float]:
        """The robust and the clustered standard error, with the terms as they are when the effect is t."""
        size = abs(self.bottom)
        return sqrt(self.robust.at(t)) / size, sqrt(self.squares.at(t)) / size

    @property
    def sets(self) -> NullSets:
        """Both tests, to be inverted at any level."""
        pairs = ((self.robust, None), (self.clustered, self.freedom))
        return NullSets(self.top, self.bottom, tuple((q.uu, q.uv, q.vv, freedom) for q, freedom in pairs))


def null_test(
    top: float, bottom: float, people: tuple[float, float, float], sums: tuple[Floats, Floats], freedom: float
) -> NullTest:
    """The test from sums of squares and products over people, and the terms u and v summed by caseworker (J,)."""
    around = sums[0] - sums[0].mean(), sums[1] - sums[1].mean()
    return NullTest(top, bottom, Quadratic(*people), by_caseworker(*around), by_caseworker(*sums), freedom)


def by_caseworker(of_y: Floats, of_d: Floats) -> Quadratic:
    """The clustered variance of sums (J,) of the terms of Y and of D."""
    small = len(of_y) / (len(of_y) - 1.0)
    pairs = ((of_y, of_y), (of_y, of_d), (of_d, of_d))
    return Quadratic(*(small * float(one @ other) for one, other in pairs))


def effective(weights: Floats) -> float:
    """How many caseworkers effectively carry a variance, when each has weight w: (sum w^2)^2 / sum w^4 (Satterthwaite).

    `weights` (J,) is what the moment would change by if all clients of one caseworker had one point more.
    """
    squares = weights * weights
    return max(float(squares.sum() ** 2 / (squares @ squares)), 1.0)


def planes_of(table: Floats, numbers: tuple[int, ...]) -> Floats:
    """Sums over cells (C, T+1) as one vector for the tracks in `numbers` each, and first one for all the others."""
    found = np.empty((len(numbers) + 1, len(table)))
    for place, number in enumerate(numbers, start=1):
        found[place] = table[:, number + 1]
    rest = [t for t in range(table.shape[1]) if t - 1 not in numbers]
    found[0] = table[:, rest[0]]
    for t in rest[1:]:
        found[0] += table[:, t]
    return found


def first_stage(geometry: Geometry, clients: Floats) -> FirstStage:
    """Instrument and influence terms for track counts `clients` (C, T+1), reference track first."""
    sums = clients[:, 1:]
    b = geometry.diagonal
    both = geometry.fitted(np.hstack([sums, b[:, None] * sums]))
    fit, mean = both[:, : sums.shape[1]], geometry.by_stratum(sums)
    gain = fit - mean
    level = gain + b[:, None] * fit
    people = geometry.clients[:, None]
    cross = level.T @ sums - np.diag(b @ sums)
    mixed = (b[:, None] * level).T @ sums
    square = (people * level).T @ level - mixed - mixed.T + np.diag((b * b) @ sums)
    explained = (people * gain).T @ gain
    mixed = fit.T @ sums
    noise = (people * fit).T @ fit - mixed - mixed.T + np.diag(sums.sum(axis=0))
    freedom = geometry.people - geometry.strata - geometry.instruments
    explained, noise = explained / geometry.instruments, noise / freedom
    numbers = tuple(range(sums.shape[1]))
    lift = gain + both[:, sums.shape[1] :]
    stage = FirstStage(geometry, clients, numbers, fit, mean, lift, cross, square, explained, noise)
    np.linalg.cholesky(noise)  # tracks that no client chooses freely cannot be told apart: refused here
    return stage


def direction_of(stage: FirstStage, track: int) -> Direction:
    """The direction of one track: the other effects are estimated anew under every value of this one."""
    others = [k for k in range(stage.tracks) if k != track]
    lead, step = np.zeros(stage.tracks), np.zeros(stage.tracks)
    lead[track] = step[track] = 1.0
    if others:
        inner = stage.cross[np.ix_(others, others)]
        lead[others] = -np.linalg.solve(inner.T, stage.cross[track, others])
        step[others] = -np.linalg.solve(inner, stage.cross[others, track])
    b, level, fit = stage.geometry.diagonal, stage.level @ lead, stage.fit @ lead
    slope = np.empty((stage.tracks + 1, len(b)))
    slope[0] = level + b * fit
    for k in range(stage.tracks):
        slope[k + 1] = slope[0] - (2.0 * lead[k]) * b
    blank = Direction(lead, level, fit, slope, step, others, slope, 0.0, lead, 1.0)
    own = constants(stage, blank, -(stage.mean @ step), stage.lift @ step, -step)
    weighed = own * stage.planes
    sums = stage.geometry.sum_caseworker @ weighed.sum(axis=0)
    carried = level * stage.geometry.clients - b * (lead @ stage.planes[1:])
    freedom = effective(stage.geometry.sum_caseworker @ carried)
    return replace(blank, own=own, own_square=float(np.vdot(own, weighed)), own_sums=sums, freedom=freedom)


def constants(stage: FirstStage, way: Direction, mean: Floats, lift: Floats, beta: Floats) -> Floats:
    """The influence terms without `slope` times the own outcome, per kind of choice and cell; (T+1, C).

    For a value e = y - D beta they are -P (H_W e) + lift (D - H_X D) - slope (D beta); `mean` is -H_W e, `lift` is
    H_X e - H_W e + H_X (b e), all combined by the direction.
    """
    b = stage.geometry.diagonal
    found = np.empty((stage.tracks + 1, len(b)))
    found[0] = way.level * mean - way.fit * lift
    by_choice = lift - b * mean
    for k in range(stage.tracks):
        found[k + 1] = found[0] + way.lead[k] * by_choice
        if beta[k]:
            found[k + 1] -= beta[k] * way.slope[k + 1]
    return found


def point(stage: FirstStage, outcome: Outcomes) -> Floats:
    """The estimates without errors or intervals; (T,)."""
    total = planes_of(outcome.total, stage.numbers)
    moment = total.sum(axis=0) @ stage.level - total[1:] @ stage.geometry.diagonal
    return np.asarray(np.linalg.solve(stage.cross, moment))


def effects(stage: FirstStage, outcome: Outcomes) -> list[Effect]:
    """One effect per track of the stage, all tracks jointly, each against the reference of the stage."""
    geometry, b = stage.geometry, stage.geometry.diagonal
    total, squares = planes_of(outcome.total, stage.numbers), None
    squares = total if outcome.squares is outcome.total else planes_of(outcome.squares, stage.numbers)
    sums = total.sum(axis=0)
    both = geometry.fitted(np.column_stack([sums, b * sums]))
    mean = geometry.by_stratum(sums)
    lift = both[:, 0] - mean + both[:, 1]
    moment = sums @ stage.level - total[1:] @ b
    beta = np.linalg.solve(stage.cross, moment)
    found: list[Effect] = []
    for track, way in enumerate(stage.directions):
        base = np.zeros(stage.tracks)
        if way.others:
            inner = stage.cross[np.ix_(way.others, way.others)]
            base[way.others] = np.linalg.solve(inner, moment[way.others])
        u = constants(stage, way, stage.mean @ base - mean, lift - stage.lift @ base, base)
        sums_u = stage.geometry.sum_caseworker @ (way.slope * total + u * stage.planes).sum(axis=0)
        test = tested(stage, way, (total, squares), u, moment - stage.cross @ base, sums_u)
        estimate = float(beta[track])
        se_hte, se_cluster = test.errors(estimate)
        influence = (sums_u - estimate * way.own_sums) / test.bottom
        own = total[track + 1] @ stage.level
        own[track] -= float(total[track + 1] @ b)
        with_ = float(stage.inverse[track] @ own)
        largest, without = max(se_hte, se_cluster), with_ - estimate
        sets = test.sets
        p = sets.p_value()
        numbers = (estimate, largest, se_hte, se_cluster, *sets.limits(), p, with_, without)
        found.append(Effect(*numbers, influence, sets))
    return found


def tested(
    stage: FirstStage,
    way: Direction,
    outcome: tuple[Floats, Floats],
    u: Floats,
    moment: Floats,
    sums: Floats,
) -> NullTest:
    """The null-imposed test for one track, from the terms `slope` y + u and their sums by caseworker.

    For several tracks the others are estimated under each null, so that their own uncertainty is in the variance.
    The terms of the estimate itself are those of the null that is equal to it.
    """
    total, squares = outcome
    weighed = u * stage.planes
    uu = 2.0 * np.vdot(way.slope * u, total) + np.vdot(way.slope**2, squares) + np.vdot(u, weighed)
    uv = np.vdot(way.own * way.slope, total) + np.vdot(way.own, weighed)
    people = (float(uu), float(uv), way.own_square)
    bottom = float(way.lead @ stage.cross @ way.step)
    return null_test(float(way.lead @ moment), bottom, people, (sums, way.own_sums), way.freedom)


def quadratic_set(
    top: float, bottom: float, uu: float, uv: float, vv: float, critical: float = Z95
) -> tuple[float, float]:
    """The t with (top - t bottom)^2 <= z^2 (uu - 2 t uv + t^2 vv); infinite limits when it is not an interval."""
    z2 = critical**2
    a = bottom**2 - z2 * vv
    b = top * bottom - z2 * uv
    c = top**2 - z2 * uu
    inside = b * b - a * c
    if a <= 0.0 or inside < 0.0:
        return float("-inf"), float("inf")
    root = float(np.sqrt(inside))
    return (b - root) / a, (b + root) / a


def two_sided(z: float) -> float:
    """Two-sided p-value of a standard normal statistic."""
    return erfc(abs(z) / sqrt(2.0))


def tail(statistic: float, freedom: float | None) -> float:
    """Two-sided p-value of a statistic: normal, or Student's t with some degrees of freedom."""
    if freedom is None:
        return two_sided(statistic)
    return 2.0 * float(stdtr(freedom, -abs(statistic)))


def critical_value(alpha: float, freedom: float | None) -> float:
    """What a statistic must pass to be rejected at a level, on two sides."""
    if freedom is not None:
        return float(stdtrit(freedom, 1.0 - alpha / 2.0))
    return Z95 if alpha == 0.05 else float(-ndtri(alpha / 2.0))
