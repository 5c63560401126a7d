# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days and times as people here read them: on the clock of the municipality, never on that of the server."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format


def local_format(when: date, pattern: str) -> str:
    """A day, or the local day or time of a moment, in words. Django's own `date_format` leaves a moment in UTC."""
    return date_format(timezone.localtime(when) if isinstance(when, datetime) else when, pattern)
