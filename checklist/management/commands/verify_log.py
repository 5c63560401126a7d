# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Walks every digest chain, compares it with the anchor, and holds what stands around the logs against them."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from checklist.access.queries import renamed_accounts
from checklist.base.anchor import AnchorKeyMissing, anchor_state
from checklist.base.chain import verify_chains
from checklist.base.faults import Fault
from checklist.base.surroundings import gone_parts, strange_parts, tables_of_the_app
from checklist.decisions.queries import overwritten_answers
from checklist.intake.queries import key_faults
from checklist.people.queries import account_faults


class Command(BaseCommand):
    help = (
        "Checks the digest chains of all append-only tables, the anchor file when there is one, the guards and what "
        "else hangs on the tables, the keys, the names of accounts, and the answers against the decisions."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        rows, faults = verify_chains()
        try:
            kept, wrong = anchor_state(settings.ANCHOR_FILE)
        except AnchorKeyMissing as error:
            raise CommandError(str(error)) from error
        faults += wrong
        faults += beside_the_chains()
        for fault in dict.fromkeys(faults):
            self.stderr.write(str(fault))
        if faults:
            raise CommandError(
                f"{len(set(faults))} fault(s) in {rows} rows. Keep this database and call the administrator."
            )
        self.stdout.write(f"{rows} rows verified, no fault; {kept}")


def beside_the_chains() -> Iterator[Fault]:
    """What a chain cannot show by itself. Where a part of a table is gone, only that is said."""
    yield from strange_parts(connection)
    gone = gone_parts(connection, tables_of_the_app())
    yield from gone
    if not gone:
        yield from key_faults()
        yield from renamed_accounts()
        yield from account_faults()
        yield from overwritten_answers()
