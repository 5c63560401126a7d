# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two browsers in one conversation at once: nothing is lost, both are told, both texts are on the screen (S18)."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from checklist.intake.actions import stand_in
from checklist.intake.queries import answers_opened, goal_of
from checklist.models import Account, Answer, Case
from tests.browser import Visitor, Visitors
from tests.journeys.steps import Talk, come_in, open_talk
from tests.worlds import World, make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORK = "[name=words-work]"
HERS, HIS = "Bloemen binden", "Fietsen maken"
NEXT = "#talk button[value=next]:not([aria-hidden])"


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def talk(visitors: Visitors, world: World) -> Talk:
    return open_talk(come_in(visitors, "anouk"))


def other_tab(talk: Talk) -> Visitor:
    """The same person, another tab of the same browser."""
    page = talk.visitor.context.new_page()
    other = Visitor(talk.visitor.context, page, talk.visitor.base)
    page.on("pageerror", lambda error: talk.visitor.faults.append(f"script: {error}"))
    return other


def colleague(visitors: Visitors, world: World) -> Visitor:
    """Bilal stands in for Anouk, in a browser of his own."""
    Account.objects.filter(pk=world.people.bilal.pk).update(team=world.people.anouk.team)
    world.people.bilal.refresh_from_db()
    stand_in(case=Case.objects.get(), until=timezone.localdate() + timedelta(days=2), by=world.people.bilal)
    return come_in(visitors, "bilal")


def status(visitor: Visitor, key: str = "work") -> Any:
    return visitor.page.locator(f"#question-{key} [data-status]")


def words() -> str:
    found = answers_opened(Case.objects.get())["work"]
    return str((found.answer or {}).get("words", ""))


def both_open(one: Visitor, other: Visitor, address: str) -> None:
    for visitor in (one, other):
        visitor.go(address)
        expect(visitor.page.locator(WORK)).to_be_visible()


def told_of_both(visitor: Visitor) -> None:
    """Whose page was older sees both texts, who saved the other, and when; nothing was overwritten."""
    expect(visitor.page.locator("h1")).to_have_text("Twee teksten tegelijk")
    seen = visitor.text()
    assert HERS in seen
    assert HIS in seen
    assert re.search(r"Anouk de Wit, \d\d[:.]\d\d", seen)
    assert words() == HERS


def test_s18_two_people_in_one_question_see_both_texts_and_choose(
    visitors: Visitors, world: World, talk: Talk
) -> None:
    anouk, bilal = talk.visitor, colleague(visitors, world)
    both_open(anouk, bilal, f"{talk.base}vragen/2/")
    anouk.page.fill(WORK, HERS)
    expect(status(anouk)).to_have_text("Bewaard")
    bilal.page.fill(WORK, HIS)
    expect(status(bilal)).to_have_text(re.compile("iemand anders bewaarde een ander antwoord"))
    assert bilal.page.input_value(WORK) == HIS  # his text stays where he typed it
    bilal.page.locator(NEXT).click()
    told_of_both(bilal)
    bilal.click("button", "Bewaar mijn tekst")
    bilal.page.wait_for_url(lambda url: not url.endswith("/vragen/2/"))
    assert words() == HIS
    # and she is told in her turn, when she goes on with what she had
    anouk.page.fill(WORK, f"{HERS} en planten")
    expect(status(anouk)).to_have_text(re.compile("iemand anders bewaarde een ander antwoord"))
    anouk.page.locator(NEXT).click()
    assert HIS in anouk.text()
    assert re.search(r"Bilal[^\n]*, \d\d[:.]\d\d", anouk.text())
    anouk.click("link", "Houd wat nu bewaard is")
    assert anouk.page.input_value(WORK) == HIS


def test_s18_two_tabs_of_one_person_never_overwrite_each_other(talk: Talk) -> None:
    first, second = talk.visitor, other_tab(talk)
    both_open(first, second, f"{talk.base}vragen/2/")
    first.page.fill(WORK, HERS)
    expect(status(first)).to_have_text("Bewaard")
    second.page.fill(WORK, HIS)
    expect(status(second)).to_have_text(re.compile("iemand anders bewaarde"))
    second.page.locator(NEXT).click()
    told_of_both(second)
    second.click("link", "Houd wat nu bewaard is")
    assert second.page.input_value(WORK) == HERS


def test_s18_two_people_at_different_questions_save_both(
    visitors: Visitors, world: World, talk: Talk
) -> None:
    anouk, bilal = talk.visitor, colleague(visitors, world)
    both_open(anouk, bilal, f"{talk.base}vragen/2/")
    anouk.page.fill(WORK, HERS)
    bilal.tick("answer-hours", "17-24")
    for visitor, key in ((anouk, "work"), (bilal, "hours")):
        expect(status(visitor, key)).to_have_text("Bewaard")
    assert words() == HERS
    assert answers_opened(Case.objects.get())["hours"].answer == {"value": "17-24"}
    assert {row.saved_by.username for row in Answer.objects.all()} == {"anouk", "bilal"}


def test_s18_the_goal_in_two_tabs_shows_both(talk: Talk) -> None:
    first, second = talk.visitor, other_tab(talk)
    for visitor in (first, second):
        visitor.go(f"{talk.base}doel/")
    for visitor, goal in ((first, HERS), (second, HIS)):
        visitor.page.fill("[name=goal]", goal)
        visitor.page.locator("#talk .actions button").click()
    expect(second.page.locator("h1")).to_have_text("Twee teksten tegelijk")
    assert HERS in second.text()
    assert HIS in second.text()
    assert goal_of(Case.objects.get()) == HERS
    second.click("button", "Bewaar mijn tekst")
    second.page.wait_for_url("**/vragen/**")
    assert goal_of(Case.objects.get()) == HIS
