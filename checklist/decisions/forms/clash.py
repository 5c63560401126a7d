# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two people chose at once (S18): what was typed beside what was saved, for everything that can differ."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext

from checklist.base.moments import local_format
from checklist.base.readers import day
from checklist.decisions.forms.choices import NO_ROUTE
from checklist.decisions.models import Decision
from checklist.decisions.queries import OwnDeviceChoice, next_step_of, opened_voices
from checklist.decisions.rules import CASEWORKER, CLIENT, WITHOUT_SERVICE, VoicedChoice

Filled = dict[str, Any]  # field of the form → what stands in it, as a browser would post it
Row = tuple[str, str, str]  # (what, typed, saved)


def filled_by_decision(decision: Decision) -> Filled:
    """The form as it was filled in for this decision."""
    voices = {voice.whose: voice for voice in opened_voices(decision)}
    client, caseworker = voices[CLIENT], voices[CASEWORKER]
    client_said = VoicedChoice(client.choice, client.words, client.family)
    return {
        **_voice(CLIENT, client_said),
        **_voice(
            CASEWORKER,
            VoicedChoice(caseworker.choice, caseworker.words, caseworker.family),
        ),
        "client_agrees": decision.client_agrees,
        "client_how": client.how,
        "client_how_words": client.how_words,
        "next_step": next_step_of(decision),
        "revisit_on": decision.revisit_on,
        "route": decision.route or NO_ROUTE,
    }


def filled_by_client(given: OwnDeviceChoice) -> Filled:
    """The client's part as it was given on the own device."""
    return {**_voice(CLIENT, given.said), "client_agrees": given.agrees, "client_how": given.said.how}


def filled_by_form(form: forms.Form) -> Filled:
    """What was typed, also where it was not right."""
    return {name: form[name].value() for name in form.fields}


def _voice(whose: str, said: VoicedChoice) -> Filled:
    without = {kind: value for value, kind in WITHOUT_SERVICE.items()}
    picked = sorted(said.choice.services) or [without[said.choice.kind]]
    return {
        f"{whose}_choice": picked,
        f"{whose}_words": said.words,
        f"{whose}_family": said.family,
    }


def both_texts(form: forms.Form, typed: Filled, saved: Filled, names: Mapping[str, str]) -> list[Row]:
    """(what, typed, saved) wherever the two differ, in the order of the page. `names`: of services."""
    rows = []
    for name, field in form.fields.items():
        if name not in saved or isinstance(field.widget, forms.HiddenInput):
            continue
        mine, theirs = (_in_words(field, each.get(name), names) for each in (typed, saved))
        if mine != theirs:
            rows.append((_label(name, field), mine, theirs))
    return rows


def _label(name: str, field: forms.Field) -> str:
    whose = {CLIENT: gettext("Client"), CASEWORKER: gettext("Caseworker")}.get(name.partition("_")[0])
    return f"{whose}: {field.label}" if whose else str(field.label)


def _in_words(field: forms.Field, value: Any, names: Mapping[str, str]) -> str:
    if isinstance(field, forms.BooleanField):
        return gettext("yes") if value else gettext("no")
    if isinstance(field, forms.ChoiceField):
        labels = {**names, **{str(key): str(label) for key, label in field.choices}}  # type: ignore[union-attr,misc]
        picked = [value] if isinstance(value, str) else value or []
        return ", ".join(sorted(labels.get(one, one) for one in picked if one))
    if isinstance(value, date):
        return local_format(value, "j F Y")
    return _day(value) if isinstance(field, forms.DateField) else " ".join(str(value or "").split())


def _day(value: Any) -> str:
    """A day as it was typed; what is no day stands as it is."""
    typed = str(value or "")
    found = day(typed)
    return local_format(found, "j F Y") if found else typed
