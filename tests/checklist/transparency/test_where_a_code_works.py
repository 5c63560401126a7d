# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nobody who works here can speak as the client: a code opens nothing where it was made (S35)."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from checklist.access.models import AccessLine
from checklist.people.device import COOKIE
from checklist.people.models import ClientCode
from tests.checklist.transparency.world import PIN, World, come_in, make_world, staff_browser
from tests.clock import clock_at
from tests.people import PASSWORD, People

pytestmark = pytest.mark.django_db
DESK, HOME = "192.0.2.7", "198.51.100.9"
#: Not the middle of a uuid that happens to hold no letters.
CODE = re.compile(r"(?<![\w-])[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}(?![\w-])")


@pytest.fixture(autouse=True)
def on(settings: Any) -> None:
    settings.CODE_NEEDS_ANOTHER_DEVICE = True


@pytest.fixture
def world(folk: People) -> World:
    return make_world(people=folk)


def made_at_the_desk(world: World) -> tuple[Browser, str]:
    """Anouk makes a code on her page. Returns her browser, and the code on the paper."""
    desk = staff_browser(world.people.anouk)
    page = desk.post(f"/gesprekken/{world.case.uuid}/code/", REMOTE_ADDR=DESK)
    assert "De code werkt op een eigen apparaat van de cliënt, niet op dat van u." in page.content.decode()
    found = CODE.search(page.content.decode())
    assert found, page.content
    return desk, found[0]


def typed(browser: Browser, code: str, address: str) -> Any:
    return browser.post("/inloggen/code/", {"code": code}, REMOTE_ADDR=address)


def refused(answer: Any) -> None:
    text = answer.content.decode()
    assert answer.status_code == 403
    assert "eigen apparaat" in text
    assert "wie er keek" in text or "wie keek" in text
    line = AccessLine.objects.filter(part="log_in_at_staff").latest("id")
    assert (line.actor, line.outcome, line.account) == ("client", "refused", None)
    assert ClientCode.objects.latest("id").pin_hash == ""


def test_s35_a_code_opens_nothing_in_a_session_of_staff(world: World) -> None:
    desk, code = made_at_the_desk(world)
    refused(typed(desk, code, HOME))
    colleague = staff_browser(world.people.bilal)
    refused(typed(colleague, code, HOME))
    assert colleague.get("/account/").status_code == 200  # and nobody is thrown out


def test_s35_a_code_opens_nothing_in_the_browser_that_made_it_also_after_logging_out(world: World) -> None:
    desk, code = made_at_the_desk(world)
    desk.post("/uitloggen/")
    refused(typed(desk, code, HOME))
    with clock_at(timezone.now() + timedelta(days=3)):
        refused(typed(desk, code, HOME))


def test_s35_a_code_opens_nothing_on_the_network_where_it_was_made_within_the_talk(world: World) -> None:
    _desk, code = made_at_the_desk(world)
    refused(typed(Browser(), code, DESK))
    with clock_at(timezone.now() + timedelta(hours=2, minutes=1)):
        assert typed(Browser(), code, DESK)["Location"] == "/inloggen/pin/"


def test_s35_the_pin_is_refused_too_where_only_the_code_was_typed_elsewhere(world: World) -> None:
    _desk, code = made_at_the_desk(world)
    moved = Browser()
    assert typed(moved, code, HOME).status_code == 302
    answer = moved.post("/inloggen/pin/", {"pin": PIN, "pin_again": PIN}, REMOTE_ADDR=DESK)
    refused(answer)
    assert "client_code" not in moved.session


def test_s35_the_client_comes_in_on_an_own_device(world: World) -> None:
    _desk, code = made_at_the_desk(world)
    phone = Browser(REMOTE_ADDR=HOME)
    came = come_in(World(world.people, world.case, code), phone)
    assert came.get("/mijn-gesprek/").status_code == 200


def test_s35_the_code_of_an_opened_talk_knows_its_place_too(world: World) -> None:
    desk = staff_browser(world.people.anouk)
    sent = {"number": "FICTIEF-77", "display_name": "Aad Boom", "new": "on", "purpose": "talk"}
    once = "3f6f3c0e-5f0a-4b5c-9a55-0e3c1b0c7a11"
    page = desk.post("/gesprekken/nieuw/", {**sent, "once": once}, REMOTE_ADDR=DESK)
    found = CODE.search(page.content.decode())
    assert found, page.content
    refused(typed(Browser(), found[0], DESK))
    desk.post("/uitloggen/")
    refused(typed(desk, found[0], HOME))


def test_s35_the_mark_of_a_browser_tells_nothing(world: World) -> None:
    desk, _code = made_at_the_desk(world)
    cookie = desk.cookies[COOKIE]
    stored = ClientCode.objects.latest("id")
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert cookie.value not in stored.made_browser
    assert (len(stored.made_browser), len(stored.made_address)) == (16, 16)
    assert DESK not in repr(ClientCode.objects.values().latest("id"))


@pytest.mark.parametrize(("minutes", "part"), [(9, "log_in_soon"), (11, "log_in")])
def test_s35_a_code_used_within_minutes_is_marked_for_the_client_and_for_who_keeps_watch(
    world: World, minutes: int, part: str
) -> None:
    _desk, code = made_at_the_desk(world)
    with clock_at(timezone.now() + timedelta(minutes=minutes)):
        page = come_in(World(world.people, world.case, code), Browser(REMOTE_ADDR=HOME)).get("/mijn-gesprek/")
    first = AccessLine.objects.filter(part__startswith="log_in", outcome="shown").latest("id")
    assert first.part == part
    marked = part == "log_in_soon"
    text = page.content.decode()
    assert "Uw code is gemaakt op" in text
    assert ("Dat was binnen tien minuten" in text) is marked
    officer = staff_browser(world.people.gerda)
    officer.post("/toezicht/", {"purpose": "complaint", "number": "FICTIEF-1"})
    assert ("binnen tien minuten" in officer.get("/toezicht/").content.decode()) is marked


def test_s35_who_logs_in_with_a_password_is_not_asked_for_another_device(world: World) -> None:
    desk, _code = made_at_the_desk(world)
    desk.post("/uitloggen/")
    sent = {"username": "anouk", "password": PASSWORD}
    assert desk.post("/inloggen/", sent, REMOTE_ADDR=DESK).status_code == 302
