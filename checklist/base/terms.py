# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long what is kept, and on which ground: the setting RETENTION_TERMS, read in one place (S25)."""

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class Term:
    """Words in this table are readable so many months after a conversation is closed."""

    table: str
    months: int
    ground: str


def term_of(table: str) -> Term:
    """The term of one table; outside production a term named 'default' stands in for the others."""
    terms: dict[str, str] = settings.RETENTION_TERMS
    months, _bar, ground = str(terms.get(table) or terms["default"]).partition("|")
    return Term(table, int(months), ground.strip())
