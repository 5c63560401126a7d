# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every rule of the domain has a test that names it."""

import ast
import re
from pathlib import Path

import pytest

from tests.house import tree

RULES = Path("docs/explanation/rules.md")


def _test_names() -> set[str]:
    return {
        node.name
        for path in tree.matching("tests/test_*.py")
        for node in ast.walk(tree.parsed(path))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def test_the_rules_are_written_down() -> None:
    written = re.findall(r"^\| (R\d+) \| .{20,} \|$", tree.text(RULES), re.MULTILINE)
    assert written == [f"R{number}" for number in range(1, 19)]


@pytest.mark.parametrize("number", range(1, 19))
def test_every_rule_has_a_test_that_names_it(number: int) -> None:
    naming = re.compile(rf"_r{number}(?:_|$)")
    assert [name for name in _test_names() if naming.search(name)] != [], (
        f"no test is named test_…_r{number}_…"
    )
