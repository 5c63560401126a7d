# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dependencies: each with its reason, each pinned with hashes, none used unnamed."""

import ast
import itertools
import re
import sys
from importlib.metadata import distribution, packages_distributions
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house import tree

SETS = ("web", "research", "test", "check")
OWN = {"checklist", "reintapp", "research", "tests"}
MAY_USE = {
    "checklist": ("web",),
    "reintapp": ("web",),
    "research": ("spark", "research"),
    "tests": ("web", "research", "spark", "test"),
}


def _named(name: str) -> list[Requirement]:
    lines = tree.text(Path(f"requirements/{name}.in")).splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


def _pins(name: str) -> dict[str, str]:
    found = re.findall(
        r"^([A-Za-z0-9._-]+)==(\S+)", tree.text(Path(f"requirements/{name}.txt")), re.MULTILINE
    )
    return {canonicalize_name(package): version for package, version in found}


@pytest.mark.parametrize("name", SETS)
def test_every_dependency_has_a_reason_above_it(name: str) -> None:
    lines = tree.text(Path(f"requirements/{name}.in")).splitlines()
    for before, line in itertools.pairwise(lines):
        if line and not line.startswith("#"):
            assert re.match(r"# .{12,}", before), f"{line}: no reason above it"


@pytest.mark.parametrize("name", SETS)
def test_every_dependency_is_pinned_with_hashes(name: str) -> None:
    text = tree.text(Path(f"requirements/{name}.txt"))
    blocks = re.split(r"^(?=\S)", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE), flags=re.MULTILINE)
    for block in filter(str.strip, blocks):
        assert re.match(r"[a-z0-9._-]+==[^\s;]+( ; .*)? \\\n    --hash=sha256:[0-9a-f]{64}", block), block[
            :80
        ]
    missing = {canonicalize_name(r.name) for r in _named(name)} - set(_pins(name))
    assert missing == set(), "compile the pins anew (docs/how-to/develop.md)"
    assert all(r.specifier.contains(_pins(name)[canonicalize_name(r.name)]) for r in _named(name))


@pytest.mark.parametrize("name", SETS)
def test_pins_hold_no_address_and_no_index(name: str) -> None:
    assert not re.search(
        r"https?:|file:/|^-|--(?!hash)", tree.text(Path(f"requirements/{name}.txt")), re.MULTILINE
    )


def test_the_sets_agree() -> None:
    together: dict[str, str] = {}
    for name in SETS:
        for package, version in _pins(name).items():
            assert together.setdefault(package, version) == version, f"{package}: two versions"
    assert set(_pins("web")) | set(_pins("research")) <= set(_pins("test"))


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
def test_the_pins_are_complete_on_every_python_we_promise(python: str) -> None:
    """Compiled on one Python; a package that only another one needs would break the install there."""
    environment = default_environment() | {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "extra": "",
    }
    for files in (("web",), ("research",), ("test", "check")):
        pins = {package: version for name in files for package, version in _pins(name).items()}
        for package in pins:
            for line in distribution(package).requires or []:
                needed = Requirement(line)
                if needed.marker is None or needed.marker.evaluate(
                    {key: str(v) for key, v in environment.items()}
                ):
                    assert canonicalize_name(needed.name) in pins, f"{package} on {python} needs {line}"


def _imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree.parsed(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            names.add((node.module or "").partition(".")[0])
    return names - OWN - set(sys.stdlib_module_names)


@pytest.mark.parametrize("package", sorted(MAY_USE))
def test_what_is_imported_is_named(package: str) -> None:
    """Nothing leans on a package that happens to come along with another."""
    named = {canonicalize_name(r.name) for name in MAY_USE[package] for r in _named(name)}
    homes = packages_distributions()
    for path in tree.matching(f"{package}/*.py"):
        for module in _imported(path):
            owners = {canonicalize_name(owner) for owner in homes.get(module, [module])}
            assert owners & named, (
                f"{path} imports {module}, which requirements/{MAY_USE[package][-1]}.in does not name"
            )
