# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rules X1 to X4 and X7 on how often something occurs, each at its threshold: so many of 100 people in every group."""

from __future__ import annotations

from pathlib import Path

import pytest

from research.disclosure.check_lines import prevalence_lines
from research.disclosure.profiles import read_profile
from research.plan.model import Plan
from research.publish.compose import compose
from research.release.schema import Verdict
from research.results import Check, Results
from tests.research.builders import small_plan
from tests.research.data.test_first_intakes import OFTEN
from tests.research.disclosure.test_attack import results_of, sizes_of

STANDARD = read_profile("standaard")
TIRED = OFTEN.replace("ill", "tired").replace("ziek", "moe")
EVERYONE, YOUNG, OLD = "prevalence.ill.all", "prevalence.ill.age.under_45", "prevalence.ill.age.from_45"
#: People, and how many of them are ill: everyone, the young, the old.
Counted = tuple[tuple[int, int], tuple[int, int], tuple[int, int]]
USUAL: Counted = ((1000, 300), (600, 200), (400, 100))


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    before = '[[service]]\nkey = "none"'
    return small_plan(tmp_path, changes={before: OFTEN + TIRED + before})


def counted(plan: Plan, ill: Counted, tired: Counted | None = None) -> Results:
    results = results_of(plan, sizes_of(5000, 3000, 2000))
    names = [("", ""), ("age", "under_45"), ("age", "from_45")]
    results.counts = [
        {"key": key, "characteristic": characteristic, "group": group, "people": people, "having": having}
        for key, counts in (("ill", ill), ("tired", tired))
        for (characteristic, group), (people, having) in zip(names, counts or (), strict=bool(counts))
    ]
    return results


def told(plan: Plan, ill: Counted, tired: Counted | None = None) -> tuple[dict[str, Check], int]:
    lines, hidden = prevalence_lines(plan, counted(plan, ill, tired), STANDARD)
    return {line.key: line for line in lines}, hidden


def test_every_group_has_its_own_share_and_is_named(plan: Plan) -> None:
    lines, hidden = told(plan, USUAL)
    assert hidden == 0
    assert {key: line.value for key, line in lines.items()} == {EVERYONE: 30, YOUNG: 33, OLD: 25}
    assert lines[EVERYONE].sentence_nl == "Van de 100 mensen hadden er 30: ziek."
    assert lines[YOUNG].sentence_nl == "Van de 100 mensen (jong) hadden er 33: ziek."
    assert lines[OLD].sentence_en == "Out of 100 people (old) 25 had: ill."


def test_two_things_that_are_counted_are_kept_apart(plan: Plan) -> None:
    lines, _ = told(plan, USUAL, ((900, 450), (500, 200), (400, 250)))
    assert lines[EVERYONE].value == 30
    assert lines["prevalence.tired.all"].value == 50
    assert lines["prevalence.tired.age.from_45"].people == 400
    assert lines["prevalence.tired.all"].sentence_nl.endswith("moe.")


def test_what_was_not_counted_has_no_line(plan: Plan) -> None:
    results = counted(plan, USUAL)
    results.counts = []
    assert prevalence_lines(plan, results, STANDARD) == ([], 0)


@pytest.mark.parametrize(
    ("old", "shown"),
    [
        ((100, 50), True), ((99, 50), False),  # X1
        ((400, 10), False), ((110, 10), False), ((110, 11), False), ((100, 10), True),  # X2 and X3
        ((100, 9), False), ((100, 91), False), ((100, 90), True),
        ((1000, 900), True), ((1000, 905), False), ((1000, 95), True), ((1000, 94), False),  # X3
    ],
)  # fmt: skip
def test_x1_x2_x3_a_half_is_told_at_the_threshold_and_not_beyond(
    old: tuple[int, int], shown: bool, plan: Plan
) -> None:
    whole = (600 + old[0], 200 + old[1])
    lines, hidden = told(plan, (whole, (600, 200), old))
    assert EVERYONE in lines
    assert (YOUNG in lines, OLD in lines) == (shown, shown), "X7: halves leave together"
    assert hidden == (0 if shown else 2)


@pytest.mark.parametrize(
    ("everyone", "shown"), [((100, 50), True), ((99, 50), False), ((200, 9), False), ((1000, 950), False)]
)
def test_x1_x2_x3_everyone_is_told_by_the_same_rules(
    everyone: tuple[int, int], shown: bool, plan: Plan
) -> None:
    assert (EVERYONE in told(plan, (everyone, (50, 25), (50, 25)))[0]) is shown


@pytest.mark.parametrize(
    ("left", "shown"),
    [((0, 0), True), ((5, 2), False), ((99, 50), False), ((100, 95), False), ((100, 50), True)],
)
def test_x7_whoever_is_in_neither_half_is_not_shown_by_subtraction(
    left: tuple[int, int], shown: bool, plan: Plan
) -> None:
    lines, hidden = told(plan, ((1000 + left[0], 300 + left[1]), (600, 200), (400, 100)))
    assert EVERYONE in lines
    assert (YOUNG in lines, OLD in lines, hidden) == (shown, shown, 0 if shown else 2)


def test_x4_numbers_of_people_are_rounded_before_a_share_is_taken(plan: Plan) -> None:
    lines, _ = told(plan, ((1004, 335), (602, 235), (402, 100)))
    everyone = lines[EVERYONE]
    assert (everyone.value, everyone.people) == (34, 1000)  # 340 of 1,000; unrounded it would be 33
    assert everyone.statistic == "of 100 people; about 1000 people"
    assert (lines[YOUNG].people, lines[OLD].people) == (600, 400)


def test_x3_the_declaration_says_how_many_lines_stayed_inside(plan: Plan) -> None:
    def declared(results: Results) -> tuple[str, float | None, bool]:
        line = next(c for c in compose(plan, results, []).checks if c.key == "disclosure.X3")
        return line.verdict, None if line.value is None else float(line.value), "prevalence" in line.statistic

    assert declared(counted(plan, USUAL)) == (Verdict.PASSED, 0, True)
    assert declared(counted(plan, ((1000, 300), (600, 295), (400, 5)))) == (Verdict.PASSED, 2, True)
    nothing = counted(plan, USUAL)
    nothing.counts = []
    assert declared(nothing) == (Verdict.NOT_APPLICABLE, 0, False)
