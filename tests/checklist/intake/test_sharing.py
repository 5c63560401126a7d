# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""While the screen is shared no page shows a name, a number or what was said about money and health."""

import pytest
from django.test import Client as Browser

from checklist.intake.models import Case
from checklist.intake.queries import answers_opened
from tests.checklist.intake.steps import answer, browser_of, page
from tests.worlds import World

NAME, NUMBER = "Dirk Fictief", "FICTIEF-100"
ON = "U deelt uw scherm."
SWITCH = "/gesprekken/scherm-delen/"
PAGES = ("doel", "vragen", "vragen/alles", "vragen/papier", "teruglezen", "code", "overdragen", "afsluiten")


@pytest.fixture
def told(case: Case) -> Case:
    answer(case, "health_gate", {"value": "yes"})
    answer(case, "abilities", _lines(case))
    return case


def _lines(case: Case) -> dict[str, object]:
    line = case.checklist.questions.get(key="abilities").lines[0]["value"]
    return {"lines": {line: "hard"}}


@pytest.fixture
def sharing(anouk: Browser) -> Browser:
    anouk.post(SWITCH, {"shared": "1"})
    return anouk


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_talk_hides_the_person_and_says_so(told: Case, sharing: Browser, name: str) -> None:
    html = sharing.get(page(told, name)).content.decode()
    assert NAME not in html
    assert NUMBER not in html
    assert "kost moeite</p>" not in html
    if name != "vragen/papier":
        assert ON in html


@pytest.mark.parametrize("path", ["/", "/gesprekken/", "/gesprekken/?gesloten=1"])
def test_a_list_hides_the_person(told: Case, sharing: Browser, path: str) -> None:
    html = sharing.get(path).content.decode()
    assert NAME not in html
    assert NUMBER not in html


def test_a_search_hides_what_was_typed(told: Case, sharing: Browser) -> None:
    html = sharing.post("/gesprekken/", {"search": "Dirk"}).content.decode()
    assert "Dirk" not in html
    assert f"/gesprekken/{told.uuid}/" in html


def test_the_purpose_is_asked_without_the_name(world: World, told: Case, sharing: Browser) -> None:
    html = sharing.get(page(told, "doel-van-inzage")).content.decode()
    assert NAME not in html
    assert "geopend op" in html


def test_answers_about_health_are_hidden_and_survive_a_save(told: Case, sharing: Browser) -> None:
    questions = told.checklist.questions
    place = questions.get(key="health_gate").position
    html = sharing.get(f"{page(told, 'vragen')}{place}/").content.decode()
    assert "3 vragen over geld en gezondheid zijn verborgen" in html or "vragen over geld" in html
    assert "answer-health_gate" not in html
    before = {key: found.answer for key, found in answers_opened(told).items()}
    assert sharing.post(f"{page(told, 'vragen')}{place}/", {"go": "next"}).status_code == 302
    assert {key: found.answer for key, found in answers_opened(told).items()} == before
    lines = sharing.get(page(told, "teruglezen")).content.decode()
    assert "vragen over geld of gezondheid zijn verborgen" in lines


def test_the_same_page_shows_all_of_it_again_when_it_is_off(told: Case, sharing: Browser) -> None:
    answered = sharing.post(SWITCH, {"next": page(told, "teruglezen")})
    assert answered["Location"] == page(told, "teruglezen")
    html = sharing.get(page(told, "teruglezen")).content.decode()
    assert NAME in html
    assert "kost moeite" in html
    assert ON not in html


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", ""])
def test_the_switch_leads_to_no_other_site(world: World, anouk: Browser, elsewhere: str) -> None:
    answered = anouk.post(SWITCH, {"shared": "1", "next": elsewhere})
    assert answered["Location"] == "/gesprekken/"


def test_it_is_a_choice_of_one_person(world: World, told: Case, sharing: Browser) -> None:
    assert sharing.get(SWITCH).status_code == 405
    assert NAME in browser_of(world.people.anouk).get("/gesprekken/").content.decode()
