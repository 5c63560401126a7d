# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What there is to do, for the caseworker, the team lead and the client. Late first: by the day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from checklist.base.keys import Sealer, sealers_of
from checklist.base.moments import local_format
from checklist.followup.models import FollowUp, FollowUpEvent
from checklist.followup.rules import BY_THE_TEAM_LEAD, ENDS, calendar_text, place_of_words
from checklist.intake.models import Case, StandIn
from checklist.people.models import Account
from checklist.people.permissions import has_role
from checklist.people.queries import MOST, HomePart, WorkLine, counted, on_home, waits_for

PER_PAGE = 50

# What each kind asks of somebody, in the words of a list.
TO_DO: dict[str, Any] = {
    FollowUp.Kind.FIRST_STEP: gettext_lazy("First step"),
    FollowUp.Kind.SECOND_OPINION: gettext_lazy("Second opinion"),
    FollowUp.Kind.OTHER_CASEWORKER: gettext_lazy("Talk with another caseworker"),
    FollowUp.Kind.PAUSE: gettext_lazy("The pause ends: talk again"),
    FollowUp.Kind.TALK_AGAIN: gettext_lazy("Talk again"),
}


@dataclass(frozen=True)
class ToDo:
    """One thing that was agreed, readable. `closed`: how it ended, or None."""

    row: FollowUp
    title: str
    words: str
    asked: Account | None
    asked_on: date | None
    closed: "Closed | None"

    @property
    def asked_name(self) -> str:
        return _shown_name(self.asked) if self.asked else ""

    @property
    def late(self) -> bool:
        return self.closed is None and self.row.due_on < timezone.localdate()

    @property
    def needs_somebody(self) -> bool:
        return self.closed is None and self.asked is None and self.row.kind in BY_THE_TEAM_LEAD


@dataclass(frozen=True)
class Closed:
    what: str
    at: datetime
    by_client: bool
    name: str  # of who closed it; '' for the client
    words: str


def _open(rows: QuerySet[FollowUp]) -> QuerySet[FollowUp]:
    ended = FollowUpEvent.objects.filter(followup=OuterRef("pk"), what__in=ENDS)
    there = rows.filter(case__closed_at=None, case__client__isnull=False)
    return there.filter(~Exists(ended))


def is_open(row: FollowUp) -> bool:
    return not FollowUpEvent.objects.filter(followup=row, what__in=ENDS).exists()


def open_of_case(case: Case) -> list[FollowUp]:
    return list(_open(FollowUp.objects.filter(case=case)).order_by("id"))


def open_followup(case: Case, uuid: UUID) -> FollowUp:
    """One thing of this conversation that is still open. Raises Http404."""
    row = _open(FollowUp.objects.filter(case=case, uuid=uuid)).first()
    if row is None:
        raise Http404
    return row


def assigned_to(row: FollowUp) -> int | None:
    """The id of who was asked last."""
    asked = FollowUpEvent.objects.filter(followup=row, what=FollowUpEvent.What.ASSIGNED)
    return asked.order_by("-id").values_list("to_id", flat=True).first()


def may_close(account: Account, row: FollowUp) -> bool:
    """The caseworker of the conversation, who stands in, and who was asked for it."""
    if account.pk in {row.case.caseworker_id, assigned_to(row)}:
        return True
    return _stands_in(account).filter(case=row.case_id).exists()


def _stands_in(account: Account) -> QuerySet[StandIn]:
    """Taken over by this person, and not lent by a team lead for one thing."""
    return StandIn.objects.filter(account=account, made_by=account, until__gte=timezone.localdate())


def to_do_of(account: Account) -> QuerySet[FollowUp]:
    """What this person has to do: in own conversations, in those stood in for, and what a team lead asked."""
    asked = FollowUpEvent.objects.filter(followup=OuterRef("pk"), what=FollowUpEvent.What.ASSIGNED)
    rows = _open(FollowUp.objects.annotate(asked_id=Subquery(asked.order_by("-id").values("to_id")[:1])))
    mine = (
        Q(case__caseworker=account)
        | Q(case__in=_stands_in(account).values("case_id"))
        | Q(asked_id=account.pk)
    )
    return rows.filter(mine).order_by("due_on", "id")


def to_assign(account: Account) -> QuerySet[FollowUp]:
    """Second opinions and talks with another caseworker that are open in the team of this team lead."""
    rows = _open(FollowUp.objects.filter(case__team=account.team_id, kind__in=BY_THE_TEAM_LEAD))
    return rows.order_by("due_on", "id")


def page_of(rows: QuerySet[FollowUp], after: int = 0) -> tuple[list[FollowUp], int]:
    """One page, and the number of the row behind which the next one begins (0: this was the last)."""
    last = FollowUp.objects.filter(pk=after).first() if after else None
    if last is not None:
        rows = rows.filter(Q(due_on__gt=last.due_on) | Q(due_on=last.due_on, id__gt=last.pk))
    found = list(rows.select_related("case__client", "case__caseworker")[: PER_PAGE + 1])
    return found[:PER_PAGE], found[PER_PAGE - 1].pk if len(found) > PER_PAGE else 0


def opened(rows: Sequence[FollowUp]) -> list[ToDo]:
    """The same rows, readable, whatever clients they are of."""
    boxes = sealers_of({row.client_key for row in rows})
    events = FollowUpEvent.objects.filter(followup__in=rows).select_related("account", "to").order_by("id")
    told: dict[int, list[FollowUpEvent]] = {}
    for event in events:
        told.setdefault(event.followup_id, []).append(event)
    return [_opened(row, told.get(row.pk, []), boxes[row.client_key]) for row in rows]


def of_case(case: Case) -> list[ToDo]:
    """All that was agreed in one conversation: what is open by its day, then what ended, the newest first."""
    found = opened(list(FollowUp.objects.filter(case=case).order_by("-id")))
    waiting = sorted(
        (one for one in found if one.closed is None), key=lambda one: (one.row.due_on, one.row.pk)
    )
    return [*waiting, *(one for one in found if one.closed is not None)]


def closed_by_clients(account: Account, since: date) -> list[ToDo]:
    """What clients closed on the own page since this day, in own conversations."""
    ended = FollowUpEvent.objects.filter(
        followup__case__caseworker=account,
        followup__case__closed_at=None,
        by_client=True,
        at__date__gte=since,
    )
    rows = FollowUp.objects.filter(pk__in=ended.values("followup_id")).select_related("case__client")
    return opened(list(rows.order_by("-id")[:PER_PAGE]))


def calendar_file(row: FollowUp) -> str:
    """The day for a calendar of one's own. Telephones share calendars: a conversation, and no more, stands in it."""
    talk = row.kind != FollowUp.Kind.FIRST_STEP
    return calendar_text(
        uid=row.uuid,
        day=row.due_on,
        written=row.at.astimezone(UTC),
        summary=_("Conversation") if talk else _("Appointment"),
        product=settings.SITE_NAME,
    )


def may_be_asked(account: Account) -> QuerySet[Account]:
    """Colleagues whom this team lead can ask."""
    rows = Account.objects.filter(team=account.team_id, is_caseworker=True, is_active=True)
    return rows.order_by("display_name")


def files_of(rows: Iterable[FollowUp]) -> list[tuple[UUID, UUID]]:
    return [(row.client_key, row.case.uuid) for row in rows]


def _opened(row: FollowUp, events: list[FollowUpEvent], box: Sealer) -> ToDo:
    asked = next((one for one in reversed(events) if one.what == FollowUpEvent.What.ASSIGNED), None)
    ended = next((one for one in events if one.what in ENDS), None)
    return ToDo(
        row=row,
        title=str(TO_DO[row.kind]),
        words=box.read(row.words, place_of_words(row.uuid)) or "",
        asked=asked.to if asked else None,
        asked_on=timezone.localdate(asked.at) if asked else None,
        closed=_closed(ended, box) if ended else None,
    )


def _closed(event: FollowUpEvent, box: Sealer) -> Closed:
    return Closed(
        what=str(event.get_what_display()),
        at=event.at,
        by_client=event.by_client,
        name=_shown_name(event.account) if event.account else "",
        words=box.read(event.words, place_of_words(event.uuid, event=True)) or "",
    )


def _shown_name(account: Account) -> str:
    """Somebody who is shielded is shown by team only (R14)."""
    return account.team.name if account.is_shielded else account.display_name


# ---- the start page --------------------------------------------------------------------------------------------------


@on_home
def to_do_on_home(account: Account) -> HomePart | None:
    """What is to be done, without a name: late first."""
    if not has_role(account, "caseworker"):
        return None
    rows, today = list(to_do_of(account)[: MOST + 1]), timezone.localdate()
    lines = [("/gesprekken/te-doen/", TO_DO[row.kind], _by_when(row, today)) for row in rows[:5]]
    more = ("/gesprekken/te-doen/", _("All of them")) if len(rows) > len(lines) else None
    title, empty = _("To do"), _("Nothing to do: everything that was agreed is done.")
    return HomePart(title, lines, empty, more, order=20, count=counted(len(rows)))


def _by_when(row: FollowUp, today: date) -> str:
    words = {"day": local_format(row.due_on, "j F")}
    return (_("late: it was for %(day)s") if row.due_on < today else _("on %(day)s")) % words


@waits_for
def second_opinions(account: Account) -> list[WorkLine]:
    """For the team lead: how many wait for somebody to do them."""
    if not has_role(account, "team_lead"):
        return []
    asked = FollowUpEvent.objects.filter(followup=OuterRef("pk"), what=FollowUpEvent.What.ASSIGNED)
    number = to_assign(account).filter(~Exists(asked)).count()
    if not number:
        return []
    text = ngettext(
        "%(n)s second opinion or other talk: who does it?",
        "%(n)s second opinions or other talks: who does them?",
        number,
    ) % {"n": number}
    return [("/gesprekken/tweede-mening/", text, "")]
