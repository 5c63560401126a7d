# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""`--workers`: the same bytes, the same progress and the same refusals at any number of them."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from research.__main__ import main
from research.effects import caseworker
from research.errors import InputError
from tests.research.builders import ROOT, small_plan, small_table

#: A plan that counts can hold, and one that needs rows: a mean, with a covariate.
PLANS = {"counts": ("share", ()), "rows": ("mean", ("x",))}


def asked(folder: Path, *more: str, size: int = 1_500, path: str = "counts") -> list[str]:
    scale, covariates = PLANS[path]
    small_plan(folder, scale=scale, covariates=covariates)
    small_table(size, scale=scale).to_csv(folder / "t.csv", index=False)
    return ["estimate", str(folder / "klein.toml"), "--data", str(folder / "t.csv"), *more]


def written(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("path", PLANS)
def test_estimates_release_and_report_have_the_same_bytes_and_progress_the_same_order(
    path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words, plan = asked(tmp_path, path=path), str(tmp_path / "klein.toml")
    made, heard = [], []
    for workers in ("1", "2", "3"):
        out = tmp_path / workers
        assert main([*words, "--workers", workers, "--out", str(out / "e")]) == 0
        said = re.sub(r"\[ *[\d.]+s\] ", "", capsys.readouterr().err)
        # The engine hands over its parts in any order.
        heard.append(
            "".join(line for line in said.splitlines(keepends=True) if not line.startswith("counted "))
        )
        estimates = ["--estimates", str(out / "e")]
        assert main(["--quiet", "release", plan, *estimates, "--out", str(out / "r")]) == 0
        assert main(["--quiet", "report", "--plan", plan, *estimates, "--out", str(out / "report.html")]) == 0
        capsys.readouterr()
        made.append(written(out))
    assert {"e/estimates.csv", "e/results.json", "report.html"} < set(made[0])
    assert made[1] == made[0]
    assert made[2] == made[0]
    assert heard[1] == heard[0]
    assert heard[2] == heard[0]
    assert heard[0].index("group 1 of 3") < heard[0].index("group 2 of 3") < heard[0].index("other ways")


def test_what_was_remembered_with_two_workers_is_read_with_one(tmp_path: Path) -> None:
    words = [*asked(tmp_path, path="rows"), "--cache", str(tmp_path / "cache")]
    for workers in ("2", "1"):
        assert main(["--quiet", *words, "--workers", workers, "--out", str(tmp_path / workers)]) == 0
    assert written(tmp_path / "2") == written(tmp_path / "1")


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_refusal_inside_a_worker_is_one_line_and_nothing_is_written(
    workers: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(plan: object, tally: object, rows: object, number: int, closed: object) -> None:
        raise InputError(file="t.csv", row=number, expected="a number", found="a word", todo="Mend it.")

    monkeypatch.setattr(caseworker, "answer_group", refused)
    words = asked(tmp_path, "--workers", workers, "--out", str(tmp_path / "e"), path="rows")
    assert main(["--quiet", *words]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "refused: t.csv, row 0: expected a number; found a word. Mend it."
    ]
    assert not (tmp_path / "e").exists()


@pytest.mark.parametrize("word", ["0", "-1", "two", "1.5", "65"])
def test_an_odd_number_of_workers_is_a_wrong_call(
    word: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["estimate", "p.toml", "--out", str(tmp_path), "--workers", word])
    assert ended.value.code == 2
    assert "expected a whole number from 1 to 64" in capsys.readouterr().err


def _hear_ctrl_c() -> None:
    """A shell that starts the suite in the background has Ctrl-C ignored, and children inherit that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.slow
@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("moment", ["group 2", "learners"])
def test_a_run_that_is_stopped_while_workers_are_busy_says_so_and_leaves_nothing(
    moment: str, how: int, code: int, tmp_path: Path
) -> None:
    words = asked(tmp_path, "--workers", "2", "--out", str(tmp_path / "e"), size=60_000, path="rows")
    process = subprocess.Popen(
        [sys.executable, "-m", "research", *words], cwd=ROOT, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, preexec_fn=_hear_ctrl_c,  # noqa: PLW1509
    )  # fmt: skip
    assert process.stderr is not None
    assert any(moment.encode() in line for line in process.stderr)
    os.kill(process.pid, how)
    said = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait() == code
    assert said.strip().splitlines()[-1] == "stopped; nothing half-written is left"
    assert "Traceback" not in said
    assert not (tmp_path / "e").exists()
