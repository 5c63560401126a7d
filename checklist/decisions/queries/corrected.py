# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was corrected after a report, in words, and which statements of research rested on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from checklist.advice.queries import ShownService
from checklist.intake.models import Case, Correction
from checklist.intake.queries import corrected_since

SAID: dict[str, Promise] = {
    Correction.Kind.NOT_ME: _("You said: this is not me."),
    Correction.Kind.DO_NOT_USE: _("You said: do not use this."),
    Correction.Kind.TAKEN_AWAY: _("The answer was taken away."),
    Correction.Kind.CHANGED: _("The answer was changed or added."),
    Correction.Kind.RIGHT: _("You said: this is right after all."),
}


@dataclass(frozen=True)
class CorrectedLine:
    """One correction. `question` names it on the own page; on paper a sensitive one is not named."""

    at: datetime
    question: str
    sensitive: bool
    said: str
    services: list[str]  # whose statement, as it was frozen, rested on this answer


def corrected_after(
    case: Case, moment: datetime, services: Iterable[ShownService], language: str
) -> tuple[list[CorrectedLine], frozenset[str]]:
    """The corrections since a moment, and the names of the services whose frozen statement rested on one."""
    lines: list[CorrectedLine] = []
    doubted: set[str] = set()
    shown = list(services)
    for one in corrected_since(case, moment):
        rested = [
            service for service in shown if one.characteristic and one.characteristic in service.rests_on
        ]
        question = one.text_en if language == "en" else one.text_nl
        names = [service.name for service in rested]
        doubted |= set(names)
        lines.append(CorrectedLine(one.at, question, one.sensitive, str(SAID[one.kind]), names))
    return lines, frozenset(doubted)
