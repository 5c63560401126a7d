# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What one looks for in the log of other choices, and the three questions of a look back."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from checklist.decisions.models import Override, ReasonFamily
from checklist.reviews.models import Review
from checklist.reviews.readable import Asked
from checklist.reviews.rules import Quarter, last_quarters

QUARTERS = 12
WHOSE = [
    (Override.By.CLIENT, _("of the client")),
    (Override.By.CASEWORKER, _("of the caseworker")),
    (Override.By.BOTH, _("of both")),
]
REASONS = [(value, label) for value, label in ReasonFamily.choices if value]


class LogFilter(forms.Form):
    """Period, whose, reason and service; everything may stay empty."""

    one_of_these = True

    periode = forms.ChoiceField(label=_("Period"), required=False)
    wie = forms.ChoiceField(label=_("Whose choice"), required=False)
    reden = forms.ChoiceField(label=_("Reason"), required=False)
    hulp = forms.ChoiceField(label=_("Chosen service"), required=False)

    def __init__(self, data: Any, *, services: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.quarters = {quarter.key: quarter for quarter in last_quarters(timezone.localdate(), QUARTERS)}
        periods = [(key, quarter_name(quarter)) for key, quarter in self.quarters.items()]
        options: dict[str, Sequence[tuple[str, Any]]] = {
            "periode": periods, "wie": WHOSE, "reden": REASONS, "hulp": services,
        }  # fmt: skip
        for name, choices in options.items():
            shown: list[tuple[str, Any]] = [("", gettext("all"))]
            shown.extend(choices)
            self.fields[name].choices = shown  # type: ignore[attr-defined]

    @property
    def quarter(self) -> Quarter | None:
        return self.quarters.get(self.cleaned_data["periode"])

    @property
    def asked(self) -> Asked:
        """What is looked for, as the rule of small numbers takes it."""
        said = {"whose": "wie", "family": "reden", "service": "hulp"}
        kinds = {(by, self.cleaned_data[name]) for by, name in said.items() if self.cleaned_data[name]}
        return Asked(self.quarter, frozenset(kinds))


def quarter_name(quarter: Quarter) -> str:
    return gettext("quarter %(number)s of %(year)s") % {"number": quarter.number, "year": quarter.year}


class ReviewForm(forms.Form):
    """Three questions: was it understandable, was the client heard, what is there to learn."""

    use_required_attribute = False

    once_key = forms.UUIDField(widget=forms.HiddenInput)
    understandable = forms.ChoiceField(
        label=_("Can you follow from the report how they came to these choices?"),
        choices=Review.Mark.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three.")},
    )
    client_heard = forms.ChoiceField(
        label=_("Is the voice of the client there, in own words?"),
        choices=Review.Mark.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three.")},
    )
    learn = forms.CharField(
        label=_("What can we all learn from it?"),
        help_text=_(
            "About the work, not about a person. Do not write down illness, names of others or earnings."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        required=False,
    )
    to_editor = forms.BooleanField(
        label=_("The editors of the research findings should know this"), required=False
    )
