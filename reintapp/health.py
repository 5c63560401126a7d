# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Health pages: live touches nothing; ready needs the database, its migrations and its guards."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from checklist.base.protect import missing_guards


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
        return [f"guard missing: {name}" for name in missing_guards(connection)]
    except DatabaseError as error:
        return [f"database: {type(error).__name__}"]
