# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A migration that landed is never written again (S40), and every released version has its filled database."""

import hashlib
import re
from pathlib import Path

from tests.house import tree

LIST = Path("tests/house/migrations.txt")
MIGRATIONS = [path for path in tree.matching("checklist/migrations/*.py") if path.name != "__init__.py"]


def _listed() -> dict[str, str]:
    lines = [line.split() for line in tree.text(LIST).splitlines()]
    return {name: digest for digest, name in lines}


def _digest(path: Path) -> str:
    return hashlib.sha256((tree.ROOT / path).read_bytes()).hexdigest()


def test_s40_a_migration_is_as_it_landed() -> None:
    listed = _listed()
    changed = [path.name for path in MIGRATIONS if listed.get(path.name, _digest(path)) != _digest(path)]
    assert changed == [], (
        "a migration that landed is not written again: put what it got wrong right in a next one"
    )


def test_s40_every_migration_is_listed_and_none_is_gone() -> None:
    here = {path.name: _digest(path) for path in MIGRATIONS}
    missing = [f"{digest}  {name}" for name, digest in sorted(here.items()) if name not in _listed()]
    assert missing == [], f"add to {LIST}"
    assert sorted(set(_listed()) - set(here)) == [], "a migration that landed is not removed"


def test_s40_the_list_only_grows() -> None:
    """In the order of their numbers, each once: a new one is added at the end."""
    names = [line.split()[1] for line in tree.text(LIST).splitlines()]
    assert names == sorted(set(names))


def test_s40_every_released_version_has_its_filled_databases() -> None:
    released = re.findall(r"^## (\S+) \(\d{4}-\d\d-\d\d\)$", tree.text(Path("CHANGELOG.md")), re.MULTILINE)
    kept = {path.parts[2:] for path in tree.matching("tests/upgrades/*.sql")}
    wanted = {(version, f"{engine}.sql") for version in released for engine in ("sqlite", "postgresql")}
    assert wanted <= kept, "python -m tests.upgrades.make"
