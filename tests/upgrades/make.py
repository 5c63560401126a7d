# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keeps a small filled database of one version, as SQL for both engines. Done once, at its release.

python -m tests.upgrades.make [COMMIT]   default: the commit that is checked out; the version is what it says itself
"""

import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.verify import tree_of
from tests.bench.web import ENGINES, database
from tests.postgres import program

FOLDER = Path(__file__).parent
FILLING = FOLDER / "filling.py"


def main() -> None:
    """Write the files of one version; those that are there already stay."""
    commit = sys.argv[1] if len(sys.argv) > 1 else "HEAD"
    with tempfile.TemporaryDirectory() as scratch:
        tree = tree_of(commit, Path(scratch))
        folder = FOLDER / version_of(tree)
        folder.mkdir()  # once: what was released does not change
        for engine in ENGINES:
            (folder / f"{engine}.sql").write_text(dump(tree, engine), encoding="utf-8")
    print(f"{folder.relative_to(Path.cwd())}: commit it")


def version_of(tree: Path) -> str:
    """What the program of this tree calls itself. At 0.1.0 its package of research had another name."""
    for name in ("research", "findings"):
        file = tree / name / "__init__.py"
        found = (
            re.search(r'^__version__ = "([^"]+)"', file.read_text(), re.MULTILINE) if file.exists() else None
        )
        if found:
            return found[1]
    raise SystemExit("There is no __version__ in research/__init__.py.")


def dump(tree: Path, engine: str) -> str:
    """A database filled by that tree, as SQL."""
    with database(engine) as address, tempfile.TemporaryDirectory() as var:
        environment = os.environ | {"DATABASE_URL": address, "VAR_DIR": var, "PYTHONPATH": str(tree)}
        subprocess.run([sys.executable, FILLING], cwd=tree, env=environment, check=True)
        if engine == "sqlite":
            with sqlite3.connect(address.removeprefix("sqlite:///")) as connection:
                return "".join(f"{line}\n" for line in connection.iterdump())
        command = [
            program("pg_dump"),
            "--inserts",
            "--no-owner",
            "--no-acl",
            address.replace("postgres:", "postgresql:"),
        ]
        text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        return re.sub(r"^\\(un)?restrict .*\n", "", text, flags=re.MULTILINE)  # for psql only


if __name__ == "__main__":
    main()
