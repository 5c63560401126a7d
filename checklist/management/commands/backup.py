# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Makes an encrypted backup: data and keys in separate files, with a manifest."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from checklist.base.sealed_file import BackupFault
from checklist.management import backups


class Command(BaseCommand):
    help = (
        "Makes a backup of the database as it is at one moment: a sealed file with the data, another with the keys "
        "that open its words, and a manifest. Everything is encrypted with BACKUP_KEY."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--to", type=Path, default=None, help="folder to write in (default: setting BACKUP_DIR)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = backups.make(options["to"] or settings.BACKUP_DIR)
        except (BackupFault, OSError) as fault:
            raise CommandError(f"{fault} No backup was made.") from fault
        for part in backups.PARTS:
            said = made.said["files"][part]
            self.stdout.write(f"{part}: {made.file(part)} ({said['bytes']:,} bytes)")
        self.stdout.write(f"manifest: {made.path}")
