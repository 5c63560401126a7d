# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form of the goal, and what it shows."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from checklist.base.forms import NumberField
from checklist.intake.forms.answers import SENTENCES
from checklist.intake.models import Case
from checklist.intake.queries import goal_of
from checklist.questions import rules

GOAL_STATES = (rules.GIVEN, rules.UNKNOWN, rules.DECLINED)


class GoalForm(forms.Form):
    """The goal, with what was said about research. Words and one of the other answers exclude each other."""

    goal_state = forms.ChoiceField(choices=[(state, "") for state in GOAL_STATES], required=False)
    goal = forms.CharField(max_length=rules.MAX_WORDS, required=False)
    research_objection = forms.BooleanField(required=False)
    companion = forms.BooleanField(required=False)
    version = NumberField(min_value=1)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        state, words = data.get("goal_state", ""), data.get("goal", "")
        if words and state in {rules.UNKNOWN, rules.DECLINED}:
            self.add_error("goal", SENTENCES["both_answer_and_open"])
        elif not words and state in {"", rules.GIVEN}:
            self.add_error("goal", _("Write down what the client wants, or choose one of the other answers."))
        data["goal_state"] = state or rules.GIVEN
        return data


def goal_shown(case: Case, form: GoalForm) -> dict[str, Any]:
    """What the goal page shows: typed text when there is some, else what is stored."""
    if form.is_bound:
        names = ("goal", "goal_state", "research_objection", "companion", "version")
        return {name: form.data.get(name, "") for name in names}
    return {
        "goal": goal_of(case),
        "goal_state": case.goal_state,
        "research_objection": case.research_objected_at is not None,
        "companion": case.companion,
        "version": case.version,
    }
