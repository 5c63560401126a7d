# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Can this database be written? It has to be tried: a full disk answers every question."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

ROW = "readyz"


def write_on_trial() -> None:
    """A row that says nothing, written anew each time: raises what the database has against writing."""
    ended = timezone.now() - timedelta(
        days=1
    )  # a session that opens nothing, and clearsessions takes it away
    Session.objects.update_or_create(session_key=ROW, defaults={"expire_date": ended, "session_data": ""})
