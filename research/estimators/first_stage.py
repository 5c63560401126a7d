# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far caseworkers differ in referral: the first stage of UJIVE on counts.

Source: docs/explanation/method.md; Kolesár (2013), *Estimation in an Instrumental Variables Model with
Treatment Effect Heterogeneity*.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from research.estimators.geometry import Floats, Geometry

#: What is smaller than this, beside what it is a part of, is the rounding of floats and nothing else.
NOTHING = 1e-9


#: Per person in a track, caseworkers move less than this: nothing but rounding.
UNMOVED = 1e-11
#: Sums of squares this close (relative) to what one value for everybody gives.
EQUAL = 1e-12


def same_for_all(total: float, squares: float, people: float) -> bool:
    """Is an outcome with this sum and sum of squares the same for everybody?"""
    return squares * people - total**2 <= EQUAL * squares * people


@dataclass(frozen=True)
class Outcomes:
    """An outcome per cell and track: sum and sum of squares, both (C, T+1); track 0 is the reference."""

    total: Floats
    squares: Floats

    def same_for_all(self, people: float) -> bool:
        """Do all of so many people have one value? UJIVE of it is not nought, and means nothing."""
        return same_for_all(float(self.total.sum()), float(self.squares.sum()), people)

    @property
    def rounding(self) -> float:
        """An error below this is rounding: the outcome is perfectly predicted."""
        return NOTHING * float(np.sqrt(self.squares.max(initial=0.0)))


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
        indicators = np.zeros((self.clients.shape[1], self.tracks))
        indicators[[number + 1 for number in self.numbers], range(self.tracks)] = 1.0
        return indicators

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
    def alarms(self) -> dict[str, Any]:
        """What each alarm needs of the tracks alone, by its name; kept by who computes it."""
        return {}

    @cached_property
    def inverse(self) -> Floats:
        """The inverse of P'D. (T, T)."""
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


def effective(weights: Floats) -> float:
    """How many caseworkers effectively carry a variance, when each has weight w: (sum w^2)^2 / sum w^4 (Satterthwaite).

    `weights` (J,) is what the moment would change by if all clients of one caseworker had one point more.
    """
    squares = weights * weights
    return max(float(squares.sum() ** 2 / (squares @ squares)), 1.0)


def planes_of(table: Floats, numbers: tuple[int, ...]) -> Floats:
    """Sums over cells (C, T+1) as one vector for the tracks in `numbers` each, and first one for all the others."""
    planes = np.empty((len(numbers) + 1, len(table)))
    for place, number in enumerate(numbers, start=1):
        planes[place] = table[:, number + 1]
    rest = [t for t in range(table.shape[1]) if t - 1 not in numbers]
    planes[0] = table[:, rest[0]]
    for t in rest[1:]:
        planes[0] += table[:, t]
    return planes


def first_stage(geometry: Geometry, clients: Floats) -> FirstStage:
    """Instrument and influence terms for track counts `clients` (C, T+1), reference track first.

    Raises `LinAlgError` when tracks cannot be told apart.
    """
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
    refuse_unsolvable(noise * freedom, cross, sums.sum(axis=0))
    return stage


def refuse_unsolvable(noise: Floats, cross: Floats, people: Floats) -> None:
    """Raise `LinAlgError` for tracks that cannot be told apart: nobody gets them freely, or no caseworker moves them.

    `noise` and `cross` (T, T) are the sums of squares that caseworkers leave and P'D, `people` (T,) is how many are in
    each track: every matrix that is inverted later must be well away from singular beside them.
    """
    if people.min() < 1:
        raise np.linalg.LinAlgError("a track without people")
    size = np.sqrt(np.outer(people, people))
    if not np.linalg.eigvalsh(noise / size)[0] > NOTHING:
        raise np.linalg.LinAlgError("a track that nobody chooses freely")
    scaled, tracks = cross / size, len(people)
    kept = [[track] for track in range(tracks)] + [list(range(tracks))]
    kept += [[k for k in range(tracks) if k != track] for track in range(tracks) if tracks > 2]
    for some in kept:
        if not np.linalg.svd(scaled[np.ix_(some, some)], compute_uv=False)[-1] > UNMOVED:
            raise np.linalg.LinAlgError("a track that no caseworker moves")


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
    table = np.empty((stage.tracks + 1, len(b)))
    table[0] = way.level * mean - way.fit * lift
    by_choice = lift - b * mean
    for k in range(stage.tracks):
        table[k + 1] = table[0] + way.lead[k] * by_choice
        if beta[k]:
            table[k + 1] -= beta[k] * way.slope[k + 1]
    return table
