# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small numbers, quarters, and a fair draw."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.reviews.rules import FEWEST, Quarter, drawn, last_quarters, quarter_of, shown_totals

people = st.sets(st.integers(0, 60).map(str))
by_reason = st.dictionaries(st.sampled_from(["fits", "doubts", "not_now", "other", ""]), people)


def _people(*numbers: int) -> dict[str, set[str]]:
    start, found = 0, {}
    for place, number in enumerate(numbers):
        found[f"reason {place}"] = {str(one) for one in range(start, start + number)}
        start += number
    return found


@given(by_reason)
def test_r15_no_number_below_ten_comes_out(reasons: dict[str, set[str]]) -> None:
    totals = shown_totals(reasons, set().union(*reasons.values()) if reasons else set())
    assert all(count is None or count >= FEWEST for count in (*totals.by_reason.values(), totals.people))


@given(by_reason)
def test_r15_no_difference_reveals_fewer_than_ten(reasons: dict[str, set[str]]) -> None:
    """Whoever subtracts what is shown from the total never isolates fewer than ten people."""
    everybody = set().union(*reasons.values()) if reasons else set()
    totals = shown_totals(reasons, everybody)
    if totals.people is None:
        return
    hidden = [them for reason, them in reasons.items() if totals.by_reason[reason] is None and them]
    assert not hidden or (len(hidden) > 1 and len(set().union(*hidden)) >= FEWEST)


@pytest.mark.parametrize(
    ("numbers", "shown", "total"),
    [
        ((12, 15), (12, 15), 27), ((12, 9), (12, None), None), ((12, 1), (12, None), None),
        ((20, 6, 7), (20, None, None), 33), ((20, 3, 3), (20, None, None), None), ((9,), (None,), None), ((), (), None),
        ((10,), (10,), 10),
    ],
)  # fmt: skip
def test_r15_by_example(numbers: Sequence[int], shown: Sequence[int | None], total: int | None) -> None:
    reasons = _people(*numbers)
    totals = shown_totals(reasons, set().union(*reasons.values()) if reasons else set())
    assert (tuple(totals.by_reason.values()), totals.people) == (tuple(shown), total)


def test_r15_people_are_counted_and_not_lines() -> None:
    assert shown_totals({"fits": ["1"] * 30}, ["1"] * 30).by_reason == {"fits": None}


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
