# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""One list for who keeps watch: codes used at once, clients opened with a sentence, opening that was refused (R14)."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from checklist.access.models import AccessLine
from checklist.access.queries import newest_that_stands_out
from checklist.access.rules import NOBODY, PARTS_THAT_STAND_OUT
from checklist.base.chain import verify_chains
from checklist.intake.actions import close_case
from checklist.intake.rules import MOST_WRONG_NAMES
from checklist.people.permissions import SYSTEM
from checklist.retention.actions import destroy_client_data
from tests.checklist.transparency.world import World, come_in, make_world, staff_browser
from tests.clock import clock_at
from tests.people import People

pytestmark = pytest.mark.django_db
LIST, OPEN = "/toezicht/opvallend/", "/gesprekken/nieuw/"
WHY = "Dirk is naar onze wijk verhuisd en belde mij."


@pytest.fixture
def world(folk: People) -> World:
    return make_world(people=folk)


@pytest.fixture
def gerda(world: World) -> Browser:
    browser = staff_browser(world.people.gerda)
    assert browser.post(LIST, {"purpose": "complaint"})["Location"] == LIST
    return browser


def opens(world: World, **fields: str) -> None:
    sent = {"once": str(uuid4()), "purpose": "talk", "number": "FICTIEF-1", "display_name": "Dirk Jansen"}
    staff_browser(world.people.bilal).post(OPEN, sent | fields)


def everything(world: World) -> None:
    """One moment of every kind."""
    come_in(world)  # at once after the code was made
    opens(world)
    opens(world, display_name="Wie Dan Ook")
    opens(world, number="BESTAAT-NIET")
    opens(world, why=WHY)


def listed(browser: Browser, query: str = "") -> str:
    return browser.get(LIST + query).content.decode().partition("<tbody")[2].partition("</tbody>")[0]


def test_r14_the_list_holds_every_kind_with_who_when_and_why(world: World, gerda: Browser) -> None:
    everything(world)
    rows = listed(gerda)
    for words in (
        "Een code van een cliënt is binnen tien minuten gemaakt en gebruikt",
        "Code gemaakt door Anouk de Wit op",
        "Wilde openen: een gesprek, met nummer en naam van een cliënt van een ander team",
        "Wilde openen: een gesprek, met dit nummer en een andere naam",
        "Wilde openen: een gesprek, met een nummer dat niemand hier heeft",
        "Een cliënt van een ander team is geopend",
        f"“{WHY}”",
        "Bilal Kaya",
        "werkconsulent, Team Zuid",
        "FICTIEF-1",
    ):
        assert words in rows, words
    assert rows.count("<tr") == 5
    assert "BESTAAT-NIET" not in rows
    assert "Wie Dan Ook" not in rows


def test_r14_who_stands_in_the_list_reads_that_it_was_looked_at(world: World, gerda: Browser) -> None:
    everything(world)
    gerda.get(LIST)
    lines = AccessLine.objects.filter(part="access_log", account=world.people.gerda)
    assert [(line.client_key, line.purpose) for line in lines] == [(world.case.client_key, "complaint")]
    assert not AccessLine.objects.filter(client_key=NOBODY, part="access_log").exists()
    assert verify_chains()[1] == []


def test_r14_nothing_is_shown_before_the_officer_said_why(world: World) -> None:
    everything(world)
    browser = staff_browser(world.people.gerda)
    asked = browser.get(LIST).content.decode()
    assert "Bilal" not in asked
    assert "checked" not in asked.partition("<main")[2]
    assert browser.post(LIST, {"purpose": "talk"}).status_code == 422
    assert not AccessLine.objects.filter(part="access_log").exists()
    browser.post(LIST, {"purpose": "access"})
    assert "Bilal" in listed(browser)
    browser.post("/toezicht/nieuw/")
    assert "Bilal" not in browser.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("word", "number"), [("codes", 1), ("geopend", 1), ("geweigerd", 3), ("iets", 5), ("", 5)]
)
def test_one_kind_at_a_time(world: World, gerda: Browser, word: str, number: int) -> None:
    everything(world)
    assert listed(gerda, f"?soort={word}").count("<tr") == number


def test_the_held_up_and_the_looked_at_again_stand_there_too(world: World, gerda: Browser) -> None:
    for at in range(MOST_WRONG_NAMES + 1):
        opens(world, number=f"NIET-{at}")
    close_case(case=world.case, reason="done", by=world.people.anouk)
    with clock_at(timezone.now() + timedelta(days=31)):
        anouk = staff_browser(world.people.anouk)
        anouk.post(f"/gesprekken/{world.case.uuid}/doel-van-inzage/", {"purpose": "complaint", "why": WHY})
        officer = staff_browser(world.people.gerda)
        officer.post(LIST, {"purpose": "complaint"})
        rows = listed(officer)
    assert "Openen is een uur geweigerd" in rows
    assert "Een gesprek is bekeken langer na het sluiten dan de termijn" in rows
    assert f"“{WHY}”" in rows


def test_who_stood_in_does_not_stand_out(world: World, gerda: Browser) -> None:
    bilal, until = staff_browser(world.people.bilal), timezone.localdate().isoformat()
    bilal.post("/gesprekken/waarnemen/", {"number": "FICTIEF-1", "until": until})
    assert "Wilde waarnemen" in listed(gerda)
    world.people.bilal.team = world.people.team
    world.people.bilal.save()
    assert bilal.post("/gesprekken/waarnemen/", {"number": "FICTIEF-1", "until": until}).status_code == 302
    assert listed(gerda).count("<tr") == 1


def test_the_list_comes_by_page_with_as_few_statements_for_many_as_for_one(
    world: World, gerda: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything(world)
    gerda.get(LIST)
    with CaptureQueriesContext(connection) as few:
        gerda.get(LIST)
    for number in range(2, 8):
        come_in(make_world(f"FICTIEF-{number}", world.people))
        opens(world, number=f"FICTIEF-{number}", why=WHY)
    with CaptureQueriesContext(connection) as many:
        assert listed(gerda).count("<tr") == 5 + 2 * 6
    assert len(many) == len(few)
    monkeypatch.setattr("checklist.access.queries.PAGE", 4)
    first = gerda.get(f"{LIST}?soort=geopend").content.decode()
    [older] = re.findall(r'href="(\?[^"]*before=[^"]+)"', first)
    assert "soort=geopend" in older
    second = listed(gerda, older.replace("&amp;", "&"))
    assert second.count("<tr") == 7 - 4
    assert second != first.partition("<tbody")[2].partition("</tbody>")[0]
    for odd in ("?before=x", "?before=99999999999999999999999999999999", "?soort=²&before=²"):
        assert gerda.get(LIST + odd).status_code == 200


def test_after_destruction_the_line_stays_without_its_words(world: World, gerda: Browser) -> None:
    opens(world, why=WHY)
    client = world.case.client
    assert client is not None
    destroy_client_data(client=client, ground="term", by=SYSTEM)
    rows = listed(gerda)
    assert "Een cliënt van een ander team is geopend" in rows
    assert "verhuisd" not in rows
    assert "FICTIEF-1" not in rows


def test_the_officer_starts_with_it_and_reads_no_number_r15(world: World) -> None:
    browser = staff_browser(world.people.gerda)
    assert "De laatste 30 dagen viel er niets op" in browser.get("/").content.decode()
    everything(world)
    start = browser.get("/").content.decode()
    for word in ("codes", "geopend", "geweigerd"):
        assert f'href="{LIST}?soort={word}"' in start
    part = start.partition("Dit valt op")[2].partition("</section>")[0]
    assert not re.search(r"\(\d+\)", part)
    assert "Bilal" not in part
    assert f'href="{LIST}"' in browser.get("/toezicht/").content.decode()
    assert newest_that_stands_out(timezone.now() + timedelta(days=1)) == {}


@pytest.mark.parametrize("who", ["anouk", "bilal", "carla", "esra", "farid"])
def test_r14_nobody_else_reads_it(world: World, who: str) -> None:
    browser = staff_browser(getattr(world.people, who))
    assert browser.get(LIST).status_code == 403
    assert browser.post(LIST, {"purpose": "complaint"}).status_code == 403
    assert "Dit valt op" not in browser.get("/").content.decode()


def test_the_list_is_read_by_its_own_index(world: World) -> None:
    """On PostgreSQL; SQLite does not see that values which come as parameters fit an index of a part of the rows."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
        rows = AccessLine.objects.filter(part__in=PARTS_THAT_STAND_OUT).order_by("-at", "-id")[:51]
        assert "looks_that_stand_out" in rows.explain()
    assert "looks_that_stand_out" in {index.name for index in AccessLine._meta.indexes}


# ---- the client's page -----------------------------------------------------------------------------------------------


def test_r14_the_client_reads_on_top_who_opened_without_being_the_caseworker(world: World) -> None:
    opens(world, why=WHY)
    page = come_in(world).get("/mijn-gesprek/").content.decode()
    assert page.index("Anders geopend dan gewoon") < page.index("Uw eigen bezoeken")
    assert "Iemand keek op een andere manier dan gewoon." in page  # what is new
    assert "1 keer anders dan gewoon." in page  # on the tile itself
    assert "opende een gesprek zonder uw consulent te zijn" in page
    assert page.count(WHY) >= 2  # in the strip, and in the table behind it
    file = come_in_again(world).get("/mijn-gesprek/alles/").content.decode()
    assert "Bilal Kaya</strong>" in file
    assert "opende een gesprek zonder uw consulent te zijn" in file
    assert WHY in file


def come_in_again(world: World) -> Browser:
    browser = Browser()
    browser.post("/inloggen/code/", {"code": world.code})
    browser.post("/inloggen/pin/", {"pin": "4826"})
    return browser


def test_where_nothing_unusual_happened_nothing_of_it_stands_there(world: World) -> None:
    assert "Anders geopend dan gewoon" not in come_in(world).get("/mijn-gesprek/").content.decode()
