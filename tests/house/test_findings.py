# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The scripts about other libraries and formats: only their form. They install packages, so they run by hand."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.house import tree

SCRIPTS = tree.matching("findings/*.sh")
PIN = re.compile(
    r"^[A-Za-z0-9._-]+(?:\[[a-z,]+\])?==[0-9][A-Za-z0-9.]*$|^[@a-z0-9/._-]+@[0-9][A-Za-z0-9.-]*$"
)


def _header(text: str) -> list[str]:
    """The comment on top, without the two lines of the licence."""
    lines = text.splitlines()[1:]
    end = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    return [line[1:].strip() for line in lines[:end] if "SPDX-" not in line]


def _installed(text: str) -> list[str]:
    """What the script installs, word by word, without the options."""
    calls = re.findall(r"(?:/pip\"? install|npm install)((?:[^\n]*\\\n)*[^\n]*)", text)
    return [word for call in calls for word in call.replace("\\\n", " ").split() if not word.startswith("-")]


def test_the_folder_holds_scripts_and_their_page() -> None:
    assert SCRIPTS
    others = {path.name for path in tree.matching("findings/") if path.suffix != ".sh"}
    assert others == {"README.md"}
    named = set(re.findall(r"^\| `([a-z0-9_]+\.sh)`", tree.text(Path("findings/README.md")), re.MULTILINE))
    assert named == {path.name for path in SCRIPTS}


@pytest.mark.parametrize("path", SCRIPTS, ids=str)
def test_a_script_says_what_surprises_and_of_which_version(path: Path) -> None:
    header = _header(tree.text(path))
    words = [line for line in header if line and not re.match(r"(package|version|source): ", line)]
    assert len(" ".join(words).split()) >= 20, "say in words what one would not guess"
    for key in ("package", "version", "source"):
        assert [line for line in header if re.match(rf"{key}: \S", line)], f"no line {key}:"


@pytest.mark.parametrize("path", SCRIPTS, ids=str)
def test_a_script_runs_by_itself_and_cleans_up(path: Path) -> None:
    text = tree.text(path)
    assert text.startswith("#!/bin/sh\n")
    assert os.access(tree.ROOT / path, os.X_OK)
    assert subprocess.run(["/bin/sh", "-n", tree.ROOT / path], check=False).returncode == 0
    for line in ("set -eu", "mktemp -d", "trap 'rm -rf"):
        assert line in text, f"no {line}"
    installed = _installed(text)
    assert installed, "nothing is installed"
    assert [word for word in installed if not PIN.match(word)] == [], "not pinned to a version"
    versions = {line.split(": ")[1] for line in _header(text) if line.startswith("version: ")}
    assert versions <= {re.split(r"==|(?<=.)@", word)[-1] for word in installed}, (
        "the header names another version"
    )


@pytest.mark.parametrize("path", SCRIPTS, ids=str)
def test_a_script_fails_when_the_behaviour_changes(path: Path) -> None:
    assert re.search(r"sys\.exit\(\"changed|exit 1", tree.text(path))


@pytest.mark.parametrize("path", SCRIPTS, ids=str)
def test_a_script_needs_nothing_of_ours(path: Path) -> None:
    assert (
        re.findall(
            r"^\s*(?:from|import) (?:checklist|research|reintapp|tests)\b", tree.text(path), re.MULTILINE
        )
        == []
    )
