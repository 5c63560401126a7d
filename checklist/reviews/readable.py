# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which lines of a team may be read, by the rule of small numbers: for the list, the totals, the file and the API."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from checklist.base.small_numbers import Choices, Kinds, batches
from checklist.decisions.models import Decision, Override
from checklist.decisions.queries import Place, Wanted, overrides, up_to
from checklist.people.models import Team
from checklist.reviews.rules import BY, Quarter, kinds_of, quarter_of

NONE_YET = _(
    "Fewer than 10 people of your team have another choice. Lines come when there are 10 people or more."
)
FEW = _("In this quarter no 10 people came together. Their lines stand in a later quarter, or come later.")
NO_QUARTER = _("Choose a quarter as well. Choosing more goes within one quarter.")
RUNNING = _("Choosing within a quarter goes when it is over.")
SINGLES_OUT = _(
    "We do not show this choice: it holds fewer than 10 people, or what is left does. Choose less, or another quarter."
)


@dataclass(frozen=True)
class ReadableLog:
    """The log of other choices of a team, up to the last ten people who came together."""

    team: Team
    ends: tuple[Place, ...]  # the last line of each batch, the oldest first

    @property
    def until(self) -> Place | None:
        return self.ends[-1] if self.ends else None

    def quarter(self, wanted: Quarter) -> tuple[Place | None, Place] | None:
        """Behind which line, and up to which: the batches that were completed in this quarter."""
        before = [end for end in self.ends if _quarter(end) < wanted]
        inside = [end for end in self.ends if _quarter(end) == wanted]
        return (before[-1] if before else None, inside[-1]) if inside else None

    def lines(self) -> QuerySet[Override]:
        """All lines that may be read."""
        rows = overrides(self.team, Wanted(until=self.until))
        return rows if self.ends else rows.none()


@dataclass(frozen=True)
class Asked:
    """What somebody wants to read: of which quarter, and with what; empty: everything."""

    quarter: Quarter | None = None
    kinds: Kinds = frozenset()


@dataclass(frozen=True)
class Selection:
    """The lines that were asked for, or `why` they are not shown. `choices`: of a quarter that is over."""

    rows: QuerySet[Override]
    why: str | Promise = ""
    choices: Choices | None = field(default=None, repr=False)


def _quarter(place: Place) -> Quarter:
    return quarter_of(timezone.localdate(place[0]))


def readable_log(team: Team) -> ReadableLog:
    """Where the batches of this team end. One query."""
    rows = Override.objects.filter(team=team, at__lt=_settled())
    return ReadableLog(team, _ends(rows))


def _settled() -> datetime:
    """What is older than this is written, and so is all that is older still."""
    return timezone.now() - timedelta(seconds=settings.LINES_SETTLE_SECONDS)


def _ends(rows: QuerySet[Override] | QuerySet[Decision]) -> tuple[Place, ...]:
    places = rows.order_by("at", "id").values_list("at", "id", "client_key")
    return tuple(batches(((at, number), key) for at, number, key in places.iterator()))


def selection(log: ReadableLog, asked: Asked, today: date) -> Selection:
    """What may be read of what is asked: the same answer for the list, the totals and the file. One query at most."""
    none = Override.objects.none()
    if not log.ends:
        return Selection(none, NONE_YET)
    if asked.quarter is None:
        return Selection(none, NO_QUARTER) if asked.kinds else Selection(log.lines())
    bounds = log.quarter(asked.quarter)
    if bounds is None:
        return Selection(none, FEW)
    after, until = bounds
    rows = overrides(log.team, Wanted(after=after, until=until))
    if asked.quarter >= quarter_of(today):
        return Selection(none, RUNNING) if asked.kinds else Selection(rows)
    choices = Choices(_choosable(rows), BY)
    if not choices.may(asked.kinds):
        return Selection(none, SINGLES_OUT, choices)
    said = dict(asked.kinds)
    wanted = Wanted(after, until, said.get("whose", ""), said.get("family", ""), said.get("service", ""))
    return Selection(overrides(log.team, wanted), choices=choices)


def _choosable(rows: QuerySet[Override]) -> Iterable[tuple[object, Kinds]]:
    columns = ("client_key", "whose", "caseworker_family", "client_family", "chosen")
    for key, whose, mine, theirs, chosen in rows.order_by().values_list(*columns).iterator():
        yield key, kinds_of(whose, {mine, theirs}, chosen)


def readable_decisions(team: Team) -> QuerySet[Decision]:
    """Decisions of a team: with another choice as far as its line may be read; the others by ten people likewise."""
    departing = Exists(Override.objects.filter(decision=OuterRef("pk")))
    rows = Decision.objects.filter(case__team=team)
    ends = _ends(rows.filter(~departing, at__lt=_settled()))
    may: Q = Q(pk__in=readable_log(team).lines().values("decision"))
    if ends:
        may |= Q(~departing, up_to(ends[-1]))
    return rows.filter(may)
