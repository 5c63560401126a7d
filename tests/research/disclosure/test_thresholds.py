# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every rule at its threshold: at the number it asks nothing happens, one below it that rule and no other objects."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from research.disclosure.check_lines import rounded_line, says_hidden, screened_checks, without_few
from research.disclosure.earlier_releases import (
    Earlier,
    kept_apart,
    left_over,
    said_again,
    told_in_old_words,
    without,
)
from research.disclosure.profiles import Profile, read_profile
from research.disclosure.rows import declare, objection, screen, unknown_rest
from research.errors import InputError
from research.plan.model import Plan
from research.plan.reading import read_plan
from research.release.reading import read_release
from research.release.schema import TOO_FEW_CASEWORKERS, TOO_FEW_PEOPLE, FindingRow, Release, Verdict
from research.results import Check, Estimate, Measure, Results
from research.verdicts.families import Decided
from tests.research.builders import PLANS, SAMPLE

STANDARD = read_profile("standaard")
PLAN = read_plan(PLANS / "fictief.toml")
SERVICE, OUTCOME, COMPARISON = PLAN.tracks[0].key, PLAN.primary.id, PLAN.direction_comparison
AGE = PLAN.characteristics[0]
#: Exactly what every rule asks, and no more.
JUST = {
    "n": STANDARD.minimum_people,
    "caseworkers": STANDARD.minimum_caseworkers,
    "smallest_cell": STANDARD.minimum_cell,
    "freedom": STANDARD.minimum_freedom,
    "largest_worker": STANDARD.largest_caseworker,
    "dominance": STANDARD.largest_caseworker,
}


def estimate(characteristic: str = "", group: str = "", **numbers: Any) -> Estimate:
    e = Estimate(COMPARISON, SERVICE, OUTCOME, characteristic, group, "ujive", 0)
    return replace(e, **(JUST | {"estimate": 5.0, "se": 1.0} | numbers))


@pytest.mark.parametrize(
    ("name", "value", "rule"),
    [
        ("n", STANDARD.minimum_people - 1, "X1"),
        ("caseworkers", STANDARD.minimum_caseworkers - 1, "X1"),
        ("smallest_cell", STANDARD.minimum_cell - 1, "X2"),
        ("freedom", STANDARD.minimum_freedom - 1, "X5"),
        ("largest_worker", STANDARD.largest_caseworker + 0.001, "X6"),
        ("dominance", STANDARD.largest_caseworker + 0.001, "X6"),
    ],
)
def test_one_below_what_a_rule_asks_that_rule_objects(name: str, value: float, rule: str) -> None:
    assert objection(estimate(), STANDARD, "caseworker") == ("", "")
    found, reason = objection(estimate(**{name: value}), STANDARD, "caseworker")
    assert (found, bool(reason)) == (rule, True)


def test_x1_a_lottery_has_its_own_minimum_and_no_caseworkers() -> None:
    few = estimate(n=STANDARD.minimum_people_offer, caseworkers=0)
    assert objection(few, STANDARD, "assignment") == ("", "")
    assert objection(few, STANDARD, "caseworker")[0] == "X1"
    assert objection(estimate(n=STANDARD.minimum_people_offer - 1), STANDARD, "assignment")[0] == "X1"


def rows(*estimates: Estimate) -> list[Decided]:
    return [Decided(e, verdict=Verdict.NO_STATEMENT, certainty="zwak") for e in estimates]


def halves(first: dict[str, Any], second: dict[str, Any], **whole: Any) -> list[Decided]:
    one, other = (group.key for group in AGE.groups)
    return rows(estimate(**whole), estimate(AGE.key, one, **first), estimate(AGE.key, other, **second))


def screened(found: list[Decided], smallest_office: int = 99) -> list[bool]:
    results = Results(PLAN.sha256, "0", 0, 0, 4, 60, smallest_office)
    return [row.verdict == Verdict.SUPPRESSED for row in screen(PLAN, results, found, STANDARD).rows]


def test_x7_a_half_takes_the_other_half_with_it_and_leaves_everyone() -> None:
    assert screened(halves({}, {}, n=200)) == [False, False, False]
    assert screened(halves({"n": 99}, {}, n=199)) == [False, True, True]
    assert screened(halves({}, {"smallest_cell": 9}, n=200)) == [False, True, True]


@pytest.mark.parametrize(("left", "hidden"), [(0, False), (1, True), (9, True), (10, False)])
def test_x7_a_handful_in_neither_half_hides_both(left: int, hidden: bool) -> None:
    found = halves({"n": 150}, {"n": 150}, n=300 + left)
    assert bool(unknown_rest(found, STANDARD)) is hidden
    assert screened(found) == [False, hidden, hidden]


@pytest.mark.parametrize(("smallest", "hidden"), [(9, True), (10, False)])
def test_x6_an_office_with_too_few_caseworkers_hides_everything(smallest: int, hidden: bool) -> None:
    assert screened(halves({}, {}, n=200), smallest) == [hidden] * 3


# -- lines of checks


def line(**changes: Any) -> Check:
    check = Check("k", "", "share (%)", 34.56, 12.34, Verdict.NOTED, "", "", measure=Measure.PEOPLE)
    return replace(check, **changes)


@pytest.mark.parametrize(
    ("fewest", "value", "kept"),
    [
        (10, 34.56, True), (9, 34.56, False), (1, 34.56, False),
        (0, 0.0, True), (None, 34.56, False), (None, 100.0, True),
    ],
)  # fmt: skip
def test_x2_x10_a_share_that_shows_a_handful_or_that_nobody_counted_has_no_number(
    fewest: int | None, value: float, kept: bool
) -> None:
    found = without_few(line(fewest=fewest, value=value), STANDARD)
    assert (found.value == value) is kept
    assert ("fewer than" in found.statistic) is not kept
    assert without_few(line(fewest=3, measure=Measure.OUTCOME), STANDARD).value == 34.56


@pytest.mark.parametrize(("measure", "value"), [(Measure.PEOPLE, 35.0), (Measure.OUTCOME, 34.6)])
def test_x4_a_line_is_rounded_as_what_it_measures(measure: Measure, value: float) -> None:
    assert rounded_line(line(measure=measure), 1).value == value
    assert rounded_line(line(measure=measure, value=None), 1).value is None
    assert rounded_line(line(measure=measure), 1).threshold == (12.3 if measure is Measure.OUTCOME else 12.34)


def test_x4_a_number_that_no_release_can_hold_is_left_out_with_the_reason() -> None:
    just = rounded_line(line(measure=Measure.OUTCOME, value=-999_999_999.0), 1)
    assert (just.value, just.statistic) == (-999_999_999.0, "share (%)")
    over = rounded_line(line(measure=Measure.OUTCOME, value=-999_999_999.6), 1)
    assert (over.value, over.statistic) == (None, "share (%); too large to print")


def test_x7_hidden_halves_leave_what_is_said_of_everyone() -> None:
    found = halves({"n": 99}, {}, n=199)
    screened(found)
    everyone = line(measure=Measure.OUTCOME, service=SERVICE)
    assert [check.value for check in screened_checks([everyone], found, STANDARD)] == [34.6]


def test_x7_a_line_about_what_is_hidden_stays_inside() -> None:
    one = line(measure=Measure.OUTCOME, characteristic=AGE.key, service=SERVICE, fewest=50)
    for measure in Measure:
        check = replace(one, measure=measure)
        everyone = replace(check, characteristic="")
        hidden = says_hidden(check, {(AGE.key, SERVICE)})
        assert hidden is says_hidden(everyone, {("", SERVICE)})
        assert hidden is says_hidden(check, {("", SERVICE)}), "without everyone nothing about a group either"
        assert not says_hidden(check, {(AGE.key, "another")})
        assert not says_hidden(everyone, {(AGE.key, SERVICE)})
    found = halves({"n": 99}, {}, n=199)
    screened(found)
    lines = [replace(one, measure=measure) for measure in Measure]
    kept = {check.measure for check in screened_checks(lines, found, STANDARD)}
    assert kept == {m for m in Measure if not says_hidden(replace(one, measure=m), {(AGE.key, SERVICE)})}
    assert len(kept) < len(Measure)


# -- profiles


@pytest.mark.parametrize("name", [f.name for f in fields(Profile) if f.name != "name"])
def test_every_number_of_a_profile_may_be_tighter_and_not_looser(name: str, tmp_path: Any) -> None:
    usual = (PLANS.parent / "profiles" / "standaard.toml").read_text(encoding="utf-8").splitlines()
    down = name in ("highest_share", "largest_caseworker")
    value = getattr(STANDARD, name)

    def written(new: float) -> str:
        lines = [f"{name} = {new}" if one.startswith(f"{name} ") else one for one in usual]
        path = tmp_path / "own.toml"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return str(path)

    step = 0.1 if isinstance(value, float) else 10
    assert read_profile(written(value)).name == STANDARD.name
    assert getattr(read_profile(written(value - step if down else value + step)), name) != value
    with pytest.raises(InputError, match=f"column {name}: expected a value as strict as"):
        read_profile(written(value + step if down else value - 1))


@pytest.mark.parametrize("change", ["lost", "more"])
def test_a_profile_has_exactly_its_numbers(change: str, tmp_path: Any) -> None:
    text = (PLANS.parent / "profiles" / "standaard.toml").read_text(encoding="utf-8")
    lines = [one for one in text.splitlines() if not (change == "lost" and one.startswith("round_to"))]
    path = tmp_path / "own.toml"
    path.write_text(
        "\n".join([*lines, *(["speed = 3"] if change == "more" else [])]) + "\n", encoding="utf-8"
    )
    with pytest.raises(InputError, match="expected exactly name, minimum_people"):
        read_profile(str(path))


@pytest.mark.parametrize(
    ("key", "value"),
    [("minimum_people", '"100"'), ("minimum_people", "true"), ("minimum_people", "100.5"), ("name", "3"),
     ("minimum_cell", "-10"), ("largest_caseworker", "nan"), ("largest_caseworker", "-0.1"), ("round_to", "15")],
)  # fmt: skip
def test_a_value_that_no_profile_can_have_is_refused(key: str, value: str, tmp_path: Any) -> None:
    usual = (PLANS.parent / "profiles" / "standaard.toml").read_text(encoding="utf-8").splitlines()
    path = tmp_path / "own.toml"
    path.write_text("\n".join(f"{key} = {value}" if one.startswith(f"{key} ") else one for one in usual))
    with pytest.raises(InputError, match=rf"own\.toml, column {key}: expected"):
        read_profile(str(path))


def test_a_profile_has_the_name_it_gives_itself_and_is_a_file(tmp_path: Any) -> None:
    usual = (PLANS.parent / "profiles" / "standaard.toml").read_text(encoding="utf-8")
    path = tmp_path / "own.toml"
    path.write_text(usual.replace('"standaard"', '"aardig"'), encoding="utf-8")
    assert replace(read_profile(str(path)), name=STANDARD.name) == STANDARD
    with pytest.raises(InputError, match=r"expected a rule profile .*standaard, streng.*; found no file"):
        read_profile("milder")
    path.write_text("name = ", encoding="utf-8")
    with pytest.raises(InputError, match=r"own\.toml: expected a rule profile"):
        read_profile(str(path))


# -- the declaration


def declared(plan: Plan, rows: int = 47) -> dict[str, Check]:
    return {check.what: check for check in declare(plan, STANDARD, {"X1": 3}, rows, "0.1")}


def test_the_declaration_of_a_study_with_caseworkers_names_them() -> None:
    found = declared(PLAN)
    assert "≥ 100 people, ≥ 10 caseworkers" in found["X1"].statistic
    assert (found["X1"].value, found["X2"].value) == (3, 0)
    assert found["X1"].statistic.endswith("; rows suppressed of 40"), "the number of rows in tens"
    assert "aside" not in found["X2"].statistic
    assert {rule for rule, line in found.items() if line.verdict == Verdict.NOT_APPLICABLE} == {"X3"}


@pytest.mark.parametrize(("scale", "asked"), [("share", {"X3", "X6"}), ("mean", {"X3"})])
def test_the_declaration_of_a_lottery_names_no_caseworkers(scale: str, asked: set[str]) -> None:
    outcomes = tuple(replace(outcome, scale=scale) for outcome in PLAN.outcomes)
    found = declared(replace(PLAN, design="assignment", outcomes=outcomes))
    assert found["X1"].statistic.startswith("≥ 40 people;")
    assert "cells that the design leaves empty aside" in found["X2"].statistic
    assert "caseworker" not in found["X6"].statistic
    assert "caseworker" in declared(PLAN)["X6"].statistic
    assert {rule for rule, line in found.items() if line.verdict == Verdict.NOT_APPLICABLE} == asked


def test_x5_the_reason_names_what_there_were_too_few_of() -> None:
    few = estimate(freedom=STANDARD.minimum_freedom - 1)
    assert objection(few, STANDARD, "caseworker") == ("X5", TOO_FEW_CASEWORKERS)
    assert objection(few, STANDARD, "assignment") == ("X5", TOO_FEW_PEOPLE)


# -- earlier releases (X8)

RELEASE = read_release(SAMPLE)
OLD = read_release(SAMPLE.parent / "version-1" / SAMPLE.name)
ROW = RELEASE.findings[0]


def before(*releases: Release, towns: int = 1, same_plan: bool = True) -> Earlier:
    sha = releases[0].manifest.plan_sha256 if same_plan and releases else "f" * 64
    return Earlier.of(list(releases), sha, towns, STANDARD)


def of(release: Release, **manifest: Any) -> Release:
    return replace(release, manifest=replace(release.manifest, **manifest))


@pytest.mark.parametrize(
    ("difference", "close"), [(0, True), (19, True), (20, False), (-19, True), (-20, False)]
)
def test_x8_too_close_is_the_minimum_and_half_a_step_for_every_number(difference: int, close: bool) -> None:
    assert before(RELEASE).too_close(difference, RELEASE) is close
    assert before(RELEASE).too_close(24, RELEASE, RELEASE)
    assert not before(RELEASE).too_close(25, RELEASE, RELEASE)


def test_x8_a_profile_that_is_not_known_here_adds_no_step() -> None:
    assert before(of(RELEASE, rule_profile="eigen")).steps(of(RELEASE, rule_profile="eigen")) == 10
    assert before(RELEASE).steps(of(RELEASE, rule_profile="streng")) == read_profile("streng").round_to


def test_x8_of_another_plan_only_the_number_of_people_is_said_again() -> None:
    now = replace(ROW, n=1010)
    assert said_again(now, before(RELEASE), RELEASE, failed=False) == ROW
    other = said_again(now, before(RELEASE, same_plan=False), RELEASE, failed=False)
    assert (other.n, other.estimate) == (1000, now.estimate)
    elsewhere = said_again(replace(now, place="Elders"), before(RELEASE), RELEASE, failed=False)
    assert (elsewhere.n, elsewhere.place) == (1000, "Elders")
    assert said_again(now, before(RELEASE), None, failed=False) == now


def test_x8_the_old_range_of_version_1_is_not_said_beside_a_new_verdict() -> None:
    [old] = [row for row in OLD.findings if row.overall]
    same = replace(ROW, n=old.n)
    assert not told_in_old_words(same, before(OLD)), "the same numbers: nobody can subtract anything"
    assert said_again(same, before(OLD), OLD, failed=False) == same
    moved = replace(ROW, n=(old.n or 0) + 10)
    assert told_in_old_words(moved, before(OLD))
    assert not told_in_old_words(moved, before(RELEASE)), "version 2 prints the range of the verdict"
    assert not told_in_old_words(replace(moved, n=5000), before(OLD))
    assert not told_in_old_words(moved, before(OLD, same_plan=False))
    told, changed = kept_apart([moved], before(OLD), failed=False)
    assert (told[0].verdict, told[0].estimate, changed) == (Verdict.SUPPRESSED, None, 1)


def test_a_row_that_is_hidden_already_keeps_its_reason() -> None:
    hidden = without(replace(ROW, characteristic="age", group="under_45", group_definition="x"))
    assert without(hidden) is hidden
    assert hidden.reason_empty != without(ROW).reason_empty
    numbers = [
        f.name for f in fields(FindingRow) if "Decimal" in str(f.type) or f.name in ("n", "caseworkers")
    ]
    assert [name for name in numbers if getattr(hidden, name) is not None] == []


@pytest.mark.parametrize(
    ("whole", "part", "left"),
    [(1000, 1000, True), (1000, 990, True), (1000, 980, False), (2000, 1000, False)],
)
def test_x8_a_pool_minus_its_part_is_nobody_or_enough(whole: int, part: int, left: bool) -> None:
    earlier = before(of(replace(RELEASE, findings=(replace(ROW, n=part),)), municipalities=1), towns=2)
    assert left_over(replace(ROW, n=whole), earlier) is left
    assert not left_over(replace(ROW, n=None), earlier)
    assert not left_over(replace(ROW, n=whole, type="literature"), earlier)
