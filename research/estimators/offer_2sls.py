# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Effects from a randomised offer: two-stage least squares with the offer as instrument, HC0 errors, on rows.

The people pass by in parts: for their covariates, for cross-products, for moments and for errors.
Source: Angrist and Imbens (1995) for what the estimate is, White (1980) for its errors.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from research.estimators.exact_sums import ExactSums, ExactTable
from research.estimators.geometry import Floats, Ints
from research.estimators.holdings import Holdings
from research.estimators.inference import NullSets
from research.estimators.row_projections import Fit, Part, People, Projector, Scaled, projected, scaled

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
    infinite when everyone followed the offer; `with_` and `without` the outcome of compliers.
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
    sets: NullSets


@dataclass(frozen=True)
class OfferCells:
    """People per cell, which is one offer in one stratum: `offer` (C,) of 0 or 1, `stratum` (C,), `clients` (C, T+1)
    and `total` (O, C, T+1), the sums of the outcomes. Those who take part are in track 1."""

    offer: Floats
    stratum: Ints
    clients: Floats
    total: Floats

    def by_stratum(self, sums: Floats) -> Floats:
        """The mean in the stratum of each cell, of sums per cell (C, V); (C, V)."""
        size = np.maximum(np.bincount(self.stratum, self.clients.sum(axis=1)), 1.0)
        means = [(np.bincount(self.stratum, one) / size)[self.stratum] for one in sums.T]
        return np.array(means).reshape(sums.shape[::-1]).T

    def variables(self, part: Part) -> list[Floats]:
        """The offer, taking part, the outcomes, and the outcomes of those who took part; each (n,)."""
        taken, outcomes = (part.track == 1).astype(np.float64), part.outcomes[: len(self.total)]
        return [self.offer[part.cell], taken, *outcomes, *(y * taken for y in outcomes)]


@dataclass(frozen=True)
class OfferStage:
    """What the offer did to everything, cleared of strata and covariates: for the offer itself, taking part, every
    outcome and every outcome of those who took part (V of them) the `fit` on strata and covariates, and the `moments`
    (V,), its products with the offer. `slip` is the sum of squares of what the offer leaves of taking part."""

    cells: OfferCells
    covariates: Scaled
    strata: Projector
    fit: Fit
    moments: Floats
    slip: float = 0.0

    @property
    def ends(self) -> int:
        """Number of outcomes."""
        return len(self.cells.total)

    def away(self, part: Part) -> list[Floats]:
        """The V variables of a part, cleared; each (n,)."""
        left = self.strata.cleared(part, self.covariates.of(part))
        fits = self.fit.at(part.cell, left)
        return [v - f for v, f in zip(self.cells.variables(part), fits, strict=True)]

    @property
    def moves(self) -> bool:
        """Did anybody get an offer while another of the same stratum did not?"""
        return bool(self.moments[0] > NOTHING)

    @property
    def f(self) -> float:
        """The robust F of taking part on the offer; infinite when everyone followed the offer."""
        if not self.moves:
            return 0.0
        first = self.moments[1] / self.moments[0]
        error = float(np.sqrt(self.slip)) / self.moments[0]
        if error <= NOTHING * abs(first):
            return float("inf") if first else 0.0
        return float((first / error) ** 2)


def offer_stage(cells: OfferCells, covariates: int, people: People) -> OfferStage:
    """Read what strata and so many covariates say, and what the offer did beside them."""
    known, count = scaled(people, cells.clients, covariates), 2 + 2 * len(cells.total)
    size = cells.clients.sum(axis=1)
    way = (cells.by_stratum, np.zeros(len(size)))
    ((strata, products),) = projected(people, known, [way], cells.variables, count)
    sums = [cells.offer * size, cells.clients[:, 1]]
    sums += [one.sum(axis=1) for one in cells.total] + [one[:, 1] for one in cells.total]
    stage = OfferStage(cells, known, strata, strata.project(np.column_stack(sums), products), np.zeros(count))
    moments = ExactTable(count)
    for part in people():
        away = stage.away(part)
        moments.add(away[0] * values for values in away)
    return replace(stage, moments=moments.totals)


@dataclass(frozen=True)
class OfferAnswer:
    """What the offer did to an outcome, and what taking part did; nothing where it moved nobody."""

    itt: Intention | None
    effect: OfferEffect | None


class OfferSums:
    """The sums of squares of what the offer leaves of one outcome, in every form that an error is made of."""

    def __init__(self, stage: OfferStage, outcome: int) -> None:
        """Start with nothing."""
        self.stage, self.outcome = stage, outcome
        zz, zd = stage.moments[:2]
        self.zy, self.with_ = (float(stage.moments[2 + outcome + more]) for more in (0, stage.ends))
        self.itt = self.zy / zz if stage.moves else 0.0
        self.moved = stage.moves and abs(zd) > NOTHING * zz
        self.beta = self.zy / zd if self.moved else 0.0
        clients = stage.cells.clients
        self.mean = float(stage.cells.total[outcome].sum()) / max(float(clients.sum()), 1.0)
        self.squares = ExactTable(6)

    def add(self, part: Part, away: list[Floats]) -> None:
        """Add a part of the people; `away` are the variables of the stage, cleared, each (n,)."""
        z, d, y = away[0], away[1], away[2 + self.outcome]
        u, v = z * y, z * d
        of_itt, of_beta = z * (y - self.itt * z), z * (y - self.beta * d)
        spread = part.outcomes[self.outcome] - self.mean
        terms = [of_itt * of_itt, of_beta * of_beta, u * u, u * v, v * v, spread * spread]
        self.squares.add(terms)

    def answer(self) -> OfferAnswer:
        """The Wald estimate within strata, and the effect of the offer, with heteroskedasticity-robust errors without
        small-sample factor."""
        stage, cells = self.stage, self.stage.cells
        zz, zd = map(float, stage.moments[:2])
        of_itt, of_beta, uu, uv, vv, spread = map(float, self.squares.totals)
        itt = Intention(self.itt, float(np.sqrt(of_itt)) / zz) if stage.moves else None
        if not self.moved:
            return OfferAnswer(itt, None)
        people, total = cells.clients.sum(axis=0), cells.total[self.outcome].sum(axis=0)
        n, taken, sums = float(people.sum()), float(people[1]), float(total.sum())
        sets, with_ = NullSets(self.zy, zd, ((uu, uv, vv, None),)), self.with_ / zd
        with np.errstate(divide="ignore", invalid="ignore"):
            naive = float(total[1] / np.float64(taken) - (sums - total[1]) / np.float64(n - taken))
        numbers = (
            self.beta,
            float(np.sqrt(of_beta)) / abs(zd),
            *sets.limits(),
            sets.p_value(),
            stage.f,
            naive,
        )
        least = float(np.sqrt(spread / n)) * float(np.sqrt(zz)) / abs(zd)
        return OfferAnswer(itt, OfferEffect(*numbers, with_, with_ - self.beta, int(n), least, sets))


def offer_answers(
    stage: OfferStage, people: People, held: Holdings | None = None
) -> tuple[OfferStage, list[OfferAnswer]]:
    """The answers to every outcome, and the stage with what the offer leaves of taking part; `held` hears the same
    people."""
    zz, zd = stage.moments[:2]
    first, slip = (zd / zz if stage.moves else 0.0), ExactSums()
    outcomes = [OfferSums(stage, outcome) for outcome in range(stage.ends)]
    for part in people():
        away = stage.away(part)
        left = away[0] * (away[1] - first * away[0])
        slip.add(left * left)
        for one in outcomes:
            one.add(part, away)
        if held is not None and zd:
            weight = away[0] / zd
            held.add(part, lambda _tracks, _track, weight=weight: weight)  # type: ignore[misc]
    whole = replace(stage, slip=slip.sum)
    for one in outcomes:
        one.stage = whole
    return whole, [one.answer() for one in outcomes]
