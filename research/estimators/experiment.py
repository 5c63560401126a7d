# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an offer did, with weights and with people who were drawn together: weighted two-stage least squares, and the
bias-reduced clustered variance with Satterthwaite's degrees of freedom.

All people of a group are in memory. With clusters the test that an effect is t is that of the coefficient of the offer
in y - t d: its variance is a form in t, so that the range follows as elsewhere.
Sources: Bell and McCaffrey (2002) and Pustejovsky and Tipton (2018) for CR2, with equal variances as working model;
Imbens and Kolesár (2016) for its freedom; Kish (1965) for the effective number of people.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from research.estimators.geometry import Floats, Ints
from research.estimators.inference import NullSets

#: What is smaller than this, beside what it is a part of, is the rounding of floats and nothing else.
NOTHING = 1e-9


@dataclass(frozen=True)
class Trial:
    """People (n,) with and without an offer: `offer` and `taken` of 0 or 1, `weight`, the number of the `stratum` and
    of the `cluster` (below 0: everyone alone), `covariates` (V, n) and `outcomes` (O, n)."""

    offer: Floats
    taken: Floats
    weight: Floats
    stratum: Ints
    cluster: Ints
    covariates: Floats
    outcomes: Floats

    @property
    def together(self) -> bool:
        """Were people drawn together?"""
        return bool((self.cluster >= 0).all())

    @cached_property
    def columns(self) -> Floats:
        """Strata, covariates and the offer, which is the last; (n, p)."""
        strata = (self.stratum[:, None] == np.unique(self.stratum)[None, :]).astype(np.float64)
        known = [one for one in map(self.scaled, self.covariates) if one.any()]
        return np.column_stack([strata, *known, self.offer])

    def scaled(self, values: Floats) -> Floats:
        """A covariate (n,) with mean 0 and spread 1; nothing of one that is the same for everybody."""
        away = values - np.average(values, weights=self.weight)
        spread = float(np.sqrt(np.average(away**2, weights=self.weight)))
        return (
            away / spread
            if spread > NOTHING * max(float(np.abs(values).max()), 1.0)
            else np.zeros(len(values))
        )

    @cached_property
    def inverse(self) -> Floats:
        """The inverse of X'WX, also where columns say the same; (p, p)."""
        x = self.columns
        return np.asarray(np.linalg.pinv(x.T @ (self.weight[:, None] * x), rcond=1e-12, hermitian=True))

    @cached_property
    def pull(self) -> Floats:
        """What every outcome, times its weight, adds to the coefficient of the offer; (n,)."""
        return np.asarray(self.columns @ self.inverse[:, -1])

    @property
    def moves(self) -> bool:
        """Did anybody get an offer while another of the same stratum did not?"""
        left = float(self.pull @ (self.weight * self.offer))
        return abs(left - 1.0) < 1e-6

    def coefficient(self, values: Floats) -> float:
        """What the offer did to some values (n,)."""
        return float(self.pull @ (self.weight * values))

    def left(self, values: Floats) -> Floats:
        """What strata, covariates and the offer leave of some values (n,)."""
        fitted = self.inverse @ (self.columns.T @ (self.weight * values))
        return np.asarray(values - self.columns @ fitted)

    def away(self, values: Floats) -> Floats:
        """What strata and covariates leave of some values, the offer not taken out; (n,)."""
        return self.left(values) + self.coefficient(values) * self.pull / float(
            self.pull @ (self.weight * self.pull)
        )

    @cached_property
    def clusters(self) -> list[Ints]:
        """The numbers of the people of every cluster, as arrays (n,) of its own size n."""
        order = np.argsort(self.cluster, kind="stable")
        return [np.asarray(one) for one in np.split(order, np.flatnonzero(np.diff(self.cluster[order])) + 1)]

    @cached_property
    def reduced(self) -> Reduced:
        """What the clustered variance needs of who was drawn with whom."""
        return reduced(self)


@dataclass(frozen=True)
class Reduced:
    """By cluster: who is in it, and what (n_g,) its residuals are multiplied by (CR2); `freedom` is Satterthwaite's."""

    members: list[Ints]
    weights: list[Floats]
    freedom: float

    def scores(self, left: Floats) -> Floats:
        """The term of every cluster, of residuals (n,); (G,)."""
        return np.array([w @ left[m] for m, w in zip(self.members, self.weights, strict=True)])


def reduced(trial: Trial) -> Reduced:
    """CR2 with equal variances as working model: B_g = [(I - H)(I - H)']_gg, of which the root of the inverse brings
    residuals back to the size of errors."""
    x, w, m = trial.columns, trial.weight, trial.inverse
    middle = m @ (x.T @ ((w**2)[:, None] * x)) @ m
    members, weights, ours, weighed, size = trial.clusters, [], [], [], 0.0
    for group in members:
        own, mass = x[group], w[group]
        mixed = own @ m @ (own * mass[:, None]).T
        b = np.eye(len(group)) - mixed - mixed.T + own @ middle @ own.T
        v = root_of_inverse(b) @ (mass * trial.pull[group])
        weights.append(v)
        ours.append(own.T @ v)
        weighed.append(own.T @ (mass * v))
        size += float(v @ v)
    a, c = np.array(ours), np.array(weighed)
    cross = a @ m @ c.T
    gram = np.diag([float(v @ v) for v in weights]) - cross - cross.T + a @ middle @ a.T
    return Reduced(members, weights, float(np.trace(gram) ** 2 / (gram**2).sum()))


def root_of_inverse(matrix: Floats) -> Floats:
    """The symmetric root of the generalised inverse of a symmetric matrix (n, n) that is nowhere below nothing."""
    values, vectors = np.linalg.eigh(matrix)
    held = values > 1e-10 * max(float(values[-1]), 1.0)
    return np.asarray((vectors[:, held] / np.sqrt(values[held])) @ vectors[:, held].T)


@dataclass(frozen=True)
class Found:
    """What an offer did (`itt`) and what taking part did (`estimate`, nothing where the offer moved nobody), each with
    a robust and, with clusters, a clustered error; `sets` tests any effect, `f` is the smaller first-stage F.

    `visible` is the error to expect beforehand, of an outcome with this spread; `freedom` is that of the clusters.
    """

    itt: float
    itt_robust: float
    itt_clustered: float | None
    itt_sets: NullSets
    estimate: float | None
    robust: float
    clustered: float | None
    sets: NullSets
    f: float
    with_: float
    naive: float
    visible: float
    freedom: float | None


def found(trial: Trial, outcome: int) -> Found:
    """The answer to one outcome. Raises `LinAlgError` where nobody could have had another offer."""
    if not trial.moves:
        raise np.linalg.LinAlgError("an offer that does not differ")
    y, d = trial.outcomes[outcome], trial.taken
    itt, first = trial.coefficient(y), trial.coefficient(d)
    weight = trial.weight * trial.pull
    robust_y, robust_d = weight * trial.away(y), weight * trial.away(d)
    own, slip = weight * trial.left(y), weight * trial.left(d)
    sides: list[tuple[float, float, float, float | None]] = [(*squares(robust_y, robust_d), None)]
    scores, errors = None, [float(np.linalg.norm(slip))]
    if trial.together:
        scores = trial.reduced.scores(trial.left(y)), trial.reduced.scores(trial.left(d))
        sides.append((*squares(*scores), trial.reduced.freedom))
        errors.append(float(np.linalg.norm(scores[1])))
    follows = max(errors) <= NOTHING * abs(first)
    f = (float("inf") if first else 0.0) if follows else (first / max(errors)) ** 2
    moved = abs(first) > NOTHING
    beta = itt / first if moved else None
    at = 0.0 if beta is None else beta
    size = abs(first) if moved else 1.0
    spread = float(np.sqrt(np.average((y - np.average(y, weights=trial.weight)) ** 2, weights=trial.weight)))
    plain = float(np.linalg.norm(weight))
    inflation = 1.0 if scores is None else max(
        float(np.linalg.norm(scores[0])) / max(float(np.linalg.norm(own)), NOTHING), 1.0
    )  # fmt: skip
    return Found(
        itt, float(np.linalg.norm(own)), None if scores is None else float(np.linalg.norm(scores[0])),
        NullSets(itt, 1.0, tuple((uu, 0.0, 0.0, freedom) for uu, _, _, freedom in sides)),
        beta, float(np.linalg.norm(own - at * slip)) / size,
        None if scores is None else float(np.linalg.norm(scores[0] - at * scores[1])) / size,
        NullSets(itt, first, tuple(sides)), f, trial.coefficient(y * d) / first if moved else 0.0,
        difference(trial, y), spread * plain / size * inflation, trial.reduced.freedom if scores is not None else None,
    )  # fmt: skip


def squares(of_y: Floats, of_d: Floats) -> tuple[float, float, float]:
    """Sums of squares and products of two terms (n,)."""
    return float(of_y @ of_y), float(of_y @ of_d), float(of_d @ of_d)


def difference(trial: Trial, y: Floats) -> float:
    """The plain difference in an outcome (n,) between who took part and who did not."""
    taken, w = trial.taken > 0, trial.weight
    if taken.all() or not taken.any():
        return float("nan")
    return float(np.average(y[taken], weights=w[taken]) - np.average(y[~taken], weights=w[~taken]))


def kish(weight: Floats) -> float:
    """How many people of one weight tell as much as these with their weights (n,) (Kish)."""
    return float(weight.sum() ** 2 / (weight @ weight))
