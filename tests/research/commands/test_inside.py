# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Commands with their less used options, as a user meets them."""

from __future__ import annotations

import shutil
import tomllib
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

import research
import research.__main__ as program
from research.__main__ import main
from research.commands.console import Progress
from research.report.facts import from_release
from research.results import read_results
from research.simulation.country import TOWN, World
from tests.research.builders import ROOT, small_plan, small_table


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("country")
    asked = ["--clients", "400", "--caseworkers", "8", "--offices", "2", "--months", "6"]
    assert main(["--quiet", "simulate", *asked, "--format", "parquet", "--out", str(folder)]) == 0
    return folder


def test_a_country_in_parquet_links_to_the_same_table_as_one_in_csv(country: Path, tmp_path: Path) -> None:
    asked = ["--clients", "400", "--caseworkers", "8", "--offices", "2", "--months", "6"]
    assert main(["--quiet", "simulate", *asked, "--out", str(tmp_path / "csv")]) == 0
    for folder, out in ((country, "a.parquet"), (tmp_path / "csv", "b.csv")):
        assert main(["--quiet", "link", str(folder), "--out", str(tmp_path / out)]) == 0
    one, other = (
        pd.read_parquet(tmp_path / "a.parquet"),
        pd.read_csv(tmp_path / "b.csv", dtype={"RINPERSOON": str}),
    )
    pd.testing.assert_frame_equal(one.astype(str), other.astype(str).reindex(columns=one.columns))
    assert (tmp_path / "a-linking.csv").is_file()


def test_a_municipality_is_written_in_front_of_every_line(country: Path, tmp_path: Path) -> None:
    out = tmp_path / "l.csv"
    assert main(["--quiet", "link", str(country), "--municipality", "den-haag", "--out", str(out)]) == 0
    table = pd.read_csv(out)
    assert (table.columns[0], set(table["gemeente"])) == ("gemeente", {"den-haag"})


@pytest.mark.parametrize("name", ["Den Haag", "haag-", "../x", ""])
def test_an_odd_name_of_a_municipality_is_a_wrong_call(
    name: str, country: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["link", str(country), "--municipality", name, "--out", str(tmp_path / "l.csv")])
    assert ended.value.code == 2
    assert "lower-case letters, digits and hyphens" in capsys.readouterr().err


def test_the_shipped_municipality_is_the_one_behind_the_shipped_releases(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which country is drawn; that its release is made again byte for byte stands in publish/."""
    drawn: list[World] = []

    def written(people: object, world: World, *rest: Any) -> list[Path]:
        drawn.append(world)
        return []

    monkeypatch.setattr("research.simulation.country.draw", lambda world: None)
    monkeypatch.setattr("research.simulation.files.write_world", written)
    assert main(["--quiet", "simulate", "--shipped", "--out", str(tmp_path)]) == 0
    assert main(["--quiet", "simulate", "--shipped", "--seed", "12", "--out", str(tmp_path)]) == 0
    assert main(["--quiet", "simulate", "--no-effect", "--out", str(tmp_path)]) == 0
    assert drawn[0] == TOWN
    assert drawn[1] == replace(TOWN, seed=12)
    assert (drawn[2].effect, drawn[2].clients) == (0.0, 50_000)


def test_counts_cannot_hold_a_plan_about_a_mean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small_plan(tmp_path, scale="mean")
    small_table(600, scale="mean").to_csv(tmp_path / "t.csv", index=False)
    plan, data, out = (str(tmp_path / name) for name in ("klein.toml", "t.csv", "c.parquet"))
    assert main(["--quiet", "count", plan, "--data", data, "--out", out]) == 1
    assert "estimate it on rows" in capsys.readouterr().err
    assert main(["--quiet", "estimate", plan, "--counts", data, "--out", out]) == 1
    assert "which is all that counts can hold" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["klein.toml", "t.csv"]


@pytest.fixture(scope="module")
def estimated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("estimated")
    small_plan(folder)
    small_table(900).to_csv(folder / "t.csv", index=False)
    plan, data, out = (str(folder / name) for name in ("klein.toml", "t.csv", "e"))
    assert main(["--quiet", "estimate", plan, "--data", data, "--out", out]) == 0
    return folder


def test_a_report_of_estimates_of_another_plan_is_refused(
    estimated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small_plan(tmp_path, changes={"seed = 1": "seed = 2"})
    asked = ["--plan", str(tmp_path / "klein.toml"), "--estimates", str(estimated / "e")]
    assert main(["report", *asked, "--out", str(tmp_path / "r.html")]) == 1
    assert "the plan the estimates were made with" in capsys.readouterr().err
    assert main(["release", asked[1], *asked[2:], "--out", str(tmp_path / "o")]) == 1
    assert "klein.toml" in capsys.readouterr().err
    assert not (tmp_path / "r.html").exists()


@pytest.mark.parametrize(
    "more", [[], ["--plan", "p.toml"], ["--release", "r", "--plan", "p", "--estimates", "e"]]
)
def test_a_report_is_about_one_of_two_things(
    more: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", *more, "--out", str(tmp_path / "r.html")]) == 1
    assert "neither or both" in capsys.readouterr().err


def test_a_release_that_replaces_another_says_so_unless_it_is_named(
    estimated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(estimated, tmp_path / "w")
    asked = ["release", str(tmp_path / "w" / "klein.toml"), "--estimates", str(tmp_path / "w" / "e")]
    asked += ["--out", str(tmp_path / "o")]
    assert main(asked) == 0
    assert "is replaced" not in capsys.readouterr().err
    assert main(asked) == 0
    assert "is replaced; if it ever left" in capsys.readouterr().err
    assert main([*asked, "--previous", str(tmp_path / "o" / "klein-2026")]) == 0
    assert "is replaced" not in capsys.readouterr().err


def test_a_reader_that_stopped_reading_is_no_fault_of_the_disk(
    estimated: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone: list[int] = []

    def broken(*_: object, **__: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr(program, "stop_writing", lambda: gone.append(1))
    monkeypatch.setattr("builtins.print", broken)
    assert main(["check", str(estimated / "e")]) == 141
    assert gone == [1]


@pytest.mark.parametrize(
    ("asked", "words"),
    [(("--format", "sav"), "csv or parquet"), (("--layout", "cbs", "--format", "csv"), "sav or parquet")],
)
def test_a_kind_that_the_layout_does_not_have_is_refused(
    asked: tuple[str, ...], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--quiet", "simulate", *asked, "--out", str(tmp_path / "land")]) == 1
    assert words in capsys.readouterr().err
    assert not (tmp_path / "land").exists()


def test_the_checks_say_what_the_number_is_and_what_it_was_held_against(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small_plan(tmp_path)
    small_table(3_000).to_csv(tmp_path / "t.csv", index=False)
    asked = ["--data", str(tmp_path / "t.csv"), "--out", str(tmp_path / "e")]
    assert main(["--quiet", "estimate", str(tmp_path / "klein.toml"), *asked]) == 0
    capsys.readouterr()
    assert main(["check", str(tmp_path / "e")]) == 0
    head, *lines = capsys.readouterr().out.splitlines()
    assert head.split()[:4] == ["verdict", "check", "value", "threshold"]
    for line, check in zip(lines, read_results(tmp_path / "e").checks, strict=True):
        assert check.statistic in line
        if check.threshold is not None:
            assert f" {check.threshold:.2f}  {check.statistic}" in line
    assert "share dropped (%)" in "\n".join(lines)


def test_the_program_has_one_name_and_one_version(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out.strip() == f"{research.NAME} {research.__version__}"
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert research.NAME in told["scripts"]
    for folder in ("fictief-stad-2026", "jobcorps-1995"):
        about = dict(from_release(ROOT / "models_store" / folder).about)
        assert about["Programma"].startswith(f"{research.NAME} ")


def test_progress_is_written_a_whole_line_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C between a line and its end put the next words behind it."""
    pieces: list[str] = []
    monkeypatch.setattr("sys.stderr", SimpleNamespace(write=pieces.append, flush=lambda: None))
    report = Progress(quiet=False)
    report("counting")
    report.warn("few people")
    assert [piece[-1] for piece in pieces] == ["\n", "\n"]
