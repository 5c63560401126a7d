# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading back: the client about all of it, and about each line."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from checklist.intake import actions, queries, sharing
from checklist.intake.door import case_page
from checklist.intake.models import Case
from checklist.intake.views.page import me, page
from checklist.people.permissions import Actor
from checklist.people.queries import staff_actor


@case_page("read_back")
def read_back(request: HttpRequest, case: Case) -> HttpResponseBase:
    """POST: confirm (1: all of it is right); or question (key), voice (not_me, do_not_use, destroy, right)."""
    if case.research_told_at is None:
        return redirect("intake:goal", case.uuid)
    if request.method == "POST":
        return _read_back_saved(request, case)
    talk = queries.talk_of(case, request.LANGUAGE_CODE)
    read = queries.read_back_lines(talk, request.LANGUAGE_CODE)
    lines, hidden = sharing.shown_lines(request, talk, read)
    context: dict[str, Any] = {"lines": lines, "hidden_count": hidden}
    context["left_open"] = [
        line for line in lines if not (line["given"] or line["fell_away"] or line["destroyed"])
    ]
    context |= {"goal": queries.goal_of(case), "talk": talk}
    context["goal_words"] = queries.state_words().get(case.goal_state, "")
    return page(request, case, "read-back", "read_back", **context)


def _read_back_saved(request: HttpRequest, case: Case) -> HttpResponseBase:
    if "confirm" in request.POST:
        actions.confirm_read_back(case=case, by=me(request))
        return redirect("intake:case", case.uuid)
    key, voice = request.POST.get("question", ""), request.POST.get("voice", "")
    question = next((q for q in queries.talk_questions(case) if q.key == key), None)
    if question is None:
        raise Http404
    by: Actor = staff_actor(request, "caseworker")
    if voice == "destroy":
        actions.destroy_answer_of_case(case=case, question=question, by=by)
    else:
        actions.voice_on_answer(case=case, question=question, voice=voice, by=by)
    return redirect(f"{reverse('intake:read_back', args=[case.uuid])}#line-{key}")
