# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dates of answers, looks put together by whose they are, and the strip of days."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from checklist.access.rules import Look
from checklist.transparency.models import ClientRequest
from checklist.transparency.pictures import MOST_COLUMNS, StripOfDays, strip_of_days
from checklist.transparency.rules import (
    DAYS_TO_ANSWER,
    UNUSUAL,
    USUAL,
    answer_by,
    faces_in,
    people_in,
)


def look(at: datetime, **fields: str) -> Look:
    usual = {
        "actor": "staff",
        "who": "Anouk",
        "role": "",
        "part": "goal",
        "purpose": "talk",
        "outcome": "shown",
    }
    return Look(uuid=uuid4(), at=at, **(usual | fields))  # type: ignore[arg-type]


def test_every_kind_of_request_has_a_term() -> None:
    assert set(DAYS_TO_ANSWER) == set(ClientRequest.Kind.values)


@given(st.dates(date(2024, 1, 1), date(2040, 1, 1)), st.sampled_from(sorted(DAYS_TO_ANSWER)))
def test_an_answer_never_comes_due_in_a_weekend_or_after_the_term(asked: date, kind: str) -> None:
    due = answer_by(kind, asked)
    assert due.weekday() < 5
    assert (
        asked + timedelta(days=DAYS_TO_ANSWER[kind] - 2)
        <= due
        <= asked + timedelta(days=DAYS_TO_ANSWER[kind])
    )


NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)


def test_one_person_and_one_reason_are_one_face_whatever_part_was_looked_at() -> None:
    looks = [look(NOON), look(NOON - timedelta(minutes=5), part="choices"), look(NOON - timedelta(days=2))]
    [face] = faces_in(looks)
    assert (len(face.looks), face.days) == (3, (date(2026, 5, 3), date(2026, 5, 1)))
    assert face.one == looks[0]
    assert face.way == USUAL


def test_looks_that_differ_in_who_why_or_how_stand_apart() -> None:
    others = [
        look(NOON, who="Bilal"),
        look(NOON, role="team lead"),
        look(NOON, purpose="prepare"),
        look(NOON, actor="system"),
        look(NOON, outcome="refused"),
        look(NOON, outcome="compelled"),
        look(NOON, part="glass", words="Zij belde mij."),
    ]
    faces = faces_in([look(NOON), *others])
    assert len(faces) == 1 + len(others)
    assert [face.way for face in faces[-3:]] == ["refused", "compelled", UNUSUAL]
    assert faces[-1].sentences == ("Zij belde mij.",)


LOOKS = st.lists(
    st.tuples(
        st.integers(0, 400),
        st.sampled_from(["Anouk", "Bilal", ""]),
        st.sampled_from(["talk", "prepare"]),
        st.sampled_from(["goal", "glass"]),
    ),
    max_size=20,
)


def drawn_looks(drawn: list[tuple[int, str, str, str]]) -> list[Look]:
    made = [
        look(NOON - timedelta(days=days), who=who, purpose=why, part=part) for days, who, why, part in drawn
    ]
    return sorted(made, key=lambda one: one.at, reverse=True)


@given(LOOKS)
def test_no_look_is_lost_and_who_looked_last_stands_first(drawn: list[tuple[int, str, str, str]]) -> None:
    looks = drawn_looks(drawn)
    faces = faces_in(looks)
    assert sorted(one.uuid for face in faces for one in face.looks) == sorted(one.uuid for one in looks)
    newest = [face.one.at for face in faces]
    assert newest == sorted(newest, reverse=True)


def test_people_are_counted_by_account_and_a_refused_one_saw_nothing() -> None:
    looks = [
        Look(uuid=uuid4(), at=NOON, actor=actor, who="", role="", part="goal", purpose="talk", outcome=outcome,
             person=person)
        for actor, person, outcome in [
            ("staff", 1, "shown"), ("staff", 1, "saved"), ("staff", 2, "shown"), ("staff", 3, "refused"),
            ("system", None, "shown"),
        ]
    ]  # fmt: skip
    assert people_in(looks) == 2  # two who are shielded have the same name to the client: none


# ---- the strip -------------------------------------------------------------------------------------------------------


def test_a_strip_without_days_is_empty() -> None:
    assert strip_of_days([]) == StripOfDays((), None, None, earlier=False)


def test_marks_of_the_same_day_stand_below_one_another() -> None:
    first, second = date(2026, 5, 1), date(2026, 5, 9)
    strip = strip_of_days([[second, first], [second]])
    assert [[mark.x for mark in row] for row in strip.rows] == [["25.00%", "75.00%"], ["75.00%"]]
    assert (strip.first, strip.last, strip.earlier) == (first, second, False)


@given(st.lists(st.lists(st.integers(0, 60), min_size=1, max_size=30), min_size=1, max_size=5))
def test_every_day_has_a_mark_or_is_told_as_earlier(drawn: list[list[int]]) -> None:
    rows = [[date(2026, 1, 1) + timedelta(days=n) for n in set(row)] for row in drawn]
    strip = strip_of_days(rows)
    assert strip.first is not None
    for row, marks in zip(rows, strip.rows, strict=True):
        dots = [mark for mark in marks if not mark.earlier]
        assert len(dots) == sum(day >= strip.first for day in row)
        assert any(mark.earlier for mark in marks) == any(day < strip.first for day in row)
        places = [float(mark.x.rstrip("%")) for mark in marks]
        assert places == sorted(set(places))
        assert all(0 < place < 100 for place in places)
        assert len(marks) <= MOST_COLUMNS
