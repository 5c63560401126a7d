# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ends an account, or gives it a new one-time password. Accounts are never deleted: log lines name them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from checklist.people.actions import choose_password, end_account, one_time_password, user_name
from checklist.people.models import Account
from checklist.people.permissions import SYSTEM


class Command(BaseCommand):
    help = "Ends an account (--end) or prints a new one-time password for it (--new-password)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        act = parser.add_mutually_exclusive_group(required=True)
        act.add_argument("--end", action="store_true", help="this person left: no log-in any more, at once")
        act.add_argument(
            "--new-password", action="store_true", help="a new one-time password; the old one ends"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        account = Account.objects.filter(username=user_name(options["username"])).first()
        if account is None:
            raise CommandError(f"No account with user name {options['username'].lower()!r}.")
        if options["end"]:
            end_account(account=account, by=SYSTEM)
            self.stdout.write(
                f"Account {account.username} is ended. Hand over the open conversations of this person."
            )
            return
        password = one_time_password()
        choose_password(account=account, password=password, by=SYSTEM)
        self.stdout.write(f"One-time password for {account.username}: {password}")
