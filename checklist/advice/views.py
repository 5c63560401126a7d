# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""First ideas, then the evidence: the same pages for both readers; and what was shown but does not hold any more.

In each docstring: the fields that a page posts.
"""

from itertools import islice
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from checklist.advice import actions, preview, queries, recall
from checklist.advice.beside import practical_side
from checklist.advice.forms import ALONE, FirstIdeaForm, ServiceVoiceForm
from checklist.advice.models import FirstIdea, Whose
from checklist.advice.service_voice import FORM, said_on_cards, service_voices
from checklist.base.keys import Sealer
from checklist.base.moments import local_format
from checklist.intake.models import Case
from checklist.intake.queries import contact_of, goal_of, name_of, page_of_stage, steps_of
from checklist.intake.sharing import hidden_groups
from checklist.intake.views import case_page
from checklist.people.models import Account
from checklist.people.permissions import has_role, staff_page
from checklist.people.queries import HomePart, on_home, staff_actor
from checklist.releases.withdrawing import tells_what_goes
from checklist.services.linking import draws_the_preview
from checklist.services.models import Service
from checklist.services.queries import catalogue, regular_guidance


def _language() -> str:
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def _me(request: HttpRequest) -> Account:
    return cast("Account", request.user)


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


@case_page("evidence")
def evidence(request: HttpRequest, case: Case) -> HttpResponseBase:
    """POST (no fields): freeze the evidence as it now is, and open it. GET draws what was frozen, to the letter.

    POST with one of refuse, take_back, why (the key of a service; why-<key>: words): the client's word about it.
    """
    language, box = _language(), Sealer(case.client_key)
    about_service = ServiceVoiceForm.posted(request.POST) if request.method == "POST" else None
    if about_service is not None and about_service.is_valid():
        said = about_service.cleaned_data
        actions.speak_about_service(case=case, **said, by=staff_actor(request, "caseworker"))
        return redirect(f"{reverse('advice:evidence', args=[case.uuid])}#hulp-{said['service']}")
    if request.method == "POST":
        actions.take_snapshot(case=case, language=language, by=_me(request))
        return redirect("advice:evidence", case.uuid)
    snapshot = queries.latest_snapshot(case)
    if snapshot is None and not queries.first_ideas_complete(queries.first_ideas(case)):
        messages.info(request, _("First both note a first idea. Then the results open."))
        return redirect("advice:first_idea", case.uuid)
    context: dict[str, Any] = {"case": case, "steps": steps_of(case, "evidence"), "goal": goal_of(case, box)}
    hidden = hidden_groups(request, case)
    opened = queries.open_snapshot(snapshot, box, hide=hidden) if snapshot else None
    closed = case.closed_at is not None
    same = opened is not None and opened.state == queries.state_now(case, language=opened.language)
    if same and opened is not None and opened.language != language:  # another language is no change
        opened = queries.same_in(case, language, box, hide=hidden) or opened
    if opened is None or not (closed or same):
        context |= {
            "changed": opened is not None,
            "recalled": recall.recalled_in(opened, language) if opened else [],
            "hidden": hidden,
        }
        return render(request, "checklist/advice/door.html", context)
    named = {service.key: service.name for service in opened.services}
    lines = service_voices(case, named, box)
    html = said_on_cards(opened.html, lines, closed=closed)
    context |= {
        "opened": opened,
        "recalled": recall.recalled_in(opened, language, hide=hidden) if closed else [],
        "html": html,
        "refused": [line for line in lines if line.refused],
        "form": FORM,
        "other_language": opened.language != language and not closed,
    }
    return render(request, "checklist/advice/evidence.html", context)


# ---- what was shown and does not hold any more -----------------------------------------------------------------------

ON_HOME = 5

draws_the_preview(preview.preview)  # the pages that approve and withdraw research stand below this slice
tells_what_goes(preview.goes_from_talks)
tells_what_goes(recall.talks_that_may_have_seen)


@on_home
def recalls_on_home(account: Account) -> HomePart | None:
    """The agenda: own conversations to come back to. Nothing stands here as long as nothing was withdrawn."""
    if not has_role(account, "caseworker"):
        return None
    found = list(islice(recall.recalled_cases(account), ON_HOME + 1))
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
    return HomePart(_("Shown, but not right any more: come back to it"), lines, "", more, order=5)


@require_safe
@staff_page("caseworker", "editor", "approver")
def recalls(request: HttpRequest) -> HttpResponse:
    """A caseworker reads which own conversations it is about; who keeps the research reads what was withdrawn."""
    keeper = has_role(_me(request), "editor") or has_role(_me(request), "approver")
    context = {
        "mine": list(recall.recalled_cases(_me(request))) if has_role(_me(request), "caseworker") else None,
        "withdrawals": recall.withdrawals(_language()) if keeper else None,
    }
    return render(request, "checklist/advice/recalls.html", context)


@require_safe
@case_page("evidence")
def recalled(request: HttpRequest, case: Case) -> HttpResponseBase:
    """What of the results does not hold any more, and a letter about it. Opening the results again ends it."""
    snapshot = queries.latest_snapshot(case)
    opened = queries.open_snapshot(snapshot, Sealer(case.client_key)) if snapshot else None
    found = recall.recalled_in(opened, _language()) if opened else []
    context = {
        "case": case,
        "opened": opened,
        "recalled": found,
        "hidden": hidden_groups(request, case),
        "letter": recall.letter(case, opened, found, contact_of(case)) if opened and found else "",
    }
    return render(request, "checklist/advice/recalled.html", context)
