# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a researcher at the command line should not overlook, and a reader who stops reading."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from research.__main__ import main
from research.checks.cautions import MANY
from tests.research.builders import PLANS, ROOT, small_plan, small_table
from tests.research.lotteries import lottery, lottery_plan

SERVICE = '[[service]]\nkey = "{0}"\nvalue = "{0}"\nname_nl = "{0}"\nname_en = "{0}"\n'
FEW = '[[service]]\nkey = "b"\nvalue = "b"\nname_nl = "hulp b"\nname_en = "service b"\n'


def test_a_treatment_of_21_services_and_a_weak_first_stage_are_warned_about(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = [f"s{number:02d}" for number in range(18)]
    values = ", ".join(f'"{key}"' for key in more)
    changes = {
        FEW: FEW + "".join(map(SERVICE.format, more)),
        '"none", "a", "b"]': f'"none", "a", "b", {values}]',
    }
    plan = small_plan(tmp_path, changes=changes)
    assert len(plan.services) == 21
    table = small_table(4_000)
    table["track"] = np.random.default_rng(3).choice(["none", "a", "b", *more], len(table))
    table.to_csv(tmp_path / "t.csv", index=False)
    path = str(tmp_path / "klein.toml")
    assert main(["plan", path]) == 0
    assert "warning: klein.toml names 21 services" in capsys.readouterr().err
    asked = ["--data", str(tmp_path / "t.csv"), "--out", str(tmp_path / "e")]
    assert main(["--quiet", "estimate", path, *asked]) == 0
    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith("warning: klein.toml names 21 services")
    assert all(line.startswith("warning: first-stage F = ") for line in told[1:])
    assert {"versus_reference", "versus_otherwise"} == {
        line.split(" for ")[1].split()[0] for line in told[1:]
    }


def test_a_usual_plan_is_not_warned_about(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = small_plan(tmp_path)
    assert len(plan.services) <= MANY
    small_table(4_000).to_csv(tmp_path / "t.csv", index=False)
    asked = ["--data", str(tmp_path / "t.csv"), "--out", str(tmp_path / "e")]
    assert main(["--quiet", "estimate", str(tmp_path / "klein.toml"), *asked]) == 0
    assert capsys.readouterr().err == ""


def test_an_offer_that_moved_nobody_is_warned_about(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lottery_plan(tmp_path)
    for chance, warned in ((0.4, True), (0.9, False)):
        lottery(with_offer=chance, without_offer=0.4).to_csv(tmp_path / "t.csv", index=False)
        asked = ["--data", str(tmp_path / "t.csv"), "--out", str(tmp_path / "e")]
        assert main(["--quiet", "estimate", str(tmp_path / "loting.toml"), *asked]) == 0
        assert ("for assignment with 2 services" in capsys.readouterr().err) == warned


@pytest.mark.parametrize("also_errors", [False, True])
def test_a_reader_who_stops_reading_is_no_fault_of_the_disk(also_errors: bool) -> None:
    """Like `… | head -1`: the pipe is closed before the first line is written."""
    folders = [str(ROOT / "models_store" / name) for name in ("fictief-ronde-2026", "jobcorps-1995")]
    with subprocess.Popen(["true"], stdin=subprocess.PIPE) as reader:
        reader.wait()
        told = subprocess.run(
            [sys.executable, "-m", "research", "verify", *folders, str(PLANS)],
            stdout=reader.stdin,
            stderr=subprocess.STDOUT if also_errors else subprocess.PIPE,
            cwd=ROOT,
            text=True,
            check=False,
        )
    assert told.returncode == 141
    assert "disk" not in (told.stderr or "")
    assert "BrokenPipe" not in (told.stderr or "")


def told_of(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    asked = ["--data", str(folder / "t.csv"), "--out", str(folder / "e")]
    code = main(["--quiet", "estimate", str(folder / "klein.toml"), *asked])
    return code, capsys.readouterr().err


@pytest.mark.parametrize("scale", ["share", "mean"])
def test_one_caseworker_in_the_whole_table_is_said_in_words(
    scale: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small_plan(tmp_path, scale=scale)
    small_table(2_000, scale=scale).assign(judge="j01").to_csv(tmp_path / "t.csv", index=False)
    code, said = told_of(tmp_path, capsys)
    assert code == 0
    assert "warning: The table holds one caseworker." in said
    report = ["report", "--plan", str(tmp_path / "klein.toml"), "--estimates", str(tmp_path / "e")]
    assert main(["--quiet", *report, "--out", str(tmp_path / "r.html")]) == 0
    assert "In de tabel staat één consulent." in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_months_outside_the_period_of_the_plan_are_counted_and_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changes = {'name = "month"\ntype = "key"': 'name = "month"\ntype = "month"'}
    period = small_plan(tmp_path, changes=changes).period
    table = small_table(4_000)
    months = {"m0": "2018-01", "m1": "2019-06", "m2": "2031-12"}
    table["month"] = table["month"].map(months)
    table.to_csv(tmp_path / "t.csv", index=False)
    outside = int((table["month"] == "2031-12").sum())
    code, said = told_of(tmp_path, capsys)
    assert code == 0
    assert f"warning: The month of {outside:,} people lies outside the period of the plan" in said, period


@pytest.mark.parametrize("scale", ["share", "mean"])
@pytest.mark.parametrize("times", [2, 3])
def test_rows_pasted_twice_are_refused_where_no_column_says_who_is_who(
    scale: str, times: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small_plan(tmp_path, scale=scale)
    table = small_table(1_500, scale=scale)
    again = pd.concat([table] * times).sample(frac=1, random_state=1)
    again.to_csv(tmp_path / "t.csv", index=False)
    code, said = told_of(tmp_path, capsys)
    assert code == 1
    assert f"expected every person once; found every row {times} times" in said
    pd.concat([table, table.head(700)]).to_csv(tmp_path / "t.csv", index=False)
    assert told_of(tmp_path, capsys)[0] == 0  # people who are alike are no doubling
