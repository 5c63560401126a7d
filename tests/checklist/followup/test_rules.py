# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which work an agreement gives, and a day as a calendar file."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from checklist.followup.rules import (
    WITHOUT_A_DATE,
    Agreed,
    Planned,
    calendar_text,
    escaped,
    lent_until,
    planned,
)

TODAY, LATER = date(2026, 12, 1), date(2027, 1, 15)


@pytest.mark.parametrize(
    ("agreed", "work"),
    [
        (Agreed(TODAY), []),
        (Agreed(TODAY, "Bellen."), [Planned("first_step", TODAY + WITHOUT_A_DATE, "Bellen.")]),
        (
            Agreed(TODAY, "Bellen.", again_on=LATER),
            [Planned("first_step", LATER, "Bellen."), Planned("talk_again", LATER)],
        ),
        (Agreed(TODAY, "", "pause", LATER), [Planned("pause", LATER)]),
        (
            Agreed(TODAY, "", "second_opinion", LATER),
            [Planned("second_opinion", LATER), Planned("talk_again", LATER)],
        ),
        (Agreed(TODAY, "", "other_caseworker"), [Planned("other_caseworker", TODAY + WITHOUT_A_DATE)]),
    ],
)
def test_what_was_agreed_becomes_work_with_a_day(agreed: Agreed, work: list[Planned]) -> None:
    assert list(planned(agreed)) == work


def test_a_colleague_looks_along_until_a_week_after_the_day_and_six_weeks_at_most() -> None:
    assert lent_until(TODAY + timedelta(days=10), TODAY) == TODAY + timedelta(days=17)
    assert lent_until(TODAY - timedelta(days=10), TODAY) == TODAY + timedelta(days=7)
    assert lent_until(TODAY + timedelta(days=400), TODAY) == TODAY + timedelta(days=42)


def test_a_calendar_file_is_one_whole_day_spelled_as_rfc_5545_says() -> None:
    text = calendar_text(
        uid=UUID(int=7),
        day=date(2027, 2, 28),
        written=datetime(2026, 12, 1, 9, 5, 3, tzinfo=UTC),
        summary="Gesprek",
        product="Gesprek over werk",
    )
    assert text == (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Gesprek over werk//NL\r\nBEGIN:VEVENT\r\n"
        "UID:00000000-0000-0000-0000-000000000007\r\nDTSTAMP:20261201T090503Z\r\n"
        "DTSTART;VALUE=DATE:20270228\r\nDTEND;VALUE=DATE:20270301\r\nSUMMARY:Gesprek\r\n"
        "CLASS:PRIVATE\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )


def test_a_long_line_is_folded_within_75_octets_and_signs_are_escaped() -> None:
    name = "Werk, inkomen; en één \\ gesprek " * 6
    text = calendar_text(
        uid=UUID(int=7), day=TODAY, written=datetime(2026, 12, 1, tzinfo=UTC), summary=name, product=name
    )
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    unfolded = text.replace("\r\n ", "")
    assert f"SUMMARY:{escaped(name)}\r\n" in unfolded
    assert escaped("a, b; c\\d\ne") == "a\\, b\\; c\\\\d e"
