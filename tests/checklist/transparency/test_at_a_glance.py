# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The own page at a glance: six answers, what is new, what can be done; and the same on top of the file."""

import gzip
import re
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from checklist.access.models import AccessLine
from checklist.intake.actions import record_absence
from checklist.intake.models import Case
from checklist.people.models import ClientCode
from checklist.transparency.actions import answer as answer_request
from checklist.transparency.models import ClientRequest
from checklist.transparency.page.tiles import shortened
from tests.checklist import test_page_weight
from tests.checklist.transparency.test_own_page import english, look, row_of, text_of
from tests.checklist.transparency.world import GOAL, World, come_in, decided, make_world, talk
from tests.clock import clock_at
from tests.people import People

pytestmark = pytest.mark.django_db

OWN = "/mijn-gesprek/"
production = test_page_weight.production


@pytest.fixture
def world(folk: People) -> World:
    made = make_world(people=folk)
    ClientCode.objects.update(made_at=timezone.now() - timedelta(days=1))  # not used within minutes
    return made


def tiles_on(page: str) -> dict[str, str]:
    """Each question with its answer, as they stand on the closed tiles."""
    found = re.findall(
        r'<summary class="tile__head"><h2>(.*?)</h2> <span class="tile__answer">(.*?)</span>', page
    )
    return dict(found)


def news_on(page: str) -> tuple[list[str], list[str]]:
    """What is new: in sight, and what is folded away."""
    seen = page.partition('<section class="news"')[2].partition("</section>")[0]
    folded = page.partition("news--earlier")[2].partition("</ul>")[0]
    return lines_in(seen), lines_in(folded)


def lines_in(part: str) -> list[str]:
    lines = re.findall(r"<li[^>]*>(.*?)</li>", part, re.DOTALL)
    inside = [re.search(r"<(?:summary|a [^>]*)>(.*?)</", line) for line in lines]
    return [found[1] if found else line.strip() for line, found in zip(lines, inside, strict=True)]


# ---- six answers -----------------------------------------------------------------------------------------------------


def test_each_of_the_six_questions_has_its_answer_on_the_tile(world: World) -> None:
    decided(world)
    today = text_of(come_in(world))
    day = timezone.localdate()
    answers = tiles_on(today)
    assert list(answers) == [
        "Wat staat er?",
        "Waarom?",
        "Wie keek?",
        "Wanneer?",
        "Waarvoor?",
        "Hoe zeg ik nee?",
    ]
    assert answers["Wat staat er?"].startswith("4 antwoorden, ")
    assert answers["Wat staat er?"].endswith(f"leeg. U wilt: “{shortened(GOAL)}”")
    assert answers["Waarom?"] == "Om met u te praten over hulp bij werk."
    assert answers["Wie keek?"] == "1 persoon, laatst vandaag: uw consulent."
    assert answers["Wanneer?"].startswith(f"{day.day} ")
    assert answers["Wanneer?"].endswith("Bewaard tot 60 maanden na het einde.")
    assert (
        answers["Waarvoor?"]
        == "Voor dit gesprek en, zonder uw naam, voor onderzoek. Niet voor controle of straf."
    )
    assert answers["Hoe zeg ik nee?"] == "Bij elk antwoord, en tegen onderzoek. Zonder reden."


def test_an_empty_conversation_has_its_six_answers_too(world: World) -> None:
    answers = tiles_on(text_of(english(come_in(world))))
    assert answers["What is recorded?"] == "0 answers."
    assert len(answers) == 6
    assert all(answers.values())


def test_r18_the_tile_says_that_research_was_refused(world: World) -> None:
    browser = come_in(talk(world))
    browser.post("/mijn-gesprek/geen-onderzoek/")
    answers = tiles_on(text_of(browser))
    assert answers["Waarvoor?"] == "Alleen voor dit gesprek. Niet voor onderzoek, controle of straf."
    assert answers["Hoe zeg ik nee?"] == "Bij elk antwoord, zonder reden. Tegen onderzoek zei u al nee."


def test_s25_the_tile_says_the_day_after_closing(world: World) -> None:
    Case.objects.filter(pk=world.case.pk).update(
        keep_until=timezone.localdate().replace(year=2040, month=5, day=3)
    )
    assert tiles_on(text_of(come_in(world)))["Wanneer?"].endswith("Bewaard tot 3 mei 2040.")


def test_r14_the_tile_counts_people_and_names_who_looked_last(world: World) -> None:
    look(world, "carla", part="review", purpose="learn", role="team_lead")
    answers = tiles_on(text_of(english(come_in(world))))
    assert answers["Who looked?"] == "2 people, last today: Carla Smit."


@pytest.mark.parametrize(
    ("words", "short"),
    [
        ("Werk in de zorg.", "Werk in de zorg."),
        ("Twee\nregels", "Twee regels"),
        ("Ik wil graag weer onder de mensen zijn, en verdienen", "Ik wil graag weer onder de …"),
        ("x" * 60, "x" * 28 + " …"),
    ],
)
def test_of_a_long_goal_the_tile_holds_the_first_whole_words(words: str, short: str) -> None:
    assert shortened(words) == short


# ---- what is new -----------------------------------------------------------------------------------------------------


def test_the_newest_stands_in_sight_and_nothing_is_lost(world: World) -> None:
    decided(world)
    browser = come_in(world)
    seen, folded = news_on(text_of(browser))
    assert re.fullmatch(r"Uw verslag van \d+ \w+ is klaar\.", seen[0])
    assert any(line.startswith("Uw gesprek begon op") for line in folded)
    browser.post("/mijn-gesprek/vraag/", {"words": "Wie krijgt dit te zien?"})
    seen, folded = news_on(text_of(browser))
    assert seen[0].startswith("U vroeg: iets anders. Antwoord uiterlijk ")
    assert any("is klaar" in line for line in folded)
    answer_request(request=ClientRequest.objects.get(), words="Alleen wij twee.", by=world.people.anouk)
    page = text_of(browser)
    assert news_on(page)[0] == ["Beantwoord: iets anders."]
    assert page.index("Alleen wij twee.") < page.index('class="tiles"')


def test_a_correction_after_the_report_stands_on_top_until_it_is_talked_about(world: World) -> None:
    decided(world)
    browser = come_in(world)
    browser.post("/mijn-gesprek/antwoord/age/", {"voice": "not_me"})
    browser.post("/mijn-gesprek/vraag/", {"words": "Nog iets anders."})  # newer, and folds nothing away
    page = text_of(browser)
    assert "Na het verslag is iets gecorrigeerd." in news_on(page)[0]
    assert page.index("iets gecorrigeerd.") < page.index('class="tiles"')
    assert 'href="#gekozen"' in page
    assert 'id="gecorrigeerd"' in page[page.index('id="gekozen"') :]


def test_s35_a_code_that_was_used_within_minutes_stands_on_top(world: World) -> None:
    ClientCode.objects.update(made_at=timezone.now())
    page = text_of(come_in(world))
    assert "Uw pincode is binnen tien minuten gekozen." in news_on(page)[0]
    assert 'href="#code"' in page
    assert 'id="code"' in page


def test_s37_a_client_who_did_not_come_reads_it_with_the_new_appointment(world: World) -> None:
    again = timezone.localdate() + timedelta(days=14)
    absent(world, "Wij bellen u.", again)
    absent(world, "", None)
    browser = come_in(world)
    for address in (OWN, "/mijn-gesprek/alles/"):
        page = text_of(browser, address)
        assert "Wij bellen u." in page
        assert f"{again.day} " in page
        assert "Er is nog geen nieuwe afspraak." in page


def absent(world: World, step: str, again: object) -> None:
    Case.objects.filter(pk=world.case.pk).update(held=Case.Held.NO_SHOW)
    world.case.refresh_from_db()
    record_absence(
        case=world.case,
        next_step=step,
        revisit_on=again,
        once_key=uuid4(),
        by=world.people.anouk,  # type: ignore[arg-type]
    )


# ---- acts ------------------------------------------------------------------------------------------------------------


def in_sight(page: str) -> str:
    """The page without what is behind a fold."""
    while (shut := re.search(r"<details(?:(?!<details).)*?</details>", page, re.DOTALL)) is not None:
        page = page[: shut.start()] + page[shut.end() :]
    return page


def test_every_act_is_one_tap_away(world: World) -> None:
    decided(world)
    page = text_of(come_in(world))
    seen = in_sight(page)
    for act in ("keuze/", "vraag/", "opnieuw-praten/", "alles/", "geen-onderzoek/"):
        assert f'"{OWN}{act}"' in seen, act
    for tile in ("wat", "nee"):
        opened = page[page.index(f'<details class="tile" id="{tile}"') :]
        assert f'"{OWN}antwoord/age/"' in opened[: opened.find('<details class="tile"', 10)], tile


def test_a_closed_page_says_little(world: World) -> None:
    decided(world)
    page = text_of(come_in(world))
    words = re.sub(r"<[^>]+>", " ", in_sight(page[page.index("<body") :]))
    assert 60 < len(words.split()) < 250


# ---- every look ------------------------------------------------------------------------------------------------------


def looks_over_days(world: World, count: int) -> list[AccessLine]:
    start = timezone.now() - timedelta(days=count)
    lines = []
    for n in range(count):
        with clock_at(start + timedelta(days=n)):
            lines.append(look(world, "anouk", part="questions", purpose="talk"))
    return lines


def test_r14_every_look_is_reached_page_by_page_and_a_new_one_moves_none(world: World) -> None:
    looks_over_days(world, 40)
    others = AccessLine.objects.filter(actor="staff").count()
    browser, seen, following = come_in(world), [], "/mijn-gesprek/wie-keek/"
    while following:
        page = unescape(browser.get(following).content.decode())
        seen += re.findall(r"/wie-keek/([0-9a-f-]{36})/", page)
        look(world, "anouk", part="goal", purpose="talk")  # meanwhile
        older = re.search(r'href="(\?[^"]*tot=\d+)" rel="next"', page)
        following = f"/mijn-gesprek/wie-keek/{older[1]}" if older else ""
    assert len(seen) == len(set(seen)) == others


def test_the_clients_own_visits_have_a_list_of_their_own(world: World) -> None:
    browser = come_in(world)
    for _turn in range(30):
        browser.get(OWN)
    page = text_of(browser, "/mijn-gesprek/wie-keek/?uzelf=1")
    assert "keek in uw eigen pagina" in page
    assert re.search(r'href="\?uzelf=1&tot=\d+"', page)
    assert "keek in uw eigen pagina" not in text_of(browser, "/mijn-gesprek/wie-keek/").partition("<table")[2]


@pytest.mark.parametrize("odd", ["tot=-3", "tot=0", "tot=x", "tot=99999999999999999999", "uzelf=&tot=1"])
def test_an_odd_place_in_the_list_is_the_beginning(world: World, odd: str) -> None:
    assert come_in(world).get(f"/mijn-gesprek/wie-keek/?{odd}").status_code == 200


def test_the_list_of_looks_takes_the_same_queries_however_long(world: World) -> None:
    browser = come_in(world)
    browser.get("/mijn-gesprek/wie-keek/")
    with CaptureQueriesContext(connection) as few:
        browser.get("/mijn-gesprek/wie-keek/")
    looks_over_days(world, 30)
    with CaptureQueriesContext(connection) as many:
        browser.get("/mijn-gesprek/wie-keek/")
    assert len(many) == len(few)


# ---- the file --------------------------------------------------------------------------------------------------------


def test_the_file_begins_with_what_is_new_and_six_answers_and_leaves_nothing_out(world: World) -> None:
    decided(world)
    lines = looks_over_days(world, 30)
    browser = come_in(world)
    own = tiles_on(text_of(browser))
    page = text_of(browser, "/mijn-gesprek/alles/")
    stood = AccessLine.objects.filter(
        client_key=world.case.client_key
    ).count()  # the making of the file included
    places = [page.index(answer) for answer in own.values()]
    assert places == sorted(places)
    assert page.index("is klaar.") < places[0]
    assert places[-1] < page.index("<h2>Wat u allebei koos</h2>") < page.index("<h2>Wie keek</h2>")
    assert page.count("<tr role") - 2 == stood  # two tables, each with a head
    assert len(lines) == 30
    assert "keer op 31 dagen" in page


def test_a_look_says_what_was_written_with_it(world: World) -> None:
    line = look(world, "bilal", part="glass", purpose="talk", sentence="Zij staat voor mijn balie.")
    page = text_of(come_in(world))
    assert "“Zij staat voor mijn balie.”" in row_of(page, line)
    assert page.count("Zij staat voor mijn balie.") == 2


@pytest.mark.usefixtures("production")
@pytest.mark.parametrize("page", ["", "wie-keek/", "getoond/", "keuze/?opnieuw=1"])
def test_a_first_visit_of_a_client_is_light(world: World, page: str) -> None:
    decided(world)
    looks_over_days(world, 60)
    answer = come_in(world).get(OWN + page)
    parts = test_page_weight.parts_of(answer.content.decode(), OWN + page)
    files = sum(test_page_weight.weight(one) for one in parts)
    assert files > 10_000  # the style sheets were found
    assert files + len(gzip.compress(answer.content, 9)) < test_page_weight.MOST
