# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whose term has ended."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.sessions.models import Session
from django.db.models import Model
from django.utils import timezone

from checklist.access.models import DestructionRun, Erasure
from checklist.advice.models import ServiceVoice
from checklist.base.chain import chained_models
from checklist.base.models import DataKey
from checklist.base.terms import term_of
from checklist.intake.models import Answer, Case, Client
from checklist.intake.rules import months_after
from checklist.people.models import ClientCode
from checklist.retention.rules import Kept, ends_on

WRONG_PERSON = "wrong_person"
# Where destruction deletes or empties a row; sessions hold what somebody typed and did not save.
TOUCHED: tuple[type[Model], ...] = (Answer, Case, Client, ClientCode, DataKey, ServiceVoice, Session)


@dataclass(frozen=True)
class Ended:
    """A client whose term has ended, since when, and on which ground the data go."""

    client: Client
    since: date
    ground: str


@dataclass(frozen=True)
class Due:
    """What is to be destroyed: clients as a whole, and answers whose own term ended before that of their client."""

    clients: list[Ended]
    answers: list[Answer]

    @property
    def people(self) -> int:
        """How many people lose something by it."""
        keys = {ended.client.client_key for ended in self.clients}
        return len(keys | {answer.case.client_key for answer in self.answers})


def due_on(today: date) -> Due:
    """Everything whose term has ended; the answers of a client who goes as a whole are not named apart."""
    clients = ended_clients(today)
    going = {ended.client.client_key for ended in clients}
    return Due(clients, [row for row in ended_answers(today) if row.case.client_key not in going])


def newest_line() -> datetime | None:
    """When the newest row of any log was written, or the newest run began."""
    moments = [
        model.objects.order_by("-id").values_list("at", flat=True).first() for model in chained_models()
    ]
    run = DestructionRun.objects.last()
    newest = [*moments, run.began_at if run else None]
    return max((at for at in newest if at), default=None)


def files_are_clean() -> bool:
    """Was nothing destroyed since the files were last written anew?"""
    clean = DestructionRun.objects.filter(files_clean=True).last()
    return clean is not None and not Erasure.objects.filter(at__gte=clean.began_at).exists()


def ended_clients(today: date, *, only: int | None = None) -> list[Ended]:
    """Clients whose last term lies behind us; `only`: this one, if it is so. Two queries."""
    kept: dict[int, list[Kept]] = {}
    cases = Case.objects.exclude(client=None) if only is None else Case.objects.filter(client=only)
    rows = cases.values_list("client_id", "closed_at", "keep_until", "closed_reason")
    for client, closed_at, keep_until, reason in rows.iterator():
        kept.setdefault(client, []).append(Kept(closed_at is not None, keep_until, reason == WRONG_PERSON))
    over = {client: last for client, cases in kept.items() if (last := ends_on(cases)) and last < today}
    grounds = {True: Erasure.Ground.WRONG_PERSON, False: Erasure.Ground.TERM}
    return [
        Ended(client, over[client.pk], grounds[over[client.pk] == date.min])
        for client in Client.objects.filter(pk__in=over).order_by("pk")
    ]


def ended_answers(today: date) -> list[Answer]:
    """Answers whose own, shorter term has ended, of conversations that are still kept."""
    months = term_of("answer").months
    if months >= term_of("case").months:
        return []
    rows = Answer.objects.exclude(key=None).exclude(case__closed_at=None).select_related("case", "question")
    return [row for row in rows if months_after(_closed_on(row.case), months) < today]


def _closed_on(case: Case) -> date:
    return timezone.localdate(case.closed_at)
