# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Destroys what has been kept long enough, and leaves no trace of it in the files. Run it every night."""

from datetime import date
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from checklist.access.models import DestructionRun
from checklist.base.traces import TracesLeft, remove_traces
from checklist.intake.models import Client
from checklist.people.permissions import SYSTEM
from checklist.retention.actions import begin_run, destroy_ended_answer, destroy_ended_client, end_run
from checklist.retention.queries import TOUCHED, Due, due_on, files_are_clean, newest_line
from checklist.retention.rules import is_above_share, is_ahead


class Command(BaseCommand):
    help = (
        "Destroys the keys and the identity of clients whose term has ended, and answers whose own term has; then "
        "writes the tables they stood in anew, so that no file of the database shows them. Refuses a clock that runs "
        "ahead and stops above DESTROY_MOST_PERCENT. Every destruction leaves an erasure line, every run a line of its "
        "own; the chains still verify. No name or number is printed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say what would be destroyed")
        parser.add_argument(
            "--above-share",
            action="store_true",
            help="more than the share DESTROY_MOST_PERCENT is due, and that is right",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        today, dry, meant = timezone.localdate(), options["dry_run"], options["above_share"]
        due = due_on(today)
        for ended in due.clients:
            since = (
                "opened for the wrong person" if ended.since == date.min else f"term ended on {ended.since}"
            )
            self.stdout.write(f"client {ended.client.client_key}: {since}")
        why_not = reason_to_stop(due, meant=meant)
        if dry:
            self.stdout.write(
                f"{counted(len(due.clients), len(due.answers))} would be destroyed. {why_not}".strip()
            )
            return
        if why_not:
            raise CommandError(why_not)
        run = begin_run(due=due, above_share=meant, by=SYSTEM)
        clients, answers = destroyed(due, today)
        self.stdout.write(f"{counted(clients, answers)} destroyed.")
        # At once; called within a transaction of somebody else: when that is committed.
        transaction.on_commit(partial(self._clean, run, clients, answers))

    def _clean(self, run: DestructionRun, clients: int, answers: int) -> None:
        left, fault = [], ""
        if clients or answers or not files_are_clean():
            try:
                left = remove_traces(TOUCHED)
            except TracesLeft as error:
                fault = str(error)
        end_run(run=run, clients=clients, answers=answers, files_clean=not fault, by=SYSTEM)
        for sentence in left:
            self.stderr.write(sentence)
        if fault:
            raise CommandError(f"What was destroyed can still be found in the files of the database. {fault}")
        self.stdout.write(
            "No file of the database holds what was destroyed. Backups and archives of the write-ahead log may hold "
            f"it {settings.BACKUP_DAYS} days more (BACKUP_DAYS)."
        )


def counted(clients: int, answers: int) -> str:
    return f"{clients} client(s) and {answers} answer(s)"


def destroyed(due: Due, today: date) -> tuple[int, int]:
    """How many clients and answers went; each in a transaction of its own, so that what is done stays done."""
    clients = sum(destroy_ended_client(ended=one, today=today, by=SYSTEM) is not None for one in due.clients)
    answers = sum(destroy_ended_answer(answer=one, by=SYSTEM) is not None for one in due.answers)
    return clients, answers


def reason_to_stop(due: Due, *, meant: bool) -> str:
    """Why nothing is destroyed now, and what to do; '' when nothing stands in the way."""
    now, newest = timezone.now(), newest_line()
    if newest is not None and is_ahead(now, newest):
        return (
            f"Nothing was destroyed: the clock of this machine says {now:%Y-%m-%d %H:%M} UTC, and the newest line "
            f"of the logs is of {newest:%Y-%m-%d %H:%M} UTC, more than a day before. Set the clock right. If it is "
            "right: let somebody log in and open a conversation, then run this again."
        )
    people, percent = Client.objects.count(), settings.DESTROY_MOST_PERCENT
    if not meant and is_above_share(due.people, people, percent):
        return (
            f"Nothing was destroyed: data of {due.people} of {people} clients are due, more than {percent} % "
            "(DESTROY_MOST_PERCENT). Look whether the clock and RETENTION_TERMS are right; then run it with "
            "--above-share."
        )
    return ""
