# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The PostgreSQL role of the app: the whole journey works, and it can change or remove no row of a log (R16)."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command

from checklist.base.protect import guarded_models
from checklist.management.commands.app_role_sql import statements
from tests.postgres import scratch_server

ROOT = Path(__file__).resolve().parents[3]
ROLE = "tweespraak_app"
LOGS = [model._meta.db_table for model in guarded_models()]


@dataclass(frozen=True)
class Server:
    """A database made by its owner, and the addresses of owner and app."""

    owner: str
    app: str


def run(address: str, *command: str) -> str:
    env = os.environ | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "reintapp.settings.test"}
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    return done.stdout


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Its own server on either engine: a role is of a whole server, not of a test database."""
    with scratch_server() as owner:
        run(owner, "manage.py", "migrate", "--verbosity", "0")
        sql = run(owner, "manage.py", "app_role_sql", ROLE)
        with psycopg.connect(owner, autocommit=True) as connection:
            for _twice in range(2):  # safe to run again after every migrate
                connection.execute(sql)  # type: ignore[call-overload]
        app = owner.replace("//tweespraak@", f"//{ROLE}@")
        print(run(app, "-m", "tests.checklist.retention.app_as_role"))
        yield Server(owner, app)


@pytest.mark.slow
def test_r16_the_app_works_as_a_role_that_may_only_look_and_add(server: Server) -> None:
    with psycopg.connect(server.app) as connection:
        row = connection.execute("SELECT count(*) FROM checklist_accessline").fetchone()
        assert row is not None
        assert row[0] > 5


@pytest.mark.slow
@pytest.mark.parametrize("table", LOGS)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET at = now()",
        "DELETE FROM {table}",
        "TRUNCATE {table} CASCADE",
        "ALTER TABLE {table} DISABLE TRIGGER ALL",
        "DROP TABLE {table} CASCADE",
        "DROP TRIGGER guard_{table}_row ON {table}",
    ],
)
def test_r16_the_role_cannot_change_or_remove_a_row_of_a_log(
    server: Server, table: str, statement: str
) -> None:
    with psycopg.connect(server.app) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement.format(table=table))  # type: ignore[call-overload]


@pytest.mark.slow
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE more (id int)",
        "CREATE ROLE another",
        "SET session_replication_role = replica",
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$",
        "UPDATE django_migrations SET name = ''",
    ],
)
def test_the_role_cannot_reach_around_the_guards(server: Server, statement: str) -> None:
    with psycopg.connect(server.app) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement)  # type: ignore[call-overload]


def test_every_table_is_named_once() -> None:
    named = [
        line.split(" ON ")[1].split(" TO ")[0]
        for line in statements("app")
        if line.startswith("GRANT SELECT, INSERT")
    ]
    assert len(named) == len(set(named))
    assert set(LOGS) < set(named)


@pytest.mark.parametrize("role", ["App", "a b", "x;DROP TABLE y", "", "1a"])
def test_an_odd_role_name_is_refused(role: str) -> None:
    with pytest.raises(CommandError, match="Expected a role name"):
        call_command("app_role_sql", role)
