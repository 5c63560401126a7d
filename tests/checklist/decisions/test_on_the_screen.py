# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Choices and report as they are laid out: in two screens, nothing asked before it is needed, and it fits anywhere."""

import pytest
from playwright.sync_api import Page, expect

from checklist.intake.models import Case
from tests.boxes import BROKEN, cramped, cramped_on_a_phone
from tests.browser import Visitor, Visitors
from tests.checklist.decisions.talks import address, apart, both, decide, ready_world, staff, talk
from tests.people import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SCREEN = {"width": 1366, "height": 768}
MOST = 2.3  # screens; fonts differ a little from machine to machine
STEP = "Ik meld u maandag aan."


def anouk_at(visitors: Visitors, *, javascript: bool = True) -> tuple[Visitor, Case]:
    case = talk(ready_world())
    visitor = visitors.new(javascript=javascript, inject=True)
    visitor.go("/inloggen/")
    visitor.page.fill("[name=username]", "anouk")
    visitor.page.fill("[name=password]", PASSWORD)
    visitor.page.locator("form:has([name=password]) button[type=submit]").first.click()
    visitor.page.set_viewport_size(SCREEN)  # type: ignore[arg-type]
    return visitor, case


def screens(page: Page) -> float:
    return float(page.evaluate("document.documentElement.scrollHeight")) / SCREEN["height"]


def choose(page: Page, whose: str, choice: str) -> None:
    page.locator(f"[name={whose}_choice][value='{choice}']").press("Space")


def test_choices_and_report_take_two_screens_each_and_their_button_is_in_reach(visitors: Visitors) -> None:
    anouk, case = anouk_at(visitors)
    anouk.go(address(case))
    assert screens(anouk.page) <= MOST
    expect(anouk.page.locator(".actions--reach button")).to_be_in_viewport(ratio=1)
    decide(staff(case.caseworker), case, apart(client_choice=["proefplaatsing"]))
    anouk.go(address(case, "verslag/"))
    assert screens(anouk.page) <= MOST
    expect(anouk.page.locator(".actions--reach .utrecht-button").first).to_be_in_viewport(ratio=1)


def test_what_a_choice_does_not_need_is_not_asked_without_scripts(visitors: Visitors) -> None:
    anouk, case = anouk_at(visitors, javascript=False)
    anouk.go(address(case))
    page = anouk.page
    route, asked, own = (page.locator(f".both__{name}") for name in ("differ", "asked", "own"))
    for part in (route, asked, own):
        expect(part).to_be_hidden()
    choose(page, "client", "meedoen")
    expect(route).to_be_hidden()  # one voice does not differ
    choose(page, "caseworker", "meedoen")
    expect(route).to_be_hidden()
    choose(page, "caseworker", "jobcoach")
    expect(route).to_be_visible()
    choose(page, "client", "jobcoach")
    expect(route).to_be_hidden()
    choose(page, "client", "meedoen")
    choose(page, "client", "jobcoach")
    choose(page, "client", ":no_choice")
    expect(asked).to_be_visible()
    expect(route).to_be_visible()
    choose(page, "caseworker", "meedoen")
    choose(page, "caseworker", "jobcoach")
    choose(page, "caseworker", ":undecided")
    expect(route).to_be_hidden()  # two who did not choose do not differ
    page.locator("[name=client_how][value=own_device]").press("Space")
    expect(own).to_be_visible()


def test_r9_what_the_server_asks_stands_open_when_the_page_comes_back(visitors: Visitors) -> None:
    anouk, case = anouk_at(visitors, javascript=False)
    anouk.go(address(case))
    choose(anouk.page, "client", "meedoen")
    choose(anouk.page, "caseworker", "jobcoach")
    anouk.page.locator("[name=caseworker_words]").fill("Past.")
    anouk.page.locator("[name=client_how][value=shared_screen]").press("Space")
    anouk.page.locator(".actions--reach button").click()
    expect(anouk.page.locator(".both__differ")).to_be_visible()
    anouk.page.locator("[name=route][value=pause]").press("Space")
    anouk.page.locator("[name=next_step]").fill(STEP)
    anouk.page.locator("[name=revisit_on]").fill(str(apart()["revisit_on"]))
    anouk.page.locator(".actions--reach button").click()
    expect(anouk.page.locator("main")).to_contain_text(STEP)


@pytest.mark.parametrize("width", [1366, 1100, 800])
def test_nothing_overlaps_on_any_width(visitors: Visitors, width: int) -> None:
    anouk, case = anouk_at(visitors)
    decide(staff(case.caseworker), case, both())
    for page in ("keuzes/?opnieuw=1", "verslag/"):
        anouk.go(address(case, page))
        anouk.page.set_viewport_size({"width": width, "height": 768})
        assert cramped(anouk.page) == [], page


@pytest.mark.parametrize("page", ["keuzes/?opnieuw=1", "verslag/", "verslag/?groot=1"])
def test_with_larger_text_on_a_phone_nothing_overlaps(visitors: Visitors, page: str) -> None:
    """The client's screen may be a telephone, or text of twice the size: every fold open, every part asked."""
    anouk, case = anouk_at(visitors)
    decide(staff(case.caseworker), case, apart(client_choice=["proefplaatsing"]))
    anouk.go(address(case, page))
    anouk.page.add_style_tag(content=".both__asked, .both__own, .both__differ { display: block !important }")
    found = cramped_on_a_phone(anouk.page)
    assert found == [], "\n".join(found)


@pytest.mark.parametrize("page", ["keuzes/?opnieuw=1", "uitkomsten/", "verslag/"])
def test_no_word_of_the_strip_is_broken(visitors: Visitors, page: str) -> None:
    """Beside each other or below each other, but "zonder" stays one word."""
    anouk, case = anouk_at(visitors)
    decide(staff(case.caseworker), case, apart(client_choice=["proefplaatsing"]))
    for width in (1366, 1200, 1100, 1000, 920, 360):
        anouk.page.set_viewport_size({"width": width, "height": 900})
        anouk.go(address(case, page))
        cells = anouk.page.locator(".strip__row > :is(th, td):not(.strip__picture)")
        assert cells.count() > 10
        assert cells.evaluate_all(BROKEN) == [], width


SEEN = """() => {
  const one = document.activeElement, bar = document.querySelector(".actions--reach");
  if (!one.closest("main") || bar.contains(one)) return true;
  return one.getBoundingClientRect().top < bar.getBoundingClientRect().top;
}"""


def test_the_focus_is_never_below_the_bar(visitors: Visitors) -> None:
    """WCAG 2.4.11: what has the focus is seen, wherever the bar stands."""
    anouk, case = anouk_at(visitors)
    anouk.go(address(case))
    for _ in range(40):
        anouk.page.keyboard.press("Tab")
        anouk.page.wait_for_function(SEEN, timeout=3000)
