# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""No automated referral (R10): only the decision page, with a person behind it, writes a decision.

That nothing looks a table up by name, or has the means to send anything, is held by tests/house/test_arrows.py.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from checklist.followup.models import FollowUp, FollowUpEvent
from checklist.intake.models import Case
from checklist.people.models import Account

ROOT = Path(__file__).resolve().parents[3]
CODE = sorted(
    path
    for folder in ("checklist", "reintapp")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)
WRITER = ROOT / "checklist/decisions/actions/decision.py"
TABLES = {"Decision", "Voice", "Override"}
MAKING = {
    "create",
    "bulk_create",
    "get_or_create",
    "update_or_create",
    "update",
    "delete",
    "bulk_update",
    "save",
}


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _makes(path: Path) -> Iterator[str]:
    """Every place that makes or changes a row of the three tables."""
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        head, _, verb = called.rpartition(".")
        if called in TABLES or (verb in MAKING and head.split(".")[0] in TABLES):
            yield f"{path.relative_to(ROOT)}:{node.lineno} {called}"


def test_r10_only_the_page_imports_the_writer() -> None:
    importing = {
        path
        for path in CODE
        if any(name.startswith("checklist.decisions.actions.decision") for name in _imports(path))
    }
    assert importing == {ROOT / "checklist/decisions/views.py"}


def test_r10_only_the_writer_makes_a_decision_a_voice_or_an_override() -> None:
    assert [line for path in CODE if path != WRITER for line in _makes(path)] == []
    assert list(_makes(WRITER))  # and the test can see it do so


def test_r10_what_follows_knows_no_provider_and_sends_nobody_anywhere() -> None:
    """Work that was agreed belongs to people who work here and to the client. No service, no provider, no address."""
    reached = {field.related_model for model in (FollowUp, FollowUpEvent) for field in model._meta.fields}
    assert reached - {None} == {Case, Account, FollowUp}
    imported = {name for path in CODE if "followup" in path.parts for name in _imports(path)}
    assert imported
    assert not [name for name in imported if "services" in name or "mail" in name.split(".")]
