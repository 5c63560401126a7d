# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The client's own page: what is recorded, why, what was shown, what both chose, who looked."""

import re
from datetime import timedelta
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client as Browser
from django.utils import timezone

from checklist.access.actions import log_look
from checklist.access.models import AccessLine, Erasure
from checklist.access.queries import PARTS
from checklist.intake.actions import close_case, stand_in
from checklist.intake.models import Answer, Case
from checklist.people.permissions import SYSTEM, Actor
from checklist.transparency.models import ClientRequest
from tests.checklist.transparency.world import (
    GOAL,
    World,
    come_in,
    decided,
    make_world,
    staff_browser,
    talk,
)
from tests.people import People

pytestmark = pytest.mark.django_db


def text_of(browser: Browser, address: str = "/mijn-gesprek/") -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def english(browser: Browser) -> Browser:
    browser.post("/taal/", {"language": "en", "next": "/"})
    return browser


def look(world: World, who: str, **fields: str) -> AccessLine:
    account = getattr(world.people, who)
    role = fields.pop("role", "caseworker")
    actor = Actor(kind="staff", account=account, role=role)
    return log_look(client_key=world.case.client_key, case_uuid=world.case.uuid, by=actor, **fields)  # type: ignore[arg-type]


@pytest.fixture
def world(folk: People) -> World:
    return make_world(people=folk)


# ---- what stands there -----------------------------------------------------------------------------------------------


def test_s23_the_contact_person_stands_on_top_with_phone_and_stand_in(world: World) -> None:
    colleague = world.people.bilal
    colleague.team = world.people.team
    colleague.save()
    stand_in(case=world.case, until=timezone.localdate() + timedelta(days=7), by=colleague)
    page = text_of(come_in(world))
    assert page.index("Anouk de Wit") < page.index("Bilal Kaya") < page.index('id="vastgelegd"')
    assert "010 000 00 01" in page


def test_the_goal_stands_first_and_literally(world: World) -> None:
    page = text_of(come_in(talk(world)))
    assert GOAL in page
    assert page.index(GOAL) < page.index('class="answers"')


def test_answers_stand_there_with_the_reason_why_they_were_asked(world: World) -> None:
    page = text_of(come_in(talk(world)))
    for words in ("9–16 uur", "27–44 jaar", "Een cursus. Die hielp niet."):
        assert words in page
    assert "Elke hulp vraagt een aantal uren per week." in page


def test_r8_the_page_shows_the_clients_own_voice_per_line(world: World) -> None:
    talk(world)
    browser = english(come_in(world))
    assert "this is right" in text_of(browser)
    answer = browser.post("/mijn-gesprek/antwoord/age/", {"voice": "do_not_use"})
    assert answer["Location"] == "/mijn-gesprek/"
    assert Answer.objects.get(question__key="age").voice == "do_not_use"
    assert "do not use this" in text_of(browser)
    asked = ClientRequest.objects.get()
    assert (asked.kind, asked.about_question, asked.owner) == ("objection", "age", world.people.anouk)


def test_r8_a_client_can_say_this_is_not_me(world: World) -> None:
    talk(world)
    browser = come_in(world)
    browser.post("/mijn-gesprek/antwoord/age/", {"voice": "not_me", "words": "Ik ben 51."})
    assert Answer.objects.get(question__key="age").voice == "not_me"
    assert ClientRequest.objects.get().kind == "correction"
    assert "Ik ben 51." in text_of(browser)


def test_r8_a_client_can_take_the_answer_itself_away(world: World) -> None:
    talk(world)
    browser = come_in(world)
    browser.post("/mijn-gesprek/antwoord/earlier_help/", {"voice": "destroy"})
    row = Answer.objects.get(question__key="earlier_help")
    assert (row.state, row.key_id) == ("destroyed", None)
    assert Erasure.objects.get().ground == "client_asked"
    assert "Een cursus" not in text_of(browser)
    assert browser.get("/mijn-gesprek/antwoord/earlier_help/").status_code == 404


def test_r8_no_reason_is_needed_but_a_choice_is(world: World) -> None:
    talk(world)
    browser = come_in(world)
    answer = browser.post("/mijn-gesprek/antwoord/age/", {"words": "Liever niet"})
    assert answer.status_code == 200
    assert "data-error-summary" in answer.content.decode()
    assert not ClientRequest.objects.exists()


def test_a_line_without_an_answer_has_nothing_to_object_to(world: World) -> None:
    talk(world)
    browser = come_in(world)
    assert browser.get("/mijn-gesprek/antwoord/children/").status_code == 404
    assert browser.get("/mijn-gesprek/antwoord/nothing-of-the-kind/").status_code == 404


def test_what_was_shown_and_chosen_stands_there(world: World) -> None:
    decided(world)
    page = text_of(come_in(world))
    assert "Ik wil het zelf proberen." in page
    assert "Dit past bij wat Dirk wil." in page
    assert "Proefplaatsing" in page
    assert page.index("Ik wil het zelf proberen.") < page.index("Dit past bij wat Dirk wil.")
    assert "Uw keuze is anders dan de uitkomst van het onderzoek" in page
    assert "Dit gaat over groepen, niet over u." in page
    shown = text_of(come_in_again(world), "/mijn-gesprek/getoond/")
    assert 'class="frozen"' in shown
    assert "FICTIEF" in shown


def come_in_again(world: World) -> Browser:
    browser = Browser()
    browser.post("/inloggen/code/", {"code": world.code})
    browser.post("/inloggen/pin/", {"pin": "4826"})
    return browser


def test_before_the_evidence_there_is_nothing_shown(world: World) -> None:
    assert come_in(world).get("/mijn-gesprek/getoond/").status_code == 404


def test_r17_it_is_a_report_and_no_formal_decision(world: World) -> None:
    decided(world)
    for address in ("/mijn-gesprek/", "/mijn-gesprek/alles/"):
        page = text_of(come_in_again(world) if address.endswith("alles/") else come_in(world), address)
        assert "Dit is een verslag van het gesprek, geen besluit." in page
        assert "Wij gebruiken dit niet voor controle of straf." in page
        assert (
            "vrij" not in page.lower().split("vrijdag")[0].split("vrijwillig")[0]
            or "u kiest vrij" not in page.lower()
        )


# ---- who looked ------------------------------------------------------------------------------------------------------


def row_of(page: str, line: AccessLine) -> str:
    """The words of the row of the table that is about this look."""
    row = next(one for one in re.findall(r"<tr role.*?</tr>", page, re.DOTALL) if str(line.uuid) in one)
    return " ".join(re.sub(r"<[^>]+>", " ", row).split())


def strip_on(page: str) -> list[str]:
    """The words of each row of the strip."""
    rows = re.findall(r'<li class="strip__row"><p>(.*?)</p>', page, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", "", row).split()) for row in rows]


def test_r14_each_look_is_a_row_with_time_person_part_reason_and_a_question(world: World) -> None:
    line = look(world, "anouk", part="questions", purpose="talk")
    page = text_of(english(come_in(world)))
    row = row_of(page, line)
    assert (
        f"{timezone.localtime(line.at):%H:%M} Anouk de Wit (your caseworker) looked at the questions" in row
    )
    assert "Reason: have the conversation" in row
    assert f"/mijn-gesprek/wie-keek/{line.uuid}/" in page


def test_r14_one_person_and_one_reason_are_one_row_of_the_strip_and_each_look_its_own_behind_it(
    world: World,
) -> None:
    lines = [look(world, "anouk", part=part, purpose="talk") for part in ("goal", "questions", "questions")]
    page = text_of(english(come_in(world)))
    assert "Anouk de Wit, your caseworker · have the conversation · 4 times on 1 day, last today" in strip_on(
        page
    )
    assert len({row_of(page, line) for line in lines} | {str(line.uuid) for line in lines}) >= 4
    assert page.count('class="strip__row"') == len(strip_on(page)) == 1


def test_r14_who_is_shielded_is_shown_by_role_and_team(world: World) -> None:
    carla = world.people.carla
    carla.is_shielded = True
    carla.save()
    look(world, "carla", part="review", purpose="learn", role="team_lead")
    page = text_of(english(come_in(world)))
    assert "Carla" not in page
    assert "Somebody (team lead, Team Noord)" in page
    assert "somebody, team lead, Team Noord · learn from a sample · 1 time on 1 day, last today" in strip_on(
        page
    )


def test_r14_a_refused_attempt_is_shown_too(world: World) -> None:
    answer = staff_browser(world.people.bilal).get(f"/gesprekken/{world.case.uuid}/vragen/")
    assert answer.status_code == 404
    page = text_of(english(come_in(world)))
    line = AccessLine.objects.get(outcome="refused")
    assert "Bilal Kaya (caseworker, Team Zuid) wanted to see the questions; refused" in row_of(page, line)
    assert (
        "Bilal Kaya, caseworker, Team Zuid · wanted to look; refused · 1 time on 1 day, last today"
        in strip_on(page)
    )
    assert "1 time refused." in page  # on the tile itself


def test_r14_looks_by_the_system_and_by_law_are_shown(world: World) -> None:
    repaired = log_look(client_key=world.case.client_key, by=SYSTEM, part="case", purpose="repair")
    handed = look(world, "anouk", part="case", purpose="", outcome="compelled")
    page = text_of(english(come_in(world)))
    assert "The computer system looked at your conversation" in row_of(page, repaired)
    assert "handed over your conversation, because a law compels us" in row_of(page, handed)
    assert any("a law compels us" in row for row in strip_on(page))


def test_r14_the_clients_own_look_is_on_record_and_stands_apart(world: World) -> None:
    browser = english(come_in(world))
    page = text_of(browser)
    own = page[page.index("Your own visits") :]
    assert "first log-in" in own
    assert all("your own page" not in row for row in strip_on(page))
    assert AccessLine.objects.filter(actor="client", part="own_page", outcome="shown").count() == 1


def test_r14_when_nobody_looked_it_says_so(world: World) -> None:
    client_only = make_world("FICTIEF-2", world.people)
    AccessLine.objects.filter(client_key=client_only.case.client_key)
    browser = english(come_in(client_only))
    page = text_of(browser)
    assert "wrote in your conversation" in page  # opening the case is a look as well


def test_r14_all_lines_can_be_reached(world: World) -> None:
    for part in (
        "goal",
        "questions",
        "read_back",
        "first_idea",
        "evidence",
        "choices",
        "summary",
        "hand_over",
        "close",
    ):
        look(world, "anouk", part=part, purpose="talk")
    browser = english(come_in(world))
    assert "/mijn-gesprek/wie-keek/" in text_of(browser)
    every = text_of(browser, "/mijn-gesprek/wie-keek/")
    for words in ("your goal", "the questions", "the choices", "the report", "the first ideas"):
        assert words in every


def test_r14_a_question_about_a_look_gets_a_date(world: World) -> None:
    line = look(world, "anouk", part="questions", purpose="talk")
    browser = come_in(world)
    address = f"/mijn-gesprek/wie-keek/{line.uuid}/"
    assert "Anouk de Wit" in text_of(browser, address)
    assert browser.post(address, {"words": "Waarom keek u?"})["Location"] == "/mijn-gesprek/"
    asked = ClientRequest.objects.get()
    assert (asked.kind, asked.about, asked.owner) == ("about_look", line.uuid, world.people.anouk)
    assert asked.due_on <= timezone.localdate() + timedelta(days=14)
    assert b"Waarom" not in bytes(asked.words)
    assert "Waarom keek u?" in text_of(browser)


def test_a_look_at_somebody_else_cannot_be_asked_about(world: World) -> None:
    other = make_world("FICTIEF-2", world.people)
    line = look(other, "anouk", part="questions", purpose="talk")
    assert come_in(world).get(f"/mijn-gesprek/wie-keek/{line.uuid}/").status_code == 404


# ---- rights ----------------------------------------------------------------------------------------------------------


def test_r18_one_tap_ends_the_reuse_for_research(world: World) -> None:
    talk(world)
    browser = come_in(world)
    assert browser.get("/mijn-gesprek/geen-onderzoek/")["Location"] == "/mijn-gesprek/"
    assert Case.objects.get().research_objected_at is None
    browser.post("/mijn-gesprek/geen-onderzoek/")
    first = Case.objects.get().research_objected_at
    assert first is not None
    browser.post("/mijn-gesprek/geen-onderzoek/")
    assert Case.objects.get().research_objected_at == first
    assert ClientRequest.objects.filter(kind="research").count() == 1
    assert "geen-onderzoek" not in text_of(browser)


def test_a_client_can_ask_to_talk_again_and_ask_something_else(world: World) -> None:
    browser = come_in(world)
    browser.post("/mijn-gesprek/opnieuw-praten/", {"words": ""})
    assert browser.post("/mijn-gesprek/vraag/", {"words": ""}).status_code == 200
    browser.post("/mijn-gesprek/vraag/", {"words": "Wie krijgt dit te zien?"})
    assert sorted(ClientRequest.objects.values_list("kind", flat=True)) == ["other", "reopen"]


def test_everything_in_one_file_to_keep(world: World) -> None:
    decided(world)
    browser = come_in(world)
    browser.post("/mijn-gesprek/vraag/", {"words": "Wie krijgt dit te zien?"})
    look(world, "carla", part="review", purpose="learn", role="team_lead")
    answer = browser.get("/mijn-gesprek/alles/")
    assert answer["Content-Disposition"] == 'attachment; filename="mijn-gesprek.html"'
    page = unescape(BytesIO(answer.content).read().decode())
    for words in (
        "Dirk Jansen", "FICTIEF-1", GOAL, "Een cursus. Die hielp niet.", "Ik wil het zelf proberen.",
        "Wie krijgt dit te zien?", "Carla Smit", "FICTIEF", "Direct naar werk",
    ):  # fmt: skip
        assert words in page, words
    assert "<link" not in page
    assert "<script" not in page
    assert AccessLine.objects.filter(actor="client", part="own_page_file").count() == 1


def test_s25_the_client_reads_until_when_it_is_kept(world: World) -> None:
    assert "60 maanden" in text_of(come_in(world)) or "60 months" in text_of(come_in_again(world))


def test_everything_reads_dutch_and_english(world: World) -> None:
    decided(world)
    browser = come_in(world)
    assert text_of(browser) != text_of(english(browser))


def test_the_own_page_takes_the_same_queries_however_many_looks(
    world: World, django_assert_max_num_queries: object
) -> None:
    decided(world)
    for _turn in range(40):
        look(world, "anouk", part="questions", purpose="talk")
    browser = come_in(world)
    with django_assert_max_num_queries(46):  # type: ignore[operator]
        browser.get("/mijn-gesprek/")


def test_a_closed_wrong_person_shows_no_own_page(world: World) -> None:
    browser = come_in(world)
    close_case(case=world.case, reason="wrong_person", by=world.people.anouk)
    assert browser.get("/mijn-gesprek/").status_code == 403


def test_every_part_that_the_code_logs_has_its_words() -> None:
    """A part without words would read 'your conversation': true, but not exact."""
    code = [path.read_text() for path in Path("checklist").rglob("*.py")]
    logged = {
        part
        for text in code
        for part in re.findall(r'(?:part(?:: str)? ?= ?|case_page\(|client_page\()"([a-z_]+)"', text)
    }
    logged |= {part for text in code for part in re.findall(r'_log\(request, .*?, "([a-z_]+)"\)', text)}
    assert len(logged) > 15
    assert logged <= set(PARTS)
