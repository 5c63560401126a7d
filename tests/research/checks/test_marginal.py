# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The marginal effect of a study: a line with its bands over its support, or the reason why there is none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from research.checks import marginal as room
from research.checks.marginal import PLACES, Drawn, like_upper_quarter, marginal, summed
from research.checks.scrutiny import Asked, drawn_of, pictures
from research.counting.tally import Tally
from research.estimators.marginal_effects import MarginalCurve
from research.plan.model import Plan
from research.plan.reading import read_plan
from research.results import Results, Scrutiny, TendencyBin, from_json, to_json
from research.simulation.country import World
from tests.research.builders import PLANS, linked_like, small_plan, small_table, tally_of

HEAD = "versus_otherwise", "a"


def drawn(plan: Plan, tally: Tally) -> Drawn:
    """What the curves of a plan are made of."""
    services, place = tuple(s.key for s in plan.tracks), plan.outcomes.index(plan.primary)
    asked = Asked(plan.comparisons, services, place, plan.primary.scale == "share", plan.characteristics)
    found = Scrutiny()
    for comparison in plan.comparisons:
        for bins, lines in pictures(asked, tally, comparison):
            found.bins += bins
            found.lines += lines
    return drawn_of(asked, found)


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> tuple[Drawn, Tally]:
    world = World(clients=12_000, caseworkers=60, offices=3, months=24, seed=4)
    plan = read_plan(PLANS / "fictief.toml")
    tally = tally_of(plan, linked_like(world), tmp_path_factory.mktemp("city"))
    return drawn(plan, tally), tally


def test_a_line_runs_over_the_support_of_its_bins_inside_both_bands(
    city: tuple[Drawn, Tally], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "STRONG", 0.0)
    asked, tally = city
    points, lines = marginal(asked, tally)
    told = {(line.comparison, line.service, line.kind): line for line in lines}
    for service in asked.services:
        own = [p for p in points if (p.comparison, p.service) == ("versus_otherwise", service)]
        bins = [b for b in asked.bins if (b.comparison, b.service) == ("versus_otherwise", service)]
        assert len(own) == PLACES
        assert own[0].tendency == pytest.approx(bins[0].referred)
        assert own[-1].tendency == pytest.approx(bins[-1].referred)
        for p in own:
            assert p.band_lower < p.lower < p.estimate < p.upper < p.band_upper
        assert np.diff([p.estimate for p in own], n=2) == pytest.approx(np.zeros(PLACES - 2), abs=1e-9)
        slope = told["versus_otherwise", service, "slope"]
        rise = (own[-1].estimate - own[0].estimate) / (own[-1].tendency - own[0].tendency)
        assert slope.value == pytest.approx(10.0 * rise)
        policy = told["versus_otherwise", service, "like_upper_quarter"]
        assert policy.lower is not None
        assert policy.value is not None
        assert min(p.estimate for p in own) <= policy.value <= max(p.estimate for p in own)
    assert not [p for p in points if p.comparison == "versus_reference"]
    whole = Results("", "", 1, 1, 1, 1, 1, scrutiny=Scrutiny(marginal=points, marginal_lines=lines))
    assert from_json(to_json(whole)) == whole


def test_several_services_at_once_and_a_closed_question_have_a_reason(city: tuple[Drawn, Tally]) -> None:
    asked, tally = city
    first = asked.services[0]
    shut = replace(asked, closed=frozenset({("versus_otherwise", first)}))
    points, lines = marginal(shut, tally)
    reasons = {(line.comparison, line.service): line.reason for line in lines}
    assert reasons["versus_otherwise", first] == "closed"
    assert {reasons["versus_reference", service] for service in asked.services} == {"several"}
    assert not [p for p in points if p.service == first]


def test_caseworkers_who_differ_too_little_have_a_reason(
    city: tuple[Drawn, Tally], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "STRONG", np.inf)
    points, lines = marginal(*city)
    assert not points
    assert {line.reason for line in lines if line.comparison == "versus_otherwise"} == {"narrow"}
    assert all(line.value is None for line in lines)


@pytest.mark.parametrize("kind", ["few people", "one caseworker"])
def test_too_few_to_tell_have_a_reason(kind: str, tmp_path: Path) -> None:
    plan, table = small_plan(tmp_path), small_table(700)
    if kind == "one caseworker":
        table["judge"] = "j"
    tally = tally_of(plan, table, tmp_path)
    points, lines = marginal(drawn(plan, tally), tally)
    reason = "too_few" if kind == "few people" else "not_solved"
    assert not points
    assert {line.reason for line in lines if line.comparison == "versus_otherwise"} == {reason}


def bins_at(*referred: float) -> list[TendencyBin]:
    """Bins of a hundred people each."""
    return [TendencyBin(*HEAD, 100, 10, at, at, 1.0) for at in referred]


def test_referring_like_the_upper_quarter_moves_everybody_below_it() -> None:
    shift = like_upper_quarter(bins_at(-6.0, -2.0, 2.0, 6.0))
    assert shift == pytest.approx(((8 + 4) / 4, (8 * -2.0 + 4 * 0.0) / 12))
    assert like_upper_quarter(bins_at(1.0, 1.0, 1.0)) is None


def test_the_policy_effect_is_the_mean_of_the_line_over_those_who_are_moved() -> None:
    curve = MarginalCurve(np.array([0.05, -0.5]), np.diag([1e-4, 1e-2]), 40, 50.0)
    bins = bins_at(-6.0, -2.0, 2.0, 6.0)
    told = {kind: (value, low, high) for kind, value, low, high in summed(curve, bins, 100.0)}
    steps = [np.linspace(one.referred, 2.0, 10_001) for one in bins if one.referred < 2.0]
    mean = [(at[-1] - at[0], np.mean(5.0 - 0.5 * at)) for at in steps]
    value, low, high = told["like_upper_quarter"]
    assert value == pytest.approx(sum(w * m for w, m in mean) / sum(w for w, _ in mean), abs=1e-6)
    assert low is not None
    assert high is not None
    assert low < value < high
    assert told["referred_more"] == (3.0, None, None)
    assert told["slope"][0] == pytest.approx(-5.0)  # people of 100, per 10 points
