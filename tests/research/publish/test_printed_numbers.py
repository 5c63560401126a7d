# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which error is printed, and with how many decimals: both kinds stand inside, and a scale of 1 to 5 stays readable."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from research.effects.decimals import by_spread
from research.errors import InputError
from research.publish.compose import compose
from research.release.reading import verify_release
from research.release.writing import write_release
from research.report.facts import from_release
from research.report.page import page
from research.results import Results, estimates_csv
from research.run import estimate
from tests.research.builders import small_plan, small_table
from tests.research.lotteries import lottery, lottery_plan, run_lottery


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    """estimates.csv of a small study with caseworkers."""
    folder = tmp_path_factory.mktemp("both")
    small_table(3_000).to_csv(folder / "t.csv", index=False)
    return list(csv.DictReader(estimates_csv(estimate(small_plan(folder), [folder / "t.csv"])).splitlines()))


def same(line: dict[str, str], other: dict[str, str]) -> bool:
    names = ("comparison", "service", "outcome", "group")
    return [line[name] for name in names] == [other[name] for name in names]


def test_both_errors_and_both_sets_stand_inside_and_which_one_is_printed(lines: list[dict[str, str]]) -> None:
    answers = [line for line in lines if line["estimator"] == "ujive" and line["lower"]]
    assert {line["error_kind"] for line in answers} == {"robust", "clustered"}
    for line in answers:
        robust, clustered = float(line["se_robust"]), float(line["se_clustered"])
        assert float(line["se"]) == max(robust, clustered)
        assert line["error_kind"] == ("robust" if robust >= clustered else "clustered")
        ends = [
            (float(line[f"lower_{kind}"]), float(line[f"upper_{kind}"])) for kind in ("robust", "clustered")
        ]
        assert float(line["lower"]) == pytest.approx(min(low for low, _ in ends))
        assert float(line["upper"]) == pytest.approx(max(high for _, high in ends))
        inside = [low <= float(line["estimate"]) <= high for low, high in ends]
        assert all(inside)


def test_an_alarm_carries_the_kind_of_error_of_the_estimate_beside_it(lines: list[dict[str, str]]) -> None:
    answers = [line for line in lines if line["estimator"] == "ujive"]
    alarms = [line for line in lines if line["estimator"] in ("2sls", "jive1", "ols")]
    assert len(alarms) == 3 * len(answers)
    kinds = set()
    for alarm in alarms:
        [answer] = [line for line in answers if same(line, alarm)]
        kinds.add(answer["error_kind"])
        assert alarm["error_kind"] == answer["error_kind"]
        assert alarm["se"] == alarm[f"se_{answer['error_kind']}"]
        assert alarm["se_robust"] != alarm["se_clustered"]
        assert float(alarm["lower"]) == float(alarm[f"lower_{answer['error_kind']}"])
    assert kinds == {"robust", "clustered"}


def test_a_lottery_has_one_kind_of_error(tmp_path: Path) -> None:
    _, results = run_lottery(lottery(), tmp_path)
    for line in csv.DictReader(estimates_csv(results).splitlines()):
        if line["estimator"] in ("2sls", "itt"):
            assert (line["error_kind"], line["se_clustered"], line["lower_clustered"]) == ("robust", "", "")
            assert line["se"] == line["se_robust"]
            assert float(line["lower"]) == pytest.approx(float(line["lower_robust"]))


# -- decimals


def test_decimals_follow_the_spread_of_an_outcome() -> None:
    assert [by_spread(s) for s in (210.0, 45.0, 9.0, 1.1, 0.5, 0.04, 0.0)] == [1, 1, 2, 2, 3, 3, 1]


def log_wages(folder: Path, more: str = "") -> tuple[Path, Results]:
    """A lottery on a log wage: everything of interest lies in the second decimal; released, and read back."""
    table = lottery(4_000)
    rng = np.random.default_rng(2)
    table["y"] = 2.3 + 0.06 * table["took"] + 0.02 * table["old"] + rng.normal(0, 0.12, len(table))
    plan, results = run_lottery(table, folder, more=more)
    return write_release(compose(plan, results, []), folder / "out"), results


def test_x4_a_log_wage_is_not_rounded_to_a_tenth(tmp_path: Path) -> None:
    folder, results = log_wages(tmp_path)
    assert results.places("y") == 3
    release = verify_release(folder)
    row = next(r for r in release.findings if r.overall)
    effect = next(e for e in results.estimates if e.estimator == "2sls" and not e.group)
    assert (row.verdict, row.estimate) == ("beter", round(row.estimate, 3) if row.estimate else None)
    assert float(row.estimate or 0) == pytest.approx(effect.estimate, abs=5e-4)
    assert -int((row.lower or row.estimate).as_tuple().exponent) == 3  # type: ignore[union-attr]
    assert 0 < float(row.lower or 0) < float(row.estimate or 0) < float(row.upper or 0) < 0.1
    again = next(c for c in release.checks if c.key.startswith("robustness."))
    assert 0.03 < float(again.value or 0) < 0.09
    power = next(p for p in release.power if not p.characteristic)
    assert 0 < float(power.half_width or 0) < 0.05
    assert "effects to the decimals of their outcome" in next(
        c.statistic for c in release.checks if c.key == "disclosure.X4"
    )
    told = page(from_release(folder, "en"))
    assert f">{row.estimate}<" in told


def test_x4_the_plan_may_say_how_many_decimals(tmp_path: Path) -> None:
    folder, _ = log_wages(tmp_path, more="\ndecimals = 2")
    row = next(r for r in verify_release(folder).findings if r.overall)
    assert row.estimate is not None
    assert row.estimate.as_tuple().exponent == -2
    with pytest.raises(InputError, match="0 to 3 decimals"):
        lottery_plan(tmp_path, more="\ndecimals = 4")
    with pytest.raises(InputError, match="1 decimal for a share"):
        lottery_plan(tmp_path, scale="share", more="\ndecimals = 2")


def test_x4_whole_euros(tmp_path: Path) -> None:
    table = lottery(4_000)
    table["y"] = 1_500 + 200 * table["took"] + np.random.default_rng(1).normal(0, 300, len(table))
    plan, results = run_lottery(table, tmp_path, more="\ndecimals = 0")
    row = next(
        r for r in verify_release(write_release(compose(plan, results, []), tmp_path)).findings if r.overall
    )
    assert row.estimate == row.estimate.to_integral_value() if row.estimate else False
