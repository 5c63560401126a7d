# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was shown and does not hold any more: the agenda, the lists, and one talk with its letter."""

from itertools import islice

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from checklist.advice import queries
from checklist.advice.page import preview
from checklist.advice.page.letter import letter
from checklist.advice.views.reader import me, reading_language
from checklist.base.keys import Sealer
from checklist.base.moments import local_format
from checklist.intake.door import log_names
from checklist.intake.models import Case
from checklist.intake.queries import contact_of, name_of
from checklist.intake.sharing import hidden_groups, is_shared
from checklist.intake.views import case_page
from checklist.people.models import Account
from checklist.people.permissions import has_role, staff_page
from checklist.people.queries import HomePart, on_home
from checklist.releases.withdrawing import tells_what_goes
from checklist.services.linking import draws_the_preview

ON_HOME = 5


draws_the_preview(preview.preview)  # the pages that approve and withdraw research stand below this slice
tells_what_goes(preview.goes_from_talks)
tells_what_goes(queries.talks_that_may_have_seen)


@on_home
def recalls_on_home(account: Account) -> HomePart | None:
    """The agenda: own conversations to come back to. Nothing stands here as long as nothing was withdrawn."""
    if not has_role(account, "caseworker"):
        return None
    found = list(islice(queries.recalled_cases(account), ON_HOME + 1))
    if not found:
        return None
    lines = [
        (
            reverse("advice:recalled", args=[one.case.uuid]),
            name_of(one.case),
            local_format(one.shown_at, "j F Y"),
        )
        for one in found[:ON_HOME]
    ]
    more = (reverse("advice:recalls"), _("All of them")) if len(found) > ON_HOME else None
    named = [(one.case.client_key, one.case.uuid) for one in found[:ON_HOME]]
    return HomePart(
        _("Shown, but not right any more: come back to it"), lines, "", more, order=5, named=named
    )


@require_safe
@staff_page("caseworker", "editor", "approver")
def recalls(request: HttpRequest) -> HttpResponse:
    """A caseworker reads which own conversations it is about; who keeps the research reads what was withdrawn."""
    keeper = has_role(me(request), "editor") or has_role(me(request), "approver")
    mine = list(queries.recalled_cases(me(request))) if has_role(me(request), "caseworker") else None
    if not is_shared(request):  # a list on a shared screen names nobody
        log_names(me(request), [(one.case.client_key, one.case.uuid) for one in mine or ()])
    context = {
        "mine": mine,
        "withdrawals": queries.withdrawals(reading_language()) if keeper else None,
    }
    return render(request, "checklist/advice/recalls.html", context)


@require_safe
@case_page("evidence")
def recalled(request: HttpRequest, case: Case) -> HttpResponseBase:
    """What of the results does not hold any more, and a letter about it. Opening the results again ends it."""
    snapshot = queries.latest_snapshot(case)
    opened = queries.open_snapshot(snapshot, Sealer(case.client_key)) if snapshot else None
    found = queries.recalled_in(opened, reading_language()) if opened else []
    context = {
        "case": case,
        "opened": opened,
        "recalled": found,
        "hidden": hidden_groups(request, case),
        "letter": letter(case, opened, found, contact_of(case)) if opened and found else "",
    }
    return render(request, "checklist/advice/recalled.html", context)
