# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads about cases: who may see one, what was answered, which groups that means."""

from checklist.intake.queries.answers import (
    REFUSED,
    Fact,
    OpenedAnswer,
    answers_opened,
    asked_now,
    facts_of,
    goal_of,
    reply_of,
    said,
    state_words,
    talk_questions,
)
from checklist.intake.queries.cases import (
    MOST_FOUND,
    PER_PAGE,
    Contact,
    case_of,
    cases_of,
    client_with_number,
    colleagues,
    contact_of,
    listed_cases,
    name_of,
    open_case_of_client,
    stand_in_of,
)
from checklist.intake.queries.talk import Steps, Talk, page_of_stage, read_back_lines, steps_of, talk_of

__all__ = [
    "MOST_FOUND",
    "PER_PAGE",
    "REFUSED",
    "Contact",
    "Fact",
    "OpenedAnswer",
    "Steps",
    "Talk",
    "answers_opened",
    "asked_now",
    "case_of",
    "cases_of",
    "client_with_number",
    "colleagues",
    "contact_of",
    "facts_of",
    "goal_of",
    "listed_cases",
    "name_of",
    "open_case_of_client",
    "page_of_stage",
    "read_back_lines",
    "reply_of",
    "said",
    "stand_in_of",
    "state_words",
    "steps_of",
    "talk_of",
    "talk_questions",
]
