# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Prints the SQL for the PostgreSQL role that the app runs as: on the log tables it may only look and add."""

import re
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from checklist.base.protect import guarded_models

ROLE = re.compile(r"[a-z_][a-z0-9_]{0,62}")


class Command(BaseCommand):
    help = (
        "Prints SQL for psql, to be run by the owner of the database after every migrate. Example: "
        "manage.py app_role_sql tweespraak_app | psql tweespraak"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("role", help="name of the role that the web workers log in as")

    def handle(self, *args: Any, **options: Any) -> None:
        role = options["role"]
        if not ROLE.fullmatch(role):
            raise CommandError(
                f"Expected a role name of small letters, digits and underscores, found {role!r}."
            )
        self.stdout.write("\n".join(statements(role)))


def statements(role: str) -> list[str]:
    """Make the role if need be, take everything away, then give back the least that works."""
    logs = {model._meta.db_table for model in guarded_models()}
    tables = set(connection.introspection.django_table_names(only_existing=False, include_views=False)) - logs
    new = f"IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN CREATE ROLE {role} LOGIN; END IF;"
    return [
        "-- Run by the owner of the database. The app itself logs in as the role below; migrations run as the owner.",
        "BEGIN;",
        f"DO $$ BEGIN {new} END $$;",
        f"ALTER ROLE {role} NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;",
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC;",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role};",
        f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {role};",
        f"GRANT USAGE ON SCHEMA public TO {role};",
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role};",
        f"GRANT SELECT ON django_migrations TO {role};",
        "-- ordinary tables",
        *(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {role};" for table in sorted(tables)),
        "-- log tables: nobody who runs the app changes or removes a row",
        *(f"GRANT SELECT, INSERT ON {table} TO {role};" for table in sorted(logs)),
        "COMMIT;",
    ]
