# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A checklist as one JSON file (docs/reference/checklist-file.md): written out, and read back without trusting it."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from checklist.base.text import clean_text, has_unseen
from checklist.questions import rules

SCHEMA = "tweespraak-checklist-1"
MOST_BYTES = 256 * 1024
MOST_QUESTIONS = 60  # a draft may hold too many; publishing refuses more than 15
MOST_ROWS = 60
MOST_OF_A_ROW = 300
SHORT_WORD = re.compile(r"[-a-zA-Z0-9_]{1,40}")
KINDS = (rules.ONE, rules.SEVERAL, rules.WORDS, rules.LINES)
GROUNDS = (rules.EFFECT, rules.PRACTICAL)
TITLES = {"title_nl": 120, "title_en": 120}
NEEDED = {"topic_nl": 80, "topic_en": 80, "text_nl": 300, "text_en": 300, "use_nl": 300, "use_en": 300}
OPTIONAL = {
    "help_nl": 400,
    "help_en": 400,
    "measured_nl": 300,
    "measured_en": 300,
    "prompt_nl": 300,
    "prompt_en": 300,
}
LATER = {
    "prompt_nl": "",
    "prompt_en": "",
    "fixed": False,
}  # not in files that were written before these existed
ORDER = (
    *("key", "topic_nl", "topic_en", "kind", "text_nl", "text_en", "help_nl", "help_en"),
    *("prompt_nl", "prompt_en", "options", "lines", "own_words", "sensitive", "fixed"),
    *("ground", "characteristic", "use_nl", "use_en", "measured_nl", "measured_en"),
    *("depends_on", "depends_values"),
)


@dataclass(frozen=True)
class ChecklistFile:
    """What a file holds: the titles, whether it is fictional, and the questions as fields, in order."""

    title_nl: str
    title_en: str
    fictional: bool
    questions: list[dict[str, Any]]


class FileFault(Exception):
    """This file cannot be a checklist: where, what was expected, what was found, and what to do."""

    def __init__(
        self, place: str, expected: str | Promise, found: str | Promise, todo: str | Promise | None = None
    ) -> None:
        super().__init__(place)
        self.place, self.expected, self.found = place, expected, found
        self.todo = todo or _("Change it in the file and choose the file again.")

    @property
    def sentence(self) -> str:
        words = {"place": self.place, "expected": self.expected, "found": self.found, "todo": self.todo}
        return gettext("%(place)s: expected %(expected)s, found %(found)s. %(todo)s") % words


# ---- writing ---------------------------------------------------------------------------------------------------------


def as_file(title_nl: str, title_en: str, fictional: bool, questions: Sequence[Any]) -> str:
    """The text of the file. Equal checklists give equal bytes; the number of the version is not in it."""
    content = {
        "schema": SCHEMA,
        "title_nl": title_nl,
        "title_en": title_en,
        "fictional": fictional,
        "questions": [_question_out(question) for question in questions],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _question_out(question: Any) -> dict[str, Any]:
    fields = {name: getattr(question, name) for name in ORDER}
    for name, parts in (("options", ("value", "nl", "en", "group")), ("lines", ("value", "nl", "en"))):
        fields[name] = [{part: row[part] for part in parts if row.get(part)} for row in fields[name]]
    return fields


# ---- reading ---------------------------------------------------------------------------------------------------------


def read_file(data: bytes) -> ChecklistFile:
    """The checklist in these bytes; raises FileFault at the first thing that is not as it should be."""
    content = _object(_parsed(data), gettext("the file"), ("schema", *TITLES, "fictional", "questions"))
    if content["schema"] != SCHEMA:
        todo = _("Export the checklist again from a version of the program that writes this.")
        raise FileFault("schema", f"“{SCHEMA}”", _shown(content["schema"]), todo)
    titles = {name: _text(content[name], name, most) for name, most in TITLES.items()}
    fictional = _yes_or_no(content["fictional"], "fictional")
    rows = _list(content["questions"], "questions", MOST_QUESTIONS)
    questions = [_question(row, f"questions[{number}]") for number, row in enumerate(rows, 1)]
    _unique([question["key"] for question in questions], "questions[%s].key")
    return ChecklistFile(**titles, fictional=fictional, questions=questions)


def _parsed(data: bytes) -> Any:
    place, todo = gettext("the file"), _("Choose a file that was exported from the page of a version.")
    if len(data) > MOST_BYTES:
        raise FileFault(place, _("at most 256 KiB"), f"{len(data) // 1024} KiB", todo)
    try:
        return json.loads(data.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_number)
    except UnicodeDecodeError as fault:
        raise FileFault(
            place, _("text in UTF-8"), _("other bytes at place %s") % fault.start, todo
        ) from fault
    except json.JSONDecodeError as fault:
        where = _("something else at line %(line)s, character %(column)s")
        raise FileFault(place, "JSON", where % {"line": fault.lineno, "column": fault.colno}, todo) from fault
    except (RecursionError, ValueError) as fault:
        raise FileFault(place, "JSON", _("something that cannot be read"), todo) from fault


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    _unique([name for name, _value in pairs], gettext("the file"))
    return dict(pairs)


def _no_number(name: str) -> Any:
    raise ValueError(name)


def _question(row: Any, place: str) -> dict[str, Any]:
    needed = [name for name in ORDER if name not in LATER]
    fields = LATER | _object(row, place, needed, tuple(LATER))
    _match(fields["key"], f"{place}.key", SHORT_WORD, _("a short name of letters, digits, - and _"))
    for name, most in (NEEDED | OPTIONAL).items():
        fields[name] = _text(fields[name], f"{place}.{name}", most, empty=name in OPTIONAL)
    for name, allowed in (("kind", KINDS), ("ground", GROUNDS)):
        if fields[name] not in allowed:
            raise FileFault(f"{place}.{name}", _one_of(allowed), _shown(fields[name]))
    for name in ("own_words", "sensitive", "fixed"):
        _yes_or_no(fields[name], f"{place}.{name}")
    fields["options"] = _rows(fields["options"], f"{place}.options", groups=True)
    fields["lines"] = _rows(fields["lines"], f"{place}.lines", groups=False)
    return _ground(fields, place) | _condition(fields, place)


def _ground(fields: dict[str, Any], place: str) -> dict[str, Any]:
    """A question for research names its group; a practical one never does (R12)."""
    characteristic = _text(fields["characteristic"], f"{place}.characteristic", 60, empty=True)
    if bool(characteristic) != (fields["ground"] == rules.EFFECT):
        expected = _(
            "a group of the research when the ground is “effect”, and nothing when it is “practical”"
        )
        raise FileFault(f"{place}.characteristic", expected, _shown(characteristic))
    return fields | {"characteristic": characteristic}


def _condition(fields: dict[str, Any], place: str) -> dict[str, Any]:
    if fields["depends_on"] != "":
        _match(fields["depends_on"], f"{place}.depends_on", SHORT_WORD, _("the short name of a question"))
    values = _list(fields["depends_values"], f"{place}.depends_values", MOST_ROWS)
    here = f"{place}.depends_values"
    return fields | {
        "depends_values": [
            _text(value, f"{here}[{number}]", MOST_OF_A_ROW) for number, value in enumerate(values, 1)
        ]
    }


def _rows(rows: Any, place: str, *, groups: bool) -> list[dict[str, str]]:
    made = []
    for number, row in enumerate(_list(rows, place, MOST_ROWS), 1):
        here = f"{place}[{number}]"
        held = _object(row, here, ("value", "nl", "en"), ("group",) if groups else ())
        for name, text in held.items():
            held[name] = _text(text, f"{here}.{name}", MOST_OF_A_ROW, empty=name == "group")
            if "|" in text:
                raise FileFault(f"{here}.{name}", _("a text without a bar (|)"), _shown(text))
        if held["value"] in (*rules.OPEN_STATES, rules.GIVEN):
            expected = _("a word that is not an answer of every question")
            raise FileFault(f"{here}.value", expected, _shown(held["value"]))
        made.append({name: text for name, text in held.items() if text})
    _unique([row["value"] for row in made], f"{place}[%s].value")
    return made


# ---- one value -------------------------------------------------------------------------------------------------------


def _object(value: Any, place: str, needed: Sequence[str], optional: Sequence[str] = ()) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise FileFault(place, _("an object with names and values"), _shown(value))
    missing = [name for name in needed if name not in value]
    if missing:
        raise FileFault(place, f"“{missing[0]}”", _("nothing with that name"))
    unknown = [name for name in value if name not in {*needed, *optional}]
    if unknown:
        raise FileFault(place, _one_of((*needed, *optional)), _shown(unknown[0]))
    return dict(value)


def _list(value: Any, place: str, most: int) -> list[Any]:
    if not isinstance(value, list):
        raise FileFault(place, _("a list"), _shown(value))
    if len(value) > most:
        raise FileFault(place, _("at most %s") % most, str(len(value)))
    return value


def _text(value: Any, place: str, most: int, *, empty: bool = False) -> str:
    if not isinstance(value, str):
        raise FileFault(place, _("a text"), _shown(value))
    text = clean_text(value)
    if max(len(text), len(value)) > most:
        raise FileFault(place, _("at most %s characters") % most, str(max(len(text), len(value))))
    if not empty and not text:
        raise FileFault(place, _("a text"), _("nothing"))
    if value != value.strip() or has_unseen(value):
        raise FileFault(
            place, _("a text without spaces around it and without signs that cannot be read"), _shown(value)
        )
    return text


def _yes_or_no(value: Any, place: str) -> bool:
    if not isinstance(value, bool):
        raise FileFault(place, "true / false", _shown(value))
    return value


def _match(value: Any, place: str, pattern: re.Pattern[str], expected: str | Promise) -> None:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise FileFault(place, expected, _shown(value))


def _unique(values: Sequence[str], place: str) -> None:
    for number, value in enumerate(values, 1):
        if value in values[: number - 1]:
            here = place % number if "%s" in place else place
            raise FileFault(here, _("each name once"), gettext("%s twice") % _shown(value))


def _one_of(names: Sequence[str]) -> str:
    return " / ".join(names)


def _shown(value: Any) -> str:
    """What was found, short and printable."""
    text = json.dumps(value, ensure_ascii=True) if not isinstance(value, str) else value
    text = "".join(sign if sign.isprintable() else "·" for sign in text)
    return f"“{text[:60]}{'…' if len(text) > 60 else ''}”" if text else gettext("nothing")
