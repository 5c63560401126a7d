# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What opens below a row of the strip: who differs and how far it may go, the months, the week. Numbers read back."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from checklist.releases import pictures
from checklist.releases.pictures.icons import Run
from checklist.releases.pictures.months import HALF, MIDDLE
from checklist.releases.wording import FindingFacts
from tests.checklist.releases.test_strip import AWAY, EFFECT, MEAN, UNSURE

HALF_YEAR = replace(EFFECT, term_months=6, estimate=Decimal(9), lower=Decimal(7), upper=Decimal(11),
                    level_with=Decimal(40), level_without=Decimal(31))  # fmt: skip


# ---- who differs, and the band ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "differ", "band"),
    [(EFFECT, (36, 42), (40, 44)), (AWAY, (31, 36), (29, 33))],
    ids=["more", "less"],
)
def test_the_frame_holds_who_differs_and_the_band_the_range(
    facts: FindingFacts, differ: tuple[int, int], band: tuple[int, int]
) -> None:
    pair = pictures.icon_pair(facts, "nl")
    assert pair is not None
    assert [(one.differ.first, one.differ.last) for one in pair.arrays] == [differ, differ]
    assert (pair.arrays[0].band.first, pair.arrays[0].band.last) == band
    assert pair.arrays[1].band.outline == ""
    assert pair.legend_band.endswith(f"{band[0]} tot {band[1]}")


@given(st.integers(0, 100), st.integers(0, 100))
def test_a_frame_goes_round_its_people_and_nobody_else(one: int, other: int) -> None:
    run = Run(min(one, other), max(one, other))
    numbers = [float(number) for number in re.findall(r"-?\d+", run.outline)]
    assert bool(run.outline) == (run.first < run.last)
    assert run.corners.count("M") <= 2 * (run.last - run.first) + 2 * 11
    assert all(-200 <= number <= 200 for number in numbers)


# ---- the months ------------------------------------------------------------------------------------------------------


def value_at(place: str, reach: Decimal) -> Decimal:
    return (MIDDLE - Decimal(place.removesuffix("rem")) * 16) / HALF * reach


def test_the_line_over_the_months_stands_where_its_numbers_are_and_names_what_was_not_measured() -> None:
    found = [EFFECT, HALF_YEAR]
    reach = pictures.month_reach(found, "nl")
    line = pictures.month_line(found, reach, "nl")
    assert line is not None
    by_term = {point.months: point for point in line.points}
    for facts in found:
        point = by_term[facts.term_months]
        for place, number in (
            (point.y_low, facts.lower),
            (point.y, facts.estimate),
            (point.y_high, facts.upper),
        ):
            assert value_at(place, reach) == pytest.approx(number, abs=Decimal("0.05"))
    assert [by_term[months].said for months in (6, 12, 24)] == ["9", "6", ""]
    assert line.missing == "Niet gemeten: na 2 jaar."
    assert len(line.strokes) == 1
    html = render_to_string("components/evidence/months.html", {"line": line})
    assert re.findall(r'data-months="(\d+)"', html) == ["6", "12"]


def test_what_is_no_share_or_has_no_number_has_no_line() -> None:
    assert pictures.month_line([MEAN], Decimal(10), "nl") is None
    empty = replace(EFFECT, estimate=None, lower=None, upper=None)
    assert pictures.month_line([empty], Decimal(10), "nl") is None
    unsure = pictures.month_line([UNSURE], Decimal(10), "nl")
    assert unsure is not None
    assert unsure.points[1].uncertain


# ---- the week --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Elke week 1 uur contact, 3 tot 6 maanden", (1, 1)),
        ("2 of 3 dagdelen per week, 3 tot 6 maanden", (8, 12)),
        ("4 tot 12 uur per week, tot 12 maanden", (4, 12)),
        ("16–32 uur per week", (16, 32)),
        ("Meestal 2 maanden, in uren die u aankunt", None),
        ("3 uur, één keer", None),
        ("", None),
    ],
)
def test_hours_are_read_from_the_catalogue_or_not_known(text: str, hours: tuple[int, int] | None) -> None:
    assert pictures.hours_in(text) == hours
    week = pictures.week(hours, "Deze hulp", text, "nl")
    squares = [path.count("M") for path in (week.full_path, week.perhaps_path, week.empty_path)]
    low, high = hours or (0, 0)
    assert squares == [low, high - low, 40 - high]
    assert ("niet bekend" in week.said) is (hours is None)
    html = render_to_string("components/evidence/week.html", {"week": week})
    assert ("?</text>" in html) is (hours is None)


@pytest.mark.parametrize(
    ("value", "hours"), [("0-8", (0, 8)), ("17-24", (17, 24)), ("33+", (33, 40)), ("", None)]
)
def test_hours_of_an_answer(value: str, hours: tuple[int, int] | None) -> None:
    assert pictures.hours_of_option(value) == hours
