# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every rule of the domain has a test that names it."""

import ast
import re
from pathlib import Path

import pytest

from tests.house import tree

RULES = Path("docs/explanation/rules.md")


CODED = re.compile(r"\bS(\d{1,2})(?:[–-]S?(\d{1,2}))?\b")  # S18, S2–S5


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


def _named_codes(path: Path) -> set[int]:
    """The settled details that this file names, in comments, docstrings and names of tests."""
    text = tree.text(path)
    found = {int(number) for number in re.findall(r"_s(\d{1,2})_", text)}
    for first, last in CODED.findall(text):
        found |= set(range(int(first), int(last or first) + 1))
    return found


NAMES_CODES = tree.matching(
    "checklist/",
    "reintapp/",
    "research/",
    "tests/",
    "templates/",
    "docs/",
    but=("docs/explanation/", "*.po", "*.mo"),
)
WRITTEN = {int(number) for number in re.findall(r"^\| S(\d+) \| .{20,} \|$", tree.text(RULES), re.MULTILINE)}


@pytest.mark.parametrize(
    "path", [path for path in NAMES_CODES if path.suffix in {".py", ".md", ".html", ".toml"}], ids=str
)
def test_every_code_named_is_explained(path: Path) -> None:
    """A reader of a comment has to be able to look the code up in this repository."""
    assert _named_codes(path) - WRITTEN == set()


def test_no_explained_code_is_unused() -> None:
    assert set.union(*map(_named_codes, NAMES_CODES)) >= WRITTEN
