# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Effects from a randomised offer: two-stage least squares with the offer as instrument, HC0 errors, on rows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from findings.estimate.cells import Floats, Ints
from findings.estimate.ujive import quadratic_set, two_sided


@dataclass(frozen=True)
class OfferEffect:
    """What the offer did (`itt`) and what taking it up did (`estimate`), in the unit of the outcome.

    `lower`..`upper` is the null-imposed 95% set; `f` the robust first-stage F; `with_` and `without` the outcome of
    compliers; `smallest_cell` the fewest people in a cell of offer by take-up.
    """

    estimate: float
    se: float
    lower: float
    upper: float
    p_null: float
    f: float
    itt: float
    itt_se: float
    naive: float
    with_: float
    without: float
    n: int
    smallest_cell: int
    minimum_detectable_se: float


def cleared(values: Floats, stratum: Ints, covariates: Floats) -> Floats:
    """Values (n,) or (n, V) minus their projection on strata and covariates."""
    table = values if values.ndim == 2 else values[:, None]

    def demeaned(part: Floats) -> Floats:
        size = np.bincount(stratum)
        return np.column_stack([c - (np.bincount(stratum, c) / np.maximum(size, 1))[stratum] for c in part.T])

    rest = demeaned(table)
    if covariates.shape[1]:
        scale = covariates.std(axis=0)
        basis = demeaned(covariates / np.where(scale > 0, scale, 1.0))
        rest = rest - basis @ (
            np.linalg.pinv(basis.T @ basis, rcond=1e-10, hermitian=True) @ (basis.T @ rest)
        )
    return rest if values.ndim == 2 else rest[:, 0]


def offer_effect(
    offer: Floats, taken: Floats, outcome: Floats, stratum: Ints, covariates: Floats
) -> OfferEffect:
    """The Wald estimate within strata, with heteroskedasticity-robust errors without small-sample factor."""
    z, d, y = (cleared(v, stratum, covariates) for v in (offer, taken, outcome))
    zz, zd, zy = float(z @ z), float(z @ d), float(z @ y)
    beta, first, itt = zy / zd, zd / zz, zy / zz
    se = float(np.sqrt(((z * (y - beta * d)) ** 2).sum())) / abs(zd)
    first_se = float(np.sqrt(((z * (d - first * z)) ** 2).sum())) / zz
    itt_se = float(np.sqrt(((z * (y - itt * z)) ** 2).sum())) / zz
    u, v = z * y, z * d
    low, high = quadratic_set(zy, zd, float(u @ u), float(u @ v), float(v @ v))
    with_ = float(z @ cleared(outcome * taken, stratum, covariates)) / zd
    cells = [int(((offer == a) & (taken == b)).sum()) for a in (0, 1) for b in (0, 1)]
    naive = float(outcome[taken == 1].mean() - outcome[taken == 0].mean())
    spread = float(np.std(outcome)) * float(np.sqrt(zz)) / abs(zd)
    return OfferEffect(
        beta,
        se,
        low,
        high,
        two_sided(zy / float(np.sqrt(u @ u))),
        (first / first_se) ** 2,
        itt,
        itt_se,
        naive,
        with_,
        with_ - beta,
        len(offer),
        min(cells),
        spread,
    )
