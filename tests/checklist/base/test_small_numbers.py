# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rule of small numbers on plain values: nothing that may be read singles out fewer than ten people (R15)."""

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklist.base.small_numbers import EVERYTHING, FEWEST, Choices, Kind, Kinds, batches

WHOSE, FAMILY, SERVICE = "whose", "family", "service"
BY = (WHOSE, FAMILY, SERVICE)
Line = tuple[object, Kinds]

lines = st.lists(
    st.tuples(
        st.integers(0, 70),
        st.builds(
            lambda one, some: frozenset({(WHOSE, one), *some}),
            st.sampled_from(["client", "both"]),
            st.sets(st.sampled_from([(FAMILY, "doubts"), (FAMILY, "fits"), (SERVICE, "jobcoach"), (SERVICE, "ov")])),
        ),
    ),
    max_size=160,
)  # fmt: skip


def people_of(rows: Sequence[Line]) -> set[object]:
    return {person for person, _kinds in rows}


def chosen(rows: Sequence[Line], wanted: Kinds) -> set[int]:
    return {place for place, (_person, kinds) in enumerate(rows) if wanted <= kinds}


@settings(max_examples=300, deadline=None)
@given(lines)
def test_r15_no_combination_of_what_may_be_read_singles_out_fewer_than_ten(rows: list[Line]) -> None:
    """Of all lists that may be read: cut by all of them together, each part that is not empty has ten people. With
    that, no difference, no overlap and no remainder of any number of lists has fewer."""
    allowed = Choices(rows, BY).allowed
    parts: dict[frozenset[Kinds], set[object]] = {}
    for person, kinds in rows:
        parts.setdefault(frozenset(one for one in allowed if one <= kinds), set()).add(person)
    if allowed:
        assert all(len(people) >= FEWEST for people in parts.values())


@settings(max_examples=300, deadline=None)
@given(lines)
def test_r15_no_difference_between_two_lists_and_no_difference_between_two_numbers(rows: list[Line]) -> None:
    made = Choices(rows, BY)
    for one, other in combinations(made.allowed, 2):
        for here, there in ((one, other), (other, one)):
            left = chosen(rows, here) - chosen(rows, there)
            assert not left or len({rows[place][0] for place in left}) >= FEWEST
        mine, theirs = (people_of([rows[place] for place in chosen(rows, each)]) for each in (one, other))
        assert (made.people(one), made.people(other)) == (len(mine), len(theirs))
        assert all(not few or len(few) >= FEWEST for few in (mine - theirs, theirs - mine))


@given(lines)
def test_r15_no_number_below_ten_comes_out(rows: list[Line]) -> None:
    made = Choices(rows, BY)
    wanted: list[Kinds] = [EVERYTHING, *({kind} for _person, kinds in rows for kind in kinds)]  # type: ignore[list-item]
    for one in wanted:
        count = made.people(frozenset(one))
        assert count is None or count >= FEWEST


def _lines(*groups: tuple[int, str]) -> list[Line]:
    found: list[Line] = []
    for number, family in groups:
        found += [(len(found) + each, frozenset({(FAMILY, family)})) for each in range(number)]
    return found


@pytest.mark.parametrize(
    ("groups", "told"),
    [
        ([(12, "a"), (15, "b")], {"": 27, "a": 12, "b": 15}),
        ([(12, "a"), (9, "b")], {"": 21}),  # with 12, the 9 would be told
        ([(20, "a"), (6, "b"), (7, "c")], {"": 33, "a": 20}),
        ([(20, "a"), (3, "b"), (3, "c")], {"": 26}),
        ([(9, "a")], {}), ([], {}), ([(10, "a")], {"": 10, "a": 10}),
    ],
)  # fmt: skip
def test_r15_by_example(groups: list[tuple[int, str]], told: dict[str, int]) -> None:
    made = Choices(_lines(*groups), BY)
    asked: dict[str, Kinds] = {"": EVERYTHING} | {key: frozenset({(FAMILY, key)}) for key in "abc"}
    found = {key: made.people(wanted) for key, wanted in asked.items()}
    assert {key: count for key, count in found.items() if count is not None} == told


def test_r15_people_are_counted_and_not_lines() -> None:
    assert Choices([("1", EVERYTHING)] * 30, BY).people(EVERYTHING) is None


def test_r15_somebody_with_two_lines_is_not_told_by_two_numbers() -> None:
    """Twenty people have a line of each kind, one of them a line of one kind alone: 21 less 20 would tell that one."""
    both: list[Kind] = [(WHOSE, "client"), (WHOSE, "both")]
    rows: list[Line] = [(person, frozenset({kind})) for person in range(20) for kind in both]
    made = Choices([*rows, (20, frozenset({both[0]}))], BY)
    assert made.people(EVERYTHING) == 21
    assert made.people(frozenset({both[0]})) == 21
    assert made.people(frozenset({both[1]})) is None


@given(st.lists(st.integers(0, 25)), st.lists(st.integers(0, 25)))
def test_r15_lines_come_by_ten_people_and_what_came_stays(before: list[int], after: list[int]) -> None:
    numbered = list(enumerate([*before, *after]))
    ends, earlier = batches(numbered), batches(numbered[: len(before)])
    assert ends[: len(earlier)] == earlier
    start = 0
    for end in ends:
        assert len({person for _place, person in numbered[start : end + 1]}) == FEWEST
        start = end + 1
    assert len({person for _place, person in numbered[start:]}) < FEWEST
