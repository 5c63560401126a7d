# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Arrows that import contracts cannot see: names looked up as strings, and doors beside the decision page."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house import tree

APP = tree.matching("checklist/*.py", "reintapp/*.py", but=("checklist/migrations/",))
LOOK_UPS = {"get_model", "get_models", "import_module", "import_string", "__import__"}
ALLOWED_LOOK_UPS = {
    "checklist/base/protect.py",  # guards every append-only table by walking the tables
    "checklist/base/surroundings.py",  # compares the database with every table of ours by walking them
}
WRITES = {
    "create",
    "bulk_create",
    "get_or_create",
    "update_or_create",
    "save",
    "update",
    "delete",
    "bulk_update",
}


def _calls(path: Path) -> Iterator[str]:
    for node in ast.walk(tree.parsed(path)):
        if isinstance(node, ast.Call):
            yield node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


@pytest.mark.parametrize("path", APP, ids=str)
def test_nobody_looks_a_table_or_a_module_up_by_name(path: Path) -> None:
    if str(path) not in ALLOWED_LOOK_UPS:
        assert LOOK_UPS & set(_calls(path)) == set()


def test_only_the_decision_page_names_the_writer_of_decisions_r10() -> None:
    """Rule R10: no API, admin, command or task decides."""
    named = [
        str(path)
        for path in APP
        if any(
            name in tree.text(path)
            for name in ("actions.decision", "actions import decision", "record_decision")
        )
    ]
    assert set(named) <= {"checklist/decisions/views.py", "checklist/decisions/actions/decision.py"}


def test_nothing_sends_or_queues_a_referral_r10() -> None:
    """Rule R10: no code path creates, sends or queues a referral, so nothing imports the means to."""
    means = {
        "smtplib",
        "requests",
        "httpx",
        "urllib.request",
        "http.client",
        "celery",
        "django.core.mail",
        "socket",
    }
    for path in APP:
        for node in ast.walk(tree.parsed(path)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
            assert means & set(names) == set(), str(path)


WRITERS = {*tree.of_kind("actions", "models"), *tree.matching("checklist/base/", "checklist/management/")}


@pytest.mark.parametrize("path", [path for path in APP if path not in WRITERS], ids=str)
def test_only_actions_write(path: Path) -> None:
    """Every other module calls an action; it writes no row of its own. base and models hold the means, commands
    fill a demo."""
    writes = []
    for node in ast.walk(tree.parsed(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            target = ast.unparse(node.func.value)
            if "objects" in target or node.func.attr in {
                "save",
                "bulk_create",
                "get_or_create",
                "update_or_create",
            }:
                writes.append(f"line {node.lineno}: {ast.unparse(node.func)}")
    assert writes == []


def _writes(function: ast.AST) -> bool:
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    return any(isinstance(call, ast.Attribute) and call.attr in WRITES for call in calls)


@pytest.mark.parametrize("path", tree.of_kind("actions"), ids=str)
def test_an_action_is_a_verb_with_named_arguments_and_somebody_behind_it(path: Path) -> None:
    for node in tree.parsed(path).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and _writes(node):
            assert node.args.args + node.args.posonlyargs == [], f"{node.name}: keyword-only arguments"
            assert "by" in {arg.arg for arg in node.args.kwonlyargs}, f"{node.name}: who does it (by)"
            assert "transaction.atomic" in ast.unparse(node), f"{node.name}: @transaction.atomic"


@pytest.mark.parametrize("path", tree.of_kind("views"), ids=str)
def test_a_view_is_a_function(path: Path) -> None:
    if path.parts[1] == "api":
        return  # Django REST framework's classes
    for node in tree.parsed(path).body:
        if isinstance(node, ast.ClassDef):
            bases = {ast.unparse(base).rpartition(".")[2] for base in node.bases}
            assert not any(
                base.endswith(("View", "Mixin")) for base in bases - {"LoginView", "LogoutView"}
            ), node.name


def test_no_signals() -> None:
    for path in APP:
        source = tree.text(path)
        assert "@receiver" not in source, str(path)
        if str(path) != "checklist/apps.py":  # post_migrate puts the guards back
            assert "django.db.models.signals" not in source, str(path)
