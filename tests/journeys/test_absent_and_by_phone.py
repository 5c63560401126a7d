# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A client who did not come takes at most four taps; a talk by telephone is said once, with one tap (S37)."""

import pytest

from checklist.intake.models import Absence, Answer, Case
from checklist.models import AccessLine, Decision, FirstIdea, PurposeOfTheDay
from tests.browser import Visitors, faults_in_every_mode
from tests.hand import hand_at
from tests.journeys.steps import open_talk
from tests.journeys.test_first_journey import come_in
from tests.worlds import make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST_TAPS = 4


def test_s37_a_client_who_did_not_come_takes_at_most_four_taps(visitors: Visitors) -> None:
    """From the empty form to the report; typed words do not count, each tap that leads to a place to type does."""
    world = make_world()
    anouk = come_in(visitors, world.people.anouk.username)
    hand = hand_at(anouk.page)
    anouk.go("/gesprekken/nieuw/?nieuw=1")
    page = anouk.page
    hand.tap(page.locator("[name=number]"))
    hand.type("FICTIEF-88")
    page.keyboard.press("Tab")
    hand.type("Noor Fictief")
    hand.tap(page.locator("button[value=no_show]"))
    hand.tap(page.locator("[name=next_step]"))
    hand.type("Een brief met een nieuwe afspraak.")
    hand.tap(page.locator("main form .actions button[type=submit]").first)
    assert "Verslag: niet gekomen" in anouk.text()
    assert "Een brief met een nieuwe afspraak." in anouk.text()
    assert 0 < hand.taps <= MOST_TAPS
    assert Absence.objects.count() == 1
    assert not any(rows.objects.exists() for rows in (Answer, FirstIdea, Decision))


def test_s37_the_day_of_a_prepared_talk_takes_at_most_four_taps(visitors: Visitors) -> None:
    world = make_world()
    anouk = come_in(visitors, world.people.anouk.username)
    open_talk(anouk)
    PurposeOfTheDay.objects.all().delete()  # it is another day
    hand = hand_at(anouk.page)
    anouk.go("/gesprekken/")
    page = anouk.page
    hand.tap(page.locator("tbody th a").first)
    hand.tap(page.locator("button[value=no_show]"))
    hand.tap(page.locator("main form .actions button[type=submit]").first)
    assert "Verslag: niet gekomen" in anouk.text()
    assert 0 < hand.taps <= MOST_TAPS
    assert AccessLine.objects.filter(part="no_show").exists()


@pytest.mark.looks
def test_axe_finds_nothing_on_the_pages_of_a_client_who_did_not_come(visitors: Visitors) -> None:
    make_world()
    anouk = come_in(visitors, "anouk")
    talk = open_talk(anouk)
    looker = visitors.new(inject=True)
    looker.context.add_cookies(anouk.context.cookies())
    for where in ("hoe", "niet-gekomen", "afsluiten", "afsluiten/verkeerde-persoon"):
        looker.go(f"{talk.base}{where}/")
        assert faults_in_every_mode(looker.page) == [], where
    looker.go(f"{talk.base}niet-gekomen/")
    looker.page.locator("main form .actions button[type=submit]").first.click()
    assert "Verslag: niet gekomen" in looker.text()
    assert faults_in_every_mode(looker.page) == []


def test_s37_by_telephone_is_said_once(visitors: Visitors) -> None:
    """One button at opening; reading back is aloud, and the choices page does not ask how the choice was given."""
    make_world()
    anouk = come_in(visitors, "anouk")
    anouk.go("/gesprekken/nieuw/")
    page = anouk.page
    page.fill("[name=number]", "FICTIEF-89")
    page.fill("[name=display_name]", "Dirk Fictief")
    page.locator("label[for=id_new]").click()
    page.locator("button[value=phone]").click()
    page.locator("main .actions a").click()
    page.fill("[name=goal]", "Werk in een kas.")
    page.locator("main form:has([name=goal]) button[type=submit]").first.click()
    anouk.go(page.url.removeprefix(anouk.base).partition("vragen/")[0] + "teruglezen/")
    assert "lees elke regel hardop voor" in anouk.text()
    page.locator("button[name=confirm]").click()
    for whose in ("client", "caseworker"):
        anouk.tick(f"{whose}_choice", "no_idea")
    page.locator("main form:has([name=client_choice]) .actions button").click()
    page.wait_for_url("**/uitkomsten/")
    anouk.go(page.url.removeprefix(anouk.base).replace("uitkomsten", "keuzes"))
    assert page.locator("[name=client_how]").count() == 0
    for whose in ("client", "caseworker"):
        anouk.tick(f"{whose}_choice", "direct_werk")
    page.fill("[name=caseworker_words]", "Dit past nu.")
    page.get_by_role("button", name="Bewaar beide keuzes").last.click()
    page.wait_for_url("**/verslag/")
    anouk.open_folds()
    for words in ("Gegeven per telefoon.", "Dit is u per telefoon voorgelezen."):
        assert words in anouk.text()
    assert Case.objects.get().read_back_by_phone
