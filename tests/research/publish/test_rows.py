# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""One row at a time, from what was estimated to what is printed: rounded, inside what can be, and empty when hidden."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from research.disclosure.earlier_releases import Earlier
from research.disclosure.profiles import read_profile
from research.errors import InputError
from research.plan.model import Plan
from research.publish.compose import (
    associated,
    check_row,
    compose,
    finding,
    manifest_of,
    power_row,
    with_versions,
)
from research.release.reading import read_release
from research.release.schema import (
    TOO_FEW_PEOPLE,
    TOO_LARGE_TO_SEE,
    TOO_UNCERTAIN,
    Certainty,
    FindingRow,
    Verdict,
)
from research.results import Check, Estimate, Measure
from research.verdicts.families import Decided
from research.verdicts.ranges import Range
from tests.research.builders import SAMPLE, small_plan
from tests.research.disclosure.test_attack import results_of, sizes_of
from tests.research.lotteries import lottery_plan

STANDARD = read_profile("standaard")
#: Columns that may only be filled when something is shown.
NUMBERS = (
    "estimate", "se", "lower", "upper", "level_with", "level_without", "n", "caseworkers", "naive",
    "difference_vs_complement", "difference_p_holm", "p_holm", "interval_level", "lower_95", "upper_95",
)  # fmt: skip


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return small_plan(tmp_path_factory.mktemp("rows"))


@pytest.fixture(scope="module")
def offered(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return lottery_plan(tmp_path_factory.mktemp("rows"), scale="share")


def decided(plan: Plan, verdict: Verdict = Verdict.BETTER, **numbers: Any) -> Decided:
    e = Estimate(plan.direction_comparison, plan.tracks[0].key, plan.primary.id, "age", "from_45", "ujive", 1234,
                 caseworkers=66, estimate=5.04, se=1.234, lower=2.57, upper=7.51, naive=3.06, mde=4.44,
                 level_with=35.04, level_without=30.02, difference=4.04)  # fmt: skip
    return Decided(
        replace(e, **numbers), verdict, Certainty.FAIR, "", p_holm=0.01231, difference_p_holm=0.02001,
        range=Range(2.01, 8.09, 0.0125),
    )  # fmt: skip


def printed(row: FindingRow) -> dict[str, str]:
    return {name: str(getattr(row, name)) for name in NUMBERS if getattr(row, name) is not None}


def test_x4_every_number_of_a_row_is_printed_rounded(plan: Plan) -> None:
    row = finding(plan, decided(plan), STANDARD, 1)
    assert printed(row) == {
        "estimate": "5.0", "se": "1.23", "lower": "2.0", "upper": "8.1", "level_with": "35.0",
        "level_without": "30.0", "n": "1230", "caseworkers": "60", "naive": "3.1",
        "difference_vs_complement": "4.0", "difference_p_holm": "0.0201", "p_holm": "0.0124",
        "interval_level": "98.7500", "lower_95": "2.5", "upper_95": "7.6",
    }  # fmt: skip
    assert row.group_definition == "oud"
    assert finding(plan, decided(plan, characteristic="", group=""), STANDARD, 1).group_definition == ""


def test_a_suppressed_row_has_no_number_at_all(plan: Plan) -> None:
    row = finding(plan, decided(plan, Verdict.SUPPRESSED), STANDARD, 1)
    assert (printed(row), row.interval_kind) == ({}, "")


def test_a_row_without_a_range_keeps_its_people_and_the_difference_that_held(plan: Plan) -> None:
    one = decided(plan, Verdict.NO_STATEMENT)
    one.range = None
    row = finding(plan, one, STANDARD, 1)
    assert (printed(row), row.interval_kind) == ({"n": "1230", "difference_p_holm": "0.0201"}, "")
    one.difference_p_holm = 0.2
    assert printed(finding(plan, one, STANDARD, 1)) == {"n": "1230"}


def test_x1_a_number_of_people_below_the_minimum_of_the_design_is_not_printed(
    plan: Plan, offered: Plan
) -> None:
    for one, n, shown in ((plan, 100, 100), (plan, 99, None), (offered, 40, 40), (offered, 39, None)):
        row = decided(one, n=n)
        assert finding(one, row, STANDARD, 1).n == shown
        assert power_row(one, row, STANDARD, 1).n == shown


def test_a_lottery_has_no_number_of_caseworkers(plan: Plan, offered: Plan) -> None:
    assert finding(offered, decided(offered), STANDARD, 1).caseworkers is None
    assert power_row(offered, decided(offered), STANDARD, 1).caseworkers is None
    results = replace(results_of(plan, sizes_of(1000, 600, 400)), caseworkers=66)
    assert manifest_of(plan, results, (), STANDARD).caseworkers == 60
    assert manifest_of(offered, results, (), STANDARD).caseworkers is None


@pytest.mark.parametrize("levels", [(100.06, 95.0), (3.0, -0.06), (-0.06, -5.1), (105.1, 100.06)])
def test_a_share_outside_0_to_100_is_not_printed_nor_the_one_beside_it(
    levels: tuple[float, float], plan: Plan
) -> None:
    row = finding(plan, decided(plan, level_with=levels[0], level_without=levels[1]), STANDARD, 1)
    assert (row.level_with, row.level_without) == (None, None)
    assert row.estimate == Decimal("5.0")


def test_levels_at_the_edge_of_what_can_be_are_printed(plan: Plan) -> None:
    row = finding(plan, decided(plan, level_with=100.04, level_without=-0.04), STANDARD, 1)
    assert (row.level_with, row.level_without) == (100, 0)
    assert finding(plan, decided(plan, level_with=None), STANDARD, 1).level_without is None


def test_numbers_of_a_share_stay_inside_what_can_be(plan: Plan) -> None:
    one = decided(plan, estimate=120.0, lower=-130.0, upper=140.0)
    one.range = Range(-150.0, 150.0, 0.0125)
    row = finding(plan, one, STANDARD, 1)
    assert (row.estimate, row.lower, row.upper, row.lower_95, row.upper_95) == (100, -100, 100, -100, 100)


# -- power


def test_x4_power_is_printed_rounded(plan: Plan) -> None:
    row = power_row(plan, decided(plan), STANDARD, 1)
    found = (row.minimum_detectable, row.half_width, row.n, row.caseworkers, row.reason_empty)
    assert [str(value) for value in found] == ["4.4", "3.0", "1230", "60", ""]


def test_power_of_a_suppressed_row_has_no_number(plan: Plan) -> None:
    row = replace(decided(plan, Verdict.SUPPRESSED), reason=TOO_FEW_PEOPLE)
    told = power_row(plan, row, STANDARD, 1)
    assert (told.minimum_detectable, told.half_width, told.n, told.caseworkers) == (None,) * 4
    assert told.reason_empty == TOO_FEW_PEOPLE


@pytest.mark.parametrize(
    ("mde", "verdict", "told", "reason"),
    [
        (100.0, Verdict.NO_STATEMENT, "100.0", ""),
        (100.1, Verdict.NO_STATEMENT, "None", TOO_LARGE_TO_SEE),
        (100.1, Verdict.SUPPRESSED, "None", TOO_FEW_PEOPLE),
        (None, Verdict.NO_STATEMENT, "None", TOO_FEW_PEOPLE),
    ],
)
def test_a_difference_that_cannot_exist_is_too_large_to_see(
    mde: float | None, verdict: Verdict, told: str, reason: str, plan: Plan
) -> None:
    row = power_row(plan, replace(decided(plan, verdict, mde=mde), reason=TOO_FEW_PEOPLE), STANDARD, 1)
    assert (str(row.minimum_detectable), row.reason_empty) == (told, reason)


# -- associations

ITEM = {
    "characteristic": "age", "group": "from_45", "n": 1234, "smallest_cell": 10, "level_with": 35.04,
    "level_without": 30.02, "estimate": 5.04, "se": 1.234, "naive": 3.06, "alpha": 0.05, "p": 0.00012,
}  # fmt: skip


def test_x4_every_number_of_an_association_is_printed_rounded(plan: Plan) -> None:
    row = associated(plan, ITEM, STANDARD)
    assert printed(row) == {
        "estimate": "5.0", "se": "1.23", "lower": "2.6", "upper": "7.5", "level_with": "35.0",
        "level_without": "30.0", "n": "1230", "naive": "3.1", "p_holm": "0.0002", "interval_level": "95.0000",
        "lower_95": "2.6", "upper_95": "7.5",
    }  # fmt: skip
    assert (row.verdict, row.certainty, row.reason_empty) == (Verdict.BETTER, Certainty.FAIR, "")
    assert (row.interval_kind, row.group_definition) == ("normal", "oud")
    worse = associated(plan, ITEM | {"estimate": -5.04}, STANDARD)
    assert (worse.verdict, worse.certainty) == (Verdict.WORSE, Certainty.FAIR)


@pytest.mark.parametrize("change", [{"p": 0.051}, {"se": 2.6}], ids=["p", "range"])
def test_an_association_that_may_be_chance_makes_no_statement(change: dict[str, float], plan: Plan) -> None:
    row = associated(plan, ITEM | change, STANDARD)
    assert (row.verdict, row.certainty) == (Verdict.NO_STATEMENT, Certainty.WEAK)
    assert (row.reason_empty, row.n) == (TOO_UNCERTAIN, 1230)


@pytest.mark.parametrize(
    ("just", "over"),
    [
        ({"n": 100}, {"n": 99}),  # X1
        ({"smallest_cell": 10}, {"smallest_cell": 9}),  # X2
        ({"level_with": 90.0}, {"level_with": 90.1}), ({"level_without": 10.0}, {"level_without": 9.9}),  # X3
    ],
    ids=["people", "cell", "nearly all", "nearly none"],
)  # fmt: skip
def test_x1_x2_x3_an_association_is_told_at_the_threshold_and_not_beyond(
    just: dict[str, float], over: dict[str, float], plan: Plan
) -> None:
    assert printed(associated(plan, ITEM | just, STANDARD))["estimate"] == "5.0"
    row = associated(plan, ITEM | over, STANDARD)
    assert (printed(row), row.interval_kind) == ({}, "")
    assert (row.verdict, row.certainty, row.reason_empty) == (
        Verdict.SUPPRESSED, Certainty.UNKNOWN, TOO_FEW_PEOPLE,
    )  # fmt: skip


# -- checks, and the release as a whole


@pytest.mark.parametrize(
    ("measure", "value", "threshold"),
    [(Measure.OUTCOME, "1.235", "0.988"), (Measure.VISIBLE, "1.235", "0.988"), (Measure.POINTS, "1.23", "0.99"),
     (Measure.STATISTIC, "1.23", "0.99")],
)  # fmt: skip
def test_x4_a_line_of_checks_has_the_decimals_of_what_it_measures(
    measure: Measure, value: str, threshold: str
) -> None:
    check = Check("k", "", "", 1.23456, 0.98765, Verdict.NOTED, "", "", measure=measure)
    row = check_row(check, 3)
    assert (str(row.value), str(row.threshold)) == (value, threshold)


def test_another_plan_than_the_estimates_were_made_with_is_refused(plan: Plan, tmp_path: Path) -> None:
    results = results_of(plan, sizes_of(1000, 600, 400))
    other = small_plan(tmp_path, changes={"seed = 1": "seed = 2"})
    assert compose(plan, results, []).manifest.plan_sha256 == plan.sha256
    with pytest.raises(InputError, match="expected the plan the estimates were made with"):
        compose(other, results, [])


def test_x8_only_its_own_line_of_the_declaration_says_what_was_compared(plan: Plan) -> None:
    one, other = (
        Check(f"disclosure.{what}", "disclosure", "asked", 3.0, None, Verdict.PASSED, "nl", "en", what=what)
        for what in ("X7", "X8")
    )
    sample = read_release(SAMPLE)
    first, told = with_versions([one, other], Earlier.of([sample], plan.sha256, 1, STANDARD), 4)
    assert first == one
    assert (told.value, told.verdict, told.statistic) == (
        4,
        Verdict.PASSED,
        "1 earlier releases; rows changed",
    )
    first, told = with_versions([one, other], Earlier.of([], plan.sha256, 1, STANDARD), 0)
    assert first == one
    assert (told.value, told.verdict) == (None, Verdict.NOT_APPLICABLE)
    assert told.statistic == "no earlier release was given"
