# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names of persons are no keys; names of places and teams are (all names are made up of common parts)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from research.data.identifiers import identifier_among
from research.data.names import is_surely_a_person, persons_among
from research.errors import InputError
from research.run import estimate
from tests.research.builders import small_plan, small_table

PERSON_NAMES = """
J. de Vries|P.H. Jansen|A.B. van den Berg|M. Bakker|Jan de Vries|Fatima el Amrani|Vries, J. de
Jansen, P.H.|de Vries, Jan|Jansen P.H.|mw. Jansen|Dhr. de Boer|Mohamed Haddad|Anne-Marie de Wit
Ayse Yilmaz|jan jansen|jan.jansen|Th. van Dijk|K. op den Akker|J.P. Smit - de Boer|JAN JANSEN|Çelik, Ö.
Willem-Jan Prins|Jan-Willem de Groot|H. Hoek|M. Klein|Mw P. Vos|J de Vries|JH Jansen
"""
PLACE_NAMES = """
Den Haag|Team Noord|Alphen aan den Rijn|Bergen op Zoom|Capelle aan den IJssel|Werkplein Zuid|Sint Maarten
Hoek van Holland|Prins Alexander|Kralingen-Crooswijk|Stadsdeel Noord|Oude Noorden|Wijk bij Duurstede
Berkel en Rodenrijs|Team Jeugd|Locatie Centrum|Rotterdam Zuid|k01|bureau1|2021-Q1|Jan van Galenstraat
St. Nicolaasga|Hendrik-Ido-Ambacht|team A|A. team|Pijnacker-Nootdorp|Berg en Dal
Nuenen, Gerwen en Nederwetten|Etten-Leur|'s-Gravenhage|Ten Boer|De Ronde Venen|Peel en Maas
Valkenburg aan de Geul|Goeree-Overflakkee|Súdwest-Fryslân|Wijkteam Bos en Lommer|Maria-Hoop|Anna Paulowna
Noord, Zuid|Kantoor 3 Noord|Dijk en Waard|Hollands Kroon
"""
PERSONS, OTHERS = (names.strip().replace("\n", "|").split("|") for names in (PERSON_NAMES, PLACE_NAMES))


@pytest.mark.parametrize("name", PERSONS)
def test_one_name_of_a_person_is_too_many(name: str) -> None:
    codes = [f"k{number:02d}" for number in range(40)]
    assert persons_among([*codes, name]) == name
    assert persons_among([*OTHERS, name], of_place=True) == name


@pytest.mark.parametrize("name", OTHERS)
def test_a_place_or_a_team_is_no_person(name: str) -> None:
    assert not is_surely_a_person(name)


def test_places_and_teams_may_be_decision_makers() -> None:
    assert persons_among(OTHERS) is None
    assert identifier_among(OTHERS) is None


@pytest.mark.parametrize(
    "names", ["Jan Fatima Mehmet Ingrid", "Jansen Bakker Yilmaz", "Xanthe Oudeman|Bregje Tolsma|Wolter Nauta"]
)
def test_a_column_of_first_names_surnames_or_unknown_full_names(names: str) -> None:
    labels = names.split("|") if "|" in names else names.split()
    assert persons_among(labels) == labels[0]
    assert persons_among([*labels, *(f"k{n}" for n in range(20))]) is None


NAMES = ["J. de Vries", "P.H. Jansen", "M. van den Berg"]


@pytest.mark.parametrize("column", ["judge", "court"])
def test_f06_a_key_that_is_a_name_is_refused_and_a_place_is_not(column: str, tmp_path: Path) -> None:
    plan, table = small_plan(tmp_path), small_table(300)
    for labels, refused in ((NAMES, True), (["Den Haag", "Team Noord", "Wijk bij Duurstede"], False)):
        codes = {
            word: labels[n % 3] + ("" if refused else f" {n}")
            for n, word in enumerate(np.unique(table[column]))
        }
        changed = table.assign(**{column: table[column].map(codes)})
        changed.to_csv(tmp_path / "t.csv", index=False)
        if refused:
            with pytest.raises(InputError, match=f"column {column}: .*found the name of a person"):
                estimate(plan, [tmp_path / "t.csv"])
        else:
            assert estimate(plan, [tmp_path / "t.csv"]).people


def test_an_office_may_be_called_after_its_street_and_a_person_may_not(tmp_path: Path) -> None:
    table = small_table(200)
    for column, refused in (("court", False), ("judge", True)):
        changed = table.assign(**{column: table[column].replace({table[column].iloc[0]: "Werkplein 01"})})
        changed.to_csv(tmp_path / "t.csv", index=False)
        if refused:
            with pytest.raises(InputError, match="found an address"):
                estimate(small_plan(tmp_path), [tmp_path / "t.csv"])
        else:
            assert estimate(small_plan(tmp_path), [tmp_path / "t.csv"]).rows == 200
