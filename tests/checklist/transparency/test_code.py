# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A client comes in with the code of the conversation and an own PIN (S20)."""

import pytest
from django.test import Client as Browser

from checklist.access.models import AccessLine
from checklist.intake.actions import close_case, new_code
from checklist.people.models import ClientCode
from tests.checklist.transparency.world import PIN, World, come_in, make_world
from tests.people import People

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(folk: People) -> World:
    return make_world(people=folk)


def test_first_use_asks_for_an_own_pin_and_opens_the_own_page(world: World) -> None:
    browser = Browser()
    answer = browser.post("/inloggen/code/", {"code": world.code.lower().replace("-", " ")})
    assert answer["Location"] == "/inloggen/pin/"
    assert "pin_again" in browser.get("/inloggen/pin/").content.decode()
    answer = browser.post("/inloggen/pin/", {"pin": PIN, "pin_again": PIN})
    assert answer["Location"] == "/mijn-gesprek/"
    assert browser.get("/mijn-gesprek/").status_code == 200


def test_neither_code_nor_pin_is_stored_readable(world: World) -> None:
    come_in(world)
    stored = repr(ClientCode.objects.values().get())
    assert world.code not in stored
    assert world.code.replace("-", "") not in stored
    assert PIN not in ClientCode.objects.get().pin_hash


@pytest.mark.parametrize(
    ("first", "second"), [("1234", "1234"), ("48", "48"), ("4826", "4827"), ("4826", "")]
)
def test_a_simple_or_mistyped_pin_is_refused(world: World, first: str, second: str) -> None:
    browser = Browser()
    browser.post("/inloggen/code/", {"code": world.code})
    answer = browser.post("/inloggen/pin/", {"pin": first, "pin_again": second})
    assert answer.status_code == 200
    assert "data-error-summary" in answer.content.decode()
    assert browser.get("/mijn-gesprek/").status_code == 302


def test_the_second_time_the_own_pin_is_asked(world: World) -> None:
    come_in(world)
    browser = Browser()
    browser.post("/inloggen/code/", {"code": world.code})
    assert "pin_again" not in browser.get("/inloggen/pin/").content.decode()
    assert browser.post("/inloggen/pin/", {"pin": "9999"}).status_code == 200
    assert browser.post("/inloggen/pin/", {"pin": PIN}).status_code == 302


def test_a_code_that_nobody_gave_says_so(world: World) -> None:
    answer = Browser().post("/inloggen/code/", {"code": "AAAA-BBBB-CCCC"})
    assert answer.status_code == 200
    assert "data-error-summary" in answer.content.decode()
    assert not AccessLine.objects.filter(part="log_in").exists()


def test_five_wrong_pins_end_the_use_of_the_code_until_it_is_printed_anew(world: World) -> None:
    come_in(world)
    browser = Browser()
    browser.post("/inloggen/code/", {"code": world.code})
    answers = [browser.post("/inloggen/pin/", {"pin": "9753"}).status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 403]
    assert browser.post("/inloggen/pin/", {"pin": PIN}).status_code == 403
    assert Browser().post("/inloggen/code/", {"code": world.code}).status_code == 403
    fresh = World(world.people, world.case, new_code(case=world.case, by=world.people.anouk))
    assert come_in(fresh).get("/mijn-gesprek/").status_code == 200


def test_a_right_pin_forgets_the_wrong_ones(world: World) -> None:
    come_in(world)
    for _turn in range(2):
        browser = Browser()
        browser.post("/inloggen/code/", {"code": world.code})
        for _try in range(4):
            browser.post("/inloggen/pin/", {"pin": "9753"})
        assert browser.post("/inloggen/pin/", {"pin": PIN}).status_code == 302


def test_a_reprint_ends_the_code_and_the_session_at_once(world: World) -> None:
    browser = come_in(world)
    new_code(case=world.case, by=world.people.anouk)
    assert browser.get("/mijn-gesprek/").status_code == 403
    assert browser.get("/mijn-gesprek/")["Location"] == "/inloggen/"
    answer = Browser().post("/inloggen/code/", {"code": world.code})
    assert answer.status_code == 403


def test_the_code_ends_with_the_case(world: World) -> None:
    browser = come_in(world)
    close_case(case=world.case, reason="done", by=world.people.anouk)
    answer = browser.get("/mijn-gesprek/")
    assert answer.status_code == 403
    assert "afgesloten" in answer.content.decode() or "closed" in answer.content.decode()


def test_every_use_of_the_code_is_on_record(world: World) -> None:
    come_in(world)
    browser = Browser()
    browser.post("/inloggen/code/", {"code": world.code})
    browser.post("/inloggen/pin/", {"pin": "9753"})
    browser.post("/inloggen/pin/", {"pin": PIN})
    lines = AccessLine.objects.filter(part__startswith="log_in", actor="client").order_by("seq")
    assert [line.outcome for line in lines] == ["shown", "refused", "shown"]
    assert [line.part for line in lines] == ["log_in_soon", "log_in", "log_in"]
    assert all(line.client_key == world.case.client_key and line.account is None for line in lines)


def test_the_page_for_the_pin_is_closed_without_a_code() -> None:
    assert Browser().get("/inloggen/pin/")["Location"] == "/inloggen/"
    assert Browser().get("/inloggen/code/")["Location"] == "/inloggen/"


def test_a_client_can_log_out(world: World) -> None:
    browser = come_in(world)
    assert 'action="/uitloggen/"' in browser.get("/mijn-gesprek/").content.decode()
    browser.post("/uitloggen/")
    assert browser.get("/mijn-gesprek/").status_code == 302


def test_a_client_is_out_after_half_an_hour_of_nothing(world: World) -> None:
    assert come_in(world).session.get_expiry_age() <= 30 * 60


def test_a_code_that_is_locked_ends_its_sessions(world: World) -> None:
    inside, elsewhere = come_in(world), Browser()
    elsewhere.post("/inloggen/code/", {"code": world.code})
    for _try in range(5):
        assert inside.get("/mijn-gesprek/").status_code == 200
        elsewhere.post("/inloggen/pin/", {"pin": "9753"})
    answer = inside.get("/mijn-gesprek/")
    assert answer.status_code == 403
    assert "vijf keer" in answer.content.decode()
    assert inside.get("/mijn-gesprek/")["Location"] == "/inloggen/"
