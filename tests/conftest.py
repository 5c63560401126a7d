# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What holds for every test: no network, nothing skipped in CI, real data where they are."""

import ipaddress
import os
import socket
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from tests import totals
from tests.browser import chromium, visitors  # noqa: F401 - fixtures for every test; one browser for all of them
from tests.engines import can_differ

ROOT = Path(__file__).resolve().parent.parent
IN_CI = os.environ.get("CI", "").lower() == "true"
WITHOUT_DATA = "FINDINGS_DATA=none"

STARTED = time.monotonic()


# ---- no network ------------------------------------------------------------------------------------------------------


def _is_loopback(address: Any) -> bool:
    if not isinstance(address, tuple):
        return True  # a socket in the file system
    host = str(address[0]).partition("%")[0]
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host in {"", "localhost"}


class GuardedSocket(socket.socket):
    """A socket that only connects to this machine."""

    def connect(self, address: Any, /) -> None:
        if not _is_loopback(address):
            raise OSError(f"A test tried to reach {address!r}; tests reach this machine only.")
        super().connect(address)

    def connect_ex(self, address: Any, /) -> int:
        if not _is_loopback(address):
            raise OSError(f"A test tried to reach {address!r}; tests reach this machine only.")
        return super().connect_ex(address)


def pytest_configure() -> None:
    socket.socket = GuardedSocket  # type: ignore[misc]
    # Playwright keeps an event loop in the thread of the test; Django's check for it would refuse every query there.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


# ---- nothing skipped in CI -------------------------------------------------------------------------------------------


def _fail_a_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    if not IN_CI or report.outcome != "skipped" or hasattr(report, "wasxfail"):
        return
    reason = str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)
    if WITHOUT_DATA in reason and os.environ.get("FINDINGS_DATA") == "none":
        return
    report.outcome = "failed"
    report.longrepr = f"With CI=true nothing is skipped. {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _fail_a_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _fail_a_skip(report)
    return report


# ---- once more, in a browser -----------------------------------------------------------------------------------------


def mark_browser_tests(items: list[pytest.Item]) -> None:
    """A browser is a program of its own on a machine that has more to do: what fails in one is asked once more, from an
    empty database. Playwright's own runner does so (`retries`), and calls it flaky, as the totals do here. Nothing else
    has a second chance.
    """
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.flaky(reruns=1))


# ---- the second engine -----------------------------------------------------------------------------------------------


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark those in a browser; with TEST_ONLY=database only tests that can differ by engine (script/test)."""
    mark_browser_tests(items)
    if os.environ.get("TEST_ONLY") != "database":
        return
    others = [item for item in items if not can_differ(item)]
    items[:] = [item for item in items if can_differ(item)]
    config.hook.pytest_deselected(items=others)


# ---- real data -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def findings_data() -> Path:
    """The folder with real data sets: FINDINGS_DATA, else ../shared/data, else var/data (docs/how-to/develop.md)."""
    named = os.environ.get("FINDINGS_DATA")
    if named == "none":
        pytest.skip(f"{WITHOUT_DATA}: tests on the real data set do not run")
    places = [Path(named)] if named else [ROOT.parent / "shared" / "data", ROOT / "var" / "data"]
    for place in places:
        if place.is_dir():
            return place
    looked = ", ".join(str(place) for place in places)
    message = f"No folder with real data (looked for {looked}); set FINDINGS_DATA to one, or to none"
    if IN_CI:
        pytest.fail(message)
    pytest.skip(message)


# ---- totals ----------------------------------------------------------------------------------------------------------


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if hasattr(terminalreporter.config, "workerinput"):
        return
    stats = terminalreporter.stats
    counts = {kind: len(stats.get(kind, [])) for kind in totals.KINDS}
    engine = "PostgreSQL" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "SQLite"
    remark = ""
    if any(WITHOUT_DATA in str(report.longrepr) for report in stats.get("skipped", [])):
        remark = f"{WITHOUT_DATA}: the tests on the real data set did not run."
        terminalreporter.write_line(remark)
    broken = [
        (f"{kind}: {report.nodeid}", report.longreprtext)
        for kind in ("failed", "error", "rerun")
        for report in stats.get(kind, [])
    ]
    totals.record(engine, counts, time.monotonic() - STARTED, remark, broken)
