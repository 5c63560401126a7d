# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rows of the tables that only some releases have: of the whole group, and of municipalities together."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class InsightRow:
    """One line of insight.csv: how many of 100 clients, and of the rest of the municipality, are in a part of a topic.

    Shares and differences are in whole people out of 100, of those of whom it is known; ranges hold the truth in 95 of
    100. `standard` is the share of the clients as if they were as old, and as often men or women, as the rest; its
    difference is with `there`, which is the standard itself. It is association, and says nothing about a cause.
    """

    topic: str
    part: str
    year: int
    n_here: int | None
    n_there: int | None
    here: Decimal | None
    here_lower: Decimal | None
    here_upper: Decimal | None
    there: Decimal | None
    there_lower: Decimal | None
    there_upper: Decimal | None
    difference: Decimal | None
    difference_lower: Decimal | None
    difference_upper: Decimal | None
    standard: Decimal | None
    standard_lower: Decimal | None
    standard_upper: Decimal | None
    standard_difference: Decimal | None
    standard_difference_lower: Decimal | None
    standard_difference_upper: Decimal | None
    unknown_here: int | None
    unknown_there: int | None
    reason_empty: str
    reason_standard: str

    @property
    def identity(self) -> tuple[str, str, int]:
        """The columns that together name a row; no two rows of a release share them."""
        return self.topic, self.part, self.year


@dataclass(frozen=True, slots=True)
class CombinedRow:
    """One line of combined.csv: what one municipality brings to a combined result, or how they hang together.

    A line with a `member` holds its own printed estimate, error, levels and number of people, what it counts (`weight`,
    out of 100), and the answer of the others without it with its range of 95%. The line without one, for everybody
    only, holds the spread between municipalities (`tau`), Cochran's Q with its p-value, the share of what is seen that
    chance does not explain (`i2`, out of 100), and the range for a next municipality (95%).
    """

    comparison: str
    service: str
    outcome: str
    term_months: int | None
    characteristic: str
    group: str
    member: str
    estimate: Decimal | None
    se: Decimal | None
    level_with: Decimal | None
    level_without: Decimal | None
    n: int | None
    weight: Decimal | None
    without: Decimal | None
    without_lower: Decimal | None
    without_upper: Decimal | None
    tau: Decimal | None
    i2: Decimal | None
    q: Decimal | None
    q_p: Decimal | None
    next_lower: Decimal | None
    next_upper: Decimal | None
    reason_empty: str

    @property
    def about(self) -> tuple[str, ...]:
        """The question that the line is about: that of a row of findings.csv."""
        term = "" if self.term_months is None else str(self.term_months)
        return (self.comparison, self.service, self.outcome, term, self.characteristic, self.group)


@dataclass(frozen=True, slots=True)
class Member:
    """A municipality whose release was combined with those of others, and the fingerprint of that release."""

    key: str
    slug: str
    place: str
    period: str
    made_by: str
    digest: str


def place_key(place: str) -> str:
    """What two spellings of one municipality have in common: small letters and digits, without the mark of fiction."""
    words = place.casefold().replace("(fictief)", "").replace("(fictional)", "")
    return "".join(letter for letter in words if letter.isalnum())
