# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A simple case stays small: goal given, eight questions answered, the rest not asked, evidence opened.

At most 25 taps and 40 keys, from the empty form to the evidence, counted by the browser itself. Typed words do not
count as keys; every tap that leads to a place to type does.
"""

import pytest

from checklist.intake.models import Answer, Case
from tests.browser import Visitors
from tests.hand import Hand, hand_at
from tests.journeys.test_first_journey import come_in
from tests.worlds import make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_TAPS, MOST_KEYS = 22, 40
ANSWERS = (
    ("work", "no_idea"),
    ("hours", "17-24"),
    ("age", "27-44"),
    ("education", "vmbo"),
    ("recent_work", "no"),
    ("before", "paid"),
    ("children", "yes"),
    ("care", "no"),
)


def open_case(hand: Hand) -> None:
    page = hand.page
    hand.tap(page.locator("[name=number]"))
    hand.type("FICTIEF-88")
    page.keyboard.press("Tab")
    hand.type("Dirk Fictief")
    hand.tap(page.locator("label[for=id_new]"))
    hand.tap(page.locator("button[value=talk]"))
    hand.tap(page.locator("main .actions a"))  # on, past the page with the code


def give_goal(hand: Hand) -> None:
    hand.tap(hand.page.locator("[name=goal]"))
    hand.type("Iets doen waar ik trots op ben.")
    hand.tap(hand.page.locator("form[data-talk] button[type=submit], main .actions button").first)


def answer_eight(hand: Hand) -> None:
    page = hand.page
    for key, value in ANSWERS:
        field = page.locator(f"input[name='answer-{key}'][value='{value}']")
        if not field.count():
            hand.tap(page.locator("button[value=next]:not([aria-hidden])"))
        hand.tap(page.locator(f"label[for='{field.get_attribute('id')}']"))
    hand.tap(page.locator("button[value=read_back]"))  # enough asked: the rest is not asked


def open_evidence(hand: Hand) -> None:
    page = hand.page
    hand.tap(page.locator("button[name=confirm]"))
    for whose in ("client", "caseworker"):
        hand.tap(page.locator(f"label[for='{whose}-no_idea']"))
    hand.tap(page.locator("main form .actions button[type=submit]"))
    page.wait_for_url("**/uitkomsten/")


def test_a_simple_case_takes_few_taps_and_keys(visitors: Visitors) -> None:
    world = make_world()
    anouk = come_in(visitors, world.people.anouk.username)
    hand = hand_at(anouk.page)
    anouk.go("/gesprekken/nieuw/")
    for step in (open_case, give_goal, answer_eight, open_evidence):
        step(hand)
    states = list(Answer.objects.values_list("state", flat=True))
    assert states.count("given") == len(ANSWERS) == 8
    assert set(states) == {"given", "not_asked"}
    assert Case.objects.get().stage == Case.Stage.EVIDENCE
    assert "Dit gaat over groepen, niet over u." in anouk.text()
    assert hand.taps > 15  # the counter counts
    assert hand.keys > 0
    assert hand.taps <= MOST_TAPS
    assert hand.keys <= MOST_KEYS
