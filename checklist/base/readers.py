# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a part of an address, a query key or a kept search says, or None: nothing else reaches a database.

Text comes through `checklist.base.text`; fields of forms have the same bounds in `checklist.base.forms`.
"""

import re
from datetime import UTC, date, datetime, timedelta

LARGEST = 2**63 - 1  # the largest number of a row, on both engines
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
_START = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_LATEST = (datetime(LAST_DAY.year, 12, 31, tzinfo=UTC) - _START) // _MICROSECOND
_DIGITS = re.compile(r"[0-9]{1,19}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_KEY = re.compile(r"[-a-zA-Z0-9_]{1,100}")


def whole_number(text: str, *, least: int = 0, most: int = LARGEST) -> int | None:
    """Digits 0–9 only, within bounds."""
    number = int(text) if _DIGITS.fullmatch(text) else -1
    return number if max(least, 0) <= number <= most else None


def day(text: str) -> date | None:
    """A day as YYYY-MM-DD, in a year that a term or a search can be about."""
    if not _DAY.fullmatch(text):
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if FIRST_DAY <= found <= LAST_DAY else None


def is_digest(text: str) -> bool:
    """A digest of a release, as its manifest writes it."""
    return _DIGEST.fullmatch(text) is not None


def is_key(text: str) -> bool:
    """A short name of something: of a service, a characteristic, an outcome."""
    return _KEY.fullmatch(text) is not None


def place(text: str) -> tuple[datetime, int] | None:
    """Where a list goes on that is read by moment and number; written by `place_after`."""
    at, _sign, number = text.partition("_")
    microseconds, row = whole_number(at), whole_number(number)
    if microseconds is None or row is None or microseconds > _LATEST:
        return None
    return _START + microseconds * _MICROSECOND, row


def place_after(at: datetime, number: int) -> str:
    """The place behind the last line of a page."""
    return f"{(at - _START) // _MICROSECOND}_{number}"
