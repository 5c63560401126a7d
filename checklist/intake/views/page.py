# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every page of the intake shares."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from checklist.intake import forms, queries
from checklist.intake.models import Case
from checklist.people.models import Account


def me(request: HttpRequest) -> Account:
    return cast(Account, request.user)


def page(
    request: HttpRequest, case: Case, current: str, template: str, status: int = 200, **context: Any
) -> HttpResponse:
    """A page of the intake: whose it is, the steps on top, the words of saving.js."""
    words, steps = forms.script_words(request.LANGUAGE_CODE), queries.steps_of(case, current)
    shared = {"case": case, "steps": steps, "script_words": words} | context
    return render(request, f"checklist/intake/{template}.html", shared, status=status)
