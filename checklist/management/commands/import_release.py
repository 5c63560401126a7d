# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""manage.py import_release PATH --by USER: bring in a release. A second person approves it on the page."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from checklist.people.actions import user_name
from checklist.people.models import Account
from checklist.people.permissions import Refused, has_role
from checklist.releases.actions import import_release


def account_named(username: str, role: str) -> Account:
    """The active account behind a user name, in this role."""
    account = Account.objects.filter(username=user_name(username), is_active=True).first()
    if account is None or not has_role(account, role):
        raise CommandError(
            f"expected the user name of an active {role}; found {username!r}. See manage.py create_staff."
        )
    return account


def the_only_one(role: str) -> Account:
    """The one active account with this role; when there are several, the operator names one."""
    found = [account for account in Account.objects.filter(is_active=True) if has_role(account, role)]
    if len(found) != 1:
        raise CommandError(f"expected one active {role}; found {len(found)}. Name one with --by USER.")
    return found[0]


class Command(BaseCommand):
    help = "Bring in a release from its folder. Nothing is written when any check fails."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="the folder that holds manifest.txt")
        parser.add_argument("--by", default="", help="user name of the findings editor who brings it in")

    def handle(self, *args: Any, **options: Any) -> None:
        by = account_named(options["by"], "editor") if options["by"] else the_only_one("editor")
        try:
            with translation.override("en"):  # an operator reads the whole line in one language
                release = import_release(path=options["path"], by=by)
        except Refused as refusal:
            raise CommandError(f"Nothing was brought in. {refusal.sentence}") from refusal
        self.stdout.write(f"{release.slug}: {release.findings.count()} findings, digest {release.digest}")
        self.stdout.write("It waits for approval by a second person.")
