# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A talk by telephone, and a client who did not come: routes of their own (S37)."""

from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from checklist.base.moments import local_format
from checklist.base.terms import term_of
from checklist.intake import actions, forms, queries
from checklist.intake.door import case_page
from checklist.intake.models import Case
from checklist.intake.rules import without_numbers
from checklist.intake.views.page import me, page

WAYS: dict[str, str] = {"together": Case.Held.TOGETHER, "phone": Case.Held.PHONE}


@case_page("held")
def held(request: HttpRequest, case: Case) -> HttpResponseBase:
    """How you talk. POST: held (together, phone). A client who did not come has a page of its own."""
    if request.method == "POST":
        chosen = WAYS.get(request.POST.get("held", ""), "?")
        actions.hold_talk_as(case=case, held=chosen, by=me(request))
        return redirect("intake:case", case.uuid)
    return page(request, case, "", "held")


@case_page("no_show")
def no_show(request: HttpRequest, case: Case) -> HttpResponse | HttpResponseBase:
    """The client did not come: what you do now, and after that the report of it; ?opnieuw=1: once more.

    POST: once_key (UUID), next_step, revisit_on (YYYY-MM-DD; both may be empty).
    """
    form = forms.AbsenceForm(
        request.POST if request.method == "POST" else None, initial={"once_key": uuid4()}
    )
    if form.is_bound and form.is_valid():
        actions.record_absence(case=case, by=me(request), **form.cleaned_data)
        return redirect("intake:no_show", case.uuid)
    found = queries.absences_of(case)
    closed = not case.is_open
    if closed and not found:
        raise Http404
    written = case.held == Case.Held.NO_SHOW and "opnieuw" not in request.GET
    if found and not form.is_bound and (written or closed):
        return _report(request, case, found)
    return page(request, case, "", "no_show_form", 422 if form.is_bound else 200, form=form)


def _report(request: HttpRequest, case: Case, found: list[queries.OpenedAbsence]) -> HttpResponse:
    context: dict[str, Any] = {
        "absence": found[0],
        "earlier": found[1:],
        "contact": queries.contact_of(case),
        "months_kept": term_of("case").months,
        "copy_text": _to_copy(found[0], fictional=case.fictional),
    }
    return page(request, case, "", "no_show", **context)


def _to_copy(absence: queries.OpenedAbsence, *, fictional: bool) -> str:
    """For the back office (S24, S39): no name, no number."""
    day = local_format(absence.at, "j F Y")
    lines = [_("Appointment of %(day)s: the client did not come.") % {"day": day}]
    if fictional:
        lines.append(_("FICTITIOUS"))
    if absence.next_step:
        lines.append(_("What we do now") + f": “{' '.join(without_numbers(absence.next_step).split())}”")
    if absence.revisit_on:
        lines.append(_("The new appointment") + f": {local_format(absence.revisit_on, 'j F Y')}")
    lines.append(_("Nothing was asked, answered or chosen."))
    return "\n".join(lines)
