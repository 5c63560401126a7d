# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two people agree on a registration for research. In each docstring: the fields that it posts."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from checklist.people.actions import take_back
from checklist.people.forms import DecideForm
from checklist.people.fresh import password_first
from checklist.people.models import Account, Proposal
from checklist.people.permissions import Refused, staff_page
from checklist.registration import actions, queries
from checklist.registration.codebook import told
from checklist.registration.forms import AskForm

PAGE = 50


@staff_page(*queries.ROLES)
def requests(request: HttpRequest) -> HttpResponse:
    """POST fields: first, last (months like 2026-01), purpose, receiver, health_ground."""
    account = cast(Account, request.user)
    form = AskForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            asked = actions.ask_registration(
                wanted=form.wanted, purpose=form.cleaned_data["purpose"], by=account
            )
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Asked. A second person looks at it."))
            return redirect("registration:request", asked.pk)
    rows = list(queries.requests_for_registration()[:PAGE])
    made = queries.made_of(rows)
    context = {"form": form, "rows": [_line(row, made.get(row.pk)) for row in rows]}
    status = 422 if form.errors else 200
    return render(request, "checklist/registration/requests.html", context, status=status)


def _line(row: Proposal, made: Any) -> dict[str, Any]:
    return {"row": row, "wanted": queries.wanted_of(row), "made": made, "state": _state(row, made)}


def _state(row: Proposal, made: Any) -> str:
    if made:
        return _("went out")
    if row.outcome == Proposal.Outcome.AGREED:
        return _("agreed: the administrator makes it")
    return str(Proposal.Outcome(row.outcome).label)


@staff_page(*queries.ROLES)
@password_first()
def request_page(request: HttpRequest, number: int) -> HttpResponseBase:
    """POST field: act (agree · turn_down · take_back), answer (with a no)."""
    account = cast(Account, request.user)
    row = queries.requests_for_registration().filter(pk=number).first()
    if row is None:
        raise Http404
    form = DecideForm(request.POST if request.method == "POST" else None, alarms=False)
    if request.method == "POST" and form.is_valid():
        try:
            _act(request.POST.get("act", ""), row, form.cleaned_data["answer"], account)
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Written down."))
            return redirect("registration:request", row.pk)
    status = 422 if form.errors else 200
    return render(request, "checklist/registration/request.html", _context(row, account, form), status=status)


def _act(act: str, row: Proposal, answer: str, account: Account) -> None:
    if act == "take_back":
        take_back(proposal=row, by=account)
    elif act in {"agree", "turn_down"}:
        actions.decide_registration(proposal=row, agree=act == "agree", by=account, answer=answer)


def _context(row: Proposal, account: Account, form: DecideForm) -> dict[str, Any]:
    wanted, made = queries.wanted_of(row), queries.made_of([row]).get(row.pk)
    waiting = row if not row.outcome else None
    context: dict[str, Any] = {
        "asked": row,
        "proposal": row,
        "waiting": waiting,
        "wanted": wanted,
        "made": made,
        "state": _state(row, made),
        "mine": row.proposed_by_id == account.pk,
        "may_decide": queries.may_be_second(row.proposed_by, account),
        "others": queries.second_people(row.proposed_by) if waiting else [],
        "form": form,
        "sentences": [str(error) for error in form.non_field_errors()],
    }
    if made:
        return context | {"people": told(made.people), "objected": told(made.objected)}
    counts = queries.counts_of(wanted)
    columns = [questions[0] for questions in queries.columns_of(wanted).values()]
    return context | {
        "people": told(counts.people),
        "objected": told(counts.objected),
        "questions": columns,
    }
