# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of the catalogue: one service, the links of a release, and its approval."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from checklist.base.forms import DayField, SometimesNeeded
from checklist.people.forms import DecideForm
from checklist.services.models import Service

NOT_OURS = "-"


class ServiceForm(forms.ModelForm):
    """A service with its practical side, in Dutch and English."""

    use_required_attribute = False  # an empty form is not a wrong form

    class Meta:
        model = Service
        fields = [
            *("name_nl", "name_en", "level", "text_nl", "text_en", "hours_nl", "hours_en"),
            *("place_nl", "place_en", "start_nl", "start_en", "extra_nl", "extra_en", "is_on"),
        ]
        widgets = {
            "level": forms.RadioSelect,
            "text_nl": forms.Textarea(attrs={"rows": 3}),
            "text_en": forms.Textarea(attrs={"rows": 3}),
            "extra_nl": forms.Textarea(attrs={"rows": 2}),
            "extra_en": forms.Textarea(attrs={"rows": 2}),
        }
        labels = {"level": _("level")}
        help_texts = {
            "level": _(
                "Research is linked only at the level that was studied: a whole department, or one instrument."
            ),
            "text_nl": _("At most three short sentences. Say “you”."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = Service.Level.choices  # type: ignore[attr-defined]

    def beside(self, now: Service) -> list[tuple[str, str, str]]:
        """What was typed beside what stands now, where they differ: (label, typed, now)."""
        words = dict(Service.Level.choices) | {True: _("yes"), False: _("no"), "": ""}
        pairs = ((field, self.cleaned_data[name], getattr(now, name)) for name, field in self.fields.items())
        return [
            (str(field.label), str(words.get(typed, typed)), str(words.get(stands, stands)))
            for field, typed, stands in pairs
            if typed != stands
        ]


class LinkForm(forms.Form):
    """The first person's links: every studied service linked or not. Prefilled where the key is the same.

    Fields: link_<key in the release> (key of our service, or "-" for none), why_<key> (a sentence where a link is
    seldom meant), why (the same, when nothing is linked), sure.
    """

    use_required_attribute = False

    why = SometimesNeeded(
        label=_("Nothing is ours? Then say why."),
        help_text=_("Only when you link nothing at all. The second person reads it."),
        max_length=400,
    )
    sure = forms.BooleanField(
        label=_("I looked at the links that are seldom meant, and I am sure."), required=False
    )

    def __init__(
        self, *args: Any, studied: Iterable[dict[str, Any]], services: Iterable[Service], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        language, ours = "en" if (get_language() or "nl").startswith("en") else "nl", list(services)
        fields: dict[str, forms.Field] = {}
        for row in studied:
            key, name = row["key"], row[f"name_{language}"]
            same_level = [
                (one.key, getattr(one, f"name_{language}")) for one in ours if one.level == row["level"]
            ]
            fields[f"link_{key}"] = forms.ChoiceField(
                label=_("“%(name)s” in the research is, with us:") % {"name": name},
                choices=[*same_level, (NOT_OURS, _("not in our catalogue"))],
                widget=forms.RadioSelect,
            )
            fields[f"why_{key}"] = SometimesNeeded(
                label=_("Another name, or not ours? Say why (“%(name)s”)") % {"name": name},
                max_length=400,
            )
        self.fields = {**fields, **self.fields}
        if not fields:
            del self.fields["sure"], self.fields["why"]

    def links(self, services: Iterable[Service]) -> dict[str, Service | None]:
        """Key in the release → our service, or None."""
        ours = {service.key: service for service in services}
        named = ((name, value) for name, value in self.cleaned_data.items() if name.startswith("link_"))
        return {name.removeprefix("link_"): ours.get(value) for name, value in named}

    def sentences(self) -> dict[str, str]:
        """Key in the release → the sentence; '' for all together."""
        named = {name: value for name, value in self.cleaned_data.items() if name.startswith("why")}
        return {name.removeprefix("why").removeprefix("_"): value for name, value in named.items()}


class ApprovalForm(DecideForm):
    """The second person's yes, and perhaps an earlier end date; or a no with a reason.

    Fields: expires_on, read (I read it), sure (only where a link is seldom meant), answer (with a no).
    """

    expires_on = DayField(
        label=_("Earlier end date"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Leave this empty to keep the longest time."),
    )
    read = forms.BooleanField(label=_("I have read the results, the checks and the explanation."))
    field_order = ("expires_on", "read", "sure", "answer")

    def __init__(self, *args: Any, alarms: bool, linked: bool, longest: date | None, **kwargs: Any) -> None:
        super().__init__(*args, alarms=alarms, **kwargs)
        self.longest = longest
        if longest is None:
            del self.fields["expires_on"]
        if not linked:
            del self.fields["answer"]

    def clean_expires_on(self) -> date | None:
        day = self.cleaned_data["expires_on"]
        if day is not None and self.longest is not None and day > self.longest:
            raise forms.ValidationError(
                _("Choose a day before %(day)s.") % {"day": f"{self.longest:%d-%m-%Y}"}
            )
        return day
