# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses that only act: by a look, a reload, a switch of language or after a log-in everybody gets to the page."""

from copy import copy

import pytest
from django.contrib.auth import SESSION_KEY
from django.db import connection, transaction
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from checklist.base.post_only import page_of
from tests.checklist import test_doors
from tests.checklist.test_doors import CLIENTS, DOORS, EVERYBODY, Door, Town, what_came
from tests.people import PASSWORD

pytestmark = pytest.mark.django_db
town = test_doors.town  # the fixture with everybody in it

ACTS = [door for door in DOORS if door.method == "post"]
ids = [door.name for door in ACTS]
OF_STAFF = [door for door in ACTS if not {"visitor", *CLIENTS} & {*door.may}]
WRITES = ("INSERT", "UPDATE", "DELETE")


def is_write(sql: str) -> bool:
    """Does it write anything but that somebody was here just now, which a session notes once a minute?"""
    return sql.startswith(WRITES) and "django_session" not in sql


def acting(patterns: list[URLPattern | URLResolver], space: str = "") -> set[str]:
    """Names of the routes that only act, as the code says it."""
    found: set[str] = set()
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            found |= acting(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else space)
        elif hasattr(pattern.callback, "belongs_to"):
            found.add(f"{space}{pattern.name}")
    return found


def door_of(path: str, town: Town) -> Door:
    """The row of the table of doors that is about this address."""
    name = resolve(path.partition("?")[0]).view_name
    return next(door for door in DOORS if door.name == name)


def test_every_address_that_only_acts_stands_in_the_table_of_doors() -> None:
    assert acting(get_resolver().url_patterns) == {door.name for door in ACTS}


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("door", ACTS, ids=ids)
def test_a_look_goes_to_the_page_it_belongs_to_and_changes_nothing(
    town: Town,
    door: Door,
    method: str,
) -> None:
    address = door.address.format(**town.keys)
    came, expected = {}, {}
    for who, browser in town.browsers.items():
        with transaction.atomic():
            kept = copy(browser.cookies)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                gone = getattr(browser, method)(address)
            assert gone.status_code == 302
            assert gone["Location"] == page_of(address)
            assert [q["sql"] for q in queries if is_write(q["sql"])] == []
            page = browser.get(gone["Location"])
            came[who] = what_came(page)
            expected[who] = door_of(gone["Location"], town).expected(who)
            browser.cookies = kept
            transaction.set_rollback(True)
    if door.name == "people:log_out":  # the start page of a client is the own page
        expected |= dict.fromkeys(EVERYBODY, "in")
    assert came == expected


@pytest.mark.parametrize("door", ACTS, ids=ids)
def test_a_switch_of_language_there_leads_to_the_page(town: Town, door: Door) -> None:
    """As after a refused form, which stands at the address it was sent to."""
    address, browser = door.address.format(**town.keys), Browser()
    gone = browser.post("/taal/", {"language": "en", "next": address}, follow=True)
    assert gone.redirect_chain[1] == (page_of(address), 302)
    assert gone.status_code < 405


@pytest.mark.parametrize("door", OF_STAFF, ids=lambda door: door.name)
def test_after_a_lost_session_the_log_in_leads_to_the_page(town: Town, door: Door) -> None:
    who = (door.may or ("anouk",))[0]
    address, browser = door.address.format(**town.keys), Browser()
    with transaction.atomic():
        gone = browser.post(address)
        answer = browser.post(
            gone["Location"], {"username": who, "password": PASSWORD}, follow=True, REMOTE_ADDR="127.0.0.1"
        )
        transaction.set_rollback(True)
    assert answer.status_code == 200
    assert answer.request["PATH_INFO"] in {page_of(address), "/inloggen/", "/"} | {
        f"{page_of(address)}{end}" for end in ("2/",)
    }


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
@pytest.mark.parametrize("who", ["visitor", "dirk", "anouk"])
def test_another_way_of_asking_reads_what_to_do(town: Town, who: str, method: str) -> None:
    browser = town.browsers[who]
    for door in DOORS:
        address = door.address.format(**town.keys)
        answer = getattr(browser, method)(address)
        html = answer.content.decode()
        assert answer.status_code == 405
        assert f'<a href="{page_of(address)}">Naar de pagina</a>' in html
        assert answer["Allow"] == "GET, HEAD, POST"
    assert ("Mijn gesprekken" in html) == (who == "anouk")  # the menu of this person stands there
    assert (SESSION_KEY in browser.session) == (who == "anouk")


def test_the_page_about_it_is_in_both_languages(town: Town) -> None:
    browser = Browser()
    assert "Dit kan hier niet" in browser.put("/uitleg/").content.decode()
    browser.post("/taal/", {"language": "en", "next": "/"})
    english = browser.put("/uitleg/").content.decode()
    assert "This does not work here" in english
    assert "Nothing was changed." in english


def test_a_form_sent_to_a_page_that_is_only_read_says_so_too(town: Town) -> None:
    answer = Browser().post("/onderzoek/")
    assert answer.status_code == 405
    assert 'href="/onderzoek/"' in answer.content.decode()


def test_no_page_refuses_a_look(town: Town) -> None:
    for door in DOORS:
        for method in ("get", "head"):
            for browser in town.browsers.values():
                with transaction.atomic():
                    answer = getattr(browser, method)(door.address.format(**town.keys))
                    transaction.set_rollback(True)
                assert answer.status_code != 405
