# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The client comes in, reads the own page, asks and corrects; staff answer; the privacy officer looks back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import rotate_token
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from checklist.access.actions import log_look, log_looks
from checklist.access.models import AccessLine, Purpose
from checklist.access.queries import (
    lines_found,
    look_lines,
    looks_of,
    page_of_lines,
    sentence_of_look,
)
from checklist.advice.recall import recalled_in
from checklist.base.moments import local_format
from checklist.base.post_only import post_only
from checklist.base.sheets import CONTENT_TYPE
from checklist.decisions.giving import snapshot_to_choose_on
from checklist.decisions.queries import client_said, corrected_after
from checklist.intake.models import Case
from checklist.intake.sharing import is_shared
from checklist.people.forms import ClientCodeForm
from checklist.people.kept import CLIENT_SESSION, TYPED_SESSION, carried, take_along, waiting
from checklist.people.models import Account, ClientCode
from checklist.people.permissions import Refused, has_role, staff_page
from checklist.people.queries import (
    client_actor,
    code_from_typed,
    staff_actor,
)
from checklist.people.rules import TRIES
from checklist.people.views import log_in_page
from checklist.transparency import actions, queries
from checklist.transparency.door import client_of, client_page, code_ended
from checklist.transparency.forms import (
    AnswerVoiceForm,
    NewPinForm,
    PinForm,
    QuestionForm,
    ReplyForm,
    SupervisionForm,
    WordsForm,
)
from checklist.transparency.models import ClientRequest
from checklist.transparency.rules import DAYS_TO_ANSWER

View = Callable[..., HttpResponseBase]
ASKED = "client_code_asked"  # session key: the code that was typed, while the PIN is still asked
SEARCH = "access_log_search"  # session key: what the privacy officer looks for
IDLE_SECONDS = 30 * 60
MOST_REQUESTS = 100  # on one list


# ---- coming in -------------------------------------------------------------------------------------------------------


@post_only("people:log_in")
@sensitive_post_parameters("code")
def log_in(request: HttpRequest) -> HttpResponse:
    """POST field: code. The PIN is asked on the next page."""
    form = ClientCodeForm(request.POST, auto_id="client_%s")
    if not form.is_valid():
        return log_in_page(request, client_form=form)
    code = code_from_typed(form.cleaned_data["code"])
    if code is None:
        form.add_error("code", _("We do not know this code. Look at the paper and try again."))
        return log_in_page(request, client_form=form)
    if code.ended_at is not None or code.tries >= TRIES:
        actions.refuse_code(code=code, by=client_actor(code))
        return code_ended(request, code)
    typed = carried(request)
    request.session.flush()  # whatever somebody else left on this machine
    request.session[ASKED], request.session[TYPED_SESSION] = code.pk, typed
    return redirect("transparency:pin")


@sensitive_post_parameters("pin", "pin_again")
def pin(request: HttpRequest) -> HttpResponse:
    """POST fields: pin; at first use pin and pin_again."""
    code = ClientCode.objects.filter(pk=request.session.get(ASKED) or 0, ended_at=None).first()
    if code is None:
        return redirect("people:log_in")
    first_use = not code.pin_hash
    form: PinForm | NewPinForm = (NewPinForm if first_use else PinForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["pin"]
        return _first_use(request, code, chosen) if first_use else _try(request, code, chosen, form)
    return render(request, "checklist/transparency/pin.html", {"form": form, "first_use": first_use})


def _first_use(request: HttpRequest, code: ClientCode, chosen: str) -> HttpResponse:
    came_in = actions.enter_with_new_pin(code=code, pin=chosen, by=client_actor(code))
    return _open_session(request, code) if came_in else redirect("transparency:pin")


def _try(request: HttpRequest, code: ClientCode, chosen: str, form: PinForm | NewPinForm) -> HttpResponse:
    tried = actions.enter_pin(code=code, pin=chosen, by=client_actor(code))
    if tried.right:
        return _open_session(request, code)
    if not tried.left:
        return code_ended(request, ClientCode.objects.get(pk=code.pk))
    form.add_error(None, _("This PIN is not right. Tries left: %(left)s.") % {"left": tried.left})
    return render(request, "checklist/transparency/pin.html", {"form": form, "first_use": False})


def _open_session(request: HttpRequest, code: ClientCode) -> HttpResponse:
    typed = carried(request)
    request.session.flush()
    rotate_token(request)  # a form of who was here before does not pass any more
    request.session[CLIENT_SESSION] = code.pk
    request.session.set_expiry(IDLE_SECONDS)
    take_along(request, typed)
    return redirect(next((one.page for one in waiting(request)), "transparency:mine"))


# ---- the own page ----------------------------------------------------------------------------------------------------


@client_page("own_page")
def mine(request: HttpRequest, case: Case) -> HttpResponse:
    """Everything that is recorded about this client, in one page."""
    page = queries.own_page(case)
    may_choose = bool(page.shown) and snapshot_to_choose_on(case) is not None
    context = {"page": page, "case": case, "may_choose": may_choose}
    return render(request, "checklist/transparency/mine.html", context)


@client_page("own_page")
def looks(request: HttpRequest, case: Case) -> HttpResponse:
    """Everybody who looked, from the first day."""
    lines = look_lines(looks_of(case.client_key, caseworker=case.caseworker_id))
    return render(request, "checklist/transparency/looks.html", {"lines": lines, "case": case})


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
    return render(request, "checklist/transparency/shown.html", context)


@client_page("own_page_file")
def download(request: HttpRequest, case: Case) -> HttpResponse:
    """The own page as one file to keep (right of access). No fields."""
    return _file(request, case)


def _file(request: HttpRequest, case: Case) -> HttpResponse:
    context = {"page": queries.own_page(case, all_looks=True), "case": case}
    context["client_said"] = client_said(case, queries.language_now())
    response = render(request, "checklist/transparency/download.html", context)
    response["Content-Disposition"] = 'attachment; filename="mijn-gesprek.html"'
    return response


# ---- asking, correcting, objecting -----------------------------------------------------------------------------------


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


# ---- who works here answers ------------------------------------------------------------------------------------------


@staff_page("caseworker", "privacy_officer")
def requests(request: HttpRequest) -> HttpResponse:
    """Requests that this person answers, the open ones first: whose, kinds and dates; words have a door of their own.

    Whoever is on the list of the privacy officer reads that the officer looked (R14); a caseworker sees own clients.
    """
    account: Account = request.user  # type: ignore[assignment]
    asked = queries.requests_for(account).order_by(F("answered_at").desc(nulls_first=True), "due_on")
    rows = list(asked[:MOST_REQUESTS])
    if has_role(account, "privacy_officer"):
        files = dict.fromkeys((row.client_key, row.case_uuid) for row in rows)
        by = staff_actor(request, "privacy_officer")
        log_looks(files=files, by=by, part="request", purpose=Purpose.COMPLAINT)
    numbers = queries.numbers_of(row.client_key for row in rows)
    context = {
        "rows": [(row, numbers.get(row.client_key, "–")) for row in rows],
        "today": timezone.localdate(),
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
        log_look(**look, outcome=AccessLine.Outcome.REFUSED)
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


# ---- the privacy officer looks back ----------------------------------------------------------------------------------


@staff_page("privacy_officer")
def supervision(request: HttpRequest) -> HttpResponse:
    """POST fields: purpose, from_day, until_day, person, number. Who is in a shown line gets a line too (R14)."""
    if request.method == "POST":
        form = SupervisionForm(request.POST)
        if form.is_valid():
            request.session[SEARCH] = form.to_session()
            return redirect("transparency:supervision")
        return render(request, "checklist/transparency/supervision.html", {"form": form})
    kept = request.session.get(SEARCH)
    due = queries.open_requests_for(request.user)[:10]  # type: ignore[arg-type]
    if not kept:
        return render(
            request, "checklist/transparency/supervision.html", {"form": SupervisionForm(), "due": due}
        )
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


@post_only("transparency:supervision")
@staff_page("privacy_officer")
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
    return _file(request, case)


@post_only("transparency:supervision")
@staff_page("privacy_officer")
def new_search(request: HttpRequest) -> HttpResponse:
    """Forget the search. No fields."""
    request.session.pop(SEARCH, None)
    return redirect("transparency:supervision")
