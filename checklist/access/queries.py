# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of the access log."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from checklist.access.models import AccessLine, Erasure, PurposeOfTheDay
from checklist.people.models import Account

PAGE = 50


def purpose_today(*, account: Account, case_uuid: UUID) -> str:
    """The purpose that this person chose for this case today, or ''."""
    row = PurposeOfTheDay.objects.filter(account=account, case_uuid=case_uuid, day=timezone.localdate())
    return row.values_list("purpose", flat=True).first() or ""


def lines_of_client(client_key: UUID) -> QuerySet[AccessLine]:
    """All looks at one client's file, newest first, with the account loaded."""
    return AccessLine.objects.filter(client_key=client_key).select_related("account__team").order_by("-seq")


def erasures_of(client_key: UUID) -> QuerySet[Erasure]:
    """What of this client was destroyed, in order."""
    return Erasure.objects.filter(client_key=client_key).order_by("seq")


@dataclass(frozen=True)
class LogSearch:
    """What somebody looks for in the log: days, who looked, whose file. An unknown client finds nothing."""

    from_day: date | None = None
    until_day: date | None = None
    person: int | None = None
    clients: tuple[UUID, ...] | None = None


def lines_found(search: LogSearch) -> QuerySet[AccessLine]:
    """Lines of the log, newest first."""
    rows = AccessLine.objects.select_related("account__team").order_by("-at", "-id")
    if search.from_day:
        rows = rows.filter(at__gte=_midnight(search.from_day))
    if search.until_day:
        rows = rows.filter(at__lt=_midnight(search.until_day + timedelta(days=1)))
    if search.person:
        rows = rows.filter(account_id=search.person)
    if search.clients is not None:
        rows = rows.filter(client_key__in=search.clients)
    return rows


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def page_of_lines(search: LogSearch, *, before: str = "") -> tuple[list[AccessLine], str]:
    """One page of fifty, read by (moment, id), and the cursor of the next page ('' when this is the last)."""
    rows = lines_found(search)
    at, _dash, number = before.partition("_")
    if number.isdigit() and at.isdigit():
        moment = datetime.fromtimestamp(int(at) / 1_000_000, tz=timezone.get_default_timezone())
        rows = rows.filter(Q(at__lt=moment) | Q(at=moment, id__lt=int(number)))
    found = list(rows[: PAGE + 1])
    if len(found) <= PAGE:
        return found, ""
    last = found[PAGE - 1]
    return found[:PAGE], f"{round(last.at.timestamp() * 1_000_000)}_{last.pk}"
