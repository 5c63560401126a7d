# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The public library: every release in three layers, effects and associations apart."""

import re
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from checklist.releases import rules, wording
from checklist.releases.actions import withdraw_finding, withdraw_release
from checklist.releases.models import Release
from checklist.releases.queries import facts_of_finding
from checklist.releases.wording import Phrase, linter
from research.release.schema import NEW_COLUMNS, Source
from research.release.schema import Release as Record
from tests.people import People
from tests.worlds import World, approved, imported, make_world, small_release

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def world() -> World:
    return make_world()


def text_of(client: Client, address: str, status: int = 200) -> str:
    """The words of a page, as somebody reads them."""
    answer = client.get(address)
    assert answer.status_code == status, address
    bare = re.sub(r"<(script|style)[^>]*>.*?</\1>|<[^>]+>", " ", answer.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(bare))


def page_of(release: Release) -> str:
    return reverse("releases:release", args=[release.slug])


def literature() -> Record:
    """A release that only cites another study."""
    base = small_release("literatuur-klein", fictional=False)
    source = Source(
        "own",
        "Jansen (2009), Een onderzoek",
        "https://example.org/jansen",
        "Meer mensen vonden werk.",
        "More.",
    )
    row = next(row for row in base.findings if row.type == "association")
    numbers = ("estimate", "se", "lower", "upper", "level_with", "level_without", "n", "caseworkers", "naive")
    empty = dict.fromkeys((*numbers, *NEW_COLUMNS))
    cited = replace(
        row, type="literature", characteristic="", group="", group_definition="", interval_kind="",
        verdict="geen uitspraak", certainty="onbekend", reason_empty="geen getal in de bron", **empty,  # type: ignore[arg-type]
    )  # fmt: skip
    head = replace(
        base.manifest, kind="literature", design="literature", gates=(), plan_sha256="", direction_comparison="",
        sources=(source,), outcome_period_end="",
    )  # fmt: skip
    return replace(base, manifest=head, findings=(cited,), checks=(), power=())


# ---- R1 --------------------------------------------------------------------------------------------------------------


def test_r1_an_association_never_stands_among_the_effects(client: Client, world: World) -> None:
    page = client.get(page_of(world.release)).content.decode()
    cards = re.findall(r'<details class="card card--long more">.*?</details>', page, re.DOTALL)
    assert len(cards) == 3
    assert all('class="association"' not in card for card in cards)
    assert page.count('class="association"') == 2
    associations = page[page.index("Wat vaak samengaat") :]
    assert 'class="forest"' not in associations
    assert "icon-array" not in associations


def test_r1_the_page_of_an_association_draws_no_effect(client: Client, world: World) -> None:
    row = world.release.findings.filter(type="association").first()
    assert row is not None
    page = client.get(reverse("releases:finding", args=[world.release.slug, row.pk])).content.decode()
    assert 'class="forest"' not in page
    assert "icon-array" not in page
    assert "Dat betekent niet dat dit de oorzaak is." in page
    assert "Met deze hulp vonden mensen" not in page


def test_r1_only_an_effect_has_a_direction(world: World) -> None:
    for row in world.release.findings.exclude(type="effect"):
        row.verdict = "beter"
        assert facts_of_finding(row, today=date(2026, 1, 1)).state == wording.NO_STATEMENT


# ---- layers ----------------------------------------------------------------------------------------------------------


def test_the_library_names_kind_place_period_and_state(client: Client, world: World) -> None:
    approved(
        small_release("oud", fictional=False, outcome_period_end="1999-12", title_nl="Oud werk"), world.people
    )
    approved(literature(), world.people)
    said = text_of(client, reverse("releases:library"))
    for words in (
        *("Onderzoek van hier", "Uit andere onderzoeken", "FICTIEF", "oud onderzoek", "Oud werk"),
        *("Voorbeeldstad (FICTIEF)", "januari 2018 tot en met december 2023", "door Farid Amrani op"),
        *("Dit gaat over groepen, niet over u.", "Wij gebruiken het niet in een gesprek."),
    ):
        assert words in said, words


def test_a_release_reads_from_one_sentence_to_all_numbers(client: Client, world: World) -> None:
    said = text_of(client, page_of(world.release))
    for words in (
        *("Met deze hulp vonden mensen vaker werk.", "Met deze hulp vonden mensen minder vaak werk."),
        *(
            "Voor iedereen samen geeft het onderzoek geen antwoord: te onzeker.",
            "36 van de 100",
            "30 van de 100",
        ),
        *("Redelijk zeker", "Alle getallen van deze hulp", "Alle andere hulp", "voldaan", "niet getoetst"),
        *("Goedgekeurd door Farid Amrani", world.release.digest, "CC-BY-4.0"),
        *(
            "Alleen bij deze groepen is een verschil met de andere groep aangetoond",
            "Mensen met langdurige klachten",
        ),
    ):
        assert words in said, words


def test_every_finding_has_its_own_page(client: Client, world: World) -> None:
    for finding in world.release.findings.all()[::6]:
        said = text_of(client, reverse("releases:finding", args=[world.release.slug, finding.pk]))
        assert "Dit gaat over groepen, niet over u." in said
        assert world.release.digest in said


def test_the_third_layer_shows_each_number(client: Client, world: World) -> None:
    row = world.release.findings.get(service="direct_werk", characteristic="chronic_condition", group="with")
    said = text_of(client, reverse("releases:finding", args=[world.release.slug, row.pk]))
    for words in (
        "Verschil (schatting) −6",
        "Standaardfout 1",
        "gecorrigeerd voor alle toetsen 0,01",
        "naïef verschil) 12",
    ):
        assert words in said, words


def test_the_page_is_whole_in_english_too(client: Client, world: World) -> None:
    client.cookies["django_language"] = "en"
    said = text_of(client, page_of(world.release))
    for words in (
        "FICTIONAL: Help towards work",
        "With this help people found work more often.",
        "36 of the 100",
    ):
        assert words in said, words
    for dutch in ("Verschil", "Groep", "voldaan", "Alle getallen"):
        assert f" {dutch} " not in said, dutch


def test_old_research_says_so_and_points_nowhere(client: Client, world: World) -> None:
    old = approved(small_release("oud", fictional=False, outcome_period_end="1999-12"), world.people)
    said = text_of(client, page_of(old))
    assert "Dit is oud onderzoek" in said
    assert said.count("Voor iedereen samen geeft het onderzoek geen antwoord: te oud.") == 3
    assert "vonden mensen vaker werk" not in said


def test_literature_names_its_source(client: Client, world: World) -> None:
    page = client.get(page_of(approved(literature(), world.people))).content.decode()
    assert "Jansen (2009), Een onderzoek" in page
    assert 'href="https://example.org/jansen"' in page
    assert "Wij gebruiken het niet in een gesprek." in page


STAMP = {
    "plan_stamped_at": "2023-03-02T09:30:00Z",
    "plan_stamped_by": "FICTIEF tijdstempel",
    "plan_stamp_sha256": "ab" * 32,
}
REGISTRY = {"plan_registry": "https://osf.example/abc", "plan_registered_on": "2025-01-31"}


def test_the_page_says_when_the_plan_was_there_and_what_that_does_not_show(
    client: Client, world: World
) -> None:
    assert "vastgelegd" not in text_of(client, page_of(world.release))
    base = small_release("vastgelegd", fictional=False, outcome_period_end="2024-12")
    shown = approved(replace(base, manifest=replace(base.manifest, **STAMP, **REGISTRY)), world.people)
    said = text_of(client, page_of(shown))
    assert (
        "Het plan is vastgelegd op 2 maart 2023, met een tijdstempel van FICTIEF tijdstempel. "
        "Dat was voor de laatste uitkomsten (december 2024). "
        "Het laat niet zien dat nog niemand een uitkomst had gezien."
    ) in said
    assert (
        "Het plan staat sinds 31 januari 2025 in een openbaar register, zeggen de makers. "
        "Toen waren de uitkomsten er al (tot en met december 2024)."
    ) in said
    assert 'href="https://osf.example/abc" rel="external"' in client.get(page_of(shown)).content.decode()


def test_a_withdrawn_release_stays_readable_with_its_reason(client: Client, world: World) -> None:
    withdraw_release(release=world.release, reason="De koppeling was niet goed.", by=world.people.esra)
    for address in (
        page_of(world.release),
        reverse("releases:finding", args=["fictief-klein", world.release.findings.all()[0].pk]),
    ):
        said = text_of(client, address)
        assert "Dit onderzoek is ingetrokken De koppeling was niet goed." in said
    assert "ingetrokken" in text_of(client, reverse("releases:library"))


def test_a_withdrawn_finding_stays_readable_with_its_reason(client: Client, world: World) -> None:
    row = world.release.findings.get(position=2)
    withdraw_finding(finding=row, reason="Verkeerd afgerond.", by=world.people.farid)
    said = text_of(client, reverse("releases:finding", args=["fictief-klein", row.pk]))
    assert "Deze uitkomst is ingetrokken Verkeerd afgerond." in said


def test_versions_stay_side_by_side(client: Client, world: World) -> None:
    newer = approved(small_release(title_nl="FICTIEF: tweede uitgave"), world.people)
    said = text_of(client, page_of(newer))
    assert "tweede uitgave" in said
    assert world.release.digest[:12] in said
    address = reverse("releases:version", args=[world.release.slug, world.release.digest])
    assert "Hulp naar werk in Voorbeeldstad" in text_of(client, address)


# ---- who sees what ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "status"),
    [("", 404), ("anouk", 404), ("carla", 404), ("esra", 200), ("farid", 200), ("gerda", 404)],
)
def test_only_editors_and_approvers_see_what_waits(
    client: Client, world: World, who: str, status: int
) -> None:
    waiting = imported(small_release("wacht"), world.people)
    if who:
        client.force_login(getattr(world.people, who), backend=BACKEND)
    row = waiting.findings.get(position=1)
    for address in (
        reverse("releases:version", args=["wacht", waiting.digest]),
        reverse("releases:finding", args=["wacht", row.pk]),
        reverse("releases:dataset", args=["wacht", waiting.digest]),
    ):
        assert client.get(address).status_code == status
    assert ("Wacht op een tweede persoon" in text_of(client, reverse("releases:library"))) is (status == 200)


def test_a_shielded_approver_signs_with_the_role(client: Client, world: World) -> None:
    world.people.farid.is_shielded = True
    world.people.farid.save()
    said = text_of(client, reverse("releases:library"))
    assert "Farid" not in said
    assert "door toetser uit de praktijk op" in said


@pytest.mark.parametrize("address", ["/onderzoek/bestaat-niet/", "/onderzoek/fictief-klein/999999/"])
def test_what_is_not_there_is_a_404(client: Client, world: World, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("esra", 302), ("farid", 302), ("anouk", 403), ("gerda", 403)])
def test_withdrawing_by_the_page(client: Client, world: World, who: str, status: int) -> None:
    client.force_login(getattr(world.people, who), backend=BACKEND)
    finding = reverse("releases:withdraw_finding", args=["fictief-klein", world.release.findings.all()[0].pk])
    release = reverse("releases:withdraw_release", args=["fictief-klein", world.release.digest])
    for address in (finding, release):
        refused = client.post(address, {"reason": "Er zat een fout in."})  # no second confirmation
        assert refused.status_code == (422 if status == 302 else 403)
        assert client.post(address, {"reason": "Er zat een fout in.", "sure": "on"}).status_code == status
    world.release.refresh_from_db()
    assert (world.release.state == Release.State.WITHDRAWN) is (status == 302)


# ---- data, speed, words ----------------------------------------------------------------------------------------------


def test_the_dataset_is_schema_org_and_linked(client: Client, world: World) -> None:
    address = reverse("releases:dataset", args=[world.release.slug, world.release.digest])
    page = client.get(page_of(world.release)).content.decode()
    assert f'<link rel="alternate" type="application/ld+json" href="{address}">' in page
    assert "<script>" not in page
    answer = client.get(address)
    assert answer["Content-Type"] == "application/ld+json"
    body = answer.json()
    assert (body["@context"], body["@type"]) == ("https://schema.org/", "Dataset")
    assert body["identifier"] == f"sha256:{world.release.digest}"
    assert body["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert "FICTIEF" in body["keywords"]
    assert client.get(body["distribution"][0]["contentUrl"]).json()["results"]


def _queries(client: Client, address: str, count: Any) -> int:
    with count as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_the_library_asks_as_much_for_one_release_as_for_five(
    client: Client, world: World, django_assert_max_num_queries: Any
) -> None:
    one = _queries(client, reverse("releases:library"), django_assert_max_num_queries(3))
    for number in range(4):
        approved(small_release(f"meer-{number}"), world.people)
    assert _queries(client, reverse("releases:library"), django_assert_max_num_queries(3)) == one


def test_a_release_page_asks_a_handful_of_questions(
    client: Client, world: World, django_assert_max_num_queries: Any
) -> None:
    _queries(client, page_of(world.release), django_assert_max_num_queries(4))
    first = world.release.findings.all()[0]
    _queries(
        client,
        reverse("releases:finding", args=["fictief-klein", first.pk]),
        django_assert_max_num_queries(4),
    )


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_sentences_of_the_library_keep_to_the_wording_rules(world: World, language: wording.Lang) -> None:
    for finding in world.release.findings.all():
        known = facts_of_finding(finding)
        for sentence in wording.sentences(known, language):
            assert linter(sentence, language) == [], sentence


@pytest.mark.parametrize(
    ("nl", "en", "expected"),
    [
        ("45 jaar of ouder", "45 or older", ("mensen van 45 jaar of ouder", "people of 45 or older")),
        ("jonger dan 45 jaar", "under 45", ("mensen jonger dan 45 jaar", "people under 45")),
        ("geen kinderen thuis", "no children at home",
         ("mensen zonder kinderen thuis", "people without children at home")),
        ("een chronische aandoening", "a chronic condition",
         ("mensen met een chronische aandoening", "people with a chronic condition")),
        ("niet getrouwd", "not married", ("mensen die niet getrouwd zijn", "people who are not married")),
        ("Vrouwen", "Women", ("vrouwen", "women")),
        ("16 tot en met 19 jaar", "aged 16 to 19", ("mensen van 16 tot en met 19 jaar", "people aged 16 to 19")),
        ("12 jaar onderwijs of meer", "12 years of schooling or more",
         ("mensen met 12 jaar onderwijs of meer", "people with 12 years of schooling or more")),
    ],
)  # fmt: skip
def test_the_name_of_a_group_fits_in_a_sentence(nl: str, en: str, expected: tuple[str, str]) -> None:
    assert rules.people(Phrase(nl, en)) == Phrase(*expected)


@pytest.mark.parametrize(
    ("period", "nl"),
    [
        ("2018-01/2023-12", "januari 2018 tot en met december 2023"),
        ("1995-1999", "1995-1999"),
        ("", ""),
    ],
)
def test_a_period_is_said_in_words(period: str, nl: str) -> None:
    assert rules.period_words(period, "nl") == nl


def test_everybody_in_the_world_is_there(world: World) -> None:
    assert isinstance(world.people, People)
    assert set(world.services) == {
        *("direct_werk", "voorbereiden", "meedoen", "proefplaatsing", "korte_vakopleiding", "jobcoach"),
    }
    assert world.checklist.state == "published"


def test_each_of_several_offers_says_what_it_was_set_against(client: Client, world: World) -> None:
    """One offer by lot is set against not being drawn; several are each set against the reference, by its name."""
    base = small_release("loting", fictional=True)
    shape = replace(base.manifest, design="assignment", direction_comparison="assignment", slug="loting")
    rows = tuple(
        replace(row, comparison="assignment", caseworkers=None, group_definition=row.group_definition)
        for row in base.findings
        if row.comparison == "versus_reference"
    )
    power = tuple(
        replace(row, comparison="assignment", caseworkers=None)
        for row in base.power
        if row.comparison == "versus_reference"
    )
    shape = replace(shape, caseworkers=None, offices=None, municipalities=None)
    shown = approved(replace(base, manifest=shape, findings=rows, power=power), world.people)
    reference = next(one["name_nl"] for one in shown.manifest["services"] if one["reference"])
    said = text_of(client, page_of(shown))
    assert f"vergeleken met mensen die waren geloot voor “{reference}”" in said
    assert "mensen die niet waren geloot" not in said
