# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The server ends a session of who works here in which no page was asked for during an hour."""

import time
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client as Browser

from checklist.people.kept import TYPED_SESSION
from tests.checklist.transparency.world import come_in, make_world, staff_browser
from tests.people import PASSWORD, People, make_people

pytestmark = pytest.mark.django_db
HOUR = 60 * 60


@pytest.fixture
def people() -> People:
    return make_people()


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Any:
    start = time.time()
    return lambda seconds: monkeypatch.setattr("checklist.people.idle.time.time", lambda: start + seconds)


def test_an_hour_without_a_page_ends_the_session_on_the_server(people: People, later: Any) -> None:
    browser = staff_browser(people.anouk)
    key = browser.session.session_key or ""
    later(HOUR + 5)
    assert browser.get("/account/")["Location"] == "/inloggen/?next=/account/"
    assert not Session.objects.filter(session_key=key).exists()
    thief = Browser()
    thief.cookies["sessionid"] = key
    assert thief.get("/account/").status_code == 302


def test_who_goes_on_stays_in(people: People, later: Any) -> None:
    browser = staff_browser(people.anouk)
    for minutes in (50, 100, 150):
        later(minutes * 60)
        assert browser.get("/account/").status_code == 200


def test_a_page_within_a_minute_writes_no_session(people: People, later: Any) -> None:
    browser = staff_browser(people.anouk)
    browser.get("/uitleg/")
    later(30)
    before = Session.objects.get().session_data
    browser.get("/account/")
    assert Session.objects.get().session_data == before
    later(90)
    browser.get("/account/")
    assert Session.objects.get().session_data != before


def test_s22_what_waits_is_not_lost_with_the_session(people: People, later: Any) -> None:
    browser = staff_browser(people.anouk)
    session = browser.session
    session[TYPED_SESSION] = {"a": {"whose": "nobody"}}
    session.save()
    later(HOUR + 5)
    browser.get("/account/")
    assert browser.session[TYPED_SESSION] == {"a": {"whose": "nobody"}}
    assert "_auth_user_id" not in browser.session
    assert browser.post("/inloggen/", {"username": "anouk", "password": PASSWORD}).status_code == 302


def test_a_client_has_a_limit_of_its_own(later: Any) -> None:
    browser = come_in(make_world())
    later(25 * 60)
    assert browser.get("/mijn-gesprek/").status_code == 200
