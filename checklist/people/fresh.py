# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Acts of weight ask for the password again when it was typed a while ago: a browser may stand open, with nobody near.

What was posted waits (S22): after the password the same page stands there with it, and the button is pressed once more.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from checklist.people.kept import keep_sent

TYPED_AT = "password_typed_at"  # session key: when this person showed to know the password, in seconds
View = Callable[..., HttpResponseBase]


def password_typed(request: HttpRequest) -> None:
    """The password was right just now."""
    request.session[TYPED_AT] = int(time.time())


def is_fresh(request: HttpRequest) -> bool:
    """Was the password typed so lately that it need not be asked again?"""
    return int(time.time()) - request.session.get(TYPED_AT, 0) <= settings.PASSWORD_AGAIN_MINUTES * 60


def password_first(file_on: str = "") -> Callable[[View], View]:
    """Around the view of an act of weight, within its door: who may not do it is refused before a password is asked.

    `file_on`: the page on which a file is asked for that a look gives; the password leads back there.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            posted = request.method == "POST"
            if is_fresh(request) or not (posted or file_on):
                return view(request, *args, **kwargs)
            page = keep_sent(request) if posted else f"{reverse(file_on)}?{request.GET.urlencode()}"
            return redirect(f"{reverse('people:password_again')}?{urlencode({'next': page})}")

        inner.asks_password = True  # type: ignore[attr-defined]
        return inner

    return decorate
