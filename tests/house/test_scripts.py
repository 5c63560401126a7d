# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The commands of the house: POSIX shell, runnable, and sound in what they promise."""

import os
import socket
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests import conftest, totals
from tests.house import tree

COMMANDS = ("setup", "demo", "test", "check", "bench", "study", "build", "vendor_css", "backup", "restore")
SHELL = [*tree.matching("script/"), Path(".ci/run")]
# What bash and others know, and a plain sh does not.
BASHISMS = ("[[", "function ", "<<<", "source ", "$RANDOM", "&>", "pushd", "declare ", "echo -e", "${!")


def test_every_command_is_there() -> None:
    assert {path.name for path in SHELL} == {*COMMANDS, "run"}


@pytest.mark.parametrize("path", SHELL, ids=str)
def test_a_command_is_posix_shell_that_runs(path: Path) -> None:
    text = tree.text(path)
    assert text.startswith("#!/bin/sh\n")
    assert os.access(tree.ROOT / path, os.X_OK)
    assert subprocess.run(["/bin/sh", "-n", tree.ROOT / path], check=False).returncode == 0
    assert [word for word in BASHISMS if word in text] == []
    assert "set -eu" in text or "set -u" in text


def test_the_demo_says_in_one_sentence_that_a_port_is_taken() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = tree.run("script/demo", PORT=port)
    assert done.returncode != 0
    assert done.stderr.count("\n") == 1
    assert f"Port {port} cannot be used" in done.stderr
    assert done.stdout == "", "before any work"


def test_the_demo_refuses_an_odd_port() -> None:
    done = tree.run("script/demo", PORT="eighty")
    assert done.returncode != 0
    assert "PORT must be a number" in done.stderr


def test_setup_refuses_an_unknown_argument() -> None:
    assert tree.run("script/setup", "--everything").returncode == 2


@pytest.mark.parametrize("kind", ["bench", "study"])
def test_a_part_that_is_not_there_is_named(kind: str) -> None:
    done = tree.run(f"script/{kind}", "no-such-part")
    assert done.returncode == 2 or "nothing in" in done.stdout


def test_a_scratch_database_starts_answers_and_is_gone() -> None:
    ask = "psycopg.connect(os.environ['DATABASE_URL']).execute('select 6 * 7').fetchone()[0]"
    code = f"import os, psycopg; print({ask})"
    done = tree.run(sys.executable, "-m", "tests.postgres", sys.executable, "-c", code)
    assert (done.returncode, done.stdout) == (0, "42\n"), done.stderr
    shown = "import os; print(os.environ['DATABASE_URL'].rpartition(':')[2].partition('/')[0])"
    port = int(tree.run(sys.executable, "-m", "tests.postgres", sys.executable, "-c", shown).stdout)
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_a_scratch_database_hands_on_the_exit_code() -> None:
    assert tree.run(sys.executable, "-m", "tests.postgres", "sh", "-c", "exit 7").returncode == 7


def test_the_totals_of_two_engines_are_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TEST_TOTALS", str(tmp_path / "totals"))
        patch.delenv("FAILED_CHECKS", raising=False)
        totals.record("SQLite", {"passed": 10, "failed": 0}, 4.0, "")
        trace = "\n".join(f"line {number}" for number in range(40))
        totals.record(
            "PostgreSQL", {"passed": 7, "failed": 1}, 6.5, "a remark", [("tests/a.py::test_b", trace)]
        )
        assert totals.main(tmp_path / "totals") == 1
        said = capsys.readouterr().out.splitlines()
        assert " 1 failed, 17 passed in 10.50s " in said[-1]
        named = said.index("-- PostgreSQL: tests/a.py::test_b")
        assert said[named + 1 : named + 13] == [f"line {number}" for number in range(28, 40)], (
            "only the end is kept"
        )
        (tmp_path / "totals").write_text("")
        assert totals.main(tmp_path / "totals") == 1, "nothing ran is no success"


def test_only_what_runs_in_a_browser_is_asked_once_more() -> None:
    marks: dict[str, list[pytest.MarkDecorator]] = {"visitors, chromium": [], "db": []}
    items = [
        SimpleNamespace(fixturenames=names.split(", "), add_marker=found.append)
        for names, found in marks.items()
    ]
    conftest.mark_browser_tests(items)  # type: ignore[arg-type]
    assert [mark.kwargs for mark in marks["visitors, chromium"]] == [{"reruns": 1}]
    assert marks["db"] == []


def test_what_went_well_the_second_time_is_named_and_fails_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEST_TOTALS", str(tmp_path / "totals"))
    monkeypatch.delenv("FAILED_CHECKS", raising=False)
    totals.record(
        "SQLite", {"passed": 3, "rerun": 1}, 2.0, "", [("tests/looks/a.py::test_b", "E   too slow")]
    )
    assert totals.main(tmp_path / "totals") == 0
    said = capsys.readouterr().out
    assert "-- SQLite: tests/looks/a.py::test_b\nE   too slow" in said
    assert " 3 passed, 1 rerun in 2.00s " in said.splitlines()[-1]
