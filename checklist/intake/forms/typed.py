# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Typed text that outlives a log-in (S22)."""

import base64
import json
from collections.abc import Mapping

from django.http import HttpRequest, QueryDict

from checklist.base.keys import KeyDestroyed, Sealer
from checklist.intake.models import Case
from checklist.people.queries import TYPED_SESSION

MOST_KEPT = 30_000  # characters of typed text that outlive a log-in


NOT_TYPED = {"csrfmiddlewaretoken", "next", "shared", "go"}


def keep_typed(request: HttpRequest, case: Case | None, *, path: str = "") -> None:
    """A log-in ended while somebody typed, or the screen is shared: text waits, sealed, until the page opens again."""
    fields = {name: request.POST.getlist(name) for name in request.POST if name not in NOT_TYPED}
    _keep(request, case, path or request.path, fields)


def _keep(request: HttpRequest, case: Case | None, path: str, fields: Mapping[str, list[str]]) -> None:
    text = json.dumps(fields)
    if case is None or len(text) > MOST_KEPT:
        return
    sealed = Sealer(case.client_key).seal(text, f"kept:{case.uuid.hex}")
    request.session[TYPED_SESSION] = {"path": path, "text": base64.b64encode(sealed).decode()}


def kept_typed(request: HttpRequest, case: Case) -> QueryDict | None:
    """The text that was typed on this page and not saved, or None."""
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


def forget_typed(request: HttpRequest, case: Case) -> None:
    """It was saved; what was not on the screen, because it is shared, stays kept."""
    kept = kept_typed(request, case)
    shared = request.session.get("screen_shared")
    if kept is None:
        return  # it belongs to another page, and comes back there
    request.session.pop(TYPED_SESSION, None)
    left = {name: values for name, values in kept.lists() if name not in request.POST} if kept else {}
    if shared and any(name.startswith("version-") for name in left):
        _keep(request, case, request.path, left)
