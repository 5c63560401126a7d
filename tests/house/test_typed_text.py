# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nothing that is typed comes in beside the one door for typed text (docs/decisions/0050)."""

import ast
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client as Browser

from checklist.base.text import UNTOUCHED
from tests.house import parameters, tree

ODD = "  e\u0301e\u0301n\u202e \u200bregel\x00\r\ntwee\u2028drie "
CLEAN = "één regel\ntwee\ndrie"
DOOR = "reintapp.middleware.typed_text"
SEEN: list[HttpRequest] = []


class Probe:
    """Stands where the page would: it keeps what came through the door."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_args: Any) -> HttpResponse:
        SEEN.append(request)
        return HttpResponse("seen")


@pytest.fixture
def sees_all(settings: Any) -> Browser:
    settings.MIDDLEWARE = [DOOR, f"{__name__}.Probe"]
    return Browser()


def test_the_door_stands_before_whatever_reads_a_request() -> None:
    before = settings.MIDDLEWARE[: settings.MIDDLEWARE.index(DOOR)]
    assert [name.rpartition(".")[2] for name in before] == [
        "SecurityMiddleware",
        "WhiteNoiseMiddleware",
        "request_log",
        "CSPMiddleware",
        "extra_headers",
    ]


def test_every_parameter_of_every_address_comes_through_the_door(sees_all: Browser) -> None:
    names, keys = sorted(parameters.posted_names()), sorted(parameters.query_keys())
    kept = {name: ODD if name in UNTOUCHED else CLEAN for name in names}
    for route, _pattern in parameters.patterns():
        SEEN.clear()
        address = f"{parameters.sample_address(route)}?{urlencode(dict.fromkeys(keys, ODD))}"
        answer = sees_all.post(
            address, dict.fromkeys(names, ODD), headers={"cookie": 'django_language="\\000nl"'}
        )
        assert answer.content == b"seen", address
        request = SEEN[0]
        assert {name: request.POST[name] for name in names} == kept, address
        assert {key: request.GET[key] for key in keys} == dict.fromkeys(keys, CLEAN), address
        assert request.COOKIES["django_language"] == "nl"


def test_only_passwords_are_left_as_they_were_typed() -> None:
    fields = {name: field for name, all_of_it in parameters.fields().items() for field in all_of_it}
    secret = {
        name
        for name, field in fields.items()
        if isinstance(field.widget, forms.PasswordInput)
        and isinstance(field, forms.CharField)
        and not field.strip
    }
    assert secret == UNTOUCHED
    assert {
        name for name, field in fields.items() if isinstance(field, forms.CharField) and not field.strip
    } == secret


#: What would read a request past the door, and the files that may.
PAST = {
    "body": set(),
    "META": {"checklist/base/address.py"},  # from where somebody comes; it is parsed as an address
    # Marks of our own making: the language, the session, and by which browser a code was made.
    "COOKIES": {"reintapp/middleware.py", "checklist/people/device.py", "checklist/people/idle.py"},
    "_post": set(),
    "readlines": set(),
}


@pytest.mark.parametrize("attribute", sorted(PAST))
def test_no_code_reads_a_request_past_the_door(attribute: str) -> None:
    places = {
        str(path)
        for path in tree.matching("checklist/*.py", "reintapp/*.py")
        for node in ast.walk(tree.parsed(path))
        if isinstance(node, ast.Attribute) and node.attr == attribute and _is_request(node.value)
    }
    assert places == PAST[attribute]


def _is_request(node: ast.AST) -> bool:
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    return name in {"request", "_request"}


def test_the_walk_finds_what_there_is() -> None:
    """The walk would be worthless if it found no fields."""
    assert {"goal", "number", "display_name", "search", "password", "words-age"} <= parameters.posted_names()
    assert {
        "na",
        "before",
        "voor",
        "next",
        "release",
        "purpose",
        "cursor",
        "periode",
    } <= parameters.query_keys()
    assert len(parameters.form_classes()) > 25
    assert len(list(parameters.patterns())) > 90
