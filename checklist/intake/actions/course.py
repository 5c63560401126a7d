# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every writer of a talk holds to: it is open, it only goes forward, and a page that is stale saves nothing."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from checklist.intake.models import Case
from checklist.people.models import Account
from checklist.people.permissions import Refused

TOLD_FIRST = _(
    "First tell the client about reuse for research, and write down the goal. Then come the questions."
)


class Stale(Exception):
    """Somebody else saved this in the meantime. `keys`: the questions it is about ('goal' for the goal)."""

    def __init__(self, keys: Iterable[str]) -> None:
        super().__init__("saved by somebody else in the meantime")
        self.keys = list(keys)


@transaction.atomic
def advance(*, case: Case, stage: int, by: Account) -> Case:
    """The talk has come as far as `stage`; it never goes back. Beyond the questions only after reading back."""
    if stage >= Case.Stage.QUESTIONS and case.research_told_at is None:
        raise Refused(TOLD_FIRST)
    if stage >= Case.Stage.FIRST_IDEA and case.stage < Case.Stage.FIRST_IDEA and case.read_back_at is None:
        raise Refused(_("First read back what was written down."))
    if Case.objects.filter(pk=case.pk, stage__lt=stage).update(stage=stage):
        case.stage = stage
    return case


def check_present(case: Case) -> None:
    """Nobody answers, agrees or chooses for somebody who is not there (S37)."""
    if case.held == Case.Held.NO_SHOW:
        raise Refused(_("The client is not there. Say first that you talk together, or by telephone."))


def check_open(case: Case) -> None:
    """Nothing is written in a conversation that is closed, whoever wants to."""
    if not case.is_open:
        raise Refused(_("This conversation is closed. Nothing is written in it any more."))
