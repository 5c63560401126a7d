# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Builds of SQLite with the fault at the reset of the write-ahead log are named, with what to do."""

import sqlite3

import pytest
from django.core.checks import run_checks
from django.db import connection

from checklist.base.sqlite_build import Version, has_the_fault

WITH = [(3, 7, 0), (3, 40, 1), (3, 44, 5), (3, 45, 0), (3, 50, 6), (3, 51, 2)]
WITHOUT = [(3, 6, 23), (3, 44, 6), (3, 50, 7), (3, 51, 3), (3, 53, 0), (4, 0, 0)]


@pytest.mark.parametrize("version", WITH, ids=str)
def test_a_build_within_the_range_has_the_fault(version: Version) -> None:
    assert has_the_fault(version)


@pytest.mark.parametrize("version", WITHOUT, ids=str)
def test_a_build_outside_or_mended_has_not(version: Version) -> None:
    assert not has_the_fault(version)


@pytest.mark.parametrize(("version", "warns"), [((3, 40, 1), True), ((3, 51, 3), False)])
def test_the_check_warns_and_says_what_to_do(
    db: None, monkeypatch: pytest.MonkeyPatch, version: Version, warns: bool
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    monkeypatch.setattr(sqlite3, "sqlite_version", ".".join(map(str, version)))
    found = [one for one in run_checks(databases=["default"]) if one.id == "checklist.W001"]
    assert bool(found) is (warns and connection.vendor == "sqlite")
    for one in found:
        assert not one.is_serious()  # a warning: it stops nothing
        assert "3.40.1" in one.msg
        assert "install.md" in (one.hint or "")
