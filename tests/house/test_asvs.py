# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""docs/security: every row of ASVS 5.0.0 up to level 2 has a verdict, and every test that a page names is there."""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from tests.house import tree

PAGE = Path("docs/security/asvs.md")
THREATS = Path("docs/security/threats.md")
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| (\d) \| ([^|]+) \| ([^|]+) \|(.*) \|$", re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
VERDICTS = ("met", "in part", "not met", "not applicable")
#: Of each section, the levels of its rows in order, as ASVS 5.0.0 numbers them. Rows of level 3 are left out.
LEVELS = {
    "1.1": "22", "1.2": "1111122223", "1.3": "112222222223", "1.4": "222", "1.5": "123",
    "2.1": "122", "2.2": "112", "2.3": "12223", "2.4": "23", "3.2": "113", "3.3": "12223",
    "3.4": "11222233", "3.5": "11122333", "3.7": "22333", "4.1": "12233", "4.2": "23333",
    "4.3": "22", "4.4": "1222", "5.1": "2", "5.2": "112333", "5.3": "113", "5.4": "222",
    "6.1": "122", "6.2": "111111112222", "6.3": "11223333", "6.4": "112233", "6.5": "22222333",
    "6.6": "2223", "6.8": "2222", "7.1": "222", "7.2": "1111", "7.3": "22", "7.4": "11222",
    "7.5": "223", "7.6": "22", "8.1": "1233", "8.2": "1123", "8.3": "133", "8.4": "23",
    "9.1": "111", "9.2": "1222", "10.1": "22", "10.2": "223", "10.3": "22223",
    "10.4": "1111122222233333", "10.5": "22222", "10.6": "22", "10.7": "222", "11.1": "2233",
    "11.2": "22233", "11.3": "11233", "11.4": "1222", "11.5": "23", "11.6": "23", "12.1": "12233",
    "12.2": "11", "12.3": "22223", "13.1": "2333", "13.2": "222223", "13.3": "2233",
    "13.4": "1222233", "14.1": "22", "14.2": "12223333", "14.3": "122", "15.1": "12233",
    "15.2": "12233", "15.3": "1222222", "16.1": "2", "16.2": "22222", "16.3": "2222",
    "16.4": "222", "16.5": "2223", "17.1": "23", "17.2": "22223333", "17.3": "22",
}  # fmt: skip


@cache
def _tests_in(path: str) -> frozenset[str]:
    return frozenset(
        node.name for node in ast.walk(tree.parsed(Path(path))) if isinstance(node, ast.FunctionDef)
    )


def rows() -> list[tuple[str, ...]]:
    return ROW.findall(tree.text(PAGE))


def named(path: Path) -> list[tuple[str, str]]:
    return TEST.findall(tree.text(path))


def test_every_row_up_to_level_two_stands_there_once_in_order() -> None:
    wanted = [
        (f"{section}.{place}", level)
        for section, levels in LEVELS.items()
        for place, level in enumerate(levels, 1)
        if level in "12"
    ]
    assert [row[:2] for row in rows()] == wanted
    assert len(wanted) == 253


def test_every_row_has_a_verdict_and_what_is_behind_it() -> None:
    for number, _level, _what, verdict, behind in rows():
        assert verdict in VERDICTS, number
        if verdict == "met":
            assert TEST.search(behind), f"{number}: met, by which test?"
        else:
            assert re.sub(TEST, "", behind).strip(" ;"), f"{number}: {verdict}, why?"


@pytest.mark.parametrize("page", [PAGE, THREATS], ids=str)
def test_every_test_that_is_named_is_there(page: Path) -> None:
    assert len(named(page)) > 15
    assert [f"{path}::{name}" for path, name in named(page) if name not in _tests_in(path)] == []


def test_the_counts_above_the_rows_are_those_of_the_rows() -> None:
    counted = Counter(row[3] for row in rows())
    told = re.search(r"^\| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", tree.text(PAGE), re.MULTILINE)
    assert told
    assert [int(number) for number in told.groups()] == [counted[verdict] for verdict in VERDICTS]


def test_a_name_that_is_not_there_is_found() -> None:
    assert "test_every_row_has_a_verdict_and_what_is_behind_it" in _tests_in("tests/house/test_asvs.py")
    assert "test_something_that_nobody_wrote" not in _tests_in("tests/house/test_asvs.py")


def test_no_code_evaluates_text() -> None:
    """ASVS 1.3.2. `ruff` refuses it too, by rule; this one cannot be switched off by a comment."""
    for path in tree.matching("checklist/*.py", "reintapp/*.py"):
        for node in ast.walk(tree.parsed(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in {"eval", "exec", "compile", "__import__"}, str(path)
