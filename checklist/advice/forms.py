# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is posted about a first idea."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from checklist.advice.models import FirstIdea, Whose
from checklist.services.models import Service

LONGEST = 600
ALONE = (FirstIdea.Kind.ONLY_REGULAR, FirstIdea.Kind.NO_IDEA, FirstIdea.Kind.NOT_GIVEN)


WHY_LONGEST = 300


class ServiceVoiceForm(forms.Form):
    """The client about one service: each act is a button whose value is the key of the service."""

    ACTS = ("refuse", "take_back", "why")

    act = forms.ChoiceField(choices=[(act, act) for act in ACTS])
    service = forms.SlugField(max_length=60)
    words = forms.CharField(required=False, max_length=WHY_LONGEST)

    @classmethod
    def posted(cls, data: Any) -> "ServiceVoiceForm | None":
        """The form when one of its buttons was pressed; None when the page was posted for something else."""
        act = next((act for act in cls.ACTS if act in data), None)
        if act is None:
            return None
        words = data.get(f"why-{data[act]}", "")[:WHY_LONGEST]
        return cls({"act": act, "service": data[act], "words": words})


class FirstIdeaForm(forms.Form):
    """The first ideas of both voices, as far as they are still asked: the client's always, unless it is saved already.

    One tap each: services, or one of the answers that stand alone. Words are optional.
    """

    def __init__(self, *args: Any, services: list[Service], asked: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        keys = [(key, key) for key in (*ALONE, *(service.key for service in services))]
        for whose in asked:
            self.fields[f"{whose}_choice"] = forms.MultipleChoiceField(
                choices=keys,
                required=whose == asked[0],
                error_messages={"required": MISSING[whose], "invalid_choice": NOT_OFFERED},
            )
            self.fields[f"{whose}_words"] = forms.CharField(
                required=False, max_length=LONGEST, error_messages={"max_length": TOO_LONG}
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for whose in self.asked:
            chosen = data.get(f"{whose}_choice", [])
            if len(chosen) > 1 and set(chosen) & set(ALONE):
                self.add_error(f"{whose}_choice", _("This cannot go together. Choose one kind of answer."))
            elif (
                data.get(f"{whose}_words", "").strip() and not chosen and f"{whose}_choice" not in self.errors
            ):
                self.add_error(f"{whose}_choice", MISSING[whose])
        return data

    def given(self) -> list[tuple[str, str, list[str], str]]:
        """What there is to record, the client's first: whose, kind, services, words."""
        return [
            (
                whose,
                str(_kind(chosen)),
                [key for key in chosen if key not in ALONE],
                self.cleaned_data[f"{whose}_words"],
            )
            for whose in self.asked
            if (chosen := self.cleaned_data[f"{whose}_choice"])
        ]


def _kind(chosen: list[str]) -> str:
    return chosen[0] if chosen[0] in ALONE else FirstIdea.Kind.SERVICES


MISSING: dict[str, Any] = {
    Whose.CLIENT: _("First the client: choose one of these. “No idea yet” is a good answer too."),
    Whose.CASEWORKER: _("Now the caseworker: choose one of these. “No idea yet” is a good answer too."),
}
NOT_OFFERED = _("This choice is not on the list any more. Choose again.")
TOO_LONG = _("Write at most %(limit_value)d characters.")
