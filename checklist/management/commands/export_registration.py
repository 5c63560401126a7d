# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""manage.py export_registration FOLDER --key-file FILE: write a registration that two people agreed on."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from checklist.people.models import Proposal
from checklist.people.permissions import SYSTEM, Refused
from checklist.registration.actions import export_registration
from checklist.registration.queries import agreed_and_not_made


class Command(BaseCommand):
    help = (
        "Writes a registration for research that two people agreed on at /registratie/: a folder with the table, its "
        "codebook and upload.toml, whole or not at all; apart from it, for who links, the file of who is who. Every "
        "client concerned sees it in the own log. Example: manage.py export_registration /srv/out/2026 --key-file "
        "/srv/keys/2026.csv"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="where the folder goes; nothing may stand there yet")
        parser.add_argument(
            "--request", type=int, default=0, help="number of the request, when more than one was agreed to"
        )
        parser.add_argument(
            "--key-file", type=Path, help="client number and pseudonym, for who links; outside the folder"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("en"):  # an operator reads the whole line in one language
            proposal = _asked(options["request"])
            try:
                row = export_registration(
                    proposal=proposal, folder=options["folder"], key_file=options["key_file"], by=SYSTEM,
                    say=self.stdout.write,
                )  # fmt: skip
            except Refused as refusal:
                raise CommandError(f"Nothing was written. {refusal.sentence}") from refusal
            except OSError as fault:
                raise CommandError(f"Nothing was written. {fault}") from fault
        self.stdout.write(f"{options['folder']}: {row.intakes} intakes, digest {row.digest}")


def _asked(number: int) -> Proposal:
    waiting = agreed_and_not_made()
    found = [row for row in waiting if number in {0, row.pk}]
    if len(found) == 1:
        return found[0]
    there = ", ".join(f"{row.pk} ({row.subject})" for row in waiting) or "none"
    raise CommandError(
        f"expected one request that was agreed to and not made yet; there are: {there}. Name one with --request."
    )
