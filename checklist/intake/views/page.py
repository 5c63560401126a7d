# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every page of the intake shares."""

from collections.abc import Iterable
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from checklist.base.slots import cut, slot
from checklist.intake import queries
from checklist.intake.models import Case
from checklist.intake.page import script_words
from checklist.people.models import Account

HERE = slot("drawn")


def me(request: HttpRequest) -> Account:
    return cast(Account, request.user)


def page(
    request: HttpRequest,
    case: Case,
    current: str,
    template: str,
    status: int = 200,
    drawn: Iterable[bytes] = (),
    **context: Any,
) -> HttpResponse:
    """A page of the intake: whose it is, the steps on top, the words of saving.js.

    `drawn`: HTML that is made already and comes where the template has here_drawn, one after the other. It is large,
    so it does not travel through the template.
    """
    words, steps = script_words(request.LANGUAGE_CODE), queries.steps_of(case, current)
    shared = {
        "case": case,
        "steps": steps,
        "script_words": words,
        "here_drawn": HERE,
    } | context
    frame = cut(render_to_string(f"checklist/intake/{template}.html", shared, request))
    return HttpResponse(frame.around(drawn), status=status)
