# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is asking, and which pages stand in the menu for them."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from checklist.people.models import ClientCode
from checklist.people.permissions import Actor, has_role

CLIENT_SESSION = "client_code"  # session key: id of the ClientCode with which this client came in

STAFF_MENU = [
    ("/gesprekken/", _("My conversations"), ("caseworker",)),
    ("/andere-keuzes/", _("Other choices"), ("team_lead",)),
    ("/terugkijken/", _("Looking back"), ("team_lead",)),
    ("/onderzoek/", _("Research"), ("caseworker", "team_lead", "editor", "approver", "privacy_officer")),
    ("/aanbod/", _("Services"), ("editor",)),
    ("/gespreksvragen/", _("Questions for the talk"), ("editor", "approver")),
    ("/toezicht/", _("Supervision"), ("privacy_officer",)),
]
CLIENT_MENU = [("/mijn-gesprek/", _("My conversation")), ("/uitleg/", _("Explanation"))]
PUBLIC_MENU = [("/onderzoek/", _("Research")), ("/uitleg/", _("Explanation"))]


def client_code_of(request: HttpRequest) -> ClientCode | None:
    """The living code with which the client behind this session came in."""
    if CLIENT_SESSION not in request.session:
        return None
    return ClientCode.objects.filter(pk=request.session[CLIENT_SESSION], ended_at=None).first()


def nav_items(request: HttpRequest) -> list[dict[str, Any]]:
    """Menu of this person: address, label, and whether it is the current part."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        menu = [(url, label) for url, label, roles in STAFF_MENU if any(has_role(user, role) for role in roles)]
    elif hasattr(request, "session") and CLIENT_SESSION in request.session:
        menu = CLIENT_MENU
    else:
        menu = PUBLIC_MENU
    return [{"url": url, "label": label, "current": request.path.startswith(url)} for url, label in menu]


def staff_actor(request: HttpRequest, role: str) -> Actor:
    return Actor(kind="staff", account=request.user, role=role)  # type: ignore[arg-type]
