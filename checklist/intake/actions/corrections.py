# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""An answer that is contradicted, refused, taken away or changed after the report: a row beside it (R16)."""

from django.db import transaction

from checklist.intake.models import Case, Correction
from checklist.people.permissions import Actor
from checklist.questions.models import Question


@transaction.atomic
def note_correction(
    *, case: Case, question: Question, kind: str, by: Actor | None = None
) -> Correction | None:
    """Before there is a report nothing is noted: the report is then made of what holds."""
    if case.stage < Case.Stage.SUMMARY:
        return None
    row = Correction(client_key=case.client_key, case=case, question=question, kind=kind)
    row.on_own_page = by is not None and by.kind == "client"
    row.save()
    return row
