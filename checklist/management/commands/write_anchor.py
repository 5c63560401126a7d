# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes the heads of all digest chains to a file that is kept elsewhere."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from checklist.base.chain import verify_chains, write_anchor


class Command(BaseCommand):
    help = (
        "Writes the anchor: table, client key, count and newest digest of every chain. Keep a copy elsewhere."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--file", type=Path, default=None, help="where to write (default: setting ANCHOR_FILE)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        rows, faults = verify_chains()
        if faults:
            raise CommandError(f"{len(faults)} fault(s) in {rows} rows: run 'manage.py verify_log' first.")
        path = options["file"] or settings.ANCHOR_FILE
        self.stdout.write(f"{write_anchor(path)} chain(s) anchored in {path}")
