# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The cells `key` and `statistic` of checks.csv: spelled here and read back here, nowhere else.

A run knows what its checks are about by their fields. A release has five plain columns, so what a reader needs of an
earlier release (rule X8) or for a picture stands in these two cells, in a notation that belongs to the format.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Subject(NamedTuple):
    """What a line of checks.csv is about: its kind, what was looked at, and whom or which service it is about."""

    kind: str
    what: str = ""
    characteristic: str = ""
    group: str = ""
    service: str = ""

    @property
    def key(self) -> str:
        """The cell `key`; how often something occurs among everyone is said with a word of its own."""
        everyone = EVERYONE if self.kind == "prevalence" and not self.characteristic else ""
        return ".".join(word for word in (*self, everyone) if word)


EVERYONE = "all"
#: The parts of a key after its kind, in order; any other kind is followed by what was looked at alone.
KEY_PARTS: dict[str, tuple[str, ...]] = {
    "balance": ("characteristic", "service"),
    "relevance": ("service",),
    "monotonicity": ("what", "service"),
    "exclusion": ("what", "service"),
    "attrition": ("what", "characteristic"),
    "compliers": ("characteristic", "group", "service"),
    "robustness": ("what", "service"),
    "robustness.by_group": ("what", "characteristic", "service"),
    "prevalence": ("what", "characteristic", "group"),
}
#: First parts that are no key of the manifest: all services at once, the offer, the predicted outcome.
FIXED = {"relevance": ("joint", "offer"), "balance": ("predicted",)}
#: What stands in a key where a key of the manifest could: a plan gives no service, characteristic or group such a name.
RESERVED: dict[str, tuple[str, ...]] = {
    "service": FIXED["relevance"],
    "characteristic": FIXED["balance"],
    "group": (EVERYONE,),
}
#: The two statistics that hold numbers of which a column is lacking.
PREVALENCE = "of 100 people; about {people} people"
BALANCE = "difference (points), error {error}, Holm p = {p}"


def subject_of(key: str) -> Subject:
    """What the key of a line says; keys of the manifest hold no point, so the parts are the words between points."""
    kind, *words = key.split(".")
    parts = KEY_PARTS.get(".".join([kind, *words[:1]])) or KEY_PARTS.get(kind)
    if parts is None:
        return Subject(kind, ".".join(words))
    if words[:1] and words[0] in FIXED.get(kind, ()):
        parts = ("what", *parts[1:])
    if kind == "prevalence" and words[-1:] == [EVERYONE]:
        words = words[:-1]
    return Subject(kind, **dict(zip(parts, words, strict=False)))


def of_outcome(subject: Subject) -> bool:
    """Are the numbers of a line in the unit of the primary outcome?"""
    return subject.kind in ("robustness", "power") or subject[:2] == ("exclusion", "break_even")


def prevalence_statistic(people: int) -> str:
    """The statistic of how often something occurs among so many (rounded) people."""
    return PREVALENCE.format(people=people)


def balance_statistic(error: float, p: float) -> str:
    """The statistic of a difference in balance: its error in points, and its p-value corrected by Holm."""
    return BALANCE.format(error=f"{error:.2f}", p=f"{p:.4f}")


def people_in(statistic: str) -> int | None:
    """How many people the statistic of a line of prevalence names; `None` when it is spelled otherwise."""
    number = named_number(PREVALENCE, "people", statistic)
    return int(number) if number.isdecimal() else None


def error_in(statistic: str) -> float | None:
    """The error that the statistic of a line of balance names; `None` when it is spelled otherwise."""
    number = named_number(BALANCE, "error", statistic)
    return float(number) if number else None


def named_number(notation: str, name: str, statistic: str) -> str:
    """The digits that stand in a statistic where its notation has a name; empty when it is spelled otherwise."""
    pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[0-9]+(?:\\.[0-9]+)?)", re.escape(notation))
    whole = re.fullmatch(pattern, statistic)
    return whole[name] if whole else ""
