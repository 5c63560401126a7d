# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The real study: figures to six digits, its traps, and the release that ships."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from research.__main__ import main
from research.plan.reading import read_plan
from research.release.reading import collect, read_release
from research.results import Results, estimates_csv
from research.run import estimate
from tests.research.builders import PLANS, ROOT

SIX = 5e-7


@pytest.fixture(scope="module")
def study(findings_data: Path) -> Results:
    return estimate(read_plan(PLANS / "jobcorps.toml"), [findings_data / "jobcorps.csv"])


def row(study: Results, outcome: str, group: str, estimator: str = "2sls") -> dict[str, str]:
    for found in csv.DictReader(estimates_csv(study).splitlines()):
        if (found["outcome"], found["group"], found["estimator"]) == (outcome, group, estimator):
            return found
    raise AssertionError((outcome, group, estimator))


def test_the_figures_of_the_data_set(study: Results) -> None:
    # linearmodels 7.1, IV2SLS, robust, not debiased; see docs/how-to/get-jobcorps.md.
    overall = row(study, "pworky4", "all")
    assert float(overall["estimate"]) == pytest.approx(9.626426, rel=SIX)
    assert float(overall["se"]) == pytest.approx(2.445419, rel=SIX)
    assert float(overall["first_stage_f"]) == pytest.approx(1263.99, abs=0.005)
    assert float(overall["naive"]) == pytest.approx(3.274586, rel=SIX)
    assert int(overall["n"]) == 9240
    assert float(row(study, "pworky4", "all", "itt")["estimate"]) == pytest.approx(3.274820, rel=SIX)
    women = row(study, "pworky4", "sex.woman")
    assert float(women["estimate"]) == pytest.approx(15.869253, rel=SIX)
    assert float(women["se"]) == pytest.approx(4.366380, rel=SIX)
    assert int(women["n"]) == 4060


def test_lock_in_by_year(study: Results) -> None:
    # docs/explanation: fewer weeks of work while in training, more afterwards; the plain comparison shows neither.
    found = [float(row(study, f"pworky{year}", "all")["estimate"]) for year in (1, 2, 3, 4)]
    assert [round(value, 2) for value in found] == [-28.98, -4.24, 6.63, 9.63]
    assert float(row(study, "pworky1", "all")["naive"]) == pytest.approx(-12.08, abs=0.005)


@pytest.mark.filterwarnings("ignore::Warning")  # warnings of another package about its own future
def test_equal_to_linearmodels_with_and_without_covariates(findings_data: Path, study: Results) -> None:
    import pandas as pd
    from linearmodels.iv import IV2SLS

    table = pd.read_csv(findings_data / "jobcorps.csv").assign(one=1.0)
    women = table[table["female"] == 1]
    for part, group in ((table, "all"), (women, "sex.woman")):
        fit = IV2SLS(part["pworky4"], part[["one"]], part[["trainy1"]], part[["assignment"]]).fit(
            cov_type="robust"
        )
        ours = row(study, "pworky4", group)
        assert float(ours["estimate"]) == pytest.approx(fit.params["trainy1"], rel=1e-8)
        assert float(ours["se"]) == pytest.approx(fit.std_errors["trainy1"], rel=1e-8)


def test_doubtful_coding_is_reported_and_says_nothing(study: Results) -> None:
    check = next(check for check in study.checks if check.key == "codebook.everwkd.mwearn")
    assert check.value == 100.0
    release = read_release(ROOT / "models_store" / "jobcorps-1995")
    rows = [row for row in release.findings if row.characteristic == "everwkd"]
    assert rows
    assert all(row.verdict in ("geen uitspraak", "niet beoordeeld") and row.reason_empty for row in rows)


def test_the_shipped_release_is_what_the_data_give(findings_data: Path, tmp_path: Path) -> None:
    plan = str(PLANS / "jobcorps.toml")
    data = str(findings_data / "jobcorps.csv")
    assert main(["--quiet", "estimate", plan, "--data", data, "--out", str(tmp_path / "e")]) == 0
    assert main(["release", plan, "--estimates", str(tmp_path / "e"), "--out", str(tmp_path)]) == 0
    assert collect(tmp_path / "jobcorps-1995") == collect(ROOT / "models_store" / "jobcorps-1995")


def test_it_is_old_and_from_elsewhere_and_points_nowhere() -> None:
    release = read_release(ROOT / "models_store" / "jobcorps-1995")
    assert release.manifest.kind == "elsewhere"
    assert release.manifest.outcome_period_end == "2000-02"
    # The data set shows it: the chance of an offer differed between men and women, so people were not comparable.
    assert release.manifest.gate("balance") == "niet voldaan"
    assert {row.verdict for row in release.findings} <= {"geen uitspraak", "niet beoordeeld", "onderdrukt"}


def test_no_row_of_the_data_is_in_the_repository(findings_data: Path) -> None:
    lines = (findings_data / "jobcorps.csv").read_text().splitlines()[1:200]
    for path in (ROOT / "models_store" / "jobcorps-1995").iterdir():
        text = path.read_text(encoding="utf-8")
        assert not any(line[:60] in text for line in lines)
