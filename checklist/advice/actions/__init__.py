# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing down first ideas and the client's word about a service, and freezing the evidence as it is shown."""

from checklist.advice.actions.first_ideas import record_first_idea
from checklist.advice.actions.service_voices import (
    refuse_service,
    say_why_not,
    speak_about_service,
    take_back_refusal,
)
from checklist.advice.actions.snapshots import take_snapshot

__all__ = [
    "record_first_idea",
    "refuse_service",
    "say_why_not",
    "speak_about_service",
    "take_back_refusal",
    "take_snapshot",
]
