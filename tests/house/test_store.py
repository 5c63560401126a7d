# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""models_store/ holds released figures: data, never code, and every release verifies."""

import os
import sys
from pathlib import Path

import pytest

from tests.house import tree

STORE = tree.matching("models_store/")
RELEASES = sorted({path.parts[1] for path in STORE if len(path.parts) > 2})
SHIPPED = {"werkwijzer-2020", "jobcorps-1995"}
KINDS = ("literatuur-", "fictief-")
LARGEST = 2 * 1024 * 1024


@pytest.mark.parametrize("path", STORE, ids=str)
def test_a_release_is_plain_text(path: Path) -> None:
    assert path.suffix in {".txt", ".csv"}
    assert not os.access(tree.ROOT / path, os.X_OK)
    body = (tree.ROOT / path).read_bytes()
    assert len(body) < LARGEST
    assert b"\0" not in body
    body.decode("utf-8")


def test_the_shipped_releases_are_there() -> None:
    assert set(RELEASES) >= SHIPPED
    for kind in KINDS:
        assert any(name.startswith(kind) for name in RELEASES), kind


@pytest.mark.parametrize("name", RELEASES)
def test_a_release_verifies(name: str) -> None:
    done = tree.run(sys.executable, "-m", "research", "verify", f"models_store/{name}")
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_data_about_people_is_in_the_tree() -> None:
    """Rows about people stay where they are; what is committed is made up, small, or a group figure."""
    large = [
        str(path)
        for path in tree.files()
        if path.suffix
        in {".csv", ".tsv", ".parquet", ".sav", ".dta", ".xlsx", ".sqlite3", ".pkl", ".joblib", ".npz"}
        and (path.suffix != ".csv" or (tree.ROOT / path).stat().st_size > LARGEST)
    ]
    assert large == []
