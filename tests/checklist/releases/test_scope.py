# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a study could see: a silent release says why and how small a difference it could have seen; a round names who
took part and what each of them changes."""

from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from checklist.releases.models import Finding
from checklist.releases.page.scope import scope_of
from checklist.releases.queries import facts_of_finding
from checklist.releases.rules import only_too_small
from checklist.releases.wording import CHECK_FAILED, TOO_SMALL, reason_words
from research.simulation.country import ROUND
from tests.checklist.releases.test_shipped import bring_in
from tests.worlds import World, approved, make_world, small_release

pytestmark = pytest.mark.django_db
CITY, TWELVE = "fictief-stad-2026", "fictief-ronde-2026"


@pytest.fixture
def world() -> World:
    return make_world()


def page_of(client: Client, slug: str, lang: str = "nl") -> str:
    client.cookies["django_language"] = lang
    return unescape(client.get(reverse("releases:release", args=[slug])).content.decode())


@pytest.mark.parametrize(
    ("lang", "small", "beforehand"),
    [
        ("nl", "kan dit onderzoek niet zien. Daarvoor is het te klein. Daarom staat er geen antwoord.",
         "kunnen niets laten zien. Daarvan is geen uitkomst bekeken."),
        ("en", "It is too small for that. So there is no answer.", "No outcome of them was opened."),
    ],
)  # fmt: skip
def test_a_release_that_is_too_small_says_so_and_how_large_a_difference_it_could_see(
    client: Client, lang: str, small: str, beforehand: str
) -> None:
    release = bring_in(CITY)
    page = page_of(client, CITY, lang)
    smallest = next(row["value"] for row in release.checks if row["key"] == "power.overall")
    assert f"{round(float(smallest))} {'van de 100 mensen' if lang == 'nl' else 'out of 100 people'}" in page
    assert small in page
    assert beforehand in page
    assert reason_words(TOO_SMALL, lang) in page
    assert reason_words(CHECK_FAILED, lang) not in page


def test_nothing_went_wrong_in_a_study_that_is_only_too_small() -> None:
    release = bring_in(CITY)
    rows = Finding.objects.filter(release=release, type="effect", primary=True, characteristic="")
    told = {
        facts_of_finding(row).state
        for row in rows.filter(comparison=release.direction_comparison).exclude(estimate=None)
    }
    assert told == {TOO_SMALL}


@pytest.mark.parametrize(
    ("gates", "small"),
    [
        ({"power": "niet voldaan", "balance": "voldaan"}, True),
        ({"power": "niet voldaan", "balance": "niet voldaan"}, False),
        ({"power": "niet voldaan", "balance": "niet te beoordelen"}, False),
        ({"power": "voldaan", "balance": "niet voldaan"}, False),
        ({"power": "voldaan", "balance": "voldaan"}, False),
        ({}, False),
    ],
)
def test_too_small_is_only_said_where_every_other_check_passed(gates: dict[str, str], small: bool) -> None:
    assert only_too_small(gates) is small


def test_a_round_names_who_took_part_and_what_leaving_one_out_does(client: Client) -> None:
    release = bring_in(TWELVE)
    page = page_of(client, TWELVE)
    assert f"Aan deze ronde deden mee: {', '.join(ROUND.values())}." in page
    assert "Daarvoor is het te klein" not in page
    scope = scope_of(release, "nl")
    assert scope is not None
    assert [row.name for row in scope.services] == [
        "Direct naar werk", "Voorbereiden op werk", "Meedoen en opbouwen",
    ]  # fmt: skip
    values = {row["key"]: row["value"] for row in release.checks}
    for row, key in zip(scope.services, ("direct_werk", "voorbereiden", "meedoen"), strict=True):
        told = f"{float(values[f'round.left_out.{key}']):.1f}".replace(".", ",")
        assert row.moved == f"{told} op de 100"
        assert row.moved in page


def test_without_these_checks_nothing_is_said(client: Client, world: World) -> None:
    record = small_release("zonder-controles")
    made = approved(replace(record, checks=()), world.people)
    assert scope_of(made, "nl") is None
    assert 'id="scope"' not in page_of(client, made.slug)


def test_of_a_mean_no_number_of_people_is_said(world: World) -> None:
    line: dict[str, Any] = {
        "key": "power.overall", "statistic": "smallest visible difference (hours)", "value": "2.5", "threshold": None,
        "verdict": "voldaan", "sentence_nl": "Kleiner dan dit kunnen we niet zien.", "sentence_en": "Not smaller.",
    }  # fmt: skip
    world.release.checks = [line]
    assert scope_of(world.release, "nl") is None
