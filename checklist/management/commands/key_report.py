# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Says what still hangs on keys that were replaced."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from checklist.base.keyring import mark_of_key, master_keys
from checklist.base.rotation import keys_by_master
from checklist.people.queries import hanging_on_old_keys


class Command(BaseCommand):
    help = (
        "Says how many keys of clients, codes of clients and log-ins hang on MASTER_KEY, CODE_KEY and SECRET_KEY, and "
        "how many on keys before them: when a fallback may be taken out."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        under = keys_by_master()
        newest = under.pop(mark_of_key(master_keys()[0]), 0)
        names = {mark_of_key(key): f"fallback {n}" for n, key in enumerate(master_keys()[1:], 1)}
        self.stdout.write(f"MASTER_KEY: {newest} key(s) of clients lie under it")
        for mark, count in sorted(under.items()):
            which = (
                names.get(mark, f"a key that is not named here ({mark})") if mark else "a key of before marks"
            )
            self.stdout.write(f"  {count} under {which}: run 'manage.py rotate_master_key'")
        found = hanging_on_old_keys()
        self.stdout.write(f"CODE_KEY: {found.codes} living code(s) under a fallback")
        self.stdout.write(f"SECRET_KEY: {found.sessions} log-in(s) signed with a fallback")
        if found.codes_of_before:
            self.stdout.write(
                f"  {found.codes_of_before} living code(s) from before CODE_KEY: each moves over when its client comes "
                "in, or ends with its conversation"
            )
        self.stdout.write(
            f"A log-in ends after {settings.SESSION_COOKIE_AGE // 3600} hours, and with it what waits in it unsaved. "
            f"Backups hold keys under an old master key for BACKUP_DAYS ({settings.BACKUP_DAYS}): keep it as long."
        )
        if not (under or found.codes or found.codes_of_before or found.sessions):
            self.stdout.write("Nothing hangs on an old key: the fallbacks can go.")
