# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The intake as somebody goes through it, without JavaScript: open, goal, questions, stop, go on."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from checklist.access.models import PurposeOfTheDay
from checklist.intake.actions import confirm_read_back, open_case
from checklist.intake.models import Answer, Case
from checklist.intake.queries import answers_opened, contact_of, goal_of
from checklist.people.models import ClientCode
from checklist.people.permissions import Refused
from checklist.people.rules import hash_of_code
from checklist.questions.page import skeleton
from tests.checklist.intake.steps import GOAL, answer, browser_of, case_of, page, stored
from tests.worlds import World

#: Not the middle of a uuid that happens to hold no letters.
CODE = re.compile(r"(?<![\w-])[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}(?![\w-])")


def opening(**changes: Any) -> dict[str, Any]:
    fields = {"once": str(uuid4()), "number": "fictief-7", "display_name": "Kim Fictief", "purpose": "talk"}
    return fields | {"new": "on"} | changes


# ---- opening ---------------------------------------------------------------------------------------------------------


def test_opening_gives_the_code_once_s20(world: World, anouk: Browser) -> None:
    fields = opening()
    html = anouk.post("/gesprekken/nieuw/", fields).content.decode()
    [code] = CODE.findall(html)
    case = Case.objects.get(uuid=fields["once"])
    row = ClientCode.objects.get(case_uuid=case.uuid)
    assert row.code_hash == hash_of_code(code, settings.CODE_KEY)
    assert case.client is not None
    assert (case.client.number, case.fictional, case.stage) == ("FICTIEF-7", True, Case.Stage.GOAL)
    assert PurposeOfTheDay.objects.get(case_uuid=case.uuid).purpose == "talk"
    assert CODE.findall(anouk.get(page(case, "code")).content.decode()) == []
    [new] = CODE.findall(anouk.post(page(case, "code")).content.decode())
    assert new != code
    assert ClientCode.objects.filter(case_uuid=case.uuid, ended_at=None).count() == 1


def test_the_form_sent_twice_opens_one_case_s18(world: World, anouk: Browser) -> None:
    fields = opening()
    anouk.post("/gesprekken/nieuw/", fields)
    again = anouk.post("/gesprekken/nieuw/", fields)
    assert again["Location"] == f"/gesprekken/{fields['once']}/code/"
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"number": "111222333"}, "Dit lijkt een BSN"),
        ({"number": "1112.22.333"}, "Dit lijkt een BSN"),
        ({"display_name": ""}, "Vul een naam in."),
        ({"purpose": "fraud"}, ""),
        ({"purpose": ""}, ""),
        ({"once": "no-uuid"}, ""),
    ],
)
def test_what_cannot_be_opened(world: World, anouk: Browser, changes: dict[str, Any], sentence: str) -> None:
    response = anouk.post("/gesprekken/nieuw/", opening(**changes))
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Case.objects.exists()


def test_a_known_number_with_another_name_is_held_up_s21(world: World, case: Case) -> None:
    browser = browser_of(world.people.bilal)
    response = browser.post("/gesprekken/nieuw/", opening(number="FICTIEF-100"))
    assert response.status_code == 422
    assert "Dirk" not in response.content.decode()
    right = opening(number="FICTIEF-100", display_name="dirk fictief")
    assert browser.post("/gesprekken/nieuw/", right).status_code == 422  # a client of another team
    world.people.bilal.team = world.people.team
    world.people.bilal.save()
    assert browser.post("/gesprekken/nieuw/", right).status_code == 200
    assert Case.objects.filter(client=case.client).count() == 2


def test_without_a_published_checklist_no_talk_begins(world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE checklist_checklist SET state = 'superseded'")
    with pytest.raises(Refused):
        open_case(number="1", display_name="x", purpose="talk", by=world.people.anouk, fictional=True)


# ---- the list --------------------------------------------------------------------------------------------------------


def test_the_list_takes_as_many_queries_for_many_as_for_one(world: World, anouk: Browser) -> None:
    case_of(world, "FICTIEF-1", told=False)
    anouk.get("/gesprekken/")
    with CaptureQueriesContext(
        connection,
    ) as one:
        anouk.get("/gesprekken/")
    for number in range(2, 9):
        case_of(world, f"FICTIEF-{number}", told=False)
    with CaptureQueriesContext(connection) as many:
        assert anouk.get("/gesprekken/").content.decode().count("FICTIEF-") == 8
    assert len(many) == len(one) <= 10  # the lines of everybody on the list among them


def test_the_list_shows_own_cases_by_page(
    world: World, anouk: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("checklist.intake.queries.PER_PAGE", 2)
    monkeypatch.setattr("checklist.intake.queries.cases.PER_PAGE", 2)
    for number in range(1, 4):
        case_of(world, f"FICTIEF-{number}", told=False)
    case_of(world, "FICTIEF-9", told=False, by=world.people.bilal)
    first = anouk.get("/gesprekken/").content.decode()
    assert ("FICTIEF-3" in first, "FICTIEF-1" in first, "FICTIEF-9" in first) == (True, False, False)
    [older] = re.findall(r"\?voor=\d+", first)
    assert "FICTIEF-1" in anouk.get(f"/gesprekken/{older}").content.decode()
    for odd in ("?voor=x", "?voor=99999999999999999999", "?voor=-1", "?voor=%00"):
        assert anouk.get(f"/gesprekken/{odd}").status_code == 200


# ---- goal and research -----------------------------------------------------------------------------------------------


def test_the_goal_is_kept_literally(world: World, anouk: Browser) -> None:
    case = case_of(world, told=False)
    words = "Ik wil 'gewoon' rust, & <b>dan</b> werk 🙂"
    response = anouk.post(page(case, "doel"), {"goal": words, "goal_state": "given", "version": "1"})
    assert response["Location"] == page(case, "vragen")
    case.refresh_from_db()
    assert goal_of(case) == words
    assert words.encode() not in bytes(case.goal)
    assert "&lt;b&gt;dan" in anouk.get(page(case, "doel")).content.decode()


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"goal_state": "unknown"}, 302),
        ({"goal_state": "declined"}, 302),
        ({"goal": "Rust"}, 302),
        ({"goal": "Rust", "goal_state": "declined"}, 422),
        ({"goal_state": "given"}, 422),
        ({}, 422),
        ({"goal_state": "not_asked"}, 422),
    ],
)
def test_the_goal_may_stay_open_and_is_never_guessed(
    world: World, anouk: Browser, fields: dict[str, str], status: int
) -> None:
    case = case_of(world, told=False)
    response = anouk.post(page(case, "doel"), fields | {"version": "1"})
    assert response.status_code == status
    if status == 422 and "goal" in fields:
        assert fields["goal"] in response.content.decode()  # nothing typed is lost


def test_the_client_is_told_of_research_before_the_first_answer_r18(world: World, anouk: Browser) -> None:
    """Rule R18: the page with the goal tells it and offers the objection; before that no answer can be stored."""
    case = case_of(world, told=False)
    html = anouk.get(page(case, "doel")).content.decode()
    assert html.index("Wat wilt u bereiken?") < html.index("gebruik mijn antwoorden niet voor onderzoek")
    assert html.index('name="research_objection"') < html.index("Verder naar de vragen")
    assert 'name="research_objection" value="1" aria' in html  # nothing ticked beforehand
    for name in ("vragen", "vragen/4", "vragen/alles", "teruglezen"):
        assert anouk.get(page(case, name))["Location"] == page(case, "doel")
        assert anouk.post(page(case, name), {"answer-age": "18-26", "version-age": "0"}).status_code in {
            302,
            403,
        }
    with pytest.raises(Refused):
        answer(case, "age", {"value": "18-26"})
    with pytest.raises(Refused):
        confirm_read_back(case=case, by=world.people.anouk)
    assert not Answer.objects.exists()


def test_one_tap_objects_to_research_and_one_takes_it_back_r18(world: World, anouk: Browser) -> None:
    case = case_of(world, told=False)
    fields = {"goal": GOAL, "goal_state": "given"}
    anouk.post(page(case, "doel"), fields | {"version": "1", "research_objection": "1"})
    case.refresh_from_db()
    assert case.research_told_at is not None
    assert case.research_objected_at is not None
    anouk.post(page(case, "doel"), fields | {"version": str(case.version)})
    case.refresh_from_db()
    assert case.research_objected_at is None


# ---- questions -------------------------------------------------------------------------------------------------------


def test_nothing_is_preselected_r5(case: Case, anouk: Browser) -> None:
    html = anouk.get(page(case, "vragen/alles")).content.decode()
    assert " checked" not in html
    assert (
        html.count('value="declined"')
        == html.count('value="not_asked"')
        == html.count('value="unknown"')
        == 14
    )


def test_a_few_topics_at_a_time_to_the_end(case: Case, anouk: Browser) -> None:
    address, seen = page(case, "vragen"), []
    for _sheet in range(3):
        html = anouk.get(address).content.decode()
        seen += re.findall(r'data-question="(\w+)"', html)
        action = re.findall(r'action="(/gesprekken/[^"]+/vragen/[^"]*)"', html)[0]
        address = anouk.post(action, {"go": "next"})["Location"]
    assert address == page(case, "teruglezen")
    assert len(seen) == len(set(seen)) == 14
    assert not Answer.objects.exists()  # what is left alone is not stored


def test_answers_are_stored_and_stand_there_again(case: Case, anouk: Browser) -> None:
    fields = {
        "answer-recent_work": "yes_past", "version-recent_work": "0",
        "answer-before": ["paid", "care"], "words-before": "Bakkerij <3", "version-before": "0",
    }  # fmt: skip
    response = anouk.post(page(case, "vragen/6"), fields | {"go": "next"})
    assert response["Location"] == page(case, "vragen/8")
    assert answers_opened(case)["before"].answer == {"values": ["paid", "care"], "words": "Bakkerij <3"}
    html = anouk.get(page(case, "vragen/6")).content.decode()
    assert html.count(" checked") == 3
    assert "Bakkerij &lt;3" in html
    assert 'name="version-before" value="1"' in html


def test_a_yes_at_the_gate_opens_two_questions_without_javascript(case: Case, anouk: Browser) -> None:
    html = anouk.get(page(case, "vragen/11")).content.decode()
    assert html.count(" hidden") >= 2
    answered = {"answer-health_gate": "yes", "version-health_gate": "0", "version-health_long": "0"}
    response = anouk.post(page(case, "vragen/11"), answered)
    assert response["Location"] == page(case, "vragen/8") + "#question-health_long"
    no = {
        "answer-health_gate": "no",
        "version-health_gate": "1",
        "answer-health_long": "yes",
        "version-health_long": "0",
    }
    assert anouk.post(page(case, "vragen/11"), no)["Location"] == page(case, "vragen/14")
    assert not Answer.objects.filter(
        question__key="health_long"
    ).exists()  # not asked any more, so not stored


def test_stop_and_resume_anywhere(world: World, case: Case, anouk: Browser) -> None:
    stop = {
        "answer-hours": "17-24",
        "version-hours": "0",
        "answer-work": "unknown",
        "version-work": "0",
        "go": "stop",
    }
    assert anouk.post(page(case, "vragen/2"), stop)["Location"] == "/gesprekken/"
    elsewhere = browser_of(world.people.anouk)
    html = elsewhere.get(page(case, "vragen")).content.decode()
    assert 'data-question="age"' in html  # the first topic with something open
    assert elsewhere.get(f"/gesprekken/{case.uuid}/")["Location"] == page(case, "vragen")


@pytest.mark.parametrize(
    "fields",
    [
        {"answer-work": "unknown", "words-work": "Bakken"},
        {"answer-work": "given", "words-work": " "},
        {"answer-hours": "40"},
        {"version-hours": "x"},
    ],
)
def test_a_mistake_gives_the_text_back_and_stores_nothing_s22(
    case: Case, anouk: Browser, fields: dict[str, str]
) -> None:
    sent = {"version-work": "0", "version-hours": "0", "answer-hours": "0-8"} | fields
    response = anouk.post(page(case, "vragen/2"), sent)
    html = response.content.decode()
    assert response.status_code == 422
    assert "data-error-summary" in html
    assert ("Bakken" in html) == ("Bakken" in str(fields))
    assert not Answer.objects.exists()


def test_the_last_box_may_be_unticked_and_the_question_is_open_again(case: Case, anouk: Browser) -> None:
    answer(case, "needs", {"values": ["travel"]})
    response = anouk.post(page(case, "vragen/14"), {"version-needs": "1"})
    assert response.status_code == 302
    assert (stored(case, "needs").state, bytes(stored(case, "needs").value)) == ("empty", b"")
    html = anouk.get(page(case, "vragen/14")).content.decode()
    assert "checked" not in html[html.index('id="question-needs"') :]
    assert 'name="version-needs" value="2"' in html
    assert re.search(
        r"Wat heeft u nodig.*?Opengelaten", anouk.get(page(case, "teruglezen")).content.decode(), re.DOTALL
    )


def test_words_that_are_taken_out_leave_the_question_open(case: Case, anouk: Browser) -> None:
    answer(case, "work", {"words": "In de tuin."})
    sent = {"version-work": "1", "answer-work": "given", "words-work": " "}
    assert anouk.post(page(case, "vragen/2"), sent).status_code == 302
    assert stored(case, "work").state == "empty"
    anouk.post(page(case, "teruglezen"), {"confirm": "1"})
    assert stored(case, "work").state == "not_asked", "what is open when all is right was not asked"


def test_answers_from_paper_are_marked_s22(case: Case, anouk: Browser) -> None:
    paper = anouk.get(page(case, "vragen/papier")).content.decode()
    screen = anouk.get(page(case, "vragen/alles")).content.decode()
    numbers = re.findall(r'<section class="paper"><h2>(\d+)\.', paper)
    assert numbers == [str(number) for number in range(1, 16)]
    assert re.findall(r'<span class="soft">(\d+)\.</span>', screen) == numbers[1:]
    fields = {"from_paper": "1", "answer-age": "55+", "version-age": "0", "go": "read_back"}
    assert anouk.post(page(case, "vragen/alles"), fields)["Location"] == page(case, "teruglezen")
    assert stored(case, "age").from_paper
    assert "later ingevuld vanaf papier" in anouk.get(page(case, "teruglezen")).content.decode()


def test_quiet_saving_answers_in_json(case: Case, anouk: Browser) -> None:
    quiet = {"HTTP_X_QUIET": "1"}
    sent = {"answer-health_gate": "yes", "version-health_gate": "0"}
    response = anouk.post(page(case, "vragen/bewaar"), sent, **quiet)
    assert response.json()["versions"] == {"health_gate": 1}
    assert {"health_long", "abilities"} <= set(response.json()["asked"])
    wrong = anouk.post(page(case, "vragen/bewaar"), {"answer-age": "17", "version-age": "0"}, **quiet)
    assert (wrong.status_code, list(wrong.json()["errors"])) == (422, ["age"])
    assert anouk.get(page(case, "vragen/bewaar"))["Location"] == page(case, "vragen")


# ---- the rest --------------------------------------------------------------------------------------------------------


def test_the_questions_are_compiled_once_per_version(case: Case) -> None:
    first = skeleton(case.checklist, "nl")
    with CaptureQueriesContext(connection) as queries:
        assert skeleton(case.checklist, "nl") is first
    assert len(queries) == 0
    assert skeleton(case.checklist, "en") is not first


def test_the_contact_person_is_named_unless_shielded_s23(world: World, case: Case) -> None:
    assert (contact_of(case).name, contact_of(case).phone) == ("Anouk de Wit", "010 000 00 01")
    case.caseworker.is_shielded = True
    assert contact_of(case).name == "Team Noord"


def test_everything_stands_in_english_too(case: Case, anouk: Browser) -> None:
    anouk.cookies["django_language"] = "en"
    for name in ("doel", "vragen/alles", "teruglezen", "code"):
        html = anouk.get(page(case, name)).content.decode()
        assert '<html lang="en"' in html
        for dutch in ("Uw doel", "Weet ik niet", "Dit ben ik niet", "Wat wilt u", "Nieuwe code"):
            assert dutch not in html


def test_the_paper_twin_in_large_print_has_the_same_questions(case: Case, anouk: Browser) -> None:
    plain, large = (
        anouk.get(page(case, "vragen/papier") + query).content.decode() for query in ("", "?groot")
    )
    assert "page--large" in large
    assert "page--large" not in plain
    assert plain.count('class="paper"') == large.count('class="paper"') > 10
    assert "page--large" in anouk.get("/gespreksvragen/papier/?groot").content.decode()
