# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of decisions, voices and overrides."""

from checklist.decisions.queries.corrected import corrected_after
from checklist.decisions.queries.given_choice import Known, known_now, snapshot_to_choose_on
from checklist.decisions.queries.kept_answers import fingerprints, overwritten_answers
from checklist.decisions.queries.names import (
    CASEWORKER_FAMILIES,
    CLIENT_FAMILIES,
    ChoiceNames,
    choice_names,
    ideas_in_words,
)
from checklist.decisions.queries.overrides import Place, Wanted, overrides, up_to
from checklist.decisions.queries.report import (
    ClientSaid,
    Report,
    client_said,
    earlier_report,
    own_in_words,
    summary_of,
)
from checklist.decisions.queries.voices import (
    OpenedVoice,
    OwnDeviceChoice,
    all_given,
    current_decision,
    decision_with_key,
    decisions_of,
    given_voice,
    given_with_key,
    ideas_by_case,
    next_step_of,
    open_voice,
    opened_voices,
    override_of,
    place,
    voices_by_decision,
    voices_of,
)

__all__ = [
    "CASEWORKER_FAMILIES",
    "CLIENT_FAMILIES",
    "ChoiceNames",
    "ClientSaid",
    "Known",
    "OpenedVoice",
    "OwnDeviceChoice",
    "Place",
    "Report",
    "Wanted",
    "all_given",
    "choice_names",
    "client_said",
    "corrected_after",
    "current_decision",
    "decision_with_key",
    "decisions_of",
    "earlier_report",
    "fingerprints",
    "given_voice",
    "given_with_key",
    "ideas_by_case",
    "ideas_in_words",
    "known_now",
    "next_step_of",
    "open_voice",
    "opened_voices",
    "override_of",
    "overrides",
    "overwritten_answers",
    "own_in_words",
    "place",
    "snapshot_to_choose_on",
    "summary_of",
    "up_to",
    "voices_by_decision",
    "voices_of",
]
