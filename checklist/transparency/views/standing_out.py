# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands out in the access log: one list for the privacy officer. In each docstring: the fields that it posts."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from checklist.access.queries import page_that_stands_out
from checklist.people.permissions import staff_page
from checklist.people.queries import staff_actor
from checklist.transparency import actions
from checklist.transparency.forms import WhyForm
from checklist.transparency.standing_out import AT, KINDS, kind_at, rows_of
from checklist.transparency.views.supervision import SEARCH, WHY


@staff_page("privacy_officer")
def standing_out(request: HttpRequest) -> HttpResponse:
    """POST field: purpose. Query: soort (codes, geopend, geweigerd). Who is in a shown line gets a line too (R14)."""
    word = request.GET.get("soort", "")
    kind, template = kind_at(word), "checklist/transparency/standing_out.html"
    word = word if kind else ""
    context: dict[str, Any] = {"chosen": word}
    context["kinds"] = [(f"{AT}?soort={w}", name, w == word) for w, name in KINDS.values()]
    form = WhyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        request.session[WHY] = form.cleaned_data["purpose"]
        return redirect(f"{AT}?soort={word}" if word else AT)
    purpose = request.session.get(WHY) or (request.session.get(SEARCH) or {}).get("purpose")
    if not purpose or form.is_bound:
        return render(request, template, context | {"form": form}, status=422 if form.is_bound else 200)
    lines, older = page_that_stands_out(kind, before=request.GET.get("before", ""))
    by = staff_actor(request, "privacy_officer")
    actions.log_looks_at_log(lines=lines, purpose=purpose, part="access_log", by=by)
    following = urlencode({"soort": word, "before": older} if word else {"before": older})
    context |= {"listed": True, "rows": rows_of(lines), "older_url": f"?{following}" if older else ""}
    return render(request, template, context)
