# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which cases somebody may see, and who is there for the client."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from checklist.access.models import AccessLine
from checklist.access.queries import purposes
from checklist.access.rules import TRIES_TO_OPEN
from checklist.base.models import DataKey
from checklist.base.prepared import Prepared, columns
from checklist.base.text import folded
from checklist.intake.models import Answer, Case, Client, StandIn
from checklist.intake.rules import (
    MOST_WRONG_NAMES,
    WRONG_NAMES_WITHIN,
    look_ends_on,
    number_key,
    tidy_number,
)
from checklist.people.kept import knows_client
from checklist.people.models import Account
from checklist.people.permissions import Refused
from checklist.questions.models import Checklist

PER_PAGE = 50
MOST_FOUND = 20  # a search shows, and logs, at most so many


class HeldUp(Refused):
    """Too many tries lately: nothing is looked up any more."""


@dataclass(frozen=True)
class Contact:
    """The fixed contact person of a case, and who stands in at the moment (S23)."""

    name: str
    phone: str
    team: str
    stand_in: "Contact | None" = None


def cases_of(account: Account, *, today: date | None = None) -> QuerySet[Case]:
    """Cases in which this person has a relation today: own cases, and those stood in for."""
    lent = _lent(account, today).values("case_id")
    rows = Case.objects.filter(Q(caseworker=account) | Q(pk__in=lent), client__isnull=False)  # not destroyed
    return rows.exclude(closed_reason="wrong_person")


def why_no_access(account: Account, case_uuid: UUID) -> str:
    """Why nothing can be saved. Who never saw this conversation only reads that it is not there for them."""
    seen = AccessLine.Outcome.SHOWN, AccessLine.Outcome.SAVED
    if not AccessLine.objects.filter(case_uuid=case_uuid, account=account, outcome__in=seen).exists():
        return gettext("This conversation is not there for you.")
    case = Case.objects.filter(uuid=case_uuid).first()
    if case is None or case.client_id is None or case.closed_reason == "wrong_person":
        return gettext("This conversation was destroyed.")
    return gettext(
        "This conversation is not with you any more: it was handed over, or you do not stand in any more."
    )


@knows_client
def _client_of_case(keys: Mapping[str, Any]) -> UUID | None:
    """Whose words are typed at an address of a case."""
    found = Case.objects.filter(uuid=keys.get("case_uuid", UUID(int=0)))
    return found.values_list("client_key", flat=True).first()


def case_of(account: Account, case_uuid: UUID) -> Case | None:
    """One case in which this person has a relation today, with client and checklist.

    One query for the own cases: today's purpose and the client's wrapped key come along.
    """
    row = _OWN_CASE.first(case_uuid=case_uuid, account=account.pk, day=timezone.localdate())
    if row is None:
        rows = Case.objects.select_related("client", "checklist").filter(uuid=case_uuid)
        return rows.filter(pk__in=cases_of(account)).first()
    case = _own_case(row, account)
    destroyed = case.client_id is None
    return None if destroyed or case.closed_reason == "wrong_person" else case


_CLIENT = ["id", "uuid", "number", "display_name", "fictional"]
_VERSION = ["id", "version", "state", "fictional", "published_at"]  # the rest is read when a page asks for it
_COLUMNS = [
    *columns(Case),
    *(f"client__{name}" for name in _CLIENT),
    *(f"checklist__{name}" for name in _VERSION),
]
_OWN_KEY = DataKey.objects.filter(client_key=OuterRef("client_key"), kind=DataKey.Kind.CLIENT)
_OWN_CASE = Prepared(
    lambda case_uuid, account, day: (
        Case.objects.filter(uuid=case_uuid, caseworker_id=account)
        .order_by()
        .values_list(
            *_COLUMNS,
            Subquery(purposes(account=account, case_uuid=case_uuid, day=day).values("purpose")),
            Subquery(_OWN_KEY.values("wrapped")),
        )
    ),
    case_uuid=UUID,
    account=int,
    day=date,
)


def _own_case(row: list[Any], account: Account) -> Case:
    """One row of the three tables as objects, as `select_related` makes them, and what came along."""
    of_case, of_client, of_version = len(columns(Case)), len(_CLIENT), len(_VERSION)
    client, version = row[of_case : of_case + of_client], row[of_case + of_client :][:of_version]
    case = Case.from_db(DEFAULT_DB_ALIAS, columns(Case), row[:of_case])
    case.client = Client.from_db(DEFAULT_DB_ALIAS, _CLIENT, client) if case.client_id else None
    case.checklist = Checklist.from_db(DEFAULT_DB_ALIAS, _VERSION, version)
    case.caseworker = account
    case.purpose_today, case.wrapped_key = row[-2] or "", row[-1]
    return case


def _lent(account: Account, today: date | None) -> QuerySet[StandIn]:
    return StandIn.objects.filter(account=account, until__gte=today or timezone.localdate())


def look_ends(case: Case) -> date | None:
    """Until and including which day this closed conversation can be looked at without an own sentence; None: open."""
    return (
        look_ends_on(timezone.localdate(case.closed_at), settings.CLOSED_LOOK_DAYS)
        if case.closed_at
        else None
    )


def look_ended(case: Case) -> bool:
    """Was this conversation closed so long ago that a look needs an own sentence (R14)?"""
    last = look_ends(case)
    return last is not None and timezone.localdate() > last


def _ended() -> Q:
    """The same, of many cases: closed before the first moment of the first day that still counts."""
    first = timezone.localdate() - timedelta(days=settings.CLOSED_LOOK_DAYS)
    return Q(closed_at__lt=timezone.make_aware(datetime.combine(first, time())))


def listed_cases(account: Account, *, closed: bool = False, search: str = "", before: int = 0) -> list[Case]:
    """The start list, newest first, with client, caseworker and `lent_until`. One query; a page and one more.

    Where the look has ended (R14) no name is read: such a conversation is found by its whole number only.
    """
    lent = _lent(account, None).filter(case=OuterRef("pk")).order_by("-until").values("until")[:1]
    rows = cases_of(account).select_related("client", "caseworker").defer("goal")
    if search:
        ended = _ended()
        wanted = (~ended & _wanted(search)) | (ended & _with_number(search))
        found = rows.filter(wanted).annotate(lent_until=Subquery(lent))
        return list(found.order_by("-pk")[:MOST_FOUND])
    rows = rows.filter(closed_at__isnull=not closed).exclude(_ended())
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.annotate(lent_until=Subquery(lent)).order_by("-pk")[: PER_PAGE + 1])


def _wanted(search: str) -> Q:
    """A whole number, or a part of a name, whatever the capitals and accents, on every engine."""
    number, name = _with_number(search), folded(search)
    return number | Q(client__search_name__contains=name) if name else number


def _with_number(search: str) -> Q:
    key = number_key(search)
    return _alike(key, "client__") if key else Q(pk=None)


def _alike(key: str, through: str = "") -> Q:
    """Clients whose number looks like this one: one, or more that were there before look-alikes were one number."""
    name = f"{through}number_key"
    return Q(**{name: key}) | Q(**{f"{name}__startswith": f"{key}~"})


def stand_in_of(account: Account, case: Case) -> StandIn | None:
    """The row by which this person stands in for the caseworker today."""
    return _lent(account, None).filter(case=case).order_by("-until").first()


def name_of(case: Case) -> str:
    """The client's name; a dash after destruction."""
    return case.client.display_name if case.client else "–"


@dataclass(frozen=True)
class Written:
    """What was written in a conversation, as far as a mistake in the person destroys it: no words, only that."""

    goal: bool
    answers: int
    later: bool  # first ideas, results or choices: readable by nobody afterwards


def written_in(case: Case) -> Written:
    answers = Answer.objects.filter(case=case).exclude(key=None).count()
    return Written(bool(case.goal), answers, case.stage > Case.Stage.READ_BACK)


def clients_with_number(number: str) -> list[Client]:
    """Everybody whose number looks like this one; the one with exactly this number alone, if there is one."""
    key, exact = number_key(number), tidy_number(number)
    found = list(Client.objects.filter(_alike(key)).order_by("pk")) if key else []
    return [client for client in found if client.number == exact] or found


def talked_with(client: Client | None) -> list[tuple[int, int]]:
    """Team and caseworker of every conversation with this client; also asked for nobody, so that it takes as long."""
    rows = Case.objects.filter(client_id=client.pk if client else 0).exclude(closed_reason="wrong_person")
    return list(rows.values_list("team_id", "caseworker_id").distinct())


def client_with_number(number: str) -> Client | None:
    """The client with this number, however it was typed. Raises Refused when it can be two people."""
    found = clients_with_number(number)
    if len(found) > 1:
        raise Refused(
            _(
                "There are clients with numbers that look like this one. Type it exactly as your own system has it."
            )
        )
    return found[0] if found else None


def check_wrong_names(account: Account) -> None:
    """Raises HeldUp, before any number is looked up, for who typed too many lately that opened nothing."""
    since = timezone.now() - WRONG_NAMES_WITHIN
    tries = (*TRIES_TO_OPEN, "stand_in")
    typed = AccessLine.objects.filter(account=account, at__gt=since, part__in=tries)
    if typed.filter(outcome=AccessLine.Outcome.REFUSED).count() >= MOST_WRONG_NAMES:
        raise HeldUp(
            _(
                "Too often a number opened nothing. Try again in an hour, or ask a colleague. The privacy officer sees "
                "this."
            )
        )


def open_case_of(clients: Sequence[Client]) -> Case | None:
    """The newest open case about this one client, whoever has it; asked too when it is none or can be several."""
    one = clients[0].pk if len(clients) == 1 else 0
    rows = Case.objects.filter(client_id=one, closed_at=None).select_related("client", "team", "caseworker")
    return rows.order_by("-pk").first()


def colleagues(account: Account) -> QuerySet[Account]:
    """Caseworkers of the same team, for handing over."""
    team = Account.objects.filter(team=account.team, is_active=True, is_caseworker=True)
    return team.exclude(pk=account.pk).order_by("display_name")


def contact_of(case: Case) -> Contact:
    rows = StandIn.objects.filter(case=case, until__gte=timezone.localdate(), made_by=F("account"))
    row = rows.select_related("account__team").order_by("-made_at").first()
    return _contact(case.caseworker, _contact(row.account) if row else None)


def _contact(account: Account, stand_in: Contact | None = None) -> Contact:
    """Somebody who is shielded is shown by team only (R14)."""
    team = account.team.name
    return Contact(team if account.is_shielded else account.display_name, account.phone, team, stand_in)
