# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Odd input gives a sentence: every address, with every part, query key and field that the code knows, on both engines.

No answer may be an error of ours, and what was typed may not break the next page of the same session.
"""

import re
from collections.abc import Iterator
from copy import copy
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import Resolver404, get_resolver, resolve

from tests.checklist.test_doors import DOORS, Town, town  # noqa: F401 - the fixture
from tests.house import parameters

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

#: As they stand in an address, so that what is no text at all can be sent too.
ODD = {
    "a zero byte": "%00",
    "a zero byte in a word": "a%00b",
    "thirty digits": "9" * 30,
    "five thousand digits": "9" * 5000,
    "the largest that fits, and one": str(2**63),
    "a small two": "%C2%B2",
    "a small two in a place": "%C2%B2_1",
    "a small two behind it": "1_%C2%B2",
    "a place far away": f"{'9' * 30}_1",
    "a place that is too far": f"1_{'9' * 30}",
    "less than nothing": "-1",
    "the first day": "0001-01-01",
    "the last day": "9999-12-31",
    "no day": "10000-99-99",
    "the first moment": "0001-01-01T00:00:00%2B00:00_1",
    "the last moment": "9999-12-31T23:59:59-23:59_1",
    "a moment without a zone": "2026-01-01T00:00:00_1",
    "digits of another alphabet": quote("١٢"),
    "words of another alphabet": quote("文字 שלום"),
    "half a sign": "%ED%A0%80",
    "no text": "%FF%FE",
    "very long": "a" * 6000,
    "nothing": "",
    "a cursor that is none": "cD1hYmM%3D",
    "a cursor with a zero byte": "cD0lMDA%3D",
    "a list": "a&{key}=b",
    "a pattern": quote("%_\\'\"<>{}[]"),
}
IN_A_FIELD = (
    "a zero byte", "the first day", "very long",
)  # fmt: skip
OF_EACH_SORT = (
    "a zero byte", "thirty digits", "a small two in a place", "the last day", "no text", "very long", "a list",
)  # fmt: skip
ALONE = ("thirty digits", "the last day")
WHO = {door.name: (door.may[0] if door.may else "dirk") for door in DOORS}
BY_NAME = {door.name: door for door in DOORS}


def name_of(pattern: Any, space: str) -> str:
    return f"{space}:{pattern.name}" if space else str(pattern.name)


@cache
def addresses() -> tuple[tuple[str, str, Any], ...]:
    """(name, route, view) of every address, by the URL conf."""
    found = []
    for route, pattern in parameters.patterns():
        space = parameters.view_of(pattern).__module__.split(".")[1]
        name = name_of(pattern, "" if space == "health" or pattern.name == "set_language" else space)
        found.append((name, route, pattern))
    return tuple(found)


def filled(route: str, keys: dict[str, object], **instead: str) -> str:
    """The address with keys of the town, and one part replaced."""

    def part(found: re.Match[str]) -> str:
        kind, _sign, name = found[1].rpartition(":")
        if name in instead:
            return instead[name]
        return str(keys.get(PARTS.get(name, name)) or EXAMPLES.get(name) or parameters.SAMPLES[kind or "str"])

    return "/" + re.sub(r"<([^>]+)>", part, route.replace("^(?P<rest>.*)$", "<path:rest>"))


PARTS = {"case_uuid": "case", "decision_uuid": "decision", "request_uuid": "request"}
EXAMPLES = {"version": "2", "position": "1", "deal": "6", "number": "3", "key": "age", "pk": "1"}


@pytest.fixture
def walking(town: Town) -> Iterator[Town]:  # noqa: F811
    for browser in town.browsers.values():
        browser.raise_request_exception = False
    gerda = town.browsers["gerda"]
    assert gerda.post("/toezicht/", {"purpose": "access"}).status_code == 302  # a search is kept
    yield town
    for browser in town.browsers.values():
        browser.raise_request_exception = True
    gerda.post("/toezicht/nieuw/")


def asked(browser: Browser, address: str, data: dict[str, Any] | None = None, *, after: bool = False) -> Any:
    """The answer, or that of the next page of the same session; with everything as it was afterwards."""
    kept = copy(browser.cookies)
    with transaction.atomic():
        answer = browser.get(address) if data is None else browser.post(address, data)
        if after and answer.status_code < 500:
            following = browser.get(address)
            answer = following if following.status_code >= 500 else answer
        transaction.set_rollback(True)
    browser.cookies = kept
    return answer


def browser_for(town: Town, name: str) -> Browser:  # noqa: F811
    return town.browsers[WHO.get(name, "carla")]


def comes_to(address: str) -> Any:
    """The view behind an address; none when no part of the URL conf takes it."""
    try:
        return resolve(unquote(address, errors="replace")).func
    except Resolver404:
        return None


def test_an_odd_part_of_an_address_is_a_page_that_is_not_there(walking: Town) -> None:
    """Every address whose view is reached; of what its converter stops before any view, one for every converter."""
    wrong, stopped, reached = [], set(), 0
    for name, route, _pattern in addresses():
        for kind, part in re.findall(r"<(?:(\w+):)?(\w+)>", route):
            for what, odd in ODD.items():
                address = filled(route, walking.keys, **{part: odd.split("&")[0]})
                reached += comes_to(address) is not None
                if comes_to(address) is None:
                    if (kind, what) in stopped:
                        continue
                    stopped.add((kind, what))
                status = asked(browser_for(walking, name), address).status_code
                if status >= 500:
                    wrong.append((status, name, part, what))
    assert wrong == []
    assert reached > 100
    assert len({kind for kind, _what in stopped}) > 3


def keys_of(pattern: Any) -> set[str]:
    """Query keys that this view reads."""
    if parameters.view_of(pattern).__module__.startswith("checklist.api"):
        return set(API_KEYS) if pattern.name in {"findings", "decisions"} else {"cursor", "x"}
    filters = {"periode", "hulp"} if pattern.name == "overrides" else set()
    return parameters.read_by_view(pattern, "GET") | filters


API_KEYS = ("cursor", "pageSize", "purpose", "release", "service", "type")


def test_an_odd_query_key_is_a_page_or_a_sentence(walking: Town) -> None:
    """A key of one module with everything odd, and on every other page of it with one of each sort."""
    wrong, seen = [], set()
    for name, route, pattern in addresses():
        address, module = filled(route, walking.keys), parameters.view_of(pattern).__module__
        for key in sorted(keys_of(pattern)):
            kinds = OF_EACH_SORT if (module, key) in seen else tuple(ODD)
            seen.add((module, key))
            ours = pattern.name in {"decisions", "overrides"} and key != "purpose"
            extra = "&purpose=learn" if ours else ""
            for what, odd in ((kind, ODD[kind]) for kind in kinds):
                whole = f"{address}?{key}={odd.format(key=key) if '{key}' in odd else odd}{extra}"
                status = asked(browser_for(walking, name), whole).status_code
                if status >= 500:
                    wrong.append((status, name, key, what))
    assert wrong == []


class Fields(HTMLParser):
    """What the forms of a page would post as they stand."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._select = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "select":
            self._select = name
        elif tag == "option" and given.get("value"):
            self.found.setdefault(self._select, given["value"])
        elif tag in {"input", "textarea", "button"} and name not in {"", "csrfmiddlewaretoken", "next"}:
            self.found.setdefault(name, given.get("value", "") or ("woorden" if tag == "textarea" else ""))


def is_page(answer: HttpResponse) -> bool:
    return answer.status_code == 200 and answer.get("Content-Type", "").startswith("text/html")


def test_an_odd_field_is_a_sentence(walking: Town) -> None:
    wrong, seen = (
        [],
        set(),
    )  # a field of one module is walked once alone, and on every page with all the others
    for name, route, pattern in addresses():
        if route.startswith(("api", "_healthz", ".well-known")):
            continue
        module = parameters.view_of(pattern).__module__
        address, browser = filled(route, walking.keys), browser_for(walking, name)
        page = browser.get(address)
        stands = Fields(page.content.decode()).found if is_page(page) else {}
        names = sorted(set(stands) | parameters.read_by_view(pattern, "POST"))
        kinds = {field.partition("-")[0]: field for field in names}
        alone = [field for kind, field in kinds.items() if (module, kind) not in seen]
        seen |= {(module, kind) for kind in kinds}
        for field in (*alone, ""):
            for what in ALONE if field else IN_A_FIELD:
                odd = _text(ODD[what])
                data = stands | (dict.fromkeys(names, odd) if not field else {field: odd})
                status = asked(browser, address, data, after=not field).status_code
                if status >= 500:
                    wrong.append((status, name, field or "all", what))
    assert wrong == []


def _text(encoded: str) -> str:
    from urllib.parse import unquote_to_bytes

    return unquote_to_bytes(encoded).decode("utf-8", "replace")


def test_f25_a_place_that_is_none_is_the_first_page(walking: Town) -> None:
    gerda = walking.browsers["gerda"]
    first = gerda.get("/toezicht/").content.decode()
    assert "<table" in first
    for odd in ("9" * 30, "%C2%B2", "%C2%B2_1", f"{'9' * 30}_1", "1_%C2%B2", "-1_1"):
        page = gerda.get(f"/toezicht/?before={odd}")
        assert page.status_code == 200, odd
        assert page.content.decode().count("<tr") >= first.count("<tr"), odd


@pytest.mark.parametrize("until", ["9999-12-31", "0001-01-01", "2200-01-01"])
def test_f26_a_search_for_an_odd_day_is_told_and_a_kept_one_breaks_no_page(walking: Town, until: str) -> None:
    gerda = walking.browsers["gerda"]
    refused = gerda.post("/toezicht/", {"purpose": "access", "until_day": until})
    assert refused.status_code == 200
    assert "tussen 1900 en 2199" in refused.content.decode()
    assert gerda.get("/toezicht/").status_code == 200
    session = gerda.session
    session["access_log_search"] = {
        "purpose": "access",
        "until_day": until,
        "from_day": "²",
        "number": "\u202e",
    }
    session.save()  # as an older version kept it
    assert gerda.get("/toezicht/").status_code == 200
    assert gerda.post("/toezicht/bestand/").status_code in {200, 302}


REFUSED = {
    "release": ["%00", "", "abc", "A" * 64, "%C2%B2"],
    "type": ["%00", "own", ""],
    "service": ["%00", "a%20b", "%ED%A0%80", ""],
    "cursor": ["abc", "cD1hYmM%3D", "cD0lMDA%3D", "%00x", "cD0tMQ%3D%3D"],
    "pageSize": ["0", "-1", "abc", "%C2%B2", "9" * 30, ""],
}


@pytest.mark.parametrize(("key", "odd"), [(key, odd) for key, all_ in REFUSED.items() for odd in all_])
def test_the_api_says_which_value_it_does_not_know(walking: Town, key: str, odd: str) -> None:
    answer = walking.browsers["visitor"].get(f"/api/v1/findings?{key}={odd}")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    [error] = answer.json()["errors"]
    assert (error["in"], error["name"]) == ("query", key)
    assert "expected" in error["reason"]


@pytest.mark.parametrize("odd", ["%00", "a" * 65, "A" * 64, "%C2%B2", "abc", "a%00" + "a" * 62])
def test_the_api_has_nothing_at_an_odd_address(walking: Town, odd: str) -> None:
    for address in (f"/api/v1/releases/{odd}", f"/api/v1/findings/{odd}"):
        answer = walking.browsers["visitor"].get(address)
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_a_session_cookie_with_a_zero_byte_is_nobody(walking: Town) -> None:
    browser = Browser(raise_request_exception=False)
    answer = browser.get("/account/", headers={"cookie": 'sessionid="\\000aaaaaaaaaaaaaaaa"'})
    assert answer.status_code == 302


def test_the_walk_visits_every_address() -> None:
    walked = {name for name, _route, _pattern in addresses()}
    assert {door.name for door in DOORS} <= walked
    assert len(addresses()) == len(list(parameters.patterns(get_resolver())))
    assert Path("tests").is_dir()
