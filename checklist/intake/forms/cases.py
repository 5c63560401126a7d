# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms about a case: opening, standing in, handing over, closing, and the purpose of a look."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from checklist.access.models import Purpose
from checklist.base.forms import DayField, SometimesNeeded
from checklist.base.text import one_line
from checklist.intake.models import Case
from checklist.intake.queries import colleagues
from checklist.intake.rules import (
    CASEWORKER_PURPOSES,
    LONGEST_WHY,
    SHORTEST_WHY,
    STAND_IN_PURPOSE,
    may_stand_in_until,
)
from checklist.people.models import Account

OTHER_END = _("Choose an end date from today, and at most six weeks ahead.")
NO_NUMBER = _("Fill in the client number.")


def own_sentence(typed: str, *, needed: bool) -> str:
    """What somebody writes who opens or looks without the usual relation. Raises ValidationError for no sentence."""
    words = one_line(typed)
    if words and len(words) < SHORTEST_WHY:
        raise forms.ValidationError(_("Write a whole sentence: the client reads it."))
    if needed and not words:
        raise forms.ValidationError(_("Write down why you look. The client reads it."))
    return words


class OpenForm(forms.Form):
    """Opening a conversation. The purpose comes with the button that was pressed."""

    once = forms.UUIDField(widget=forms.HiddenInput)
    number = forms.CharField(
        label=_("Client number"),
        max_length=40,
        help_text=_("From your own system. Never a BSN."),
        error_messages={"required": NO_NUMBER},
    )
    display_name = forms.CharField(
        label=_("Name"),
        max_length=120,
        help_text=_("As the client wants to be called."),
        error_messages={"required": _("Fill in a name.")},
    )
    new = forms.BooleanField(
        label=_("This client is new here"),
        help_text=_("Nobody in this municipality talked with this client before."),
        required=False,
    )
    why = SometimesNeeded(
        label=_("Why do you open this client?"),
        help_text=_("One sentence. The client and the privacy officer read it, with your name."),
        max_length=LONGEST_WHY,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    purpose = forms.ChoiceField(
        choices=[(value, "") for value in CASEWORKER_PURPOSES], widget=forms.HiddenInput, required=False
    )
    held = forms.ChoiceField(choices=Case.Held.choices, widget=forms.HiddenInput, required=False)

    def clean_why(self) -> str:
        return own_sentence(self.cleaned_data["why"], needed=False)

    def clean(self) -> dict[str, Any]:
        """The button for the telephone or a client who did not come says the purpose too."""
        data = super().clean() or {}
        meant = {Case.Held.PHONE: Purpose.TALK, Case.Held.NO_SHOW: Purpose.PREPARE}
        data["purpose"] = data.get("purpose") or meant.get(data.get("held", ""), "")
        if not data["purpose"] and not self.errors:
            self.add_error(None, _("Choose one of the buttons: why do you open it now?"))
        return data


class LookAgainForm(forms.Form):
    """Why somebody looks at a conversation that was closed longer ago than its term."""

    why = SometimesNeeded(
        label=_("Why do you look again?"),
        help_text=_("One sentence. The client and the privacy officer read it, with your name."),
        max_length=LONGEST_WHY,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean_why(self) -> str:
        return own_sentence(self.cleaned_data["why"], needed=True)


class StandInForm(forms.Form):
    number = forms.CharField(label=_("Client number"), max_length=40, error_messages={"required": NO_NUMBER})
    until = DayField(
        label=_("Until and including"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose a day.")},
        help_text=_("At most six weeks ahead. The client sees that you stand in."),
    )

    def clean_until(self) -> date:
        """Looked at before any number is, so that the answer about a day tells nothing about a number."""
        until: date = self.cleaned_data["until"]
        if not may_stand_in_until(until, timezone.localdate()):
            raise forms.ValidationError(OTHER_END)
        return until


class HandOverForm(forms.Form):
    to = forms.ModelChoiceField(
        queryset=Account.objects.none(),
        label=_("To which colleague?"),
        empty_label=_("Choose a colleague."),
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose a colleague.")),
    )

    def __init__(self, *args: Any, by: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = colleagues(by)  # type: ignore[attr-defined]


class WrongPersonForm(forms.Form):
    """The second question before a conversation about the wrong person is destroyed."""

    sure = forms.BooleanField(
        label=_("Yes, this is the wrong person: destroy what stands above"),
        error_messages={"required": _("Nothing was destroyed. Tick this if you are sure, or go back.")},
    )


def purposes(*, stands_in: bool) -> list[tuple[str, str | Promise]]:
    """The purposes of the closed list that a caseworker can have."""
    allowed = ((STAND_IN_PURPOSE,) if stands_in else ()) + CASEWORKER_PURPOSES
    return [(value, Purpose(value).label) for value in allowed]
