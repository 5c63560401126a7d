# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who works here is logged out after an hour without a page, by the server: a browser may have no script (S21)."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest, HttpResponse

from checklist.people.fresh import password_typed
from checklist.people.kept import TYPED_SESSION, carried
from checklist.people.sessions import SEEN, remember_device

A_MINUTE = 60  # so much later it is written anew: not with every page


def watch() -> None:
    """A session begins to count when somebody logs in."""
    user_logged_in.connect(_came_in, dispatch_uid="idle limit")


def _begin(request: HttpRequest, **_more: Any) -> None:
    request.session[SEEN] = int(time.time())


def _came_in(request: HttpRequest, **_more: Any) -> None:
    _begin(request)
    password_typed(request)
    remember_device(request)


def idle_limit(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """End a session in which nothing was asked for too long. What was typed waits for the same person (S22)."""

    def handle(request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and SESSION_KEY in request.session:
            quiet = int(time.time()) - request.session.get(SEEN, 0)
            if quiet > settings.STAFF_IDLE_MINUTES * 60:
                typed = carried(request)
                request.session.flush()
                if typed:
                    request.session[TYPED_SESSION] = typed
            elif quiet >= A_MINUTE:
                _begin(request)
        return get_response(request)

    return handle
