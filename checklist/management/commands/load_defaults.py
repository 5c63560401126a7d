# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""manage.py load_defaults --by USER --approver USER: the shipped services, groups and questions. Safe to run again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from checklist.management.commands.import_release import account_named
from checklist.people.permissions import Refused
from checklist.releases.actions import load_default_policies
from checklist.services.actions import load_default_services


class Command(BaseCommand):
    help = "Load the shipped catalogue of services and the groups that may be talked about."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--by", required=True, help="user name of a findings editor")
        parser.add_argument(
            "--approver", required=True, help="user name of a practice approver: a second person"
        )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        by = account_named(options["by"], "editor")
        approver = account_named(options["approver"], "approver")
        try:
            services = load_default_services(by=by)
            groups = load_default_policies(by=by, approver=approver)
        except Refused as refusal:
            raise CommandError(str(refusal.sentence)) from refusal
        self.stdout.write(
            f"{len(services)} services and {len(groups)} groups were loaded; what was there stayed."
        )
