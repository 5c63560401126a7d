# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages that are opened and saved all day ask the database little, however many questions were answered."""

from typing import Any

from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from checklist.intake.models import Case
from checklist.questions.queries import questions_of
from checklist.questions.rules import Reply
from tests.checklist.intake.steps import answer, page

# session, account with team, case with client and checklist, purpose; head of the chain, the line; answers with their
# keys, the client's key
A_LOOK = 8
# the same with an answer: read under a lock, and written
A_SAVE = 10
TRANSACTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "SELECT pg_advisory", "SELECT 1")


def statements(act: Any) -> list[str]:
    with CaptureQueriesContext(connection) as found:
        act()
    return [query["sql"] for query in found.captured_queries if not query["sql"].startswith(TRANSACTION)]


def test_a_look_at_all_questions_takes_as_few_statements_with_one_answer_as_with_many(
    anouk: Browser, case: Case
) -> None:
    answer(case, "work", {"words": "buiten"})
    anouk.get(page(case, "vragen/alles"))  # the questions of a version are read once
    few = statements(lambda: anouk.get(page(case, "vragen/alles")))
    for question in questions_of(case.checklist)[2:]:
        answer(case, question.key, Reply("declined"))
    many = statements(lambda: anouk.get(page(case, "vragen/alles")))
    assert len(few) == len(many) <= A_LOOK, "\n".join(many)


def test_a_quiet_save_takes_few_statements(anouk: Browser, case: Case) -> None:
    answer(case, "work", {"words": "buiten"})
    anouk.get(page(case, "vragen/alles"))
    sent = {"words-work": "binnen", "version-work": "1"}
    found = statements(lambda: anouk.post(page(case, "vragen/bewaar"), sent, HTTP_X_QUIET="1"))
    assert len(found) <= A_SAVE, "\n".join(found)
    assert sum("accessline" in one and one.startswith("INSERT") for one in found) == 1
