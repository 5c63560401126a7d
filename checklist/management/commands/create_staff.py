# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Makes an account for somebody who works here, with a one-time password."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from checklist.people.actions import make_account
from checklist.people.permissions import ROLES, SYSTEM, Refused


class Command(BaseCommand):
    help = (
        "Makes an account and prints its one-time password. Example: "
        "manage.py create_staff a.dewit --name 'Anouk de Wit' --team 'Team Noord' --role caseworker"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="user name for logging in; kept in small letters")
        parser.add_argument("--name", required=True, help="name as clients and colleagues see it")
        parser.add_argument("--team", required=True, help="name of the team; a new name makes a new team")
        parser.add_argument(
            "--role", action="append", required=True, choices=list(ROLES), help="may be repeated"
        )
        parser.add_argument("--phone", default="", help="stands at the top of the client's page")
        parser.add_argument(
            "--shielded", action="store_true", help="clients see the role and team, never the name"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            account, password = make_account(
                username=options["username"],
                display_name=options["name"],
                team=options["team"],
                roles=options["role"],
                phone=options["phone"],
                shielded=options["shielded"],
                by=SYSTEM,
            )
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Account {account.username} stands. One-time password: {password}")
        self.stdout.write("Hand it over in person. The first log-in asks for an own password.")
