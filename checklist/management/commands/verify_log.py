# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Walks every digest chain and compares it with the anchor."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from checklist.base.chain import verify_anchor, verify_chains


class Command(BaseCommand):
    help = "Checks the digest chains of all append-only tables, and the anchor file when there is one."

    def handle(self, *args: Any, **options: Any) -> None:
        rows, faults = verify_chains()
        anchor = settings.ANCHOR_FILE
        if anchor.exists():
            faults += verify_anchor(anchor)
        for fault in faults:
            self.stderr.write(f"{fault.table} client {fault.client_key} row {fault.seq}: {fault.sentence}")
        if faults:
            raise CommandError(
                f"{len(faults)} fault(s) in {rows} rows. Keep this database and call the administrator."
            )
        kept = (
            f"anchor {anchor.name} agrees"
            if anchor.exists()
            else "no anchor yet: run 'manage.py write_anchor'"
        )
        self.stdout.write(f"{rows} rows verified, no fault; {kept}")
