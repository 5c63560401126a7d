# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the client told in an earlier talk, offered once more at its question. The client says yes or no."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from checklist.intake.actions import look_up_earlier
from checklist.intake.models import Case
from checklist.intake.queries import Talk
from checklist.intake.sharing import is_shared
from checklist.people.queries import staff_actor
from checklist.questions.models import Question


def offers(request: HttpRequest, case: Case, talk: Talk, questions: Iterable[Question]) -> dict[str, str]:
    """The offer of each question as HTML, for the slots of the skeleton. Nothing in a talk that is closed."""
    if not case.is_open:
        return {}
    waiting, language = _open_questions(request, talk, questions), request.LANGUAGE_CODE
    purpose: Any = request.purpose  # type: ignore[attr-defined]
    by = staff_actor(request, "caseworker")
    found = look_up_earlier(case=case, questions=waiting, by=by, purpose=purpose)
    return {
        f"{key}:offer": render_to_string(
            "checklist/intake/offer.html",
            {
                "key": key,
                "said": one.found.in_words(language),
                "day": timezone.localdate(one.saved.at),
            },
        )
        for key, one in found.items()
    }


def _open_questions(request: HttpRequest, talk: Talk, questions: Iterable[Question]) -> list[Question]:
    """Questions that are asked now, have no answer yet, and may be seen."""
    shared = is_shared(request)
    waiting = [q for q in questions if q.key in talk.asked and q.key not in talk.opened]
    return [question for question in waiting if not (shared and question.sensitive)]
