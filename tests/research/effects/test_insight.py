# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The clients beside the others: standardised by hand, cells joined by the rule, and a difference that is only age."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from research.counting.insight import InsightCounts
from research.effects.insight import compare, inside_csv, joined_cells, standardised
from research.release.schema import ABOUT_AGE, TOO_FEW_PER_AGE
from tests.research.insight_plans import both_tables, counted, counts_by_cell, counts_of, insight_plan


def test_standardised_by_hand() -> None:
    """Clients: 10 of 100 young, 12 of 20 old. Others: 100 young and 300 old. 0.25 · 0.1 + 0.75 · 0.6 = 0.475."""
    known = np.array([[100, 20], [100, 300]])
    having = np.array([[10, 12], [5, 90]])
    here, there = standardised(known, having, [[0], [1]])
    assert here.value == pytest.approx(0.25 * 0.10 + 0.75 * 0.60)
    assert there.value == pytest.approx(95 / 400)
    assert here.low < here.value < here.high


def test_a_difference_that_is_only_age_goes_away(tmp_path: Path) -> None:
    """In both groups 10 of 100 of the young and 50 of 100 of the old; the clients are younger."""
    plan = insight_plan(tmp_path)
    bands = np.array([0.10, 0.30, 0.50, 0.10, 0.30, 0.50])
    here, there = np.array([400, 200, 100] * 2), np.array([1_000, 2_000, 4_000] * 2)
    known = np.array([here, there])[:, None, :].repeat(2, axis=1)
    having = (known * bands).round().astype(np.int64)
    parts = tuple(tuple(having for _ in topic.parts) for topic in plan.topics)
    of_all = tuple(tuple(known for _ in topic.parts) for topic in plan.topics)
    counts = InsightCounts(plan.sha256, "0", known, of_all, parts, (0, 0))
    row = next(row for row in compare(plan, counts) if row.topic.key == "debts")
    assert row.gap is not None
    assert row.standard_gap is not None
    assert row.gap.value < -0.1
    assert row.gap.high < 0
    assert row.standard_gap.value == pytest.approx(0.0, abs=1e-12)
    assert row.standard_gap.low < 0 < row.standard_gap.high
    assert row.cells == 6


@pytest.mark.parametrize(
    ("clients", "cells"),
    [
        ([10, 10, 10, 10, 10, 10], [[0], [1], [2], [3], [4], [5]]),
        ([0, 10, 10, 10, 10, 10], [[0, 1], [2], [3], [4], [5]]),
        ([10, 10, 0, 10, 10, 10], [[0], [1, 2], [3], [4], [5]]),
        ([4, 3, 3, 10, 9, 1], [[0, 1, 2], [3], [4, 5]]),
        ([40, 40, 40, 3, 3, 3], [[0, 3], [1, 4], [2, 5]]),
        ([1, 1, 1, 1, 1, 9], [[0, 3, 1, 4, 2, 5]]),
        ([1, 1, 1, 1, 1, 1], []),
    ],
)
def test_cells_with_too_few_clients_are_joined_with_the_next(
    clients: list[int], cells: list[list[int]]
) -> None:
    assert joined_cells(np.array(clients), 3, 10) == cells


@given(st.lists(st.integers(0, 40), min_size=8, max_size=8))
def test_joined_cells_hold_everybody_once_and_enough(clients: list[int]) -> None:
    found = joined_cells(np.array(clients), 4, 10)
    if sum(clients) < 10:
        assert found == []
        return
    assert sorted(place for cell in found for place in cell) == list(range(8))
    assert all(sum(clients[place] for place in cell) >= 10 for cell in found)


def test_a_topic_about_age_is_never_standardised(tmp_path: Path) -> None:
    both_tables(tmp_path)
    plan = insight_plan(tmp_path)
    rows = list(compare(plan, counted(plan, tmp_path / "clients.csv", tmp_path / "others.csv")))
    assert {row.reason for row in rows if row.topic.key == "age"} == {ABOUT_AGE}
    assert all(row.standard is None and row.here for row in rows if row.topic.key == "age")
    assert all(row.standard and row.standard_gap and not row.reason for row in rows if row.topic.key != "age")


def test_nobody_known_leaves_no_number(tmp_path: Path) -> None:
    plan = insight_plan(tmp_path)
    none = {"conditions": (0, 0, 0), "debts": (0, 0), "age": (0, 0)}
    rows = list(compare(plan, counts_of(plan, none, none)))
    assert all(row.here is row.there is row.gap is row.standard is None for row in rows)
    assert {row.reason for row in rows} == {TOO_FEW_PER_AGE, ABOUT_AGE}
    assert len(inside_csv(plan, counts_of(plan, none, none)).splitlines()) == 1 + 2 * 6


@pytest.mark.parametrize(("old", "told"), [(200, True), (201, True), (230, False), (1_800, False)])
def test_no_standardised_share_where_many_others_have_no_clients_of_their_age(
    tmp_path: Path, old: int, told: bool
) -> None:
    """X5: the clients are young, all but four; at most one in ten of the others may be old."""
    plan = insight_plan(tmp_path)
    known = [[60, 60, 2, 60, 60, 2], [500, 500, old // 2, 500, 500, old // 2]]
    having = [[20, 20, 1, 20, 20, 1], [100, 100, old // 4, 100, 100, old // 4]]
    row = next(r for r in compare(plan, counts_by_cell(plan, known, having)) if r.topic.key == "debts")
    assert (row.standard is not None) is told
    assert row.reason == ("" if told else TOO_FEW_PER_AGE)
    assert row.here is not None
