# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What work an agreement gives and by when; and a day as a calendar file. Plain values only."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

WITHOUT_A_DATE = timedelta(days=14)  # after so long a first step without a date is looked at
BY_THE_TEAM_LEAD = ("second_opinion", "other_caseworker")  # who does it is chosen by the team lead
LONGEST_LOAN = timedelta(days=42)
AFTER_THE_DAY = timedelta(days=7)  # a colleague who was asked can still look so long after the day
ENDS = ("done", "dropped", "replaced")


@dataclass(frozen=True)
class Agreed:
    """What was agreed at the end of a talk, or when somebody did not come."""

    said_on: date
    step: str = ""
    route: str = ""
    again_on: date | None = None


@dataclass(frozen=True)
class Planned:
    kind: str
    due_on: date
    words: str = ""


def planned(agreed: Agreed) -> Iterator[Planned]:
    """The pieces of work in what was agreed. A pause and the day to talk again are one: the day that the pause ends."""
    day = agreed.again_on or agreed.said_on + WITHOUT_A_DATE
    if agreed.step:
        yield Planned("first_step", day, agreed.step)
    if agreed.route in BY_THE_TEAM_LEAD:
        yield Planned(agreed.route, day)
    if agreed.route == "pause":
        yield Planned("pause", day)
    elif agreed.again_on:
        yield Planned("talk_again", agreed.again_on)


def lent_until(due_on: date, today: date) -> date:
    """Until when a colleague who was asked can look in the conversation."""
    return min(max(due_on, today) + AFTER_THE_DAY, today + LONGEST_LOAN)


def place_of_words(uuid: UUID, *, event: bool = False) -> str:
    """What the sealed words of one row are bound to."""
    return f"{'followup_event' if event else 'followup'}:{uuid.hex}:words"


# -- a day in a calendar (RFC 5545)

MOST_OCTETS = 75  # of one line; what is longer goes on behind a space on the next


def calendar_text(*, uid: UUID, day: date, written: datetime, summary: str, product: str) -> str:
    """One whole day as a calendar file. `written` in UTC. It says what kind of day it is and nothing about a person."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{escaped(product)}//NL",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{written:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped(summary)}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def escaped(text: str) -> str:
    """A text as a calendar file spells it."""
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())


def _folded(line: str) -> Iterator[str]:
    part, size = "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > MOST_OCTETS:
            yield part
            part, size = " ", 1
        part, size = part + sign, size + octets
    yield part
