# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be seen, per comparison, group and service, from who saw whom and which service was chosen.

Everything rests on the first stage; of the outcome only a published rate is used. Source: docs/explanation/method.md,
section on power; the range of the spread inverts the noncentral chi-square distribution of K times F.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import pi, sqrt
from typing import Any

import numpy as np
from scipy.optimize import brentq
from scipy.stats import ncx2

from research.counting.tally import Tally
from research.effects.caseworker import Z_POWER, blocks_of, normal_quantile
from research.effects.samples import HALF_WIDTH, STRENGTH, stage_of
from research.estimators.first_stage import FirstStage
from research.estimators.geometry import Floats, one_thread
from research.estimators.inference import Z95
from research.plan.model import Plan

#: People out of 100 with the outcome, where no published rate is given.
USUAL_RATE = 30.0
#: Two people drawn from a normal spread lie so many of its standard deviations apart on average.
APART = 2.0 / sqrt(pi)
#: Nothing to learn from, only a difference that is hardly ever found, or a difference as studies find.
CANNOT, LARGE, CAN = "cannot", "large", "can"
#: Up to this difference (people out of 100) studies of such services find something.
FOUND = 10.0
Report = Callable[[str], None]


@dataclass(frozen=True)
class Spread:
    """How differently caseworkers refer: a standard deviation in people out of 100, with its 95% range."""

    value: float
    low: float
    high: float

    @property
    def differing(self) -> float:
        """For how many of 100 people two caseworkers, drawn by lot, would decide differently."""
        return APART * self.value


@dataclass(frozen=True)
class Power:
    """What the error of an estimate is made of: `signal` (T, T) is P'D, `squares` (T, T) is P'P; they add up over
    municipalities."""

    signal: Floats
    squares: Floats

    def error(self, rate: float) -> Floats:
        """The standard error to expect (T,), in people out of 100, when so many of 100 have the outcome."""
        inverse = np.linalg.inv(self.signal)
        variance = rate / 100.0 * (1.0 - rate / 100.0) * (inverse @ self.squares @ inverse.T)
        return np.asarray(100.0 * np.sqrt(np.maximum(np.diag(variance), 0.0)))

    def times(self, people: float, caseworkers: float) -> Power:
        """So many times as many people and caseworkers: the signal goes with people, what is left of chance with
        caseworkers."""
        return Power(people * self.signal, people * self.signal + caseworkers * (self.squares - self.signal))

    def with_(self, other: Power) -> Power:
        """Together with another municipality."""
        return Power(self.signal + other.signal, self.squares + other.squares)


@dataclass(frozen=True)
class Prospect:
    """What a service in a group can be learned about under a comparison; numbers are people out of 100.

    `smallest` is the smallest difference that is seen in 8 of 10 such studies, corrected for so many `tests`; `power`
    and `place` say where it came from. Nothing where there is no first stage.
    """

    comparison: str
    service: str
    characteristic: str
    group: str
    people: int
    caseworkers: int
    tests: int
    strength: float | None = None
    spread: Spread | None = None
    error: float | None = None
    smallest: float | None = None
    power: Power | None = None
    place: int = 0

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Comparison, service, characteristic and group."""
        return self.comparison, self.service, self.characteristic, self.group

    @property
    def verdict(self) -> str:
        """CANNOT where no direction can come of it, LARGE where only of more than FOUND of 100, else CAN."""
        if self.strength is None or self.error is None or self.smallest is None or self.strength < STRENGTH:
            return CANNOT
        if Z95 * self.error > HALF_WIDTH:
            return CANNOT
        return CAN if self.smallest <= FOUND else LARGE


def smallest_seen(error: float, tests: int) -> float:
    """The difference that is seen with a power of 80%, given an error and a number of tests to correct for."""
    return float(error * (normal_quantile(1.0 - 0.025 / tests) + Z_POWER))


@one_thread
def prospects(plan: Plan, tally: Tally, rate: float, report: Report = lambda _: None) -> list[Prospect]:
    """Every comparison, group and service of a plan without outcomes, in the order of the plan."""
    found: list[Prospect] = []
    for number, (characteristic, group) in enumerate(plan.group_names):
        name = f"{characteristic or 'everyone'} {group}".rstrip()
        report(f"looking at group {number + 1} of {len(plan.group_names)}: {name}")
        sample, stage = stage_of(tally, number)
        sizes = (
            (int(sample.geometry.people), sample.geometry.caseworkers)
            if sample
            else (int(tally.clients[number].sum()), 0)
        )
        tests = plan.group_tests if number else 1
        for comparison in plan.comparisons:
            for tracks in blocks_of(plan, comparison):
                blanks = [
                    Prospect(comparison, plan.tracks[track].key, characteristic, group, *sizes, tests)
                    for track in tracks
                ]
                found += blanks if stage is None else seen(blanks, stage, tracks, rate)
    return sorted(found, key=lambda one: plan.comparisons.index(one.comparison))


def seen(blanks: list[Prospect], stage: FirstStage, tracks: tuple[int, ...], rate: float) -> list[Prospect]:
    """The same with what a first stage says."""
    own = stage if len(tracks) == stage.tracks else stage.only(tracks[0])
    power = Power(own.cross, own.square)
    errors = power.error(rate)
    filled = []
    for place, (blank, track) in enumerate(zip(blanks, tracks, strict=True)):
        values: dict[str, Any] = vars(blank) | {
            "strength": own.strength,
            "spread": spread_of(stage.only(track)),
            "error": float(errors[place]),
            "smallest": smallest_seen(float(errors[place]), blank.tests),
            "power": power,
            "place": place,
        }
        filled.append(Prospect(**values))
    return filled


def spread_of(stage: FirstStage) -> Spread:
    """How differently caseworkers refer to one service, over what chance does; `stage` holds that service alone.

    K times F is noncentral chi-square with K degrees of freedom; its noncentrality is people times the variance of
    tendencies over what caseworkers leave unexplained.
    """
    instruments, people = stage.geometry.instruments, stage.geometry.people
    noise = float(stage.noise[0, 0])
    statistic = instruments * stage.f

    def points(noncentral: float) -> float:
        return 100.0 * sqrt(max(noncentral, 0.0) * noise / people)

    def inverted(share: float) -> float:
        def off(noncentral: float) -> float:
            return float(ncx2.cdf(statistic, instruments, noncentral)) - share

        if off(0.0) <= 0.0:
            return 0.0
        most = 2.0 * statistic + 100.0
        while off(most) > 0.0:
            most *= 2.0
        return float(brentq(off, 0.0, most))

    return Spread(points(statistic - instruments), points(inverted(0.975)), points(inverted(0.025)))
