# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sharing the screen: while it is on, talk pages and lists show no name, no number and no answer about money or health.

On or off stands in the session of who works here. Templates read it as `request.session.screen_shared`.
"""

from dataclasses import replace
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse

from checklist.base.next_page import own_page
from checklist.base.post_only import post_only
from checklist.intake.models import Case
from checklist.intake.queries import Talk, case_of
from checklist.intake.rules import Topic
from checklist.people.kept import keep_typed
from checklist.people.models import Account
from checklist.people.permissions import staff_page
from checklist.questions.queries import questions_of

SESSION = "screen_shared"


def is_shared(request: HttpRequest) -> bool:
    return bool(request.session.get(SESSION))


@post_only("intake:cases")
@staff_page("caseworker")
def share_screen(request: HttpRequest) -> HttpResponse:
    """POST: shared (1: on; absent: off), next (the page to go back to), and what stands in the form of that page."""
    request.session[SESSION] = request.POST.get("shared") == "1"
    following = request.POST.get("next") or request.GET.get("next", "")
    following = own_page(following, reverse("intake:cases"))
    _keep(request, following)
    return redirect(following)


def _keep(request: HttpRequest, path: str) -> None:
    """What is typed and not saved yet stands in the form again when the page opens (S22)."""
    try:
        case_uuid = resolve(path).kwargs.get("case_uuid")
    except Resolver404:
        return
    if case_uuid and case_of(cast(Account, request.user), case_uuid):
        keep_typed(request, path)


def hidden_groups(request: HttpRequest, case: Case) -> frozenset[str]:
    """The characteristics that may not be named now: those of money and health, while the screen is shared."""
    asked = questions_of(case.checklist) if is_shared(request) else []
    return frozenset(row.characteristic for row in asked if row.sensitive and row.characteristic)


def shown_topics(request: HttpRequest, topics: list[Topic]) -> tuple[list[Topic], int]:
    """The topics as they may be seen now, and how many questions are hidden. Hidden ones are left alone by a save."""
    if not is_shared(request):
        return topics, 0
    seen = [replace(t, questions=tuple(q for q in t.questions if not q.sensitive)) for t in topics]
    hidden = sum(len(t.questions) for t in topics) - sum(len(t.questions) for t in seen)
    return [topic for topic in seen if topic.questions], hidden


def shown_lines(
    request: HttpRequest, talk: Talk, lines: list[dict[str, Any]]
) -> tuple[list[dict[str, Any]], int]:
    """The lines of reading back as they may be seen now, and how many questions are hidden: also which of those were
    asked would tell something."""
    if not is_shared(request):
        return lines, 0
    private = {question.key for question in talk.questions if question.sensitive}
    return [line for line in lines if line["key"] not in private], len(private)
