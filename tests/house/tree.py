# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The files of the repository, as the tests of the house read them."""

import ast
import os
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
# Bottom to top; the last line stands side by side.
SLICES = (
    "base", "people", "access", "releases", "services", "questions", "intake", "followup", "advice",
    "decisions", "reviews",
    "api", "transparency", "retention", "dialogues", "register", "registration",
)  # fmt: skip
SIDE_BY_SIDE = frozenset(SLICES[-6:])


@cache
def files() -> tuple[Path, ...]:
    """Every file that git keeps or would keep, relative to the root."""
    command = [
        "git",
        "-c",
        "safe.directory=*",
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    paths = {Path(name) for name in listed.split("\0") if name}
    return tuple(sorted(path for path in paths if (ROOT / path).is_file()))


def matching(*patterns: str, but: tuple[str, ...] = ()) -> list[Path]:
    """Files whose path matches one of the patterns (as Path.match on the whole path) and none of `but`."""
    return [
        path for path in files()
        if any(_fits(path, pattern) for pattern in patterns) and not any(_fits(path, pattern) for pattern in but)
    ]  # fmt: skip


def of_kind(*kinds: str) -> list[Path]:
    """Modules of the app of these kinds (views, actions …): `<kind>.py` of a slice, or in its folder `<kind>/`."""
    return [
        path for path in matching("checklist/*.py")
        if path.stem in kinds or (len(path.parts) > 3 and path.parts[2] in kinds)
    ]  # fmt: skip


def _fits(path: Path, pattern: str) -> bool:
    if pattern.endswith("/"):
        return str(path).startswith(pattern)
    folder, _, name = pattern.rpartition("/")
    return Path(path.name).match(name) and (not folder or str(path).startswith(folder + "/"))


@cache
def text(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8", errors="replace")


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(text(path), str(path))


def rank(slice_name: str) -> int:
    """The height of a slice; those side by side share the top."""
    return len(SLICES) if slice_name in SIDE_BY_SIDE else SLICES.index(slice_name)


def bare_environment() -> dict[str, str]:
    """What a command needs of this machine, and nothing of the settings that somebody's shell carries."""
    return {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command at the root with these variables on top of a bare environment."""
    variables = bare_environment() | environment
    return subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False)
