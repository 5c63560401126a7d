# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Closing what was agreed, and asking a colleague."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from checklist.followup.models import FollowUpEvent
from checklist.followup.queries import may_be_asked
from checklist.people.models import Account


class CloseForm(forms.Form):
    """Fields: what (done, dropped: the button), words (one sentence)."""

    use_required_attribute = False

    what = forms.ChoiceField(
        choices=[(one.value, one.label) for one in (FollowUpEvent.What.DONE, FollowUpEvent.What.DROPPED)],
        error_messages={"required": _("Choose: done, or not needed any more.")},
    )
    words = forms.CharField(
        label=_("How did it go? One sentence"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write one sentence about how it went. The other reads it.")},
    )


class AssignForm(forms.Form):
    """Fields: followup (UUID), to (id of a colleague)."""

    followup = forms.UUIDField(widget=forms.HiddenInput)
    to = forms.ModelChoiceField(queryset=Account.objects.none(), label=_("Who does it?"))

    def __init__(self, *args: Any, by: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = may_be_asked(by)  # type: ignore[attr-defined]
