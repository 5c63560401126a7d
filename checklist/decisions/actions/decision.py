# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one writer of decisions. Only decisions/views.py may import this module: a person decides, on the page (R10)."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from checklist.advice.models import EvidenceSnapshot, Whose
from checklist.base.keys import Sealer
from checklist.decisions.models import Decision, Override, Voice
from checklist.decisions.queries import current_decision, fingerprints, given_voice, ideas_by_case, place
from checklist.decisions.rules import (
    Choice,
    Pointing,
    Together,
    VoicedChoice,
    after_evidence,
    departures,
    whose_departure,
)
from checklist.followup.actions import follow_up
from checklist.followup.models import FollowUp
from checklist.followup.rules import Agreed
from checklist.intake.actions import advance, check_open, check_present
from checklist.intake.models import Case
from checklist.people.models import Account


class Outdated(Exception):
    """Somebody else changed this case since the page was opened."""


@transaction.atomic
def record_decision(
    *,
    case: Case,
    snapshot: EvidenceSnapshot,
    statements: Sequence[Pointing],
    client: VoicedChoice,
    caseworker: VoicedChoice,
    together: Together,
    once_key: UUID,
    version: int,
    by: Account,
    given: UUID | None = None,
) -> Decision:
    """Record both voices, the override if either departs, and the stage of the case: all of it, or nothing.

    The same `once_key` again gives the row that is there. Raises Outdated when `version` of the case is not current, or
    when the client gave something on the own device that `given` does not name.
    """
    check_open(case)
    check_present(case)
    if not Case.objects.filter(pk=case.pk, version=version).update(version=F("version") + 1):
        known = Decision.objects.filter(case=case, once_key=once_key).first()
        if known is None:
            raise Outdated
        return known
    waiting = given_voice(case, snapshot, current_decision(case))
    if (waiting.uuid if waiting else None) != given:
        raise Outdated
    decision = _decision(case, snapshot, together, once_key, by)
    said = {Whose.CLIENT.value: client, Whose.CASEWORKER.value: caseworker}
    ideas = ideas_by_case([case.pk]).get(case.pk, {})
    for whose, one in said.items():
        _voice(decision, whose, one, ideas.get(whose))
    _override(decision, case, said, statements)  # both voices stand: only now (R4)
    follow_up(
        case=case, agreed_in=decision.uuid, agreed=_agreed(together), by=by, replaces=FollowUp.Kind.values
    )
    advance(case=case, stage=Case.Stage.SUMMARY, by=by)
    return decision


def _agreed(together: Together) -> Agreed:
    return Agreed(timezone.localdate(), together.next_step, together.route, together.revisit_on)


def _decision(
    case: Case, snapshot: EvidenceSnapshot, together: Together, once_key: UUID, by: Account
) -> Decision:
    decision = Decision(
        client_key=case.client_key,
        case=case,
        snapshot=snapshot,
        supersedes=current_decision(case),
        once_key=once_key,
        recorded_by=by,
        client_agrees=together.client_agrees,
        route=together.route,
        revisit_on=together.revisit_on,
        answers=fingerprints(case.pk),
    )
    decision.next_step = _sealed(decision, decision.uuid, "next_step", together.next_step)
    decision.save()
    return decision


def _voice(decision: Decision, whose: str, said: VoicedChoice, idea: Choice | None) -> None:
    voice = Voice(
        client_key=decision.client_key,
        decision=decision,
        whose=whose,
        kind=said.choice.kind,
        services=sorted(said.choice.services),
        family=said.family,
        after_evidence=after_evidence(idea, said.choice),
        how=said.how,
    )
    if said.given is not None:
        voice.uuid = said.given  # what was given on the own device becomes a voice once
    voice.words = _sealed(voice, voice.uuid, "words", said.words)
    voice.how_words = _sealed(voice, voice.uuid, "how_words", said.how_words)
    voice.save()


def _override(
    decision: Decision, case: Case, said: dict[str, VoicedChoice], statements: Sequence[Pointing]
) -> None:
    departs = {whose: sorted(departures(one.choice, statements)) for whose, one in said.items()}
    if not any(departs.values()):
        return
    Override(
        client_key=decision.client_key,
        decision=decision,
        team=case.team,
        caseworker=case.caseworker,
        whose=whose_departure(departs),
        fictional=case.fictional,
        caseworker_family=said[Whose.CASEWORKER].family,
        client_family=said[Whose.CLIENT].family,
        chosen={whose: sorted(one.choice.services) for whose, one in said.items()},
        departs=departs,
    ).save()


def _sealed(row: Decision | Voice, uuid: UUID, field: str, text: str) -> bytes:
    return Sealer(row.client_key).seal_words(text, place(type(row), uuid, field))
