# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The floor of the branches: held, and said in the totals when it is not."""

import json
from pathlib import Path

import pytest

from tests import branches


def _report(path: Path, covered: int, of: int) -> Path:
    file = {"summary": {"missing_branches": of - covered}, "missing_branches": [[7, 9]] * (of - covered)}
    totals = {"num_branches": of, "covered_branches": covered}
    path.write_text(json.dumps({"totals": totals, "files": {"research/run.py": file}}))
    return path


@pytest.mark.parametrize(("covered", "code"), [(int(branches.FLOOR), 0), (int(branches.FLOOR) - 1, 1)])
def test_fewer_branches_than_the_floor_is_a_failure(
    covered: int,
    code: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    failed = tmp_path / "failed"
    monkeypatch.setenv("FAILED_CHECKS", str(failed))
    assert branches.main(_report(tmp_path / "report.json", covered, 100)) == code
    said = capsys.readouterr().out
    assert f"{covered}.0% walked" in said
    assert ("research/run.py: " in said) is bool(code)
    assert failed.exists() is bool(code), "script/test counts it in its last line"


def test_a_run_that_left_no_report_is_no_success(tmp_path: Path) -> None:
    assert branches.main(tmp_path / "nothing.json") == 1
