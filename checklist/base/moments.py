# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days and times as people here read them: on the clock of the municipality, never on that of the server."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format


def local_format(when: date, pattern: str) -> str:
    """A day, or the local day or time of a moment, in words. Django's own `date_format` leaves a moment in UTC."""
    return date_format(timezone.localtime(when) if isinstance(when, datetime) else when, pattern)


def whole_day(moment: datetime) -> datetime:
    """The day of a moment, as the midnight with which it began here. What somebody reads of a talk who may not see
    the case: an exact time, beside a calendar, tells who it was (R15)."""
    return timezone.localtime(moment).replace(hour=0, minute=0, second=0, microsecond=0)
