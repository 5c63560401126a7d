# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Choices, report, other choices and looking back in Chromium: without scripts, wide and narrow, forced colours."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from checklist.advice.models import ServiceVoice
from checklist.decisions.models import Decision, Override
from tests.browser import PHONE, Visitor, Visitors, faults_in_every_mode
from tests.checklist.decisions.own_device import OWN, at_the_telephone, dirk, give, mine
from tests.checklist.decisions.talks import address, apart, decide, ready_world, staff, talk
from tests.people import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def _come_in(visitor: Visitor, name: str) -> Visitor:
    visitor.go("/inloggen/")
    visitor.page.fill("[name=username]", name)
    visitor.page.fill("[name=password]", PASSWORD)
    visitor.page.locator("form:has([name=password]) button[type=submit]").first.click()
    return visitor


def test_two_choices_are_saved_with_the_keyboard_and_without_scripts(visitors: Visitors) -> None:
    world = ready_world()
    case = talk(world)
    anouk = _come_in(visitors.new(javascript=False), "anouk")
    anouk.go(address(case))
    page = anouk.page
    client, caseworker = "Uw keuze: Proefplaatsing", "Uw consulent: Direct naar werk"
    page.get_by_label(client).press("Space")
    page.get_by_label(caseworker).press("Space")
    page.get_by_label("Waarom, als consulent?").fill("Een bemiddelaar kent meer werkgevers.")
    page.get_by_label("Samen, op dit scherm").press("Space")
    page.get_by_role("button", name="Bewaar beide keuzes").press("Enter")
    assert (
        "De keuzes verschillen. Beide blijven staan." in anouk.text()
    )  # the route, the step and the date are asked
    expect(page.get_by_label(client)).to_be_checked()
    page.get_by_label("Een tweede mening").press("Space")
    page.locator("[name=next_step]").fill("Wij bellen de bakker.")
    page.locator("[name=revisit_on]").fill(str(apart()["revisit_on"]))
    page.get_by_role("button", name="Bewaar beide keuzes").press("Enter")
    assert page.url.endswith("/verslag/")
    assert "Uw keuze is anders dan de uitkomst van het onderzoek. Dat mag." in anouk.text()
    assert Decision.objects.count() == Override.objects.count() == 1


def test_r8_a_service_is_refused_and_taken_back_with_the_keyboard_and_without_scripts(
    visitors: Visitors,
) -> None:
    case = talk(ready_world())
    anouk = _come_in(visitors.new(width=PHONE, javascript=False), "anouk")
    anouk.go(address(case, "uitkomsten/"))
    card = anouk.page.locator("#hulp-jobcoach")
    card.get_by_text("Uren en plaats").press("Enter")
    card.get_by_role("button", name="Deze hulp wil ik niet").press("Enter")
    assert anouk.page.url.endswith("#stem-jobcoach")  # inside the fold, so that it is open again
    expect(card.get_by_text("U zei: deze hulp wil ik niet.")).to_be_in_viewport()
    card.get_by_text("Waarom? Het hoeft niet.").press("Enter")
    card.get_by_label("In uw eigen woorden").fill("Dat had ik al.")
    card.get_by_role("button", name="Bewaar waarom").press("Enter")
    assert card.get_by_label("In uw eigen woorden").input_value() == "Dat had ik al."
    card.get_by_role("button", name="Ik wil er toch over praten").press("Enter")
    assert "U zei:" not in anouk.text()
    assert not ServiceVoice.objects.exists()


def test_s27_on_a_phone_all_that_is_known_of_a_service_stands_before_its_boxes(visitors: Visitors) -> None:
    case = talk(ready_world())
    anouk = _come_in(visitors.new(width=PHONE), "anouk")
    anouk.go(address(case))
    places = anouk.page.locator(".picks .strip__service").evaluate_all(
        """all => all.map((one) => [
          [...one.querySelectorAll(".strip__said")].map((row) => Math.max(...[...row.children].filter(
            (part) => !part.matches(".picks__who")).map((part) => part.getBoundingClientRect().bottom))),
          one.querySelector(".picks__both").getBoundingClientRect().top])"""
    )
    assert any(len(said) > 1 for said, _boxes in places)  # a group stands beside the result for everybody
    for said, boxes in places:
        assert all(bottom <= boxes for bottom in said), places


@pytest.mark.looks
def test_axe_finds_nothing_and_nothing_scrolls_sideways(visitors: Visitors) -> None:
    world = ready_world()
    case = talk(world)
    decide(staff(world.people.anouk), case, apart(client_choice=["proefplaatsing"]))
    anouk = _come_in(visitors.new(inject=True), "anouk")
    carla = _come_in(visitors.new(inject=True), "carla")
    carla.go("/terugkijken/")
    carla.page.locator("main form button").first.click()
    review = str(carla.page.locator("main table a").first.get_attribute("href"))
    looks: list[tuple[Visitor, str, Callable[[Visitor], None]]] = [
        (anouk, address(case) + "?opnieuw=1", lambda _one: None),
        (anouk, address(case) + "?opnieuw=1", lambda one: one.click("button", "Bewaar beide keuzes")),
        (anouk, address(case, "verslag/"), lambda _one: None),
        (carla, "/andere-keuzes/", lambda _one: None),
        (carla, "/terugkijken/", lambda _one: None),
        (carla, review, lambda _one: None),
    ]
    for visitor, path, act in looks:
        visitor.go(path)
        act(visitor)
        assert faults_in_every_mode(visitor.page) == [], path


@pytest.mark.looks
def test_axe_finds_nothing_on_the_pages_of_the_own_device(visitors: Visitors) -> None:
    world = ready_world()
    case = talk(world)
    own = at_the_telephone(visitors.new(inject=True), case)
    anouk = _come_in(visitors.new(inject=True), "anouk")
    send = "main .actions button[type=submit]"

    def look(visitor: Visitor, path: str = "") -> None:
        if path:
            visitor.go(path)
        assert faults_in_every_mode(visitor.page) == [], visitor.page.url

    look(own, OWN)
    own.page.locator("button[name=refuse]").first.click()
    look(own)
    own.page.locator(send).click()
    look(own)  # what is missing
    give(dirk(case), mine())
    own.tick("client_choice", "meedoen")
    own.page.locator(send).click()
    assert "Uw keuze is nog niet bewaard" in own.text()
    look(own)  # both texts
    look(own, OWN)  # given
    look(anouk, address(case))
    anouk.tick("caseworker_choice", "direct_werk")
    anouk.page.fill("[name=caseworker_words]", "Past.")
    anouk.page.locator(send).first.click()
    look(anouk)  # they differ
    first = decide(staff(world.people.anouk), case, apart(given=str(give(dirk(case), mine()).uuid)))
    decide(staff(world.people.anouk), case, apart())
    look(anouk, address(case, f"verslag/{first.uuid}/"))
    look(anouk, address(case, "verslag/?groot=1"))
    look(own, f"/mijn-gesprek/verslag/{first.uuid}/")
