# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Families in one stage: 5 of 100 for everything together, groups only after everyone, range and verdict agree."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from research.errors import InputError
from research.estimators.inference import holm, holm_levels, two_sided
from research.publish.compose import compose
from research.publish.explanation import CORRECTED
from research.release.errors import ReleaseError
from research.release.levels import ONE_STAGE, family_level, held
from research.release.reading import read_files
from research.release.rules import finding_complaints
from research.release.schema import ALPHA, FAMILY_ALPHA, SILENT_REASONS, TOO_WIDE
from research.release.writing import release_files
from research.results import Results
from research.verdicts.families import decide, gates
from research.verdicts.judging import power_check
from research.verdicts.one_stage import PairTests, corrected_p, own_level, stages_of
from tests.research.builders import plain_sets, small_plan
from tests.research.verdicts.test_ranges import PASSED, PLAN, estimated, results, speaks, without_zero

ORDERED = replace(PLAN, families=ONE_STAGE)
SERVICES, KINDS = ("a", "b", "c"), ("age", "sex", "work", "school")
P_VALUES = st.floats(1e-7, 1.0)


def pairs_of(p_values: list[float]) -> dict[tuple[str, str], PairTests]:
    """Pairs from three p-values each, in the order of services and characteristics."""
    nodes = [(service, kind) for service in SERVICES for kind in KINDS]
    parts = zip(*[iter(p_values)] * 3, strict=True)
    return {node: PairTests(d, (one, other)) for node, (d, one, other) in zip(nodes, parts, strict=True)}


@settings(max_examples=200, deadline=None)
@given(st.lists(P_VALUES, min_size=1, max_size=6), st.sampled_from([0.025, 0.05]))
def test_without_groups_it_is_holm(p_values: list[float], alpha: float) -> None:
    everyone = {f"s{place}": p for place, p in enumerate(p_values)}
    stages = stages_of(everyone, {}, ())
    assert [corrected_p(stages, (key, ""), p) for key, p in everyone.items()] == pytest.approx(holm(p_values))
    levels = [own_level(stages, (key, ""), alpha) for key in everyone]
    assert levels == pytest.approx(holm_levels(p_values, alpha))


@settings(max_examples=200, deadline=None)
@given(st.lists(P_VALUES, min_size=3, max_size=3), st.lists(P_VALUES, min_size=36, max_size=36))
def test_the_level_and_the_corrected_p_value_say_the_same(own: list[float], of_groups: list[float]) -> None:
    everyone, pairs = dict(zip(SERVICES, own, strict=True)), pairs_of(of_groups)
    stages = stages_of(everyone, pairs, KINDS)
    tested = [((key, ""), p) for key, p in everyone.items()]
    tested += [(node, pair.difference) for node, pair in pairs.items()]
    tested += [(node, pair.effect(place)) for node, pair in pairs.items() for place in (0, 1)]
    for node, p in tested:
        corrected, level = corrected_p(stages, node, p), own_level(stages, node, 0.05)
        assert 0.0 <= level <= 0.05 + 1e-12
        assert (corrected <= 0.05) == (level > 0.0 and p <= level) or abs(corrected - 0.05) < 1e-9
        if node[1] and corrected <= 0.05:
            assert corrected_p(stages, (node[0], ""), everyone[node[0]]) <= 0.05, "a group before everyone"
    assert all(sum(stage.weights.values()) <= 1.0 + 1e-9 for stage in stages)


def test_a_pair_that_has_no_numbers_keeps_its_part() -> None:
    everyone = dict.fromkeys(SERVICES, 1e-9)
    some = {("a", "age"): PairTests(0.002, (1e-9, 1.0))}
    assert corrected_p(stages_of(everyone, some, KINDS), ("a", "age"), 0.002) == pytest.approx(0.002 * 12)


@pytest.mark.parametrize(
    ("service_effects", "differences", "true_half"),
    [
        ((0.0, 0.0, 0.0), 0.0, False),  # nothing is true
        ((9.0, 9.0, 9.0), 0.0, False),  # every service works, and equally for all
        ((9.0, 0.0, 0.0), 0.0, False),
        ((9.0, 9.0, 9.0), 9.0, True),  # groups differ, and in one of them there is nothing
    ],
)
def test_a_false_word_comes_in_at_most_5_of_100(
    service_effects: tuple[float, ...], differences: float, true_half: bool
) -> None:
    """Normal tests with known truth; what is false: an effect of nought, or a difference of nought."""
    rng, draws, wrong = np.random.default_rng(14), 4_000, 0
    effect = np.array(service_effects)
    for _ in range(draws):
        halves = rng.normal(size=(3, len(KINDS), 2))
        halves[:, :, 0] += 0.0 if true_half else effect[:, None] / np.sqrt(2.0)
        halves[:, :, 1] += differences if true_half else effect[:, None] / np.sqrt(2.0)
        gap = (halves[:, :, 0] - halves[:, :, 1]) / np.sqrt(2.0)
        whole = effect + rng.normal(size=3)
        everyone = {key: two_sided(float(z)) for key, z in zip(SERVICES, whole, strict=True)}
        tests = np.concatenate([gap[:, :, None], halves], axis=2).ravel()
        pairs = pairs_of([two_sided(float(z)) for z in tests])
        stages = stages_of(everyone, pairs, KINDS)
        false = [((key, ""), everyone[key]) for key, e in zip(SERVICES, effect, strict=True) if e == 0.0]
        for node, pair in pairs.items():
            false += [(node, pair.effect(0) if true_half else pair.difference)]
        wrong += any(corrected_p(stages, node, p) <= 0.05 for node, p in false)
    assert wrong / draws <= 0.05 + 3.0 * np.sqrt(0.05 * 0.95 / draws)


@settings(max_examples=200, deadline=None)
@given(results())
def test_s26_range_and_verdict_agree_in_one_stage_too(found: Results) -> None:
    release = compose(ORDERED, found, [])
    release_files(release)
    assert family_level(release.manifest.families) == ALPHA
    for row in release.findings:
        assert list(finding_complaints(row, release.manifest)) == []
        if row.lower is None or row.upper is None or row.lower_95 is None or row.upper_95 is None:
            assert not speaks(row)
        elif row.reason_empty in SILENT_REASONS:
            assert row.verdict == "niet beoordeeld"
            assert row.reason_empty != TOO_WIDE or row.upper_95 - row.lower_95 > Decimal("19.8")
        else:
            assert speaks(row) == without_zero(row)
        if speaks(row):
            assert row.p_holm is not None
            assert row.p_holm <= ALPHA
            assert row.overall or held(row, ONE_STAGE)


def ordered_results(everyone: float, difference_p: float) -> Results:
    """A run in which both services have the same test, and the groups of `a` differ with a p-value."""
    found = Results(PLAN.sha256, "0", 1200, 1200, 1, 60, 60, checks=[replace(check) for check in PASSED])
    for service in ("a", "b"):
        for group, its in (("", everyone), ("under_45", 2.0), ("from_45", 9.0)):
            p = difference_p if service == "a" else 0.9
            found.estimates.append(estimated("versus_reference", service, group, plain_sets(its, 1.0), p))
    return found


def said(found: Results, **changes: Any) -> dict[tuple[str, str], str]:
    plan = replace(PLAN, **changes)
    rows = decide(plan, found, gates(found.checks, plan))
    return {(r.estimate.service, r.estimate.group): str(r.verdict) for r in rows}


def test_a_group_speaks_only_after_everyone_and_where_the_difference_held() -> None:
    shown = said(ordered_results(6.0, 0.02), families=ONE_STAGE)
    assert (shown["a", ""], shown["a", "from_45"], shown["a", "under_45"]) == (
        "beter",
        "beter",
        "geen uitspraak",
    )
    assert shown["b", "from_45"] == "niet beoordeeld", "the groups of b do not differ"
    silent = said(ordered_results(1.0, 1e-9), families=ONE_STAGE)
    assert (silent["a", ""], silent["a", "from_45"]) == ("geen uitspraak", "niet beoordeeld")
    halves = said(ordered_results(6.0, 0.02))
    assert halves["a", "from_45"] == "niet beoordeeld", "two halves need a smaller p-value"


def test_the_release_names_the_rule_and_a_reader_holds_it_to_that() -> None:
    ordered = compose(ORDERED, ordered_results(6.0, 0.02), [])
    files = release_files(ordered)
    assert b"\nfamilies: one_stage\n" in files["manifest.txt"]
    assert CORRECTED[ONE_STAGE] in files["toelichting.txt"].decode()
    assert read_files(files) == replace(ordered, manifest=read_files(files).manifest)
    plain = release_files(compose(PLAN, ordered_results(6.0, 1e-6), []))
    assert b"families" not in plain["manifest.txt"], "a release of before stays as it was, byte for byte"
    row = next(r for r in ordered.findings if r.group == "from_45" and speaks(r))
    assert row.difference_p_holm is not None
    assert FAMILY_ALPHA < row.difference_p_holm <= ALPHA
    other = replace(ordered, manifest=replace(ordered.manifest, families=""))
    with pytest.raises(ReleaseError, match="no verdict with these numbers"):
        release_files(other)


def test_the_smallest_visible_difference_fits_the_range_that_may_speak() -> None:
    """What `feasibility` calls open is not closed by another bound afterwards: half a range of 10 is 14.3 visible."""
    found = ordered_results(6.0, 0.02)
    for visible, halves, ordered in ((9.9, "voldaan", "voldaan"), (14.2, "niet voldaan", "voldaan")):
        found.estimates = [replace(e, mde=visible) for e in found.estimates]
        assert (power_check(PLAN, found).verdict, power_check(ORDERED, found).verdict) == (halves, ordered)
    found.estimates = [replace(e, mde=14.4) for e in found.estimates]
    assert power_check(ORDERED, found).verdict == "niet voldaan"


def test_a_plan_names_one_of_the_two_rules(tmp_path: Path) -> None:
    line = 'direction_comparison = "versus_reference"'
    assert small_plan(tmp_path).families == "two_halves"
    asked = small_plan(tmp_path, changes={line: f'{line}\nfamilies = "one_stage"'})
    assert asked.families == ONE_STAGE
    with pytest.raises(InputError, match="families"):
        small_plan(tmp_path, changes={line: f'{line}\nfamilies = "no_correction"'})
