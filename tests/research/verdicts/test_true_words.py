# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A check says no more than was looked at, and a gate no more than holds for the rows that may speak."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from research.plan.model import Plan
from research.publish.compose import compose
from research.release.schema import Release
from research.release.writing import release_files
from research.results import Check, Results
from research.run import estimate
from research.verdicts.families import gates
from research.verdicts.judging import power_check
from tests.research.builders import small_plan, small_table
from tests.research.verdicts.test_ranges import PASSED, PLAN, estimated, plain_sets


def strengths(**words: str) -> list[Check]:
    """A run in which only the strength of the services, apart and together, is in question."""
    found = [replace(check) for check in PASSED if check.gate != "relevance"]
    return found + [
        Check(
            f"relevance.{key}", "relevance", "", 1.0, 10.0, word, "nl", "en", service=key.replace("joint", "")
        )
        for key, word in words.items()
    ]


@pytest.mark.parametrize(
    ("comparison", "words", "gate"),
    [
        ("versus_reference", {"a": "voldaan", "b": "voldaan", "joint": "niet voldaan"}, "niet voldaan"),
        ("versus_reference", {"a": "niet voldaan", "b": "voldaan", "joint": "voldaan"}, "voldaan"),
        ("versus_otherwise", {"a": "niet voldaan", "b": "voldaan", "joint": "niet voldaan"}, "deels voldaan"),
        ("versus_otherwise", {"a": "niet voldaan", "b": "niet voldaan", "joint": "voldaan"}, "niet voldaan"),
        ("versus_otherwise", {"a": "voldaan", "b": "voldaan", "joint": "niet voldaan"}, "voldaan"),
    ],
)
def test_a_gate_is_passed_only_for_the_checks_that_its_rows_rest_on(
    comparison: str, words: dict[str, str], gate: str
) -> None:
    plan = replace(PLAN, direction_comparison=comparison)
    assert dict(gates(strengths(**words), plan))["relevance"] == gate


def test_a_service_that_fails_a_check_of_its_own_is_not_judged_and_the_other_speaks() -> None:
    found = Results(PLAN.sha256, "0", 1200, 1200, 1, 60, 60, checks=strengths(joint="voldaan"))
    found.checks.append(
        Check("monotonicity.range.a", "monotonicity", "", 9.0, 0.0, "niet voldaan", "nl", "en", service="a")
    )
    for service in ("a", "b"):
        found.estimates.append(estimated("versus_reference", service, "", plain_sets(6.0, 1.0), None))
    release = compose(PLAN, found, [])
    release_files(release)
    assert release.manifest.gate("monotonicity") == "deels voldaan"
    assert [(row.verdict, row.reason_empty) for row in release.findings] == [
        ("niet beoordeeld", "controle niet voldaan"),
        ("beter", ""),
    ]


def released(plan: Plan, folder: Path, **constant: int) -> Release:
    """The release of a small table in which some columns are the same for everybody."""
    small_table(4_000).assign(**constant).to_csv(folder / "t.csv", index=False)
    release = compose(plan, estimate(plan, [folder / "t.csv"]), [])
    release_files(release)
    return release


@pytest.mark.parametrize("value", [0, 1])
def test_balance_on_a_column_that_is_the_same_for_all_cannot_be_judged_and_fails(
    value: int, tmp_path: Path
) -> None:
    release = released(small_plan(tmp_path), tmp_path, old=value)
    lines = {c.key: (c.verdict, c.value) for c in release.checks if c.key.startswith("balance.age.")}
    assert lines == {f"balance.age.{service}": ("niet te beoordelen", None) for service in ("a", "b")}
    assert release.manifest.gate("balance") == "niet te beoordelen"
    assert "balance" in release.manifest.gates_failed
    assert not {"beter", "slechter"} & {row.verdict for row in release.findings if row.type == "effect"}
    assert "Vergelijkbare mensen: niet te beoordelen" in release.explanation


def test_what_no_data_can_test_is_stated_and_never_passed(tmp_path: Path) -> None:
    release = released(small_plan(tmp_path), tmp_path)
    told = {c.key: c.verdict for c in release.checks}
    for gate, key in (("exclusion", "exclusion.stated"), ("plan", "plan.hash")):
        assert release.manifest.gate(gate) == told[key] == "gesteld, niet te toetsen"


def test_an_outcome_that_nobody_has_gives_empty_rows_with_a_reason(tmp_path: Path) -> None:
    release = released(small_plan(tmp_path), tmp_path, y=0)
    effects = [row for row in release.findings if row.type == "effect"]
    assert effects
    assert all(row.estimate is None and row.reason_empty for row in effects)


def test_a_difference_larger_than_can_exist_is_too_large_to_see() -> None:
    found = Results(PLAN.sha256, "0", 1200, 1200, 1, 60, 60, checks=[replace(check) for check in PASSED])
    for service, mde in (("a", 1134.6), ("b", 100.0)):
        e = estimated("versus_reference", service, "", plain_sets(1.0, 1.0), None)
        e.mde = mde
        found.estimates.append(e)
    power = {
        row.service: (row.minimum_detectable, row.reason_empty) for row in compose(PLAN, found, []).power
    }
    assert power == {"a": (None, "te groot om te zien"), "b": (Decimal("100.0"), "")}
    found.estimates[1].mde = 250.0
    line = power_check(PLAN, found)
    assert (line.value, line.verdict) == (None, "niet voldaan")
    assert "te groot om te zien" in line.sentence_nl
