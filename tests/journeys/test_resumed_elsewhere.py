# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A talk that breaks off goes on at another machine: by the same caseworker, and by a colleague who stands in."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from checklist.intake.queries import answers_opened
from checklist.models import AccessLine, Account, Case
from tests.browser import PHONE, Visitor, Visitors
from tests.journeys.steps import Talk, come_in, come_in_as_client, open_talk
from tests.people import PASSWORD
from tests.worlds import World, make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORK = "Bloemen binden"


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def broken_off(visitors: Visitors, world: World) -> Talk:
    """Two answers, and then the machine is switched off. Nobody logged out, nobody pressed a button."""
    talk = open_talk(come_in(visitors, "anouk"))
    page = talk.visitor.page
    talk.go("vragen/2")
    talk.visitor.tick("answer-hours", "17-24")
    expect(page.locator("#question-hours [data-status]")).to_have_text("Bewaard")
    page.fill("[name=words-work]", WORK)
    expect(page.locator("#question-work [data-status]")).to_have_text("Bewaard")
    page.close(run_before_unload=False)
    return talk


def elsewhere(visitors: Visitors, username: str) -> Visitor:
    """Another machine: a smaller screen, no cookies of the first."""
    visitor = visitors.new(width=PHONE)
    visitor.go("/inloggen/")
    visitor.page.fill("#staff_username", username)
    visitor.page.fill("#staff_password", PASSWORD)
    visitor.page.locator("form:has(#staff_username) button[type=submit]").click()
    visitor.page.wait_for_url(lambda url: "/inloggen/" not in url)
    return visitor


def goes_on(visitor: Visitor, talk: Talk) -> Talk:
    """What was said is there; the rest is asked; nothing is asked twice."""
    assert visitor.page.url.startswith(f"{visitor.base}{talk.base}vragen/")
    there = Talk(visitor, talk.base, talk.code)
    there.go("vragen/2")
    assert visitor.page.input_value("[name=words-work]") == WORK
    assert visitor.page.locator("[name='answer-hours'][value='17-24']").is_checked()
    there.go("vragen")  # the first topic in which something is still open
    there.answer({"age": "27-44"})
    read = visitor.text()
    assert WORK in read
    assert "17–24 uur" in read
    there.all_is_right()
    expect(visitor.page.locator("h1")).to_have_text("Welke hulp spreekt u aan?")
    said = {key: one.answer for key, one in answers_opened(Case.objects.get()).items() if one.answer}
    assert said == {"age": {"value": "27-44"}, "work": {"words": WORK}, "hours": {"value": "17-24"}}
    return there


def test_the_same_caseworker_goes_on_at_another_machine(broken_off: Talk, visitors: Visitors) -> None:
    visitor = elsewhere(visitors, "anouk")
    visitor.page.get_by_role("link", name="Dirk Fictief").first.click()
    goes_on(visitor, broken_off)  # the purpose of today holds: it is not asked again
    assert Case.objects.count() == 1


def test_a_colleague_who_stands_in_goes_on_and_the_client_sees_who(
    broken_off: Talk, visitors: Visitors, world: World
) -> None:
    Account.objects.filter(pk=world.people.bilal.pk).update(team=world.people.anouk.team)
    visitor = elsewhere(visitors, "bilal")
    visitor.go(f"{broken_off.base}vragen/2/")
    assert WORK not in visitor.text()  # no relation, nothing to see (R14)
    visitor.go("/gesprekken/waarnemen/")
    visitor.page.fill("[name=number]", "FICTIEF-77")
    visitor.page.fill("[name=until]", f"{timezone.localdate() + timedelta(days=2):%Y-%m-%d}")
    visitor.page.locator("main form button[type=submit]").first.click()
    visitor.page.wait_for_load_state()
    goes_on(visitor, broken_off)
    case = Case.objects.get()
    assert case.caseworker.username == "anouk"
    lines = AccessLine.objects.filter(case_uuid=case.uuid, account__username="bilal")
    assert set(lines.exclude(outcome="refused").values_list("purpose", flat=True)) == {"stand_in"}
    dirk = come_in_as_client(visitors, broken_off.code)
    dirk.go("/mijn-gesprek/wie-keek/")
    assert world.people.bilal.display_name in dirk.text()


def test_the_first_machine_comes_back_and_shows_what_was_done_elsewhere(
    broken_off: Talk, visitors: Visitors
) -> None:
    """The first browser wakes up with its old page: it may not undo what was said at the other machine."""
    visitor = elsewhere(visitors, "anouk")
    there = Talk(visitor, broken_off.base, broken_off.code)
    page = broken_off.visitor.context.new_page()
    page.goto(f"{visitor.base}{broken_off.base}vragen/2/")
    there.go("vragen/2")
    visitor.page.fill("[name=words-work]", "Toch liever tuinen")
    expect(visitor.page.locator("#question-work [data-status]")).to_have_text("Bewaard")
    page.fill("[name=words-work]", f"{WORK}, buiten")
    page.locator("#talk button[value=next]:not([aria-hidden])").click()
    expect(page.locator("h1")).to_have_text("Twee teksten tegelijk")
    assert "Toch liever tuinen" in page.inner_text("main")
    assert f"{WORK}, buiten" in page.inner_text("main")
