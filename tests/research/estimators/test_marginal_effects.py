# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The marginal effect as a line: against a table of people, and against worlds of which the line is known."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations

import numpy as np
import pytest

from research.estimators import marginal_effects
from research.estimators.geometry import Floats, Ints
from research.estimators.marginal_effects import LEAST, PARTS, CellSums, MarginalCurve, marginal_curves
from tests.research.rowwise import dummies, projection


@dataclass(frozen=True)
class People:
    """A table of people, and what it counts to."""

    worker: Ints
    stratum: Ints
    chosen: Floats
    outcome: Floats

    @property
    def cells(self) -> CellSums:
        """The same as sums by cell."""
        keys = np.column_stack([self.worker, self.stratum])
        labels, at = np.unique(keys, axis=0, return_inverse=True)
        at = at.reshape(-1)
        referred = np.column_stack([np.bincount(at, column) for column in self.chosen.T])
        sums = np.bincount(at).astype(float), referred, np.bincount(at, self.outcome)
        return CellSums(labels[:, 0], labels[:, 1], *sums)


def drawn(
    seed: int, line: tuple[float, float], *, offices: int, workers: int, months: int, each: int
) -> People:
    """People with a known line: who has resistance u is referred when the tendency reaches it, and u also moves what
    comes of somebody without the service."""
    rng = np.random.default_rng(seed)
    size = offices * workers
    tendency = np.clip(rng.normal(0.0, 0.12, size), -0.24, 0.4)
    many = rng.poisson(each, size * months) + 1
    worker = np.repeat(np.repeat(np.arange(size), months), many)
    month = np.repeat(np.tile(np.arange(months), size), many)
    stratum = (worker // workers) * months + month
    chance = 0.28 + rng.normal(0.0, 0.02, offices * months)[stratum] + tendency[worker]
    level = np.bincount(stratum, chance) / np.bincount(stratum)
    u = rng.uniform(size=len(worker))
    referred = u <= chance
    without = rng.uniform(size=len(worker)) < 0.35 - 0.3 * (u - 0.5) + 0.1 * np.sin(stratum)
    effect = line[0] + line[1] * (u - level[stratum])
    return People(worker, stratum, referred.astype(float)[:, None], without + referred * effect)


def on_rows(people: People, track: int, parts: Ints) -> Floats:
    """Level and slope from whole matrices of people; `parts` (S,) by stratum, every office one component."""
    part, d, y = parts[people.stratum], people.chosen[:, track], people.outcome
    workers = int(people.worker.max()) + 1
    levels, enough = [], []
    for one in range(PARTS):
        own = part == one
        x = np.hstack([dummies(people.stratum[own]), np.eye(workers)[people.worker[own]]])
        levels.append(np.linalg.lstsq(x, d[own], rcond=None)[0][-workers:])
        enough.append(np.bincount(people.worker[own], minlength=workers) >= LEAST)
    cross, right = np.zeros((2, 2)), np.zeros(2)
    for home, other, instrument in permutations(range(PARTS)):
        own = (part == home) & enough[other][people.worker] & enough[instrument][people.worker]
        worker = people.worker[own]
        off = np.eye(own.sum()) - projection(dummies(people.stratum[own]))
        first = off @ levels[instrument][worker]
        z = np.column_stack([first, off @ first**2])
        half = (off @ d[own]) * (off @ levels[other][worker]) / 2.0
        cross += z.T @ np.column_stack([d[own], half])
        right += z.T @ y[own]
    return np.asarray(np.linalg.solve(cross, right))


def test_the_line_is_that_of_a_table_of_people() -> None:
    people = drawn(3, (0.1, -0.8), offices=2, workers=8, months=9, each=4)
    rng = np.random.default_rng(9)
    other = (rng.uniform(size=len(people.worker)) < 0.2 + 0.02 * (people.worker % 8)) & (
        people.chosen[:, 0] == 0
    )
    people = People(people.worker, people.stratum, np.column_stack([people.chosen, other]), people.outcome)
    parts = np.tile(np.arange(9) % PARTS, 2)
    for track, curve in enumerate(marginal_curves(people.cells)):
        assert curve is not None
        assert curve.line == pytest.approx(on_rows(people, track, parts), abs=1e-8)


def test_the_jackknife_is_that_of_leaving_out_groups_of_caseworkers() -> None:
    people = drawn(5, (0.1, -0.8), offices=2, workers=4, months=9, each=9)
    (curve,) = marginal_curves(people.cells)
    assert curve is not None
    assert curve.groups == 8
    parts, lines = np.tile(np.arange(9) % PARTS, 2), []
    for worker in range(8):
        own = people.worker != worker
        few = People(people.worker[own], people.stratum[own], people.chosen[own], people.outcome[own])
        lines.append(on_rows(few, 0, parts))
    spread = np.cov(np.array(lines).T) * 7 * 7 / 8
    assert curve.covariance == pytest.approx(spread, abs=1e-8)


def many(line: tuple[float, float], draws: int) -> list[MarginalCurve]:
    """The lines of so many draws."""
    found = [
        marginal_curves(drawn(seed, line, offices=2, workers=24, months=9, each=14).cells)[0]
        for seed in range(draws)
    ]
    assert all(found)
    return [one for one in found if one]


@pytest.mark.parametrize("line", [(0.10, -0.8), (0.10, 0.0)], ids=["falling", "flat"])
def test_a_known_line_is_found_and_held_by_its_ranges(
    line: tuple[float, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mean over draws lies at the truth, and no range or band misses it in more than 5 of 100 studies, but for
    chance: of 40 draws at most 6 (probability 0.003 of more, were it 5 of 100)."""
    monkeypatch.setattr(marginal_effects, "GROUPS", 20)
    found = many(line, 40)
    lines = np.array([one.line for one in found])
    error = lines.std(axis=0, ddof=1) / np.sqrt(len(found))
    assert (np.abs(lines.mean(axis=0) - line) < 3.0 * error).all()
    if line[1]:
        assert lines.mean(axis=0)[1] < -3.0 * error[1]
    places = np.linspace(-0.15, 0.15, 7)
    off = np.array([[one.at(v)[0] - line[0] - line[1] * v for v in places] for one in found])
    widths = np.array([[one.at(v)[1] for v in places] for one in found])
    missed = np.abs(off) > np.array([[one.pointwise] for one in found]) * widths
    assert missed.sum(axis=0).max() <= 6
    whole = (np.abs(off) > np.array([[one.uniform] for one in found]) * widths).any(axis=1)
    assert whole.sum() <= 6
    slopes = [abs(one.line[1] - line[1]) > one.pointwise * np.sqrt(one.covariance[1, 1]) for one in found]
    assert sum(slopes) <= 6
    assert 0.7 < np.median(widths[:, 3]) / off[:, 3].std() < 1.5


def test_the_band_is_wider_than_the_pointwise_range() -> None:
    curve = MarginalCurve(np.zeros(2), np.eye(2), 40, 9.0)
    assert curve.pointwise == pytest.approx(2.0227, abs=1e-4)  # t, 39 degrees of freedom
    assert curve.uniform == pytest.approx((2 * 39 / 38 * 3.2448) ** 0.5, abs=1e-3)  # F, 2 and 38


def test_what_cannot_be_solved_has_no_line() -> None:
    people = drawn(1, (0.1, 0.0), offices=1, workers=6, months=9, each=9)
    nobody = People(people.worker, people.stratum, people.chosen * 0.0, people.outcome)
    assert marginal_curves(nobody.cells) == [None]
    own = people.worker < PARTS
    few = People(people.worker[own], people.stratum[own], people.chosen[own], people.outcome[own])
    assert marginal_curves(few.cells) == [None]
    once = People(people.worker, people.worker // 6, people.chosen, people.outcome)  # one month alone
    assert marginal_curves(once.cells) == [None]
