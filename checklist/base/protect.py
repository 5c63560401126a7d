# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Guards in the database itself: an append-only row can be neither changed nor removed, by any program.

SQLite: three triggers a table; the third refuses INSERT OR REPLACE, which would overwrite without an UPDATE.
PostgreSQL: a row trigger (UPDATE, DELETE) and a statement trigger (TRUNCATE), both ENABLE ALWAYS.
"""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.models import Model, UniqueConstraint

from checklist.base.append_only import AppendOnlyModel

MESSAGE = "append-only: this table is written once; write a new row instead"
PG_FUNCTION = f"""
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


def guarded_models() -> list[type[Model]]:
    """The concrete append-only models, in the order of their table names."""
    models = [model for model in apps.get_app_config("checklist").get_models() if issubclass(model, AppendOnlyModel)]
    return sorted(models, key=lambda model: model._meta.db_table)


def install_guards(connection: Any) -> None:
    """Put every guard in place whose table exists. Safe to run again."""
    tables = set(connection.introspection.table_names())
    statements = [PG_FUNCTION] if connection.vendor == "postgresql" else []
    for model in guarded_models():
        if model._meta.db_table in tables:
            statements += _create(connection, model)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def remove_guards(connection: Any) -> None:
    """Take the guards away. Only the flush of the test suite does this."""
    if not settings.ALLOW_FLUSH:
        raise RuntimeError("append-only tables: guards are removed only by the test suite")
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for model in guarded_models():
            table = model._meta.db_table
            if table in tables:
                for name in _names(connection.vendor, table):
                    on = f" ON {table}" if connection.vendor == "postgresql" else ""
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def missing_guards(connection: Any) -> list[str]:
    """Names of guards that should stand and do not."""
    query = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'A'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {row[0] for row in cursor.fetchall()}
    wanted = [n for model in guarded_models() for n in _names(connection.vendor, model._meta.db_table)]
    return [name for name in wanted if name not in present]


def guard_after_migrate(sender: Any, using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """post_migrate: a rebuilt SQLite table has silently lost its triggers."""
    install_guards(connections[using])


@register(Tags.database)
def check_guards(app_configs: Any, databases: list[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse to call a database sound when a guard is missing."""
    messages: list[CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        try:
            tables = set(connection.introspection.table_names())
            names = missing_guards(connection) if guarded_models()[0]._meta.db_table in tables else []
        except DatabaseError:
            continue
        hint = "Run 'manage.py migrate': it puts the guards back."
        messages += [Error(f"Guard {name} is missing.", hint=hint, id="checklist.E001") for name in names]
    return messages


def _names(vendor: str, table: str) -> list[str]:
    kinds = ("row", "truncate") if vendor == "postgresql" else ("update", "delete", "replace")
    return [f"guard_{table}_{kind}" for kind in kinds]


def _create(connection: Any, model: type[Model]) -> list[str]:
    return _create_pg(model) if connection.vendor == "postgresql" else _create_sqlite(model)


def _create_pg(model: type[Model]) -> list[str]:
    table = model._meta.db_table
    row, truncate = _names("postgresql", table)
    return [
        f"CREATE OR REPLACE TRIGGER {row} BEFORE UPDATE OR DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION refuse_change()",
        f"CREATE OR REPLACE TRIGGER {truncate} BEFORE TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {row}",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {truncate}",
    ]


def _create_sqlite(model: type[Model]) -> list[str]:
    table = model._meta.db_table
    update, delete, replace = _names("sqlite", table)
    body = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    taken = " OR ".join("(" + " AND ".join(f"{c} = NEW.{c}" for c in columns) + ")" for columns in _unique_columns(model))
    return [
        f"CREATE TRIGGER IF NOT EXISTS {update} BEFORE UPDATE ON {table} {body}",
        f"CREATE TRIGGER IF NOT EXISTS {delete} BEFORE DELETE ON {table} {body}",
        f"CREATE TRIGGER IF NOT EXISTS {replace} BEFORE INSERT ON {table}"
        f" WHEN EXISTS (SELECT 1 FROM {table} WHERE {taken}) {body}",
    ]


def _unique_columns(model: type[Model]) -> list[tuple[str, ...]]:
    """Every set of columns on which INSERT OR REPLACE could push an old row out."""
    meta = model._meta
    single = [(field.column,) for field in meta.concrete_fields if field.unique]
    several = [
        tuple(meta.get_field(name).column for name in constraint.fields)  # type: ignore[union-attr]
        for constraint in meta.constraints
        if isinstance(constraint, UniqueConstraint) and constraint.fields
    ]
    return single + several
