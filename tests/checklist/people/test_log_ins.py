# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who works here sees on which devices they are logged in, in plain words, and ends the others; on record."""

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from checklist.people.models import AccountLine
from checklist.people.rules import device_named
from checklist.people.sessions import SEEN
from tests.people import PASSWORD, People, make_people

pytestmark = pytest.mark.django_db
PAGE = "/account/inlogs/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
TELEPHONE = "Mozilla/5.0 (Linux; Android 15; Pixel) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"


@pytest.fixture
def people() -> People:
    return make_people()


def logged_in(username: str, agent: str) -> Browser:
    browser = Browser(headers={"user-agent": agent})
    assert browser.post("/inloggen/", {"username": username, "password": PASSWORD}).status_code == 302
    return browser


def is_in(browser: Browser) -> bool:
    return bool(browser.get("/account/").status_code == 200)


def lines(people: People) -> list[tuple[str, str]]:
    rows = AccountLine.objects.filter(account=people.anouk, act="logged_out", by=people.anouk)
    return list(rows.values_list("act", "what"))


def test_each_device_stands_there_in_plain_words_and_without_an_address(people: People) -> None:
    here = logged_in("anouk", FIREFOX)
    logged_in("anouk", TELEPHONE)
    logged_in("bilal", "Konqueror")
    page = here.get(PAGE).content.decode()
    assert "Firefox op Windows" in page
    assert "Chrome op Android" in page
    assert page.count("dit apparaat") == 1
    assert "Konqueror" not in page
    assert "Mozilla" not in page
    assert "127.0.0.1" not in page
    keys = Session.objects.values_list("session_key", flat=True)
    assert not [key for key in keys if key in page], "a page must not hold what opens a session"


def test_one_other_device_is_logged_out_and_a_line_says_so(people: People) -> None:
    here, telephone, third = (logged_in("anouk", agent) for agent in (FIREFOX, TELEPHONE, FIREFOX))
    [mark] = [one.mark for one in here.get(PAGE).context["found"] if one.system == "Android"]
    answer = here.post(PAGE, {"end": mark}, follow=True)
    assert "Uitgelogd op 1 ander apparaat." in answer.content.decode()
    assert [is_in(browser) for browser in (here, telephone, third)] == [True, False, True]
    assert lines(people) == [("logged_out", "Chrome · Android")]
    assert telephone.get("/account/")["Location"].startswith("/inloggen/")


def test_all_others_are_logged_out_at_once_and_colleagues_stay_in(people: People) -> None:
    here, telephone, third = (logged_in("anouk", agent) for agent in (FIREFOX, TELEPHONE, FIREFOX))
    bilal = logged_in("bilal", FIREFOX)
    here.post(PAGE, {"end": "others"})
    assert [is_in(browser) for browser in (here, telephone, third, bilal)] == [True, False, False, True]
    assert len(lines(people)) == 2
    assert "alleen op dit apparaat" in here.get(PAGE).content.decode()


def test_a_device_that_another_password_logged_out_stands_there_no_more(people: People) -> None:
    here, telephone = logged_in("anouk", FIREFOX), logged_in("anouk", TELEPHONE)
    new = "een heel ander wachtwoord 9"
    here.post("/account/", {"current": PASSWORD, "password": new, "password_again": new})
    page = here.get(PAGE).content.decode()
    assert "Firefox op Windows" in page
    assert "Chrome op Android" not in page
    assert not is_in(telephone)


def test_a_device_without_a_page_for_an_hour_stands_there_no_more(people: People) -> None:
    here, telephone = logged_in("anouk", FIREFOX), logged_in("anouk", TELEPHONE)
    session = telephone.session
    session[SEEN] -= 61 * 60
    session.save()
    assert "Chrome op Android" not in here.get(PAGE).content.decode()
    assert not is_in(telephone)


def test_nobody_ends_the_log_in_of_somebody_else(people: People) -> None:
    here, bilal = logged_in("anouk", FIREFOX), logged_in("bilal", FIREFOX)
    [mark] = [one.mark for one in bilal.get(PAGE).context["found"]]
    answer = here.post(PAGE, {"end": mark}, follow=True)
    assert "niets om uit te loggen" in answer.content.decode()
    assert is_in(bilal)
    assert lines(people) == []


def test_the_number_of_queries_does_not_grow_with_the_sessions(people: People) -> None:
    here = logged_in("anouk", FIREFOX)
    here.get(PAGE)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            here.get(PAGE)
        return len(queries)

    few = count()
    for _ in range(8):
        logged_in("anouk", TELEPHONE)
    assert count() == few


@pytest.mark.parametrize(
    ("agent", "named"),
    [
        (FIREFOX, ("Firefox", "Windows")), (TELEPHONE, ("Chrome", "Android")), ("", ("", "")), ("curl/8", ("", "")),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604", ("Safari", "iPhone")),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/140 Safari/537 Edg/140", ("Edge", "Windows")),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 15) AppleWebKit/605 Version/18 Safari/605", ("Safari", "Mac")),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/140 Safari/537", ("Chrome", "Linux")),
    ],
)  # fmt: skip
def test_devices_by_their_everyday_names(agent: str, named: tuple[str, str]) -> None:
    assert device_named(agent) == named
