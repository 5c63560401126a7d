# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is posted about a first idea."""

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
    """One tap: services, or one of the answers that stand alone. Words are optional."""

    whose = forms.ChoiceField(choices=Whose.choices)
    choice = forms.MultipleChoiceField(
        error_messages={
            "required": _("Choose one of these. “No idea yet” is a good answer too."),
            "invalid_choice": _("This choice is not on the list any more. Choose again."),
        }
    )
    words = forms.CharField(
        required=False,
        max_length=LONGEST,
        error_messages={"max_length": _("Write at most %(limit_value)d characters.")},
    )

    def __init__(self, *args: Any, services: list[Service], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [service.key for service in services]
        self.fields["choice"].choices = [(key, key) for key in (*ALONE, *keys)]  # type: ignore[attr-defined]

    def clean_choice(self) -> list[str]:
        chosen = list(self.cleaned_data["choice"])
        if len(chosen) > 1 and set(chosen) & set(ALONE):
            raise forms.ValidationError(_("This cannot go together. Choose one kind of answer."))
        return chosen

    @property
    def kind(self) -> str:
        chosen = self.cleaned_data["choice"]
        return str(chosen[0]) if chosen[0] in ALONE else str(FirstIdea.Kind.SERVICES)

    @property
    def services(self) -> list[str]:
        return [key for key in self.cleaned_data["choice"] if key not in ALONE]
