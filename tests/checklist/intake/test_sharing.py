# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""While the screen is shared no page shows a name, a number or what was said about money and health."""

import re

import pytest
from django.db import OperationalError
from django.test import Client as Browser

from checklist.intake.models import Case
from checklist.intake.queries import answers_opened
from checklist.people.kept import TYPED_SESSION
from tests.checklist.intake.steps import answer, browser_of, case_of, page
from tests.worlds import World

NAME, NUMBER = "Dirk Fictief", "FICTIEF-100"
ON = "U deelt uw scherm."
SWITCH = "/gesprekken/scherm-delen/"
PAGES = (
    "doel",
    "vragen",
    "vragen/alles",
    "vragen/papier",
    "teruglezen",
    "code",
    "overdragen",
    "afsluiten",
    "afsluiten/verkeerde-persoon",
)


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
    assert sharing.get(SWITCH)["Location"] == "/gesprekken/"
    assert NAME in browser_of(world.people.anouk).get("/gesprekken/").content.decode()


def test_a_failed_save_does_not_show_what_was_typed(
    told: Case, sharing: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_fields: object) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr("checklist.intake.actions.save_answers", full)
    sent = {"words-work": "Bloemen binden", "version-work": "0", "go": "next"}
    html = sharing.post(page(told, "vragen/2"), sent).content.decode()
    assert "Niet bewaard" in html
    assert "Bloemen binden</p>" not in html
    assert "Wat u typte is verborgen" in html
    assert 'name="words-work" value="Bloemen binden"' in html  # and it is not lost
    sharing.post(SWITCH, {})
    assert "Bloemen binden</p>" in sharing.post(page(told, "vragen/2"), sent).content.decode()


def test_what_is_typed_goes_along_with_the_switch_s22(told: Case, anouk: Browser) -> None:
    """Also what is about health: hidden while the screen is shared, and there again afterwards."""
    there, line = page(told, "vragen/alles"), told.checklist.questions.get(key="abilities").lines[0]["value"]
    fields = {
        "version-work": "0", "answer-work": "given", "words-work": "Bloemen binden",
        "version-abilities": "1", "answer-abilities": "given", f"line-abilities-{line}": "not_now",
    }  # fmt: skip
    ticked = re.compile(rf'id="line-abilities-{line}-not_now"[^>]* checked')
    anouk.post(f"{SWITCH}?next={there}", fields | {"shared": "1"})
    assert "Bloemen" not in str(dict(anouk.session))  # sealed
    shared = anouk.get(there).content.decode()
    assert "Bloemen binden" in shared
    assert not ticked.search(shared)
    work = {"version-work": "0", "answer-work": "given", "words-work": "Bloemen binden"}
    anouk.post(
        SWITCH, work | {"shared": "1", "next": there}
    )  # pressed once more, with what is on the screen now
    waits = re.search(r'name="kept" value="(\w+)"', anouk.get(there).content.decode())
    assert waits is not None
    anouk.post(there, work | {"kept": waits.group(1)})
    anouk.post(SWITCH, {"next": there})
    after = anouk.get(there).content.decode()
    assert "Nog niet bewaard" in after
    assert ticked.search(after)
    assert answers_opened(told)["work"].answer == {"words": "Bloemen binden"}


@pytest.mark.parametrize("following", ["/nergens/", "/account/", "https://elders.example/", ""])
def test_the_switch_keeps_nothing_for_another_page(told: Case, anouk: Browser, following: str) -> None:
    anouk.post(f"{SWITCH}?next={following}", {"shared": "1", "version": "1", "goal": "Rust"})
    assert TYPED_SESSION not in anouk.session


def test_the_switch_keeps_nothing_of_a_case_of_somebody_else(world: World, told: Case) -> None:
    bilal = browser_of(world.people.bilal)
    bilal.post(f"{SWITCH}?next={page(told, 'doel')}", {"shared": "1", "version": "1", "goal": "Rust"})
    assert TYPED_SESSION not in bilal.session


def test_it_says_that_own_words_stay_as_they_were_typed(told: Case, sharing: Browser) -> None:
    for path in (page(told, "doel"), "/gesprekken/"):
        assert "Wat iemand zelf typte, kan namen bevatten." in sharing.get(path).content.decode()


def test_what_waits_of_one_client_is_not_told_in_the_talk_of_another(
    world: World, case: Case, anouk: Browser
) -> None:
    other, said = case_of(world, "FICTIEF-200"), "Op een andere pagina staat iets van u"
    anouk.post(f"{SWITCH}?next={page(case, 'doel')}", {"words": "Ik wil koken.", "shared": "1"})
    for path in (page(other, "doel"), page(other, "vragen/4")):
        assert said not in anouk.get(path).content.decode()
        assert str(case.uuid) not in anouk.get(path).content.decode()
    for path in ("/", "/gesprekken/", page(case, "vragen/4")):
        assert said in anouk.get(path).content.decode()
