# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of the intake. The questions of the talk are drawn from a compiled skeleton; the form here only validates."""

from checklist.intake.forms.absence import AbsenceForm
from checklist.intake.forms.answers import AnswersForm
from checklist.intake.forms.cases import (
    HandOverForm,
    LookAgainForm,
    OpenForm,
    StandInForm,
    WrongPersonForm,
    purposes,
)
from checklist.intake.forms.goal import GoalForm, goal_shown

__all__ = [
    "AbsenceForm",
    "AnswersForm",
    "GoalForm",
    "HandOverForm",
    "LookAgainForm",
    "OpenForm",
    "StandInForm",
    "WrongPersonForm",
    "goal_shown",
    "purposes",
]
