# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dirk chooses on his own telephone, Anouk on her screen, and they do not choose the same.

Both stand (R9), the one that departs from the research is said in one sentence to both (R4), and the team lead learns
from it without a verdict.
"""

import re

import pytest

from checklist.base.chain import verify_chains
from checklist.models import AccessLine, Decision, GivenVoice, Override
from tests.browser import PHONE, Visitor, Visitors
from tests.checklist.reviews.more import more_overrides
from tests.journeys.steps import Talk, come_in, come_in_as_client, open_talk
from tests.worlds import make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TOLD = {"education": "havo", "recent_work": "no"}  # direct_werk: more often · proefplaatsing: less often
WORDS = "Bij de bakker om de hoek wil ik het eerst proberen."
MINE = "Een bemiddelaar kent meer werkgevers."
SENTENCE = "Uw keuze is anders dan de uitkomst van het onderzoek. Dat mag."


def choose_on_the_telephone(dirk: Visitor) -> None:
    """From the own page, one tap on a service that he does not want, then the choice."""
    dirk.click("link", "Geef hier mijn keuze")
    assert not dirk.page.locator("main input:checked").count()
    dirk.page.locator("button[name=refuse][value=jobcoach]").click()
    assert "U zei: deze hulp wil ik niet." in dirk.text()
    dirk.tick("client_choice", "proefplaatsing")
    dirk.page.fill("[name=client_words]", WORDS)
    dirk.page.locator("main .actions button[type=submit]").click()
    assert "Uw keuze is er" in dirk.text()


def choose_on_the_screen(anouk: Talk) -> None:
    """She sees that his choice is there, not which; when hers is there too, both show, and the route is asked."""
    anouk.go("keuzes")
    page, visitor = anouk.visitor.page, anouk.visitor
    assert "De keuze van de cliënt is er" in visitor.text()
    assert WORDS not in page.content()
    assert not page.locator("[name=client_choice]").count()
    visitor.tick("caseworker_choice", "direct_werk")
    page.fill("[name=caseworker_words]", MINE)
    visitor.click("button", "Bewaar beide keuzes")
    assert WORDS in visitor.text()
    assert not Decision.objects.exists()
    visitor.tick("route", "other_caseworker")
    page.fill("[name=next_step]", "Bilal belt u deze week.")
    page.fill("[name=revisit_on]", "2027-02-01")
    page.locator("main form .actions button[type=submit]").click()
    page.wait_for_url("**/verslag/")


def both_stand(text: str) -> None:
    for words in (WORDS, MINE, SENTENCE, "De keuzes verschillen.", "andere consulent", "1 februari 2027"):
        assert words in text
    assert "akkoord" not in text.lower()  # only a client says that word


def team_lead_learns(carla: Visitor) -> None:
    """In the list without a name; in a drawn review with both voices. What he did not want is nowhere."""
    carla.go("/terugkijken/")
    carla.page.locator("main form button").first.click()
    carla.page.locator("main table a").first.click()
    review = carla.text()
    for words in (WORDS, MINE, "Anouk de Wit"):
        assert words in review
    assert "deze hulp wil" not in review.lower()
    more_overrides(Decision.objects.get(), 9)  # of one person alone it tells nothing (R15)
    carla.go("/andere-keuzes/")
    listed = carla.page.locator("main table").inner_text()
    assert "Proefplaatsing" in listed
    assert "Anouk" not in listed


def test_voices_differ_and_both_stand(visitors: Visitors) -> None:
    make_world()
    talk = open_talk(come_in(visitors, "anouk"))
    talk.answer(TOLD)
    talk.all_is_right()
    dirk = come_in_as_client(visitors, talk.code, width=PHONE)
    assert "Geef hier mijn keuze" not in dirk.text()  # not before they looked together
    talk.first_ideas()
    dirk.go("/mijn-gesprek/")
    choose_on_the_telephone(dirk)
    assert not Decision.objects.exists()  # given is not decided (R10)
    choose_on_the_screen(talk)
    override = Override.objects.get()
    assert (override.whose, override.departs) == (
        "client",
        {"client": ["away", "left_out"], "caseworker": []},
    )
    assert GivenVoice.objects.count() == 1
    report = talk.visitor.text()
    both_stand(report)
    assert "Gegeven op het eigen apparaat." in report
    assert "Jobcoach" not in talk.visitor.page.locator("textarea[readonly]").input_value()
    dirk.go("/mijn-gesprek/")
    assert re.search(r"Uw verslag van \d+ \w+ is klaar\.", dirk.text())
    dirk.open_folds()
    own = dirk.text()
    both_stand(own)
    assert re.search(r"Deze hulp wilde u niet:\s+Jobcoach", own)
    team_lead_learns(come_in(visitors, "carla"))
    dirk.go("/mijn-gesprek/wie-keek/")
    assert "Carla Smit" in dirk.text()  # he sees that she looked, and for what
    case = Decision.objects.earliest("pk").case
    looks = AccessLine.objects.filter(case_uuid=case.uuid, actor="client", part="choices")
    assert {line.outcome for line in looks} == {"shown", "saved"}
    assert verify_chains()[1] == []


def test_the_telephone_needs_no_script_and_two_telephones_lose_nothing(visitors: Visitors) -> None:
    make_world()
    talk = open_talk(come_in(visitors, "anouk"))
    talk.answer(TOLD)
    talk.all_is_right()
    talk.first_ideas()
    first = come_in_as_client(visitors, talk.code, width=PHONE, javascript=False)
    first.go("/mijn-gesprek/keuze/")
    second = visitors.new(width=PHONE, javascript=False)
    second.context.add_cookies(first.context.cookies())  # type: ignore[arg-type]
    second.go("/mijn-gesprek/keuze/")
    choose_on_the_telephone_of(first, "proefplaatsing", WORDS)
    assert "Uw keuze is er" in first.text()
    choose_on_the_telephone_of(second, "meedoen", "Toch liever rustig.")
    assert "Uw keuze is nog niet bewaard" in second.text()
    for words in (WORDS, "Toch liever rustig.", "Proefplaatsing", "Meedoen en opbouwen"):
        assert words in second.page.content()
    second.click("button", "Geef mijn keuze")
    assert "Uw keuze is er" in second.text()
    assert "Toch liever rustig." in second.text()
    assert GivenVoice.objects.count() == 2


def choose_on_the_telephone_of(dirk: Visitor, service: str, words: str) -> None:
    """By the keyboard alone."""
    page = dirk.page
    page.locator(f"[name=client_choice][value={service}]").press("Space")
    page.locator("[name=client_words]").fill(words)
    page.locator("main .actions button[type=submit]").press("Enter")
    page.wait_for_load_state()
