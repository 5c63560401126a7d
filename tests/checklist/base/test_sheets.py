# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tables that leave as CSV: one way, and no cell that a spreadsheet runs."""

import ast
import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.base.sheets import csv_text, safe_cell
from tests.house import tree

FORMULAS = [
    *("=1+1", "+31", "-2", "@SUM(A1)", "|calc", "\t=1", "\r=1", "\n=1", "\tplain", "\rplain"),
    *(" =1", '"=1', "'=1", "\u00a0=1", "\ufeff=1", "＝1+1", "＋31", "－2", "＠SUM(A1)", "\0=1"),
]


@given(st.text(max_size=40))
def test_no_cell_starts_as_a_formula(text: str) -> None:
    cell = safe_cell(text)
    assert cell.lstrip(" \"'")[:1] not in {"=", "+", "-", "@"} or cell.startswith("'")
    assert "\x00" not in cell


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_becomes_text(text: str) -> None:
    assert csv_text([[text]]).startswith("\ufeff\"'")


@pytest.mark.parametrize(
    "text", ["Direct naar werk", "2026-11-22", "", "a=b", "'t Werkplein", "één regel\nen nog een"]
)
def test_an_ordinary_cell_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == text


def test_the_file_can_be_read_back() -> None:
    rows = [["dag", "wie"], ["2026-11-30", 'Anouk; "de Wit"'], ["", "twee\nregels"]]
    assert list(csv.reader(StringIO(csv_text(rows)[1:], newline=""), delimiter=";")) == rows


def _imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree.parsed(path)):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


def test_nothing_else_in_the_app_writes_csv() -> None:
    """A second escape is a weaker one."""
    app = tree.matching("checklist/*.py", "reintapp/*.py")
    assert app
    assert [str(path) for path in app if "csv" in _imported(path)] == ["checklist/base/sheets.py"]
