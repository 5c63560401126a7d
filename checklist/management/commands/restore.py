# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Brings a backup back into an empty database, and destroys again what was destroyed since."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from checklist.base.anchor import AnchorKeyMissing
from checklist.base.destroyed import Gone, beside, read_destroyed
from checklist.base.sealed_file import BackupFault
from checklist.management import backups, engines
from checklist.people.permissions import SYSTEM
from checklist.retention.actions import destroy_again, end_all_sessions

NOT_WHOLE = (
    "The database is not whole now, and names of who was destroyed may be in it. Do not start the app on it: throw it "
    "away, make an empty one and try again."
)


class Command(BaseCommand):
    help = (
        "Restores a backup into an empty database, and destroys again what was destroyed since, by the list beside the "
        "anchor. Files that are not whole, not ours or of a newer version are refused before anything is written."
    )
    requires_system_checks: list[str] = []  # the database is empty

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("manifest", type=Path, help="the manifest of the backup (….json)")
        parser.add_argument(
            "--destroyed",
            type=Path,
            default=None,
            help="the list of what was destroyed (default: destroyed.txt beside ANCHOR_FILE)",
        )
        parser.add_argument(
            "--nothing-was-destroyed",
            action="store_true",
            help="there is no such list, and somebody knows that nothing was destroyed since",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path = options["destroyed"] or beside(settings.ANCHOR_FILE)
        try:
            backup = backups.read(options["manifest"])
            gone = self._gone(path, none=options["nothing_was_destroyed"])
            backups.check_fits(backup, _known_migrations())
            self._restore(backup, gone)
        except (BackupFault, AnchorKeyMissing, OSError) as fault:
            raise CommandError(str(fault)) from fault

    def _gone(self, path: Path, *, none: bool) -> list[Gone]:
        if not path.exists() and not none:
            raise BackupFault(
                f"{path} is not there: it says what was destroyed since this backup, and without it those words would "
                "come back. Name it with --destroyed. Only if nothing was destroyed: --nothing-was-destroyed."
            )
        return read_destroyed(path)

    def _restore(self, backup: backups.Backup, gone: list[Gone]) -> None:
        clients = {one.client_key for one in gone if one.what == "client"}
        answers = {one.subject for one in gone if one.what == "answer"}

        def is_gone(row: engines.Row) -> bool:
            key, client = (str(row[name]).replace("-", "") for name in ("uuid", "client_key"))
            return client in clients or key in answers

        self.stdout.write(f"Restoring the backup of {backup.made} …")
        try:
            taken, left = engines.put(lambda: backup.parts(backups.DATA), backup.parts(backups.KEYS), is_gone)
            call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
            end_all_sessions(by=SYSTEM)
            again = destroy_again(gone=gone, by=SYSTEM)
        except BaseException as fault:  # whatever it was: nobody may start the app on half a restore
            raise BackupFault(f"{fault} {NOT_WHOLE}".strip()) from fault
        self.stdout.write(f"{taken} key(s) restored, {left} left out, {again} destruction(s) done again.")
        self.stdout.write(
            "Everybody has to log in again. Now run 'manage.py verify_log': it names what came after this backup and "
            "is not here any more. Then 'manage.py write_anchor --anew'."
        )


def _known_migrations() -> set[str]:
    loader = MigrationLoader(connection)
    return {f"{app}.{name}" for app, name in loader.disk_migrations}
