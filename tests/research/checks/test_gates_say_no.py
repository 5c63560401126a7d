# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Each gate of the caseworker design says no to the world it is there for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from research.checks.caseworker import check_all
from research.checks.cross_effects import Crossing, check_of
from research.release.schema import Verdict
from tests.research.builders import small_plan, small_table, tally_of


def one_judge(table: pd.DataFrame) -> None:
    """Nobody could have been seen by another."""
    table["judge"] = "j00"
    table["court"] = "c0"


def mostly_alone(table: pd.DataFrame) -> None:
    """Half of the people were the only one in their court that month."""
    alone = np.arange(len(table)) % 2 == 0
    table.loc[alone, "court"] = [f"c{number}" for number in range(10, 10 + alone.sum())]


def alone_in_a_month(table: pd.DataFrame) -> None:
    """In one of three months only one judge works in each court; elsewhere that judge works beside others."""
    table.loc[table["month"] == "m0", "judge"] = table["court"].map({"c0": "j00", "c1": "j06"})


def no_leaning(table: pd.DataFrame) -> None:
    """Every judge refers as often as every other."""
    table["track"] = np.random.default_rng(3).choice(["none", "a", "b"], len(table))


def opposite_leaning(table: pd.DataFrame) -> None:
    """Who refers the old more often refers the young less often."""
    leaning = table["judge"].map({f"j{number:02d}": (-1) ** number for number in range(12)})
    share = 0.5 + 0.35 * leaning * np.where(table["old"] == 1, 1.0, -0.6)
    drawn = np.random.default_rng(4).random(len(table))
    table["track"] = np.where(drawn < share, "a", np.where(drawn < share + 0.05, "b", "none"))


def all_alike(table: pd.DataFrame) -> None:
    """Everybody is old: there is nothing to compare people by."""
    table["old"] = 1


WORLDS: list[tuple[Callable[[pd.DataFrame], None], str, Verdict]] = [
    (one_judge, "relevance.a", Verdict.FAILED),
    (mostly_alone, "sample.dropped", Verdict.FAILED),
    (alone_in_a_month, "overlap.strata", Verdict.FAILED),
    (no_leaning, "relevance.a", Verdict.FAILED),
    (opposite_leaning, "monotonicity.first_stage.a", Verdict.FAILED),
    (opposite_leaning, "monotonicity.range.a", Verdict.FAILED),
    (all_alike, "permutation.predicted", Verdict.UNJUDGEABLE),
]


@pytest.mark.parametrize(("change", "key", "said"), WORLDS, ids=[f"{w[0].__name__}-{w[1]}" for w in WORLDS])
def test_a_gate_says_no_to_its_own_world_and_yes_to_the_plain_one(
    change: Callable[[pd.DataFrame], None], key: str, said: Verdict, tmp_path: Path
) -> None:
    plan, table = small_plan(tmp_path), small_table(3_000)
    plain = {check.key: check.verdict for check in check_all(plan, tally_of(plan, table, tmp_path), print)}
    assert plain[key] == Verdict.PASSED
    change(table)
    found = {check.key: check.verdict for check in check_all(plan, tally_of(plan, table, tmp_path), print)}
    assert found[key] == said


def test_a_cross_effect_that_chance_does_not_explain_fails() -> None:
    assert check_of(Crossing("a", 0.40, -0.1, 0.001, 1.0)).verdict == Verdict.FAILED
    assert check_of(Crossing("a", 0.02, 0.3, 1.0, 0.001)).verdict == Verdict.FAILED
    assert check_of(Crossing("a", 0.40, -0.1, 0.30, 1.0)).verdict == Verdict.PASSED
