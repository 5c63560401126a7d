# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a client's data end, on plain values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True)
class Kept:
    """One conversation as far as its term goes. One opened for the wrong person keeps nobody."""

    closed: bool
    keep_until: date | None
    wrong_person: bool = False


def ends_on(cases: Iterable[Kept]) -> date | None:
    """The last day on which a client's data may be read; None while a conversation is open or has no term.

    `date.min` when nothing keeps them: the only conversations were opened for the wrong person.
    """
    keeping = [case for case in cases if not case.wrong_person]
    if any(not case.closed or case.keep_until is None for case in keeping):
        return None
    return max((case.keep_until for case in keeping if case.keep_until), default=date.min)


A_DAY = timedelta(days=1)


def is_ahead(now: datetime, newest: datetime | None) -> bool:
    """Does this clock run ahead of everything that was written? Then terms seem to have ended that have not."""
    return newest is not None and now > newest + A_DAY


def is_above_share(due: int, of: int, percent: int) -> bool:
    """Is more due than this share of all clients? One client may always go, however small the installation."""
    return due > 1 and due * 100 > percent * of
