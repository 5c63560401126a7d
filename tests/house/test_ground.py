# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The ground under the tests: no network, nothing skipped in CI, and a warning is a failure."""

import os
import socket
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from tests.house import tree

SKIPPING = """
import pytest

def test_skipped():
    pytest.skip({reason!r})

@pytest.mark.skipif(True, reason={reason!r})
def test_marked():
    pass
"""


@pytest.mark.parametrize("address", [("198.51.100.7", 80), ("example.org", 443), ("2001:db8::1", 80, 0, 0)])
def test_a_test_reaches_no_other_machine(address: tuple[str, int]) -> None:
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    with socket.socket(family) as probe, pytest.raises(OSError, match="this machine only"):
        probe.connect(address)


def test_a_test_reaches_this_machine() -> None:
    with socket.socket() as listening, socket.socket() as probe:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        probe.connect(listening.getsockname())


def test_a_warning_is_a_failure() -> None:
    with pytest.raises(UserWarning, match="careless"):
        warnings.warn("careless", stacklevel=1)


def _run_skipping(folder: Path, reason: str, **environment: str) -> str:
    """Run two skipping tests under our own conftest; hands back pytest's last line."""
    (folder / "test_it.py").write_text(SKIPPING.format(reason=reason))
    (folder / "pytest.ini").write_text(
        "[pytest]\n"
    )  # a ground of its own: quick, with only our conftest on it
    options = [
        part
        for name in ("no:cacheprovider", "no:randomly", "no:django", "tests.conftest")
        for part in ("-p", name)
    ]
    variables = {**tree.bare_environment(), "PYTHONPATH": str(tree.ROOT), **environment}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, str(folder / "test_it.py")],
        cwd=folder,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip().splitlines()[-1]


def test_a_skip_is_a_failure_in_ci_only(tmp_path: Path) -> None:
    assert "2 skipped" in _run_skipping(tmp_path, "no time")
    assert "1 failed, 1 error" in _run_skipping(tmp_path, "no time", CI="true")


def test_ci_may_go_without_the_real_data_when_it_says_so(tmp_path: Path) -> None:
    reason = "FINDINGS_DATA=none: tests on the real data set do not run"
    assert "2 skipped" in _run_skipping(tmp_path, reason, CI="true", FINDINGS_DATA="none")
    assert "1 failed, 1 error" in _run_skipping(tmp_path, reason, CI="true")


def test_tests_run_in_random_order(pytestconfig: pytest.Config) -> None:
    assert pytestconfig.pluginmanager.hasplugin("randomly") or os.environ.get(
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD"
    )
