# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""When the practical side of a service is too old to trust, and which links a release may get. Plain values only."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

MONTHS_OF_TRUST = 3


def is_stale(updated_on: date, today: date) -> bool:
    """Were hours, place and waiting time written down more than three months ago? They are then shown in grey."""
    month = updated_on.month - 1 + MONTHS_OF_TRUST
    year, month = updated_on.year + month // 12, month % 12 + 1
    first = date(year, month, 1)
    end = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return today > first.replace(day=min(updated_on.day, end.day))


def studied_services(manifest: Mapping[str, list[dict[str, object]]]) -> list[dict[str, object]]:
    """The services that a release studied, without the one that others were compared with."""
    return [service for service in manifest["services"] if not service["reference"]]


def unanswered(studied: Iterable[str], answered: Iterable[str]) -> list[str]:
    """Studied services about which the approver said nothing yet: ours, or not in our catalogue."""
    known = set(answered)
    return [key for key in studied if key not in known]
