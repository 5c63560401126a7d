# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Remembering finished parts of a run in a folder that the user names, so that a stopped run goes on where it was.

Nothing is remembered unless a folder is given. What is remembered is close to the people it counts: the folder belongs
inside the secure environment and is emptied by whoever made it. Only a folder of your own is safe to read from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from research.plan.model import Plan

#: Where the code lies that makes what is remembered.
CODE = Path(__file__).parent


def made(key: str, name: str, make: Callable[[], Any]) -> Any:
    """One part of a run; `key` says of which plan, code and files."""
    return make()


@dataclass(frozen=True)
class Cache:
    """A folder to remember in; without one nothing is written."""

    folder: Path | None = None

    def of(self, plan: Plan, paths: list[Path], engine: str) -> Callable[[str, Callable[[], Any]], Any]:
        """What remembers the parts of one run."""
        if self.folder is None:
            return lambda _, make: make()
        from joblib import Memory

        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        key = key_of(plan, paths, engine)
        memory = Memory(self.folder, verbose=0)
        remembered = memory.cache(made, ignore=["make"])

        def ask(name: str, make: Callable[[], Any]) -> Any:
            return remembered(key, name, make)

        return ask


def key_of(plan: Plan, paths: list[Path], engine: str) -> str:
    """Plan, code and the bytes of every file; a changed file is another run, and so is a changed line of code: what
    another build remembered may have another form under the same version."""
    lines = [code_digest(), plan.sha256, engine]
    for path in [file for p in paths for file in (sorted(p.glob("*.parquet")) if p.is_dir() else [p])]:
        if path.is_file():
            with open(path, "rb") as stream:
                lines.append(hashlib.file_digest(stream, "sha256").hexdigest())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def code_digest() -> str:
    """A digest of all code of this package."""
    found = hashlib.sha256()
    for file in sorted(CODE.rglob("*.py")):
        found.update(f"{file.relative_to(CODE).as_posix()}\n".encode() + file.read_bytes())
    return found.hexdigest()
