# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where there is too little to learn from, every way says nothing instead of something."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from research.checks.caseworker import check_all
from research.effects.samples import stage_of
from research.estimators.geometry import comparable
from research.release.schema import Verdict
from research.robustness.leave_out import busy_only, cell_out, sample_of, solved, whole_cells
from research.robustness.other_cells import answered, by_quarter, cells_as_counted, jackknife, quarter_of
from research.robustness.other_ways import other_ways
from tests.research.builders import small_plan, small_table
from tests.research.robustness.test_other_ways import regrouped_of, tally_of


def alone(table: pd.DataFrame) -> pd.DataFrame:
    """Every caseworker in a court of their own: nobody to compare with."""
    return table.assign(court="c" + table["judge"])


@pytest.mark.parametrize("joint", [True, False])
def test_nobody_to_compare_with_gives_no_answer_at_all(joint: bool, tmp_path: Path) -> None:
    plan = small_plan(tmp_path)
    tally = tally_of(plan, alone(small_table(300)), tmp_path)
    assert stage_of(tally, 0)[1] is None
    assert cell_out(tally, 0, joint) is None
    assert busy_only(tally, 0, joint) is None
    assert answered(cells_as_counted(tally, 0), joint) is None
    assert jackknife(tally, 0, joint) is None
    assert other_ways(plan, tally, None, None) == []


def test_nobody_to_compare_with_fails_relevance_for_every_service_and_together(tmp_path: Path) -> None:
    plan = small_plan(tmp_path)
    checks = check_all(plan, tally_of(plan, alone(small_table(300)), tmp_path), lambda _: None)
    relevance = {c.key: c.verdict for c in checks if c.gate == "relevance"}
    assert relevance == dict.fromkeys(("relevance.a", "relevance.b", "relevance.joint"), Verdict.FAILED)


@pytest.mark.parametrize("joint", [True, False])
def test_a_service_that_nobody_gets_gives_no_answer(joint: bool, tmp_path: Path) -> None:
    plan = small_plan(tmp_path)
    table = small_table(600)
    tally = tally_of(plan, table[table["track"] != "b"], tmp_path)
    assert whole_cells(tally) is not None
    assert cell_out(tally, 0, joint) is None
    assert busy_only(tally, 0, joint) is None
    assert answered(cells_as_counted(tally, 0), joint) is None


def test_all_services_at_once_and_one_by_one_agree_when_there_is_one(tmp_path: Path) -> None:
    """With a single service set against everything else, jointly and apart are the same equations."""
    plan = small_plan(tmp_path)
    table = small_table(900)
    tally = tally_of(plan, table, tmp_path)
    together = replace(
        tally,
        clients=np.stack([tally.clients[..., 0] + tally.clients[..., 2], tally.clients[..., 1]], axis=-1),
        total=np.stack([tally.total[..., 0] + tally.total[..., 2], tally.total[..., 1]], axis=-1),
        squares=np.stack([tally.squares[..., 0] + tally.squares[..., 2], tally.squares[..., 1]], axis=-1),
    )
    for way in (cell_out, busy_only):
        apart, joint, only = way(tally, 0, False), way(together, 0, True), way(together, 0, False)
        assert apart is not None
        assert joint is not None
        assert only is not None
        assert [only[0].estimate, joint[0].estimate] == pytest.approx([apart[0].estimate] * 2, rel=1e-9)
        assert [only[0].se, joint[0].se] == pytest.approx([apart[0].se] * 2, rel=1e-9)
        assert joint[0].lower < joint[0].estimate < joint[0].upper


def test_a_cell_that_fits_itself_as_a_whole_is_left_out_until_none_is_left(tmp_path: Path) -> None:
    """One caseworker who alone saw a month of a court: that cell is its own stratum mean."""
    plan = small_plan(tmp_path)
    table = small_table(500)
    lonely = pd.DataFrame([{**table.iloc[0].to_dict(), "judge": "j99", "month": "m9"}] * 4)
    tally = tally_of(plan, pd.concat([table, lonely], ignore_index=True), tmp_path)
    sample = whole_cells(tally)
    assert sample is not None
    kept = {tally.workers[w] for w in np.unique(tally.worker_of[sample.kept])}
    assert "j99" not in kept
    assert (sample.geometry.clients * sample.geometry.h_x).max() < 1.0
    usual = sample_of(tally)
    assert usual is not None
    assert sample.kept.sum() <= usual.kept.sum()
    assert whole_cells(tally_of(plan, lonely, tmp_path)) is None


@pytest.mark.parametrize(
    ("label", "place", "parts", "found"),
    [
        ("c0|2019-01", 1, 2, "c0|2019-Q1"),
        ("c0|2019-12", 1, 2, "c0|2019-Q4"),
        ("2019-04|c0", 0, 2, "2019-Q2|c0"),
        ("c0|m1", 1, 2, ""),
        ("c0|2019-x", 1, 2, ""),
        ("c0", 1, 2, ""),
    ],
)
def test_a_month_in_a_label_becomes_a_quarter(label: str, place: int, parts: int, found: str) -> None:
    assert quarter_of(label, place, parts) == found


def test_quarters_and_offices_say_nothing_without_months_or_offices(tmp_path: Path) -> None:
    plan = small_plan(tmp_path)
    tally = tally_of(plan, small_table(700), tmp_path)
    assert by_quarter(tally, 0, joint=True, strata=plan.strata_types) is None
    assert jackknife(tally, 0, joint=True) is None, "two courts are too few for a jackknife"
    assert {way.way for way in regrouped_of(plan, tally)} == {"by_group"}


def test_an_office_without_which_nothing_is_left_stops_the_jackknife(tmp_path: Path) -> None:
    plan = small_plan(tmp_path)
    table = small_table(700)
    hermits = pd.concat(
        [table.assign(judge=f"h{n}", court=f"h{n}").head(6) for n in range(2)], ignore_index=True
    )
    one_court = table[table["court"] == "c0"]
    tally = tally_of(plan, pd.concat([one_court, hermits], ignore_index=True), tmp_path)
    assert answered(cells_as_counted(tally, 0), joint=True) is not None
    assert jackknife(tally, 0, joint=True) is None


def test_equations_without_an_answer_give_none() -> None:
    assert solved(lambda: np.linalg.inv(np.zeros((2, 2)))) is None
    assert solved(lambda: 3) == 3


def test_cells_with_single_people_are_not_compared() -> None:
    ones = np.ones(3, dtype=np.int64)
    assert comparable(np.arange(3), np.arange(3), ones) is None
    assert comparable(np.arange(3), np.zeros(3, dtype=np.int64), ones) is None
