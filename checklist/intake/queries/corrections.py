# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was corrected since a moment, one line a question: what holds now."""

from dataclasses import dataclass
from datetime import datetime

from checklist.intake.models import Case, Correction
from checklist.intake.rules import what_stands


@dataclass(frozen=True)
class Corrected:
    """The last that was said about one question after a report."""

    at: datetime
    kind: str
    text_nl: str
    text_en: str
    characteristic: str
    sensitive: bool


def corrected_since(case: Case, moment: datetime) -> list[Corrected]:
    """The oldest first. One query."""
    rows = Correction.objects.filter(case=case, at__gt=moment).select_related("question").order_by("id")
    by_question: dict[str, list[Correction]] = {}
    for row in rows:
        by_question.setdefault(row.question.key, []).append(row)
    last = [said[-1] for said in by_question.values() if what_stands([row.kind for row in said])]
    return [
        Corrected(
            at=row.at,
            kind=row.kind,
            text_nl=row.question.text_nl,
            text_en=row.question.text_en,
            characteristic=row.question.characteristic,
            sensitive=row.question.sensitive,
        )
        for row in sorted(last, key=lambda row: row.pk)
    ]
