# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A filled database of every released version is taken over: nothing is lost, every proof holds, every word opens."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.db import connection

from tests.house.tree import ROOT

VERSIONS = sorted(path.parent.name for path in Path(__file__).parent.glob(f"*/{connection.vendor}.sql"))
READ = """
from checklist.base.keys import Sealer
from checklist.intake.models import Case
from checklist.intake.rules import goal_place
for case in Case.objects.order_by("pk"):
    print(case.client.display_name, Sealer(case.client_key).open(case.goal, goal_place(case.uuid)))
"""


@pytest.fixture
def loaded(tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """Loads the SQL of one version in a database of its own; gives its address."""
    made: list[str] = []

    def load(version: str) -> str:
        text = (Path(__file__).parent / version / f"{connection.vendor}.sql").read_text(encoding="utf-8")
        if connection.vendor == "sqlite":
            with closing(sqlite3.connect(tmp_path / "old.sqlite3")) as old:
                old.executescript(text)
            return f"sqlite:///{tmp_path}/old.sqlite3"
        made.append(f"upgrade_{uuid4().hex}")
        with psycopg.connect(_address("postgres"), autocommit=True) as server:
            server.execute(f"CREATE DATABASE {made[0]}")
        with psycopg.connect(_address(made[0])) as old:
            old.execute(text)
        return _address(made[0]).replace("postgresql:", "postgres:")

    yield load
    for name in made:
        with psycopg.connect(_address("postgres"), autocommit=True) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _address(name: str) -> str:
    where = connection.settings_dict
    return f"postgresql://{where['USER']}@{where['HOST']}:{where['PORT']}/{name}"


def _manage(address: str, var: Path, *words: str) -> str:
    environment = os.environ | {
        "DATABASE_URL": address, "VAR_DIR": str(var), "DJANGO_SETTINGS_MODULE": "reintapp.settings.test",
    }  # fmt: skip
    command = [sys.executable, "manage.py", *words]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_s40_there_is_a_version_to_upgrade() -> None:
    assert "0.1.0" in VERSIONS


@pytest.mark.slow
@pytest.mark.parametrize("version", VERSIONS)
def test_s40_a_filled_database_of_a_released_version_upgrades(
    version: str, loaded: Callable[[str], str], tmp_path: Path
) -> None:
    address = loaded(version)
    _manage(address, tmp_path, "migrate", "--verbosity", "0")
    _manage(address, tmp_path, "check", "--database", "default")
    _manage(address, tmp_path, "write_anchor")
    assert "rows verified, no fault" in _manage(address, tmp_path, "verify_log")
    goal = "Dirk Jansen Ik wil weer onder de mensen zijn."
    assert _manage(address, tmp_path, "shell", "--no-imports", "-c", READ).splitlines() == [goal, goal]
