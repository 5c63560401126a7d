# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""When a client did not come, readable."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from checklist.base.keys import Sealer
from checklist.intake.models import Absence, Case
from checklist.intake.rules import absence_place


@dataclass(frozen=True)
class OpenedAbsence:
    """One time that the client did not come. The step is '' when there is none, or its key is gone."""

    uuid: UUID
    at: datetime
    next_step: str
    revisit_on: date | None


def absences_of(case: Case) -> list[OpenedAbsence]:
    """The newest first."""
    box = Sealer(case.client_key)
    return [_opened(row, box) for row in Absence.objects.filter(case=case).order_by("-id")]


def _opened(row: Absence, box: Sealer) -> OpenedAbsence:
    step = box.read(row.next_step, absence_place(row.uuid)) or ""
    return OpenedAbsence(row.uuid, row.at, step, row.revisit_on)


def where_now(case: Case) -> str:
    """Where a conversation stands, in the words of the list."""
    absent = case.held == Case.Held.NO_SHOW
    return str(case.get_held_display() if absent else case.get_stage_display())
