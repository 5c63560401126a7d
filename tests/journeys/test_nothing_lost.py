# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nothing is lost in the talk (S22), in a real browser: a save that fails, no network, a log-in that ends, a browser
that dies, a printer that does not work, answers on paper, a shared screen, and nobody at the desk (S21)."""

import re
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError
from playwright.sync_api import expect

from checklist.intake.queries import answers_opened
from checklist.models import Answer, Case
from tests.browser import Visitor, Visitors, faults_in_every_mode
from tests.journeys.steps import Talk, come_in, come_in_as_client, open_talk
from tests.people import PASSWORD
from tests.worlds import make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TYPED = "Bloemen binden, buiten"
WORK = "[name=words-work]"


@pytest.fixture
def talk(visitors: Visitors) -> Talk:
    make_world()
    return open_talk(come_in(visitors, "anouk"))


def at_own_words(talk: Talk) -> Visitor:
    """The page with a question that is answered in own words."""
    talk.go("vragen/2")
    expect(talk.visitor.page.locator(WORK)).to_be_visible()
    return talk.visitor


def status(visitor: Visitor, key: str = "work") -> Any:
    return visitor.page.locator(f"#question-{key} [data-status]")


def stored_words() -> list[str]:
    found = answers_opened(Case.objects.get())
    return [str((one.answer or {}).get("words", "")) for one in found.values()]


def forgive(visitor: Visitor) -> None:
    """The browser itself reports what the test broke on purpose."""
    visitor.faults[:] = [fault for fault in visitor.faults if "Failed to load resource" not in fault]


def log_in(visitor: Visitor) -> None:
    page = visitor.page
    page.wait_for_url("**/inloggen/**")
    page.fill("#staff_username", "anouk")
    page.fill("#staff_password", PASSWORD)
    page.locator("form:has(#staff_username) button[type=submit]").click()
    page.wait_for_url(lambda url: "/inloggen/" not in url)


def test_s22_a_failed_save_says_so_keeps_the_text_and_tries_again(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_fields: Any) -> None:
        raise OperationalError("database or disk is full")

    visitor = at_own_words(talk)
    with monkeypatch.context() as broken:
        broken.setattr("checklist.intake.actions.save_answers", full)
        visitor.page.fill(WORK, TYPED)
        expect(status(visitor)).to_have_text(re.compile("Niet bewaard.*We proberen het opnieuw"))
        assert visitor.page.input_value(WORK) == TYPED
        assert not Answer.objects.exists()
    expect(status(visitor)).to_have_text("Bewaard")
    assert stored_words() == [TYPED]
    forgive(visitor)


def test_s22_a_form_that_meets_a_fault_is_one_page_to_read_and_to_send_again(
    visitors: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_fields: Any) -> None:
        raise OperationalError("database or disk is full")

    make_world()
    talk = open_talk(come_in(visitors, "anouk", inject=True))
    visitor = at_own_words(talk)
    with monkeypatch.context() as broken:
        broken.setattr("checklist.intake.actions.save_answers", full)
        visitor.page.fill(WORK, TYPED)
        visitor.page.locator("form:has([name=words-work]) button[type=submit]").last.click()
        expect(visitor.page.locator("h1")).to_have_text("Niet bewaard")
        assert faults_in_every_mode(visitor.page) == []
        assert not Answer.objects.exists()
    visitor.page.get_by_role("button", name="Probeer opnieuw").click()
    expect(visitor.page.locator("h1")).not_to_have_text("Niet bewaard")
    assert stored_words() == [TYPED]
    forgive(visitor)


def test_s22_without_a_network_the_text_stays_and_is_saved_as_soon_as_it_is_back(talk: Talk) -> None:
    visitor = at_own_words(talk)
    visitor.context.set_offline(True)
    visitor.page.fill(WORK, TYPED)
    expect(status(visitor)).to_have_text(re.compile("Niet bewaard"))
    assert visitor.page.input_value(WORK) == TYPED
    visitor.context.set_offline(False)
    expect(status(visitor)).to_have_text("Bewaard")
    assert stored_words() == [TYPED]
    forgive(visitor)


def test_s22_after_a_log_in_that_ended_the_same_page_returns_with_the_text(talk: Talk) -> None:
    visitor = at_own_words(talk)
    Session.objects.all().delete()
    visitor.page.fill(WORK, TYPED)
    expect(status(visitor)).to_have_text(re.compile("u bent uitgelogd"))
    visitor.page.locator("#talk button[value=next]:not([aria-hidden])").click()
    log_in(visitor)
    assert visitor.page.url.endswith("/vragen/2/")
    assert visitor.page.input_value(WORK) == TYPED
    assert "Nog niet bewaard" in visitor.text()
    visitor.page.locator("#talk button[value=next]:not([aria-hidden])").click()
    visitor.page.wait_for_url(lambda url: not url.endswith("/vragen/2/"))
    assert stored_words() == [TYPED]


def test_s22_a_page_from_before_another_log_in_does_not_try_for_ever(talk: Talk) -> None:
    """A second tab logged in again: the token of the first is old. It says so once; the button brings the text back."""
    visitor = at_own_words(talk)
    other = Visitor(visitor.context, visitor.context.new_page(), visitor.base)
    other.go("/account/")
    other.page.locator("form[action='/uitloggen/'] button").click()
    other.go("/inloggen/")
    log_in(other)
    sent: list[str] = []
    visitor.page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    visitor.page.fill(WORK, TYPED)
    expect(status(visitor)).to_have_text(re.compile("Niet bewaard: u bent uitgelogd"))
    visitor.page.wait_for_timeout(3_000)
    assert len(sent) == 1
    visitor.page.locator("#talk button[value=next]:not([aria-hidden])").click()
    expect(visitor.page.locator("main")).to_contain_text(TYPED)
    visitor.click("button", "Probeer opnieuw")
    visitor.page.wait_for_url(lambda url: not url.endswith("/vragen/2/"))
    assert stored_words() == [TYPED]


def test_s22_a_browser_that_dies_loses_no_answer_that_said_saved(talk: Talk, visitors: Visitors) -> None:
    visitor = at_own_words(talk)
    visitor.page.fill(WORK, TYPED)
    expect(status(visitor)).to_have_text("Bewaard")
    visitor.page.close(run_before_unload=False)
    again = come_in(visitors, "anouk")
    again.go("/gesprekken/")
    again.page.get_by_role("link", name="Dirk Fictief").click()
    again.go(f"{talk.base}vragen/2/")
    assert again.page.input_value(WORK) == TYPED


def test_s22_without_a_printer_the_code_and_the_report_are_on_the_screen(
    talk: Talk, visitors: Visitors
) -> None:
    visitor = talk.visitor
    talk.answer({"age": "27-44"})
    talk.all_is_right()
    talk.first_ideas()
    talk.choose("direct_werk", "direct_werk")
    visitor.page.evaluate("window.print = () => {}")  # the button does nothing that anybody can see
    assert visitor.page.locator(".copy-box textarea").input_value().strip()
    talk.go("code")
    visitor.page.locator("main form button[type=submit]").first.click()
    code = visitor.page.locator(".code").inner_text().strip()
    client = come_in_as_client(visitors, code)
    client.open_folds()
    assert "Iets doen waar ik trots op ben." in client.text()


def test_s22_the_paper_twin_has_the_same_numbers_and_is_entered_later(talk: Talk) -> None:
    page = talk.visitor.page
    talk.go("vragen/papier")
    on_paper = re.findall(r"^\s*(\d+)\.", page.locator("main").inner_text(), re.MULTILINE)
    talk.go("vragen/alles")
    on_screen = re.findall(r"^\s*(\d+)\.", page.locator("main").inner_text(), re.MULTILINE)
    assert on_screen
    assert set(on_screen) <= set(on_paper)
    talk.visitor.tick("from_paper", "1")
    talk.visitor.tick("answer-hours", "17-24")
    page.fill(WORK, TYPED)
    page.locator("#talk button[value=read_back]").click()
    page.wait_for_url("**/teruglezen/")
    said = [one for one in answers_opened(Case.objects.get()).values() if one.answer]
    assert {one.question.key for one in said} == {"work", "hours"}
    assert all(one.from_paper for one in said)
    assert "apier" in talk.visitor.text()


# ---- sharing the screen ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("javascript", [True, False])
def test_s22_sharing_the_screen_keeps_what_is_typed(visitors: Visitors, javascript: bool) -> None:
    make_world()
    base = open_talk(come_in(visitors, "anouk")).base
    visitor = visitors.new(javascript=javascript)
    visitor.go("/inloggen/")
    log_in(visitor)
    visitor.go(f"{base}doel/")
    visitor.page.fill("[name=goal]", TYPED)
    visitor.in_menu("button", "Ik deel mijn scherm: verberg naam en gezondheid")
    expect(visitor.page.get_by_text("U deelt uw scherm.")).to_be_visible()
    assert "Dirk" not in visitor.text()
    assert visitor.page.input_value("[name=goal]") == TYPED
    if javascript:
        visitor.page.fill("[name=goal]", f"{TYPED}, en wandelen")
        visitor.click("button", "Weer tonen")
        expect(visitor.page.get_by_text("Dirk Fictief").first).to_be_visible()
        assert visitor.page.input_value("[name=goal]") == f"{TYPED}, en wandelen"


# ---- nobody at the desk (S21) ----------------------------------------------------------------------------------------

AWAY = "10:01"


def test_s21_the_lock_hides_any_page_of_somebody_who_works_here(visitors: Visitors) -> None:
    make_world()
    visitor = open_talk(come_in(visitors, "anouk")).visitor
    visitor.page.clock.install()
    visitor.go("/gesprekken/")
    assert "Dirk Fictief" in visitor.text()
    with visitor.page.expect_response("**/uitloggen/"):
        visitor.page.clock.run_for(AWAY)
    assert "Vergrendeld" in visitor.text()
    assert "Dirk Fictief" not in visitor.text()
    visitor.click("button", "Log in en ga verder")
    visitor.page.wait_for_url("**/inloggen/?next=/gesprekken/")


def test_s21_a_form_of_the_talk_returns_with_its_text(visitors: Visitors) -> None:
    make_world()
    talk = open_talk(come_in(visitors, "anouk"))
    visitor = talk.visitor
    visitor.page.clock.install()
    talk.go("doel")
    visitor.page.fill("[name=goal]", TYPED)
    with visitor.page.expect_response("**/uitloggen/"):
        visitor.page.clock.run_for(AWAY)
    visitor.click("button", "Log in en ga verder")
    log_in(visitor)
    assert visitor.page.input_value("[name=goal]") == TYPED


def test_s21_another_form_waits_for_the_same_person(visitors: Visitors) -> None:
    """Somebody else who logs in beside it sees nothing; the same person finds the text, and can send it."""
    make_world()
    talk = open_talk(come_in(visitors, "anouk"))
    visitor = talk.visitor
    visitor.page.clock.install()
    visitor.go("/gesprekken/nieuw/")
    visitor.page.fill("[name=display_name]", "Ada Fictief")
    visitor.page.fill("[name=number]", "FICTIEF-78")
    with visitor.page.expect_response("**/uitloggen/"):
        visitor.page.clock.run_for(AWAY)
    for username in ("bilal", "anouk"):
        with visitor.context.expect_page() as opened:
            visitor.click("button", "Log in en ga verder")
        beside = opened.value
        beside.fill("#staff_username", username)
        beside.fill("#staff_password", PASSWORD)
        beside.locator("form:has(#staff_username) button[type=submit]").click()
        beside.wait_for_url("**/account/")
        with visitor.page.expect_response("**/account/"):
            visitor.page.evaluate("window.dispatchEvent(new Event('focus'))")
        if username == "bilal":
            visitor.page.wait_for_timeout(300)
            expect(visitor.page.locator("[name=display_name]")).to_be_hidden()
            beside.locator("form[action='/uitloggen/'] button").click()
    expect(visitor.page.locator("[name=display_name]")).to_be_visible()
    assert visitor.page.input_value("[name=display_name]") == "Ada Fictief"
    visitor.page.locator("label[for=id_new]").click()
    visitor.page.locator("button[value=talk]").click()
    expect(visitor.page.locator(".code")).to_be_visible()


def test_s21_a_tab_that_is_used_keeps_the_others_open(visitors: Visitors) -> None:
    make_world()
    visitor = open_talk(come_in(visitors, "anouk")).visitor
    visitor.page.clock.install()
    visitor.go("/gesprekken/")
    other = visitor.context.new_page()
    other.goto(f"{visitor.base}/account/")
    visitor.page.clock.run_for("09:00")  # the clock of both tabs
    other.keyboard.press("Shift")
    visitor.page.wait_for_timeout(300)
    visitor.page.clock.run_for("02:00")
    assert "Dirk Fictief" in visitor.text()


def test_nothing_is_red_before_anybody_did_anything(visitors: Visitors) -> None:
    make_world()
    talk = open_talk(come_in(visitors, "anouk"))
    talk.visitor.go("/gesprekken/waarnemen/")
    field = talk.visitor.page.locator("[name=number]").first
    edge = "e => getComputedStyle(e).borderTopColor"
    assert field.evaluate("e => e.matches(':invalid')")
    empty = field.evaluate(edge)
    assert field.evaluate(f"e => {{ e.required = false; return ({edge})(e) }}") == empty
    talk.visitor.page.locator("main form button[type=submit]").first.click()
    assert talk.visitor.page.locator("[name=number][aria-invalid=true]").first.evaluate(edge) != empty
