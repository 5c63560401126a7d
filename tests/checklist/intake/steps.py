# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the tests of the intake do again and again: open a case, answer, post a page."""

from typing import Any

from django.test import Client as Browser

from checklist.access.models import AccessLine
from checklist.intake.actions import open_case, save_answer, save_goal
from checklist.intake.models import Answer, Case
from checklist.people.models import Account
from checklist.people.permissions import Actor
from checklist.questions.models import Question
from checklist.questions.rules import Reply
from tests.worlds import World

GOAL = "Ik wil iets doen waar ik trots op ben."


def case_of(
    world: World, number: str = "FICTIEF-100", *, told: bool = True, by: Account | None = None
) -> Case:
    """A case about a fictional client; by Anouk unless said otherwise."""
    who = by or world.people.anouk
    opened = open_case(number=number, display_name="Dirk Fictief", purpose="talk", by=who, fictional=True)
    if not told:
        return opened.case
    return save_goal(case=opened.case, state="given", words=GOAL, version=1, by=who)


def question_of(case: Case, key: str) -> Question:
    return case.checklist.questions.get(key=key)


def answer(
    case: Case, key: str, reply: Reply | dict[str, Any], *, version: int = 0, by: Account | None = None
) -> int:
    made = reply if isinstance(reply, Reply) else Reply("given", reply)
    who = by or case.caseworker
    return save_answer(case=case, question=question_of(case, key), reply=made, version=version, by=who)


def stored(case: Case, key: str) -> Answer:
    return Answer.objects.get(case=case, question__key=key)


def browser_of(account: Account) -> Browser:
    browser = Browser()
    browser.force_login(account, "django.contrib.auth.backends.ModelBackend")
    return browser


def client_actor(case: Case) -> Actor:
    return Actor(kind="client", client_key=case.client_key, role="client")


def lines_of(case: Case) -> list[tuple[str, str]]:
    """(part, outcome) of the access lines of a case, oldest first."""
    rows = AccessLine.objects.filter(case_uuid=case.uuid).order_by("seq")
    return list(rows.values_list("part", "outcome"))


def page(case: Case, name: str) -> str:
    return f"/gesprekken/{case.uuid}/{name}/"
