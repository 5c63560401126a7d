# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who works here answers what a client asked. In the docstring: the field that it posts."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from checklist.access.actions import log_look, log_looks, log_refusal
from checklist.access.models import AccessLine, Purpose
from checklist.intake.sharing import is_shared
from checklist.people.models import Account
from checklist.people.permissions import has_role, staff_page
from checklist.people.queries import (
    staff_actor,
)
from checklist.transparency import actions, queries
from checklist.transparency.forms import (
    ReplyForm,
)
from checklist.transparency.models import ClientRequest

MOST_REQUESTS = 100  # on one list


@staff_page("caseworker", "privacy_officer")
def requests(request: HttpRequest) -> HttpResponse:
    """Requests that this person answers, the open ones first: whose, kinds and dates; words have a door of their own.

    Whoever is on the list reads who looked (R14).
    """
    account: Account = request.user  # type: ignore[assignment]
    asked = queries.requests_for(account).order_by(F("answered_at").desc(nulls_first=True), "due_on")
    rows = list(asked[:MOST_REQUESTS])
    files = dict.fromkeys((row.client_key, row.case_uuid) for row in rows)
    officer = has_role(account, "privacy_officer")
    by = staff_actor(request, "privacy_officer" if officer else "caseworker")
    log_looks(files=files, by=by, part="request", purpose=Purpose.COMPLAINT)
    numbers = queries.numbers_of(row.client_key for row in rows)
    context = {
        "rows": [(row, numbers.get(row.client_key, "–")) for row in rows],
        "today": timezone.localdate(),
        "officer": officer,
    }
    return render(request, "checklist/transparency/requests.html", context)


@staff_page("caseworker", "privacy_officer")
def reply(request: HttpRequest, request_uuid: UUID) -> HttpResponse:
    """POST field: answer."""
    account: Account = request.user  # type: ignore[assignment]
    officer = has_role(account, "privacy_officer")
    actor = staff_actor(request, "privacy_officer" if officer else "caseworker")
    asked = get_object_or_404(ClientRequest, uuid=request_uuid)
    look: dict[str, Any] = {"client_key": asked.client_key, "case_uuid": asked.case_uuid, "by": actor}
    look["part"] = "request"
    if not queries.requests_for(account).filter(pk=asked.pk).exists():
        log_refusal(**look)
        raise Http404
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            log_look(**look, purpose=Purpose.COMPLAINT, outcome=AccessLine.Outcome.SAVED)
            actions.answer(request=asked, words=form.cleaned_data["answer"], by=account)
        messages.success(request, _("Your answer stands on the client's page."))
        return redirect("transparency:requests")
    log_look(**look, purpose=Purpose.COMPLAINT)
    context = {
        "form": form,
        "asked": queries.open_request(asked),
        "line": queries.line_asked_about(asked),
        "number": queries.numbers_of([asked.client_key]).get(asked.client_key, "–"),
        "officer": officer,
        "about": _topic_asked_about(request, asked),
    }
    return render(request, "checklist/transparency/reply.html", context)


def _topic_asked_about(request: HttpRequest, asked: ClientRequest) -> str:
    """The topic of the answer that the client speaks about, as the reader reads it; of health or money not while the
    screen is shared."""
    question = queries.question_asked_about(asked)
    if question is None:
        return ""
    if question.sensitive and is_shared(request):
        return _("Hidden while you share the screen")
    return question.topic_en if (get_language() or "nl").startswith("en") else question.topic_nl
