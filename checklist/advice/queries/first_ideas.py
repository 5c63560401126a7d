# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""First ideas: the newest of each voice, and the words with it."""

from uuid import UUID

from checklist.advice.models import FirstIdea, Whose
from checklist.base.keys import Sealer
from checklist.intake.models import Case


def first_ideas(case: Case) -> dict[str, FirstIdea]:
    """The newest first idea of each voice; nobody sees either before both are there (R6)."""
    rows = FirstIdea.objects.filter(case=case).select_related("recorded_by").order_by("seq")
    return {row.whose: row for row in rows}


def first_ideas_complete(ideas: dict[str, FirstIdea]) -> bool:
    return set(ideas) == set(Whose.values)


def words_of(idea: FirstIdea, sealer: Sealer | None = None) -> str:
    """The own words with a first idea; '' when there were none or they were destroyed."""
    return (sealer or Sealer(idea.client_key)).read(idea.words, idea_place(idea.uuid)) or ""


def idea_place(uuid: UUID) -> str:
    """What the sealed words of a first idea are bound to."""
    return f"first_idea:{uuid.hex}:words"
