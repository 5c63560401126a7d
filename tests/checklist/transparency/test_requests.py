# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who works here answers clients; the privacy officer reads the access log, and is seen to do so (R14)."""

import csv
import re
from datetime import timedelta
from html import unescape
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from checklist.access.actions import log_look
from checklist.access.models import AccessLine
from checklist.access.queries import PAGE, PARTS, part_in_words, part_to_staff
from checklist.intake.actions import close_case
from checklist.people.permissions import SYSTEM, Actor
from checklist.questions.queries import questions_of
from checklist.retention.actions import destroy_client_data
from checklist.transparency.models import ClientRequest
from tests.checklist.transparency.world import World, come_in, make_world, staff_browser
from tests.people import People

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(folk: People) -> World:
    made = make_world(people=folk)
    browser = come_in(made)
    browser.post("/mijn-gesprek/vraag/", {"words": "Wie krijgt dit te zien?"})
    return made


def address() -> str:
    return f"/verzoeken/{ClientRequest.objects.get().uuid}/"


@pytest.mark.parametrize("who", ["anouk", "gerda"])
def test_own_caseworker_and_privacy_officer_read_and_answer(world: World, who: str) -> None:
    browser = staff_browser(getattr(world.people, who))
    assert address() in browser.get("/verzoeken/").content.decode()
    assert "Wie krijgt dit te zien?" in unescape(browser.get(address()).content.decode())
    assert browser.post(address(), {"answer": "Alleen wij twee."})["Location"] == "/verzoeken/"
    row = ClientRequest.objects.get()
    assert row.answered_by == getattr(world.people, who)
    assert b"Alleen" not in bytes(row.answer)
    client = come_in_again(world)
    assert "Alleen wij twee." in client.get("/mijn-gesprek/").content.decode()


def come_in_again(world: World) -> object:
    from django.test import Client as Browser

    browser = Browser()
    browser.post("/inloggen/code/", {"code": world.code})
    browser.post("/inloggen/pin/", {"pin": "4826"})
    return browser


def test_r14_reading_a_question_is_a_look_with_its_purpose(world: World) -> None:
    staff_browser(world.people.gerda).get(address())
    line = AccessLine.objects.filter(part="request").get()
    assert (line.purpose, line.role, line.account) == ("complaint", "privacy_officer", world.people.gerda)


def test_r14_another_caseworker_is_refused_and_that_is_on_record(world: World) -> None:
    browser = staff_browser(world.people.bilal)
    assert address() not in browser.get("/verzoeken/").content.decode()
    assert browser.get(address()).status_code == 404
    assert browser.post(address(), {"answer": "Dag"}).status_code == 404
    assert (
        list(AccessLine.objects.filter(account=world.people.bilal).values_list("outcome", flat=True))
        == ["refused"]  # the list shows nobody; twice at one part within ten minutes is one line
    )
    assert ClientRequest.objects.get().answered_at is None


def test_an_answer_is_given_once(world: World) -> None:
    anouk, gerda = staff_browser(world.people.anouk), staff_browser(world.people.gerda)
    anouk.post(address(), {"answer": "Alleen wij twee."})
    gerda.post(address(), {"answer": "Iedereen."})
    assert ClientRequest.objects.get().answered_by == world.people.anouk


def test_an_empty_answer_is_refused(world: World) -> None:
    answer = staff_browser(world.people.anouk).post(address(), {"answer": " "})
    assert answer.status_code == 200
    assert ClientRequest.objects.get().answered_at is None


def test_the_start_page_and_the_list_show_what_is_due(world: World) -> None:
    ClientRequest.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    browser = staff_browser(world.people.anouk)
    assert address() in browser.get("/").content.decode()
    page = browser.get("/verzoeken/").content.decode()
    assert "too late" in page or "te laat" in page


def test_the_list_takes_the_same_queries_however_long(
    world: World, django_assert_max_num_queries: object
) -> None:
    browser = staff_browser(world.people.anouk)
    browser.get("/verzoeken/")
    client = come_in_again(world)
    for number in range(12):
        client.post("/mijn-gesprek/vraag/", {"words": f"Vraag {number}"})  # type: ignore[attr-defined]
    with django_assert_max_num_queries(11):  # type: ignore[operator]
        browser.get("/verzoeken/")
    officer = staff_browser(world.people.gerda)
    with CaptureQueriesContext(connection) as one:
        officer.get("/verzoeken/")
    ClientRequest.objects.exclude(pk=ClientRequest.objects.earliest("pk").pk).delete()
    with CaptureQueriesContext(connection) as many:
        officer.get("/verzoeken/")
    assert len(one) == len(many)


@pytest.mark.parametrize("who", ["anouk", "gerda"])
def test_the_list_says_which_client_asked_and_who_answers(world: World, who: str) -> None:
    page = unescape(staff_browser(getattr(world.people, who)).get("/verzoeken/").content.decode())
    assert "Van wie" not in page
    row = page[page.index("<tbody") : page.index("</tbody>")]
    assert "FICTIEF-1" in row
    assert "Wie antwoordt:</span> Anouk de Wit" in row
    detail = unescape(staff_browser(getattr(world.people, who)).get(address()).content.decode())
    assert "<dt>Cliënt</dt><dd>FICTIEF-1</dd>" in detail
    assert "<dt>Wie antwoordt</dt><dd>Anouk de Wit</dd>" in detail


def test_r14_who_stands_on_the_list_of_questions_reads_it(world: World) -> None:
    staff_browser(world.people.anouk).get("/verzoeken/")
    assert AccessLine.objects.get(part="request").account == world.people.anouk
    staff_browser(world.people.gerda).get("/verzoeken/")
    line = AccessLine.objects.get(part="request", account=world.people.gerda)
    assert (line.client_key, line.purpose, line.account) == (
        world.case.client_key, "complaint", world.people.gerda,
    )  # fmt: skip


def test_from_a_question_the_privacy_officer_goes_to_the_log_of_that_client(world: World) -> None:
    make_world("FICTIEF-2", world.people)
    gerda = staff_browser(world.people.gerda)
    for page in (gerda.get(address()).content.decode(), gerda.get("/verzoeken/").content.decode()):
        form = page[page.index('action="/toezicht/"') :]
        assert re.search(r'name="number" value="FICTIEF-1"', form)
    answer = gerda.post("/toezicht/", {"number": "FICTIEF-1", "purpose": "complaint"})
    assert answer["Location"] == "/toezicht/"  # no number in an address
    log = gerda.get("/toezicht/").content.decode()
    assert "FICTIEF-1" in log
    assert "FICTIEF-2" not in log
    anouk = staff_browser(world.people.anouk)
    for at in (address(), "/verzoeken/"):
        assert 'action="/toezicht/"' not in anouk.get(at).content.decode()


def test_while_the_screen_is_shared_no_number_stands_on_it(world: World) -> None:
    for who in ("anouk", "gerda"):
        browser = staff_browser(getattr(world.people, who))
        session = browser.session
        session["screen_shared"] = True
        session.save()
        for page in ("/verzoeken/", address()):
            assert "FICTIEF-1" not in browser.get(page).content.decode()


def test_a_destroyed_client_has_no_number_on_the_list(world: World) -> None:
    destroy_client_data(client=world.case.client, ground="term", by=SYSTEM)  # type: ignore[arg-type]
    assert "FICTIEF-1" not in staff_browser(world.people.gerda).get("/verzoeken/").content.decode()


# ---- supervision -----------------------------------------------------------------------------------------------------


def search(world: World, **fields: str) -> object:
    browser = staff_browser(world.people.gerda)
    answer = browser.post("/toezicht/", {"purpose": "access", **fields})
    assert answer.status_code == 302
    return browser


def test_r14_nothing_is_shown_before_a_reason_is_given(world: World) -> None:
    browser = staff_browser(world.people.gerda)
    before = AccessLine.objects.count()
    assert "Anouk de Wit</td>" not in browser.get("/toezicht/").content.decode()
    assert browser.post("/toezicht/", {"purpose": "fraud"}).status_code == 200
    assert AccessLine.objects.count() == before


def test_r14_looking_at_the_log_is_logged_for_every_client_in_it(world: World) -> None:
    other = make_world("FICTIEF-2", world.people)
    browser = search(world)
    page = browser.get("/toezicht/").content.decode()  # type: ignore[attr-defined]
    assert "FICTIEF-1" in page
    assert "FICTIEF-2" in page
    lines = AccessLine.objects.filter(part="access_log")
    assert {line.client_key for line in lines} == {world.case.client_key, other.case.client_key}
    assert {line.purpose for line in lines} == {"access"}


def test_search_by_number_person_and_period(world: World) -> None:
    other = make_world("FICTIEF-2", world.people)
    page = search(world, number="FICTIEF-2").get("/toezicht/").content.decode()  # type: ignore[attr-defined]
    assert "FICTIEF-2" in page
    assert "FICTIEF-1" not in page
    assert not AccessLine.objects.filter(part="access_log", client_key=world.case.client_key).exists()
    log_look(
        client_key=other.case.client_key,
        by=Actor("staff", world.people.carla, role="team_lead"),
        part="review",
        purpose="learn",
    )
    page = search(world, person=str(world.people.carla.pk)).get("/toezicht/").content.decode()  # type: ignore[attr-defined]
    table = page[page.index("<tbody") :]
    assert "Carla Smit" in table
    assert "Anouk de Wit" not in table
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    page = search(world, from_day=tomorrow).get("/toezicht/").content.decode()  # type: ignore[attr-defined]
    assert "<tbody" not in page
    assert "<tbody" not in search(world, number="bestaat niet").get("/toezicht/").content.decode()  # type: ignore[attr-defined]


def test_no_client_number_stands_in_an_address(world: World) -> None:
    browser = staff_browser(world.people.gerda)
    assert (
        browser.post("/toezicht/", {"purpose": "access", "number": "FICTIEF-1"})["Location"] == "/toezicht/"
    )


def test_a_period_that_ends_before_it_begins_is_refused(world: World) -> None:
    browser = staff_browser(world.people.gerda)
    answer = browser.post(
        "/toezicht/", {"purpose": "access", "from_day": "2026-05-03", "until_day": "2026-05-01"}
    )
    assert answer.status_code == 200


def test_pages_of_the_log_hold_every_line_once(world: World) -> None:
    actor = Actor("staff", world.people.anouk, role="caseworker")
    for _turn in range(PAGE + 20):
        log_look(client_key=world.case.client_key, by=actor, part="questions", purpose="talk")
    tomorrow = timezone.localdate().isoformat()
    browser = search(world, person=str(world.people.anouk.pk), until_day=tomorrow)
    expected = AccessLine.objects.filter(account=world.people.anouk).count()
    first = browser.get("/toezicht/")  # type: ignore[attr-defined]
    second = browser.get("/toezicht/" + first.context["older_url"])  # type: ignore[attr-defined]
    assert len(first.context["rows"]) == PAGE
    assert len(first.context["rows"]) + len(second.context["rows"]) == expected
    assert second.context["older_url"] == ""
    assert browser.get("/toezicht/?before=onzin").status_code == 200  # type: ignore[attr-defined]


def test_a_page_of_the_log_takes_the_same_queries_however_many_clients(
    world: World, django_assert_max_num_queries: object
) -> None:
    for number in range(2, 8):
        make_world(f"FICTIEF-{number}", world.people)
    browser = search(world)
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        browser.get("/toezicht/")  # type: ignore[attr-defined]


@pytest.mark.parametrize("start", ["=1+1", " =1+1", '"=1+1', "\t=1+1", "\r=1+1", "|calc", "＝1+1"])
def test_the_log_as_a_file_is_a_look_too_and_starts_no_formula(world: World, start: str) -> None:
    anouk = world.people.anouk
    anouk.display_name = f"{start} Anouk"
    anouk.save()
    browser = search(world)
    answer = browser.post("/toezicht/bestand/")  # type: ignore[attr-defined]
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 1 + AccessLine.objects.exclude(part="access_log_export").count()
    assert f"'{start} Anouk" in {row[1] for row in rows}
    assert AccessLine.objects.filter(part="access_log_export", account=world.people.gerda).exists()
    browser.post("/toezicht/nieuw/")  # type: ignore[attr-defined]
    assert browser.post("/toezicht/bestand/")["Location"] == "/toezicht/"  # type: ignore[attr-defined]


def test_a_client_without_a_code_gets_everything_on_paper(world: World) -> None:
    close_case(case=world.case, reason="done", by=world.people.anouk)
    gerda = staff_browser(world.people.gerda)
    answer = gerda.post("/toezicht/clientbestand/", {"number": " fictief-1 "})
    assert answer["Content-Disposition"] == 'attachment; filename="mijn-gesprek.html"'
    page = unescape(answer.content.decode())
    assert "Dirk Jansen" in page
    assert "Wie krijgt dit te zien?" in page
    line = AccessLine.objects.get(part="own_page_file")
    assert (line.account, line.purpose) == (world.people.gerda, "access")
    assert gerda.post("/toezicht/clientbestand/", {"number": "niemand"})["Location"] == "/toezicht/"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_who_keeps_watch_reads_words_for_staff_and_the_client_words_for_the_client(language: str) -> None:
    """Every part of a file: "uw eigen pagina" to the client, "de eigen pagina van de cliënt" to the privacy officer."""
    to_client = re.compile(r"\b(uw|u|your|you)\b", re.IGNORECASE)
    with translation.override(language):
        assert to_client.search(part_in_words("own_page"))
        for part in (*PARTS, "something new"):
            assert not to_client.search(part_to_staff(part)), part


# ---- what a correction is about --------------------------------------------------------------------------------------


def spoken_about(key: str) -> str:
    """The address of a request that is about the answer to this question."""
    ClientRequest.objects.update(about_question=key, kind="correction")
    return address()


@pytest.mark.parametrize(
    ("lang", "words"), [("nl", "bij dit onderwerp: {}."), ("en", "About an answer on this topic: {}.")]
)
def test_a_correction_names_the_topic_in_the_language_of_the_reader(
    world: World, lang: str, words: str
) -> None:
    asked = questions_of(world.case.checklist)
    for question in [one for one in asked if one.key in {"health_gate", "age"}]:
        browser = staff_browser(world.people.anouk)
        browser.post("/taal/", {"language": lang})
        page = unescape(browser.get(spoken_about(question.key)).content.decode())
        assert words.format(getattr(question, f"topic_{lang}")) in page
        assert not re.search(rf"\b{question.key}\b", re.sub(r"<[^>]+>", " ", page))


def test_s22_no_topic_of_health_or_money_while_the_screen_is_shared(world: World) -> None:
    browser = staff_browser(world.people.anouk)
    browser.post("/gesprekken/scherm-delen/", {"shared": "1", "next": "/"})
    asked = {one.key: one for one in questions_of(world.case.checklist)}
    private = next(one for one in asked.values() if one.sensitive)
    page = unescape(browser.get(spoken_about(private.key)).content.decode())
    assert private.topic_nl not in page
    assert private.key not in page
    assert "bij dit onderwerp: Verborgen" in page
    assert asked["age"].topic_nl in unescape(browser.get(spoken_about("age")).content.decode())


def test_a_question_that_is_not_there_any_more_is_not_named_by_its_key(world: World) -> None:
    page = staff_browser(world.people.anouk).get(spoken_about("long_gone")).content.decode()
    assert "long_gone" not in page
