# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a client number to a conversation: opening one, and standing in. Neither tells who is known here."""

from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from checklist.access.actions import log_held_up, log_try
from checklist.access.models import Purpose
from checklist.intake import actions, forms, queries
from checklist.intake.models import Case
from checklist.intake.views.cases import CODE_SHOWN, code_page
from checklist.intake.views.page import me
from checklist.people.device import named_device
from checklist.people.permissions import Refused, staff_page
from checklist.people.queries import staff_actor


@staff_page("caseworker")
def open_(request: HttpRequest) -> HttpResponse:
    """POST: once (a UUID; becomes the key of the case), number, display_name, new (on: nobody talked with this client
    before), why (own sentence, for a client of another team), purpose or held (the buttons).

    purpose: talk, prepare. held: phone, no_show. Query: nieuw (the door for a client who is new here).
    """
    form = forms.OpenForm(request.POST or None, initial={"once": uuid4()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if _is_mine(request, data["once"]):
            return _opened_before(request, data["once"])
        try:
            opened = _opened(request, form)
        except Refused as refusal:
            _log_refused(request, refusal, data["purpose"])
            form.add_error("number", str(refusal.sentence))
        except actions.Stale:
            if _is_mine(request, data["once"]):
                return _opened_before(request, data["once"])
            form.add_error("number", _("Somebody opened this client at the same moment. Try again."))
        else:
            if data["held"] == Case.Held.NO_SHOW:
                return redirect("intake:no_show", opened.case.uuid)
            return code_page(request, opened.case, opened.code, just_opened=True)
    status = 422 if form.is_bound else 200
    context = {"form": form, "as_new": "nieuw" in request.GET, "steps": queries.NO_STEPS}
    return render(request, "checklist/intake/open.html", context, status=status)


def _opened(request: HttpRequest, form: forms.OpenForm) -> actions.Opened:
    data = form.cleaned_data
    queries.check_wrong_names(me(request))
    return actions.open_case(
        number=data["number"],
        display_name=data["display_name"],
        purpose=data["purpose"],
        by=me(request),
        fictional=settings.DEMO,
        case_uuid=data["once"],
        held=data["held"],
        made_on=named_device(request),
        is_new=data["new"],
        why=data["why"],
    )


def _log_refused(request: HttpRequest, refusal: Refused, purpose: str) -> None:
    """Whose number it is reads that somebody typed it: nobody tries out unseen who is known. Who keeps watch reads of
    every try, also with a number that nobody has."""
    by = staff_actor(request, "caseworker")
    if isinstance(refusal, queries.HeldUp):
        log_held_up(by=by, purpose=purpose)
    elif isinstance(refusal, actions.NotOpened):
        log_try(files=[(key, None) for key in refusal.clients], by=by, part=refusal.part, purpose=purpose)


def _opened_before(request: HttpRequest, once: UUID) -> HttpResponse:
    """The same form sent twice, as by a reload of the page with the code: the page of the code says what to do."""
    shown = str(once) in request.session.get(CODE_SHOWN, {})
    return redirect("intake:code" if shown else "intake:goal", once)


def _is_mine(request: HttpRequest, once: UUID) -> bool:
    return queries.cases_of(me(request)).filter(uuid=once).exists()


@staff_page("caseworker")
def stand_in_page(request: HttpRequest) -> HttpResponse:
    """POST: number (exact), until (YYYY-MM-DD). For a colleague of the same team; no manager needed."""
    form = forms.StandInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            queries.check_wrong_names(me(request))
            return redirect("intake:case", _stood_in(request, form).uuid)
        except Refused as refusal:
            if isinstance(refusal, queries.HeldUp):
                log_held_up(by=staff_actor(request, "caseworker"), purpose=Purpose.STAND_IN)
            form.add_error("number", str(refusal.sentence))
    status = 422 if form.is_bound else 200
    return render(request, "checklist/intake/stand_in.html", {"form": form}, status=status)


def _stood_in(request: HttpRequest, form: forms.StandInForm) -> Case:
    clients = queries.clients_with_number(form.cleaned_data["number"])
    case = queries.open_case_of(clients)
    try:
        if case is None or case.team_id != me(request).team_id:
            raise Refused(_("In your team there is no open conversation with this client number."))
        actions.stand_in(case=case, until=form.cleaned_data["until"], by=me(request))
    except Refused:
        files = [(client.client_key, case.uuid if case else None) for client in clients]
        by = staff_actor(request, "caseworker")
        log_try(files=files, by=by, part="stand_in", purpose=Purpose.STAND_IN)
        raise
    return case
