# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands around the tables in the database: nothing of ours may be gone, and nothing foreign may hang on them.

A foreign trigger or rule can swallow a row before it is written, row security can hide one, a parent or child table can
show rows that are not there. Every one of them is named, on each table of the app.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models import Model

from checklist.base.faults import Fault, of_table
from checklist.base.protect import guard_names, missing_guards

PG_FOREIGN = """
SELECT c.relname, 'trigger ' || t.tgname || ' is not ours'
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE NOT t.tgisinternal AND c.relname = ANY(%(tables)s) AND NOT t.tgname = ANY(%(guards)s)
UNION ALL SELECT c.relname, 'a trigger that holds its links together was switched off'
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE t.tgisinternal AND t.tgenabled NOT IN ('O', 'A') AND c.relname = ANY(%(tables)s)
UNION ALL SELECT c.relname, 'rule ' || r.rulename || ' is not ours'
FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class WHERE c.relname = ANY(%(tables)s)
UNION ALL SELECT c.relname, 'row security is switched on'
FROM pg_class c WHERE (c.relrowsecurity OR c.relforcerowsecurity) AND c.relname = ANY(%(tables)s)
UNION ALL SELECT c.relname, 'policy ' || p.polname || ' is not ours'
FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE c.relname = ANY(%(tables)s)
UNION ALL SELECT c.relname, 'table ' || child.relname || ' inherits from it'
FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhparent JOIN pg_class child ON child.oid = i.inhrelid
WHERE c.relkind IN ('r', 'p') AND c.relname = ANY(%(tables)s)
UNION ALL SELECT c.relname, 'it inherits from table ' || parent.relname
FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_class parent ON parent.oid = i.inhparent
WHERE c.relkind IN ('r', 'p') AND c.relname = ANY(%(tables)s)
UNION ALL SELECT c.relname, 'it is no ordinary table'
FROM pg_class c WHERE (c.relkind <> 'r' OR c.relpersistence <> 'p') AND c.relname = ANY(%(tables)s)
ORDER BY 1, 2
"""
SQLITE_FOREIGN = """
SELECT tbl_name, 'trigger ' || name || ' is not ours', name FROM sqlite_master WHERE type = 'trigger'
UNION ALL SELECT tbl_name, 'it is no ordinary table', '' FROM sqlite_master WHERE type = 'view'
ORDER BY 1, 2
"""


def tables_of_the_app() -> list[type[Model]]:
    """Every model with a table of ours, by the name of its table."""
    return sorted(apps.get_app_config("checklist").get_models(), key=lambda model: model._meta.db_table)


def gone_parts(connection: Any, models: Iterable[type[Model]]) -> list[Fault]:
    """Tables and columns that the program needs and the database no longer has."""
    faults, there = [], set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for model in models:
            table = model._meta.db_table
            if table not in there:
                faults.append(of_table(table, "this table is gone"))
                continue
            described = connection.introspection.get_table_description(cursor, table)
            missing = {str(f.column) for f in model._meta.concrete_fields} - {one.name for one in described}
            faults += [of_table(table, f"column {column} is gone") for column in sorted(missing)]
    return faults


def strange_parts(connection: Any) -> list[Fault]:
    """Guards that do not stand, and everything that hangs on a table of ours and is not ours."""
    tables = [model._meta.db_table for model in tables_of_the_app()]
    ours = guard_names(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(PG_FOREIGN, {"tables": tables, "guards": ours})
            found = cursor.fetchall()
        else:
            cursor.execute(SQLITE_FOREIGN)
            found = [row[:2] for row in cursor.fetchall() if row[2] not in ours and row[0] in tables]
    absent = [of_table("guards", f"guard {name} is missing") for name in missing_guards(connection)]
    return absent + [of_table(table, sentence) for table, sentence in found]
