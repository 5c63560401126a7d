# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The attack of tests/study/disclosure.py on a hundred worlds; and that it wins when a rule is switched off."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from research.disclosure.earlier_releases import Earlier, kept_apart
from research.disclosure.profiles import read_profile
from research.plan.model import Plan
from research.plan.reading import read_plan
from research.publish.compose import compose
from research.release.reading import read_release
from research.release.schema import CHECK_FAILED, Release, Verdict
from research.release.writing import release_files, write_release
from research.results import Check, Estimate, Results
from tests.research.builders import PLANS, SAMPLE, plain_sets, small_plan
from tests.study._attack import Made, People, printed
from tests.study.disclosure import OFF, run

STANDARD = read_profile("standaard")
NAMES = [c.key for c in read_plan(PLANS / "fictief.toml").characteristics]


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_x1_to_x8_nobody_is_found_in_a_hundred_worlds(part: int) -> None:
    hits, sizes = run(25, start=25 * part, solve=1)
    assert not hits
    assert sizes["rows shown"] > 200
    assert sizes["refused by the reader"] == 0


@pytest.mark.slow
@pytest.mark.parametrize("rule", OFF)
def test_the_attack_wins_when_a_rule_is_switched_off(rule: str) -> None:
    with OFF[rule]():
        for start in range(0, 150, 10):
            if run(10, start=start, solve=0)[0]:
                return
    pytest.fail("nobody was found: this rule protects nothing, or the attack does not see it")


def test_the_printed_attacker_wins_when_nothing_is_rounded() -> None:
    people = People(np.array([0, 0]), np.array([0, 1]), np.ones((3, 2)), np.zeros(2), np.zeros(2))
    sample = read_release(SAMPLE)

    def made(year: int, n: int) -> Made:
        row = replace(sample.findings[0], characteristic="", group="", n=n)
        return Made(year, frozenset([0]), year, False, {}, replace(sample, findings=(row,), power=()))

    both = [made(0, 250), made(1, 254)]
    assert ("a difference", 4) in list(printed(people, both, 1))
    assert list(printed(people, [made(0, 250), made(1, 260)], 10)) == []


def results_of(plan: Plan, sizes: dict[tuple[str, str], int], estimate: float = 5.0) -> Results:
    found = Results(plan.sha256, "0", sizes["", ""], sizes["", ""], 1, 60, 60)
    found.checks = [Check(f"{gate}.x", gate, "", 1.0, 1.0, "voldaan", "nl", "en") for gate in
                    ("plan", "sample", "balance", "permutation", "relevance", "monotonicity", "overlap", "exclusion",
                     "attrition")]  # fmt: skip
    for (characteristic, group), n in sizes.items():
        for service in plan.tracks:
            for comparison in plan.comparisons:
                found.estimates.append(
                    Estimate(comparison, service.key, "y", characteristic, group, "ujive", n, 60, estimate, 1.0,
                             estimate - 2, estimate + 2, 30.0, 90.0, 9.0, 1e-9, mde=3.0, smallest_cell=40, freedom=50,
                             sets=plain_sets(estimate, 1.0))
                )  # fmt: skip
    return found


def sizes_of(everyone: int, young: int, old: int) -> dict[tuple[str, str], int]:
    return {("", ""): everyone, ("age", "under_45"): young, ("age", "from_45"): old}


def numbers(release: Release) -> dict[tuple[str, str], int | None]:
    """The printed numbers of people; findings.csv and power.csv may not differ."""
    found = {(r.characteristic, r.group): r.n for r in release.findings if r.type == "effect"}
    power = {(r.characteristic, r.group): r.n for r in release.power}
    assert found == power
    return found


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return small_plan(tmp_path)


def released(
    plan: Plan, folder: Path, sizes: dict[tuple[str, str], int], *previous: Path, estimate: float = 5.0
) -> Path:
    release = compose(plan, results_of(plan, sizes, estimate), list(previous))
    return write_release(release, folder)


def test_x8_what_is_nearly_the_same_is_said_again_also_in_power(plan: Plan, tmp_path: Path) -> None:
    first = released(plan, tmp_path / "1", sizes_of(1000, 600, 400))
    for more in (0, 1, 9, 10, 14):
        sizes = sizes_of(1000 + more, 600 + more, 400)
        second = read_release(released(plan, tmp_path / "2", sizes, first, estimate=4.0))
        assert second.findings == read_release(first).findings
        assert numbers(second) == numbers(read_release(first))
    sizes = sizes_of(1060, 630, 430)
    third = read_release(released(plan, tmp_path / "3", sizes, first, estimate=4.0))
    assert numbers(third) == {("", ""): 1060, ("age", "under_45"): 630, ("age", "from_45"): 430}


def test_x8_halves_move_together(plan: Plan, tmp_path: Path) -> None:
    first = released(plan, tmp_path / "1", sizes_of(1000, 600, 400))
    second = read_release(released(plan, tmp_path / "2", sizes_of(1045, 640, 405), first))
    assert numbers(second) == {("", ""): 1050, ("age", "under_45"): 600, ("age", "from_45"): 400}


def test_x8_several_earlier_releases_all_count(plan: Plan, tmp_path: Path) -> None:
    first = released(plan, tmp_path / "1", sizes_of(1000, 600, 400))
    second = released(plan, tmp_path / "2", sizes_of(1100, 650, 450), first)
    for near, wanted in ((1005, 1000), (1095, 1100), (1050, 1050)):
        sizes = sizes_of(near, near * 6 // 10, near - near * 6 // 10)
        third = read_release(released(plan, tmp_path / "3", sizes, second, first))
        assert numbers(third)["", ""] == wanted


def test_x8_another_plan_is_no_way_around(plan: Plan, tmp_path: Path) -> None:
    first = released(plan, tmp_path / "1", sizes_of(1000, 600, 400))
    (tmp_path / "p").mkdir()
    other = small_plan(tmp_path / "p", changes={"seed = 1": "seed = 2"})
    second = read_release(released(other, tmp_path / "2", sizes_of(1000, 594, 406), first, estimate=4.0))
    assert numbers(second) == numbers(read_release(first))
    assert second.findings[0].estimate == 4  # its own answers stay


def test_x8_the_wide_steps_of_a_strict_profile_count(plan: Plan, tmp_path: Path) -> None:
    strict = compose(plan, results_of(plan, sizes_of(2000, 1200, 800)), [], "streng")
    first = write_release(strict, tmp_path / "1")
    again = compose(plan, results_of(plan, sizes_of(2060, 1255, 805)), [first], "streng")
    assert numbers(again) == {("", ""): 2000, ("age", "under_45"): 1200, ("age", "from_45"): 800}


def test_x8_a_pool_does_not_show_the_few_of_one_municipality(plan: Plan, tmp_path: Path) -> None:
    first = released(plan, tmp_path / "1", sizes_of(1000, 600, 400))
    (tmp_path / "p").mkdir()
    pool = small_plan(tmp_path / "p", changes={"seed = 1\n": "seed = 1\nmunicipalities = 2\n"})
    # The other municipality has 300 people, of whom 8 are old: 408 - 400.
    release = read_release(released(pool, tmp_path / "2", sizes_of(1300, 892, 408), first))
    assert numbers(release) == {("", ""): 1300, ("age", "under_45"): None, ("age", "from_45"): None}
    # And the other way round: the pool was there first, then the large municipality alone.
    before = released(pool, tmp_path / "3", sizes_of(1300, 892, 408))
    release = read_release(released(plan, tmp_path / "4", sizes_of(1000, 600, 400), before))
    assert numbers(release) == {("", ""): 1000, ("age", "under_45"): None, ("age", "from_45"): None}
    # Parts that add up to the whole leave nobody over.
    both = [first, released(plan, tmp_path / "5", sizes_of(300, 180, 120))]
    whole = read_release(released(pool, tmp_path / "6", sizes_of(1300, 780, 520), *both))
    assert numbers(whole) == {("", ""): 1300, ("age", "under_45"): 780, ("age", "from_45"): 520}


def test_x8_a_direction_that_is_said_again_falls_when_a_gate_does(plan: Plan, tmp_path: Path) -> None:
    first = released(plan, tmp_path / "1", sizes_of(1000, 600, 400))
    assert "beter" in {row.verdict for row in read_release(first).findings}
    results = results_of(plan, sizes_of(1003, 602, 401))
    results.checks[2].verdict = Verdict.FAILED
    release = compose(plan, results, [first])
    release_files(release)  # the reader agrees
    spoken = [
        row
        for row in release.findings
        if row.overall and row.primary and row.comparison == "versus_reference"
    ]
    assert {row.reason_empty for row in spoken} == {CHECK_FAILED}
    assert numbers(release)["", ""] == 1000


def test_x8_the_declaration_says_what_was_compared(plan: Plan, tmp_path: Path) -> None:
    def declared(release: Release) -> tuple[str, float | None]:
        line = next(c for c in release.checks if c.key == "disclosure.X8")
        return line.verdict, None if line.value is None else float(line.value)

    alone = compose(plan, results_of(plan, sizes_of(1000, 600, 400)), [])
    assert declared(alone) == ("niet van toepassing", None)
    first = write_release(alone, tmp_path)
    same = compose(plan, results_of(plan, sizes_of(1000, 600, 400)), [first])
    assert declared(same) == ("voldaan", 0)
    near = compose(plan, results_of(plan, sizes_of(1006, 606, 400)), [first])
    assert declared(near) == ("voldaan", 8)


def test_x10_too_many_parts_to_look_through_stay_inside(plan: Plan, tmp_path: Path) -> None:
    first = read_release(released(plan, tmp_path / "1", sizes_of(1000, 600, 400)))
    rows = list(first.findings)
    for parts, shown in ((2, True), (13, False)):
        many = [replace(first, findings=first.findings) for _ in range(parts)]
        for number, release in enumerate(many):
            scaled = tuple(replace(r, n=(r.n or 0) + 50 * number) for r in release.findings)
            many[number] = replace(release, findings=scaled)
        here = [replace(row, n=(row.n or 0) + 200_000) for row in rows]
        told, _ = kept_apart(here, Earlier.of(many, "another", 40, STANDARD), failed=False)
        assert ({row.n is not None for row in told}) == {shown}
