# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Dirk at his own telephone, with the code of the talk."""

from typing import Any

from django.test import Client as Browser

from checklist.decisions.models import GivenVoice
from checklist.intake.models import Case
from checklist.people.kept import CLIENT_SESSION
from checklist.people.models import ClientCode
from tests.browser import Visitor

OWN = "/mijn-gesprek/keuze/"
HIDDEN = ("once_key", "snapshot", "given", "standing")


def dirk(case: Case) -> Browser:
    """A browser in which the client came in with the living code of this case."""
    browser = Browser()
    session = browser.session
    session[CLIENT_SESSION] = ClientCode.objects.get(case_uuid=case.uuid, ended_at=None).pk
    session.save()
    return browser


def at_the_telephone(visitor: Visitor, case: Case) -> Visitor:
    """The same in a real browser."""
    session = dirk(case).cookies["sessionid"].value
    visitor.context.add_cookies([{"name": "sessionid", "value": session, "url": visitor.base}])
    return visitor


def hidden_own(browser: Browser) -> dict[str, str]:
    """The hidden fields of the client's page, as a browser would send them back."""
    form = browser.get(OWN + "?opnieuw=1").context["form"]
    return {name: str(form[name].value() or "") for name in HIDDEN}


def mine(**changes: Any) -> dict[str, Any]:
    """What the client fills in; `changes` replace or (None) leave out."""
    filled = {
        "client_choice": ["proefplaatsing"],
        "client_words": "Ik wil eerst proberen.",
    } | changes
    return {name: value for name, value in filled.items() if value is not None}


def give(browser: Browser, filled: dict[str, Any]) -> GivenVoice:
    """Fill the client's page in and send it."""
    answer = browser.post(OWN, hidden_own(browser) | filled)
    assert answer.status_code == 302, answer.context["form"].errors if answer.context else answer.content
    return GivenVoice.objects.latest("id")
