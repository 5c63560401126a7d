# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page that a researcher follows: every command on it is run, in one go."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from research.plan.reading import read_plan
from research.release.reading import verify_release
from tests.research.builders import PLANS, ROOT

PAGE = ROOT / "docs" / "how-to" / "estimate-your-own-release.md"
LINKING = ROOT / "docs" / "how-to" / "link-cbs-files.md"
BEFOREHAND = ROOT / "docs" / "how-to" / "say-what-a-study-can-show.md"
ROUND = ROOT / "docs" / "how-to" / "run-a-round.md"
COMBINE = ROOT / "docs" / "how-to" / "combine-municipalities.md"
PROGRAMME = [ROOT / "docs" / "how-to" / name for name in ("lead-a-programme.md", "leid-een-programma.md")]
WHOLE_GROUP = ROOT / "docs" / "how-to" / "show-the-whole-group.md"


def commands(page: Path = PAGE) -> list[str]:
    """The blocks of commands, without the one that installs."""
    blocks = re.findall(r"```sh\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    return [block for block in blocks if "script/setup" not in block]


def walk(tmp_path: Path, blocks: list[str], fewer: int = 4) -> None:
    """Every command of a page in one go, as from a fresh clone; with fewer people, in less time."""
    (tmp_path / "research").symlink_to(ROOT / "research")
    (tmp_path / "bin").mkdir()
    shim = tmp_path / "bin" / "python"
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    shim.chmod(0o755)
    (tmp_path / "var").mkdir()
    where = {"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    script = "set -e\n" + re.sub(
        r"--clients (\d+)", lambda m: f"--clients {int(m[1]) // fewer}", "\n".join(blocks)
    )
    done = subprocess.run(
        ["sh", "-c", script],
        cwd=tmp_path,
        env=os.environ | where,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2_000:]


@pytest.mark.slow
def test_the_page_on_linking_works_from_top_to_bottom(tmp_path: Path) -> None:
    walk(tmp_path, commands(LINKING))
    with open(tmp_path / "var" / "delivered.csv", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    plan = read_plan(ROOT / "research" / "plans" / "fictief.toml")
    assert len(rows) == 1_000
    assert set(rows[0]) == {column.name for column in plan.columns}
    html = (tmp_path / "var" / "delivered-linking.html").read_text(encoding="utf-8")
    assert html.count("<svg") == 1
    assert "<script" not in html


@pytest.mark.slow
def test_the_pages_from_feasibility_to_a_round_work_from_top_to_bottom(tmp_path: Path) -> None:
    walk(tmp_path, [*commands(BEFOREHAND), *commands(ROUND)])
    told = (tmp_path / "var" / "feasibility" / "feasibility.nl.html").read_text(encoding="utf-8")
    assert "Er is nog geen uitkomst bekeken." in told
    release = verify_release(tmp_path / "var" / "releases" / "samen-2026")
    assert release.manifest.municipalities == 2
    names = next(line.sentence_nl for line in release.checks if line.key == "plan.round")
    assert names == "Aan deze ronde deden mee: Noordstad (FICTIEF), Zuidstad (FICTIEF)."
    with open(tmp_path / "var" / "round-estimates" / "round.csv", encoding="utf-8") as stream:
        assert {row["way"] for row in csv.DictReader(stream)} == {"together", "alone", "without"}


def test_the_page_on_laying_down_a_plan_works_from_top_to_bottom(tmp_path: Path) -> None:
    walk(tmp_path, commands(ROOT / "docs" / "how-to" / "lay-down-a-plan.md"))
    laid = tmp_path / "var" / "laid-down"
    assert {path.name for path in laid.iterdir()} == {
        "preregistration.nl.txt",
        "preregistration.en.txt",
        "plan.tsq",
    }
    assert read_plan(PLANS / "own-table.toml").sha256 in (laid / "preregistration.en.txt").read_text()


@pytest.mark.slow
def test_the_page_on_combining_works_from_top_to_bottom(tmp_path: Path) -> None:
    walk(tmp_path, commands(COMBINE))
    release = verify_release(tmp_path / "var" / "combined" / "gemeenten-samen-2026")
    assert [member.place for member in release.manifest.members] == [
        f"Stad {n} (FICTIEF)" for n in (31, 32, 33)
    ]
    assert {line.member for line in release.combined if line.n} <= {m.key for m in release.manifest.members}
    for member in release.manifest.members:
        assert verify_release(tmp_path / "var" / "releases" / member.slug).manifest.digest == member.digest
    whole = [row for row in release.findings if row.estimate is not None]
    assert whole, "three municipalities of which none prints a number"


def test_the_page_for_who_leads_a_programme_says_the_same_in_both_languages() -> None:
    """One page each: the same steps, the same pages behind them, and every step of the way from question to talk."""
    pages = [path.read_text(encoding="utf-8") for path in PROGRAMME]
    for page, other in zip(pages, PROGRAMME[::-1], strict=True):
        assert f"({other.name})" in page
        assert len(page.split()) < 650
    links = [
        [x for x in re.findall(r"\]\(([\w./-]+)\)", page) if x not in {p.name for p in PROGRAMME}]
        for page in pages
    ]
    assert links[0] == links[1]
    assert set(links[0]) >= {BEFOREHAND.name, ROUND.name, COMBINE.name, PAGE.name}
    rows, heads = (
        [len(re.findall(what, page, re.MULTILINE)) for page in pages] for what in (r"^\| \d ", r"^## ")
    )
    assert rows == [5, 5]
    assert heads[0] == heads[1]


@pytest.mark.slow
def test_the_page_works_from_top_to_bottom(tmp_path: Path) -> None:
    walk(tmp_path, commands())
    releases = {path.name: verify_release(path) for path in sorted((tmp_path / "var" / "releases").iterdir())}
    assert set(releases) == {
        "fictief-stad-2026",
        "eigen-tabel-2026",
        "eigen-loting-2026",
        "samen-2026",
        "literatuur-2026",
    }
    # What the page says about the table with names of its own.
    hours = next(
        r for r in releases["eigen-tabel-2026"].findings if r.primary and r.overall and r.type == "effect"
    )
    assert hours.scale == "mean"
    assert hours.estimate is not None
    assert hours.lower is not None
    assert hours.upper is not None
    assert hours.naive is not None
    assert hours.lower <= 4 <= hours.upper
    assert hours.naive < 0
    assert hours.verdict == "beter"
    # Two municipalities were added.
    pooled = releases["samen-2026"]
    assert pooled.manifest.municipalities == 2
    assert pooled.manifest.offices == 7
    everyone = next(r for r in pooled.findings if r.overall and r.primary and r.type == "effect")
    assert everyone.n == 40_000
    with open(tmp_path / "var" / "linked-linking.csv", encoding="utf-8") as stream:
        assert {"step", "people_before", "found", "not_found"} <= set(next(csv.reader(stream)))


def test_what_the_page_compares_was_simulated_alike() -> None:
    """Names of caseworkers and offices differ by layout, and the learner draws its parts by name: not with the few
    people of the test above, but with those of the page one line would differ."""
    lines = re.findall(r"simulate (.*) --out var/country(?:-parquet)?$", "\n".join(commands()), re.MULTILINE)
    assert len(lines) == 2
    assert {line.replace(" --format parquet", "") for line in lines} == {"--clients 50000 --layout cbs"}


def test_every_plan_and_page_that_it_names_is_there() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for name in re.findall(r"research/(?:plans|profiles)/[\w.-]+\.toml", text):
        assert (ROOT / name).is_file(), name
    for name in re.findall(r"\]\(([^)#]+)\)", text):
        assert (PAGE.parent / name).is_file() or name.endswith("disclosure-study.md"), name


def test_what_pip_installs_holds_every_room_of_research() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    parts = {
        ".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "research").rglob("__init__.py")
    }
    assert told["packages"]["find"]["include"] == ["research", "research.*"]
    rooms = {".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "research").rglob("*.py")}
    assert rooms == parts, "a room without __init__.py is no package"
    shipped = {path for kind in told["package-data"]["research"] for path in (ROOT / "research").glob(kind)}
    beside = {p for p in (ROOT / "research").rglob("*") if p.is_file() and p.suffix not in (".py", ".pyc")}
    assert shipped == beside
