# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one door to every page of a case: relation, purpose, access line, and nothing lost when a save does not work."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from checklist.access.actions import log_look, log_looks, log_refusal
from checklist.access.models import AccessLine, Purpose
from checklist.access.queries import purpose_today
from checklist.base.written import Written
from checklist.intake import actions, queries
from checklist.intake.models import Case
from checklist.intake.page.clash import conflicts
from checklist.intake.queries import case_of
from checklist.people.kept import client_at, keep_sent, typed_by_me
from checklist.people.models import Account
from checklist.people.permissions import Actor, Refused, back_to, has_role, notes_refusal, role_held
from checklist.people.queries import File, logs_names, staff_actor

View = Callable[..., HttpResponseBase]


def case_page(part: str) -> Callable[[View], View]:
    """A page of one case: for who has a relation with it, with a purpose chosen today, never without an access line.

    The view gets (request, case, …); `request.purpose` is the purpose. A look is logged before anything is read; a
    save and its line are one transaction (where nothing was saved, the line says that somebody looked). Somebody
    without a relation gets 404, and the attempt is on record. Text typed before a log-in ended is kept. A view may
    raise Refused (403), `actions.Stale` (409, both texts).
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, case_uuid: UUID, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _to_log_in(request)
            try:
                case = case_or_404(request, case_uuid, part)
            except Http404:
                if request.method == "POST" and typed_by_me(request):
                    return _ended(request, queries.why_no_access(request.user, case_uuid), 404)
                raise
            purpose = purpose_of(request, case)
            if not purpose:
                return to_purpose(request, case)
            request.purpose = purpose  # type: ignore[attr-defined]
            if part in WITH_THE_CLIENT and _client_is_absent(case) and not is_quiet(request):
                return _to_no_show(request, case)
            try:
                return _logged(request, case, purpose, part, lambda: view(request, case, **kwargs))
            except Refused as refusal:
                actor = staff_actor(request, "caseworker")
                line: dict[str, Any] = {
                    "client_key": case.client_key,
                    "case_uuid": case.uuid,
                    "part": part,
                    "purpose": purpose,
                }
                log_refusal(**line, by=actor)
                if request.method == "POST":
                    return _ended(request, str(refusal.sentence), 403)
                return render(request, "403.html", {"sentence": refusal.sentence}, status=403)

        return inner

    return decorate


#: Pages about a client that are for one role, where the part of the file has another name than the page.
PARTS_OF_PAGES = {"reply": "request"}
#: Parts of a talk in which the client is asked something: not for somebody who is not there (S37).
WITH_THE_CLIENT = {"goal", "questions", "read_back", "first_idea", "choices"}


def _client_is_absent(case: Case) -> bool:
    return case.held == Case.Held.NO_SHOW and case.is_open


def _to_no_show(request: HttpRequest, case: Case) -> HttpResponseBase:
    if request.method == "POST":
        keep_sent(request)
    return redirect("intake:no_show", case.uuid)


def _to_log_in(request: HttpRequest) -> HttpResponseBase:
    if is_quiet(request):
        return JsonResponse({"logged_out": True}, status=401)
    return redirect_to_login(back_to(request))


def to_purpose(request: HttpRequest, case: Case) -> HttpResponseBase:
    if is_quiet(request):
        return JsonResponse({"purpose": True}, status=401)
    query = urlencode({"next": back_to(request)})
    return redirect(f"{reverse('intake:purpose', args=[case.uuid])}?{query}")


def purpose_of(request: HttpRequest, case: Case) -> str:
    """Why this person works in this case today, or ''."""
    if case.purpose_today is None:  # it did not come along with the case
        case.purpose_today = purpose_today(account=cast(Account, request.user), case_uuid=case.uuid)
    return case.purpose_today


def is_quiet(request: HttpRequest) -> bool:
    """Posted by saving.js, which stays on the page."""
    return request.headers.get("X-Quiet") == "1"


def case_or_404(request: HttpRequest, case_uuid: UUID, part: str) -> Case:
    if has_role(request.user, "caseworker"):
        case = case_of(cast(Account, request.user), case_uuid)
        if case is not None:
            return case
    hidden = Case.objects.filter(uuid=case_uuid).first()
    if hidden is not None:
        actor = staff_actor(request, role_held(request.user))
        log_refusal(client_key=hidden.client_key, case_uuid=case_uuid, by=actor, part=part)
    raise Http404


@logs_names
def log_names(account: Account, files: Sequence[File], part: str = "list") -> None:
    """Reading a name is looking: every client in a list of own conversations gets a line, once, in few statements."""
    first = dict(reversed(files))  # of two talks with one client the one on top
    by = Actor(kind="staff", account=account, role="caseworker")
    log_looks(files=first.items(), by=by, part=part, purpose=Purpose.PREPARE)


@notes_refusal
def other_role(request: HttpRequest, keys: dict[str, Any]) -> None:
    """Somebody in another role asked for a page about a client: the client reads it, as of any refused look."""
    client_key = client_at(request.path)
    if client_key is None:
        return
    page = request.resolver_match.url_name if request.resolver_match else ""
    look: dict[str, Any] = {"client_key": client_key, "case_uuid": keys.get("case_uuid")}
    log_refusal(
        **look,
        by=staff_actor(request, role_held(request.user)),
        part=PARTS_OF_PAGES.get(page or "", page or ""),
    )


def _ended(request: HttpRequest, sentence: str, status: int) -> HttpResponseBase:
    """Nothing can be saved here any more: why, and the typed text to read and copy (S22). saving.js then stops."""
    if is_quiet(request):
        return JsonResponse({"ended": sentence}, status=status)
    context = {"sentence": sentence, "typed": own_words(request)}
    return render(request, "checklist/intake/ended.html", context, status=status)


def own_words(request: HttpRequest) -> list[str]:
    """Own words in what was posted."""
    own = ("words", "goal", "why")
    posted = [(name, value) for name in request.POST for value in request.POST.getlist(name) if value]
    return [
        value for name, value in posted if " " in value or (name.startswith(own) and name != "goal_state")
    ]


def _logged(
    request: HttpRequest, case: Case, purpose: str, part: str, answer: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    line: dict[str, Any] = {
        "client_key": case.client_key,
        "case_uuid": case.uuid,
        "purpose": purpose,
        "part": part,
    }
    actor = staff_actor(request, "caseworker")
    if request.method in {"GET", "HEAD"}:
        log_look(**line, by=actor)
        return answer()
    try:
        with transaction.atomic():
            with Written() as written:
                response = answer()
            log_look(**line, by=actor, outcome=outcome_of(response, written))
    except actions.Stale as stale:
        log_look(**line, by=actor)
        return _both_texts(request, case, stale)
    except Http404:  # as by a look: what was asked for is not there, and somebody asked
        log_look(**line, by=actor)
        raise
    return response


def outcome_of(response: HttpResponseBase, written: Written) -> str:
    """What the line of a POST says: *saved* only when something was."""
    saved = written.anything and response.status_code < 400
    return AccessLine.Outcome.SAVED if saved else AccessLine.Outcome.SHOWN


def _both_texts(request: HttpRequest, case: Case, stale: actions.Stale) -> HttpResponseBase:
    """S18: somebody else saved in the meantime. A page with both texts; nothing of either is lost."""
    if is_quiet(request):
        return JsonResponse({"conflict": stale.keys}, status=409)
    case.refresh_from_db()
    items, versions = conflicts(request, case, stale.keys)
    posted = [(n, v) for n in request.POST if n != "csrfmiddlewaretoken" for v in request.POST.getlist(n)]
    hidden = [(name, versions.get(name, value)) for name, value in posted]
    steps = queries.steps_of(case, "")
    context = {"case": case, "steps": steps, "items": items, "hidden": hidden, "address": request.path}
    return render(request, "checklist/intake/conflict.html", context, status=409)
