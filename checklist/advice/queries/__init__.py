# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of first ideas, of what research says now, of frozen evidence, and of what does not hold any more."""

from checklist.advice.queries.evidence import Evidence, evidence_of, row_of
from checklist.advice.queries.fingerprint import state_now
from checklist.advice.queries.first_ideas import first_ideas, first_ideas_complete, idea_place, words_of
from checklist.advice.queries.recall import (
    Recalled,
    RecalledCase,
    Withdrawal,
    as_it_holds,
    called_back,
    recalled_cases,
    recalled_in,
    talks_that_may_have_seen,
    told_in_tens,
    withdrawals,
    withdrawn_on,
    withdrawn_since,
)
from checklist.advice.queries.service_voices import ServiceLine, service_voice_place, service_voices
from checklist.advice.queries.snapshots import (
    OpenedSnapshot,
    ShownService,
    findings_on,
    hidden_words,
    latest_snapshot,
    open_snapshot,
    part_place,
    readable_snapshot,
    same_in,
    services_on,
)

__all__ = [
    "Evidence",
    "OpenedSnapshot",
    "Recalled",
    "RecalledCase",
    "ServiceLine",
    "ShownService",
    "Withdrawal",
    "as_it_holds",
    "called_back",
    "evidence_of",
    "findings_on",
    "first_ideas",
    "first_ideas_complete",
    "hidden_words",
    "idea_place",
    "latest_snapshot",
    "open_snapshot",
    "part_place",
    "readable_snapshot",
    "recalled_cases",
    "recalled_in",
    "row_of",
    "same_in",
    "service_voice_place",
    "service_voices",
    "services_on",
    "state_now",
    "talks_that_may_have_seen",
    "told_in_tens",
    "withdrawals",
    "withdrawn_on",
    "withdrawn_since",
    "words_of",
]
