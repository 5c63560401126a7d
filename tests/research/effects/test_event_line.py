# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The line by month since intake: in order, of everyone, with a band that is wide enough for the whole line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.stats import norm

from research.effects.event_line import event_lines
from research.plan.model import PlanOutcome
from research.plan.reading import read_plan
from research.results import Estimate
from research.run import estimate
from tests.research.builders import plain_sets, small_plan, small_table
from tests.research.plans import column, outcome

WORDS = ("w", "w", "d", "d")


def outcome_at(month: int | None, key: str = "work") -> PlanOutcome:
    return PlanOutcome(
        f"{key}_{month}", key, "c", "share", *WORDS, "points_per_100", "p", "p", term_months=month
    )


def answer(month: int | None, value: float | None, key: str = "work", group: str = "") -> Estimate:
    own = Estimate("versus_reference", "a", f"{key}_{month}", group and "age", group, "ujive", 900)
    if value is not None:
        own.estimate, own.lower, own.upper = value, value - 2.0, value + 2.0
        own.sets = plain_sets(value, 1.0)
    return own


def test_the_band_has_the_level_of_bonferroni_over_all_terms_also_those_without_a_number() -> None:
    months = (24, 1, 12, 6)
    lines = event_lines(
        [outcome_at(m) for m in months], [answer(m, None if m == 6 else float(m)) for m in months]
    )
    assert [one.term for one in lines] == [1, 12, 24]
    wide = norm.ppf(1 - 0.05 / 2 / 4)
    for one in lines:
        assert (one.lower, one.upper, one.terms) == (one.term - 2.0, one.term + 2.0, 4)
        assert (one.band_lower, one.band_upper) == pytest.approx(
            (one.term - wide, one.term + wide), abs=1e-10
        )


def test_the_band_holds_the_whole_line_as_often_as_it_says() -> None:
    """Terms that hang together as those of one person do: 4,000 lines of 12 months."""
    rng = np.random.default_rng(3)
    months = np.arange(12)
    lag = np.abs(np.subtract.outer(months, months))
    draws = rng.multivariate_normal(np.zeros(12), 0.9**lag, 4000)
    wide = norm.ppf(1 - 0.05 / 2 / 12)
    assert 0.95 <= (np.abs(draws) <= wide).all(axis=1).mean() <= 1.0
    assert (np.abs(draws) <= norm.ppf(0.975)).all(axis=1).mean() < 0.85


def test_one_term_groups_and_outcomes_without_a_term_make_no_line() -> None:
    assert event_lines([outcome_at(12)], [answer(12, 1.0)]) == []
    assert event_lines([outcome_at(None), outcome_at(12)], [answer(None, 1.0), answer(12, 1.0)]) == []
    both = [outcome_at(6), outcome_at(12)]
    assert event_lines(both, [answer(6, 1.0, group="old"), answer(12, 1.0, group="old")]) == []
    assert event_lines(both, [answer(6, 1.0), answer(12, None)]) == []


def test_a_set_without_limits_has_no_band() -> None:
    own = answer(6, 1.0)
    own.sets = None
    first, second = event_lines([outcome_at(6), outcome_at(12)], [own, answer(12, 2.0)])
    assert first.band_lower is None
    assert second.band_lower is not None


def test_a_plan_with_monthly_outcomes_gets_a_line_of_them(tmp_path: Path) -> None:
    table, months = small_table(6000), range(1, 8)
    late = np.random.default_rng(1).integers(1, 10, len(table))
    for month in months:
        table[f"m{month}"] = ((late <= month) & (table.y == 1)).astype(int)
    table.to_csv(tmp_path / "t.csv", index=False)
    plan = small_plan(tmp_path)
    text = plan.text
    for month in months:
        text += column(f"m{month}", "integer", measured="outcome")
        text += (
            outcome("work", ("Werk", "Work"), "share", "")
            .replace('"y"', f'"m{month}"')
            .replace("primary = true", "primary = false")
            .replace("term_months = 12", f"term_months = {month}")
        )
    path = tmp_path / "months.toml"
    path.write_text(text, encoding="utf-8")
    results = estimate(read_plan(path), [tmp_path / "t.csv"])
    own = [
        one for one in results.scrutiny.terms if (one.comparison, one.service) == ("versus_otherwise", "a")
    ]
    assert {one.term for one in own} >= set(months)
    banded = [one for one in own if one.band_lower is not None]
    assert len(banded) >= 4
    for one in banded:
        assert one.band_lower is not None
        assert one.lower is not None
        assert one.band_lower < one.lower < one.estimate
