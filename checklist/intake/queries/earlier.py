# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the client told in an earlier talk and can be offered once more, so that nobody asks twice."""

from collections.abc import Collection
from dataclasses import dataclass

from checklist.intake.models import Answer, Case
from checklist.intake.queries.answers import REFUSED, OpenedAnswer, Saved, answers_opened, last_saved
from checklist.intake.queries.cases import cases_of
from checklist.people.models import Account
from checklist.questions import rules
from checklist.questions.comparison import still_says_the_same
from checklist.questions.models import Question

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


def said_in(case: Case, wanted: Collection[str]) -> tuple[set[str], set[str]]:
    """Keys about which something was said in this talk, and those of answers that stand. Nothing is opened for it."""
    rows = Answer.objects.filter(case=case, question__key__in=wanted).exclude(
        state__in=[rules.NOT_ASKED, rules.EMPTY]
    )
    said = list(rows.values_list("question__key", "state", "voice", "key"))
    stands = {
        key for key, state, voice, sealed in said if state == rules.GIVEN and voice not in REFUSED and sealed
    }
    return {key for key, *_rest in said}, stands


def opened_in(case: Case, wanted: dict[str, Question]) -> dict[str, Earlier]:
    opened, saved = answers_opened(case, only=wanted), last_saved(case, wanted)
    return {
        key: Earlier(wanted[key], case, found, saved[key])
        for key, found in opened.items()
        if found.answer is not None and still_says_the_same(found.question, wanted[key], found.answer)
    }
