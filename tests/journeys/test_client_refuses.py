# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The client does not want that something told is used. From then on nobody sees what research says about that group in
this conversation, no choice is held against it, and it leaves no mark anywhere (R4, R8)."""

import pytest

from checklist.models import Answer, Case, EvidenceSnapshot, Override
from tests.browser import Visitors
from tests.checklist.reviews.more import more_overrides
from tests.journeys.steps import Talk, come_in, come_in_as_client, open_talk
from tests.worlds import make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

GROUP = "langdurige klachten"
TOLD = {"age": "27-44", "health_gate": "yes", "health_long": "yes"}


def talk_about_health(visitors: Visitors) -> Talk:
    """Dirk tells about his health. For that group, help straight to work went less well than for everybody."""
    talk = open_talk(come_in(visitors, "anouk"))
    talk.answer(TOLD)
    talk.all_is_right()
    talk.first_ideas()
    seen = talk.card("direct_werk")
    assert f"Met deze hulp vonden mensen met {GROUP} minder vaak werk." in seen
    assert GROUP in seen
    return talk


def refuse(talk: Talk) -> None:
    talk.say("health_long", "do_not_use")
    assert "U zei: dit wil ik niet, gebruik dit niet." in talk.visitor.text()
    talk.go("uitkomsten")
    assert "Er is iets veranderd" in talk.visitor.text()
    talk.visitor.click("button", "Open de uitkomsten")


def nothing_about_that_group(talk: Talk) -> None:
    """The evidence is gone for both; what holds for everybody still speaks."""
    html = talk.visitor.page.content()
    assert GROUP not in html.lower()
    seen = talk.card("direct_werk")
    assert "Met deze hulp vonden mensen vaker werk." in seen
    assert "Dit gaat over iedereen in het onderzoek." in seen


def choose_what_that_group_spoke_against(talk: Talk) -> None:
    """With the group it would be another choice than the research; without it, it is not."""
    talk.choose("direct_werk", "direct_werk")
    assert "anders dan de uitkomst" not in talk.visitor.text()
    assert Override.objects.count() == 0


def the_own_page_says_so(visitors: Visitors, talk: Talk) -> None:
    dirk = come_in_as_client(visitors, talk.code)
    dirk.open_folds()
    line = dirk.page.locator(".answers__line", has_text="last van uw gezondheid")
    assert "gebruik dit niet" in line.inner_text().lower()
    dirk.go("/mijn-gesprek/getoond/")
    assert GROUP not in dirk.page.content().lower()


def the_team_lead_sees_nothing_of_it(visitors: Visitors, talk: Talk) -> None:
    carla = come_in(visitors, "carla")
    for override in Override.objects.all():
        more_overrides(override.decision, 9)  # of one person alone the list tells nothing (R15)
    for page in ("/andere-keuzes/", "/terugkijken/"):
        carla.go(page)
        text = carla.page.locator("main").inner_text().lower()
        for word in ("dirk", GROUP, "gezondheid", "gebruik dit niet", "wil ik niet", "weiger"):
            assert word not in text, (page, word)
    carla.go(f"{talk.base}uitkomsten/")
    assert "FICTIEF-77" not in carla.text()


def test_r8_what_a_client_refuses_leaves_this_conversation_and_no_mark(visitors: Visitors) -> None:
    make_world()
    talk = talk_about_health(visitors)
    refuse(talk)
    nothing_about_that_group(talk)
    choose_what_that_group_spoke_against(talk)
    the_own_page_says_so(visitors, talk)
    the_team_lead_sees_nothing_of_it(visitors, talk)
    case = Case.objects.get()
    assert Answer.objects.get(case=case, question__key="health_long").voice == "do_not_use"
    assert EvidenceSnapshot.objects.filter(case=case).count() == 2  # before and after, both kept


def test_r4_without_the_refusal_the_same_choice_is_another_choice(visitors: Visitors) -> None:
    """The other side of the story above: here the evidence about the group speaks, and the choice departs from it."""
    make_world()
    talk = talk_about_health(visitors)
    talk.choose("direct_werk", "direct_werk")
    assert Override.objects.get().whose == Override.By.BOTH
    assert "Dat mag." in talk.visitor.text()
