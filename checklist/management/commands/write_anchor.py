# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes the newest digest of every chain to a signed file that is kept elsewhere."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from checklist.access.queries import destructions
from checklist.base.anchor import AnchorKeyMissing, next_anchor, write_anchor
from checklist.base.destroyed import beside, put_aside, write_destroyed
from checklist.base.sealed_file import BackupFault


class Command(BaseCommand):
    help = (
        "Writes the anchor: table, client key, count and newest digest of every chain, signed with ANCHOR_KEY. Rows "
        "that came since the anchor before are verified first, so that a timer can run this every few minutes. Beside "
        "it lies the list of what was destroyed, for who restores a backup."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--file", type=Path, default=None, help="where to write (default: setting ANCHOR_FILE)"
        )
        parser.add_argument(
            "--anew",
            action="store_true",
            help="leave the anchor that is there out of account, and put a list aside that does not open: only after "
            "its fault was looked into, or with another ANCHOR_KEY",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path = options["file"] or settings.ANCHOR_FILE
        try:
            heads, faults = next_anchor(path, anew=options["anew"])
            if not faults:
                self.stdout.write(f"{write_anchor(path, heads)} chain(s) anchored in {path}")
                before = put_aside(beside(path)) if options["anew"] else None
                if before:
                    self.stdout.write(f"The list of before did not open with ANCHOR_KEY; it is {before} now")
                gone = write_destroyed(beside(path), destructions())
                self.stdout.write(f"{gone} destruction(s) listed in {beside(path)}")
        except (AnchorKeyMissing, BackupFault) as error:
            raise CommandError(str(error)) from error
        if faults:
            for fault in faults:
                self.stderr.write(str(fault))
            raise CommandError(f"{len(faults)} fault(s), nothing written: run 'manage.py verify_log' first.")
