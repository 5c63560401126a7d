# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was agreed and is to be done: of all own conversations, of one of them, and for the team lead."""

from datetime import timedelta
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from checklist.access.actions import log_looks
from checklist.access.models import Purpose
from checklist.base.readers import whole_number
from checklist.followup import actions, queries
from checklist.followup.forms import AssignForm, CloseForm
from checklist.intake.door import case_page, log_names
from checklist.intake.models import Case
from checklist.intake.queries import NO_STEPS
from checklist.intake.sharing import is_shared
from checklist.people.models import Account
from checklist.people.permissions import staff_page
from checklist.people.queries import staff_actor

CLOSED_LATELY = timedelta(days=14)


def _me(request: HttpRequest) -> Account:
    return cast(Account, request.user)


@staff_page("caseworker")
def to_do(request: HttpRequest) -> HttpResponse:
    """What is to be done, late first. GET: na (number of the last row of the page before)."""
    after = whole_number(request.GET.get("na", "")) or 0
    rows, following = queries.page_of(queries.to_do_of(_me(request)), after)
    lately = [] if after else queries.closed_by_clients(_me(request), timezone.localdate() - CLOSED_LATELY)
    if not is_shared(request):  # a list on a shared screen names nobody
        log_names(_me(request), queries.files_of([*rows, *(one.row for one in lately)]))
    context = {"items": queries.opened(rows), "lately": lately, "following": following}
    return render(request, "checklist/followup/to_do.html", context)


@case_page("to_do")
def of_case(request: HttpRequest, case: Case) -> HttpResponseBase:
    """What was agreed in this conversation: what is open, and how the rest ended."""
    items = queries.of_case(case)
    mine = {one.row.pk for one in items if one.closed is None and queries.may_close(_me(request), one.row)}
    context: dict[str, Any] = {"case": case, "steps": NO_STEPS, "items": items, "mine": mine}
    return render(request, "checklist/followup/of_case.html", context)


@case_page("to_do")
def close(request: HttpRequest, case: Case, followup: UUID) -> HttpResponseBase:
    """One thing that was agreed: done, or not needed any more. POST: what (done, dropped), words."""
    row = queries.open_followup(case, followup)
    form = CloseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.close(followup=row, by=staff_actor(request, "caseworker"), **form.cleaned_data)
        messages.success(request, _("Closed. The client reads your sentence on the own page."))
        return redirect("followup:of_case", case.uuid)
    [item] = queries.opened([row])
    context: dict[str, Any] = {"case": case, "steps": NO_STEPS, "form": form, "item": item}
    return render(request, "checklist/followup/close.html", context, status=422 if form.is_bound else 200)


@staff_page("team_lead")
def second_opinions(request: HttpRequest) -> HttpResponse:
    """Which second opinions and other talks are open in the team, and who does them. Nobody's client is named.

    GET: na. POST: followup (UUID), to (id of a colleague of the team).
    """
    form = AssignForm(request.POST if request.method == "POST" else None, by=_me(request))
    if form.is_bound and form.is_valid():
        row = queries.to_assign(_me(request)).filter(uuid=form.cleaned_data["followup"]).first()
        if row is None:
            raise Http404
        actions.assign(followup=row, to=form.cleaned_data["to"], by=_me(request))
        name = form.cleaned_data["to"].display_name
        messages.success(request, _("%(name)s was asked, and sees it under To do.") % {"name": name})
        return redirect("followup:second_opinions")
    rows, following = queries.page_of(
        queries.to_assign(_me(request)), whole_number(request.GET.get("na", "")) or 0
    )
    by = staff_actor(request, "team_lead")
    log_looks(files=queries.files_of(rows), by=by, part="second_opinions", purpose=Purpose.WORK_OUT)
    colleagues = list(queries.may_be_asked(_me(request)))
    items = [
        (one, [who for who in colleagues if who.pk != one.row.case.caseworker_id])
        for one in queries.opened(rows)
    ]
    context = {"items": items, "following": following, "form": form}
    return render(
        request, "checklist/followup/second_opinions.html", context, status=422 if form.is_bound else 200
    )
