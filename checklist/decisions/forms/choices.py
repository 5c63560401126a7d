# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Both voices on one form, or the client's alone. The same for following and departing (R7), nothing filled in (R5)."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from checklist.base.forms import DayField, NumberField
from checklist.decisions import rules
from checklist.decisions.models import Decision, Voice
from checklist.decisions.queries.names import CASEWORKER_FAMILIES, CLIENT_FAMILIES
from checklist.intake.rules import FURTHEST

Option = tuple[str, Any]

PRIVATE = _("Do not write down illness, names of others or earnings.")
ONE_SENTENCE = _("One sentence is enough.")
NO_ROUTE = "none"
SOMETIMES_NEEDED = ("client_how_words", "next_step", "revisit_on")  # the page says when, for all of them

HOW = [
    (Voice.How.SHARED_SCREEN, _("On this screen, together")),
    (Voice.How.WRITTEN_DOWN, _("Written down and read back")),
    (Voice.How.OWN_DEVICE, _("On the client's own device")),
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


class VoicesForm(forms.Form):
    """What the forms below share: a choice out of ticks, and what is still missing."""

    use_required_attribute = False

    once_key = forms.UUIDField(widget=forms.HiddenInput)
    snapshot = forms.UUIDField(widget=forms.HiddenInput)
    # what the client had given on the own device when this page was opened
    given = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, options: Mapping[str, Sequence[Option]], with_families: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.options = options
        for whose, offered in options.items():
            self.fields[f"{whose}_choice"].choices = offered  # type: ignore[attr-defined]
            self.fields[f"{whose}_words"].help_text = f"{ONE_SENTENCE} {PRIVATE}"
            if not with_families:  # without a direction there is nothing to depart from
                del self.fields[f"{whose}_family"]

    def _choice(self, whose: str, data: dict[str, Any]) -> rules.Choice | None:
        field = f"{whose}_choice"
        if field in self.errors or field not in self.fields:
            return None
        try:
            return rules.choice_of(data[field], [value for value, _ in self.options[whose]])
        except rules.ChoiceError as error:
            self.add_error(field, WRONG_CHOICE[error.code])
            return None

    def _missing(self, field: str, sentence: Any) -> None:
        self.fields[field].required = True  # told on the page that comes back
        if field not in self.errors:
            self.add_error(field, sentence)

    def _said(self, whose: str, data: dict[str, Any], choice: rules.Choice) -> rules.VoicedChoice:
        names = ("words", "family", "how", "how_words")
        words, family, how, how_words = (data.get(f"{whose}_{name}", "") for name in names)
        return rules.VoicedChoice(choice, words, family, how, how_words)


class ClientVoice(VoicesForm):
    """The client's part. Words, reasons and 'agreed' may stay empty."""

    client_choice = _ticks(_("What do you choose?"))
    client_words = _words(_("Why? In your own words"))
    client_family = _radio(_("Does one of these fit?"), CLIENT_FAMILIES)
    client_agrees = forms.BooleanField(
        label=_("I say myself: agreed (not required)"),
        required=False,
    )


class CaseworkerVoice(VoicesForm):
    """The caseworker's part. One sentence is asked, whatever the choice is."""

    caseworker_choice = _ticks(_("What do you choose, as caseworker?"))
    caseworker_words = _words(_("Why, as caseworker?"), needed=True)
    caseworker_family = _radio(_("Does one of these fit?"), CASEWORKER_FAMILIES)


class OwnDeviceForm(ClientVoice):
    """The client alone, on the own device. After `is_valid`: `said` and `agrees`."""

    standing = forms.UUIDField(widget=forms.HiddenInput, required=False)  # the decision that stood

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        choice = self._choice("client", data)
        if choice is not None and not self.errors:
            self.said, self.agrees = self._said("client", data, choice), data["client_agrees"]
        return data


class ChoicesForm(CaseworkerVoice, ClientVoice):
    """The choices page. After `is_valid`: `client`, `caseworker`, `client_agrees` and `together`.

    `own`: what the client gave on the own device. The client's fields are not there then.
    """

    version = NumberField(widget=forms.HiddenInput)

    client_how = _radio(_("How did the client give it?"), HOW)
    client_how_words = _words(
        _("How did you ask it?"), _("Needed only with ‘No choice now’."), rows=2, longest=500
    )
    next_step = _words(_("What do we do first?"), "", rows=2, longest=500)
    revisit_on = DayField(
        label=_("When do we talk about it again?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    route = _radio(_("Do the choices differ? What can help then?"), ROUTES)

    def __init__(
        self,
        *args: Any,
        own: rules.VoicedChoice | None = None,
        own_agrees: bool = False,
        by_phone: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._own, self._own_agrees, self._by_phone = own, own_agrees, by_phone
        for name in SOMETIMES_NEEDED:
            self.fields[name].sometimes_needed = True  # type: ignore[attr-defined]
        if by_phone:  # said once, for the whole talk (S37)
            del self.fields["client_how"]
        if own is not None:
            for name in [name for name in self.fields if name.startswith("client_")]:
                del self.fields[name]
        self.client = self.caseworker = rules.VoicedChoice(rules.Choice(rules.NO_CHOICE))
        self.together = rules.Together()
        self._asked_because_they_differ: set[str] = set()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self._own is None and data.get("client_how") == Voice.How.OWN_DEVICE:
            self._wait_for_the_own_device()
            return data
        choices = {whose: self._choice(whose, data) for whose in ("client", "caseworker")}
        if self._own is not None:
            choices["client"] = self._own.choice
        self._ask_for_what_is_missing(data, choices)
        if not self.errors:
            self._hold(data, choices)
        return data

    @property
    def asks_the_client(self) -> bool:
        """Are the client's fields on this form?"""
        return self._own is None

    @property
    def caseworker_chose(self) -> bool:
        """Has the caseworker sent a choice of their own? Then the other one may be seen."""
        return self.is_bound and bool(self.cleaned_data.get("caseworker_choice"))

    def _wait_for_the_own_device(self) -> None:
        self.add_error(
            "client_how",
            _(
                "The choice is not here from the own device yet. Save again when the client is ready, or choose "
                "another way and fill in the part of the client together."
            ),
        )

    def _ask_for_what_is_missing(self, data: dict[str, Any], choices: dict[str, rules.Choice | None]) -> None:
        client, caseworker = choices["client"], choices["caseworker"]
        if self._own is None:
            self._ask_the_client(data, client)
        if client and caseworker and rules.voices_differ(client, caseworker):
            self._ask_how_to_go_on(data)

    def _ask_the_client(self, data: dict[str, Any], choice: rules.Choice | None) -> None:
        if not self._by_phone and not data.get("client_how"):
            self._missing("client_how", _("Choose how the client gave this choice."))
        if choice and choice.kind == rules.NO_CHOICE and not data.get("client_how_words"):
            self._missing(
                "client_how_words", _("The client makes no choice now. Write down how you asked it.")
            )

    @property
    def only_differs(self) -> bool:
        """Is all that is still open how to go on with two choices that differ? That is no mistake (R9)."""
        return self.is_bound and bool(self.errors) and self.errors.keys() <= self._asked_because_they_differ

    def _ask_how_to_go_on(self, data: dict[str, Any]) -> None:
        """The voices differ: both stand, with a route, a next step and a date (R9)."""
        wanted = {"route", "next_step", "revisit_on"}
        for name in wanted:
            self.fields[name].required = True  # told on the page that comes back
        self._asked_because_they_differ = {name for name in wanted if name not in self.errors}
        if not data.get("route"):
            self._missing("route", _("The choices differ, and both stand. Choose how you go on."))
        if not data.get("next_step"):
            self._missing("next_step", _("The choices differ, and both stand. Write down what you do first."))
        if not data.get("revisit_on"):
            self._missing("revisit_on", _("The choices differ, and both stand. Choose a date to talk again."))

    def clean_revisit_on(self) -> Any:
        day, today = self.cleaned_data["revisit_on"], timezone.localdate()
        if day and not today <= day <= today + FURTHEST:
            raise forms.ValidationError(_("Choose a date from today, and at most two years ahead."))
        return day

    def _hold(self, data: dict[str, Any], choices: dict[str, rules.Choice | None]) -> None:
        caseworker, client = choices["caseworker"], choices["client"]
        if caseworker is None or client is None:  # both are there: else there was an error
            return
        self.caseworker = self._said("caseworker", data, caseworker)
        if self._by_phone:
            data["client_how"] = Voice.How.PHONE
        self.client = self._own or self._said("client", data, client)
        agrees = self._own_agrees if self._own else data["client_agrees"]
        route = data["route"] if data["route"] != NO_ROUTE else ""
        self.together = rules.Together(agrees, route, data["next_step"], data["revisit_on"])
