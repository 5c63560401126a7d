# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A second opinion is agreed, the team lead asks a colleague, who closes it; the client reads how it went."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from checklist.access.actions import choose_purpose
from checklist.base.chain import verify_chains
from checklist.models import Account, Case, FollowUp, FollowUpEvent
from tests.browser import PHONE, Visitors, axe_faults, sideways
from tests.journeys.steps import Talk, come_in, come_in_as_client, open_talk
from tests.people import PASSWORD
from tests.worlds import make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HOW = "Ik sprak Dirk. Hij gaat eerst kijken bij de bakker."
WENT = "Ik ben bij de bakker geweest."


def looked_at(page: Page, name: str) -> None:
    """Wide and on a phone: axe finds nothing, nothing scrolls sideways. LOOKS=<folder> keeps a picture of each."""
    folder = os.environ.get("LOOKS")
    for width in (1366, PHONE):
        page.set_viewport_size({"width": width, "height": 900})
        if folder:
            page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
        assert axe_faults(page) == []
        assert not sideways(page)


def second_opinion_agreed(talk: Talk) -> None:
    """Both choose, not the same; the way on is a second opinion. No tap more than before."""
    talk.go("keuzes")
    visitor, page = talk.visitor, talk.visitor.page
    visitor.tick("client_choice", "proefplaatsing")
    visitor.tick("caseworker_choice", "direct_werk")
    for whose in ("client", "caseworker"):
        page.fill(f"[name={whose}_words]", "Dit past nu.")
    visitor.tick("client_how", "shared_screen")
    visitor.tick("route", "second_opinion")
    page.fill("[name=next_step]", "Dirk gaat kijken bij de bakker.")
    page.fill("[name=revisit_on]", "2027-02-01")
    page.locator("main form:has([name=client_words]) .actions button[type=submit]").first.click()
    page.wait_for_url("**/verslag/")


def test_a_second_opinion_is_asked_given_and_read(visitors: Visitors) -> None:
    world = make_world()
    daan = Account.objects.create_user(
        "daan", PASSWORD, display_name="Daan Bos", team=world.people.team, is_caseworker=True
    )
    anouk = come_in(visitors, "anouk", inject=True)
    talk = open_talk(anouk)
    talk.answer({"education": "havo", "recent_work": "no"})
    talk.all_is_right()
    talk.first_ideas()
    second_opinion_agreed(talk)
    anouk.go("/")
    expect(anouk.page.locator("main")).to_contain_text("Te doen")
    anouk.go("/gesprekken/te-doen/")
    expect(anouk.page.locator("main tbody")).to_contain_text("De teamleider vraagt iemand")
    looked_at(anouk.page, "te-doen")

    carla = come_in(visitors, "carla", inject=True)
    carla.page.get_by_role("link", name="1 tweede mening of ander gesprek: wie doet het?").click()
    expect(carla.page.locator("main")).not_to_contain_text("Dirk")
    looked_at(carla.page, "tweede-mening")
    carla.page.locator("main select[name=to]").select_option(label="Daan Bos")
    carla.click("button", "Vraag deze collega")
    expect(carla.page.locator("main tbody")).to_contain_text("Daan Bos")
    looked_at(carla.page, "gevraagd")

    case = Case.objects.get()
    choose_purpose(case_uuid=case.uuid, purpose="stand_in", by=daan)
    colleague = come_in(visitors, "daan", inject=True)
    colleague.go("/gesprekken/te-doen/")
    colleague.page.locator("main tbody th a").click()
    colleague.page.locator("main li:has-text('Tweede mening') a").click()
    colleague.page.fill("[name=words]", HOW)
    looked_at(colleague.page, "afronden")
    colleague.page.locator("button[value=done]").click()
    expect(colleague.page.locator("main")).to_contain_text(HOW)
    looked_at(colleague.page, "te-doen-gesprek")

    dirk = come_in_as_client(visitors, talk.code, width=PHONE, inject=True)
    dirk.page.get_by_role("link", name="Wat wij afspraken, met de dagen").click()
    for words in (HOW, "Daan Bos", "1 februari 2027"):
        expect(dirk.page.locator("main")).to_contain_text(words)
    with dirk.page.expect_download() as came:
        dirk.page.locator("main li:has-text('Eerste stap') a[href$='.ics']").click()
    assert came.value.suggested_filename == "afspraak.ics"
    dirk.page.locator("main li:has-text('Eerste stap') a").first.click()
    looked_at(dirk.page, "zelf-afronden")
    dirk.page.fill("[name=words]", WENT)
    dirk.page.locator("button[value=done]").click()
    expect(dirk.page.locator("main")).to_contain_text("U rondde dit af")
    looked_at(dirk.page, "afspraken")
    talk.go("te-doen")
    expect(anouk.page.locator("main")).to_contain_text(WENT)
    assert FollowUpEvent.objects.count() == 3  # asked, closed, closed
    assert FollowUp.objects.count() == 3
    assert verify_chains()[1] == []
