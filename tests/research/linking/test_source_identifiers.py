# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What names a person stops a linking; a pseudonym, a team or a place does not."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from research.data.codebook import PLACE
from research.data.identifiers import passes_eleven_test
from research.errors import InputError
from research.linking.source_identifiers import (
    refuse_naming_columns,
    refuse_naming_values,
    source_identifier_among,
)

PASSING = [f"{n:09d}" for n in range(100_000_000, 100_003_000) if passes_eleven_test(f"{n:09d}")]
TEAMS = ["Werkplein Noord", "Team Zuid", "Wijkteam Oude Haven", "Team Jongeren", "Loket Centrum"]


def hit(words: list[str], role: str = "") -> str | None:
    found = source_identifier_among(pd.Series(words, dtype=str), role)
    return found[0] if found else None


@pytest.mark.parametrize("people", [1, 2, 3])
def test_a_tiny_file_of_pseudonyms_that_happen_to_pass_is_no_file_of_bsns(people: int) -> None:
    assert hit(PASSING[:people]) is None


@pytest.mark.parametrize("size", [5, 50, 5_000])
def test_bsns_are_told_from_pseudonyms_by_their_share(size: int) -> None:
    numbers = (PASSING * (size // len(PASSING) + 1))[:size]
    assert "BSN" in str(hit(numbers))
    drawn = 10**8 + np.random.Generator(np.random.PCG64(size)).choice(9 * 10**8, size, replace=False)
    assert hit([str(n) for n in drawn]) is None
    assert "BSN" in str(hit(["123456782"] * 1_000))


@pytest.mark.parametrize("team", TEAMS)
def test_a_team_or_a_place_is_no_name(team: str) -> None:
    assert hit([team]) is None
    assert hit([*TEAMS, team] * 10) is None


def test_in_a_column_of_places_an_address_is_that_of_an_office() -> None:
    assert hit(["Bos Lommer", "Kop van Zuid", "Stadhuisplein 1", "Dorpsstraat 12"] * 50, PLACE) is None


def test_a_caseworker_with_a_name_is_refused_however_few_there_are() -> None:
    table = pd.DataFrame({"consulent": ["KM001", "Anna Bakker"] * 20, "locatie": ["Werkplein Noord"] * 40})
    with pytest.raises(
        InputError, match="line 3, column consulent: expected no data that name a person; found the name"
    ):
        refuse_naming_values("upload.csv", table, ("locatie",), ("consulent",))
    refuse_naming_values("upload.csv", table[["locatie"]], ("locatie",))


@pytest.mark.parametrize(
    ("word", "kind"),
    [("jan@stad.nl", "an e-mail"), ("3011 AD", "a postcode"), ("0612345678", "a telephone"),
     ("Dorpsstraat 12", "an address")],
)  # fmt: skip
def test_one_mail_postcode_telephone_or_address_is_enough(word: str, kind: str) -> None:
    assert str(hit(["x", "y", word])).startswith(kind)


def test_a_column_of_teams_may_be_called_a_name_and_a_column_of_people_not() -> None:
    refuse_naming_columns("upload.csv", ["RINPERSOON", "team_naam"], ("team_naam",))
    with pytest.raises(InputError, match="column naam"):
        refuse_naming_columns("upload.csv", ["RINPERSOON", "naam"], ("team_naam",))


def test_numbers_of_ten_digits_and_days_are_neither_telephones_nor_bsns() -> None:
    rng = np.random.Generator(np.random.PCG64(1))
    assert hit([f"{n:010d}" for n in rng.integers(0, 10**10, 3_000)]) is None
    assert hit([f"06{n:08d}" for n in rng.integers(0, 10**8, 3_000)]) == "a telephone number"
    days = [
        d
        for d in (f"2018{m:02d}{n:02d}" for m in range(1, 13) for n in range(1, 29))
        if passes_eleven_test(d)
    ]
    assert hit(days[:1] * 2_000) is None
    assert hit(days) is None
