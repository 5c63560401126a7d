# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is typed survives a switch of language and a session that ended, in a real browser, with and without scripts."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Dialog, expect

from checklist.intake.actions import hand_over
from checklist.models import AccessLine, Account, Case
from tests.browser import Visitor, Visitors
from tests.journeys.steps import PIN, come_in, come_in_as_client, open_talk
from tests.people import PASSWORD
from tests.worlds import make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TYPED = "Bloemen binden, “buiten” & zonder haast"
REFUSE = "Gebruik dit niet voor onderzoek"


def as_staff(visitors: Visitors, username: str, *, javascript: bool) -> Visitor:
    visitor = visitors.new(javascript=javascript)
    visitor.go("/inloggen/")
    log_in(visitor, username)
    return visitor


def log_in(visitor: Visitor, username: str) -> None:
    visitor.page.fill("#staff_username", username)
    visitor.page.fill("#staff_password", PASSWORD)
    visitor.page.locator("form:has(#staff_username) button[type=submit]").click()
    visitor.page.wait_for_url(lambda url: "/inloggen/" not in url)


@pytest.mark.parametrize("javascript", [True, False])
def test_f22_english_keeps_the_goal_and_enter_is_not_the_switch(visitors: Visitors, javascript: bool) -> None:
    make_world()
    base = open_talk(come_in(visitors, "anouk")).base
    visitor = as_staff(visitors, "anouk", javascript=javascript)
    visitor.go(f"{base}doel/")
    visitor.page.fill("[name=goal]", TYPED)
    visitor.in_menu("button", "English")
    expect(visitor.page.get_by_text("Not saved yet")).to_be_visible()
    assert visitor.page.input_value("[name=goal]") == TYPED
    visitor.in_menu("button", "Nederlands")
    expect(visitor.page.get_by_text("Nog niet bewaard")).to_be_visible()
    assert visitor.page.input_value("[name=goal]") == TYPED
    visitor.go("/gesprekken/nieuw/")
    visitor.page.fill("[name=number]", "FICTIEF-9")
    visitor.page.fill("[name=display_name]", "Ada Fictief")
    visitor.page.locator("label[for=id_new]").click()
    visitor.in_menu("button", "English")
    assert visitor.page.locator("[name=new]").is_checked()
    assert visitor.page.input_value("[name=display_name]") == "Ada Fictief"
    visitor.page.press("[name=display_name]", "Enter")
    visitor.page.wait_for_load_state()
    assert Case.objects.filter(client__number="FICTIEF-9").exists()
    assert visitor.page.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize("javascript", [True, False])
def test_s22_a_refusal_of_research_is_asked_again_after_the_log_in(
    visitors: Visitors, javascript: bool
) -> None:
    make_world()
    talk = open_talk(come_in(visitors, "anouk"))
    client = come_in_as_client(visitors, talk.code, javascript=javascript)
    client.go("/mijn-gesprek/")
    Session.objects.all().delete()
    client.click("button", REFUSE)
    expect(client.page.get_by_text("want u was uitgelogd")).to_be_visible()
    client.page.fill("#client_code", talk.code)
    client.page.locator("form:has(#client_code) button[type=submit]").click()
    client.page.fill("[name=pin]", PIN)
    client.page.locator("form:has([name=pin]) button[type=submit]").click()
    expect(client.page.get_by_text(f"U koos “{REFUSE}”. Dat is nog niet gedaan.")).to_be_visible()
    assert Case.objects.get().research_objected_at is None
    client.page.locator(".waiting").get_by_role("button", name=REFUSE).click()
    client.page.wait_for_load_state()
    assert Case.objects.get().research_objected_at is not None
    assert client.page.locator(".waiting").count() == 0


def hand_to_carla() -> None:
    Account.objects.filter(username="carla").update(is_caseworker=True)
    people = {name: Account.objects.get(username=name) for name in ("anouk", "carla")}
    hand_over(case=Case.objects.get(), to=people["carla"], by=people["anouk"])


@pytest.mark.parametrize("javascript", [True, False])
def test_f28_after_a_hand_over_saving_stops_once_and_the_text_stays(
    visitors: Visitors, javascript: bool
) -> None:
    make_world()
    base = open_talk(come_in(visitors, "anouk")).base
    visitor = as_staff(visitors, "anouk", javascript=javascript)
    visitor.go(f"{base}vragen/2/")
    sent: list[str] = []
    visitor.page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    hand_to_carla()
    visitor.page.fill("[name=words-work]", TYPED)
    refused = AccessLine.objects.filter(outcome="refused")
    if javascript:
        expect(visitor.page.get_by_role("alert")).to_contain_text("niet meer bij u: het is overgedragen")
        visitor.page.fill("[name=words-work]", f"{TYPED}, meer")
        visitor.tick("answer-hours", "17-24")
        visitor.page.wait_for_timeout(4_000)
        assert (len(sent), refused.count()) == (1, 1)
        assert visitor.page.input_value("[name=words-work]") == f"{TYPED}, meer"
    visitor.page.locator("#talk button[value=next]:not([aria-hidden])").click()
    expect(visitor.page.get_by_role("heading", name="Niet bewaard", exact=True)).to_be_visible()
    expect(visitor.page.locator("main")).to_contain_text(TYPED)


def test_a_page_with_something_typed_asks_before_it_is_left(visitors: Visitors) -> None:
    make_world()
    visitor = as_staff(visitors, "anouk", javascript=True)
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    visitor.page.on("dialog", leave)
    visitor.go("/gesprekken/nieuw/")
    visitor.in_menu("link", "Mijn gesprekken")
    visitor.page.wait_for_url("**/gesprekken/")
    assert asked == []
    visitor.go("/gesprekken/nieuw/")
    visitor.page.locator("[name=display_name]").press_sequentially("Ada")
    visitor.in_menu("link", "Mijn gesprekken")
    visitor.page.wait_for_url("**/gesprekken/")
    assert asked == ["beforeunload"]
    visitor.go("/gesprekken/nieuw/")
    visitor.page.locator("[name=display_name]").press_sequentially("Ada")
    visitor.in_menu("button", "English")
    expect(visitor.page.locator("[name=display_name]")).to_have_value("Ada")
    assert asked == ["beforeunload"]
