# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The import contracts hold, and each of them catches the arrow that it forbids."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house import tree

FORBIDDEN_ARROWS = {
    "a slice knows one above it": ("checklist/advice/models.py", "import checklist.decisions.models"),
    "through the index of tables": ("checklist/people/queries.py", "import checklist.models"),
    "slices side by side know each other": (
        "checklist/transparency/views/own_page.py",
        "import checklist.api.views",
    ),
    "rules know tables": ("checklist/advice/rules.py", "import checklist.intake.models"),
    "rules know Django": ("checklist/advice/rules.py", "import django.utils.timezone"),
    "wording knows Django": ("checklist/releases/wording/__init__.py", "import django.utils.timezone"),
    "the API decides": ("checklist/api/views.py", "import checklist.decisions.actions.decision"),
    "a command decides": (
        "checklist/management/commands/flush.py",
        "import checklist.decisions.actions.decision",
    ),
    "research knows the app": ("research/__init__.py", "import checklist.base.privacy"),
    "research knows Django": ("research/release/reading.py", "import django"),
    "the format needs numbers": ("research/release/reading.py", "import numpy"),
    "the format knows the estimator": ("research/release/writing.py", "import research.run"),
    "a formula knows the plan": ("research/estimators/ujive.py", "import research.plan.model"),
    "counting knows the effects": ("research/counting/tally.py", "import research.effects.caseworker"),
    "the app estimates": ("checklist/releases/queries.py", "import research.run"),
    "the app needs pandas": ("reintapp/health.py", "import pandas"),
    "reviews write research": ("checklist/reviews/models.py", "import research.release"),
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages, somewhere they may be spoilt."""
    folder = tmp_path_factory.mktemp("arrows")
    for name in ("checklist", "reintapp", "research"):
        shutil.copytree(
            tree.ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "static", "locale")
        )
    shutil.copy(tree.ROOT / "pyproject.toml", folder)
    return folder


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    environment = tree.bare_environment() | {"PYTHONPATH": str(folder)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_contracts_hold(copy: Path) -> None:
    done = _lint(copy)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("what", sorted(FORBIDDEN_ARROWS))
def test_a_forbidden_arrow_is_caught(what: str, copy: Path) -> None:
    name, line = FORBIDDEN_ARROWS[what]
    module = copy / name
    before = module.read_text()
    module.write_text(f"{before}\n{line}\n")
    try:
        done = _lint(copy)
    finally:
        module.write_text(before)
    assert done.returncode == 1
    assert " broken." in done.stdout
    assert " 0 broken." not in done.stdout
