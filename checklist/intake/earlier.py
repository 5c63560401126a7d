# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the client told in an earlier talk, offered once more, so that nobody asks twice. The client says yes or no."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from checklist.access.actions import log_look
from checklist.base.readers import whole_number
from checklist.intake import actions
from checklist.intake.models import Answer, Case
from checklist.intake.queries import REFUSED, OpenedAnswer, Saved, Talk, answers_opened, cases_of, last_saved
from checklist.intake.rules import Given
from checklist.intake.sharing import is_shared
from checklist.people.models import Account
from checklist.people.permissions import Actor
from checklist.people.queries import staff_actor
from checklist.questions import rules
from checklist.questions.comparison import still_says_the_same
from checklist.questions.models import Question

PART = "questions"
MOST = 5  # talks that are looked back at


@dataclass(frozen=True)
class Earlier:
    """One answer of an earlier talk that can be an answer now."""

    question: Question
    case: Case
    found: OpenedAnswer
    saved: Saved


def earlier_cases(case: Case, account: Account) -> list[Case]:
    """Earlier talks with the same client in which this person has a relation today, newest first (R14)."""
    rows = cases_of(account).filter(client_key=case.client_key, pk__lt=case.pk)
    return list(rows.select_related("checklist").order_by("-pk")[:MOST])


def earlier_answers(
    case: Case, questions: Iterable[Question], *, by: Actor, purpose: str
) -> dict[str, Earlier]:
    """By question key what may be offered. Each earlier talk that is opened for it leaves a line first.

    What the client said last counts: refused, destroyed, declined or unknown there, and nothing older is offered.
    """
    wanted = {question.key: question for question in questions}
    if not wanted or by.account is None:
        return {}
    offered: dict[str, Earlier] = {}
    for earlier in earlier_cases(case, by.account):
        last, stands = _said_in(earlier, wanted)
        if stands:
            log_look(client_key=earlier.client_key, case_uuid=earlier.uuid, by=by, part=PART, purpose=purpose)
            offered |= _open(earlier, {key: wanted[key] for key in stands})
        wanted = {key: question for key, question in wanted.items() if key not in last}
    return offered


def _said_in(case: Case, wanted: Collection[str]) -> tuple[set[str], set[str]]:
    """Keys about which something was said in this talk, and those of answers that stand. Nothing is opened for it."""
    rows = Answer.objects.filter(case=case, question__key__in=wanted).exclude(state=rules.NOT_ASKED)
    said = list(rows.values_list("question__key", "state", "voice", "key"))
    stands = {
        key for key, state, voice, sealed in said if state == rules.GIVEN and voice not in REFUSED and sealed
    }
    return {key for key, *_rest in said}, stands


def _open(case: Case, wanted: dict[str, Question]) -> dict[str, Earlier]:
    opened, saved = answers_opened(case, only=wanted), last_saved(case, wanted)
    return {
        key: Earlier(wanted[key], case, found, saved[key])
        for key, found in opened.items()
        if found.answer is not None and still_says_the_same(found.question, wanted[key], found.answer)
    }


def _open_questions(request: HttpRequest, talk: Talk, questions: Iterable[Question]) -> list[Question]:
    """Questions that are asked now, have no answer yet, and may be seen."""
    shared = is_shared(request)
    waiting = [q for q in questions if q.key in talk.asked and q.key not in talk.opened]
    return [question for question in waiting if not (shared and question.sensitive)]


def offers(request: HttpRequest, case: Case, talk: Talk, questions: Iterable[Question]) -> dict[str, str]:
    """The offer of each question as HTML, for the slots of the skeleton. Nothing in a talk that is closed."""
    if case.closed_at is not None:
        return {}
    waiting, language = _open_questions(request, talk, questions), request.LANGUAGE_CODE
    found = _earlier(request, case, waiting)
    return {
        f"{key}:offer": render_to_string(
            "checklist/intake/offer.html",
            {
                "key": key,
                "said": one.found.in_words(language),
                "day": timezone.localdate(one.saved.at),
            },
        )
        for key, one in found.items()
    }


def _earlier(request: HttpRequest, case: Case, questions: Iterable[Question]) -> dict[str, Earlier]:
    purpose: Any = request.purpose  # type: ignore[attr-defined]
    return earlier_answers(case, questions, by=staff_actor(request, "caseworker"), purpose=purpose)


def take_over(request: HttpRequest, case: Case, question: Question, *, by: Account) -> None:
    """The client said: that may stay. The earlier answer becomes one of this talk, and is read back with the others."""
    found = _earlier(request, case, [question]).get(question.key)
    if found is None:
        messages.warning(request, _("This earlier answer is not there any more. Ask the question again."))
        return  # what else stood on the page is saved
    version = whole_number(
        request.POST.get(f"version-{question.key}", ""), most=2**31 - 1
    )  # as it stood on screen
    given = Given(question, found.found.reply, version or 0)
    actions.save_answers(case=case, given=[given], by=by)
