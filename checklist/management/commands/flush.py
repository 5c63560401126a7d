# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's own flush, refused outside the test suite: append-only tables are not emptied."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands.flush import Command as DjangoFlush
from django.db import connections

from checklist.base.protect import install_guards, remove_guards


class Command(DjangoFlush):
    help = "Empties the database of a test run; refused everywhere else."

    def handle(self, **options: Any) -> None:
        if not settings.ALLOW_FLUSH:
            raise CommandError(
                "This database holds append-only tables: it is not flushed. Make a new database instead."
            )
        connection = connections[options["database"]]
        remove_guards(connection)
        try:
            super().handle(**options)
        finally:
            install_guards(connection)
