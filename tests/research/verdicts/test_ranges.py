# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rule S26: the printed range and the verdict agree, whatever was estimated; the pointwise range lies inside it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from math import isfinite, sqrt
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from research.estimators.inference import NullSets, holm, holm_levels
from research.plan.model import Plan
from research.publish.compose import compose
from research.release.reading import read_release
from research.release.rounding import outward
from research.release.rules import finding_complaints
from research.release.schema import (
    FAMILY_ALPHA,
    SILENT_REASONS,
    TOO_UNCERTAIN,
    TOO_WIDE,
    FindingRow,
    Release,
    Verdict,
)
from research.release.writing import release_files
from research.results import Check, Estimate, Results, from_json, to_json
from research.verdicts.families import decide, gates
from research.verdicts.ranges import LEVEL
from tests.research.builders import ROOT, plain_sets, small_plan

with TemporaryDirectory() as _folder:
    PLAN = small_plan(Path(_folder))
GATES = ("plan", "sample", "balance", "permutation", "monotonicity", "overlap", "exclusion", "attrition")
PASSED = [Check(f"{gate}.x", gate, "", 1.0, 1.0, "voldaan", "nl", "en") for gate in GATES]
PASSED.append(Check("relevance.joint", "relevance", "", 90.0, 10.0, "voldaan", "nl", "en"))
P_VALUES = st.one_of(st.floats(1e-6, 1.0), st.sampled_from([0.0125, 0.025, 0.05, 1e-9]))


@st.composite
def effect_tests(draw: st.DrawFn) -> NullSets:
    """A robust and a clustered test of one estimate, sometimes without limits, sometimes just beside zero."""
    estimate = draw(st.one_of(st.floats(-40, 40), st.floats(-1, 1), st.just(0.0)))
    sides: list[tuple[float, float, float, float | None]] = []
    for freedom in (None, draw(st.floats(6, 300))):
        uu = draw(st.floats(0.05, 12)) ** 2
        vv = draw(st.sampled_from([0.0, 1e-6, 1e-4, 0.01, 0.05, 0.3]))
        sides.append((uu, draw(st.floats(-0.9, 0.9)) * sqrt(uu * vv), vv, freedom))
    return NullSets(estimate, 1.0, tuple(sides))


def estimated(
    comparison: str, service: str, group: str, sets: NullSets, difference_p: float | None
) -> Estimate:
    """An estimate with this test, as the estimation leaves it."""
    e = Estimate(comparison, service, "y", "age" if group else "", group, "ujive", 400, 60, mde=3.0, smallest_cell=40,
                 freedom=50, strength=90.0)  # fmt: skip
    low, high = sets.limits()
    if not (isfinite(low) and isfinite(high)):
        e.reason = TOO_UNCERTAIN
        return e
    e.estimate, e.se, e.lower, e.upper, e.naive = sets.top, sqrt(sets.sides[0][0]), low, high, 9.0
    e.p, e.sets = sets.p_value(), sets
    if group:
        e.difference, e.difference_p = 5.0, difference_p
    return e


@st.composite
def results(draw: st.DrawFn) -> Results:
    """Everything that a run of the small plan leaves behind."""
    found = Results(PLAN.sha256, "0", 1200, 1200, 1, 60, 60, checks=[replace(check) for check in PASSED])
    for comparison in PLAN.comparisons:
        for service in PLAN.tracks:
            p = draw(P_VALUES)
            for group in ("", "under_45", "from_45"):
                found.estimates.append(estimated(comparison, service.key, group, draw(effect_tests()), p))
    if draw(st.integers(0, 5)) == 0:
        draw(st.sampled_from(found.checks)).verdict = Verdict.FAILED
    return found


def made(found: Results) -> Release:
    """The release of a run, read back by who does not trust it."""
    release = compose(PLAN, found, [])
    release_files(release)
    return release


def speaks(row: FindingRow) -> bool:
    return row.verdict in ("beter", "slechter")


def without_zero(row: FindingRow) -> bool:
    assert row.lower is not None
    assert row.upper is not None
    return not row.lower <= 0 <= row.upper


@settings(max_examples=200, deadline=None)
@given(results())
def test_s26_range_and_verdict_agree_in_every_row(found: Results) -> None:
    release = made(found)
    for row in release.findings:
        assert speaks(row) or row.reason_empty
        if row.estimate is None:
            assert not speaks(row)
            assert row.lower is row.upper is row.lower_95 is row.upper_95 is row.interval_level is None
            continue
        low, high, low_95, high_95 = (row.lower, row.upper, row.lower_95, row.upper_95)
        assert low is not None and high is not None and low_95 is not None and high_95 is not None  # noqa: PT018
        assert low <= low_95 <= row.estimate <= high_95 <= high
        assert row.interval_level is not None
        assert row.interval_level >= 100 * (1 - FAMILY_ALPHA)
        if row.reason_empty in SILENT_REASONS:
            assert row.verdict == "niet beoordeeld"
            assert row.reason_empty != TOO_WIDE or (without_zero(row) and high - low > 20)
        else:
            assert speaks(row) == without_zero(row)
            assert row.verdict in ("beter", "slechter", "geen uitspraak")
        if speaks(row):
            assert row.p_holm is not None
            assert row.p_holm <= FAMILY_ALPHA
            assert not release.manifest.gates_failed
    power = {(p.comparison, p.service, p.group): p.half_width for p in release.power}
    for row in release.findings:
        if row.lower is not None and row.upper is not None:
            half = power[row.comparison, row.service, row.group]
            assert half is not None
            assert abs(half - (row.upper - row.lower) / 2) <= Decimal("0.05")


@settings(max_examples=200, deadline=None)
@given(results())
def test_the_corrected_p_value_and_the_exact_range_say_the_same(found: Results) -> None:
    for row in decide(PLAN, found, gates(found.checks, PLAN)):
        if row.p_holm is None or row.range is None:
            continue
        outside = not row.range.lower <= 0.0 <= row.range.upper
        assert outside == (row.p_holm <= LEVEL) or min(abs(row.range.lower), abs(row.range.upper)) < 1e-9
        assert 0.0 < row.range.alpha <= LEVEL


@settings(max_examples=300, deadline=None)
@given(effect_tests(), st.floats(1e-4, 0.5), st.floats(1e-4, 0.5))
def test_a_stricter_level_gives_a_range_that_holds_the_other(
    sets: NullSets, one: float, other: float
) -> None:
    strict, loose = (sets.limits(alpha) for alpha in sorted((one, other)))
    assert strict[0] <= loose[0] + 1e-9
    assert loose[1] <= strict[1] + 1e-9
    low, high = sets.scaled(100.0).limits(one)
    assert (low, high) == pytest.approx(tuple(100.0 * end for end in sets.limits(one)), rel=1e-6, abs=1e-6)
    if all(map(isfinite, loose)) and abs(sets.p_value() - max(one, other)) > 1e-9:
        assert (sets.p_value() <= max(one, other)) == (not loose[0] <= 0.0 <= loose[1])


@settings(max_examples=300, deadline=None)
@given(st.lists(st.floats(0, 1), max_size=12), st.sampled_from([0.025, 0.05]))
@example([0.025 / 3, 0.0125, 0.025], 0.025)
def test_the_level_of_a_row_is_the_step_at_which_holm_judged_it(p_values: list[float], alpha: float) -> None:
    for p, corrected, level in zip(p_values, holm(p_values), holm_levels(p_values, alpha), strict=True):
        assert alpha / max(len(p_values), 1) <= level <= alpha
        assert (p <= level * (1 + 1e-12)) == (corrected <= alpha * (1 + 1e-12))


@given(st.floats(-1e6, 1e6), st.floats(0, 1e3))
def test_rounding_never_takes_a_value_out_of_a_range(low: float, width: float) -> None:
    lower, upper = outward(low, low + width)
    assert lower <= Decimal(repr(low))
    assert Decimal(repr(low + width)) <= upper
    assert max(Decimal(repr(low)) - lower, upper - Decimal(repr(low + width))) <= Decimal("0.1")
    assert "-0.0" not in {str(lower), str(upper)}


def one_row(sets: NullSets, plan: Plan = PLAN) -> FindingRow:
    """The released row of one overall estimate of the first service; the other service sees nothing."""
    found = Results(plan.sha256, "0", 1200, 1200, 1, 60, 60, checks=[replace(check) for check in PASSED])
    for service, its in zip(plan.tracks, (sets, plain_sets(0.0, 1.0)), strict=True):
        found.estimates.append(estimated("versus_reference", service.key, "", its, None))
    return made(found).findings[0]


def test_a_range_that_touches_zero_once_it_is_rounded_gives_no_direction() -> None:
    clear, near = one_row(plain_sets(4.0, 1.0)), one_row(plain_sets(2.53, 1.0))
    assert (clear.verdict, clear.lower, clear.interval_level) == ("beter", Decimal("1.5"), Decimal("98.7500"))
    assert near.p_holm is not None
    assert near.p_holm <= FAMILY_ALPHA
    assert (near.verdict, near.lower, near.reason_empty) == ("geen uitspraak", Decimal("0.0"), TOO_UNCERTAIN)


def test_a_range_too_wide_to_build_on_is_not_judged_and_says_so() -> None:
    row = one_row(plain_sets(30.0, 6.0))
    assert (row.verdict, row.reason_empty, row.certainty) == ("niet beoordeeld", TOO_WIDE, "zwak")
    assert row.lower is not None
    assert row.lower > 0


def test_a_held_difference_without_a_range_still_silences_everybody() -> None:
    loose = NullSets(5.0, 1.0, ((1.0, 0.0, 0.22, None),))  # two ends at 95%, none at the step of Holm
    found = Results(PLAN.sha256, "0", 1200, 1200, 1, 60, 60, checks=[replace(check) for check in PASSED])
    for group, its in (("", plain_sets(6.0, 1.0)), ("under_45", loose), ("from_45", plain_sets(9.0, 1.0))):
        found.estimates.append(estimated("versus_reference", "a", group, its, 1e-6))
    rows = {row.group: row for row in made(found).findings}
    assert (rows["under_45"].estimate, rows["under_45"].verdict) == (None, "geen uitspraak")
    assert rows["under_45"].difference_held
    assert rows["from_45"].verdict == "beter"


def test_the_test_of_an_estimate_comes_back_from_text() -> None:
    found = Results(PLAN.sha256, "0", 1, 1, 1, 1, 1)
    found.estimates.append(estimated("versus_reference", "a", "", plain_sets(3.0, 0.7), None))
    assert from_json(to_json(found)) == found


SHIPPED = [path for path in sorted((ROOT / "models_store").iterdir()) if path.is_dir()]


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda path: path.name)
def test_s26_no_shipped_row_contradicts_its_range(folder: Path) -> None:
    release = read_release(folder)
    assert release.manifest.schema in ("2", "3")  # S26 holds since the second
    numbers: dict[str, Any] = {"without 0": 0, "with 0": 0}
    for row in release.findings:
        assert list(finding_complaints(row, release.manifest)) == []
        if row.lower is None or row.type == "literature":
            continue
        if row.verdict == "geen uitspraak":
            numbers["without 0"] += without_zero(row)
        if speaks(row):
            numbers["with 0"] += not without_zero(row)
    assert numbers == {"without 0": 0, "with 0": 0}
