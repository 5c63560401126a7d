# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The client did not come: one short form, in which everything may stay empty."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from checklist.base.forms import DayField
from checklist.intake.rules import FURTHEST


class AbsenceForm(forms.Form):
    once_key = forms.UUIDField(widget=forms.HiddenInput)
    next_step = forms.CharField(
        label=_("What do you do now?"),
        help_text=_("Do not write down illness, names of others or earnings."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    revisit_on = DayField(
        label=_("The new appointment"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_revisit_on(self) -> date | None:
        day: date | None = self.cleaned_data["revisit_on"]
        today = timezone.localdate()
        if day and not today <= day <= today + FURTHEST:
            raise forms.ValidationError(_("Choose a date from today, and at most two years ahead."))
        return day
