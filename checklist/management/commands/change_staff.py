# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changes roles, team or password of an account, ends it, or lists. Accounts are never deleted: log lines name them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from checklist.people.actions import (
    change_roles,
    choose_password,
    end_account,
    move_to_team,
    one_time_password,
    user_name,
)
from checklist.people.models import Account
from checklist.people.permissions import ROLES, SYSTEM, Refused
from checklist.people.queries import all_accounts, lines_about, roles_of

ACTS = ("end", "new_password", "give_role", "take_role", "team", "lines")


class Command(BaseCommand):
    help = (
        "Changes an account: --end, --new-password, --give-role, --take-role, --team. --list shows all accounts, "
        "--lines what was done to one. Each change leaves a line."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", nargs="?", default="", help="whose account; not with --list")
        act = parser.add_mutually_exclusive_group()
        act.add_argument("--end", action="store_true", help="this person left: no log-in any more, at once")
        act.add_argument(
            "--new-password", action="store_true", help="a new one-time password; the old one ends"
        )
        act.add_argument("--list", action="store_true", help="all accounts with their team and roles")
        act.add_argument("--lines", action="store_true", help="what was done to this account, and when")
        role: dict[str, Any] = {"action": "append", "default": [], "choices": list(ROLES)}
        parser.add_argument("--give-role", help="one more role; may be repeated", **role)
        parser.add_argument("--take-role", help="one role less; may be repeated", **role)
        parser.add_argument("--team", default="", help="name of the new team; a new name makes a new team")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            self._list()
            return
        if not any(options[act] for act in ACTS):
            raise CommandError("Say what should change, for instance --give-role; see --help.")
        account = Account.objects.filter(username=user_name(options["username"])).first()
        if account is None:
            raise CommandError(f"No account with user name {options['username'].lower()!r}.")
        try:
            self._change(account, options)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal

    def _list(self) -> None:
        for account in all_accounts():
            ended = "" if account.is_active else " (ended)"
            roles = ", ".join(roles_of(account))
            self.stdout.write(
                f"{account.username} · {account.display_name} · {account.team} · {roles}{ended}"
            )

    def _change(self, account: Account, options: dict[str, Any]) -> None:
        if options["lines"]:
            for line in lines_about(account):
                at = timezone.localtime(line.at).strftime("%Y-%m-%d %H:%M")
                who = line.by.username if line.by else "command"
                self.stdout.write(" · ".join(part for part in (at, line.act, line.what, who) if part))
        elif options["end"]:
            end_account(account=account, by=SYSTEM)
            self.stdout.write(
                f"Account {account.username} is ended. Hand over the open conversations of this person."
            )
        elif options["new_password"]:
            password = one_time_password()
            choose_password(account=account, password=password, by=SYSTEM)
            self.stdout.write(f"One-time password for {account.username}: {password}")
        else:
            self._role_and_team(account, options)

    @transaction.atomic
    def _role_and_team(self, account: Account, options: dict[str, Any]) -> None:
        give, take = options["give_role"], options["take_role"]
        if give or take:
            account = change_roles(account=account, give=give, take=take, by=SYSTEM)
        if options["team"]:
            account = move_to_team(account=account, team=options["team"], by=SYSTEM)
        self.stdout.write(f"{account.username}: {account.team}; {', '.join(roles_of(account))}.")
