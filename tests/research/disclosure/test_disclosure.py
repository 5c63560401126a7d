# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Disclosure rules: an attacker who subtracts everything from everything never gets below the minimum."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from research.disclosure.profiles import read_profile
from research.disclosure.rows import screen
from research.errors import InputError
from research.plan.model import Plan
from research.plan.reading import read_plan
from research.publish.compose import compose
from research.results import Estimate, Results
from research.verdicts.families import Decided, decide, gates
from tests.research.builders import PLANS, plain_sets

PLAN = read_plan(PLANS / "fictief.toml")
STANDARD = read_profile("standaard")


def made_up(rng: np.random.Generator, plan: Plan) -> tuple[Results, dict[tuple[str, str], int]]:
    """Estimates with invented sizes, many of them small, consistent over comparisons, services and outcomes."""
    whole = int(rng.integers(150, 1_500))
    sizes: dict[tuple[str, str], int] = {("", ""): whole}
    for c in plan.characteristics:
        unknown = int(rng.choice([0, 0, rng.integers(0, 30)]))
        first = int(rng.choice([rng.integers(0, 130), rng.integers(0, whole - unknown)]))
        sizes[c.key, c.groups[0].key] = first
        sizes[c.key, c.groups[1].key] = whole - unknown - first
    results = Results(plan.sha256, "0", whole, whole, 4, 60, 15)
    for (characteristic, group), n in sizes.items():
        for comparison in plan.comparisons:
            for service in plan.tracks:
                for outcome in plan.outcomes:
                    n_here = n
                    results.estimates.append(
                        Estimate(
                            comparison, service.key, outcome.id, characteristic, group, "ujive", n_here, 60,
                            5.0, 1.0, 3.0, 7.0, 30.0, 90.0, 9.0, 0.001, 35.0, 30.0, 3.0,
                            smallest_cell=int(rng.integers(0, max(n_here // 4, 1))), freedom=50,
                            sets=plain_sets(5.0, 1.0),
                        )
                    )  # fmt: skip
    return results, sizes


def attack(shown: dict[tuple[str, str], int], sizes: dict[tuple[str, str], int]) -> list[int]:
    """Every exact count an attacker can reach from the shown groups: themselves, complements and differences."""
    known = {key: sizes[key] for key in shown}
    reached = [n for key, n in known.items() if key != ("", "")]
    for (one, n), (other, m) in combinations(known.items(), 2):
        if one[0] == other[0] and ("", "") in known:
            reached.append(known["", ""] - n - m)
        if ("", "") in (one, other) and not (one[0] and other[0]):
            reached.append(abs(n - m))
    return [n for n in reached if n]


@pytest.mark.parametrize("seed", range(100))
def test_x2_x7_nothing_below_the_minimum_can_be_subtracted_back(seed: int) -> None:
    rng = np.random.default_rng(seed)
    results, sizes = made_up(rng, PLAN)
    states = gates([], PLAN)
    rows = screen(PLAN, results, decide(PLAN, results, states), STANDARD).rows
    by_service: dict[str, dict[tuple[str, str], int]] = {}
    for row in rows:
        e = row.estimate
        if row.verdict != "onderdrukt":
            assert e.smallest_cell >= STANDARD.minimum_cell
            by_service.setdefault(e.service, {})[e.characteristic, e.group] = e.n
    for shown in by_service.values():
        if ("", "") in shown:
            # The worst case: the attacker sees exact counts, not the rounded ones that are printed.
            assert min(attack(shown, sizes), default=99) >= STANDARD.minimum_cell


def test_x7_all_outcomes_of_a_pair_go_together() -> None:
    rng = np.random.default_rng(3)
    results, _ = made_up(rng, PLAN)
    rows = screen(PLAN, results, decide(PLAN, results, gates([], PLAN)), STANDARD).rows
    by_pair: dict[tuple[str, str], set[bool]] = {}
    for row in rows:
        if row.estimate.characteristic:
            key = (row.estimate.characteristic, row.estimate.service)
            by_pair.setdefault(key, set()).add(row.verdict == "onderdrukt")
    assert all(len(states) == 1 for states in by_pair.values())


def test_x6_an_office_with_few_caseworkers_stops_everything() -> None:
    results, _ = made_up(np.random.default_rng(4), PLAN)
    results.smallest_office = 9
    rows = screen(PLAN, results, decide(PLAN, results, gates([], PLAN)), STANDARD).rows
    assert {row.verdict for row in rows} == {"onderdrukt"}


def test_the_declaration_lists_every_rule() -> None:
    results, _ = made_up(np.random.default_rng(5), PLAN)
    release = compose(PLAN, results, [])
    declared = {check.key for check in release.checks if check.key.startswith("disclosure.")}
    assert declared == {f"disclosure.X{number}" for number in range(1, 11)}


def test_a_profile_may_be_tighter_and_never_looser(tmp_path: Path) -> None:
    assert read_profile("streng").minimum_people == 500
    text = (PLANS.parent / "profiles" / "standaard.toml").read_text(encoding="utf-8")
    tight, loose = tmp_path / "tight.toml", tmp_path / "loose.toml"
    tight.write_text(text.replace("minimum_cell = 10", "minimum_cell = 20"), encoding="utf-8")
    loose.write_text(text.replace("minimum_cell = 10", "minimum_cell = 5"), encoding="utf-8")
    assert read_profile(str(tight)).minimum_cell == 20
    with pytest.raises(InputError, match="a value as strict as 10"):
        read_profile(str(loose))
    with pytest.raises(InputError, match="a rule profile"):
        read_profile("does-not-exist")


def test_the_strict_profile_suppresses_more() -> None:
    results, _ = made_up(np.random.default_rng(6), PLAN)

    def hidden(profile: str) -> int:
        rows: list[Decided] = decide(PLAN, results, gates([], PLAN))
        found = screen(PLAN, results, rows, read_profile(profile)).rows
        return sum(row.verdict == "onderdrukt" for row in found)

    assert hidden("streng") > hidden("standaard")
