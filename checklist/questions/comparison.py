# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two versions of a checklist side by side, and which answers still say the same. Plain values in, plain values out."""

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checklist.questions.rules import Answer, AnswerError, check_answer, chosen_values

ADDED, REMOVED, KEPT = "added", "removed", "kept"
ROWS = ("options", "lines")  # what is a list of choices
COMPARED = (
    *("topic_nl", "topic_en", "text_nl", "text_en", "help_nl", "help_en", "prompt_nl", "prompt_en"),
    *("kind", "options", "lines", "fixed"),
    *("own_words", "sensitive", "ground", "characteristic", "use_nl", "use_en", "measured_nl", "measured_en"),
    *("depends_on", "depends_values"),
)


@dataclass(frozen=True)
class Change:
    """One field of a question that says something else now. Each side is a list of texts, empty when there was none."""

    field: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """What happened to one question between two versions. `places`: where it stood and stands, None: not there."""

    what: str
    question: Any
    places: tuple[int | None, int | None]
    moved: bool = False
    changes: tuple[Change, ...] = ()


def differences(old: Sequence[Any], new: Sequence[Any]) -> list[Difference]:
    """Every question that differs, in the order of the new version; what was taken away comes last.

    A question has moved when it passed others that stand in both; one that only shifts because another came or went
    has not.
    """
    before = {question.key: place for place, question in enumerate(old, 1)}
    shared = [question.key for question in new if question.key in before]
    stayed = _in_order([before[key] for key in shared])
    found = []
    for place, question in enumerate(new, 1):
        was = before.get(question.key)
        if was is None:
            found.append(Difference(ADDED, question, (None, place)))
            continue
        moved, changes = was not in stayed, changes_of(old[was - 1], question)
        if moved or changes:
            found.append(Difference(KEPT, question, (was, place), moved, changes))
    gone = {question.key for question in old} - set(shared)
    return found + [Difference(REMOVED, q, (before[q.key], None)) for q in old if q.key in gone]


def _in_order(places: Sequence[int]) -> set[int]:
    """The most places that already stand in rising order: the questions that did not move."""
    ends: list[int] = []  # ends[n]: the lowest last place of a rising row of n + 1
    rows: list[tuple[int, ...]] = []
    for place in places:
        at = bisect_left(ends, place)
        row = (*(rows[at - 1] if at else ()), place)
        ends[at : at + 1], rows[at : at + 1] = [place], [row]
    return set(rows[-1]) if rows else set()


def changes_of(old: Any, new: Any) -> tuple[Change, ...]:
    sides = ((name, _texts(name, old), _texts(name, new)) for name in COMPARED)
    return tuple(Change(name, before, after) for name, before, after in sides if before != after)


def _texts(name: str, question: Any) -> tuple[str, ...]:
    value = getattr(question, name)
    if name in ROWS:
        return tuple(_row(row) for row in value)
    if isinstance(value, list):
        return tuple(str(part) for part in value)
    return (str(value),) if value not in {"", False} else ()


def _row(row: Mapping[str, str]) -> str:
    """One choice as the form writes it: short word | Dutch | English | group."""
    return " | ".join(row.get(column, "") for column in ("value", "nl", "en", "group")).rstrip(" |")


# ---- what needs a reason before it is published ----------------------------------------------------------------------

NO_RESEARCH, LOSES_RESEARCH, ALMOST_EMPTY = "no_research", "loses_research", "almost_empty"
CROSSWISE, UNKNOWN_GROUP = "crosswise", "unknown_group"
FEWEST = 5  # questions; with fewer a talk about services has nothing to go on


@dataclass(frozen=True)
class Alarm:
    """Something that is seldom meant: published only with a reason and a second yes (S36). `about`: the question."""

    code: str
    about: Any = None
    answers: tuple[str, ...] = ()


def alarms(
    old: Sequence[Any], new: Sequence[Any], *, needed: Collection[str], groups: Mapping[str, Collection[str]]
) -> list[Alarm]:
    """What is empty or crosswise in `new`. `needed`: the characteristics that research can speak about now;
    `groups`: the groups of each that research knows."""
    asked = {question.characteristic for question in new}
    found = [] if asked & set(needed) else [Alarm(NO_RESEARCH)]
    if len(new) < FEWEST:
        found.append(Alarm(ALMOST_EMPTY))
    lost = [q for q in old if q.characteristic in needed and q.characteristic not in asked]
    found += [Alarm(LOSES_RESEARCH, question) for question in lost]
    before = {question.key: question for question in old}
    for question in new:
        turned = _turned(before.get(question.key), question)
        strange = _strange(question, groups.get(question.characteristic))
        found += [Alarm(CROSSWISE, question, turned)] if turned else []
        found += [Alarm(UNKNOWN_GROUP, question, strange)] if strange else []
    return found


def _turned(old: Any, new: Any) -> tuple[str, ...]:
    """Answers that read the same and mean another group of the research than before."""
    if old is None or old.characteristic != new.characteristic:
        return ()
    meant = {(row["value"], row["nl"]): row.get("group", "") for row in old.options}
    rows = [row for row in new.options if (row["value"], row["nl"]) in meant]
    return tuple(row["nl"] for row in rows if meant[row["value"], row["nl"]] != row.get("group", ""))


def _strange(question: Any, known: Collection[str] | None) -> tuple[str, ...]:
    """Answers that name a group which no result knows: they would never be looked at beside research."""
    if known is None:
        return ()
    return tuple(row["nl"] for row in question.options if row.get("group") and row["group"] not in known)


# ---- an answer from an earlier talk ----------------------------------------------------------------------------------

_ASKED = ("kind", "text_nl", "text_en", "own_words")


def still_says_the_same(old: Any, new: Any, answer: Answer) -> bool:
    """May an answer to `old` stand as an answer to `new`? Only when question and chosen words read the same now."""
    if any(getattr(old, name) != getattr(new, name) for name in _ASKED):
        return False
    try:
        check_answer(new, answer)
    except AnswerError:
        return False
    chosen = {*chosen_values(answer), *answer.get("lines", {})}
    return _words(old, chosen) == _words(new, chosen)


def _words(question: Any, chosen: set[str]) -> dict[str, tuple[str, str]]:
    rows = [*question.options, *question.lines]
    return {row["value"]: (row["nl"], row["en"]) for row in rows if row["value"] in chosen}
