# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows that change until a moment and never after it: a published checklist. `protect` installs and counts the guards.

A model names its guards in `frozen`. A condition speaks about its own table only: SQLite refuses to rename a table
while a trigger elsewhere names it, and so every later migration would fail.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

FROZEN = "frozen: this row was published and does not change any more; make a new version instead"


@dataclass(frozen=True)
class Frozen:
    """One guard: the act (update, delete, insert) and, in SQL that both engines read, when it is refused."""

    act: str
    when: str


@dataclass(frozen=True)
class Guard:
    """A guard with its table, and its texts on both engines."""

    table: str
    act: str
    when: str

    @property
    def name(self) -> str:
        return f"frozen_{self.table}_{self.act}"

    @property
    def sqlite(self) -> str:
        refuse = f"BEGIN SELECT RAISE(ABORT, '{FROZEN}'); END"
        return (
            f"CREATE TRIGGER {self.name} BEFORE {self.act.upper()} ON {self.table} WHEN {self.when} {refuse}"
        )

    @property
    def pg_body(self) -> str:
        kept = "OLD" if self.act == "delete" else "NEW"
        refuse = f"RAISE EXCEPTION '{FROZEN}' USING ERRCODE = 'integrity_constraint_violation'"
        return f" BEGIN IF {self.when} THEN {refuse}; END IF; RETURN {kept}; END "

    @property
    def pg(self) -> list[str]:
        name, table = self.name, self.table
        when = f"BEFORE {self.act.upper()} ON {table} FOR EACH ROW"
        return [
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${self.pg_body}$$",
            f"CREATE OR REPLACE TRIGGER {name} {when} EXECUTE FUNCTION {name}()",
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",
        ]


def guards_of(models: list[type[Model]]) -> list[Guard]:
    """The guards that these models ask for."""
    return [
        Guard(model._meta.db_table, frozen.act, frozen.when)
        for model in models
        for frozen in vars(model).get("frozen", ())
    ]


def statements(connection: Any, guards: list[Guard]) -> Iterator[str]:
    """SQL that puts these guards in place; safe to run again."""
    if connection.vendor == "postgresql":
        for guard in guards:
            yield from guard.pg
        return
    absent = set(missing(connection, guards))
    for guard in guards:
        if guard.name in absent:
            yield f"DROP TRIGGER IF EXISTS {guard.name}"
            yield guard.sqlite


def removals(connection: Any, guards: list[Guard]) -> Iterator[str]:
    """SQL that takes them away; only the flush of the test suite runs it."""
    for guard in guards:
        on = f" ON {guard.table}" if connection.vendor == "postgresql" else ""
        yield f"DROP TRIGGER IF EXISTS {guard.name}{on}"


def missing(connection: Any, guards: list[Guard]) -> list[str]:
    """Names of guards that do not stand as they should. A weakened one does not stand."""
    postgresql = connection.vendor == "postgresql"
    query = (
        "SELECT t.tgname, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
        " WHERE NOT t.tgisinternal AND t.tgenabled = 'A' AND t.tgqual IS NULL"
        if postgresql
        else "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        found = dict(cursor.fetchall())
    return [
        guard.name
        for guard in guards
        if found.get(guard.name) != (guard.pg_body if postgresql else guard.sqlite)
    ]
