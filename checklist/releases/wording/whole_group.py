# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is said of the whole group: clients beside other inhabitants. Always what goes together, never a cause."""

from collections.abc import Sequence
from dataclasses import dataclass

from checklist.releases.wording.facts import Phrase, number
from checklist.releases.wording.texts import Lang, say, series
from research.release.schema import ABOUT_AGE, TOO_CLOSE


@dataclass(frozen=True, slots=True)
class Level:
    """So many of 100 people, and between what it can lie."""

    value: int
    lower: int
    upper: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFacts:
    """All that a sentence may know about one part of a topic in one year. Without numbers a reason says why."""

    part: Phrase
    year: int
    here: Level | None
    there: Level | None
    standard: Level | None
    difference: Level | None
    standard_difference: Level | None
    people: tuple[int | None, int | None]
    unknown: tuple[int | None, int | None]
    reason: str
    reason_standard: str


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def part_words(facts: GroupFacts, lang: Lang) -> str:
    return capital(facts.part.in_(lang))


def shares_words(facts: GroupFacts, lang: Lang) -> str:
    """The two shares, or why there are none."""
    if facts.here is None or facts.there is None:
        return say("group_too_close" if facts.reason == TOO_CLOSE else "group_not_shown", lang)
    return say("group_shares", lang, a=str(facts.here.value), b=str(facts.there.value))


def standard_words(facts: GroupFacts, lang: Lang) -> str:
    """The share as if clients were as old; nothing where there is none."""
    return say("group_standard", lang, a=str(facts.standard.value)) if facts.standard else ""


def no_standard_words(facts: GroupFacts, lang: Lang) -> str:
    """Why there is no such share, in a table."""
    return say("group_about_age" if facts.reason_standard == ABOUT_AGE else "group_too_few_per_age", lang)


def level_words(level: Level | None, lang: Lang) -> str:
    """A number with its range, in a cell of a table; a difference may be below zero."""
    if level is None:
        return "–"
    ends = say("group_between", lang, a=signed(level.lower), b=signed(level.upper))
    return f"{signed(level.value)} ({ends})"


def signed(value: int) -> str:
    """A whole number with the sign of mathematics."""
    return f"−{-value}" if value < 0 else str(value)


def people_words(people: tuple[int | None, int | None], lang: Lang) -> str:
    """How many clients and how many others."""
    called = (say("group_here", lang), say("group_there", lang))
    told = [
        f"{number(count, lang)} {who}" for count, who in zip(people, called, strict=True) if count is not None
    ]
    return ", ".join(told) or "–"


def who_words(rows: Sequence[GroupFacts], ages: tuple[str, str] | None, lang: Lang) -> str:
    """Of how many people, and of which ages, the numbers of a year are; nothing where there is no number."""
    shown = [row.people for row in rows if row.here]
    if not shown:
        return ""
    told = {}
    for name, side in (("a", 0), ("b", 1)):
        counts = [people[side] or 0 for people in shown]
        low, high = number(min(counts), lang), number(max(counts), lang)
        told[name] = low if low == high else say("group_from_to", lang, a=low, b=high)
    aged = [say("group_ages", lang, low=ages[0], high=ages[1])] if ages else []
    return " ".join([say("group_who", lang, **told), *aged])


def explained(lang: Lang) -> tuple[str, ...]:
    return series("group_explained", lang)


def years_words(lang: Lang) -> str:
    """Who the points of the years are."""
    return say("group_years", lang)


def made_equal(lang: Lang) -> tuple[str, ...]:
    return series("group_equal", lang)
