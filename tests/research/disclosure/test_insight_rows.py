# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of the whole group may leave: every rule that takes a number out, and what a reader could subtract."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from research.disclosure.earlier_releases import Earlier
from research.disclosure.insight_rows import NUMBERS, screened_insight, told_before
from research.disclosure.profiles import read_profile
from research.effects.insight import compare
from research.estimators.standardised import Share
from research.plan.insight import InsightPlan
from research.publish.insight import alone
from research.release.insight_rules import insight_complaints, topic_complaints
from research.release.more_rows import InsightRow
from research.release.schema import (
    INSIGHT_VERSION,
    NOT_SHOWN,
    TOO_CLOSE,
    TOO_FEW_PER_AGE,
    Manifest,
    Part,
    Release,
    Topic,
)
from tests.research.insight_plans import counts_by_cell, counts_of, insight_plan

USUAL = {"conditions": (600, 300, 100), "debts": (200, 800), "age": (400, 600)}
OTHERS = {"conditions": (7_000, 2_000, 1_000), "debts": (1_500, 8_500), "age": (4_000, 6_000)}
STANDARD = read_profile("standaard")


@pytest.fixture
def plan(tmp_path: Path) -> InsightPlan:
    return insight_plan(tmp_path)


def rows_of(
    plan: InsightPlan, here: dict[str, tuple[int, ...]], there: dict[str, tuple[int, ...]]
) -> list[InsightRow]:
    return screened_insight(list(compare(plan, counts_of(plan, here, there))), STANDARD)


def manifest_of(plan: InsightPlan) -> Manifest:
    head = alone(plan, counts_of(plan, USUAL, OTHERS), STANDARD).manifest
    topics = tuple(
        Topic(t.key, t.sort, t.name_nl, t.name_en, t.definition_nl + t.key, t.definition_en + t.key)
        for t in plan.topics
    )
    parts = tuple(Part(t.key, p.key, p.name_nl, p.name_en) for t in plan.topics for p in t.parts)
    return replace(head, schema=INSIGHT_VERSION, topics=topics, parts=parts)


def shown(rows: list[InsightRow]) -> set[tuple[str, str]]:
    return {(row.topic, row.part) for row in rows if not row.reason_empty}


def test_what_is_large_enough_leaves_rounded(plan: InsightPlan) -> None:
    row = next(r for r in rows_of(plan, USUAL, OTHERS) if r.part == "with")
    assert (row.n_here, row.n_there, row.here, row.there, row.difference) == (1_000, 10_000, 20, 15, 5)
    assert row.here_lower is not None
    assert row.here_upper is not None
    assert (row.here_lower, row.here_upper) == (17, 23)
    assert row.standard is not None
    assert row.standard_difference == row.standard - 15


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ((9, 91), (1_500, 8_500)),  # X2, with
        ((91, 9), (1_500, 8_500)),  # X2, without
        ((30, 60), (1_500, 8_500)),  # X1
        ((300, 700), (30, 60)),  # X1, the others
        ((90, 910), (1_500, 8_500)),  # X3, nearly nobody
        ((910, 90), (1_500, 8_500)),  # X3, nearly everybody
        ((300, 700), (500, 9_500)),  # X3, the others
        ((0, 1_000), (1_500, 8_500)),
        ((0, 0), (0, 0)),
    ],
)
def test_what_is_small_or_the_same_for_nearly_all_stays_inside(
    plan: InsightPlan, here: tuple[int, int], there: tuple[int, int]
) -> None:
    rows = rows_of(plan, USUAL | {"debts": here}, OTHERS | {"debts": there})
    for row in rows:
        if row.topic == "debts":
            assert row.reason_empty == NOT_SHOWN
            assert all(getattr(row, name) is None for name in NUMBERS)
    assert ("conditions", "none") in shown(rows)


def test_a_part_that_is_missing_alone_takes_the_smallest_with_it(plan: InsightPlan) -> None:
    """X7: 600 + 300 + 50 of 950: the third would be 100 minus the other two."""
    rows = rows_of(plan, USUAL | {"conditions": (600, 300, 50)}, OTHERS)
    assert {key for key in shown(rows) if key[0] == "conditions"} == {("conditions", "none")}


def test_which_rule_it_was_is_not_said(plan: InsightPlan) -> None:
    rows = rows_of(plan, USUAL | {"conditions": (600, 300, 50), "debts": (5, 995)}, OTHERS)
    assert {row.reason_empty for row in rows} == {"", NOT_SHOWN}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    here=st.tuples(*[st.integers(0, 400)] * 3), there=st.tuples(*[st.integers(0, 4_000)] * 3),
    debts=st.tuples(st.integers(0, 500), st.integers(0, 500)),
)  # fmt: skip
def test_no_reader_objects_to_what_leaves(
    plan: InsightPlan, here: tuple[int, ...], there: tuple[int, ...], debts: tuple[int, int]
) -> None:
    rows = rows_of(plan, USUAL | {"conditions": here, "debts": debts}, OTHERS | {"conditions": there})
    manifest = manifest_of(plan)
    assert [complaint for row in rows for complaint in insight_complaints(row, manifest)] == []
    assert list(topic_complaints(rows, manifest)) == []
    for row in rows:
        if row.topic == "conditions" and not row.reason_empty:
            at = ["none", "some", "many"].index(row.part)
            assert min(here[at], sum(here) - here[at], there[at], sum(there) - there[at]) >= 10
    hidden = [row for row in rows if row.topic == "conditions" and row.reason_empty]
    assert len(hidden) != 2


# ---- standardised shares


def by_age(plan: InsightPlan, here: list[tuple[int, int]], there: list[tuple[int, int]]) -> InsightRow:
    """The row of debts in the first year, of people and those with debts per cell of age and sex."""
    known, having = ([[cell[at] for cell in side] for side in (here, there)] for at in (0, 1))
    rows = screened_insight(list(compare(plan, counts_by_cell(plan, known, having))), STANDARD)
    return next(row for row in rows if row.topic == "debts")


USUAL_CELLS = [(100, 30)] * 4
THEIRS = [(1_000, 150)] * 4


@pytest.mark.parametrize(
    ("old_here", "old_there"),
    [
        ([(20, 20)] * 2, [(30_000, 5_000)] * 2),  # X3, nearly everybody
        ([(90, 1)] * 2, [(30_000, 5_000)] * 2),  # X3, nearly nobody
        ([(20, 15)] * 2, [(3_000, 450)] * 2),  # X2, five without in a cell of three tenths
        ([(40, 8), (40, 20)], [(3_000, 450)] * 2),  # X2, eight with in one cell
    ],
)
def test_a_standardised_share_obeys_the_rules_too(
    plan: InsightPlan, old_here: list[tuple[int, int]], old_there: list[tuple[int, int]]
) -> None:
    """X2, X3: the clients who are as old as most others are what is seen in the number."""
    young, theirs = USUAL_CELLS[:2], THEIRS[:2]
    row = by_age(
        plan, [*young, old_here[0], *young, old_here[1]], [*theirs, old_there[0], *theirs, old_there[1]]
    )
    assert row.here is not None
    assert row.standard is row.standard_difference is None
    assert row.reason_standard == TOO_FEW_PER_AGE


def test_a_small_cell_of_little_weight_takes_nothing_out(plan: InsightPlan) -> None:
    young, theirs = USUAL_CELLS[:2], THEIRS[:2]
    row = by_age(plan, [*young, (20, 15), *young, (20, 15)], [*theirs, (300, 45), *theirs, (300, 45)])
    assert row.standard is not None
    assert not row.reason_standard


def test_a_standardised_share_that_is_missing_alone_takes_the_smallest_with_it(plan: InsightPlan) -> None:
    """X7: the parts add up to 100 in the standardised numbers as well."""
    found = list(compare(plan, counts_of(plan, USUAL, OTHERS)))
    bare = [
        replace(row, standard=Share(0.03, 0.0, 0.1)) if row.part.key == "many" and row.standard else row
        for row in found
    ]
    rows = [row for row in screened_insight(bare, STANDARD) if row.topic == "conditions"]
    assert {row.part for row in rows if row.standard is None} == {"some", "many"}
    assert all(row.here is not None for row in rows)
    assert list(topic_complaints(rows, manifest_of(plan))) == []


# ---- X8


def release(plan: InsightPlan, rows: list[InsightRow], **changes: str) -> Release:
    return Release(replace(manifest_of(plan), **changes), (), (), (), "x\n", tuple(rows))


def again(plan: InsightPlan, rows: list[InsightRow], *earlier: Release) -> list[InsightRow]:
    return told_before(rows, manifest_of(plan), Earlier.of(list(earlier), plan.sha256, 1, STANDARD))


def test_nearly_the_same_people_are_told_as_they_were(plan: InsightPlan) -> None:
    """Six people came in, three with debts: both releases together would tell of those six."""
    before = rows_of(plan, USUAL, OTHERS)
    now = rows_of(plan, USUAL | {"debts": (209, 797)}, OTHERS)
    assert now != before
    assert again(plan, now, release(plan, before)) == before


def test_many_other_people_are_told_anew(plan: InsightPlan) -> None:
    before = rows_of(plan, USUAL, OTHERS)
    now = rows_of(plan, USUAL | {"debts": (300, 900)}, OTHERS | {"debts": (1_600, 8_500)})
    told = again(plan, now, release(plan, before))
    assert [row for row in told if row.topic == "debts"] == [row for row in now if row.topic == "debts"]


@pytest.mark.parametrize("changes", [{"plan_sha256": "0" * 64}, {"place": "Elders"}])
def test_nearly_the_same_people_of_another_plan_or_place_stay_inside(
    plan: InsightPlan, changes: dict[str, str]
) -> None:
    before = rows_of(plan, USUAL, OTHERS)
    now = rows_of(plan, USUAL | {"debts": (209, 797)}, OTHERS)
    told = again(plan, now, release(plan, before, **changes))
    assert {row.reason_empty for row in told if row.topic == "debts"} == {TOO_CLOSE}
    assert {row.reason_empty for row in told if row.topic != "debts"} == {""}


def test_other_parts_of_nearly_the_same_people_stay_inside(plan: InsightPlan) -> None:
    """Three or more before, two or more now: the difference would be who has exactly two."""
    before = [
        replace(row, part="else") if row.topic == "debts" else row for row in rows_of(plan, USUAL, OTHERS)
    ]
    told = again(plan, rows_of(plan, USUAL, OTHERS), release(plan, before))
    assert {row.reason_empty for row in told if row.topic == "debts"} == {TOO_CLOSE}


@pytest.mark.parametrize("same_words", [True, False])
def test_a_topic_of_another_key_is_the_same_topic(plan: InsightPlan, same_words: bool) -> None:
    """By its words, or where these are others by its numbers: six people of a renamed topic are six people."""
    before = release(plan, [
        replace(row, topic="schulden") if row.topic == "debts" else row for row in rows_of(plan, USUAL, OTHERS)
    ])  # fmt: skip
    words = {} if same_words else dict.fromkeys(("name_nl", "name_en", "definition_nl", "definition_en"), "y")
    head = before.manifest
    topics = tuple(replace(t, key="schulden", **words) if t.key == "debts" else t for t in head.topics)
    now = rows_of(plan, USUAL | {"debts": (209, 797)}, OTHERS)
    told = again(plan, now, replace(before, manifest=replace(head, topics=topics)))
    assert {row.reason_empty for row in told if row.topic == "debts"} == {TOO_CLOSE}
    assert {row.reason_empty for row in told if row.topic != "debts"} == {""}


def cut(row: InsightRow, topic: str, part: str, here: int, there: int) -> InsightRow:
    """The same people in a part of another topic: so many of 100 clients, and of 100 others."""
    gap = Decimal(here - there)
    return replace(row, topic=topic, part=part, here=Decimal(here), there=Decimal(there), difference=gap)


def cut_otherwise(before: Release, key: str, *now: tuple[str, int, int]) -> Release:
    """An earlier release in which a topic had another key, other words, and other parts (of 100 clients and others)."""
    topics = tuple(
        Topic(key, t.sort, *(f"{key} {word}" for word in ("a", "b", "c", "d"))) if t.key == "debts" else t
        for t in before.manifest.topics
    )
    old = [row for row in before.insight if row.topic == "debts"]
    rows = [row for row in before.insight if row.topic != "debts"]
    rows += [cut(row, key, *of_part) for row in old for of_part in now]
    return replace(before, manifest=replace(before.manifest, topics=topics), insight=tuple(rows))


def test_x8_a_topic_cut_anew_under_other_words_is_the_topic_that_is_gone(plan: InsightPlan) -> None:
    """Neither key nor words nor a number is the same: who has debts above 500 before, above 1,000 now."""
    before = cut_otherwise(
        release(plan, rows_of(plan, USUAL, OTHERS)), "geld", ("more", 44, 31), ("most", 33, 28)
    )
    now = rows_of(plan, USUAL | {"debts": (203, 797)}, OTHERS)
    told = again(plan, now, before)
    assert {row.reason_empty for row in told if row.topic == "debts"} == {TOO_CLOSE}
    assert {row.reason_empty for row in told if row.topic != "debts"} == {""}


def test_x8_a_topic_that_keeps_its_words_for_other_numbers_is_gone_too(plan: InsightPlan) -> None:
    """The earlier topic keeps key and words but counts something else, so that its column is free to be cut anew."""
    before = cut_otherwise(release(plan, rows_of(plan, USUAL, OTHERS)), "geld", ("more", 44, 31))
    now = rows_of(plan, USUAL | {"debts": (203, 797)}, OTHERS)
    other = [cut(row, "geld", "more", 70, 60) for row in now if row.topic == "debts"]
    topics = (*manifest_of(plan).topics, *(t for t in before.manifest.topics if t.key == "geld"))
    told = told_before(
        [*now, *other],
        replace(manifest_of(plan), topics=topics),
        Earlier.of([before], plan.sha256, 1, STANDARD),
    )
    assert {row.reason_empty for row in told if row.topic == "debts"} == {TOO_CLOSE}


def test_x8_a_topic_that_is_gone_and_was_never_printed_is_nothing_to_subtract(plan: InsightPlan) -> None:
    """In a year of which all its rows stayed inside, or of which it has none."""
    shown_before = cut_otherwise(release(plan, rows_of(plan, USUAL, OTHERS)), "geld", ("more", 44, 31))
    hidden = rows_of(plan, USUAL | {"debts": (5, 995)}, OTHERS)
    inside = tuple(replace(row, topic="geld", part="more") if row.topic == "debts" else row for row in hidden)
    none = tuple(row for row in shown_before.insight if row.topic != "geld")
    now = rows_of(plan, USUAL | {"debts": (203, 797)}, OTHERS)
    for rows in (inside, none):
        assert again(plan, now, replace(shown_before, insight=rows)) == now


def test_x8_a_key_that_another_topic_had_does_not_hide_the_topic_that_is_gone(plan: InsightPlan) -> None:
    """Debts are cut anew under the key that a topic of many other people had before."""
    before = cut_otherwise(release(plan, rows_of(plan, USUAL, OTHERS)), "geld", ("more", 44, 31))
    words = ("another thing", "something", "of others", "about others")
    another = Topic("debts", next(t.sort for t in plan.topics if t.key == "debts"), *words)
    many = [
        replace(row, topic="debts", n_here=row.n_here + 4_000, n_there=row.n_there + 9_000)
        for row in before.insight
        if row.topic == "geld" and row.n_here and row.n_there
    ]
    head = replace(before.manifest, topics=(*before.manifest.topics, another))
    told = again(
        plan,
        rows_of(plan, USUAL | {"debts": (203, 797)}, OTHERS),
        replace(before, manifest=head, insight=(*before.insight, *many)),
    )
    assert {row.reason_empty for row in told if row.topic == "debts"} == {TOO_CLOSE}
    assert {row.reason_empty for row in told if row.topic != "debts"} == {""}


def test_a_topic_of_many_other_people_is_told_though_another_is_gone(plan: InsightPlan) -> None:
    before = cut_otherwise(release(plan, rows_of(plan, USUAL, OTHERS)), "geld", ("more", 44, 31))
    now = rows_of(plan, USUAL | {"debts": (350, 1_150)}, OTHERS | {"debts": (1_800, 9_200)})
    told = again(plan, now, before)
    assert [row for row in told if row.topic == "debts"] == [row for row in now if row.topic == "debts"]


def test_a_topic_that_is_new_is_told(plan: InsightPlan) -> None:
    everything = release(plan, rows_of(plan, USUAL, OTHERS))
    topics = tuple(topic for topic in everything.manifest.topics if topic.key != "debts")
    rows = tuple(row for row in everything.insight if row.topic != "debts")
    before = replace(everything, manifest=replace(everything.manifest, topics=topics), insight=rows)
    now = rows_of(plan, USUAL | {"debts": (250, 756)}, OTHERS)
    assert [row for row in again(plan, now, before) if row.topic == "debts"] == [
        r for r in now if r.topic == "debts"
    ]


def test_two_earlier_releases_that_differ_leave_nothing(plan: InsightPlan) -> None:
    one = rows_of(plan, USUAL, OTHERS)
    other = [
        replace(row, here=row.here + Decimal(1)) if row.here and row.topic == "debts" else row for row in one
    ]
    now = rows_of(plan, USUAL | {"debts": (209, 797)}, OTHERS)
    told = again(plan, now, release(plan, one), release(plan, other))
    assert {row.reason_empty for row in told if row.topic == "debts"} == {TOO_CLOSE}


def test_a_pool_minus_its_parts_leaves_no_handful(plan: InsightPlan) -> None:
    """1,000 people, of which earlier releases of two other places told of 500 and 495."""
    parts = [
        release(
            plan,
            rows_of(plan, USUAL | {"debts": (100, people)}, OTHERS | {"debts": (700, 4_300)}),
            place=place,
        )
        for place, people in (("A", 400), ("B", 395))
    ]
    told = again(plan, rows_of(plan, USUAL, OTHERS), *parts)
    assert {row.reason_empty for row in told if row.topic == "debts"} == {TOO_CLOSE}


def test_what_was_never_printed_is_nothing_to_subtract(plan: InsightPlan) -> None:
    before = rows_of(plan, USUAL | {"debts": (5, 995)}, OTHERS)
    now = rows_of(plan, USUAL, OTHERS)
    told = again(plan, now, release(plan, before))
    assert [row for row in told if row.topic == "debts"] == [row for row in now if row.topic == "debts"]


def test_a_stricter_profile_takes_more_out(plan: InsightPlan) -> None:
    found = list(compare(plan, counts_of(plan, USUAL, OTHERS), 30))
    assert shown(screened_insight(found, read_profile("streng"))) < shown(screened_insight(found, STANDARD))
