# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked for: which months, for what, for whom."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from checklist.registration.rules import MONTH, Wanted


class MonthField(forms.RegexField):
    """A month, as the browser's own field gives it."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "month", "placeholder": "2026-01"})
        wrong = {"invalid": _("Expected a month like 2026-01.")}
        super().__init__(MONTH, strip=True, widget=widget, error_messages=wrong, **kwargs)


class AskForm(forms.Form):
    """Fields: first, last (months), purpose, receiver, health_ground (empty: without health and money)."""

    use_required_attribute = False  # an empty form is not a wrong form

    first = MonthField(label=_("From the month"))
    last = MonthField(label=_("Up to and including the month"))
    purpose = forms.CharField(
        label=_("What is it for?"),
        help_text=_("One sentence. Every client concerned reads it on the own page. Write no names."),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    receiver = forms.CharField(
        label=_("Who gets it?"), help_text=_("The organisation that studies it."), max_length=120
    )
    health_ground = forms.CharField(
        label=_("Health or money too? Then on which ground in law?"),
        help_text=_("Leave this empty, and these answers stay here."),
        max_length=300,
        required=False,
    )

    @property
    def wanted(self) -> Wanted:
        told = {name: " ".join(self.cleaned_data[name].split()) for name in Wanted.__dataclass_fields__}
        return Wanted(**told)
