# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stood when the client opened the page of the choices, and about which evidence one can choose now."""

from dataclasses import dataclass
from uuid import UUID

from checklist.advice.models import EvidenceSnapshot
from checklist.advice.queries import latest_snapshot, state_now
from checklist.advice.queries import open_snapshot as opened
from checklist.decisions.models import Decision
from checklist.decisions.queries.voices import given_voice
from checklist.intake.models import Case


@dataclass(frozen=True)
class Known:
    """What stood when a page was opened: the decision and what was given on the own device, if there were any."""

    decision: UUID | None = None
    given: UUID | None = None


def known_now(case: Case, snapshot: EvidenceSnapshot, standing: Decision | None) -> Known:
    given = given_voice(case, snapshot, standing)
    return Known(standing.uuid if standing else None, given.uuid if given else None)


def snapshot_to_choose_on(case: Case) -> EvidenceSnapshot | None:
    """The evidence about which the client can choose now; None while there is none, or when it holds no more."""
    snapshot = latest_snapshot(case)
    if snapshot is None or not case.is_open:
        return None
    return snapshot if opened(snapshot).state == state_now(case, language=snapshot.language) else None
