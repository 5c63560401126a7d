# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a study could see: a silent release says why and how small a difference it could have seen; a round names who
took part and what each of them changes."""

from dataclasses import replace
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from checklist.releases.models import Finding
from checklist.releases.page.scope import scope_of
from checklist.releases.queries import facts_of_finding
from checklist.releases.wording import CHECK_FAILED, TOO_SMALL, TOO_UNCERTAIN, only_too_small, reason_words
from research.release.schema import CheckRow
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


SMALL = {
    "nl": "Daarvoor is het te klein. Daarom staat er geen antwoord.",
    "en": "It is too small for that. So there is no answer.",
}


@pytest.mark.parametrize(
    ("lang", "of_100", "beforehand"),
    [
        ("nl", "van de 100 mensen", "kunnen niets laten zien. Daarvan is geen uitkomst bekeken."),
        ("en", "out of 100 people", "can show nothing. No outcome of them was opened."),
    ],
)
def test_a_silent_release_says_how_large_a_difference_it_could_see_and_what_stayed_closed(
    client: Client, lang: str, of_100: str, beforehand: str
) -> None:
    release = bring_in(CITY)
    page = page_of(client, CITY, lang)
    smallest = next(row["value"] for row in release.checks if row["key"] == "power.overall")
    assert f"{round(float(smallest))} {of_100}" in page
    assert beforehand in page
    assert reason_words(TOO_UNCERTAIN, lang) in page
    assert reason_words(CHECK_FAILED, lang) not in page, "nothing went wrong"


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_study_that_is_only_too_small_says_so_and_not_that_something_went_wrong(
    client: Client, world: World, lang: str
) -> None:
    record = small_release("te-klein", gates={"power": "niet voldaan"})
    failed = {"verdict": "niet beoordeeld", "reason_empty": "controle niet voldaan"}
    rows = [
        replace(row, **failed) if row.verdict in ("beter", "slechter") else row for row in record.findings
    ]
    record = replace(record, findings=tuple(rows))
    small = CheckRow(
        "power.overall",
        "smallest visible difference",
        Decimal("21.3"),
        Decimal(10),
        "niet voldaan",
        "nl",
        "en",
    )
    release = approved(replace(record, checks=(*record.checks, small)), world.people)
    page = page_of(client, release.slug, lang)
    assert SMALL[lang] in page
    assert reason_words(TOO_SMALL, lang) in page
    assert reason_words(CHECK_FAILED, lang) not in page
    found = Finding.objects.filter(release=release, type="effect", primary=True, characteristic="")
    assert {facts_of_finding(row).state for row in found.exclude(estimate=None)} == {TOO_SMALL}


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
    assert SMALL["nl"] not in page
    values = {row["key"]: row["value"] for row in release.checks}
    for key in ("direct_werk", "voorbereiden", "meedoen"):
        told = f"{float(values[f'round.left_out.{key}']):.1f}".replace(".", ",")
        assert f"als één gemeente niet meetelt. Hoogstens {told} op de 100 anders." in page


def test_without_these_checks_nothing_is_said(client: Client, world: World) -> None:
    record = small_release("zonder-controles")
    made = approved(replace(record, checks=()), world.people)
    assert scope_of(made, "nl") == ()
    assert 'id="scope"' not in page_of(client, made.slug)


def test_of_a_mean_no_number_of_people_is_said(world: World) -> None:
    line: dict[str, Any] = {
        "key": "power.overall", "statistic": "smallest visible difference (hours)", "value": "2.5", "threshold": None,
        "verdict": "voldaan", "sentence_nl": "Kleiner dan dit kunnen we niet zien.", "sentence_en": "Not smaller.",
    }  # fmt: skip
    world.release.checks = [line]
    assert scope_of(world.release, "nl") == ()
