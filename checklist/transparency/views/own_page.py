# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The client reads the own page, asks, corrects and objects. In each docstring: the fields that it posts."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from checklist.access.models import AccessLine
from checklist.access.queries import looks_of, sentence_of_look
from checklist.advice.page.frozen import as_frozen
from checklist.advice.queries import recalled_in
from checklist.base.moments import local_format
from checklist.base.post_only import post_only
from checklist.base.readers import whole_number
from checklist.decisions.queries import (
    client_said,
    corrected_after,
    current_decision,
    given_voice,
    snapshot_to_choose_on,
)
from checklist.intake.models import Case
from checklist.people.queries import client_code_of, was_used_soon
from checklist.transparency import actions, queries
from checklist.transparency.door import client_of, client_page
from checklist.transparency.forms import (
    AnswerVoiceForm,
    QuestionForm,
    WordsForm,
)
from checklist.transparency.models import ClientRequest
from checklist.transparency.page.looks import look_rows, strip_of
from checklist.transparency.page.news import Now, news_of
from checklist.transparency.page.tiles import tiles_of
from checklist.transparency.rules import DAYS_TO_ANSWER

ROWS = 15  # of single looks on the own page
PAGE = 15  # of them on the page of who looked


@client_page("own_page")
def mine(request: HttpRequest, case: Case) -> HttpResponse:
    """Everything that is recorded about this client: six answers at a glance, and what stands behind them."""
    page, code = queries.own_page(case), client_code_of(request)
    snapshot = snapshot_to_choose_on(case) if page.shown else None
    given = given_voice(case, snapshot, current_decision(case)) if snapshot else None
    context = at_a_glance(case, page, Now(may_choose=snapshot is not None, given=given, code=code))
    context |= {
        "may_choose": snapshot is not None,
        "code": code,
        "code_used_soon": code is not None and was_used_soon(code),
        "rows": look_rows(page.looks[:ROWS]),
        "own_rows": look_rows(page.own_looks[:ROWS]),
        "more_looks": max(0, len(page.looks) - ROWS),
    }
    return render(request, "checklist/transparency/mine.html", context)


def at_a_glance(case: Case, page: queries.OwnPage, now: Now) -> dict[str, Any]:
    """What stands on top of the own page and of its file."""
    return {
        "case": case,
        "page": page,
        "tiles": tiles_of(case, page),
        "news": news_of(case, page, now),
        "strip": strip_of(page.looks),
    }


@client_page("own_page")
def looks(request: HttpRequest, case: Case) -> HttpResponse:
    """Everybody who looked, from the first day. GET: uzelf (the client's own visits instead), tot (the number of the
    newest look to show, counted from the first one, so that a page keeps its looks when new ones come)."""
    found = looks_of(case.client_key, caseworker=case.caseworker_id)
    others = [look for look in found if look.actor != AccessLine.Actor.CLIENT]
    own = "uzelf" in request.GET
    listed = [look for look in found if look.actor == AccessLine.Actor.CLIENT] if own else others
    until = whole_number(request.GET.get("tot", "")) or len(listed)
    rest = listed[max(0, len(listed) - until) :]
    older = len(rest) - PAGE
    following = {"uzelf": 1, "tot": older} if own else {"tot": older}
    context = {
        "case": case,
        "own": own,
        "strip": strip_of(others),
        "rows": look_rows(rest[:PAGE]),
        "older_url": f"?{urlencode(following)}" if older > 0 else "",
    }
    return render(request, "checklist/transparency/looks.html", context)


@client_page("evidence")
def shown(request: HttpRequest, case: Case) -> HttpResponse:
    """The results of research exactly as they stood on the screen, frozen."""
    opened = queries.shown_in(case)
    if opened is None:
        raise Http404
    recalled = recalled_in(opened, queries.language_now())
    since, _doubted = corrected_after(case, opened.at, opened.services, queries.language_now())
    corrected = [line for line in since if line.services]
    context = {"opened": opened, "recalled": recalled, "corrected": corrected, "case": case}
    context["page"] = as_frozen(opened)
    return render(request, "checklist/transparency/shown.html", context)


@client_page("own_page_file")
def download(request: HttpRequest, case: Case) -> HttpResponse:
    """The own page as one file to keep (right of access). No fields."""
    return own_page_file(request, case)


def own_page_file(request: HttpRequest, case: Case) -> HttpResponse:
    page = queries.own_page(case)
    context = at_a_glance(case, page, Now())
    context |= {"rows": look_rows(page.looks), "own_rows": look_rows(page.own_looks)}
    context["client_said"] = client_said(case, queries.language_now())
    response = render(request, "checklist/transparency/download.html", context)
    response["Content-Disposition"] = 'attachment; filename="mijn-gesprek.html"'
    return response


def _ask_page(
    request: HttpRequest, case: Case, *, kind: str, title: str, form: WordsForm, **about: Any
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        asked = actions.ask(case=case, kind=kind, words=words, by=client_of(request), **about)
        day = local_format(asked.due_on, "j F")
        messages.success(request, _("We noted your question. You have an answer by %(day)s.") % {"day": day})
        return redirect("transparency:mine")
    context = {"form": form, "title": title, "case": case, **about, "days": DAYS_TO_ANSWER[kind]}
    return render(request, "checklist/transparency/ask.html", context)


@client_page("own_page")
def ask_about_look(request: HttpRequest, case: Case, line: UUID) -> HttpResponse:
    """POST field: words (may be empty)."""
    found = get_object_or_404(AccessLine, client_key=case.client_key, uuid=line)
    title, kind = sentence_of_look(found, caseworker=case.caseworker_id), ClientRequest.Kind.ABOUT_LOOK
    form = WordsForm(request.POST or None)
    return _ask_page(request, case, kind=kind, title=title, form=form, line=found.uuid)


@client_page("own_page")
def ask_other(request: HttpRequest, case: Case) -> HttpResponse:
    """POST field: words."""
    form, title = QuestionForm(request.POST or None), _("I want to ask something else")
    return _ask_page(request, case, kind=ClientRequest.Kind.OTHER, title=title, form=form)


@client_page("own_page")
def talk_again(request: HttpRequest, case: Case) -> HttpResponse:
    """POST field: words (may be empty)."""
    form, title = WordsForm(request.POST or None), _("I want to talk about it again")
    return _ask_page(request, case, kind=ClientRequest.Kind.REOPEN, title=title, form=form)


@client_page("own_page")
def answer_voice(request: HttpRequest, case: Case, question: str) -> HttpResponse:
    """POST fields: voice (not_me, do_not_use, destroy), words (may be empty). It holds at once; staff are told."""
    lines = [line for line in queries.recorded_in(case) if line.key == question and line.may_object]
    if not lines:
        raise Http404
    form = AnswerVoiceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.speak_about_answer(case=case, question=question, by=client_of(request), **form.cleaned_data)
        messages.success(request, _("We noted what you said. It holds from now on."))
        return redirect("transparency:mine")
    context = {"form": form, "line": lines[0], "case": case}
    return render(request, "checklist/transparency/answer_voice.html", context)


@post_only("transparency:mine")
@client_page("own_page")
def no_research(request: HttpRequest, case: Case) -> HttpResponse:
    """One tap, no fields."""
    actions.object_to_research(case=case, by=client_of(request))
    messages.success(request, _("Done. Your conversation is not used for research."))
    return redirect("transparency:mine")
