# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a public function of research/ says of itself: the shape of every array, and every error that it raises."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.house import tree

#: Rooms that are being rebuilt and are held as soon as that is done: none.
NOT_YET: set[str] = set()
#: Types that are arrays, and classes of ours that carry arrays with a shape of their own need no shape here.
ARRAYS = re.compile(r"\b(Floats|Ints|Bytes|Mask|NDArray|np\.ndarray)\b")
#: (n,) or (C, T+1): letters, numbers and sums.
SHAPE = re.compile(r"\((?:[A-Za-z0-9^·*+ ]+,(?: ?[A-Za-z0-9^·*+]+)*(?:, ?[A-Za-z0-9^·*+]+)*)\)")
#: Errors of ours, by the calls that make them.
OURS = {"InputError", "ReleaseError"}

Function = ast.FunctionDef


def _rooms() -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for path in tree.matching("research/*.py"):
        found.setdefault(path.parts[1].removesuffix(".py"), []).append(path)
    return found


ROOMS = {name: paths for name, paths in _rooms().items() if name not in NOT_YET}


def _public(path: Path) -> Iterator[tuple[str, Function]]:
    """Public functions and methods, with how they are named; not what stands inside another function."""
    for node in tree.parsed(path).body:
        if isinstance(node, Function) and not node.name.startswith("_"):
            yield node.name, node
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            for inner in node.body:
                if isinstance(inner, Function) and (
                    not inner.name.startswith("_") or inner.name == "__call__"
                ):
                    yield f"{node.name}.{inner.name}", inner


def _types(node: Function) -> list[str]:
    hints = [a.annotation for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
    return [ast.unparse(hint) for hint in (*hints, node.returns) if hint is not None]


def _of_arrays(node: Function) -> bool:
    return any(ARRAYS.search(hint) for hint in _types(node))


def _walk_own(node: ast.AST) -> Iterator[ast.AST]:
    """What is done in a function itself, not in one that stands inside it."""
    for inner in ast.iter_child_nodes(node):
        if not isinstance(inner, ast.FunctionDef | ast.Lambda | ast.ClassDef):
            yield inner
            yield from _walk_own(inner)


@cache
def _makers() -> dict[tuple[str, str], str]:
    """Functions and methods that answer with an error to raise: room and name → the error."""
    found = {}
    for path in tree.matching("research/*.py"):
        for node in ast.walk(tree.parsed(path)):
            if isinstance(node, Function) and node.returns is not None:
                answer = ast.unparse(node.returns)
                if answer in OURS:
                    found[path.parts[1], node.name] = answer
    return found


def _raises(node: Function, room: str) -> set[str]:
    """The names of the errors that a function itself raises; handing one on is not raising it."""
    found = set()
    for inner in _walk_own(node):
        if isinstance(inner, ast.Raise) and isinstance(inner.exc, ast.Call):
            name = ast.unparse(inner.exc.func).rpartition(".")[2]
            found.add(_makers().get((room, name), name))
    return found


def _words(node: Function) -> str:
    return " ".join((ast.get_docstring(node) or "").split())


def _faults(path: Path) -> Iterator[str]:
    for name, node in _public(path):
        words = _words(node)
        if _of_arrays(node) and not SHAPE.search(words):
            yield f"{path}:{node.lineno} {name}: takes or returns arrays and names no shape, as (n,) or (C, T+1)"
        for error in sorted(_raises(node, path.parts[1])):
            if f"`{error}`" not in words:
                yield f"{path}:{node.lineno} {name}: raises {error} and does not say so"


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_a_public_function_names_its_shapes_and_its_errors(room: str) -> None:
    assert [fault for path in ROOMS[room] for fault in _faults(path)] == []


def test_the_rooms_that_are_not_held_yet_are_rooms() -> None:
    assert {path.parts[1] for path in tree.matching("research/*.py")} >= NOT_YET


# -- sources

#: These hold no formula: several parts of a computation at a time.
NO_FORMULAS = {"__init__.py", "side_by_side.py"}
#: Formulas have a source that one can look up: a paper, a book, or the page of the method.
FORMULAS = [path for path in tree.matching("research/estimators/*.py") if path.name not in NO_FORMULAS]
SOURCE = re.compile(r"docs/explanation/method\.md|\(\d{4}[a-z]?\)|, \d{4}\b")


@pytest.mark.parametrize("path", FORMULAS, ids=str)
def test_a_module_of_formulas_names_its_source(path: Path) -> None:
    assert SOURCE.search(ast.get_docstring(tree.parsed(path)) or "")


# -- the test itself


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Sums of people (C, T+1).", True),
        ("A share (of people).", False),
        ("One value for each (n,).", True),
        ("Numbers (T, T); (n,) or (n, V).", True),
        ("(see the page)", False),
        ("Weights (C, 2^K).", True),
    ],
)
def test_a_shape_is_recognised(said: str, found: bool) -> None:
    assert bool(SHAPE.search(said)) is found


def test_a_function_that_says_nothing_is_found() -> None:
    node = ast.parse("def f(x: Floats) -> float:\n    '''A number.'''\n    raise InputError(file='')\n").body[
        0
    ]
    assert isinstance(node, Function)
    assert _of_arrays(node)
    assert _raises(node, "plan") == {"InputError"}
    assert not SHAPE.search(_words(node))
