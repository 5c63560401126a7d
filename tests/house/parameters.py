# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that can be typed at this app: each address of the URL conf, each query key, each field of a form."""

import ast
import importlib
import inspect
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from django import forms
from django.urls import URLPattern, URLResolver, get_resolver

from tests.house import tree

#: How a part of an address looks, by the name of its converter.
SAMPLES = {
    "uuid": "00000000-0000-4000-8000-000000000000",
    "slug": "direct_werk",
    "digest": "a" * 64,
    "number": "1",
    "int": "1",
    "str": "iets",
    "path": "iets",
}


def patterns(under: Any = None, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """(whole route, pattern) of every address."""
    for pattern in (under or get_resolver()).url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, route)
        else:
            yield route, pattern


def sample_address(route: str, **instead: str) -> str:
    """An address that matches this route; `instead`: another text for the parts of one converter."""
    filled = re.sub(r"\^\(\?P<\w+>\.\*\)\$", "iets", route)  # the one address that takes whatever is left
    while "<" in filled:
        before, _sign, rest = filled.partition("<")
        part, _sign, after = rest.partition(">")
        kind = part.partition(":")[0]
        filled = f"{before}{instead.get(kind, SAMPLES[kind])}{after}"
    return f"/{filled}"


@cache
def form_classes() -> tuple[type[forms.BaseForm], ...]:
    """Every form of the app."""
    found = []
    for path in tree.of_kind("forms"):
        module = importlib.import_module(
            str(path.with_suffix("")).replace("/", ".").removesuffix(".__init__")
        )
        for _name, kind in inspect.getmembers(module, inspect.isclass):
            if issubclass(kind, forms.BaseForm) and kind.__module__ == module.__name__:
                found.append(kind)
    return tuple(found)


@cache
def fields() -> dict[str, list[forms.Field]]:
    """The fields of every form, by name. Those of a question of the talk are made of what the question asks."""
    found: dict[str, list[forms.Field]] = {}
    for form in form_classes():
        for name, field in form.base_fields.items():
            found.setdefault(name, []).append(field)
    return found


@cache
def read_by_name(kind: str, *, under: str = "checklist/") -> frozenset[str]:
    """Names that code reads from `request.GET`, `request.POST` or `request.query_params` itself, without a form."""
    found: set[str] = set()
    for path in tree.matching(f"{under}*.py" if under.endswith("/") else under):
        for node in ast.walk(tree.parsed(path)):
            found |= set(_names_of(node, kind))
    return frozenset(found)


def _names_of(node: ast.AST, kind: str) -> Iterator[str]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
        first = node.args[0]
        if (
            _is_sent(node.func.value, kind)
            and isinstance(first, ast.Constant)
            and isinstance(first.value, str)
        ):
            yield first.value
    looks = isinstance(node, ast.Compare) and any(_is_sent(one, kind) for one in node.comparators)
    if looks and isinstance(node.left, ast.Constant) and isinstance(node.left.value, str):
        yield node.left.value


def _is_sent(node: ast.AST, kind: str) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == kind


def query_keys() -> frozenset[str]:
    """Every key that may stand behind the question mark of an address, the API's included."""
    from checklist.api.views import _FILTERS

    own = read_by_name("GET") | read_by_name("query_params") | {"cursor", "pageSize", *_FILTERS}
    return own | {
        name for form in form_classes() if form.__name__ == "LogFilter" for name in form.base_fields
    }


def posted_names() -> frozenset[str]:
    """Every name that a page posts, and examples of those that are made of a question or service."""
    made = {"answer-age", "words-age", "version-age", "line-help-cursus", "link_direct_werk"}
    return frozenset(fields()) | read_by_name("POST") | made


def view_of(pattern: URLPattern) -> Callable[..., Any]:
    """The function behind the decorators."""
    return inspect.unwrap(pattern.callback)


def read_by_view(pattern: URLPattern, kind: str) -> set[str]:
    """Names that this view reads from `request.<kind>`, itself or in a function of the same module that it calls."""
    view = view_of(pattern)
    path = tree.ROOT / (view.__module__.replace(".", "/") + ".py")
    if not path.is_file() or not hasattr(view, "__name__"):
        return set()
    functions = {node.name: node for node in ast.walk(tree.parsed(path)) if isinstance(node, ast.FunctionDef)}
    wanted, done, found = [view.__name__], set(), set()
    while wanted:
        name = wanted.pop()
        if name in done or name not in functions:
            continue
        done.add(name)
        for node in ast.walk(functions[name]):
            found |= set(_names_of(node, kind))
            if isinstance(node, ast.Name):
                wanted.append(node.id)
    return found
