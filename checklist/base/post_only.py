# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses that only act. Who comes there by a reload, a bookmark or a log-in goes to the page they belong to."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse

View = Callable[..., HttpResponseBase]
LOOKS = ("GET", "HEAD")
ALLOWED = (*LOOKS, "POST")


def post_only(page: str, *keys: str) -> Callable[[View], View]:
    """Only POST acts; GET and HEAD go to `page` (the name of a route), with these `keys` of the address.

    It stands outside of the door: the page itself decides who may see it, so a look here tells nobody anything.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            if request.method in LOOKS:
                return redirect(_page(page, keys, kwargs))
            if request.method == "POST":
                return view(request, **kwargs)
            return HttpResponseNotAllowed(ALLOWED)

        inner.belongs_to = page, keys  # type: ignore[attr-defined]
        return inner

    return decorate


def _page(page: str, keys: tuple[str, ...], kwargs: dict[str, Any]) -> str:
    return reverse(page, kwargs={key: kwargs[key] for key in keys})


def page_of(path: str) -> str:
    """The page that an address belongs to: itself, unless it only acts."""
    try:
        found = resolve(path)
    except Resolver404:
        return path
    belongs_to = getattr(found.func, "belongs_to", None)
    if belongs_to is None:
        return path
    page, keys = belongs_to
    return _page(page, keys, found.kwargs)
