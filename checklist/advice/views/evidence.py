# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The evidence: the same page for both readers. In the docstring: the fields that it posts."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from checklist.advice import actions, queries
from checklist.advice.forms import ServiceVoiceForm
from checklist.advice.page.frozen import FORM, with_voices
from checklist.advice.views.reader import me, reading_language
from checklist.base.keys import Sealer
from checklist.intake.models import Case
from checklist.intake.queries import goal_of, steps_of
from checklist.intake.sharing import hidden_groups
from checklist.intake.views import case_page
from checklist.people.queries import staff_actor


@case_page("evidence")
def evidence(request: HttpRequest, case: Case) -> HttpResponseBase:
    """POST (no fields): freeze the evidence as it now is, and open it. GET draws what was frozen, to the letter.

    POST with one of refuse, take_back, why (the key of a service; why-<key>: words): the client's word about it.
    """
    language, box = reading_language(), Sealer(case.client_key)
    about_service = ServiceVoiceForm.posted(request.POST) if request.method == "POST" else None
    if about_service is not None and about_service.is_valid():
        said = about_service.cleaned_data
        actions.speak_about_service(case=case, **said, by=staff_actor(request, "caseworker"))
        return redirect(f"{reverse('advice:evidence', args=[case.uuid])}#stem-{said['service']}")
    if request.method == "POST":
        actions.take_snapshot(case=case, language=language, by=me(request))
        return redirect("advice:evidence", case.uuid)
    snapshot = queries.latest_snapshot(case)
    if snapshot is None and not queries.first_ideas_complete(queries.first_ideas(case)):
        messages.info(request, _("First both note a first idea. Then the results open."))
        return redirect("advice:first_idea", case.uuid)
    context: dict[str, Any] = {"case": case, "steps": steps_of(case, "evidence"), "goal": goal_of(case, box)}
    hidden = hidden_groups(request, case)
    opened = queries.open_snapshot(snapshot, box, hide=hidden) if snapshot else None
    closed = not case.is_open
    same = opened is not None and opened.state == queries.state_now(case, language=opened.language)
    if same and opened is not None and opened.language != language:  # another language is no change
        opened = queries.same_in(case, language, box, hide=hidden) or opened
    if opened is None or not (closed or same):
        context |= {
            "changed": opened is not None,
            "recalled": queries.recalled_in(opened, language) if opened else [],
            "hidden": hidden,
        }
        return render(request, "checklist/advice/door.html", context)
    named = {service.key: service.name for service in opened.services}
    lines = queries.service_voices(case, named, box)
    html = with_voices(opened, lines, closed=closed)
    context |= {
        "opened": opened,
        "recalled": queries.recalled_in(opened, language, hide=hidden) if closed else [],
        "html": html,
        "refused": [line for line in lines if line.refused],
        "form": FORM,
        "other_language": opened.language != language and not closed,
    }
    return render(request, "checklist/advice/evidence.html", context)
