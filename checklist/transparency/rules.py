# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The date by which a client gets an answer, and looks at a file put together by whose they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from checklist.access.rules import WITH_OWN_SENTENCE, Look

# Days until the answer. The law gives a month for correction and objection; a question should not take that long.
DAYS_TO_ANSWER = {
    "about_look": 14,
    "other": 14,
    "reopen": 7,
    "correction": 28,
    "objection": 28,
    "research": 28,
}


def answer_by(kind: str, asked_on: date) -> date:
    """The day on which the client has an answer; never in a weekend."""
    due = asked_on + timedelta(days=DAYS_TO_ANSWER[kind])
    return due - timedelta(days=max(0, due.weekday() - 4))


# ---- who looked ------------------------------------------------------------------------------------------------------

USUAL, UNUSUAL = "", "unusual"  # beside these two ways: refused · compelled


@dataclass(frozen=True)
class Face:
    """Every look by one person for one reason in one way, newest first; there is at least one."""

    looks: tuple[Look, ...]

    @property
    def one(self) -> Look:
        """The newest."""
        return self.looks[0]

    @property
    def way(self) -> str:
        return way_of(self.one)

    @property
    def days(self) -> tuple[date, ...]:
        """On which there was a look, newest first."""
        return tuple(dict.fromkeys(look.at.date() for look in self.looks))

    @property
    def sentences(self) -> tuple[str, ...]:
        """What was written with these looks, each once."""
        return tuple(dict.fromkeys(look.words for look in self.looks if look.words))


def way_of(look: Look) -> str:
    """How somebody came to look: as usual, without being the caseworker or long after closing, in vain, or by law."""
    if look.outcome in {"refused", "compelled"}:
        return look.outcome
    return UNUSUAL if look.part in WITH_OWN_SENTENCE else USUAL


def faces_in(looks: Iterable[Look]) -> list[Face]:
    """Looks, newest first, by person, reason and way. Who looked last stands first; no look is left out."""
    groups: dict[tuple[object, ...], list[Look]] = {}
    for look in looks:
        alike = (look.actor, look.who, look.role, look.purpose, way_of(look))
        groups.setdefault(alike, []).append(look)
    return [Face(tuple(group)) for group in groups.values()]


def people_in(looks: Iterable[Look]) -> int:
    """How many people saw something of this file. A try that was refused showed nothing."""
    return len({look.person for look in looks if look.actor == "staff" and look.outcome != "refused"})
