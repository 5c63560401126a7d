# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The joint test of exclusion and monotonicity of Frandsen, Lefgren and Leslie, from counts.

When a caseworker changes the outcome by way of the services alone, and whoever is referred by a caseworker is referred
by every one who refers more, then what comes of people is one smooth function phi of how often their caseworker refers,
and its slope is nowhere larger than the outcome is wide (1 for yes or no). The test has those two parts.

*Fit.* phi is a quadratic spline with three inner knots of the tendency p_j of a caseworker (of several services: their
tendencies with all squares and products). With P = H_X - H_W the weights g are those of 2SLS, u = Y - sum_m g_m S_m(p),
and the noise of the tendency is carried along by the slope: r = (Y - H_X Y) - sum_m g_m S_m'(p) (D - H_X D). The
statistic u'P u / (r'r / freedom) is held against K - M times F with K - M and `freedom` degrees of freedom. With a
straight phi it is the overidentification test of Basmann. The weights that make it smallest (LIML) were tried: with a
spline they follow whatever function is moved least, and the test sees nothing.

*Slope.* At the 10th, 30th, 50th, 70th and 90th percentile of the tendencies the slope of phi, with its error,
may not be larger than the width on either side; one-sided, corrected for all of them (Bonferroni).

Both have half of the level: p = 2 min(p_fit, p_slope).

Source: Frandsen, Lefgren, Leslie (2023), *Judging Judge Fixed Effects*, American Economic Review 113(1), 253-277; the
spline, its knots and the halves of the level are those of their program, which simulates the largest slope.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations_with_replacement

import numpy as np
from scipy.special import fdtrc
from scipy.stats import norm

from research.estimators.first_stage import Outcomes
from research.estimators.geometry import Floats, Geometry

#: Where the inner knots of the spline stand, and where its slope is looked at: shares of people below.
KNOTS, PLACES = (0.25, 0.50, 0.75), (0.1, 0.3, 0.5, 0.7, 0.9)
#: Fewer degrees of freedom than this say nothing about the shape of a function.
FEWEST = 10


@dataclass(frozen=True)
class JointTest:
    """The statistic of the fit with its degrees of freedom and p-value, and the steepest slope, its place aside, in
    widths of the outcome, with its p-value; `None` where a slope has no bound, of a mean. `p` is that of both."""

    fit: float
    freedom: int
    p_fit: float
    slope: float | None
    p_slope: float | None
    p: float


@dataclass(frozen=True)
class Basis:
    """Functions of the tendencies: `values` (J, M), `slopes` (J, M, T) for every caseworker; and `at` (L, M, T) their
    slopes at the places that are looked at."""

    values: Floats
    slopes: Floats
    at: Floats


def joint_test(geometry: Geometry, clients: Floats, outcome: Outcomes, *, share: bool) -> JointTest | None:
    """The test for people `clients` and an outcome, both (C, T+1), reference first; none with too few caseworkers.

    Tendencies are measured from the mean of the own component. `share` says that the outcome is yes or no. Raises
    `LinAlgError` where the tendencies cannot tell the functions apart.
    """
    tendency = geometry.caseworker_effects(clients[:, 1:])
    people = geometry.sum_caseworker @ geometry.clients
    basis = basis_of(tendency, people)
    functions = basis.values.shape[1]
    freedom = geometry.instruments - functions
    if freedom < FEWEST:
        return None
    left = int(geometry.people) - geometry.strata - geometry.instruments
    fit = fit_moments(geometry, outcome, basis)
    noise = noise_moments(geometry, clients, outcome, basis) / left
    ratio, weights = ratio_at_2sls(fit, noise)
    p_fit = float(fdtrc(freedom, left, ratio / freedom))
    if not share:
        return JointTest(ratio, freedom, p_fit, None, None, p_fit)
    slope, p_slope = steepest(fit, noise, weights, basis.at)
    return JointTest(ratio, freedom, p_fit, slope, p_slope, min(1.0, 2.0 * min(p_fit, p_slope)))


def basis_of(tendency: Floats, people: Floats) -> Basis:
    """A quadratic spline of one tendency; of several (J, T) their squares and products. `people` (J,) weigh places."""
    places = np.array([weighted_places(tendency[:, k], people, PLACES) for k in range(tendency.shape[1])])
    if tendency.shape[1] == 1:
        knots = weighted_places(tendency[:, 0], people, KNOTS)
        values, slopes = spline(tendency[:, 0], knots)
        return Basis(values, slopes[:, :, None], spline(places[0], knots)[1][:, :, None])
    tracks = tendency.shape[1]
    whole = [np.where(np.arange(tracks)[:, None] == k, places, 0.0).T for k in range(tracks)]
    values, slopes = squares_of(tendency)
    at = []
    for track, where in enumerate(whole):
        only = np.zeros(tracks)
        only[track] = 1.0
        at.append(squares_of(where)[1] * only)
    return Basis(values, slopes, np.concatenate(at))


def weighted_places(values: Floats, people: Floats, shares: tuple[float, ...]) -> Floats:
    """The values below which so large a share of people is; values and people (J,), the answer (L,)."""
    order = np.argsort(values, kind="stable")
    cumulative = np.cumsum(people[order]) / people.sum()
    last = len(values) - 1
    return np.asarray(values[order][np.minimum(np.searchsorted(cumulative, shares), last)])


def spline(values: Floats, knots: Floats) -> tuple[Floats, Floats]:
    """A quadratic spline without its constant, and its slopes; (n, 2 + knots) both."""
    above = np.maximum(values[:, None] - knots[None, :], 0.0)
    straight = np.column_stack([values, values**2, above**2])
    return straight, np.column_stack([np.ones_like(values), 2.0 * values, 2.0 * above])


def squares_of(values: Floats) -> tuple[Floats, Floats]:
    """Every value (n, T), every square and product, and the slope of each in each; (n, M) and (n, M, T)."""
    size, tracks = values.shape
    pairs = list(combinations_with_replacement(range(tracks), 2))
    found = np.column_stack([values, *(values[:, a] * values[:, b] for a, b in pairs)])
    slopes = np.zeros((size, tracks + len(pairs), tracks))
    slopes[:, range(tracks), range(tracks)] = 1.0
    for place, (a, b) in enumerate(pairs, start=tracks):
        slopes[:, place, a] += values[:, b]
        slopes[:, place, b] += values[:, a]
    return found, slopes


def fit_moments(geometry: Geometry, outcome: Outcomes, basis: Basis) -> Floats:
    """What caseworkers explain, after strata, of the outcome and of the functions; (1+M, 1+M)."""
    sums = outcome.total.sum(axis=1)
    own = geometry.fitted(sums) - geometry.by_stratum(sums)
    spread = basis.values[geometry.caseworker]
    spread = spread - geometry.by_stratum(geometry.clients[:, None] * spread)
    table = np.column_stack([own, spread])
    return np.asarray((geometry.clients[:, None] * table).T @ table)


def noise_moments(geometry: Geometry, clients: Floats, outcome: Outcomes, basis: Basis) -> Floats:
    """What is left within caseworker and stratum of the outcome, and of the services by the slope of every function.

    (1+M, 1+M).
    """
    size, sums, total = geometry.clients, clients[:, 1:], outcome.total.sum(axis=1)
    own, fit = geometry.fitted(total), geometry.fitted(sums)
    worker = geometry.sum_caseworker
    yy = float((outcome.squares.sum(axis=1) - 2.0 * own * total + size * own**2).sum())
    yd = outcome.total[:, 1:] - own[:, None] * sums - fit * total[:, None] + (size * own)[:, None] * fit
    tracks = sums.shape[1]
    dd = size[:, None, None] * fit[:, :, None] * fit[:, None, :] - fit[:, :, None] * sums[:, None, :]
    dd -= sums[:, :, None] * fit[:, None, :]
    dd[:, range(tracks), range(tracks)] += sums
    by_y = worker @ yd
    by_d = (worker @ dd.reshape(len(size), -1)).reshape(-1, tracks, tracks)
    functions = basis.values.shape[1]
    found = np.empty((1 + functions, 1 + functions))
    found[0, 0] = yy
    found[0, 1:] = found[1:, 0] = np.einsum("jmk,jk->m", basis.slopes, by_y)
    found[1:, 1:] = np.einsum("jmk,jkl,jnl->mn", basis.slopes, by_d, basis.slopes)
    return found


def ratio_at_2sls(fit: Floats, noise: Floats) -> tuple[float, Floats]:
    """The ratio of both forms in (1, -g) at the 2SLS weights g (M,), and g.

    Raises `LinAlgError` where they cannot be told.
    """
    scale = np.sqrt(np.diag(fit))
    if not (scale > 0.0).all():
        raise np.linalg.LinAlgError("a function that no caseworker moves")
    inner = fit[1:, 1:] / np.outer(scale[1:], scale[1:])
    if not np.linalg.eigvalsh(inner)[0] > 1e-9:
        raise np.linalg.LinAlgError("functions that cannot be told apart")
    weights = np.linalg.solve(inner, fit[1:, 0] / scale[1:]) / scale[1:]
    along = np.concatenate([[1.0], -weights])
    return float(along @ fit @ along / (along @ noise @ along)), weights


def steepest(fit: Floats, noise: Floats, weights: Floats, at: Floats) -> tuple[float, float]:
    """The slope that lies furthest beyond 1 either way for its error, and the p-value corrected for all places.

    `fit` and `noise` (1+M, 1+M), `weights` (M,), `at` (L, M, T). Raises `LinAlgError` where the functions cannot be
    told apart.
    """
    along = np.concatenate([[1.0], -weights])
    variance = float(along @ noise @ along) * np.linalg.inv(fit[1:, 1:])
    ways = at.transpose(0, 2, 1).reshape(-1, at.shape[1])
    ways = ways[np.abs(ways).sum(axis=1) > 0.0]
    slopes = ways @ weights
    errors = np.sqrt(np.maximum(np.einsum("lm,mn,ln->l", ways, variance, ways), 0.0))
    beyond = np.where(errors > 0.0, (np.abs(slopes) - 1.0) / np.where(errors > 0.0, errors, 1.0), 0.0)
    worst = int(np.argmax(beyond))
    return float(slopes[worst]), float(min(1.0, len(ways) * norm.sf(beyond[worst])))
