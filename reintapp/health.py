# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Health pages: live touches nothing; ready needs a database that can be written, its migrations and its guards."""

from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from checklist.base.protect import missing_guards
from checklist.base.trial import write_on_trial


def live(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


def ready(request: HttpRequest) -> JsonResponse:
    problems = _problems()
    status = 503 if problems else 200
    return JsonResponse({"status": "not ready" if problems else "ok", "problems": problems}, status=status)


def _problems() -> list[str]:
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return ["migrations are waiting: run 'manage.py migrate'"]
        missing = [f"guard missing: {name}" for name in missing_guards(connection)]
    except (DatabaseError, InterfaceError) as error:
        return [f"database: {type(error).__name__}"]
    return missing or _write()


def _write() -> list[str]:
    """A disk that is full and a database that may only be read answer every question; only a write tells."""
    try:
        write_on_trial()
    except (DatabaseError, InterfaceError) as error:
        return [f"database cannot be written: {type(error).__name__}"]
    return []
