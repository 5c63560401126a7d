# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Destroys what has been kept long enough. Run it every night."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from checklist.people.permissions import SYSTEM
from checklist.retention.actions import destroy_client_data, destroy_ended_answer
from checklist.retention.queries import ended_answers, ended_clients


class Command(BaseCommand):
    help = (
        "Destroys the keys and the identity of clients whose term has ended, and answers whose own term has. "
        "Every destruction leaves an erasure line; the chains still verify. No name or number is printed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say what would be destroyed")

    def handle(self, *args: Any, **options: Any) -> None:
        today, dry = timezone.localdate(), options["dry_run"]
        clients, answers = ended_clients(today), ended_answers(today)
        for ended in clients:
            since = (
                "opened for the wrong person" if ended.since == date.min else f"term ended on {ended.since}"
            )
            self.stdout.write(f"client {ended.client.client_key}: {since}")
            if not dry:
                destroy_client_data(client=ended.client, ground=ended.ground, by=SYSTEM)
        if not dry:
            for answer in answers:
                destroy_ended_answer(answer=answer, by=SYSTEM)
        done = "would be destroyed" if dry else "destroyed"
        self.stdout.write(f"{len(clients)} client(s) and {len(answers)} answer(s) {done}.")
