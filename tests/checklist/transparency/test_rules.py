# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dates of answers, and looks that are merged."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from checklist.access.rules import Look, merged
from checklist.transparency.models import ClientRequest
from checklist.transparency.rules import DAYS_TO_ANSWER, answer_by


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


def test_like_looks_of_one_day_are_one_line() -> None:
    noon = datetime(2026, 5, 3, 12, tzinfo=UTC)
    looks = [look(noon), look(noon - timedelta(minutes=5)), look(noon - timedelta(hours=1), part="questions")]
    first, second = merged(looks)
    assert (first.count, first.first, first.last) == (2, noon - timedelta(minutes=5), noon)
    assert second.count == 1


def test_looks_that_differ_in_anything_stand_apart() -> None:
    noon = datetime(2026, 5, 3, 12, tzinfo=UTC)
    others = [
        look(noon - timedelta(days=1)),
        look(noon, who="Bilal"),
        look(noon, role="team lead"),
        look(noon, part="choices"),
        look(noon, purpose="prepare"),
        look(noon, outcome="refused"),
        look(noon, actor="client"),
        look(noon, words="x"),
    ]
    assert len(merged([look(noon), *others])) == 1 + len(others)


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["goal", "questions"])), max_size=30))
def test_no_look_is_lost_in_merging(drawn: list[tuple[int, str]]) -> None:
    looks = [look(datetime(2026, 5, 10 - days, 9, tzinfo=UTC), part=part) for days, part in drawn]
    assert sorted(one.uuid for group in merged(looks) for one in group.looks) == sorted(
        one.uuid for one in looks
    )
