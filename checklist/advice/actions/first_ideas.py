# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing down first ideas: the client first, and never changed (R6)."""

from collections.abc import Iterable
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from checklist.advice.models import FirstIdea, Whose
from checklist.advice.queries import (
    first_ideas,
    first_ideas_complete,
    idea_place,
)
from checklist.base.keys import Sealer
from checklist.intake.actions import check_open, check_present
from checklist.intake.models import Case
from checklist.people.models import Account
from checklist.people.permissions import Refused
from checklist.services.models import Service


@transaction.atomic
def record_first_idea(
    *, case: Case, whose: str, kind: str, by: Account, services: Iterable[str] = (), words: str = ""
) -> FirstIdea:
    """What one voice thinks of before the evidence opens: the client first. It is never changed, only written again,
    and only until both are there (R6)."""
    check_open(case)
    check_present(case)
    Case.objects.select_for_update().get(pk=case.pk)
    ideas = first_ideas(case)
    if first_ideas_complete(ideas):
        raise Refused(_("Both first ideas are written down already. They stay as they are."))
    if whose == Whose.CASEWORKER and Whose.CLIENT not in ideas:
        raise Refused(_("The client notes a first idea first."))
    chosen = _services(kind, services)
    uuid = uuid4()
    sealed = Sealer(case.client_key).seal_words(words, idea_place(uuid))
    idea = FirstIdea(
        uuid=uuid, client_key=case.client_key, case=case, whose=whose, kind=kind, services=chosen
    )
    idea.words, idea.recorded_by = sealed, by
    idea.save()
    return idea


def _services(kind: str, services: Iterable[str]) -> list[str]:
    """Keys of services that are offered, in the order of the catalogue; none unless services were chosen."""
    if kind not in FirstIdea.Kind.values:
        raise Refused(_("Choose one of the first ideas on the page."))
    if kind != FirstIdea.Kind.SERVICES:
        return []
    offered = Service.objects.filter(is_on=True).order_by("position").values_list("key", flat=True)
    wanted = set(services)
    if not wanted or not wanted <= set(offered):
        raise Refused(_("Choose one or more services of the list."))
    return [key for key in offered if key in wanted]
