# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody else saved in the meantime: two texts side by side."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext

from checklist.intake.forms.answers import AnswersForm
from checklist.intake.models import Case
from checklist.intake.queries import (
    answers_opened,
    goal_of,
    last_saved,
    said,
    state_words,
)
from checklist.questions import rules
from checklist.questions.queries import questions_of


def conflicts(
    request: HttpRequest, case: Case, keys: Iterable[str]
) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Per clash: the question, my text, the text that is saved now, by whom and when; and the versions saved now."""
    opened, language = answers_opened(case), request.LANGUAGE_CODE
    saved = last_saved(case, keys := list(keys))
    by_key = {question.key: question for question in questions_of(case.checklist)}
    items: list[dict[str, Any]] = []
    versions: dict[str, str] = {}
    for key in keys:
        if key == rules.GOAL:
            mine = request.POST.get("goal") or state_words().get(request.POST.get("goal_state", ""), "")
            theirs = goal_of(case) or state_words().get(case.goal_state, "")
            items.append({"label": gettext("The client's goal"), "mine": mine, "theirs": theirs})
            versions["version"] = str(case.version)
            continue
        stored, question = opened[key], by_key[key]
        reply = rules.reply_to(question, *AnswersForm([question], request.POST).typed(question))
        items.append(
            {
                "label": getattr(question, f"text_{language}"),
                "sensitive": question.sensitive,
                "mine": said(question, reply, language) if reply else "",
                "theirs": said(question, stored.reply, language),
                "who": saved[key].by,
                "when": saved[key].at,
            }
        )
        versions[f"version-{key}"] = str(stored.version)
    return items, versions
