# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""First ideas before the evidence: both on one page, the client's first; saved alone it is hidden (R5, R6)."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from checklist.advice.actions import record_first_idea
from checklist.advice.models import EvidenceSnapshot, FirstIdea
from checklist.advice.queries import first_ideas, words_of
from checklist.base.append_only import AppendOnlyError
from checklist.people.permissions import Refused
from checklist.services.actions import switch_service
from tests.checklist.advice.talk import Talk, browser_of, make_talk


def page(talk: Talk) -> str:
    response = talk.anouk.get(address(talk))
    assert response.status_code == 200
    return str(response.content.decode())


def address(talk: Talk) -> str:
    return f"/gesprekken/{talk.case.uuid}/eerste-idee/"


def post(talk: Talk, whose: str, *choice: str, words: str = "") -> Any:
    return talk.anouk.post(address(talk), {f"{whose}_choice": list(choice), f"{whose}_words": words})


def test_r6_the_services_are_shown_without_any_evidence(talk: Talk) -> None:
    shown = page(talk)
    for service in talk.world.services.values():
        assert service.name_nl in shown
        assert service.hours_nl in shown
    for word in ("vonden mensen", "van de 100", "geeft geen antwoord", "forest", "icon-array"):
        assert word not in shown


def test_r5_regular_guidance_first_then_the_catalogue_and_nothing_ticked(talk: Talk) -> None:
    shown = page(talk)
    services = sorted(talk.world.services.values(), key=lambda service: service.position)
    for whose in ("client", "caseworker"):
        order = re.findall(rf'name="{whose}_choice" value="([^"]+)"', shown)
        assert order == ["only_regular", *(service.key for service in services), "no_idea", "not_given"]
    assert all(shown.count(f">{service.name_nl}<") == 1 for service in services)
    assert "checked" not in re.sub(r"<script.*?</script>", "", shown)
    assert "selected" not in shown


def test_r6_both_on_one_page_are_saved_at_once_the_clients_first(talk: Talk) -> None:
    both = {"client_choice": ["no_idea"], "caseworker_choice": ["direct_werk"]}
    answer = talk.anouk.post(address(talk), both)
    assert answer.headers["Location"] == f"/gesprekken/{talk.case.uuid}/uitkomsten/"
    assert [idea.whose for idea in FirstIdea.objects.order_by("seq")] == ["client", "caseworker"]
    assert EvidenceSnapshot.objects.filter(case=talk.case).count() == 1


def test_r6_the_client_first_then_the_caseworker_then_the_evidence_opens(talk: Talk) -> None:
    assert 'name="client_choice"' in page(talk)
    first = post(talk, "client", "direct_werk", "proefplaatsing", words="Snel beginnen bij een bakker.")
    assert first.headers["Location"] == address(talk)
    between = page(talk)
    assert 'name="caseworker_choice"' in between
    assert 'name="client_choice"' not in between
    second = post(talk, "caseworker", "no_idea")
    assert second.headers["Location"] == f"/gesprekken/{talk.case.uuid}/uitkomsten/"
    ideas = first_ideas(talk.case)
    assert ideas["client"].services == ["direct_werk", "proefplaatsing"]
    assert words_of(ideas["client"]) == "Snel beginnen bij een bakker."
    assert (ideas["caseworker"].kind, ideas["caseworker"].services) == ("no_idea", [])
    assert EvidenceSnapshot.objects.filter(case=talk.case).count() == 1


def test_r6_each_idea_is_hidden_until_both_are_there(talk: Talk) -> None:
    post(talk, "client", "direct_werk", words="Snel beginnen bij een bakker.")
    between = page(talk)
    assert "bakker" not in between
    assert "checked" not in between
    again = talk.anouk.get(f"{address(talk)}?opnieuw=1").content.decode()
    assert "bakker" not in again
    assert "checked" not in again
    post(talk, "caseworker", "voorbereiden", words="Eerst oefenen.")
    both = talk.anouk.get(f"/gesprekken/{talk.case.uuid}/uitkomsten/").content.decode()
    assert "bakker" in both
    assert "Eerst oefenen." in both


def test_r6_the_evidence_page_stays_shut_until_both_are_there(talk: Talk) -> None:
    evidence = f"/gesprekken/{talk.case.uuid}/uitkomsten/"
    assert talk.anouk.get(evidence).headers["Location"] == address(talk)
    assert talk.anouk.post(evidence).status_code == 403
    post(talk, "client", "no_idea")
    assert talk.anouk.get(evidence).headers["Location"] == address(talk)
    assert talk.anouk.post(evidence).status_code == 403
    assert not EvidenceSnapshot.objects.exists()


@pytest.mark.parametrize("alone", ["only_regular", "no_idea", "not_given"])
def test_r6_one_tap_is_enough(talk: Talk, alone: str) -> None:
    assert post(talk, "client", alone).status_code == 302
    assert first_ideas(talk.case)["client"].kind == alone


def test_r6_the_caseworker_cannot_go_first(talk: Talk) -> None:
    refused = post(talk, "caseworker", "direct_werk")
    assert refused.status_code == 422
    assert "Eerst de cliënt" in refused.content.decode()
    assert first_ideas(talk.case) == {}


def test_r6_after_both_nothing_is_written_any_more(talk: Talk) -> None:
    post(talk, "client", "no_idea")
    post(talk, "caseworker", "no_idea")
    again = post(talk, "client", "direct_werk")
    assert again.headers["Location"] == f"/gesprekken/{talk.case.uuid}/uitkomsten/"
    with pytest.raises(Refused):
        record_first_idea(
            case=talk.case, whose="client", kind="services", services=["direct_werk"], by=talk.people.anouk
        )
    assert FirstIdea.objects.count() == 2


def test_r16_a_first_idea_is_written_again_never_changed(talk: Talk) -> None:
    post(talk, "client", "no_idea")
    post(talk, "client", "direct_werk")
    assert [idea.kind for idea in FirstIdea.objects.order_by("seq")] == ["no_idea", "services"]
    assert first_ideas(talk.case)["client"].services == ["direct_werk"]
    idea = FirstIdea.objects.first()
    assert idea is not None
    with pytest.raises(AppendOnlyError):
        idea.save()


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        ([], "Nog geen idee"),
        (["no_idea", "direct_werk"], "Dit kan niet samen"),
        (["only_regular", "direct_werk"], "Dit kan niet samen"),
        (["nonsense"], "niet meer in de lijst"),
    ],
)
def test_an_odd_choice_is_refused_with_a_sentence_and_the_words_stay(
    talk: Talk, choice: list[str], sentence: str
) -> None:
    response = talk.anouk.post(address(talk), {"client_choice": choice, "client_words": "Mijn woorden."})
    shown = response.content.decode()
    assert response.status_code == 422
    assert sentence in shown
    assert "Mijn woorden." in shown
    assert not FirstIdea.objects.exists()


def test_a_service_that_is_off_is_not_on_the_list(talk: Talk) -> None:
    switch_service(service=talk.world.services["jobcoach"], on=False, by=talk.people.esra)
    assert 'value="jobcoach"' not in page(talk)
    assert post(talk, "client", "jobcoach").status_code == 422


def test_own_words_are_sealed(talk: Talk) -> None:
    post(talk, "client", "no_idea", words="Iets met bloemen.")
    idea = FirstIdea.objects.get()
    assert b"bloemen" not in bytes(idea.words)


def test_before_reading_back_the_talk_goes_to_its_own_page(db: None) -> None:
    talk = make_talk()
    type(talk.case).objects.filter(pk=talk.case.pk).update(stage=2)
    response = talk.anouk.get(address(talk))
    assert response.status_code == 302
    assert "/vragen/" in response.headers["Location"]


def test_somebody_without_a_relation_finds_no_page(talk: Talk) -> None:
    for account in (talk.people.bilal, talk.people.carla, talk.people.gerda):
        assert browser_of(account).get(address(talk)).status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_catalogue(talk: Talk) -> None:
    page(talk)
    with CaptureQueriesContext(connection) as few:
        page(talk)
    for service in list(talk.world.services.values())[1:]:
        switch_service(service=service, on=False, by=talk.people.esra)
    with CaptureQueriesContext(connection) as fewer:
        page(talk)
    assert len(few) == len(fewer)
