# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Typed text that outlives a log-in (S22)."""

import base64
import json

from django.http import HttpRequest, QueryDict

from checklist.base.keys import KeyDestroyed, Sealer
from checklist.intake.models import Case
from checklist.people.queries import TYPED_SESSION

MOST_KEPT = 30_000  # characters of typed text that outlive a log-in


def keep_typed(request: HttpRequest, case: Case | None) -> None:
    """Somebody's log-in ended while typing: keep the text, sealed, until the same page opens again (S22)."""
    fields = {name: request.POST.getlist(name) for name in request.POST if name != "csrfmiddlewaretoken"}
    text = json.dumps(fields)
    if case is None or len(text) > MOST_KEPT:
        return
    sealed = Sealer(case.client_key).seal(text, f"kept:{case.uuid.hex}")
    request.session[TYPED_SESSION] = {"path": request.path, "text": base64.b64encode(sealed).decode()}


def kept_typed(request: HttpRequest, case: Case) -> QueryDict | None:
    """The text that was typed on this page before the log-in ended, or None."""
    kept = request.session.get(TYPED_SESSION)
    if not kept or kept["path"] != request.path:
        return None
    try:
        text = Sealer(case.client_key).open(base64.b64decode(kept["text"]), f"kept:{case.uuid.hex}")
    except (KeyDestroyed, ValueError):
        return None
    fields = QueryDict(mutable=True)
    for name, values in json.loads(text).items():
        fields.setlist(name, values)
    return fields


def forget_typed(request: HttpRequest) -> None:
    """It was saved."""
    if TYPED_SESSION in request.session:
        del request.session[TYPED_SESSION]
