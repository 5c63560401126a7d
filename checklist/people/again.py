# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page with what waits on it again: typed text in its form, or the act that was meant, asked once more (S22).

Every page passes here as it leaves. Nothing is ever done by itself: a person presses a button that has a new token.
"""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from checklist.people.filling import Form, Page, filled, read_page
from checklist.people.kept import (
    LOST_SESSION,
    SENT,
    TYPED,
    TYPED_SESSION,
    Waiting,
    bare,
    client_at,
    forget,
    move,
    owner_of,
    waiting,
    waiting_here,
)

NOTICE = "checklist/people/waiting.html"


def shown_again(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A page that was drawn, with what waits for this person on top and in its form."""
    if request.method == "GET" and response.status_code == 302 and request.session.get(TYPED_SESSION):
        _led_on(request, response)
    if not _is_page(request, response):
        return response
    session = request.session
    lost, kept = session.get(LOST_SESSION), session.get(TYPED_SESSION)
    if not lost and not kept:
        return response
    html = response.content.decode()
    if lost:
        del session[LOST_SESSION]
        html = _noticed(request, html, {"lost": True})
    if kept and not owner_of(request) and request.path.startswith(settings.LOGIN_URL):
        html = _noticed(request, html, {"after_log_in": True})
    elif kept:
        html = _with_waiting(request, html)
    response.content = html.encode()
    return response


def _led_on(request: HttpRequest, response: HttpResponse) -> None:
    """The talk is further than the page for which something waits. A question that comes first leads back to it."""
    following = urlsplit(response["Location"])
    if "next=" not in following.query and not following.netloc:
        for one in waiting_here(request):
            move(request, one.id, following.path)


def _is_page(request: HttpRequest, response: HttpResponse) -> bool:
    html = response.get("Content-Type", "").startswith("text/html")
    whole = html and not response.streaming and "Content-Disposition" not in response
    return request.method == "GET" and response.status_code == 200 and whole


def _noticed(request: HttpRequest, html: str, context: dict[str, Any]) -> str:
    page = read_page(html, request.path)
    return page.with_notice(_notice(request, context)) if page.main >= 0 else html


def _notice(request: HttpRequest, context: dict[str, Any]) -> str:
    return render_to_string(NOTICE, context, request)


def _with_waiting(request: HttpRequest, html: str) -> str:
    elsewhere: list[Waiting] = []
    for one in waiting(request):
        if bare(one.page) == request.path:
            html = _one(request, html, one)
        elif one.page != request.GET.get("next"):
            elsewhere.append(one)
    about = client_at(request.path) if elsewhere else None
    # the client at the table reads along: what waits of anybody else is no business of theirs
    told = dict.fromkeys(one.page for one in elsewhere if about in (None, one.client))
    return _noticed(request, html, {"elsewhere": list(told)}) if told else html


def _one(request: HttpRequest, html: str, one: Waiting) -> str:
    page = read_page(html, request.path)
    form = page.form_of(one.fields, one.path if one.how == SENT else "")
    if page.main < 0:
        return html
    context: dict[str, Any] = {"one": one, "sent": one.how == SENT}
    if form is None:
        return page.with_notice(_notice(request, context | {"gone": True, "texts": _texts(request, one)}))
    button = form.pressed(one.fields)
    context["label"] = button.label if button else ""
    if form.seen:
        return _in_its_form(request, page, form, one, context)
    if one.how == TYPED:
        forget(request, one.id)
        return html
    fields = [(name, value) for name, values in one.fields.items() for value in values]
    return page.with_notice(_notice(request, context | {"ask": True, "fields": fields}))


def _in_its_form(request: HttpRequest, page: Page, form: Form, one: Waiting, context: dict[str, Any]) -> str:
    edits, seen = filled(page, form, one.fields)
    files = one.files or any(one.fields.get(c.name, [""])[0] for c in form.seen if c.kind == "file")
    seen, context["files"] = seen or files, files
    if one.how == TYPED and not seen:  # it is what is stored: nothing was typed
        if not request.session.get("screen_shared"):
            forget(request, one.id)
        return page.html
    mark = f'<input type="hidden" name="kept" value="{one.id}">'
    return page.with_notice(_notice(request, context | {"typed": True}), [*edits, (form.end, form.end, mark)])


def _texts(request: HttpRequest, one: Waiting) -> list[str]:
    """Sentences that somebody typed in a form that is not on the page any more."""
    if request.session.get("screen_shared"):
        return []
    return [value for values in one.fields.values() for value in values if " " in value]


def settled(request: HttpRequest, response: HttpResponse) -> None:
    """A form was saved: what waited of it is gone. What it did not hold, because it was hidden, goes on waiting."""
    saved = request.method == "POST" and response.status_code < 400 and not hasattr(request, "waits_now")
    if not saved or not request.session.get(TYPED_SESSION):
        return
    posted = {name: request.POST.getlist(name) for name in request.POST}
    partly = request.session.get("screen_shared") or request.headers.get("X-Quiet") == "1"
    for one in waiting(request):
        here = request.path in {one.path, bare(one.page)}
        if one.id == request.POST.get("kept"):
            forget(request, one.id, but=lambda name: bool(partly) and name not in posted)
        elif here and all(posted.get(name) == values for name, values in one.fields.items()):
            forget(request, one.id)
