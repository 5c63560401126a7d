# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""First ideas: the newest of each voice, and the words with it."""

from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from checklist.advice.models import FirstIdea, Whose
from checklist.base.keys import Sealer
from checklist.base.prepared import Prepared
from checklist.intake.models import Case
from checklist.intake.queries import tells_in_head
from checklist.services.queries import names_of_services, regular_guidance


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


@tells_in_head
def told_in_head(case: Case) -> list[tuple[str, str]]:
    """Both first ideas, in the head of the pages after them; nothing of either before both are there (R6)."""
    if case.stage < Case.Stage.EVIDENCE:
        return []
    ideas = {whose: (kind, services) for whose, kind, services in _IN_HEAD.rows(case=case.pk)}
    if set(ideas) != set(Whose.values):
        return []
    labels = {
        Whose.CLIENT: _("First idea of the client"),
        Whose.CASEWORKER: _("Of the caseworker"),
    }
    language = "en" if (get_language() or "nl").startswith("en") else "nl"
    names = names_of_services(language) if any(services for _kind, services in ideas.values()) else {}
    return [(label, _in_words(*ideas[whose], language, names)) for whose, label in labels.items()]


_IN_HEAD = Prepared(
    lambda case: (
        FirstIdea.objects.filter(case_id=case).order_by("seq").values_list("whose", "kind", "services")
    ),
    case=int,
)


def _in_words(kind: str, services: list[str], language: str, names: dict[str, str]) -> str:
    if services:
        return ", ".join(names.get(key, key) for key in services)
    if kind == FirstIdea.Kind.ONLY_REGULAR:
        return str(getattr(regular_guidance(), f"name_{language}"))
    return str(FirstIdea.Kind(kind).label)
