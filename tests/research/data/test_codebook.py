# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What reading a table needs of a plan: which columns, what is expected in each, and what their values say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from research.data.codebook import LARGEST_COVARIATE, LARGEST_OUTCOME, PERSON, PLACE, codebook_of
from tests.research.builders import small_plan


def test_a_share_without_values_must_be_0_or_1_and_as_declared_it_has_none(tmp_path: Path) -> None:
    codebook = codebook_of(small_plan(tmp_path))
    assert codebook.expected("y").values == ("0", "1")
    assert codebook.as_declared("y").values == ()


def test_a_mean_and_a_covariate_have_limits_and_keep_their_own_when_these_are_narrower(
    tmp_path: Path,
) -> None:
    plan = small_plan(tmp_path, scale="mean", covariates=("x",))
    columns = tuple(replace(c, lowest=-3.0) if c.name == "x" else c for c in plan.columns)
    codebook = codebook_of(replace(plan, columns=columns))
    y, x = codebook.expected("y"), codebook.expected("x")
    assert (y.lowest, y.highest) == (-LARGEST_OUTCOME, LARGEST_OUTCOME)
    assert (x.lowest, x.highest) == (-3.0, LARGEST_COVARIATE)


def test_roles_say_who_and_where_and_no_column_is_nameless(tmp_path: Path) -> None:
    plan = small_plan(tmp_path)
    codebook = codebook_of(plan)
    assert codebook.roles == dict.fromkeys(plan.strata, PLACE) | {plan.decision_maker: PERSON}
    assert codebook.deciding == (plan.decision_maker, plan.treatment)


def test_the_used_columns_are_those_of_the_plan_in_its_order(tmp_path: Path) -> None:
    plan = small_plan(tmp_path)
    codebook = codebook_of(plan)
    assert codebook.names == plan.used_columns
    assert [column.name for column in codebook.declared] == [column.name for column in plan.columns]
    assert codebook.closed is (plan.other_columns == "refuse")
