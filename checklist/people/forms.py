# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of the log-in and the account page, and of acts that take two people."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from checklist.base.forms import SometimesNeeded
from checklist.people.models import Account

TEXTBOX = "utrecht-textbox utrecht-textbox--html-input"


def password_field(label: Any, autocomplete: str, **extra: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete, "class": TEXTBOX})
    return forms.CharField(label=label, strip=False, max_length=200, widget=widget, **extra)


class LogInForm(forms.Form):
    """Fields: username, password, next (hidden)."""

    username = forms.CharField(
        label=_("User name"),
        max_length=80,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = password_field(_("Password"), "current-password")


class ClientCodeForm(forms.Form):
    """Field: code."""

    code = forms.CharField(
        label=_("Your code"),
        help_text=_("It stands on the paper that you got. Capitals and dashes do not matter."),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class NewPasswordForm(forms.Form):
    """Fields: password, password_again."""

    password = password_field(
        _("New password"),
        "new-password",
        help_text=_("At least 12 signs. Three or four words together work well."),
    )
    password_again = password_field(_("The same password again"), "new-password")

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, second = cleaned.get("password"), cleaned.get("password_again")
        if first and second and first != second:
            self.add_error("password_again", _("The two passwords are not the same."))
        elif first:
            try:
                validate_password(first, self.account)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return cleaned


class OwnPasswordForm(NewPasswordForm):
    """Fields: current, password, password_again."""

    current = password_field(_("Your password now"), "current-password")
    field_order = ["current", "password", "password_again"]

    def clean_current(self) -> str:
        current: str = self.cleaned_data["current"]
        if not self.account.check_password(current):
            raise forms.ValidationError(_("This is not your password now."))
        return current


class PasswordAgainForm(forms.Form):
    """Field: password."""

    password = password_field(_("Your password"), "current-password")


class ProposeForm(forms.Form):
    """The first of two people. Fields: reason, sure (only where something is seldom meant)."""

    use_required_attribute = False  # an empty form is not a wrong form

    reason = forms.CharField(
        label=_("Why do you want this?"),
        help_text=_("The second person reads it."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    sure = forms.BooleanField(label=_("I read what is seldom meant, and I am sure."), required=False)

    def __init__(self, *args: Any, alarms: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = self.fields["sure"].required = alarms
        if not alarms:
            del self.fields["sure"]
            self.fields["reason"].help_text = _("The second person reads it. You may leave this empty.")


class DecideForm(forms.Form):
    """The second of two people. Fields: sure (only where something is seldom meant), answer (with a no)."""

    use_required_attribute = False  # an empty form is not a wrong form

    sure = forms.BooleanField(
        label=_("I read the reason and what is seldom meant, and I am sure."), required=False
    )
    answer = SometimesNeeded(
        label=_("If not: why not?"),
        help_text=_("Only when you turn it down. Who proposed it reads this."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, alarms: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not alarms:
            del self.fields["sure"]
