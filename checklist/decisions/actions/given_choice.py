# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The client gives a choice on the own device. It is kept; a decision is written on the decision page only (R10)."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from checklist.advice.models import EvidenceSnapshot, Whose
from checklist.base.keys import Sealer
from checklist.decisions.models import GivenVoice
from checklist.decisions.queries import (
    Known,
    current_decision,
    given_with_key,
    ideas_by_case,
    known_now,
    place,
)
from checklist.decisions.rules import VoicedChoice, after_evidence
from checklist.intake.actions import check_open
from checklist.intake.models import Case
from checklist.people.permissions import Actor, Refused


class Overtaken(Exception):
    """The choices were saved, or given on another device, after this page was opened."""


@transaction.atomic
def give_voice(
    *,
    case: Case,
    snapshot: EvidenceSnapshot,
    said: VoicedChoice,
    agrees: bool,
    once_key: UUID,
    known: Known,
    by: Actor,
) -> GivenVoice:
    """Keep what the client chose on the own device. The same `once_key` again gives the row that is there.

    Raises Overtaken when `known` is not what stands now.
    """
    locked = Case.objects.select_for_update().get(pk=case.pk)
    if by.client_key != case.client_key:
        raise Refused(_("Only the client gives a choice here."))
    check_open(locked)
    before = given_with_key(once_key)
    if before is not None:
        return before
    if known_now(case, snapshot, current_decision(case)) != known:
        raise Overtaken
    idea = ideas_by_case([case.pk]).get(case.pk, {}).get(Whose.CLIENT)
    row = GivenVoice(
        client_key=case.client_key,
        case=case,
        snapshot=snapshot,
        once_key=once_key,
        kind=said.choice.kind,
        services=sorted(said.choice.services),
        family=said.family,
        after_evidence=after_evidence(idea, said.choice),
        agrees=agrees,
    )
    row.words = Sealer(case.client_key).seal_words(said.words, place(GivenVoice, row.uuid, "words"))
    row.save()
    return row
