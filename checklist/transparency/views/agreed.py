# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was agreed with the client, with its day; a file for the own calendar; the client closes it too."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from checklist.followup import actions
from checklist.followup.forms import CloseForm
from checklist.followup.queries import calendar_file, of_case, open_followup, opened
from checklist.intake.models import Case
from checklist.transparency.door import client_of, client_page


@client_page("to_do")
def agreed(request: HttpRequest, case: Case) -> HttpResponse:
    """What was agreed, each with its day; how it ended, and in whose words."""
    context = {"case": case, "items": of_case(case)}
    return render(request, "checklist/transparency/agreed.html", context)


@client_page("to_do")
def close(request: HttpRequest, case: Case, followup: UUID) -> HttpResponse:
    """POST fields: what (done, dropped), words (one sentence)."""
    row = open_followup(case, followup)
    form = CloseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.close(followup=row, by=client_of(request), **form.cleaned_data)
        messages.success(request, _("Closed. Your caseworker reads your sentence."))
        return redirect("transparency:agreed")
    [item] = opened([row])
    context = {"case": case, "form": form, "item": item}
    return render(
        request, "checklist/transparency/close_agreed.html", context, status=422 if form.is_bound else 200
    )


@client_page("to_do")
def calendar(request: HttpRequest, case: Case, followup: UUID) -> HttpResponse:
    """The day as a file for a calendar (RFC 5545): a conversation and its day, and nothing about a person."""
    text = calendar_file(open_followup(case, followup))
    name = _("appointment")
    headers = {"Content-Disposition": f'attachment; filename="{name}.ics"'}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)
