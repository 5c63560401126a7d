# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The date by which a client gets an answer."""

from datetime import date, timedelta

# Days until the answer. The law gives a month for correction and objection; a question should not take that long.
DAYS_TO_ANSWER = {
    "about_look": 14,
    "other": 14,
    "reopen": 7,
    "correction": 28,
    "objection": 28,
    "research": 28,
}


def answer_by(kind: str, asked_on: date) -> date:
    """The day on which the client has an answer; never in a weekend."""
    due = asked_on + timedelta(days=DAYS_TO_ANSWER[kind])
    return due - timedelta(days=max(0, due.weekday() - 4))
