# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Both voices on one form: the same fields for following and departing (R7), nothing preselected (R5)."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from checklist.decisions import rules
from checklist.decisions.models import Decision, ReasonFamily, Voice

Option = tuple[str, Any]

LONGEST = timedelta(days=730)  # a later date to talk again is a slip of the pen
PRIVATE = _("Do not write down illness, names of others or earnings.")
ONE_SENTENCE = _("One sentence is enough.")
NO_ROUTE = "none"

CLIENT_AFTER = [
    (Voice.After.KEPT, _("I keep my first idea")),
    (Voice.After.CHANGED, _("I think differently now")),
    (Voice.After.UNDECIDED, _("I am not sure yet")),
]
CASEWORKER_AFTER = CLIENT_AFTER
CLIENT_FAMILIES = [
    (ReasonFamily.FITS, _("It fits me")),
    (ReasonFamily.DOES_NOT_FIT, _("It does not fit me")),
    (ReasonFamily.NOT_NOW, _("This is not the moment")),
    (ReasonFamily.DOUBTS, _("I doubt the research")),
    (ReasonFamily.WORRIED, _("I worry about what follows")),
    (ReasonFamily.WANTS_OTHER, _("I want something else")),
    (ReasonFamily.NOT_PRACTICAL, _("It is not possible in practice")),
    (ReasonFamily.OTHER, _("Something else")),
]
CASEWORKER_FAMILIES = [
    (ReasonFamily.FITS, _("It fits this person")),
    (ReasonFamily.DOES_NOT_FIT, _("It does not fit this person")),
    *CLIENT_FAMILIES[2:],
]
HOW = [
    (Voice.How.SHARED_SCREEN, _("On this screen, together")),
    (Voice.How.WRITTEN_DOWN, _("Written down by the caseworker and read back")),
    (Voice.How.OWN_DEVICE, _("On the client's own device")),
    (Voice.How.PHONE, _("By telephone")),
    (Voice.How.NO_SHOW, _("The client did not come")),
]
ROUTES = [
    (Decision.Route.SECOND_OPINION, _("A second opinion")),
    (Decision.Route.OTHER_CASEWORKER, _("A talk with another caseworker")),
    (Decision.Route.PAUSE, _("A pause to think")),
    (NO_ROUTE, _("Not needed, we know how to go on")),
]

WRONG_CHOICE = {
    "nothing": _("Tick a choice. ‘Not decided yet’ is a choice too."),
    "mixed": _("Tick services, or one of the other lines. Not both."),
    "not_offered": _("This choice is not on the list any more. Choose again."),
}


def _radio(label: Any, choices: Sequence[Option], help_text: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, required=False, help_text=help_text
    )


def _ticks(label: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, widget=forms.CheckboxSelectMultiple, required=False)


def _words(
    label: Any, help_text: Any = PRIVATE, *, rows: int = 3, longest: int = 2000, needed: bool = False
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=needed,
        error_messages={"required": _("Write one sentence.")},
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class ChoicesForm(forms.Form):
    """The choices page. After `is_valid`: `client`, `caseworker` and `together`."""

    use_required_attribute = False

    once_key = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    snapshot = forms.UUIDField(widget=forms.HiddenInput)

    client_choice = _ticks(_("What do you choose?"))
    client_words = _words(_("In your own words: why?"))
    client_family = _radio(_("Does one of these fit?"), CLIENT_FAMILIES)
    client_after = _radio(_("After the results of research"), CLIENT_AFTER)
    client_agrees = forms.BooleanField(
        label=_("I say myself: agreed"),
        help_text=_("Only if you choose this word yourself. You may leave it empty."),
        required=False,
    )
    client_how = _radio(_("How did the client give this choice?"), HOW)
    client_how_words = _words(
        _("How did you ask it?"), _("Needed only with ‘No choice now’."), rows=2, longest=500
    )

    caseworker_choice = _ticks(_("What do you choose, as caseworker?"))
    caseworker_words = _words(_("In your own words, as caseworker: why?"), needed=True)
    caseworker_family = _radio(_("Does one of these fit?"), CASEWORKER_FAMILIES)
    caseworker_after = _radio(_("After the results of research, as caseworker"), CASEWORKER_AFTER)

    next_step = _words(_("What do we do first?"), rows=2, longest=500)
    revisit_on = forms.DateField(
        label=_("When do we talk about it again?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    route = _radio(_("Do the choices differ? Then this can help:"), ROUTES)

    def __init__(
        self, *args: Any, client_options: Sequence[Option], caseworker_options: Sequence[Option],
        with_families: bool, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self._options = {"client": client_options, "caseworker": caseworker_options}
        for whose, options in self._options.items():
            self.fields[f"{whose}_choice"].choices = options  # type: ignore[attr-defined]
            self.fields[f"{whose}_words"].help_text = f"{ONE_SENTENCE} {PRIVATE}"
            if not with_families:  # without a direction there is nothing to depart from
                del self.fields[f"{whose}_family"]
        self.client = self.caseworker = rules.Said(rules.Choice(rules.NO_CHOICE))
        self.together = rules.Together()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        choices = {whose: self._choice(whose, data) for whose in self._options}
        self._ask_for_what_is_missing(data, choices)
        if not self.errors:
            self._hold(data, choices)
        return data

    def _choice(self, whose: str, data: dict[str, Any]) -> rules.Choice | None:
        if f"{whose}_choice" in self.errors:
            return None
        try:
            return rules.choice_of(data[f"{whose}_choice"], [value for value, _ in self._options[whose]])
        except rules.ChoiceError as error:
            self.add_error(f"{whose}_choice", WRONG_CHOICE[error.code])
            return None

    def _ask_for_what_is_missing(self, data: dict[str, Any], choices: dict[str, rules.Choice | None]) -> None:
        client, caseworker = choices["client"], choices["caseworker"]
        if not data.get("caseworker_after"):
            self._missing("caseworker_after", _("Choose one of the three."))
        if not data.get("client_how"):
            self._missing("client_how", _("Choose how the client gave this choice."))
        if client and client.kind == rules.NO_CHOICE and not data.get("client_how_words"):
            self._missing(
                "client_how_words", _("The client makes no choice now. Write down how you asked it.")
            )
        if not data.get("client_after") and not (client and client.kind == rules.NO_CHOICE):
            self._missing("client_after", _("Choose one of the three."))
        if client and caseworker and rules.voices_differ(client, caseworker):
            self._ask_how_to_go_on(data)

    def _ask_how_to_go_on(self, data: dict[str, Any]) -> None:
        """The voices differ: both stand, with a route, a next step and a date (R9)."""
        if not data.get("route"):
            self._missing("route", _("The choices differ, and both stand. Choose how you go on."))
        if not data.get("next_step"):
            self._missing("next_step", _("The choices differ, and both stand. Write down what you do first."))
        if not data.get("revisit_on"):
            self._missing("revisit_on", _("The choices differ, and both stand. Choose a date to talk again."))

    def _missing(self, field: str, sentence: Any) -> None:
        if field not in self.errors:
            self.add_error(field, sentence)

    def clean_revisit_on(self) -> Any:
        day, today = self.cleaned_data["revisit_on"], timezone.localdate()
        if day and not today <= day <= today + LONGEST:
            raise forms.ValidationError(_("Choose a date from today, and at most two years ahead."))
        return day

    def _hold(self, data: dict[str, Any], choices: dict[str, rules.Choice | None]) -> None:
        said = {
            whose: rules.Said(
                choice=choice or rules.Choice(rules.NO_CHOICE),
                words=data[f"{whose}_words"],
                family=data.get(f"{whose}_family", ""),
                after_evidence=data[f"{whose}_after"],
                how=data.get(f"{whose}_how", ""),
                how_words=data.get(f"{whose}_how_words", ""),
            )
            for whose, choice in choices.items()
        }
        self.client, self.caseworker = said["client"], said["caseworker"]
        route = data["route"] if data["route"] != NO_ROUTE else ""
        self.together = rules.Together(data["client_agrees"], route, data["next_step"], data["revisit_on"])
