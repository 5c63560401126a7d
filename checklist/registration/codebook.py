# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands beside the table: its codebook, in words, and the declaration with which `link` reads it. Both are made
from what was written, never by hand."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from checklist.base.small_numbers import FEWEST, in_tens
from checklist.questions.models import Question
from checklist.registration import rules
from research import __version__


@dataclass(frozen=True)
class About:
    """Everything that the words beside a table tell of it."""

    name: str
    wanted: rules.Wanted
    purpose: str
    columns: Mapping[str, Sequence[Question]]
    services: Mapping[str, str]
    checklists: Sequence[int]
    rows: int
    people: int
    objected: int
    values: Mapping[str, Counter[str]]
    fictional: bool


def told(count: int) -> str:
    """A number of people, as far as it may be told (R15)."""
    tens = in_tens(count)
    return str(tens) + "+" if tens else (_("fewer than 10") if count else "0")


def upload_toml(about: About) -> str:
    """The ten lines that `python -m research link` asks for."""
    own = sorted(set(about.values.get("traject", ())) - {*rules.NOT_ONE, rules.REGULAR})
    services = {key: key for key in (rules.REGULAR, *own)} | dict.fromkeys(rules.NOT_ONE, "leave out")
    lines = [
        "# After the statistics office has put its own numbers in the place of the pseudonyms, take out the lines",
        "# sort and number. Under [services] stand our keys: write the words of your plan where it has others.",
        "[upload]",
        f"file = {_quoted(about.name)}",
        'caseworker = "consulent"',
        'office = "locatie"',
        'date = "intake_maand"',
        'date_form = "yyyy-mm"',
        'service = "traject"',
        'sort = "soort"',
        'number = "pseudoniem"',
        'twice = "leave out"',
        "[services]",
        *(f"{_quoted(key)} = {_quoted(track)}" for key, track in services.items()),
    ]
    return "\n".join(lines) + "\n"


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def codebook(about: About) -> str:
    """In Dutch: who reads it works with files in Dutch."""
    with translation.override("nl"):
        lines = [*_head(about), "", *_fixed(about), *_answers(about), "", *_small(about)]
    return "\n".join(lines) + "\n"


def _head(about: About) -> list[str]:
    wanted = about.wanted
    return [
        "# " + ("FICTIEF: " if about.fictional else "") + _("Registration for research"),
        "",
        "| | |",
        "| --- | --- |",
        _row(_("Made on"), f"{timezone.localdate():%d-%m-%Y}, Tweespraak {__version__}"),
        _row(_("Purpose"), about.purpose),
        _row(_("For whom"), wanted.receiver),
        _row(_("Months of the intakes"), f"{wanted.first} – {wanted.last}"),
        _row(_("Rows"), str(about.rows)),
        _row(_("People"), str(about.people)),
        _row(_("Left out because they objected"), told(about.objected)),
        _row(_("Versions of the checklist"), ", ".join(map(str, about.checklists))),
        _row(_("Health and money"), wanted.health_ground or _("not in this file")),
        "",
        _(
            "One row is one intake in which client and caseworker both chose. Not in this file: names, numbers, own "
            "words, practical answers, and everything that the client refused, called wrong or had taken away. All of "
            "those are an empty cell, and nobody can see which of them it is."
        ),
    ]


def _row(*cells: str) -> str:
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "/") for cell in cells) + " |"


def _fixed(about: About) -> list[str]:
    said = {
        "soort": _("always R; the statistics office puts its own kind of number here"),
        "pseudoniem": _("nine digits for a client, the same in every file under one key; no BSN"),
        "consulent": _("a word for the caseworker of the conversation"),
        "locatie": _("a word for the team in which the conversation was opened"),
        "intake_maand": _("month in which the conversation was opened"),
        "traject": _("the one service that both chose; see below"),
        "gestart": _("did the service start; empty: not registered yet"),
    }
    chosen = {
        rules.REGULAR: _("both chose only the regular guidance"),
        rules.SEVERAL: _("both chose the same services, more than one"),
        rules.DIFFERENT: _("the two chose differently"),
        rules.UNDECIDED: _("one of the two had not decided"),
        rules.NO_CHOICE: _("the client made no choice"),
    }
    here = about.values.get("traject", Counter())
    chosen |= {key: name for key, name in about.services.items() if key in here}
    return [
        *_table((_("column"), _("what it is")), said.items()),
        "",
        *_table(("traject", _("what it is")), chosen.items()),
    ]


def _table(heads: Sequence[str], rows: Any) -> list[str]:
    return [
        _row(*heads),
        _row(*("---" for _head in heads)),
        *(_row(f"`{key}`", words) for key, words in rows),
    ]


def _answers(about: About) -> list[str]:
    lines: list[str] = []
    for name, questions in about.columns.items():
        newest = questions[0]
        lines += ["", f"## `antwoord_{name}`", "", newest.text_nl, ""]
        lines += [_("How research measured it:") + f" {newest.measured_nl or '–'}", ""]
        groups: dict[str, list[str]] = {}
        for question in questions:
            for option in question.options:
                words = groups.setdefault(option.get("group", ""), [])
                if option.get("group") and option["nl"] not in words:
                    words.append(option["nl"])
        groups.pop("", None)
        rows = [(group, " · ".join(words)) for group, words in groups.items()]
        lines += _table((_("value"), _("answers in the talk")), rows)
    return lines


def _small(about: About) -> list[str]:
    few = [name for name, found in about.values.items() if any(n < FEWEST for n in found.values())]
    if not few:
        return [_("In no column does a value stand at fewer than 10 rows.")]
    return [
        _("Small numbers: in these columns some value stands at fewer than 10 rows: %(columns)s.")
        % {"columns": ", ".join(f"`{name}`" for name in few)}
        + " "
        + _(
            "What leaves the place where this file is studied shows no count below 10 and no difference that gives one."
        )
    ]
