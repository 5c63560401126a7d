# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Is a label the name of a person? Names of places and teams are not.

Told by shape (initials before or behind a surname) and by words in names.toml: common first names and surnames in the
Netherlands on one side, what places, teams and offices are called on the other. A name in none of the lists passes; the
lists catch a column of names, because the most common ones are nearly always among them.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

LISTS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
FIRST, LAST, ALSO_WORDS, PLACES, SURNAMES_TOO, BEFORE_WORDS = (
    frozenset(LISTS[name].split())
    for name in ("first", "last", "also_words", "places", "surnames_too", "before")
)
VILLAGES = frozenset(LISTS["villages"].split(", "))
BEFORE = f"(?:{'|'.join(sorted(BEFORE_WORDS))})"
CAPITAL = "[A-ZÀ-Þ]"
SURNAME = (
    rf"(?:(?:{BEFORE}|Van|De|Der|Den|Ter|Ten|El|Al)[ ]+)*{CAPITAL}[\w’'-]*\w"
    rf"(?:[ ]?-[ ]?(?:{BEFORE}[ ]+)*{CAPITAL}[\w’'-]+)?"
)
INITIALS = rf"(?:(?!St\.){CAPITAL}(?:h|hr|[a-z])?\.[ ]?){{1,5}}"
#: J. de Vries; Vries, J. de; Jansen P.H.; de Vries, Jan
SHAPES = tuple(
    re.compile(f"^{shape}$")
    for shape in (
        rf"{INITIALS}{SURNAME}",
        rf"{SURNAME}, ?{INITIALS}(?: ?{BEFORE})*",
        rf"{SURNAME} {INITIALS}",
        rf"{SURNAME}, {CAPITAL}\w+(?: {BEFORE})*",
    )
)
#: J de Vries, JH Jansen: initials without points.
BARE_INITIALS = re.compile(rf"^{CAPITAL}{{1,4}} (?P<before>(?:{BEFORE} )*){CAPITAL}[\w’'-]+$")
TITLED = re.compile(r"^(?:dhr|mevr|mw|mevrouw|meneer|de heer)\.? [A-ZÀ-Þ]", re.IGNORECASE)
STREETS = re.compile(
    r"\w\w(straat|laan|weg|plein|kade|singel|dijk|hof|gracht|park|school|kerk|huis|steen)\b", re.IGNORECASE
)
TWO_WORDS = re.compile(rf"^{CAPITAL}[\w’'-]+ (?:{BEFORE} )*{CAPITAL}[\w’'-]+$")
WORD_ENDS = re.compile(r"[\s.,/_-]+")


def words_of(label: str) -> list[str]:
    """The words of a label in lower case."""
    return [word for word in WORD_ENDS.split(label.casefold()) if word]


def is_surely_a_person(label: str) -> bool:
    """Initials and a surname, a title, or a common first name before a surname."""
    words = words_of(label)
    if len(words) < 2 or label.casefold() in VILLAGES or STREETS.search(label) or re.search(r"\d", label):
        return False
    if TITLED.match(label):
        return True
    called = set(words) & PLACES - SURNAMES_TOO
    if any(shape.match(label) for shape in SHAPES):
        return not called
    bare = BARE_INITIALS.match(label)
    if bare and not called and (bare["before"] or words[-1] in LAST):
        return True
    behind = [word for word in words[1:] if word not in BEFORE_WORDS]
    if words[0] not in FIRST or not behind or called:
        return False
    return (" " in label and label[:1].isupper()) or behind[-1] in LAST


def may_be_a_person(label: str) -> bool:
    """Two words with capitals that no place or team is called by; or a first name or surname alone."""
    words = words_of(label)
    if label.casefold() in VILLAGES or re.search(r"\d", label) or STREETS.search(label):
        return False
    if len([word for word in words if word not in BEFORE_WORDS]) == 1:
        return words[-1] in FIRST | (LAST - ALSO_WORDS) or (len(words) > 1 and words[-1] in LAST)
    return bool(TWO_WORDS.match(label)) and not set(words) & PLACES


def persons_among(labels: list[str], *, of_place: bool = False) -> str | None:
    """The first label that is the name of a person; `None` when these are codes, or names of places or teams.

    One sure name is enough. Of what only may be one, half of the labels must look like it and three at least; never
    where the labels are those of places (`of_place`), because a village may be called as people are.
    """
    for label in labels:
        if is_surely_a_person(label):
            return label
    if of_place:
        return None
    looking = [label for label in labels if may_be_a_person(label)]
    return looking[0] if len(looking) >= max(3, 0.5 * len(labels)) else None
