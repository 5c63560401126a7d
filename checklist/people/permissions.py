# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may. Each `check_may_…` raises Refused with the sentence that the page shows; `may_…` wraps it for templates."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from checklist.people.kept import keep_sent
from checklist.people.models import Account


class Refused(Exception):
    """Somebody may not do this; the sentence says why."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


@dataclass(frozen=True)
class Actor:
    """Who acts: an account, the client with a code, or the installation itself (account and client_key empty)."""

    kind: str  # staff · client · system
    account: Account | None = None
    client_key: UUID | None = None
    role: str = ""


SYSTEM = Actor(kind="system", role="system")

ROLES = {
    "caseworker": ("is_caseworker", _("caseworker")),
    "team_lead": ("is_team_lead", _("team lead")),
    "editor": ("is_editor", _("findings editor")),
    "approver": ("is_approver", _("practice approver")),
    "privacy_officer": ("is_privacy_officer", _("privacy officer")),
}


def has_role(account: Any, role: str) -> bool:
    return bool(account.is_authenticated and getattr(account, ROLES[role][0], False))


def role_held(account: Any) -> str:
    """The role in which somebody is refused who has not the one that a page asks for; '' for who has none."""
    return next((role for role in ROLES if has_role(account, role)), "")


def check_has_role(account: Any, *roles: str) -> None:
    if not any(has_role(account, role) for role in roles):
        names = " / ".join(str(ROLES[role][1]) for role in roles)
        raise Refused(_("This page is for: %(roles)s.") % {"roles": names})


def check_second_person(first: int, by: Account, sentence: str | Promise = "") -> None:
    """What takes two people is not done by one of them alone (S36). `first`: who proposed it or did it."""
    if first == by.pk:
        raise Refused(sentence or _("You proposed this yourself. A second person looks at it."))


def back_to(request: HttpRequest) -> str:
    """Where the log-in leads back to. What was posted waits, and is asked again there (S22)."""
    return keep_sent(request) if request.method == "POST" else request.get_full_path()


Note = Callable[[HttpRequest, dict[str, Any]], None]
REFUSALS: list[Note] = []


def notes_refusal(note: Note) -> Note:
    """Called with the request and the keys of its address when somebody has not the role for a page. A higher slice
    puts it on record where the address is about a client; nothing points up."""
    if note not in REFUSALS:
        REFUSALS.append(note)
    return note


def staff_page(*roles: str) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """A page for people who work here, in one of `roles` (none named: any). Refuses with a sentence, status 403."""

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(back_to(request))
            try:
                check_has_role(request.user, *(roles or ROLES))
            except Refused as refusal:
                for note in REFUSALS:
                    note(request, kwargs)
                context = {"sentence": refusal.sentence, "needs_a_role": True}
                return render(request, "403.html", context, status=403)
            try:
                return view(request, *args, **kwargs)
            except Refused as refusal:
                return render(request, "403.html", {"sentence": refusal.sentence}, status=403)

        return inner

    return decorate
