# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Drawing decisions to look back at, and writing down what was learned."""

from secrets import SystemRandom
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from checklist.base.keys import Sealer
from checklist.decisions.models import Decision
from checklist.people.models import Account
from checklist.people.permissions import Refused, check_has_role
from checklist.reviews.models import Draw, Review
from checklist.reviews.queries import had_direction, learn_place, may_be_drawn
from checklist.reviews.rules import drawn

AT_ONCE = 3
MOST_OPENED = 60
CHANCE = SystemRandom()


@transaction.atomic
def draw_decisions(*, by: Account, number: int = AT_ONCE) -> list[Draw]:
    """Draw by chance, in turn among departing, following and no-evidence decisions of the own team."""
    check_has_role(by, "team_lead")
    departing = list(may_be_drawn(by.team, departing=True).values_list("pk", flat=True))
    chosen = drawn([departing, *_by_evidence(by, number)], number, CHANCE.sample)
    return [row for pk in chosen if (row := _draw(pk, by)) is not None]


def _by_evidence(by: Account, number: int) -> tuple[list[int], list[int]]:
    """Enough following and no-evidence decisions, met in an order by chance: the evidence of each has to be opened."""
    rows = list(may_be_drawn(by.team, departing=False).values_list("pk", flat=True))
    following: list[int] = []
    silent: list[int] = []
    for pk in CHANCE.sample(rows, min(len(rows), MOST_OPENED)):
        (following if had_direction(pk) else silent).append(pk)
        if min(len(following), len(silent)) >= number:
            break
    return following, silent


def _draw(decision_id: int, by: Account) -> Draw | None:
    try:
        with transaction.atomic():
            return Draw.objects.create(decision_id=decision_id, team=by.team, drawn_by=by)
    except IntegrityError:
        return None  # a colleague drew it a moment ago


@transaction.atomic
def write_review(
    *,
    decision: Decision,
    understandable: str,
    client_heard: str,
    learn: str,
    to_editor: bool,
    once_key: UUID,
    by: Account,
) -> Review:
    """What the look back taught. By somebody else than who decided; written once, a second thought is a new row.

    The same `once_key` again gives the row that is there.
    """
    check_may_review(decision, by)
    known = Review.objects.filter(uuid=once_key, decision=decision).first()
    if known is not None:
        return known
    review = Review(
        uuid=once_key,
        client_key=decision.client_key,
        decision=decision,
        team=by.team,
        reviewer=by,
        understandable=understandable,
        client_heard=client_heard,
        to_editor=to_editor,
    )
    review.learn = Sealer(decision.client_key).seal_words(learn, learn_place(review.uuid))
    review.save()
    return review


def check_may_review(decision: Decision, account: Account) -> None:
    """Raises Refused for who decided, or had the talk."""
    check_has_role(account, "team_lead")
    if account.pk in {decision.recorded_by_id, decision.case.caseworker_id}:
        raise Refused(_("You had this talk yourself. Somebody else looks back at it."))
