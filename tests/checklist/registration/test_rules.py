# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pseudonyms never meet and never pass for a number of somebody; what was chosen is one service or a reason."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklist.registration.rules import PLACES, chosen, pseudonym, pseudonym_of_client
from research.data.identifiers import passes_eleven_test

KEY, OTHER = b"k" * 32, b"o" * 32


def test_twenty_thousand_clients_have_as_many_pseudonyms_and_none_is_a_bsn() -> None:
    found = [pseudonym_of_client(KEY, number) for number in range(20_000)]
    assert len(set(found)) == 20_000
    assert all(len(one) == 9 and one[0] != "0" for one in found)
    assert not any(passes_eleven_test(one) for one in found)


@settings(max_examples=50, deadline=None)
@given(st.integers(0, PLACES - 1))
def test_one_key_gives_one_pseudonym_and_another_key_another(number: int) -> None:
    assert pseudonym_of_client(KEY, number) == pseudonym_of_client(KEY, number)
    assert pseudonym_of_client(KEY, number) != pseudonym_of_client(OTHER, number)


def test_a_number_outside_the_places_is_refused() -> None:
    with pytest.raises(ValueError, match="expected a number"):
        pseudonym_of_client(KEY, PLACES)


def test_a_caseworker_and_a_team_with_one_number_have_different_words() -> None:
    assert pseudonym(KEY, "consulent", 1)[1:] != pseudonym(KEY, "locatie", 1)[1:]


@pytest.mark.parametrize(
    ("client", "caseworker", "said"),
    [
        (("services", ["a"]), ("services", ["a"]), "a"),
        (("services", ["a", "b"]), ("services", ["b", "a"]), "meer_dan_een"),
        (("services", ["a"]), ("services", ["b"]), "verschillend"),
        (("services", ["a"]), ("only_regular", []), "verschillend"),
        (("only_regular", []), ("only_regular", []), "gewone_begeleiding"),
        (("undecided", []), ("services", ["a"]), "nog_niet_beslist"),
        (("no_choice", []), ("services", ["a"]), "geen_keuze"),
    ],
)
def test_what_was_chosen(client: tuple, caseworker: tuple, said: str) -> None:
    assert chosen(client, caseworker) == said
