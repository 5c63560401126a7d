# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that is written in the first half of the talk: the case, the goal, the answers, the client's voice."""

from checklist.intake.actions.absence import follows_absence, hold_talk_as, record_absence
from checklist.intake.actions.answers import save_answer, save_answers, save_goal
from checklist.intake.actions.cases import (
    NotOpened,
    Opened,
    close_case,
    hand_over,
    lend,
    look_again,
    new_code,
    open_case,
    stand_in,
)
from checklist.intake.actions.corrections import note_correction
from checklist.intake.actions.course import TOLD_FIRST, Stale, advance, check_open, check_present
from checklist.intake.actions.earlier import look_up_earlier, take_over
from checklist.intake.actions.voice import confirm_read_back, destroy_answer_of_case, voice_on_answer

__all__ = [
    "TOLD_FIRST",
    "NotOpened",
    "Opened",
    "Stale",
    "advance",
    "check_open",
    "check_present",
    "close_case",
    "confirm_read_back",
    "destroy_answer_of_case",
    "follows_absence",
    "hand_over",
    "hold_talk_as",
    "lend",
    "look_again",
    "look_up_earlier",
    "new_code",
    "note_correction",
    "open_case",
    "record_absence",
    "save_answer",
    "save_answers",
    "save_goal",
    "stand_in",
    "take_over",
    "voice_on_answer",
]
