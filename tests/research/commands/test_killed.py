# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A run that is killed or stopped leaves no half release, no half file, and the old release where it was."""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from research import __main__ as program
from research.__main__ import main
from research.errors import InputError
from research.release import writing
from research.release.reading import collect, read_release, verify_release
from research.release.writing import release_files, write_release
from tests.research.builders import ROOT, SAMPLE, small_plan, small_table
from tests.research.insight_plans import both_tables, insight_plan

WRITER = """
import sys
from dataclasses import replace
from pathlib import Path
from research.release.reading import read_release
from research.release.writing import write_release
one = read_release(Path(sys.argv[1]))
other = replace(one, explanation=one.explanation + "Once more.\\n")
for number in range(100_000):
    write_release((one, other)[number % 2], Path(sys.argv[2]))
    if number == 1:
        print("writing", flush=True)
"""


def started(*words: str, **more: object) -> subprocess.Popen[bytes]:
    ways: dict[str, Any] = {"stderr": subprocess.DEVNULL, **more}
    return subprocess.Popen([sys.executable, *words], cwd=ROOT, **ways)


def _hear_ctrl_c() -> None:
    """A shell that starts the suite in the background has Ctrl-C ignored, and children inherit that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def visible(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def test_a_writer_killed_at_any_moment_leaves_a_whole_release_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = read_release(SAMPLE)
    allowed = [release_files(r) for r in (one, replace(one, explanation=one.explanation + "Once more.\n"))]
    chance, out = random.Random(5), tmp_path / "releases"
    drafts = 0
    for _ in range(12):
        process = started("-c", WRITER, str(SAMPLE), str(out), stdout=subprocess.PIPE)
        assert process.stdout is not None
        assert process.stdout.readline() == b"writing\n"
        time.sleep(chance.random() * 0.05)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        drafts += len(list(out.glob(".*")))
        assert visible(out) in ([], [SAMPLE.name])
        if visible(out):
            assert collect(out / SAMPLE.name) in allowed
    assert drafts, "no kill came while something was being written; the test would prove nothing"
    # Whoever writes next puts back what stood aside, and clears the drafts away.
    monkeypatch.setattr(writing, "ABANDONED", -1)
    write_release(one, out)
    assert sorted(path.name for path in out.iterdir()) == [SAMPLE.name]
    verify_release(out / SAMPLE.name)


def test_an_old_release_that_stood_aside_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    aside = tmp_path / f".{SAMPLE.name}-old-x"
    shutil.copytree(SAMPLE, aside / SAMPLE.name)
    writing.clear_up(tmp_path / SAMPLE.name)
    assert aside.is_dir()  # too fresh: another writer may be at work
    monkeypatch.setattr(writing, "ABANDONED", -1)
    writing.clear_up(tmp_path / SAMPLE.name)
    assert [path.name for path in tmp_path.iterdir()] == [SAMPLE.name]
    verify_release(tmp_path / SAMPLE.name)


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("killed")
    small_plan(folder)
    small_table(30_000).to_csv(folder / "t.csv", index=False)
    insight_plan(folder)
    both_tables(folder)
    plan, data = str(folder / "klein.toml"), str(folder / "t.csv")
    assert main(["--quiet", "estimate", plan, "--data", data, "--out", str(folder / "e")]) == 0
    return folder


SIDES = ["--data", "{}/clients.csv", "--reference", "{}/others.csv"]
COMMANDS = {
    "insight": ["insight", "{}/groep.toml", *SIDES, "--out", "{}/o"],
    "estimate": ["estimate", "{}/klein.toml", "--data", "{}/t.csv", "--out", "{}/o"],
    "count": ["count", "{}/klein.toml", "--data", "{}/t.csv", "--out", "{}/o/c.parquet"],
    "release": ["release", "{}/klein.toml", "--estimates", "{}/e", "--out", "{}/o"],
    "report": ["report", "--plan", "{}/klein.toml", "--estimates", "{}/e", "--out", "{}/o/r.html"],
    "simulate": ["simulate", "--clients", "20000", "--out", "{}/o"],
    "national": ["simulate", "--national", "--scale", "0.02", "--out", "{}/o"],
}


def asked(name: str, folder: Path) -> list[str]:
    return ["-m", "research", *(word.replace("{}", str(folder)) for word in COMMANDS[name])]


@pytest.fixture
def out(ready: Path) -> Iterator[Path]:
    yield ready / "o"
    shutil.rmtree(ready / "o", ignore_errors=True)


def took(words: list[str], out: Path) -> float:
    begin = time.monotonic()
    assert started(*words, stdout=subprocess.DEVNULL).wait() == 0
    shutil.rmtree(out, ignore_errors=True)
    return time.monotonic() - begin


@pytest.mark.slow
@pytest.mark.parametrize("name", ["release", "count", "report", "insight"])
def test_a_command_killed_at_any_moment_leaves_a_whole_file_or_none(
    name: str, ready: Path, out: Path
) -> None:
    words = asked(name, ready)
    assert started(*words, stdout=subprocess.DEVNULL).wait() == 0
    whole = {path.name: path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}
    shutil.rmtree(out)
    long, chance = took(words, out), random.Random(7)
    for _ in range(5):
        process = started(*words, stdout=subprocess.DEVNULL)
        time.sleep(long * (0.4 + 0.6 * chance.random()))
        process.send_signal(signal.SIGKILL)
        process.wait()
        for path in out.rglob("*") if out.exists() else ():
            hidden = any(part.startswith(".") for part in path.relative_to(out).parts)
            assert hidden or path.is_dir() or path.read_bytes() == whole[path.name]


@pytest.mark.slow
@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("name", ["estimate", "simulate", "national", "insight"])
def test_a_stopped_run_says_so_and_leaves_nothing(
    name: str, how: int, code: int, ready: Path, out: Path
) -> None:
    process = started(
        *asked(name, ready), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, preexec_fn=_hear_ctrl_c
    )
    assert process.stderr is not None
    first = process.stderr.readline()  # it is at work
    assert first.startswith(b"[")
    os.kill(process.pid, how)
    said = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait() == code
    assert said.strip().splitlines()[-1] == "stopped; nothing half-written is left"
    left = [path for path in out.rglob("*") if path.is_file()] if out.exists() else []
    assert left == []


@pytest.mark.parametrize(
    "error", [RuntimeError("Query interrupted"), InputError(file="t.csv", expected="a table", found="")]
)
@pytest.mark.parametrize(("how", "code"), [("hear_ctrl_c", 130), ("stop", 143)])
def test_an_error_after_a_stop_is_a_stop(
    how: str, code: int, error: Exception, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """DuckDB (2.0.0) and the reader of pandas (3.1.1) put an error of their own in the place of what was raised."""

    def stopped(options: object, say: object) -> int:
        with suppress(KeyboardInterrupt, program.Terminated):
            getattr(program, how)(0, None)
        raise error

    wanted = argparse.Namespace(run=stopped, quiet=True)
    monkeypatch.setattr(program, "command_line", lambda _: argparse.Namespace(parse_args=lambda _: wanted))
    assert main([]) == code
    assert capsys.readouterr().err == "stopped; nothing half-written is left\n"


def test_an_error_without_a_stop_is_no_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(options: object, say: object) -> int:
        raise RuntimeError("Query interrupted")

    wanted = argparse.Namespace(run=broken, quiet=True)
    monkeypatch.setattr(program, "command_line", lambda _: argparse.Namespace(parse_args=lambda _: wanted))
    with pytest.raises(RuntimeError, match="Query interrupted"):
        main([])
