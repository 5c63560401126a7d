# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of the access log."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from checklist.access.models import AccessLine, PurposeOfTheDay
from checklist.people.models import Account


def purpose_today(*, account: Account, case_uuid: UUID) -> str:
    """The purpose that this person chose for this case today, or ''."""
    row = PurposeOfTheDay.objects.filter(account=account, case_uuid=case_uuid, day=timezone.localdate())
    return row.values_list("purpose", flat=True).first() or ""


def lines_of_client(client_key: UUID) -> QuerySet[AccessLine]:
    """All looks at one client's file, newest first, with the account loaded."""
    return AccessLine.objects.filter(client_key=client_key).select_related("account__team").order_by("-seq")
