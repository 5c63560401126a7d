# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The research program as a wheel: research alone, all of it, as a command. `script/build --try` installs it."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import research
from tests.house import tree
from tests.house.test_requirements import _named


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """Made without looking anything up, from a copy."""
    folder = tmp_path_factory.mktemp("wheel")
    for path in tree.matching(
        "research/", "requirements/", "LICENSES/", "pyproject.toml", "README.md", "LICENSE"
    ):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(tree.ROOT / path, folder / path)
    code = "from setuptools.build_meta import build_wheel; print(build_wheel('.'))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True
    )
    return zipfile.ZipFile(folder / done.stdout.strip().splitlines()[-1])


def _about(wheel: zipfile.ZipFile, name: str) -> str:
    return wheel.read(f"tweespraak-{research.__version__}.dist-info/{name}").decode()


def test_the_wheel_holds_research_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    inside = {Path(name) for name in wheel.namelist() if ".dist-info/" not in name}
    assert inside == {path for path in tree.matching("research/") if path.suffix in {".py", ".toml"}}


def test_the_wheel_asks_for_what_research_needs_and_not_for_django(wheel: zipfile.ZipFile) -> None:
    lines = [line.partition(": ") for line in _about(wheel, "METADATA").splitlines()]
    needed = [Requirement(value) for key, _, value in lines if key == "Requires-Dist"]
    plain = {requirement.name for requirement in needed if not requirement.marker}
    assert plain == {requirement.name for requirement in _named("research")}
    assert ("Requires-Python", ": ", ">=3.11") in lines


def test_the_wheel_gives_the_command(wheel: zipfile.ZipFile) -> None:
    assert "tweespraak-research = research.__main__:main" in _about(wheel, "entry_points.txt")


def test_build_refuses_an_unknown_argument() -> None:
    done = tree.run("script/build", "--upload")
    assert done.returncode == 2
    assert "--try" in done.stderr
