# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""On which device and network a client's code was made, as marks that lead back to neither (S35)."""

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from checklist.base.address import client_address, mark_of
from checklist.base.keyring import secret_keys
from checklist.people.models import ClientCode
from checklist.people.rules import is_where_it_was_made

COOKIE = "apparaat"  # in a browser where a code was made: random, tells nothing about who works there
A_YEAR = 365 * 24 * 60 * 60


Device = tuple[str, str]  # marks of a browser and of a network address; empty: not known


def device_of(request: HttpRequest, key: str | None = None) -> Device:
    """Where this request comes from; `key`: as it was marked under an older key."""
    name, address = request.COOKIES.get(COOKIE, ""), client_address(request)
    return mark_of(f"browser {name}", key) if name else "", mark_of(address, key) if address else ""


def named_device(request: HttpRequest) -> Device:
    """The device where a code is being made. Its browser gets a name, which `keep_name` sends along."""
    request.COOKIES.setdefault(COOKIE, secrets.token_urlsafe(16))
    return device_of(request)


def keep_name(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """For a year: longer than any talk."""
    response.set_cookie(
        COOKIE, request.COOKIES[COOKIE], max_age=A_YEAR, secure=bool(settings.SESSION_COOKIE_SECURE), httponly=True,
        samesite="Lax",
    )  # fmt: skip
    return response


def is_of_staff(request: HttpRequest, code: ClientCode) -> bool:
    """Would this be the client speaking from where somebody who works here sits? Then the code opens nothing."""
    if not settings.CODE_NEEDS_ANOTHER_DEVICE:
        return False
    made, since = (code.made_browser, code.made_address), timezone.now() - code.made_at
    return request.user.is_authenticated or any(
        is_where_it_was_made(made, device_of(request, key), since) for key in secret_keys()
    )
