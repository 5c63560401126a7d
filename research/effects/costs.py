# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a service costs more, and what its effect is worth, per 100 people, at the prices of the plan.

The extra cost is an effect like any other: with prices c the cost of a person is c of the service they got, and UJIVE
of that cost on the service is what it costs more than what people would otherwise have got. Against the reference it is
the difference of two prices, without any estimate in it. Prices are ranges, and so is what an outcome is worth: the
extra cost runs from the lowest price beside the highest of the others to the other way round, and takes the 95% set of
the estimate at each end; the worth runs over the products of the ends of the range of the effect and of the worth.
The two are printed beside each other: what to make of them is not computed.

Source: Drummond et al., *Methods for the Economic Evaluation of Health Care Programmes*, on ranges carried through.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import isfinite

import numpy as np

from research.counting.tally import Tally
from research.effects.samples import stage_of
from research.estimators.first_stage import FirstStage, Outcomes
from research.estimators.geometry import Floats
from research.estimators.ujive import effects
from research.plan.model import Prices
from research.results import Estimate, PricedEffect

HUNDRED = 100.0


@dataclass(frozen=True)
class Extra:
    """An extra cost per person, with its range."""

    value: float
    lower: float
    upper: float


def priced(
    prices: Prices,
    services: Sequence[str],
    scales: dict[str, str],
    estimates: Iterable[Estimate],
    tally: Tally | None,
) -> list[PricedEffect]:
    """The costs and worth of every released answer of everyone about an outcome that has a worth.

    `services` are the keys of the services, the reference first; `scales` the scale of every outcome; `estimates` those
    of the headline estimator. Without a tally only comparisons with the reference are priced. In the currency of the
    plan, per 100 people.
    """
    costs: dict[tuple[str, str], Extra | None] = {}
    found = []
    for e in estimates:
        worth = prices.worth.get(e.outcome)
        if e.characteristic or worth is None or e.estimate is None or e.lower is None or e.upper is None:
            continue
        key = e.comparison, e.service
        if key not in costs:
            costs[key] = extra_cost(prices, services, key, tally)
        extra = costs[key]
        if extra is None:
            continue
        people = 1.0 if scales[e.outcome] == "share" else HUNDRED
        ends = [people * effect * value for effect, value in product((e.lower, e.upper), worth)]
        middle = people * e.estimate * sum(worth) / 2.0
        cost = HUNDRED * extra.value, HUNDRED * extra.lower, HUNDRED * extra.upper
        found.append(PricedEffect(*key, e.outcome, *cost, middle, min(ends), max(ends)))
    return found


def extra_cost(
    prices: Prices, services: Sequence[str], key: tuple[str, str], tally: Tally | None
) -> Extra | None:
    """The extra cost of a service in a comparison; none where it cannot be estimated."""
    comparison, service = key
    ranges = [prices.cost[name] for name in services]
    place = list(services).index(service)
    (low, high), (least, most) = ranges[place], ranges[0]
    if comparison != "versus_otherwise":
        return Extra((low + high - least - most) / 2.0, low - most, high - least)
    stage = stage_of(tally, 0)[1] if tally is not None else None
    if stage is None:
        return None
    whole = list(ends_of(stage.only(place - 1), ranges, place))
    return Extra(whole[0][0], whole[1][1], whole[2][2]) if len(whole) == 3 else None


def ends_of(
    stage: FirstStage, ranges: Sequence[tuple[float, float]], place: int
) -> Iterator[tuple[float, float, float]]:
    """Estimate and 95% set of the extra cost at the middle of all prices, and at both ends; none without limits."""
    middle = np.array([(low + high) / 2.0 for low, high in ranges])
    ends = [middle]
    for own, other in ((0, 1), (1, 0)):
        prices = np.array([pair[other] for pair in ranges])
        prices[place] = ranges[place][own]
        ends.append(prices)
    for prices in ends:
        answer = effects(stage, cost_of(stage.clients, prices))[0]
        if isfinite(answer.estimate) and answer.bounded:
            yield answer.estimate, answer.lower, answer.upper


def cost_of(clients: Floats, prices: Floats) -> Outcomes:
    """What everyone cost, as an outcome: people (C, T+1) times the price of what they got (T+1,)."""
    return Outcomes(clients * prices, clients * prices**2)
