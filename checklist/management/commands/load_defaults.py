# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""manage.py load_defaults --by USER --approver USER: services, groups and questions as shipped. Safe to run again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from checklist.management.commands.import_release import account_named
from checklist.people.models import Account
from checklist.people.permissions import Refused
from checklist.questions.actions import derive_draft, load_default_questions
from checklist.questions.models import Checklist
from checklist.releases.actions import load_default_policies
from checklist.releases.queries import current_releases
from checklist.services.actions import load_default_services


def first_draft(by: Account) -> Checklist | None:
    """The shipped questions as a draft; only when there is research to derive it from and no checklist yet."""
    releases = list(current_releases().filter(findings__type="effect").distinct())
    if not releases or Checklist.objects.exists():
        return None
    draft = derive_draft(releases=releases, by=by)
    load_default_questions(draft=draft, by=by)
    return draft


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
            draft = first_draft(by)
        except Refused as refusal:
            raise CommandError(str(refusal.sentence)) from refusal
        if draft:
            self.stdout.write(
                f"A draft checklist with {draft.questions.count()} questions waits to be published."
            )
        self.stdout.write(
            f"{len(services)} services and {len(groups)} groups were loaded; what was there stayed."
        )
