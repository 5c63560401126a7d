# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Wraps the key of every client anew under MASTER_KEY."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from checklist.base.models import DataKey
from checklist.base.rotation import to_do, wrap_anew
from checklist.base.traces import TracesLeft, remove_traces

SECONDS = 5  # between two lines of progress


class Command(BaseCommand):
    help = (
        "Wraps the key of every client anew under MASTER_KEY, which MASTER_KEY_FALLBACKS help to open. The app goes on "
        "working. Broken off, it goes on where it was when it is run again. Then writes the table anew, so that no "
        "file of the database holds a key under the old master key."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="only say how many keys are to be wrapped anew"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        waiting = to_do().count()
        if options["dry_run"]:
            self.stdout.write(f"{waiting} key(s) of clients would be wrapped anew.")
            return
        done = unknown = 0
        began = said = time.monotonic()
        for batch in wrap_anew():
            done, unknown = done + batch.done, unknown + batch.unknown
            if time.monotonic() - said >= SECONDS:
                said = time.monotonic()
                left = (waiting - done) * (said - began) / max(done, 1)
                self.stdout.write(f"{done} of {waiting}, about {left:.0f} seconds to go")
        self.stdout.write(f"{done} key(s) of clients wrapped anew.")
        if unknown:
            raise CommandError(
                f"{unknown} key(s) of clients open under no master key that is named here: name the one they were made "
                "under in MASTER_KEY_FALLBACKS and run this again. Do not throw away any master key."
            )
        # Also when nothing was left to wrap: a run before this one may have been broken off here.
        # At once; called within a transaction of somebody else: when that is committed.
        transaction.on_commit(self._clean)
        self.stdout.write(
            "Every key lies under MASTER_KEY. 'manage.py key_report' says what else hangs on old keys."
        )

    def _clean(self) -> None:
        try:
            left = remove_traces([DataKey])
        except TracesLeft as error:
            raise CommandError(
                f"The keys are wrapped anew, but files of the database still hold them under the old key. {error}"
            ) from error
        for sentence in left:
            self.stderr.write(sentence)
