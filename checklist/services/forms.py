# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of the catalogue: one service, and the approval of a release with its links."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

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


class ApprovalForm(forms.Form):
    """The second person's yes: every studied service linked or not, and perhaps an earlier end date.

    Fields: link_<key in the release> (key of our service, or "-" for none), expires_on, seen (I read it).
    """

    use_required_attribute = False

    expires_on = forms.DateField(
        label=_("Earlier end date"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Leave this empty to keep the longest time."),
    )
    seen = forms.BooleanField(label=_("I have read the results, the checks and the explanation."))

    def __init__(
        self,
        *args: Any,
        studied: Iterable[dict[str, Any]],
        services: Iterable[Service],
        longest: date | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        language = "en" if (get_language() or "nl").startswith("en") else "nl"
        ours = list(services)
        links = {}
        for row in studied:
            same_level = [
                (one.key, getattr(one, f"name_{language}")) for one in ours if one.level == row["level"]
            ]
            links[f"link_{row['key']}"] = forms.ChoiceField(
                label=_("“%(name)s” in the research is, with us:") % {"name": row[f"name_{language}"]},
                choices=[*same_level, (NOT_OURS, _("not in our catalogue"))],
                widget=forms.RadioSelect,
            )
        self.fields = {**links, **self.fields}
        self.longest = longest
        if longest is None:
            del self.fields["expires_on"]

    def clean_expires_on(self) -> date | None:
        day = self.cleaned_data["expires_on"]
        if day is not None and self.longest is not None and day > self.longest:
            raise forms.ValidationError(
                _("Choose a day before %(day)s.") % {"day": f"{self.longest:%d-%m-%Y}"}
            )
        return day

    def links(self, services: Iterable[Service]) -> dict[str, Service | None]:
        """Key in the release → our service, or None."""
        ours = {service.key: service for service in services}
        named = ((name, value) for name, value in self.cleaned_data.items() if name.startswith("link_"))
        return {name.removeprefix("link_"): ours.get(value) for name, value in named}
