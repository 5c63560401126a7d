# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A form with an old security token (two tabs, one of them logged in again): refused, and nothing typed is lost."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from checklist.people.kept import may_be_given_back

SECRETS = ("password", "pin", "code")
OF_THE_PAGE = {"csrfmiddlewaretoken", "form_owner"}  # the page that gives it back brings its own


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The typed text again, with a button that sends it with a new token.

    Only for a form of our own pages, which the browser says in Origin: a form that another site made is refused
    without a second chance. Only to who opened it: what somebody else left in this browser is not shown. A log-in is
    never given back.
    """
    posted = [(name, value) for name in request.POST for value in request.POST.getlist(name)]
    secret = any(part in name for name, _ in posted for part in SECRETS)
    fields = [(name, value) for name, value in posted if name not in OF_THE_PAGE]
    context: dict[str, Any] = {}
    ours = _from_our_own_page(request) and may_be_given_back(request)
    if fields and not secret and not request.FILES and ours:
        typed = [value for _, value in fields if " " in value.strip()]
        context = {"hidden": fields, "typed": typed, "address": request.get_full_path()}
    return render(request, "403_csrf.html", context, status=403)


def _from_our_own_page(request: HttpRequest) -> bool:
    """Browsers send Origin with every POST; no Origin is no proof."""
    own = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Origin") in {own, *settings.CSRF_TRUSTED_ORIGINS}
