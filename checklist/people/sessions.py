# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""On which devices somebody who works here is logged in, read from the sessions themselves: there is no second list."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from checklist.people.models import Account
from checklist.people.rules import device_named

SEEN = "seen_at"  # session key: when a page was asked for last, to the minute
DEVICE = "device"  # session key: browser, kind of machine, and when it was logged in there


@dataclass(frozen=True)
class LogIn:
    """One device on which somebody is logged in. `mark` names it in a form; it opens nothing."""

    mark: str
    browser: str
    system: str
    since: datetime
    last_used: datetime
    is_this_one: bool
    key: str


def remember_device(request: HttpRequest) -> None:
    """What stands on the page of log-ins. No address, and of the browser no more than its name."""
    browser, system = device_named(request.headers.get("User-Agent", ""))
    request.session[DEVICE] = [browser, system, int(time.time())]


def log_ins_of(account: Account, here: str | None) -> list[LogIn]:
    """The newest used first. One query: sessions are few, and only they know whose they are."""
    found = [_log_in(row, data, here) for row, data in _sessions_of(account)]
    return sorted(found, key=lambda one: (one.is_this_one, one.last_used), reverse=True)


def _sessions_of(account: Account) -> Iterator[tuple[Session, dict[str, Any]]]:
    """Those that still open a page: another password and an hour without a page ended the others."""
    holds = {account.get_session_auth_hash(), *account.get_session_auth_fallback_hash()}
    since = int(time.time()) - settings.STAFF_IDLE_MINUTES * 60
    for row in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        data = row.get_decoded()
        is_theirs = data.get(SESSION_KEY) == str(account.pk) and data.get(HASH_SESSION_KEY) in holds
        if is_theirs and data.get(SEEN, 0) >= since:
            yield row, data


def _log_in(row: Session, data: dict[str, Any], here: str | None) -> LogIn:
    told: Any = data.get(DEVICE) or ("", "", 0)
    browser, system, since = told
    return LogIn(
        mark=salted_hmac("log-in", row.session_key, algorithm="sha256").hexdigest()[:24],
        browser=str(browser), system=str(system), since=_moment(since), last_used=_moment(data.get(SEEN) or since),
        is_this_one=row.session_key == here, key=row.session_key,
    )  # fmt: skip


def _moment(seconds: object) -> datetime:
    return datetime.fromtimestamp(int(seconds or 0), UTC)  # type: ignore[call-overload]
