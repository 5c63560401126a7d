# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A clock that starts where a test wants it, and ticks: what is written later is later."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, tzinfo
from itertools import count

import pytest

TICK = timedelta(milliseconds=1)


@contextmanager
def clock_at(start: datetime) -> Iterator[None]:
    """Everything that asks Django for the time gets `start` and a little more at every question.

    Columns keep `timezone.now` itself as their default, so what it reads is replaced, not its name.
    """
    ticks = count(1)

    class AnyMoment(type(datetime)):  # type: ignore[misc]
        def __instancecheck__(cls, instance: object) -> bool:
            return isinstance(instance, datetime)

    class Clock(datetime, metaclass=AnyMoment):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return (start + next(ticks) * TICK).astimezone(tz)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.datetime", Clock)
        yield
