# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one door to every page of the client: a living code, one case, and a line for the client's own look."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from checklist.access.actions import log_look
from checklist.access.models import AccessLine
from checklist.access.queries import erasures_of
from checklist.base.written import Written
from checklist.intake.door import outcome_of
from checklist.intake.models import Case
from checklist.people.kept import CLIENT_SESSION
from checklist.people.models import ClientCode
from checklist.people.permissions import Actor, Refused, back_to
from checklist.people.queries import client_actor, client_code_of
from checklist.people.rules import TRIES

View = Callable[..., HttpResponseBase]


def code_ended(request: HttpRequest, code: ClientCode) -> HttpResponse:
    """Why this code opens nothing any more, and what to do. Shown only to who typed the whole code."""
    gone = erasures_of(code.client_key).filter(what="client").first()
    closed = Case.objects.filter(uuid=code.case_uuid).exclude(closed_at=None).exists()
    locked = code.ended_at is None and code.tries >= TRIES
    context: dict[str, object] = {"gone": gone, "closed": closed, "locked": locked}
    if gone:
        context["copies_until"] = gone.at + timedelta(days=settings.BACKUP_DAYS)
    return render(request, "checklist/transparency/code_ended.html", context, status=410 if gone else 403)


def client_page(part: str) -> Callable[[View], View]:
    """A page of the client: a living code with its own PIN, one case, and an access line for the client's own look.

    The view gets (request, case, …). A save and its line are one transaction; where nothing was saved, the line says
    that the client looked.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            code = client_code_of(request)
            if code is None:
                return _no_living_code(request)
            cases = Case.objects.select_related("client", "caseworker__team", "team", "checklist")
            case = cases.filter(uuid=code.case_uuid, client__isnull=False).first()
            if case is None:
                return code_ended(request, code)
            request.session.modified = True  # the half hour starts anew
            look: dict[str, Any] = {"client_key": case.client_key, "case_uuid": case.uuid, "part": part}
            look["by"] = client_actor(code)
            if request.method in {"GET", "HEAD"}:
                log_look(**look)
                return view(request, case, **kwargs)
            try:
                with transaction.atomic():
                    with Written() as written:
                        response = view(request, case, **kwargs)
                    log_look(**look, outcome=outcome_of(response, written))
                    return response
            except Refused as refusal:
                log_look(**look, outcome=AccessLine.Outcome.REFUSED)
                return render(request, "403.html", {"sentence": refusal.sentence}, status=403)
            except Http404:  # as by a look: what was asked for is not there, and the client asked
                log_look(**look)
                raise

        return inner

    return decorate


def _no_living_code(request: HttpRequest) -> HttpResponse:
    ended = ClientCode.objects.filter(pk=request.session.get(CLIENT_SESSION) or 0).first()
    if ended is None:
        return redirect_to_login(back_to(request)) if request.method == "POST" else redirect("people:log_in")
    logout(request)
    return code_ended(request, ended)


def client_of(request: HttpRequest) -> Actor:
    """Who is behind this page."""
    code = client_code_of(request)
    if code is None:
        raise Http404
    return client_actor(code)
