# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The forms of two people: a reason that one of the answers needs is never called "not required"."""

from collections.abc import Callable

import pytest
from django import forms
from django.utils import translation

from checklist.base.forms import SometimesNeeded
from checklist.people.forms import DecideForm
from checklist.services.forms import ApprovalForm, LinkForm

STUDIED = [{"key": "traject", "level": "service", "name_nl": "Traject", "name_en": "Route"}]
FORMS: dict[str, Callable[[], forms.Form]] = {
    "decide": lambda: DecideForm(alarms=True),
    "approve": lambda: ApprovalForm(alarms=True, linked=True, longest=None),
    "link": lambda: LinkForm(studied=STUDIED, services=[]),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_reason_that_an_answer_needs_is_not_called_optional(name: str) -> None:
    with translation.override("nl"):
        form = FORMS[name]()
        html = form.render()
    assert any(isinstance(field, SometimesNeeded) for field in form.fields.values())
    assert "(hoeft niet)" not in html


def test_a_field_that_nobody_needs_still_says_so() -> None:
    class Remark(forms.Form):
        remark = forms.CharField(required=False)

    with translation.override("nl"):
        assert "(hoeft niet)" in Remark().render()
