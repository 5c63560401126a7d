# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The walls: how long a function and a module may get (docs/decisions/0001)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house import tree

CODE = tree.matching("*.py", but=("checklist/migrations/",))
NORM = 30


def _function_wall(path: Path) -> int:
    return 60 if path.parts[0] in {"research", "tests"} else 50


def _module_wall(path: Path) -> int:
    return 500 if path.parts[0] == "research" or path.parts[:2] == ("tests", "research") else 400


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree.parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("path", CODE, ids=str)
def test_a_module_stays_under_its_wall(path: Path) -> None:
    assert len(tree.text(path).splitlines()) <= _module_wall(path)


@pytest.mark.parametrize("path", CODE, ids=str)
def test_a_function_stays_under_its_wall(path: Path) -> None:
    too_long = [
        f"{name}: {length} lines" for name, length in _functions(path) if length > _function_wall(path)
    ]
    assert too_long == []


def test_nine_functions_in_ten_are_short() -> None:
    lengths = [
        length
        for path in CODE
        if path.parts[0] in {"checklist", "reintapp"}
        for _, length in _functions(path)
    ]
    assert sum(length <= NORM for length in lengths) >= 0.9 * len(lengths)
