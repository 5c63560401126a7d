# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door to every page of a case, and the pages of the intake."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from checklist.access.actions import log_look
from checklist.access.models import AccessLine
from checklist.access.queries import purpose_today
from checklist.intake.models import Case
from checklist.intake.queries import cases_of
from checklist.people.permissions import Refused, has_role
from checklist.people.queries import staff_actor

View = Callable[..., HttpResponseBase]


def case_page(part: str) -> Callable[[View], View]:
    """A page of one case: for who has a relation with it, with a purpose chosen today, and never without an access line.

    The view gets (request, case, …); `request.purpose` is the purpose. A look is logged before anything is read; a
    save and its line are one transaction. Somebody without a relation gets 404, and the attempt is on record.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, case_uuid: UUID, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            case = _case_or_404(request, case_uuid, part)
            purpose = purpose_today(account=request.user, case_uuid=case.uuid)  # type: ignore[arg-type]
            if not purpose:
                query = urlencode({"next": request.get_full_path()})
                return redirect(f"{reverse('intake:purpose', args=[case.uuid])}?{query}")
            request.purpose = purpose  # type: ignore[attr-defined]
            try:
                return _logged(request, case, purpose, part, lambda: view(request, case, **kwargs))
            except Refused as refusal:
                return render(request, "403.html", {"sentence": refusal.sentence}, status=403)

        return inner

    return decorate


def _case_or_404(request: HttpRequest, case_uuid: UUID, part: str) -> Case:
    if has_role(request.user, "caseworker"):
        found = cases_of(request.user).filter(uuid=case_uuid)  # type: ignore[arg-type]
        case = found.select_related("client", "caseworker", "team", "checklist").first()
        if case is not None:
            return case
    hidden = Case.objects.filter(uuid=case_uuid).first()
    if hidden is not None:
        actor = staff_actor(request, "caseworker")
        log_look(client_key=hidden.client_key, case_uuid=case_uuid, by=actor, part=part, outcome="refused")
    raise Http404


def _logged(
    request: HttpRequest, case: Case, purpose: str, part: str, answer: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    line = {"client_key": case.client_key, "case_uuid": case.uuid, "purpose": purpose, "part": part}
    actor = staff_actor(request, "caseworker")
    if request.method in {"GET", "HEAD"}:
        log_look(**line, by=actor)
        return answer()
    with transaction.atomic():
        log_look(**line, by=actor, outcome=AccessLine.Outcome.SAVED)
        return answer()
