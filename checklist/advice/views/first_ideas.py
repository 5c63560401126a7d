# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""First ideas, before the evidence opens. In the docstring: the fields that the page posts."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from checklist.advice import actions, queries
from checklist.advice.forms import ALONE, FirstIdeaForm
from checklist.advice.models import FirstIdea, Whose
from checklist.advice.page.context import practical_side
from checklist.advice.views.reader import me, reading_language
from checklist.intake.models import Case
from checklist.intake.queries import goal_of, page_of_stage, steps_of
from checklist.intake.views import case_page
from checklist.services.models import Service
from checklist.services.queries import catalogue, regular_guidance


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
    again = request.GET.get("opnieuw") == "1" and case.is_open
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
        by=me(request),
    )
    if whose == Whose.CLIENT:
        return redirect("advice:first_idea", case.uuid)
    actions.take_snapshot(case=case, language=reading_language(), by=me(request))
    return redirect("advice:evidence", case.uuid)


def _idea_page(case: Case, form: FirstIdeaForm, services: list[Service], whose: str) -> dict[str, Any]:
    language, data = reading_language(), cast("QueryDict", form.data)
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
