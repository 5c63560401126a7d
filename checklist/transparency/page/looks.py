# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who looked, in words: one row for each person and reason with its days, and one for every single look."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from checklist.access.models import AccessLine
from checklist.access.queries import day_in_words, purpose_in_words, time_in_words, what_was_done
from checklist.access.queries import who_looked as who_in_words
from checklist.access.rules import Look
from checklist.transparency.pictures import DayMark, strip_of_days
from checklist.transparency.rules import UNUSUAL, Face, faces_in, way_of


@dataclass(frozen=True)
class FaceRow:
    """One person and one reason."""

    name: str
    role: str
    did: str  # where it was not usual: what was done
    reason: str
    times: str
    way: str  # rules.way_of
    sentences: tuple[str, ...]  # what this person wrote with it
    marks: tuple[DayMark, ...]


@dataclass(frozen=True)
class WhoLooked:
    """The strip: first who looked in another way than usual, then everybody else; all on the same columns."""

    unusual: list[FaceRow]
    others: list[FaceRow]
    first: date | None
    last: date | None
    earlier: bool


@dataclass(frozen=True)
class LookRow:
    """One look."""

    uuid: UUID
    day: str
    time: str
    who: str
    what: str
    why: str
    words: str
    way: str
    may_ask: bool


def strip_of(looks: Sequence[Look]) -> WhoLooked:
    """`looks`: by others than the client, newest first."""
    faces = faces_in(looks)
    strip = strip_of_days([face.days for face in faces])
    rows = [_row(face, marks) for face, marks in zip(faces, strip.rows, strict=True)]
    return WhoLooked(
        unusual=[row for row in rows if row.way == UNUSUAL],
        others=[row for row in rows if row.way != UNUSUAL],
        first=strip.first,
        last=strip.last,
        earlier=strip.earlier,
    )


def _row(face: Face, marks: tuple[DayMark, ...]) -> FaceRow:
    look, count, days = face.one, len(face.looks), len(face.days)
    on_days = ngettext("on %(count)s day", "on %(count)s days", days) % {"count": days}
    times = ngettext("%(count)s time", "%(count)s times", count) % {"count": count}
    system = look.actor == AccessLine.Actor.SYSTEM
    return FaceRow(
        name=_("the computer system") if system else look.who or _("somebody"),
        role="" if system else look.role,
        did=what_was_done(look) if face.way == UNUSUAL else "",
        reason=reason_of(look),
        times=_("%(times)s %(on_days)s, last %(when)s")
        % {"times": times, "on_days": on_days, "when": when_in_words(look.at)},
        way=face.way,
        sentences=face.sentences,
        marks=marks,
    )


def reason_of(look: Look) -> str:
    """For what; and of a look that is none or was no choice, that."""
    if look.outcome == AccessLine.Outcome.REFUSED:
        return _("wanted to look; refused")
    if look.outcome == AccessLine.Outcome.COMPELLED:
        return _("a law compels us")
    return purpose_in_words(look)


def when_in_words(moment: datetime) -> str:
    """Today, yesterday, or the day."""
    today = timezone.localdate()
    if moment.date() == today:
        return _("today")
    if moment.date() == today - timedelta(days=1):
        return _("yesterday")
    return _("on %(day)s") % {"day": day_in_words(moment)}


def look_rows(looks: Sequence[Look]) -> list[LookRow]:
    """Every look a row, with its reason and its own words; nothing is put together or left out."""
    return [
        LookRow(
            uuid=look.uuid,
            day=day_in_words(look.at),
            time=time_in_words(look.at),
            who=_("you") if look.actor == AccessLine.Actor.CLIENT else who_in_words(look),
            what=what_was_done(look),
            why=purpose_in_words(look),
            words=look.words,
            way=way_of(look),
            may_ask=look.actor != AccessLine.Actor.CLIENT,
        )
        for look in looks
    ]
