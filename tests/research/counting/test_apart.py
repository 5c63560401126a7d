# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The counting pass in a process of its own: the same bytes, the same refusals, and nothing left behind."""

from __future__ import annotations

import pickle  # noqa: TID251 - as between the two processes
import subprocess
import sys
from pathlib import Path

import pytest

from research.counting.apart import is_small, portable
from research.errors import InputError
from research.results import to_json
from research.run import estimate
from tests.research.builders import ROOT, small_plan, small_table

#: What a small process does: count apart in a way, and tell what came of it.
ASIDE = """
import os, sys, tempfile
from research.counting.apart import count_apart, is_small
assert is_small()
def make(say):
    say("begun")
    tempfile.mkdtemp(prefix="left-")
    WAY
try:
    count_apart(make, print)
except Exception as error:
    print(type(error).__name__, error)
print("pandas" in sys.modules, os.listdir(tempfile.gettempdir()))
"""


def aside(way: str, folder: Path) -> str:
    folder.mkdir()
    return subprocess.run(
        [sys.executable, "-c", ASIDE.replace("WAY", way)],
        cwd=ROOT, env={"TMPDIR": str(folder), "PYTHONPATH": str(ROOT)}, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip


def test_a_run_that_counts_apart_has_the_bytes_of_one_that_does_not(tmp_path: Path) -> None:
    assert not is_small()
    plan = small_plan(tmp_path)
    table = tmp_path / "table.parquet"
    small_table(1200).to_parquet(table, index=False)
    here = to_json(estimate(plan, [table]))
    words = [
        "--quiet",
        "estimate",
        str(tmp_path / plan.path),
        "--data",
        str(table),
        "--out",
        str(tmp_path / "o"),
    ]
    subprocess.run([sys.executable, "-m", "research", *words], cwd=ROOT, check=True, capture_output=True)
    assert (tmp_path / "o" / "results.json").read_text(encoding="utf-8") == here


@pytest.mark.parametrize(
    ("way", "told"),
    [
        ("os.kill(os.getpid(), 9)", "InputError counting: expected memory enough"),
        ("raise OSError(28, 'No space left')", "OSError [Errno 28] No space left"),
        ("raise type('Odd', (Exception,), {})('odd')", "RuntimeError Odd: odd"),
        ("import pandas; raise ValueError('with pandas')", "ValueError with pandas"),
    ],
)
def test_what_goes_wrong_there_is_told_here_and_nothing_is_left(way: str, told: str, tmp_path: Path) -> None:
    said = aside(way, tmp_path / "temp").splitlines()
    assert said[0] == "begun"
    assert said[1].startswith(told)
    assert said[2] == "False []"


def test_a_refusal_is_the_same_sentence_in_another_process() -> None:
    for name in ("table.csv", "table.parquet", "table.xlsx"):
        refusal = InputError(file=name, line=7, column="c", expected="e", found="f", todo="T.")
        again = portable(refusal)
        assert again is refusal
        assert str(pickle.loads(pickle.dumps(refusal))) == str(refusal)
