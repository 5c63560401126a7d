# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The database game: deals that are the same for everybody, patterns that are chance, and the trap."""

from collections import Counter
from html import unescape

import pytest
from django.test import Client as Browser
from hypothesis import given, settings
from hypothesis import strategies as st

from checklist.dialogues.queries import ROUND_WORDS, SOURCE_WORDS, TRAIT_WORDS, VALUE_WORDS
from checklist.dialogues.rules import (
    DEALS,
    FIRST_DEAL,
    LAST_ROUND,
    PEOPLE,
    TRAITS,
    TRAP,
    deal_of,
    most_striking,
    next_deal,
    share_in,
    shares,
    table_of,
    together,
)

deals = st.integers(DEALS.start, DEALS.stop - 1)


@settings(max_examples=40)
@given(deals)
def test_a_deal_is_ten_people_with_ten_cards_and_half_found_work(deal: int) -> None:
    people = deal_of(deal)
    assert deal_of(deal) == people
    assert [person.name for person in people] == list(PEOPLE)
    assert len({person.number for person in people}) == 10
    assert sum(person.found_work for person in people) == 5
    assert all(set(person.cards) == set(TRAITS) for person in people)
    assert all(value in TRAITS[trait][1] for person in people for trait, value in person.cards.items())


@settings(max_examples=40)
@given(deals)
def test_shuffling_loses_no_card_and_keeps_no_name(deal: int) -> None:
    people = deal_of(deal)
    table = table_of(people, deal)
    assert Counter(card.number for card in table) == {person.number: 10 for person in people}
    assert not any(name in repr(table) for name in PEOPLE)
    assert [card.number for card in table] != sorted(card.number for card in table)


@settings(max_examples=40)
@given(deals, st.sampled_from(sorted(TRAITS)))
def test_shares_count_everybody_once(deal: int, trait: str) -> None:
    counted = shares(deal_of(deal), trait)
    assert sum(share.found for share in counted) == 5
    assert sum(share.not_found for share in counted) == 5


@settings(max_examples=40)
@given(deals)
def test_something_always_stands_out(deal: int) -> None:
    trait, share = most_striking(deal_of(deal))
    assert abs(share.difference) >= 1
    assert share == share_in(deal, trait, share.value)


def test_over_many_deals_no_card_goes_with_work() -> None:
    """Every pattern is chance: the differences of a card cancel out."""
    total = sum(share_in(deal, "shoe_size", "small").difference for deal in range(1, 401))
    assert abs(total) < 0.1 * 400 * 5


def test_the_first_deal_teaches_with_a_card_that_nobody_believes() -> None:
    trait, share = most_striking(deal_of(FIRST_DEAL))
    assert (trait, share.found, share.not_found) == ("shoe_size", 5, 0)


def test_the_next_deal_is_always_a_deal() -> None:
    assert {next_deal(deal) for deal in DEALS} == set(DEALS)


def test_the_trap_turns_around_within_both_groups() -> None:
    straight, prepare = TRAP["straight"], TRAP["prepare"]
    assert together(straight).people == together(prepare).people == 100
    assert together(straight).per_hundred > together(prepare).per_hundred
    for worked in ("yes", "no"):
        assert straight[worked].per_hundred < prepare[worked].per_hundred


def test_every_card_has_its_words() -> None:
    assert set(TRAIT_WORDS) == set(VALUE_WORDS) == set(TRAITS)
    for trait, (source, values) in TRAITS.items():
        assert source in SOURCE_WORDS
        assert set(VALUE_WORDS[trait]) == set(values)
    assert len(ROUND_WORDS) == LAST_ROUND


# ---- the pages -------------------------------------------------------------------------------------------------------


def text_of(address: str) -> str:
    answer = Browser().get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


@pytest.mark.django_db
@pytest.mark.parametrize("number", range(1, LAST_ROUND + 1))
def test_every_round_is_a_page_that_says_fictional_and_reads_the_same_each_time(number: int) -> None:
    page = text_of(f"/databasespel/17/{number}/")
    assert "FICTIEF" in page
    assert '<form method="post"' not in page.split("<main")[1]
    assert page.split("<main")[1] == text_of(f"/databasespel/17/{number}/").split("<main")[1]


@pytest.mark.django_db
def test_names_are_gone_after_the_second_round() -> None:
    assert "A. Blom" in text_of("/databasespel/17/1/")
    for number in (3, 4, 5, 6):
        assert "A. Blom" not in text_of(f"/databasespel/17/{number}/")


@pytest.mark.django_db
def test_a_card_can_be_chosen_and_goes_along_to_the_next_round() -> None:
    page = text_of("/databasespel/17/5/?card=shoe_size")
    assert '<option value="shoe_size" selected>' in page
    assert "/databasespel/17/6/?card=shoe_size" in page
    assert "Schoenmaat" in text_of("/databasespel/17/6/?card=shoe_size")
    assert text_of("/databasespel/17/5/?card=nothing")


@pytest.mark.django_db
def test_the_deck_has_a_hundred_cards() -> None:
    page = text_of("/databasespel/17/kaarten/")
    assert page.count('class="playcard ') == 100
    assert page.count("FICTIEF") >= 10


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["0/1/", "1000/1/", "17/0/", "17/9/", "0/kaarten/"])
def test_there_is_no_such_round(address: str) -> None:
    assert Browser().get(f"/databasespel/{address}").status_code == 404
