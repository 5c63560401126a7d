# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whose turn it is about research that waits, as its own page says it. The slice that links it with services knows."""

from collections.abc import Callable
from typing import Any

from checklist.people.models import Account
from checklist.releases.models import Release

Turn = Callable[[Release, Account], str]
TURNS: list[Turn] = []


def tells_whose_turn(make: Turn) -> Turn:
    """Say what somebody has to do now: 'link', 'approve' or ''. A slice above calls this; nothing points up."""
    if make not in TURNS:
        TURNS.append(make)
    return make


def turn_of(release: Release, account: Any) -> str:
    """'link', 'approve', or '' when this person has nothing to do about this release now."""
    if release.state != Release.State.IMPORTED or not account.is_authenticated:
        return ""
    return next((turn for make in TURNS if (turn := make(release, account))), "")
