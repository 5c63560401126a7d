# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked in many places is worked out in one: is it open, sealed or empty, is the key gone, how long kept."""

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house import tree

CODE = tree.matching("checklist/*.py", but=("checklist/migrations/",))


def _catches_a_destroyed_key(node: ast.AST) -> bool:
    """`Sealer.read` gives None: nobody else catches it."""
    return (
        isinstance(node, ast.ExceptHandler)
        and node.type is not None
        and "KeyDestroyed" in ast.unparse(node.type)
    )


def _asks_whether_it_is_closed(node: ast.AST) -> bool:
    """`Case.is_open`, and `check_open` for who writes."""
    return isinstance(node, ast.Compare) and ast.unparse(node.left).endswith(".closed_at")


def _seals_or_leaves_empty(node: ast.AST) -> bool:
    """`Sealer.seal_words`: nothing where nothing was said."""
    return isinstance(node, ast.IfExp) and ".seal(" in ast.unparse(node.body)


def _reads_the_terms(node: ast.AST) -> bool:
    """`base.terms.term_of`."""
    return isinstance(node, ast.Attribute) and ast.unparse(node) == "settings.RETENTION_TERMS"


PIECES: dict[str, tuple[Callable[[ast.AST], bool], str]] = {
    "a key that is gone": (_catches_a_destroyed_key, "checklist/base/keys.py"),
    "is it open": (_asks_whether_it_is_closed, "checklist/intake/models.py"),
    "sealed or empty": (_seals_or_leaves_empty, "checklist/base/keys.py"),
    "how long it is kept": (_reads_the_terms, "checklist/base/terms.py"),
}


@pytest.mark.parametrize("what", PIECES)
def test_it_is_worked_out_in_one_place(what: str) -> None:
    asks, place = PIECES[what]
    places = {
        str(path): node.lineno
        for path in CODE
        for node in ast.walk(tree.parsed(path))
        if isinstance(node, ast.expr | ast.ExceptHandler)
        if asks(node)
    }
    assert set(places) == {place}, places


def test_the_sentence_of_a_closed_talk_stands_once() -> None:
    said = "This conversation is closed. Nothing is written in it any more."
    assert [path for path in CODE if said in tree.text(path)] == [Path("checklist/intake/actions/course.py")]
