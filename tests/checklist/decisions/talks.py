# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Talks that are ready for choices, made through the actions of the slices below."""

from datetime import timedelta
from typing import Any

from django.test import Client as Browser
from django.utils import timezone

from checklist.access.actions import choose_purpose
from checklist.advice.actions import record_first_idea, take_snapshot
from checklist.decisions.models import Decision
from checklist.intake.actions import confirm_read_back, open_case, save_answer, save_goal
from checklist.intake.models import Case
from checklist.people.models import Account
from checklist.questions.queries import questions_of
from checklist.questions.rules import Reply
from tests.worlds import World, make_world

GOAL = "Ik wil weer onder de mensen zijn."
# In the small release: direct_werk towards, proefplaatsing away, the other services no answer.
ANSWERS = {
    "hours": Reply("given", {"value": "9-16"}),
    "recent_work": Reply("given", {"value": "no"}),
    "education": Reply("given", {"value": "havo"}),
    "children": Reply("declined"),
}


def ready_world() -> World:
    """The shared world with the shipped checklist published."""
    return make_world()


def talk(
    world: World, number: str = "FICTIEF-1", *, answers: dict[str, Reply] = ANSWERS, by: Account | None = None
) -> Case:
    """A case in which the evidence was shown, with Anouk unless somebody else is named."""
    caseworker = by or world.people.anouk
    case = open_case(
        number=number, display_name="Dirk Jansen", purpose="talk", by=caseworker, fictional=True
    ).case
    case = save_goal(case=case, state="given", words=GOAL, version=1, by=caseworker)
    for question in questions_of(case.checklist):
        if question.key in answers:
            save_answer(case=case, question=question, reply=answers[question.key], version=0, by=caseworker)
    case.refresh_from_db()
    case = confirm_read_back(case=case, by=caseworker)
    record_first_idea(case=case, whose="client", kind="services", services=["meedoen"], by=caseworker)
    record_first_idea(case=case, whose="caseworker", kind="no_idea", by=caseworker)
    take_snapshot(case=case, language="nl", by=caseworker)
    return Case.objects.select_related("client", "caseworker", "team", "checklist").get(pk=case.pk)


def staff(account: Account) -> Browser:
    """Somebody who works here, at a browser."""
    browser = Browser()
    browser.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def address(case: Case, page: str = "keuzes/") -> str:
    return f"/gesprekken/{case.uuid}/{page}"


def hidden(browser: Browser, case: Case) -> dict[str, str]:
    """The hidden fields of the choices page, as a browser would send them back."""
    form = browser.get(address(case) + "?opnieuw=1").context["form"]
    return {name: str(form[name].value()) for name in ("once_key", "version", "snapshot")}


def both(**changes: Any) -> dict[str, Any]:
    """What is filled in when both follow the evidence; `changes` replace or (None) leave out."""
    filled = {
        "client_choice": ["direct_werk"],
        "client_words": "Ik wil graag snel beginnen.",
        "client_how": "shared_screen",
        "caseworker_choice": ["direct_werk"],
        "caseworker_words": "Past bij wat u wilt.",
        "next_step": "Ik meld u maandag aan voor een kennismaking.",
        "revisit_on": "",
    } | changes
    return {name: value for name, value in filled.items() if value is not None}


def apart(**changes: Any) -> dict[str, Any]:
    """Filled in when the choices differ: the route, the step and the date are asked."""
    in_a_month = (timezone.localdate() + timedelta(days=30)).isoformat()
    return both(**{"caseworker_choice": ["meedoen"], "route": "pause", "revisit_on": in_a_month} | changes)


def decide(browser: Browser, case: Case, filled: dict[str, Any]) -> Decision:
    """Fill the page in and save it."""
    answer = browser.post(address(case), hidden(browser, case) | filled)
    assert answer.status_code == 302, answer.context["form"].errors if answer.context else answer.content
    return Decision.objects.filter(case=case).latest("id")


def look(case: Case, account: Account, purpose: str = "talk") -> None:
    """Choose a purpose for today, as everybody does before the first page of a case."""
    choose_purpose(case_uuid=case.uuid, purpose=purpose, by=account)
