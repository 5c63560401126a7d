# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of the client's own page and of the staff who answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from checklist.access.models import Purpose
from checklist.base.forms import DayField
from checklist.people.forms import TEXTBOX
from checklist.people.models import Account
from checklist.people.rules import pin_fault

PIN_FAULTS = {
    "form": _("Choose 4 to 8 digits."),
    "simple": _("This PIN is easy to guess. Choose another one."),
}


def pin_field(label: Any, **extra: Any) -> forms.CharField:
    attrs = {"autocomplete": "off", "inputmode": "numeric", "class": TEXTBOX}
    return forms.CharField(label=label, max_length=8, widget=forms.PasswordInput(attrs=attrs), **extra)


class PinForm(forms.Form):
    """Field: pin."""

    pin = pin_field(_("Your PIN"))


class NewPinForm(forms.Form):
    """Fields: pin, pin_again."""

    pin = pin_field(
        _("Choose a PIN"), help_text=_("4 to 8 digits that only you know. Not your date of birth.")
    )
    pin_again = pin_field(_("The same PIN again"))

    def clean_pin(self) -> str:
        pin: str = self.cleaned_data["pin"]
        fault = pin_fault(pin)
        if fault:
            raise forms.ValidationError(PIN_FAULTS[fault])
        return pin

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "pin" in cleaned and cleaned.get("pin_again") not in {None, cleaned["pin"]}:
            self.add_error("pin_again", _("The two PINs are not the same."))
        return cleaned


class WordsForm(forms.Form):
    """Field: words."""

    use_required_attribute = False  # nothing looks wrong before anything was typed

    words = forms.CharField(
        label=_("In your own words"),
        help_text=_("You may also leave this empty."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class QuestionForm(WordsForm):
    """Field: words (needed)."""

    words = forms.CharField(
        label=_("Your question"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class AnswerVoiceForm(WordsForm):
    """Fields: voice (not_me, do_not_use, destroy), words."""

    VOICES = [
        ("not_me", _("This is not me (it is not right)")),
        ("do_not_use", _("I do not want this: do not use this")),
        ("destroy", _("I do not want this: also take away the answer")),
    ]
    voice = forms.ChoiceField(label=_("What do you want to say?"), choices=VOICES, widget=forms.RadioSelect)
    field_order = ["voice", "words"]


class ReplyForm(forms.Form):
    """Field: answer."""

    use_required_attribute = False

    answer = forms.CharField(
        label=_("Your answer to the client"),
        help_text=_("The client reads this on the own page. Plain words, no abbreviations."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class WhyForm(forms.Form):
    """Field: purpose."""

    use_required_attribute = False

    REASONS = [
        (Purpose.COMPLAINT.value, Purpose.COMPLAINT.label),
        (Purpose.ACCESS.value, Purpose.ACCESS.label),
        (Purpose.REPAIR.value, Purpose.REPAIR.label),
    ]
    purpose = forms.ChoiceField(
        label=_("Why do you look?"),
        help_text=_("Each client whose line you see, sees that you looked and why."),
        choices=REASONS,
        widget=forms.RadioSelect,
    )


class SupervisionForm(WhyForm):
    """Fields: purpose, from_day, until_day, person, number."""

    one_of_these = True

    from_day = DayField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until_day = DayField(label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    person = forms.ModelChoiceField(
        label=_("Who looked"),
        queryset=Account.objects.order_by("display_name"),
        required=False,
        empty_label=_("everybody"),
    )
    number = forms.CharField(label=_("Client number"), max_length=40, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        start, end = cleaned.get("from_day"), cleaned.get("until_day")
        if start and end and start > end:
            self.add_error("until_day", _("The last day lies before the first."))
        return cleaned

    def to_session(self) -> dict[str, Any]:
        """The search in values that a session can keep."""
        found = self.cleaned_data
        days = {name: found[name].isoformat() if found[name] else "" for name in ("from_day", "until_day")}
        person = found["person"].pk if found["person"] else None
        return {"purpose": found["purpose"], "person": person, "number": found["number"].strip(), **days}
