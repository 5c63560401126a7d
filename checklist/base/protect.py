# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Guards in the database itself: an append-only row can be neither changed nor removed, by any program.

SQLite: three triggers a table; the third refuses INSERT OR REPLACE, which would overwrite without an UPDATE.
PostgreSQL: a row trigger (UPDATE, DELETE) and a statement trigger (TRUNCATE), both ENABLE ALWAYS.
"""

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.models import Model, UniqueConstraint

from checklist.base import freeze
from checklist.base.append_only import AppendOnlyModel

MESSAGE = "append-only: this table is written once; write a new row instead"
PG_BODY = f" BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END "
PG_FUNCTION = f"CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $${PG_BODY}$$"
# tgtype adds up: row 1, before 2, delete 8, update 16, truncate 32
PG_PRESENT = """
SELECT t.tgname FROM pg_trigger t
JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
WHERE NOT t.tgisinternal AND t.tgenabled = 'A' AND p.proname = 'refuse_change' AND p.prosrc = %s
AND t.tgqual IS NULL
AND t.tgname = 'guard_' || c.relname || CASE t.tgtype WHEN 27 THEN '_row' WHEN 34 THEN '_truncate' END
"""


def guarded_models() -> list[type[Model]]:
    """The concrete append-only models, in the order of their table names."""
    models = [
        model for model in apps.get_app_config("checklist").get_models() if issubclass(model, AppendOnlyModel)
    ]
    return sorted(models, key=lambda model: model._meta.db_table)


def install_guards(connection: Any) -> None:
    """Put every guard in place whose table exists. Safe to run again."""
    models = _existing(connection)
    if connection.vendor == "postgresql":
        statements = [PG_FUNCTION, *(statement for model in models for statement in _create_pg(model))]
    else:
        statements = _mend_sqlite(models, set(missing_guards(connection)))
    with connection.cursor() as cursor:
        for statement in [*statements, *freeze.statements(connection, _frozen(connection))]:
            cursor.execute(statement)


def _frozen(connection: Any) -> list[freeze.Guard]:
    """Guards of tables whose rows are frozen at some moment, such as a published checklist."""
    tables = set(connection.introspection.table_names())
    models = apps.get_app_config("checklist").get_models()
    return freeze.guards_of([model for model in models if model._meta.db_table in tables])


def _existing(connection: Any) -> list[type[Model]]:
    tables = set(connection.introspection.table_names())
    return [model for model in guarded_models() if model._meta.db_table in tables]


def remove_guards(connection: Any) -> None:
    """Take the guards away. Only the flush of the test suite does this."""
    if not settings.ALLOW_FLUSH:
        raise RuntimeError("append-only tables: guards are removed only by the test suite")
    with connection.cursor() as cursor:
        for model in _existing(connection):
            table = model._meta.db_table
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            for name in _names(connection.vendor, table):
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
        for statement in freeze.removals(connection, _frozen(connection)):
            cursor.execute(statement)


def missing_guards(connection: Any) -> list[str]:
    """Names of guards that should stand and do not. One that was switched off or rewritten does not stand."""
    models = _existing(connection)
    present = (
        _present_pg(connection) if connection.vendor == "postgresql" else _present_sqlite(connection, models)
    )
    wanted = [name for model in models for name in _names(connection.vendor, model._meta.db_table)]
    absent = [name for name in wanted if name not in present]
    return absent + freeze.missing(connection, _frozen(connection))


def guard_names(connection: Any) -> list[str]:
    """The names of all guards that belong to the tables that exist."""
    models = _existing(connection)
    names = [name for model in models for name in _names(connection.vendor, model._meta.db_table)]
    return names + [guard.name for guard in _frozen(connection)]


def _present_pg(connection: Any) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(PG_PRESENT, [PG_BODY])
        return {row[0] for row in cursor.fetchall()}


def _present_sqlite(connection: Any, models: list[type[Model]]) -> set[str]:
    """SQLite keeps the text of each trigger: only the exact text counts."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        found = dict(cursor.fetchall())
    wanted = {name: text for model in models for name, text in _sqlite_texts(model).items()}
    return {name for name, text in wanted.items() if found.get(name) == text}


def guard_after_migrate(sender: Any, using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """post_migrate: a rebuilt SQLite table has silently lost its triggers."""
    install_guards(connections[using])


@register(Tags.database)
def check_guards(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Refuse to call a database sound when a guard is missing."""
    messages: list[CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        try:
            names = missing_guards(connection)
        except DatabaseError:
            continue
        # Not plain 'migrate': it runs this check first and would stop at it.
        hint = "Run 'manage.py migrate --skip-checks': it puts the guards back."
        messages += [Error(f"Guard {name} is missing.", hint=hint, id="checklist.E001") for name in names]
    return messages


def _names(vendor: str, table: str) -> list[str]:
    kinds = ("row", "truncate") if vendor == "postgresql" else ("update", "delete", "replace")
    return [f"guard_{table}_{kind}" for kind in kinds]


def _create_pg(model: type[Model]) -> list[str]:
    table = model._meta.db_table
    row, truncate = _names("postgresql", table)
    each, once = (
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
    )
    return [
        f"CREATE OR REPLACE TRIGGER {row} BEFORE UPDATE OR DELETE ON {table} {each}",
        f"CREATE OR REPLACE TRIGGER {truncate} BEFORE TRUNCATE ON {table} {once}",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {row}",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {truncate}",
    ]


def _mend_sqlite(models: list[type[Model]], missing: set[str]) -> list[str]:
    wanted = {
        name: text for model in models for name, text in _sqlite_texts(model).items() if name in missing
    }
    return [
        statement for name, text in wanted.items() for statement in (f"DROP TRIGGER IF EXISTS {name}", text)
    ]


def _sqlite_texts(model: type[Model]) -> dict[str, str]:
    """Each guard of one table, exactly as SQLite keeps its text."""
    table = model._meta.db_table
    update, delete, replace = _names("sqlite", table)
    body = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    same = (
        " AND ".join(f"{column} = NEW.{column}" for column in columns) for columns in _unique_columns(model)
    )
    taken = f"SELECT 1 FROM {table} WHERE {' OR '.join(f'({one})' for one in same)}"  # noqa: S608 (our own names)
    return {
        update: f"CREATE TRIGGER {update} BEFORE UPDATE ON {table} {body}",
        delete: f"CREATE TRIGGER {delete} BEFORE DELETE ON {table} {body}",
        replace: f"CREATE TRIGGER {replace} BEFORE INSERT ON {table} WHEN EXISTS ({taken}) {body}",
    }


def _unique_columns(model: type[Model]) -> list[tuple[str, ...]]:
    """Every set of columns on which INSERT OR REPLACE could push an old row out."""
    meta = model._meta
    single: list[tuple[str, ...]] = [(str(field.column),) for field in meta.concrete_fields if field.unique]
    several = [
        tuple(str(meta.get_field(name).column) for name in constraint.fields)  # type: ignore[union-attr]
        for constraint in meta.constraints
        if isinstance(constraint, UniqueConstraint) and constraint.fields
    ]
    return single + several
