# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers in the sentences about evidence: rounding, levels, ranges and units."""

from dataclasses import replace
from decimal import Decimal

import pytest

from checklist.releases import wording
from checklist.releases.wording import FindingFacts, Phrase
from tests.checklist.releases.known import SURE, UNSURE


def _shares(estimate: str, with_: str, without: str) -> FindingFacts:
    value = Decimal(estimate)
    levels = {"level_with": Decimal(with_), "level_without": Decimal(without)}
    return replace(SURE, estimate=value, lower=value - 3, upper=value + 3, **levels)


@pytest.mark.parametrize(
    ("estimate", "with_", "without", "shown"),
    [
        ("8.1", "37.6", "29.5", (38, 30, 8)),  # a half goes up
        ("8.4", "38", "29", (38, 29, 9)),  # levels that are whole stay: the sum is what a reader makes
        ("9.3", "37.5", "28.2", (37, 28, 9)),  # 37 is as near as 38, and then the difference is right
        ("8.4", "37.6", "29.2", (37, 29, 8)),
        ("-6.2", "18.0", "24.2", (18, 24, -6)),
        ("0.4", "30.2", "29.8", (30, 30, 0)),
    ],
)
def test_levels_and_difference_agree(
    estimate: str, with_: str, without: str, shown: tuple[int, int, int]
) -> None:
    numbers = wording.rounded(_shares(estimate, with_, without))
    assert numbers is not None
    assert (numbers.with_service, numbers.without_service, numbers.difference) == shown


def test_levels_about_other_people_are_left_out() -> None:
    numbers = wording.rounded(_shares("8.0", "60", "30"))
    assert numbers is not None
    assert numbers.with_service is None
    assert numbers.difference == 8


def test_a_minus_is_a_word() -> None:
    assert wording.difference_text(_shares("-6.2", "18.0", "24.2"), "nl") == "6 minder op de 100"
    assert wording.range_text(_shares("-6.2", "18.0", "24.2"), "nl") == "3 tot 9 minder"
    assert wording.range_text(UNSURE, "nl") == "3 minder tot 7 meer"
    assert wording.range_text(UNSURE, "en") == "3 fewer to 7 more"


def test_s12_a_mean_speaks_in_its_own_unit() -> None:
    income = replace(
        SURE,
        scale="mean",
        outcome=Phrase("het inkomen", "income"),
        unit=Phrase("euro per week", "euro a week"),
    )
    said = wording.effect_sentences(income, "nl")
    assert said[1] == "Het inkomen na 1 jaar, gemiddeld: 24,1 euro per week."
    assert said[2] == "Met ‘Meedoen en opbouwen’ was dat 18,0, dus met deze hulp 6,1 meer."
    assert "100" not in " ".join(said)
    assert wording.other_frame(income, "nl") == ()


def test_a_percentage_of_weeks_becomes_weeks_out_of_100() -> None:
    weeks = replace(SURE, scale="mean", unit=Phrase("procent van de weken", "percent of weeks"))
    assert wording.difference_text(weeks, "nl") == "6,1 meer van de 100 weken"
    assert wording.difference_text(weeks, "en") == "6.1 more out of 100 weeks"
    assert wording.linter(" ".join(wording.effect_sentences(weeks, "nl")), "nl") == []


def test_an_outcome_that_names_its_year_gets_no_second_term() -> None:
    fourth = replace(SURE, term_months=48, outcome=Phrase("werk in het vierde jaar", "any work in year four"))
    assert (
        wording.effect_sentences(fourth, "nl")[1]
        == "Van elke 100 mensen hadden er 24 werk in het vierde jaar."
    )


@pytest.mark.parametrize(
    ("lower", "upper", "said"),
    [
        ("5.6", "6.4", "Na afronden blijft het verschil 6 meer."),
        ("5.6", "7.4", "Het verschil lag tussen 6 en 7 meer."),
        ("5.2", "7.4", "Het verschil lag tussen 5 en 7 meer."),
    ],
)
def test_a_range_lies_between_two_numbers_and_is_no_choice_of_two(lower: str, upper: str, said: str) -> None:
    narrow = replace(SURE, estimate=Decimal(6), lower=Decimal(lower), upper=Decimal(upper))
    assert wording.effect_sentences(narrow, "nl")[3] == said


@pytest.mark.parametrize(
    ("lower", "upper", "said"),
    [
        ("0", "2.1", "Deze hulp kan dus helpen of niets doen."),
        ("-2.1", "0", "Deze hulp kan dus niets doen of in de weg zitten."),
        ("-0.2", "0.2", "Deze hulp doet hier dus weinig of niets."),
        ("-3.2", "7", "Deze hulp kan dus helpen, niets doen of in de weg zitten."),
    ],
)
def test_not_knowing_says_what_can_be_and_no_more(lower: str, upper: str, said: str) -> None:
    facts = replace(
        UNSURE, verdict="geen uitspraak", estimate=Decimal(0), lower=Decimal(lower), upper=Decimal(upper)
    )
    facts = replace(facts, level_with=None, level_without=None)
    assert wording.effect_sentences(facts, "nl")[3] == said


def test_the_other_frame_counts_the_people_without_the_outcome() -> None:
    assert wording.other_frame(SURE, "nl") == (
        "Bij 76 van de 100 mensen met deze hulp was dat niet zo.",
        "Met ‘Meedoen en opbouwen’ waren dat er 82 van de 100.",
    )


@pytest.mark.parametrize("scale", ["share", "mean"])
@pytest.mark.parametrize("estimate", ["0", "0.04", "-0.04"])
def test_a_difference_that_rounds_to_0_is_almost_0_and_never_no_difference(estimate: str, scale: str) -> None:
    value = Decimal(estimate)
    facts = replace(UNSURE, scale=scale, estimate=value, lower=value - 4, upper=value + 4)
    facts = replace(facts, level_with=None, level_without=None)
    assert wording.difference_text(facts, "nl") == "bijna 0"
    assert wording.difference_text(facts, "en") == "almost 0"
    assert "geen verschil" not in wording.stated(facts, "nl").line


def test_half_a_person_is_little_and_half_a_year_is_not() -> None:
    facts = replace(
        UNSURE, verdict="geen uitspraak", estimate=Decimal(0), level_with=None, level_without=None
    )
    facts = replace(facts, lower=Decimal("-0.4"), upper=Decimal("0.4"))
    assert "weinig of niets" in " ".join(wording.effect_sentences(facts, "nl"))
    of_years = replace(
        facts, scale="mean", unit=Phrase("jaar", "years"), outcome=Phrase("duur van werk", "time in work")
    )
    assert "weinig" not in " ".join(wording.effect_sentences(of_years, "nl"))
