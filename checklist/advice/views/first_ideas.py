# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""First ideas, before the evidence opens. In the docstring: the fields that the page posts."""

from typing import Any, cast

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from checklist.advice import actions, queries
from checklist.advice.forms import FirstIdeaForm
from checklist.advice.models import FirstIdea, Whose
from checklist.advice.page.context import practical_side
from checklist.advice.views.reader import me, reading_language
from checklist.intake.models import Case
from checklist.intake.queries import page_of_stage, steps_of
from checklist.intake.views import case_page
from checklist.services.models import Service
from checklist.services.queries import catalogue, regular_guidance


@case_page("first_idea")
def first_idea(request: HttpRequest, case: Case) -> HttpResponseBase:
    """POST, for client and then caseworker: <whose>_choice (repeated: keys of services, or one of only_regular,
    no_idea, not_given), <whose>_words. The client's alone may be saved first. When both are there the evidence is
    frozen and opens."""
    if case.stage < Case.Stage.FIRST_IDEA:
        messages.info(request, _("First read back what was written down."))
        return redirect(page_of_stage(case))
    ideas, services = queries.first_ideas(case), catalogue()
    if queries.first_ideas_complete(ideas):
        return redirect("advice:evidence", case.uuid)
    again = case.is_open and (request.GET.get("opnieuw") == "1" or f"{Whose.CLIENT}_choice" in request.POST)
    asked = [whose for whose in VOICES if again or whose not in ideas]
    form = FirstIdeaForm(request.POST or None, services=services, asked=asked)
    if request.method == "POST" and form.is_valid():
        return _record(request, case, form, {*ideas})
    status = 422 if form.is_bound else 200
    return render(
        request,
        "checklist/advice/first_idea.html",
        _idea_page(case, form, services, again=again),
        status=status,
    )


VOICES: tuple[str, ...] = (Whose.CLIENT, Whose.CASEWORKER)  # in the order in which they are written down (R6)


@transaction.atomic
def _record(request: HttpRequest, case: Case, form: FirstIdeaForm, there: set[str]) -> HttpResponse:
    given = form.given()
    for whose, kind, chosen, words in given:
        actions.record_first_idea(
            case=case, whose=whose, kind=kind, services=chosen, words=words, by=me(request)
        )
    if not there | {whose for whose, *_rest in given} >= set(VOICES):
        return redirect("advice:first_idea", case.uuid)
    actions.take_snapshot(case=case, language=reading_language(), by=me(request))
    return redirect("advice:evidence", case.uuid)


def _idea_page(case: Case, form: FirstIdeaForm, services: list[Service], *, again: bool) -> dict[str, Any]:
    language = reading_language()
    regular = regular_guidance()
    only = {"value": FirstIdea.Kind.ONLY_REGULAR, "name": getattr(regular, f"name_{language}")}
    offered = [_offered(service, language) for service in services]
    alone = [
        {"value": FirstIdea.Kind.NO_IDEA, "name": _("No idea yet")},
        {"value": FirstIdea.Kind.NOT_GIVEN, "name": _("No first idea")},
    ]
    for one in (only, *alone):
        one["alone"] = True
    rows = [{**only, "text": getattr(regular, f"text_{language}")}, *offered, *alone]
    return {
        "case": case,
        "steps": steps_of(case, "first-idea"),
        "rows": [{**row, "picks": _picks(form, row["value"])} for row in rows],
        "voices": [_voice(form, whose) for whose in form.asked],
        "form": form,
        "again": again,
        "saved": not again and Whose.CLIENT not in form.asked,
    }


def _picks(form: FirstIdeaForm, value: str) -> list[tuple[str, bool]]:
    """Of one row: whose may choose it, and whether that is ticked (only in what was just sent)."""
    data = cast("QueryDict", form.data)
    return [(whose, form.is_bound and value in data.getlist(f"{whose}_choice")) for whose in form.asked]


def _voice(form: FirstIdeaForm, whose: str) -> dict[str, Any]:
    choice, words = f"{whose}_choice", f"{whose}_words"
    return {
        "whose": whose,
        "words": form.data.get(words, "") if form.is_bound else "",
        "errors": form.errors.get(choice, ()),
        "words_errors": form.errors.get(words, ()),
    }


def _offered(service: Service, language: str) -> dict[str, Any]:
    """A service with its practical side and without any evidence (R6)."""
    practical = practical_side(service, language, timezone.localdate())
    name, text = (getattr(service, f"{column}_{language}") for column in ("name", "text"))
    first, stop, rest = text.partition(". ")
    return {
        "name": name,
        "text": first + stop.strip(),
        "more": rest,
        "value": service.key,
        "practical": practical,
        "fictional": service.fictional,
    }
