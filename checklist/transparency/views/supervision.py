# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The privacy officer looks back at who looked. In each docstring: the fields that it posts."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from checklist.access.actions import log_look
from checklist.access.models import Purpose
from checklist.access.queries import last_destruction, lines_found, page_of_lines
from checklist.base.post_only import post_only
from checklist.base.sheets import CONTENT_TYPE
from checklist.base.small_numbers import FEWEST
from checklist.people.fresh import password_first
from checklist.people.permissions import Refused, staff_page
from checklist.people.queries import page_of_account_lines, staff_actor, told_of_line
from checklist.transparency import actions, queries
from checklist.transparency.forms import (
    SupervisionForm,
)
from checklist.transparency.views.own_page import own_page_file

SEARCH = "access_log_search"  # session key: what the privacy officer looks for
WHY = "access_log_purpose"  # session key: why, at the list of what stands out


@staff_page("privacy_officer")
def supervision(request: HttpRequest) -> HttpResponse:
    """POST fields: purpose, from_day, until_day, person, number. Who is in a shown line gets a line too (R14)."""
    context: dict[str, Any]
    if request.method == "POST":
        form = SupervisionForm(request.POST)
        if form.is_valid():
            request.session[SEARCH] = form.to_session()
            return redirect("transparency:supervision")
        context = {"form": form, **_destruction()}
        return render(request, "checklist/transparency/supervision.html", context)
    kept = request.session.get(SEARCH)
    due = queries.open_requests_for(request.user)[:10]  # type: ignore[arg-type]
    if not kept:
        context = {"form": SupervisionForm(), "due": due, **_destruction()}
        return render(request, "checklist/transparency/supervision.html", context)
    lines, older = page_of_lines(queries.search_of(kept), before=request.GET.get("before", ""))
    actor = staff_actor(request, "privacy_officer")
    actions.log_looks_at_log(lines=lines, purpose=kept["purpose"], part="access_log", by=actor)
    context = {
        "searched": True,
        "heads": [_("when"), _("who"), _("number"), _("part"), _("reason"), _("outcome")],
        "rows": queries.log_rows(lines),
        "older_url": f"?before={older}" if older else "",
        "due": due,
    }
    return render(request, "checklist/transparency/supervision.html", context)


def _destruction() -> dict[str, Any]:
    """The newest nightly run. A number of people is told from ten on (R15)."""
    run = last_destruction()
    done = (run.clients_done, run.answers_done) if run else (0, 0)
    clients, answers = (_("fewer than 10") if 0 < number < FEWEST else str(number) for number in done)
    return {"destruction": run, "clients_gone": clients, "answers_gone": answers}


@post_only("transparency:supervision")
@staff_page("privacy_officer")
@password_first()
def export(request: HttpRequest) -> HttpResponse:
    """The lines of the search that is on the screen, as CSV. No fields."""
    kept = request.session.get(SEARCH)
    if not kept:
        return redirect("transparency:supervision")
    lines = list(lines_found(queries.search_of(kept))[: queries.MOST_LINES + 1])
    if len(lines) > queries.MOST_LINES:
        messages.error(
            request, _("More than %(most)s lines. Choose a shorter period.") % {"most": queries.MOST_LINES}
        )
        return redirect("transparency:supervision")
    actor = staff_actor(request, "privacy_officer")
    actions.log_looks_at_log(lines=lines, purpose=kept["purpose"], part="access_log_export", by=actor)
    response = HttpResponse(queries.csv_of(lines), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = 'attachment; filename="wie-keek.csv"'
    return response


@post_only("transparency:supervision")
@staff_page("privacy_officer")
@password_first()
def file_for_client(request: HttpRequest) -> HttpResponse:
    """Everything about a client who has no code (any more), to print and hand over. POST field: number."""
    try:
        case = queries.newest_case_of(request.POST.get("number", ""))
        if case is None:
            raise Refused(_("We know no client with this number."))
    except Refused as refusal:
        messages.error(request, str(refusal.sentence))
        return redirect("transparency:supervision")
    actor = staff_actor(request, "privacy_officer")
    look: dict[str, Any] = {"client_key": case.client_key, "case_uuid": case.uuid, "by": actor}
    log_look(**look, part="own_page_file", purpose=Purpose.ACCESS)
    return own_page_file(request, case)


@post_only("transparency:supervision")
@staff_page("privacy_officer")
def new_search(request: HttpRequest) -> HttpResponse:
    """Forget the search. No fields."""
    request.session.pop(SEARCH, None)
    request.session.pop(WHY, None)
    return redirect("transparency:supervision")


@staff_page("privacy_officer")
def accounts(request: HttpRequest) -> HttpResponse:
    """What was done to accounts: made, ended, another role, team or password. GET: before (a line)."""
    lines, older = page_of_account_lines(request.GET.get("before", ""))
    context = {
        "lines": [(line, told_of_line(line)) for line in lines],
        "older_url": f"?before={older}" if older else "",
    }
    return render(request, "checklist/transparency/accounts.html", context)
