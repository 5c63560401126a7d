# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small wrappers around every request."""

import time
import uuid
from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

GetResponse = Callable[[HttpRequest], HttpResponse]
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


def language(get_response: GetResponse) -> GetResponse:
    """Dutch unless the person chose otherwise here; the browser's own setting is not read."""
    known = {code for code, _ in settings.LANGUAGES}

    def handle(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE)
        code = chosen if chosen in known else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = code
        with translation.override(code):
            response = get_response(request)
        response.headers.setdefault("Content-Language", code)
        return response

    return handle
