# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Effects from a randomised offer: two-stage least squares with the offer as instrument, HC0 errors, on rows.

Source: Angrist and Imbens (1995) for what the estimate is, White (1980) for its errors.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from research.estimators.geometry import Floats, Ints
from research.estimators.inference import NullSets

#: A first stage that leaves less than this (relative) leaves nothing: everyone followed the offer.
NOTHING = 1e-9


@dataclass(frozen=True)
class Intention:
    """What the offer itself did, in the unit of the outcome, with its robust error."""

    estimate: float
    se: float


@dataclass(frozen=True)
class OfferEffect:
    """What taking up the offer did (`estimate`), in the unit of the outcome.

    `lower`..`upper` is the null-imposed 95% set, and `sets` its test at any level; `f` the robust first-stage F,
    infinite when everyone followed the offer; `with_` and `without` the outcome of compliers; `weight` (n,) makes the
    estimate out of the outcomes.
    """

    estimate: float
    se: float
    lower: float
    upper: float
    p_null: float
    f: float
    naive: float
    with_: float
    without: float
    n: int
    minimum_detectable_se: float
    weight: Floats
    sets: NullSets


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


def offer_itt(offer: Floats, outcome: Floats, stratum: Ints, covariates: Floats) -> Intention | None:
    """The effect of the offer within strata; nothing where everyone or nobody of each stratum got one.

    All arrays (n,), covariates (n, V); the unit is that of the outcome.
    """
    z, y = (cleared(v, stratum, covariates) for v in (offer, outcome))
    zz = float(z @ z)
    if zz <= NOTHING:
        return None
    itt = float(z @ y) / zz
    return Intention(itt, float(np.sqrt(((z * (y - itt * z)) ** 2).sum())) / zz)


def first_stage_f(z: Floats, d: Floats) -> float:
    """The robust F of take-up `d` on the offer `z`, cleared of strata; infinite when everyone followed the offer.

    Both are (n,).
    """
    zz, zd = float(z @ z), float(z @ d)
    if zz <= NOTHING:
        return 0.0
    first = zd / zz
    error = float(np.sqrt(((z * (d - first * z)) ** 2).sum())) / zz
    if error <= NOTHING * abs(first):
        return float("inf") if first else 0.0
    return (first / error) ** 2


def offer_effect(
    offer: Floats, taken: Floats, outcome: Floats, stratum: Ints, covariates: Floats
) -> OfferEffect | None:
    """The Wald estimate within strata, with heteroskedasticity-robust errors without small-sample factor.

    Nothing when the offer moved nobody: there is then no effect of taking part to be learnt.
    All arrays (n,), covariates (n, V); the unit is that of the outcome.
    """
    z, d, y = (cleared(v, stratum, covariates) for v in (offer, taken, outcome))
    zz, zd, zy = float(z @ z), float(z @ d), float(z @ y)
    if zz <= NOTHING or abs(zd) <= NOTHING * zz:
        return None
    beta, weight = zy / zd, z / zd
    se = float(np.sqrt(((weight * (y - beta * d)) ** 2).sum()))
    u, v = z * y, z * d
    sets = NullSets(zy, zd, ((float(u @ u), float(u @ v), float(v @ v), None),))
    with_ = float(weight @ cleared(outcome * taken, stratum, covariates))
    return OfferEffect(
        beta,
        se,
        *sets.limits(),
        sets.p_value(),
        first_stage_f(z, d),
        float(outcome[taken == 1].mean() - outcome[taken == 0].mean()),
        with_,
        with_ - beta,
        len(offer),
        float(np.std(outcome)) * float(np.sqrt(zz)) / abs(zd),
        weight,
        sets,
    )
