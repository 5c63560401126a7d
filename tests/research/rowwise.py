# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A second witness: UJIVE written row by row with whole projection matrices, straight from the formulas.

Slow and plain on purpose; shares no code with `research`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.stats import norm
from scipy.stats import t as student

Floats = NDArray[np.float64]


@dataclass
class Rowwise:
    beta: Floats
    hte: Floats
    cluster: Floats
    intervals: list[tuple[float, float]]
    f_matrix: Floats
    influence: Floats


def dummies(labels: NDArray[np.int64]) -> Floats:
    return (labels[:, None] == np.unique(labels)[None, :]).astype(float)


def projection(columns: Floats) -> Floats:
    return columns @ np.linalg.pinv(columns)


def ujive(
    y: Floats, d: Floats, stratum: NDArray[np.int64], worker: NDArray[np.int64], extra: Floats | None = None
) -> Rowwise:
    n, tracks = d.shape
    w = dummies(stratum)
    if extra is not None:
        w = np.hstack([w, extra])
    x = np.hstack([w, dummies(worker)])
    h_w, h_x = projection(w), projection(x)
    b = (np.diag(h_x) - np.diag(h_w)) / (1 - np.diag(h_x))
    g = (h_x - h_w) - b[:, None] * (np.eye(n) - h_x)
    assert np.allclose(np.diag(g), 0)
    p = g @ d
    a = p.T @ d
    beta = np.linalg.solve(a, p.T @ y)
    inverse = np.linalg.inv(a)

    def psi(e: Floats) -> Floats:
        rest = d - h_x @ d
        return p * (e - h_w @ e)[:, None] + (g.T @ e)[:, None] * rest

    influence = psi(y - d @ beta) @ inverse.T
    hte = np.sqrt((influence**2).sum(axis=0))
    workers = np.unique(worker)
    sums = np.array([influence[worker == j].sum(axis=0) for j in workers])
    cluster = np.sqrt(len(workers) / (len(workers) - 1) * (sums**2).sum(axis=0))
    intervals = [null_set(y, d, p, psi, worker, k) for k in range(tracks)]
    rank_x, rank_w = np.linalg.matrix_rank(x), np.linalg.matrix_rank(w)
    k = rank_x - rank_w
    noise = d.T @ (np.eye(n) - h_x) @ d / (n - rank_x)
    root = np.linalg.inv(np.linalg.cholesky(noise))
    f_matrix = root @ (d.T @ (h_x - h_w) @ d / k) @ root.T
    return Rowwise(beta, hte, cluster, intervals, f_matrix, influence)


def null_set(
    y: Floats, d: Floats, p: Floats, psi: Callable[[Floats], Floats], worker: NDArray[np.int64], k: int
) -> tuple[float, float]:
    """Find the limits by walking away from the estimate, not by the closed form: at every t the test is done anew,
    with the others re-estimated; it rejects when the robust and the clustered test both do."""
    others = [o for o in range(d.shape[1]) if o != k]
    member = dummies(worker)
    small = member.shape[1] / (member.shape[1] - 1)

    def distance(t: float) -> float:
        rest = y - t * d[:, k]
        lead = np.zeros(d.shape[1])
        lead[k] = 1.0
        if others:
            inner = p[:, others].T @ d[:, others]
            rest = rest - d[:, others] @ np.linalg.solve(inner, p[:, others].T @ rest)
            lead[others] = -np.linalg.solve(inner.T, p[:, k] @ d[:, others])
        terms = psi(rest) @ lead
        robust = norm.ppf(0.975) ** 2 * (terms**2).sum()
        weight = (member.T @ (p @ lead)) ** 2
        critical = student.ppf(0.975, weight.sum() ** 2 / (weight**2).sum())
        sums = member.T @ terms
        clustered = critical**2 * small * ((sums - sums.mean()) ** 2).sum()
        return float((p[:, k] @ rest) ** 2 - max(robust, clustered))

    estimate = float(np.linalg.solve(p.T @ d, p.T @ y)[k])
    found = []
    for sign in (-1.0, 1.0):
        far = 0.01
        while distance(estimate + sign * far) < 0:
            far *= 2.0
            if far > 1e6:
                return -np.inf, np.inf
        found.append(
            estimate + sign * brentq(lambda x, s=sign: distance(estimate + s * x), 0.0, far, xtol=1e-13)
        )
    return found[0], found[1]
