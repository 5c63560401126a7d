# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The start list, and the pages about a case: purpose, code, handing over, closing."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from checklist.access.actions import choose_purpose, log_look, log_refusal
from checklist.access.models import Purpose
from checklist.base.moments import local_format
from checklist.base.next_page import own_page
from checklist.base.readers import whole_number
from checklist.base.text import one_line
from checklist.intake import actions, forms, queries, sharing
from checklist.intake.door import case_or_404, case_page, log_names, purpose_of, to_purpose
from checklist.intake.models import Case, StandIn
from checklist.intake.rules import STAND_IN_PURPOSE
from checklist.intake.views.page import me, page
from checklist.people.device import keep_name, named_device
from checklist.people.fresh import password_first
from checklist.people.models import Account
from checklist.people.permissions import Refused, has_role, staff_page
from checklist.people.queries import HomePart, Text, counted, on_home, staff_actor

CODE_SHOWN = "code_was_shown"  # session key: of which case the code was on the screen, and at what time


@on_home
def open_conversations(account: Account) -> HomePart | None:
    if not has_role(account, "caseworker"):
        return None
    listed = queries.listed_cases(account)
    rows = listed[:5]
    lines: list[tuple[str, Text, Text]] = [
        (reverse("intake:case", args=[row.uuid]), queries.name_of(row), queries.where_now(row))
        for row in rows
    ]
    more = ("/gesprekken/", _("All my conversations"))
    title, empty, number = (
        _("My open conversations"),
        _("Nothing to do: you have no open conversations."),
        counted(len(listed)),
    )
    named = [(row.client_key, row.uuid) for row in rows]
    return HomePart(title, lines, empty, more, order=10, count=number, named=named)


@staff_page("caseworker")
def cases(request: HttpRequest) -> HttpResponse:
    """POST: search (number or name; posted, so that no name stands in an address)."""
    search = one_line(request.POST.get("search", ""))[:120]
    closed = "gesloten" in request.GET
    before = request.GET.get("voor", "")
    rows = queries.listed_cases(
        me(request),
        closed=closed,
        search=search,
        before=whole_number(before) or 0,
    )
    older = rows[queries.PER_PAGE - 1].pk if len(rows) > queries.PER_PAGE else 0
    rows = rows[: queries.PER_PAGE]
    if search or not sharing.is_shared(request):  # a list on a shared screen names nobody
        log_names(me(request), [(row.client_key, row.uuid) for row in rows], "search" if search else "list")
    context = {"rows": rows, "search": search, "closed": closed, "older": older}
    context |= {
        "ended": {row.pk for row in rows if queries.look_ended(row)},
        "days": settings.CLOSED_LOOK_DAYS,
    }
    context["shown_search"] = "" if sharing.is_shared(request) else search
    return render(request, "checklist/intake/cases.html", context)


@staff_page("caseworker")
def purpose(request: HttpRequest, case_uuid: UUID) -> HttpResponse:
    """POST: purpose (a word of the closed list), next (where to go on). One tap, once per case and working day.

    Or held (no_show): the client did not come; that says why you look too. With why (own sentence), where the
    conversation was closed longer ago than a look at it lasts.
    """
    case = case_or_404(request, case_uuid, "purpose")
    lent, ended = queries.stand_in_of(me(request), case), queries.look_ended(case)
    again = forms.LookAgainForm(request.POST if request.method == "POST" else None) if ended else None
    following = request.POST.get("next") or request.GET.get("next", "")
    following = own_page(following, reverse("intake:case", args=[case.uuid]))
    if request.method == "POST" and (again is None or again.is_valid()):
        try:
            _choose(request, case, lent, again)
            if request.POST.get("held") == Case.Held.NO_SHOW:
                following = reverse("intake:no_show", args=[case.uuid])
            return redirect(following)
        except Refused as refusal:
            actor = staff_actor(request, "caseworker")
            log_refusal(client_key=case.client_key, case_uuid=case.uuid, by=actor, part="purpose")
            return render(request, "403.html", {"sentence": refusal.sentence}, status=403)
    look: dict[str, Any] = {"client_key": case.client_key, "case_uuid": case.uuid, "part": "purpose"}
    why = STAND_IN_PURPOSE if lent else Purpose.PREPARE  # what this look is for; of the next ones it asks
    log_look(**look, by=staff_actor(request, "caseworker"), purpose=why)
    context = {
        "case": case,
        "offered": forms.purposes(stands_in=lent is not None),
        "lent": lent,
        "again": again,
    }
    context |= {"steps": queries.NO_STEPS, "next": following, "days": settings.CLOSED_LOOK_DAYS}
    status = 422 if again is not None and again.is_bound else 200
    return render(request, "checklist/intake/purpose.html", context, status=status)


def _choose(
    request: HttpRequest, case: Case, lent: StandIn | None, again: forms.LookAgainForm | None
) -> None:
    chosen = request.POST.get("purpose", "")
    if request.POST.get("held") == Case.Held.NO_SHOW:
        chosen = STAND_IN_PURPOSE if lent else Purpose.PREPARE
    if chosen not in dict(forms.purposes(stands_in=lent is not None)) and chosen in Purpose.values:
        raise Refused(_("This purpose belongs to other work than yours in this conversation."))
    if again is None:
        choose_purpose(case_uuid=case.uuid, purpose=chosen, by=me(request))
    else:
        actions.look_again(case=case, why=again.cleaned_data["why"], purpose=chosen, by=me(request))


@staff_page("caseworker")
def case(request: HttpRequest, case_uuid: UUID) -> HttpResponseBase:
    """Goes on where the talk is. Shows nothing itself, so it leaves no line."""
    row = case_or_404(request, case_uuid, "case")
    if not purpose_of(request, row):
        return to_purpose(request, row)
    return redirect(queries.page_of_stage(row))


@case_page("code")
@password_first()
def code(request: HttpRequest, case: Case) -> HttpResponse:
    """POST (no fields): a new code; the one before dies. The new one is on the page that answers, and never again: a
    reload or a switch of language says so, and offers a new one in place."""
    if request.method == "POST":
        code = actions.new_code(case=case, by=me(request), made_on=named_device(request))
        return code_page(request, case, code)
    return page(request, case, "", "code", was_shown=request.session.get(CODE_SHOWN, {}).get(str(case.uuid)))


def code_page(request: HttpRequest, case: Case, code: str, *, just_opened: bool = False) -> HttpResponse:
    """The one time that a code is on the screen. The session remembers that it was, not the code."""
    shown = time_format(timezone.localtime(), "TIME_FORMAT")
    request.session[CODE_SHOWN] = {str(case.uuid): shown}
    context: dict[str, Any] = {"code": code, "just_opened": just_opened, "contact": queries.contact_of(case)}
    context["elsewhere"] = settings.CODE_NEEDS_ANOTHER_DEVICE
    context["page_address"] = reverse("intake:code", args=[case.uuid])  # a switch in the head leads there
    return keep_name(request, page(request, case, "goal" if just_opened else "", "code", **context))


@case_page("hand_over")
def hand_over(request: HttpRequest, case: Case) -> HttpResponseBase:
    """POST: to (id of a colleague of the same team)."""
    form = forms.HandOverForm(request.POST or None, by=me(request))
    if request.method == "POST" and form.is_valid():
        colleague = form.cleaned_data["to"]
        actions.hand_over(case=case, to=colleague, by=me(request))
        messages.success(request, _("Handed over to %(name)s.") % {"name": colleague.display_name})
        return redirect("intake:cases")
    alone = not queries.colleagues(me(request)).exists()
    return page(request, case, "", "hand_over", 422 if form.is_bound else 200, form=form, alone=alone)


@case_page("close")
def close(request: HttpRequest, case: Case) -> HttpResponseBase:
    """POST: reason (done). Nothing else closes here: destroying has a page of its own."""
    if request.method == "POST" and request.POST.get("reason") == "done":
        actions.close_case(case=case, reason="done", by=me(request))
        messages.success(request, _("The conversation is closed. The client's code does not work any more."))
        messages.info(
            request, _("You can look at it until and including %(day)s.") % {"day": _last_day(case)}
        )
        return redirect("intake:cases")
    return page(request, case, "", "close", 422 if request.method == "POST" else 200)


def _last_day(case: Case) -> str:
    return local_format(queries.look_ends(case) or timezone.localdate(), "j F Y")


@case_page("close")
@password_first()
def wrong_person(request: HttpRequest, case: Case) -> HttpResponseBase:
    """Somebody else was opened by mistake: what that destroys is named first. POST: sure (on)."""
    form = forms.WrongPersonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.close_case(case=case, reason="wrong_person", by=me(request))
        messages.success(request, _("Destroyed. Nobody can open this conversation any more."))
        return redirect("intake:cases")
    context: dict[str, Any] = {"form": form, "written": queries.written_in(case)}
    return page(request, case, "", "wrong_person", 422 if form.is_bound else 200, **context)
