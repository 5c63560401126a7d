# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a line can be chosen by, quarters, and a fair draw."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.reviews.rules import Quarter, drawn, kinds_of, last_quarters, quarter_of


def test_a_line_can_be_chosen_by_each_of_its_reasons_and_services() -> None:
    chosen = {"client": ["jobcoach", "meedoen"], "caseworker": []}
    assert kinds_of("both", ["doubts", ""], chosen) == {
        ("whose", "both"), ("family", "doubts"), ("service", "jobcoach"), ("service", "meedoen"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2026, 1, 1), (2026, 1)),
        (date(2026, 3, 31), (2026, 1)),
        (date(2026, 4, 1), (2026, 2)),
        (date(2026, 12, 31), (2026, 4)),
    ],
)
def test_quarters(day: date, quarter: tuple[int, int]) -> None:
    found = quarter_of(day)
    assert (found.year, found.number) == quarter
    assert found.start <= day < found.end
    assert found.before.following == found


def test_quarters_follow_each_other_without_a_gap() -> None:
    quarters = last_quarters(date(2026, 11, 22), 12)
    assert len(quarters) == 12
    assert quarters[0] == Quarter(2026, 4)
    assert all(later.start == earlier.end for later, earlier in pairwise(quarters))


def _in_order(pool: Sequence[int], number: int) -> list[int]:
    return list(pool)[:number]


def test_the_draw_takes_from_each_kind_in_turn() -> None:
    assert drawn([[1, 2, 3], [11, 12], [21]], 3, _in_order) == [1, 11, 21]
    assert drawn([[1, 2, 3], [], [21]], 3, _in_order) == [1, 21, 2]
    assert drawn([[], [], []], 3, _in_order) == []


@given(st.lists(st.sets(st.integers()), min_size=3, max_size=3), st.integers(0, 6), st.randoms())
def test_the_draw_takes_nobody_twice(pools: list[set[int]], number: int, chance: object) -> None:
    apart = [[place * 10**6 + one for one in range(len(pool))] for place, pool in enumerate(pools)]
    found = drawn(apart, number, chance.sample)  # type: ignore[attr-defined]
    assert len(found) == len(set(found)) == min(number, sum(map(len, apart)))
