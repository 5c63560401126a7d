# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""First ideas, then the evidence: the same pages for both readers. In each docstring: the fields that it posts."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from checklist.advice import actions, queries
from checklist.advice.forms import ALONE, FirstIdeaForm
from checklist.advice.models import FirstIdea, Whose
from checklist.advice.screen import practical_side
from checklist.base.keys import Sealer
from checklist.intake.models import Case
from checklist.intake.queries import goal_of, page_of_stage, steps_of
from checklist.intake.views import case_page
from checklist.people.models import Account
from checklist.services.models import Service
from checklist.services.queries import catalogue, regular_guidance


def _language() -> str:
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def _me(request: HttpRequest) -> Account:
    return cast("Account", request.user)


@require_http_methods(["GET", "HEAD", "POST"])
@case_page("first_idea")
def first_idea(request: HttpRequest, case: Case) -> HttpResponseBase:
    """POST: whose (client, then caseworker), choice (repeated: keys of services, or one of only_regular, no_idea,
    not_given), words. When both are there the evidence is frozen and opens."""
    if case.stage < Case.Stage.FIRST_IDEA:
        messages.info(request, _("First read back what was written down."))
        return redirect(page_of_stage(case))
    ideas, services = queries.first_ideas(case), catalogue()
    if queries.first_ideas_complete(ideas):
        return redirect("advice:evidence", case.uuid)
    form = FirstIdeaForm(request.POST or None, services=services)
    again = request.GET.get("opnieuw") == "1" and case.closed_at is None
    whose: str = Whose.CLIENT if Whose.CLIENT not in ideas or again else Whose.CASEWORKER
    if request.method == "POST" and form.is_valid():
        return _record(request, case, form)
    status = 422 if form.is_bound else 200
    whose = str(form.data.get("whose", whose)) if form.is_bound else whose
    return render(
        request, "checklist/advice/first_idea.html", _idea_page(case, form, services, whose), status=status
    )


def _record(request: HttpRequest, case: Case, form: FirstIdeaForm) -> HttpResponse:
    whose = form.cleaned_data["whose"]
    actions.record_first_idea(
        case=case,
        whose=whose,
        kind=form.kind,
        services=form.services,
        words=form.cleaned_data["words"],
        by=_me(request),
    )
    if whose == Whose.CLIENT:
        return redirect("advice:first_idea", case.uuid)
    actions.take_snapshot(case=case, language=_language(), by=_me(request))
    return redirect("advice:evidence", case.uuid)


def _idea_page(case: Case, form: FirstIdeaForm, services: list[Service], whose: str) -> dict[str, Any]:
    language, data = _language(), cast("QueryDict", form.data)
    chosen = set(data.getlist("choice")) if form.is_bound else set()
    regular = regular_guidance()
    only = {"value": FirstIdea.Kind.ONLY_REGULAR, "name": getattr(regular, f"name_{language}")}
    offered = [_offered(service, language) for service in services]
    alone = [
        {"value": FirstIdea.Kind.NO_IDEA, "name": _("No idea yet")},
        {"value": FirstIdea.Kind.NOT_GIVEN, "name": _("No first idea")},
    ]
    options = [{**only, "text": getattr(regular, f"text_{language}")}, *offered, *alone]
    return {
        "case": case,
        "steps": steps_of(case, "first-idea"),
        "whose": whose,
        "options": [{**option, "checked": option["value"] in chosen} for option in options],
        "form": form,
        "words": form.data.get("words", "") if form.is_bound else "",
        "goal": goal_of(case),
        "alone": ALONE,
    }


def _offered(service: Service, language: str) -> dict[str, Any]:
    """A service with its practical side and without any evidence (R6)."""
    practical = practical_side(service, language, timezone.localdate())
    words = {name: getattr(service, f"{name}_{language}") for name in ("name", "text")}
    return {**words, "value": service.key, "practical": practical, "fictional": service.fictional}


@require_http_methods(["GET", "HEAD", "POST"])
@case_page("evidence")
def evidence(request: HttpRequest, case: Case) -> HttpResponseBase:
    """POST (no fields): freeze the evidence as it now is, and open it. GET draws what was frozen, to the letter."""
    language, box = _language(), Sealer(case.client_key)
    if request.method == "POST":
        actions.take_snapshot(case=case, language=language, by=_me(request))
        return redirect("advice:evidence", case.uuid)
    snapshot = queries.latest_snapshot(case)
    if snapshot is None and not queries.first_ideas_complete(queries.first_ideas(case)):
        messages.info(request, _("First both note a first idea. Then the results open."))
        return redirect("advice:first_idea", case.uuid)
    context: dict[str, Any] = {"case": case, "steps": steps_of(case, "evidence"), "goal": goal_of(case, box)}
    opened = queries.open_snapshot(snapshot, box) if snapshot else None
    closed = case.closed_at is not None
    if opened is None or not (closed or opened.state == queries.state_now(case, language=language)):
        return render(request, "checklist/advice/door.html", {**context, "changed": opened is not None})
    return render(request, "checklist/advice/evidence.html", {**context, "opened": opened})
