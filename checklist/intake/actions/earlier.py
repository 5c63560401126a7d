# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answers of an earlier talk: looked up, which leaves a line first, and taken over when the client says yes."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from checklist.access.actions import log_look
from checklist.intake.actions.answers import save_answers
from checklist.intake.models import Case
from checklist.intake.queries.earlier import Earlier, earlier_cases, opened_in, said_in
from checklist.intake.rules import FilledAnswer
from checklist.people.permissions import Actor
from checklist.questions.models import Question

PART = "questions"


def look_up_earlier(
    *, case: Case, questions: Iterable[Question], by: Actor, purpose: Any
) -> dict[str, Earlier]:
    """By question key what may be offered. Each earlier talk that is opened for it leaves a line first.

    What the client said last counts: refused, destroyed, declined or unknown there, and nothing older is offered.
    """
    wanted = {question.key: question for question in questions}
    if not wanted or by.account is None:
        return {}
    offered: dict[str, Earlier] = {}
    for earlier in earlier_cases(case, by.account):
        last, stands = said_in(earlier, wanted)
        if stands:
            log_look(client_key=earlier.client_key, case_uuid=earlier.uuid, by=by, part=PART, purpose=purpose)
            offered |= opened_in(earlier, {key: wanted[key] for key in stands})
        wanted = {key: question for key, question in wanted.items() if key not in last}
    return offered


@transaction.atomic
def take_over(*, case: Case, question: Question, version: int, by: Actor, purpose: Any) -> bool:
    """The client said: that may stay. The earlier answer becomes one of this talk, and is read back with the others.

    False when it is not there any more.
    """
    found = look_up_earlier(case=case, questions=[question], by=by, purpose=purpose).get(question.key)
    if found is None or by.account is None:
        return False
    save_answers(case=case, given=[FilledAnswer(question, found.found.reply, version)], by=by.account)
    return True
