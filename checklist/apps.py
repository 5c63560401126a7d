# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The app: one set of tables, one line of migrations, cut into slices."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate


class ChecklistConfig(AppConfig):
    name = "checklist"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from checklist.base import converters
        from checklist.base.protect import guard_after_migrate
        from checklist.base.sqlite_build import check_sqlite_build
        from checklist.followup.actions import follow_absence
        from checklist.intake.actions import follows_absence
        from checklist.people import idle

        converters.register()  # before any address is read
        idle.watch()
        follows_absence(follow_absence)  # whoever records one, by whatever page
        register(check_sqlite_build, Tags.database)
        post_migrate.connect(guard_after_migrate, sender=self, dispatch_uid="append-only guards")
