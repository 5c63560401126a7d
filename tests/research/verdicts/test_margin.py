# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""*Vergelijkbaar*: said of every row that may speak whose printed range lies inside the margin, and of no other."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from research.disclosure.earlier_releases import still_true
from research.plan.model import Plan
from research.publish.compose import compose
from research.release.levels import ONE_STAGE
from research.release.reading import read_files
from research.release.schema import DIRECTIONS, FAMILY_ALPHA, SPOKEN, FindingRow, Release, Verdict
from research.release.writing import release_files
from research.results import Results
from research.verdicts.families import decide, gates
from research.verdicts.ranges import LEVEL
from tests.research.builders import plain_sets
from tests.research.verdicts.test_ranges import PASSED, PLAN, estimated, results

MARGINS = st.sampled_from([0.5, 1.0, 3.0, 7.5, 10.0])


def with_margin(margin: float) -> Plan:
    """The small plan, in which so many people more or fewer is little difference."""
    return replace(
        PLAN, outcomes=tuple(replace(o, margin=margin if o.primary else None) for o in PLAN.outcomes)
    )


def read_back(plan: Plan, found: Results) -> Release:
    """The release of a run, as who does not trust it reads it."""
    return read_files(release_files(compose(plan, found, [])))


def inside(row: FindingRow, margin: float) -> bool:
    end = Decimal(repr(margin))
    return row.lower is not None and row.upper is not None and -end < row.lower <= row.upper < end


@settings(max_examples=150, deadline=None)
@given(results(), MARGINS)
def test_a_row_is_similar_where_its_range_lies_inside_the_margin_and_nowhere_else(
    found: Results, margin: float
) -> None:
    release = read_back(with_margin(margin), found)
    for row in release.findings:
        if row.verdict in (*SPOKEN, Verdict.NO_STATEMENT):
            assert (row.verdict == Verdict.SIMILAR) == inside(row, margin)
        if row.verdict == Verdict.SIMILAR:
            assert not release.manifest.gates_failed
            assert (row.reason_empty, row.certainty, row.primary) == ("", "redelijk", True)
            assert row.overall or row.difference_held
            assert row.p_holm is not None and row.interval_level is not None  # noqa: PT018
            assert row.interval_level >= 100 * (1 - FAMILY_ALPHA)


@settings(max_examples=150, deadline=None)
@given(results(), MARGINS)
def test_a_margin_gives_no_direction_more_and_changes_no_row_whose_range_lies_outside_it(
    found: Results, margin: float
) -> None:
    before, after = compose(PLAN, found, []), compose(with_margin(margin), found, [])
    for old, new in zip(before.findings, after.findings, strict=True):
        assert new.verdict not in DIRECTIONS or new.verdict == old.verdict
        if not inside(old, margin):
            assert new == old


PAIR = st.lists(st.tuples(st.floats(-4, 4), st.floats(0.2, 1.2)), min_size=2, max_size=2)


def of_two(plan: Plan, pair: list[tuple[float, float]]) -> Results:
    """A run that found this for everyone: an estimate and its error for each service."""
    found = Results(plan.sha256, "0", 1200, 1200, 1, 60, 60, checks=[replace(check) for check in PASSED])
    for service, (estimate, se) in zip(plan.tracks, pair, strict=True):
        sets = plain_sets(estimate, se)
        found.estimates.append(estimated("versus_reference", service.key, "", sets, None))
    return found


@settings(max_examples=300, deadline=None)
@given(PAIR, MARGINS)
def test_little_difference_is_judged_at_the_first_step_over_the_whole_family(
    pair: list[tuple[float, float]], margin: float
) -> None:
    plan = with_margin(margin)
    found = of_two(plan, pair)
    for row in decide(plan, found, gates(found.checks, plan)):
        assert row.range is not None
        assert (row.verdict == Verdict.SIMILAR) == row.range.inside(margin)
        if row.verdict == Verdict.SIMILAR:
            assert row.range.alpha == pytest.approx(LEVEL / 2)


def of_groups(plan: Plan, everyone: list[tuple[float, float]], gap: float) -> Results:
    """The same with two halves of every characteristic, which lie so far apart."""
    found = of_two(plan, everyone)
    for service, (value, se) in zip(plan.tracks, everyone, strict=True):
        for kind in plan.characteristics:
            p = plain_sets(gap, 2 * se).p_value()
            for group, way in zip(kind.groups, (1, -1), strict=True):
                sets = plain_sets(value + way * gap / 2, se * 2**0.5)
                half = estimated("versus_reference", service.key, kind.key, sets, p)
                found.estimates.append(replace(half, characteristic=kind.key, group=group.key))
    return found


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.floats(-6, 6), st.floats(0.05, 0.8)), min_size=2, max_size=2),
    st.floats(-6, 6),
    MARGINS,
)
def test_in_one_stage_little_difference_is_judged_at_the_first_step_and_never_looks_surer_than_its_part(
    everyone: list[tuple[float, float]], gap: float, margin: float
) -> None:
    before = replace(PLAN, families=ONE_STAGE)
    plan = replace(with_margin(margin), families=ONE_STAGE)
    found = of_groups(plan, everyone, gap)
    states = gates(found.checks, plan)
    own, decided = decide(before, found, states), decide(plan, found, states)
    tests = sum(row.p_holm is not None for row in decided)
    for old, row in zip(own, decided, strict=True):
        assert old.range is not None and row.range is not None  # noqa: PT018
        assert row.range.alpha <= old.range.alpha
        if row.verdict == Verdict.SIMILAR:
            assert row.range.inside(margin)
            assert row.range.alpha <= LEVEL / tests
    release = read_back(plan, found)
    assert release.manifest.families == ONE_STAGE


def test_in_one_stage_a_group_with_a_small_part_keeps_its_own_range() -> None:
    """Four rows take part, and the part of this pair is a seventh of what its service passed on."""
    kinds = tuple(replace(PLAN.characteristics[0], key=f"kind_{n}") for n in range(7))
    plan = replace(with_margin(9.0), families=ONE_STAGE, characteristics=kinds)
    found = of_groups(replace(plan, characteristics=kinds[:1]), [(2.0, 0.1), (0.0, 9.0)], 2.0)
    judged = [row for row in decide(plan, found, gates(found.checks, plan)) if row.p_holm is not None]
    groups = [row for row in judged if row.estimate.characteristic]
    assert len(groups) == 2
    for row in groups:
        assert row.range is not None
        assert row.verdict == Verdict.SIMILAR
        assert row.range.alpha < LEVEL / len(judged) / 2


def one_row(estimate: float, se: float, margin: float | None) -> FindingRow:
    """The row of the first service; the other sees nothing, and is in the family too."""
    plan = PLAN if margin is None else with_margin(margin)
    return read_back(plan, of_two(plan, [(estimate, se), (0.0, 9.0)])).findings[0]


@pytest.mark.parametrize(
    ("estimate", "se", "margin", "verdict"),
    [
        (0.4, 0.5, None, "geen uitspraak"),
        (0.4, 0.5, 3.0, "vergelijkbaar"),
        (-1.4, 0.4, 3.0, "vergelijkbaar"),  # surely fewer, and little: one word, and its range shows it
        (1.5, 0.4, None, "beter"),
        (1.5, 0.4, 3.0, "vergelijkbaar"),
        (3.5, 0.4, 3.0, "beter"),
        (0.0, 1.5, 3.0, "geen uitspraak"),
        (0.0, 1.194, 3.0, "geen uitspraak"),  # touches the margin once it is rounded
    ],
)
def test_each_range_has_one_word(estimate: float, se: float, margin: float | None, verdict: str) -> None:
    row = one_row(estimate, se, margin)
    assert row.verdict == verdict, (row.lower, row.upper)


def test_a_range_that_is_inside_at_its_own_step_only_is_printed_at_the_first_and_says_nothing() -> None:
    without, with_ = one_row(1.25, 0.55, None), one_row(1.25, 0.55, 2.6)
    assert (without.lower, without.upper, without.verdict) == (
        Decimal("-0.2"),
        Decimal("2.7"),
        "geen uitspraak",
    )
    both = of_two(PLAN, [(9.0, 1.0), (0.5, 1.0)])
    own, first = compose(PLAN, both, []).findings[1], compose(with_margin(2.9), both, []).findings[1]
    assert (own.lower, own.upper, own.interval_level) == (Decimal("-1.8"), Decimal("2.8"), Decimal("97.5000"))
    assert (first.lower, first.upper, first.interval_level) == (
        Decimal("-2.0"),
        Decimal("3.0"),
        Decimal("98.7500"),
    )
    assert (first.verdict, with_.verdict) == ("geen uitspraak", "geen uitspraak")


def test_the_manifest_and_the_explanation_say_what_little_difference_is() -> None:
    found = of_two(PLAN, [(0.2, 0.4), (9.0, 1.0)])
    release = read_back(with_margin(3.0), found)
    assert [outcome.margin for outcome in release.manifest.outcomes] == ["3"]
    assert b"outcome.work.margin: 3\n" in release_files(release)["manifest.txt"]
    assert "minder dan 3 van de 100 mensen meer of minder is weinig verschil" in release.explanation
    assert "Dat is geen richting. Regels: 1." in release.explanation
    plain = read_back(PLAN, found)
    assert "margin" not in release_files(plain)["manifest.txt"].decode()
    assert "weinig verschil." not in plain.explanation


def test_an_earlier_row_that_was_similar_is_not_said_again_once_a_check_fails() -> None:
    row = one_row(0.4, 0.5, 3.0)
    assert still_true(row, failed=False) == row
    again = still_true(row, failed=True)
    assert (again.verdict, again.reason_empty) == ("niet beoordeeld", "controle niet voldaan")
