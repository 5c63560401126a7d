# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small wrappers around every request."""

import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict, UnreadablePostError
from django.shortcuts import render
from django.utils import translation

from checklist.base.post_only import ALLOWED, page_of
from checklist.base.text import UNTOUCHED, clean_text
from checklist.people.again import settled, shown_again

GetResponse = Callable[[HttpRequest], HttpResponse]
API = "/api/"
log = structlog.get_logger("tweespraak.request")


def request_log(get_response: GetResponse) -> GetResponse:
    """One line a request: the route (never the address with its keys), the status and the time."""

    def handle(request: HttpRequest) -> HttpResponse:
        start = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=uuid.uuid4().hex):
            response = get_response(request)
            route = request.resolver_match.route if request.resolver_match else "-"
            if not route.startswith("_healthz"):
                ms = round((time.perf_counter() - start) * 1000, 1)
                log.info("request", method=request.method, route=route, status=response.status_code, ms=ms)
        return response

    return handle


def extra_headers(get_response: GetResponse) -> GetResponse:
    """Nothing of a person's file stays in a cache, and no sensor of the device is asked for."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if not request.path.startswith(settings.STATIC_URL):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return handle


def typed_text(get_response: GetResponse) -> GetResponse:
    """The one door for typed text: no page sees a field, a query key or a cookie with signs that nobody sees."""

    def handle(request: HttpRequest) -> HttpResponse:
        request.GET = _cleaned(request.GET)
        request.COOKIES = {name: clean_text(value) for name, value in request.COOKIES.items()}
        if request.method == "POST":
            with suppress(UnreadablePostError):  # the connection broke: nobody is there to answer
                request.POST = _cleaned(request.POST)
        return get_response(request)

    return handle


def _cleaned(sent: QueryDict) -> Any:
    """The same names and values in the same order."""
    if all(text.isascii() and text.isprintable() and text == text.strip() for text in _texts(sent)):
        return sent
    fields = QueryDict(mutable=True, encoding=sent.encoding)
    for name, values in sent.lists():
        for value in values:
            fields.appendlist(clean_text(name), value if name in UNTOUCHED else clean_text(value))
    fields._mutable = False  # as Django hands them over
    return fields


def _texts(sent: QueryDict) -> Iterator[str]:
    for name, values in sent.lists():
        yield name
        if name not in UNTOUCHED:
            yield from values


def chosen_language(request: HttpRequest) -> str:
    """The language of a person: Dutch unless another one was chosen here. The browser's own setting is not read."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def language(get_response: GetResponse) -> GetResponse:
    """Every page in the language of the person who asks for it."""

    def handle(request: HttpRequest) -> HttpResponse:
        code = request.LANGUAGE_CODE = chosen_language(request)
        with translation.override(code):
            response = get_response(request)
        response.headers.setdefault("Content-Language", code)
        return response

    return handle


def methods(get_response: GetResponse) -> GetResponse:
    """Pages are looked at and posted to, nothing else; who comes another way reads what to do. The API has its own."""

    def handle(request: HttpRequest) -> HttpResponse:
        is_page = not request.path.startswith(API)
        wrong = is_page and request.method not in ALLOWED
        response = HttpResponseNotAllowed(ALLOWED) if wrong else get_response(request)
        if not is_page or not isinstance(response, HttpResponseNotAllowed):
            return response
        page = render(request, "405.html", {"page": page_of(request.path)}, status=405)
        page["Allow"] = response["Allow"]
        return page

    return handle


def nothing_lost(get_response: GetResponse) -> GetResponse:
    """What was typed or sent and is not saved stands on its page again, for who typed it, until it is saved (S22)."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        settled(request, response)
        return shown_again(request, response)

    return handle
