# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The choices page: one row a choice, with both voices beside each other and what research found next to them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.forms.boundfield import BoundWidget

from checklist.advice.page.strip import strip_of
from checklist.advice.queries import OpenedSnapshot
from checklist.decisions.forms import ChoicesForm
from checklist.decisions.models import Voice
from checklist.decisions.rules import WITHOUT_SERVICE, Choice
from checklist.releases.pictures import Strip, StripLine, StripService

Boxes = Mapping[str, BoundWidget]


@dataclass(frozen=True)
class Pick:
    """One row: what can be chosen, the box of each voice (None: not theirs to tick), and whose first idea it was."""

    value: str
    label: str  # in the language of the page
    name: str  # as it stands beside what was shown, in the language of that
    is_open: bool  # not decided, or no choice now: it never makes two choices differ
    client: BoundWidget | None
    caseworker: BoundWidget | None
    ideas: frozenset[str]
    lines: tuple[StripLine, ...]  # what research found about it; empty for what is no service


@dataclass(frozen=True)
class Picks:
    """All rows in the order of the catalogue (R5), with the heading of what research found."""

    strip: Strip
    rows: tuple[Pick, ...]


def picks(form: ChoicesForm, shown: OpenedSnapshot, ideas: Mapping[str, Choice]) -> Picks:
    """The rows of this form. What was shown of a service that is not offered any more keeps its row, without boxes.

    What nobody can tick here and research says nothing about has none: the client chose on the own device.
    """
    strip = strip_of(shown)
    found = {service.key: service for service in strip.services}
    offered = form.options["client"]
    boxes = {whose: _boxes(form, whose) for whose in form.options}
    rows = [_pick(value, str(label), found.get(value), boxes, ideas) for value, label in offered]
    known = {value for value, _label in offered}
    rows += [_pick(one.key, one.name, one, {}, ideas) for one in strip.services if one.key not in known]
    return Picks(strip, tuple(row for row in rows if row.lines or row.client or row.caseworker))


def _boxes(form: ChoicesForm, whose: str) -> Boxes:
    field = f"{whose}_choice"
    if field not in form.fields:
        return {}
    return {str(box.data["value"]): box for box in form[field]}


def _pick(
    value: str,
    label: str,
    shown: StripService | None,
    boxes: Mapping[str, Boxes],
    ideas: Mapping[str, Choice],
) -> Pick:
    return Pick(
        value=value,
        label=label,
        name=shown.name if shown else label,
        is_open=WITHOUT_SERVICE.get(value) in {Voice.Kind.UNDECIDED, Voice.Kind.NO_CHOICE},
        client=boxes.get("client", {}).get(value),
        caseworker=boxes.get("caseworker", {}).get(value),
        ideas=frozenset(whose for whose, idea in ideas.items() if value in _ticks(idea)),
        lines=shown.lines if shown else (),
    )


def _ticks(choice: Choice) -> Collection[str]:
    """The rows that a choice is made of."""
    return choice.services or {value for value, kind in WITHOUT_SERVICE.items() if kind == choice.kind}
