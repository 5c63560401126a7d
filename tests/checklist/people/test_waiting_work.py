# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The start page of every role says what waits, with a link to each, or that there is nothing to do (newcomer 13)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from checklist.decisions.models import Decision
from checklist.questions.actions import (
    draft_from_version,
    edit_question,
    propose_checklist,
    turn_down_checklist,
)
from checklist.releases.actions import propose_policy, withdraw_finding
from checklist.releases.models import Finding
from checklist.reviews.models import Draw
from checklist.services.actions import propose_links, turn_down_links
from checklist.services.linking import prefilled
from checklist.transparency.models import ClientRequest
from tests.checklist.decisions.talks import address, apart, hidden, ready_world, staff, talk
from tests.checklist.reviews.more import more_overrides
from tests.checklist.transparency.world import come_in
from tests.checklist.transparency.world import make_world as make_talk
from tests.worlds import World, imported, small_release

WHY = "Dit is hetzelfde traject, met een kortere naam."


@pytest.fixture
def world(db: None) -> World:
    return ready_world()


def waits(browser: Browser) -> str:
    """The card with what waits."""
    html = browser.get("/").content.decode()
    return html.partition("Wacht op u")[2].partition("</section>")[0]


@pytest.mark.parametrize("who", ["esra", "farid", "carla"])
def test_nothing_to_do_is_said(world: World, who: str) -> None:
    assert "Niets te doen." in waits(staff(getattr(world.people, who)))


@pytest.mark.parametrize("who", ["anouk", "gerda"])
def test_nothing_to_do_is_said_to_caseworker_and_privacy_officer(world: World, who: str) -> None:
    html = staff(getattr(world.people, who)).get("/").content.decode()
    assert "Niets te doen" in html


def test_a_release_waits_first_for_the_editor_then_for_the_approver(world: World) -> None:
    release = imported(small_release("fictief-later", title_nl="FICTIEF: later"), world.people)
    esra, farid = staff(world.people.esra), staff(world.people.farid)
    assert f"/aanbod/koppelen/{release.digest}/" in waits(esra)
    assert "te koppelen aan onze hulp" in waits(esra)
    assert "Niets te doen." in waits(farid)
    propose_links(
        release=release,
        links=prefilled(release),
        by=world.people.esra,
        why={"korte_vakopleiding": WHY},
        sure=True,
    )
    assert f"/aanbod/goedkeuren/{release.digest}/" in waits(farid)
    assert "wacht op een toetser uit de praktijk" in waits(esra)


def test_a_checklist_a_withdrawal_and_a_group_wait_for_the_second_person(world: World) -> None:
    esra, farid = staff(world.people.esra), staff(world.people.farid)
    draft = draft_from_version(checklist=world.checklist, by=world.people.esra)
    edit_question(question=draft.questions.get(key="hours"), by=world.people.esra, text_nl="Hoe lang?")
    propose_checklist(checklist=draft, by=world.people.esra)
    finding = world.release.findings.get(service="direct_werk", characteristic="", term_months=12)
    withdraw_finding(finding=finding, reason="Fout.", by=world.people.esra)
    words = {"reason_nl": "Proef", "reason_en": "Trial"}
    propose_policy(characteristic="age", state="library", **words, by=world.people.esra)
    theirs = waits(farid)
    for path in ("/gespreksvragen/2/publiceren/", f"/{finding.pk}/intrekken/", "/onderzoek/groepen/"):
        assert path in theirs
    assert "(3)" in theirs
    assert "Esra Yilmaz" in theirs
    mine = waits(esra)
    assert "uw eigen voorstel" in mine
    assert "/intrekken/" not in mine
    assert "/onderzoek/groepen/" not in mine


def test_who_proposed_reads_on_the_start_page_why_it_was_turned_down(world: World) -> None:
    """Until it is proposed again: then it waits for the second person, as before."""
    esra, release = staff(world.people.esra), imported(small_release("fictief-later"), world.people)
    draft = draft_from_version(checklist=world.checklist, by=world.people.esra)
    edit_question(question=draft.questions.get(key="hours"), by=world.people.esra, text_nl="Hoe lang?")
    links = {
        "release": release,
        "links": prefilled(release),
        "why": {"korte_vakopleiding": WHY},
        "sure": True,
    }
    asked = propose_links(**links, by=world.people.esra)
    turn_down_links(proposal=asked, by=world.people.farid, answer="Dit is een ander traject.")
    asked = propose_checklist(checklist=draft, by=world.people.esra)
    turn_down_checklist(proposal=asked, by=world.people.farid, answer="Te lang gevraagd.")
    mine = waits(esra)
    for part in (
        f"/aanbod/koppelen/{release.digest}/", "Dit is een ander traject.",
        "/gespreksvragen/2/", "Te lang gevraagd.", f"{world.people.farid} wees dit af",
    ):  # fmt: skip
        assert part in mine
    assert "wees dit af" not in waits(staff(world.people.farid))
    propose_links(**links, by=world.people.esra)
    propose_checklist(checklist=draft, by=world.people.esra)
    assert "wees dit af" not in waits(esra)


def test_questions_that_lost_their_research_wait_for_the_editor_s28(world: World) -> None:
    for finding in Finding.objects.filter(characteristic="age", service="korte_vakopleiding"):
        withdraw_finding(finding=finding, reason="Fout.", by=world.people.esra)
    said = waits(staff(world.people.esra))
    assert "1 vraag die onderzoek niet meer nodig heeft" in said
    assert "/gespreksvragen/1/" in said


def test_the_team_lead_reads_what_was_drawn_and_never_how_many_chose_otherwise_r15(world: World) -> None:
    anouk = staff(world.people.anouk)
    for number in range(2):
        case = talk(world, f"FICTIEF-{number}")
        anouk.post(address(case), hidden(anouk, case) | apart(client_choice=["jobcoach"]))
    drawn = list(Decision.objects.all())
    more_overrides(drawn[0], 8)
    for decision in drawn:
        Draw.objects.create(decision=decision, team=world.people.team, drawn_by=world.people.carla)
    said = waits(staff(world.people.carla))
    assert "2 getrokken gesprekken om op terug te kijken" in said
    assert "Nieuwe andere keuzes" in said
    assert "/andere-keuzes/" in said
    assert "2 nieuwe" not in said.lower()


def test_the_privacy_officer_reads_which_requests_are_late(world: World) -> None:
    made = make_talk(people=world.people)
    come_in(made).post("/mijn-gesprek/vraag/", {"words": "Wie krijgt dit?"})
    gerda = staff(world.people.gerda)
    assert "antwoord vóór" in gerda.get("/").content.decode() or "antwoord" in gerda.get("/").content.decode()
    ClientRequest.objects.update(due_on=timezone.localdate() - timedelta(days=2))
    html = gerda.get("/").content.decode()
    assert "te laat" in html
    assert "Vragen van cliënten" in html
    assert "(1)" in html


@pytest.mark.parametrize("who", ["esra", "farid", "carla", "anouk", "gerda"])
def test_the_start_page_takes_as_many_queries_for_much_work_as_for_little(world: World, who: str) -> None:
    browser = staff(getattr(world.people, who))

    def add(number: int) -> None:
        talk(world, f"FICTIEF-{number}")
        imported(small_release(f"fictief-{number}"), world.people)
        finding = world.release.findings.filter(withdrawn_at=None)[0]
        withdraw_finding(finding=finding, reason="Fout.", by=world.people.esra)

    add(1)
    browser.get("/")
    with CaptureQueriesContext(connection) as few:
        browser.get("/")
    for number in range(2, 5):
        add(number)
    with CaptureQueriesContext(connection) as many:
        browser.get("/")
    assert statements(few) == statements(many)
    assert statements(many) <= 26


def statements(found: Any) -> int:
    return len([one for one in found.captured_queries if one["sql"].startswith("SELECT")])
