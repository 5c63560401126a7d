# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is asking, which pages stand in the menu for them, and what stands on their start page."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.contrib.sessions.serializers import JSONSerializer
from django.core import signing
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from checklist.base.faults import Fault
from checklist.base.keyring import code_keys, mark_of_key, secret_keys
from checklist.base.readers import whole_number
from checklist.people.kept import CLIENT_SESSION
from checklist.people.models import Account, AccountLine, ClientCode, Proposal
from checklist.people.permissions import ROLES, Actor, has_role
from checklist.people.rules import SOON, TRIES, Told, hash_of_code

Text = str | Promise
SLACK = timedelta(hours=1)  # how much older than the one before it a line may seem: a clock may be set right


@dataclass(frozen=True)
class Page:
    """One entry of the menu, with the sentence that explains it on the start page. No roles: for everybody."""

    url: str
    label: Text
    sentence: Text = ""
    roles: tuple[str, ...] = ()


File = tuple[UUID, UUID]  # client key, case


@dataclass(frozen=True)
class HomePart:
    """A block on the start page: lines of (address, text, remark), or the sentence for when there are none."""

    title: Text
    lines: Sequence[tuple[str, Text, Text]]
    empty: Text = ""
    more: tuple[str, Text] | None = None
    order: int = 50
    count: str = ""  # how much there is, where that is more than a handful of lines
    named: Sequence[File] = ()  # whom its lines name


HOME_PARTS: list[Callable[[Account], HomePart | None]] = []


def on_home(make: Callable[[Account], HomePart | None]) -> Callable[[Account], HomePart | None]:
    """Put a block on the start page of people who work here. A higher slice calls this; nothing points up."""
    if make not in HOME_PARTS:
        HOME_PARTS.append(make)
    return make


MOST = 50  # of what is counted on a start page


def counted(number: int) -> str:
    """How much there is, as a start page says it; '' for nothing."""
    return f"{MOST}+" if number > MOST else str(number or "")


WorkLine = tuple[str, Text, Text]  # address, text, remark
WORK: list[Callable[[Account], list[WorkLine]]] = []
SHOWN = 8


def waits_for(make: Callable[[Account], list[WorkLine]]) -> Callable[[Account], list[WorkLine]]:
    """Put work that waits for somebody on the start page. A higher slice calls this; nothing points up."""
    if make not in WORK:
        WORK.append(make)
    return make


@on_home
def waiting_work(account: Account) -> HomePart | None:
    """What waits for this person as editor, practice approver or team lead, from every slice; or that nothing does."""
    if not any(has_role(account, role) for role in ("editor", "approver", "team_lead")):
        return None
    lines = [line for make in WORK for line in make(account)]
    more = ("/onderzoek/", _("All research")) if len(lines) > SHOWN else None
    title, empty = _("Waits for you"), _("Nothing to do.")
    return HomePart(title, lines[:SHOWN], empty, more, order=1, count=counted(len(lines)))


STAFF_MENU = [
    Page(
        "/gesprekken/",
        _("My conversations"),
        _("Open a conversation, go on with one, or start a new one."),
        ("caseworker",),
    ),
    Page(
        "/verzoeken/",
        _("Questions of clients"),
        _("What clients asked about their own data, each with a date for the answer."),
        ("caseworker", "privacy_officer"),
    ),
    Page(
        "/andere-keuzes/",
        _("Other choices"),
        _("Conversations in which somebody chose otherwise than the research. That is allowed."),
        ("team_lead",),
    ),
    Page(
        "/terugkijken/",
        _("Looking back"),
        _("Learn from conversations that were drawn by chance."),
        ("team_lead",),
    ),
    Page(
        "/onderzoek/",
        _("Research"),
        _("What research found about groups of people, where and when."),
        ("caseworker", "team_lead", "editor", "approver", "privacy_officer"),
    ),
    Page(
        "/aanbod/",
        _("Services"),
        _("The services that can be talked about, with hours, place and waiting time."),
        ("editor",),
    ),
    Page(
        "/gespreksvragen/",
        _("Questions for the talk"),
        _("The checklist of the conversation: each question with its reason."),
        ("editor", "approver"),
    ),
    Page(
        "/toezicht/",
        _("Supervision"),
        _("Who looked in which file, when and for what."),
        ("privacy_officer",),
    ),
    Page(
        "/registratie/",
        _("Registration"),
        _("What goes to research, without names: two people agree on it."),
        ("editor", "privacy_officer"),
    ),
]
CLIENT_MENU = [Page("/mijn-gesprek/", _("My conversation")), Page("/uitleg/", _("Explanation"))]
PUBLIC_MENU = [
    Page("/onderzoek/", _("Research")),
    Page("/uitleg/", _("Explanation")),
    Page("/databasespel/", _("Database game")),
    Page("/inloggen/", _("Log in")),
]


def client_code_of(request: HttpRequest) -> ClientCode | None:
    """The living code with which the client behind this session came in; one that was locked opens nothing more."""
    if CLIENT_SESSION not in request.session:
        return None
    living = ClientCode.objects.filter(ended_at=None, tries__lt=TRIES)
    return living.filter(pk=request.session[CLIENT_SESSION]).first()


def was_used_soon(code: ClientCode) -> bool:
    """Was the PIN chosen within minutes after the code was made?"""
    return code.used_at is not None and code.used_at - code.made_at < SOON


def code_from_typed(typed: str) -> ClientCode | None:
    """The code that was typed, also when it has ended, and whichever key it was hashed under."""
    hashes = [hash_of_code(typed, key) for key in code_keys()]
    return ClientCode.objects.filter(code_hash__in=hashes).first()


def staff_pages(account: Any) -> list[Page]:
    return [page for page in STAFF_MENU if any(has_role(account, role) for role in page.roles)]


def nav_items(request: HttpRequest) -> list[tuple[str, Text, bool]]:
    """Menu of this person: address, label, and whether it is the current part."""
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        menu = staff_pages(user)
    elif hasattr(request, "session") and CLIENT_SESSION in request.session:
        menu = CLIENT_MENU
    else:
        menu = PUBLIC_MENU
    return [(page.url, page.label, request.path.startswith(page.url)) for page in menu]


def roles_of(account: Account) -> list[str]:
    """The keys of the roles of this person, in their order."""
    return [role for role in ROLES if getattr(account, ROLES[role][0])]


def all_accounts() -> QuerySet[Account]:
    """Everybody who works or worked here, by team and name."""
    return Account.objects.order_by("team__name", "username")


def lines_about(account: Account) -> QuerySet[AccountLine]:
    """What was done to an account, the oldest first."""
    return AccountLine.objects.filter(account=account).select_related("by")


LINES_PER_PAGE = 50


def page_of_account_lines(before: str = "") -> tuple[list[AccountLine], str]:
    """What was done to accounts, the newest first, and where older lines begin. One query."""
    rows = AccountLine.objects.select_related("account", "by").order_by("-id")
    number = whole_number(before, least=1)
    if number:
        rows = rows.filter(id__lt=number)
    found = list(rows[: LINES_PER_PAGE + 1])
    shown = found[:LINES_PER_PAGE]
    return shown, str(shown[-1].pk) if len(found) > LINES_PER_PAGE else ""


def told_of_line(line: AccountLine) -> str:
    """What was done, in words: a role by its name on screen."""
    what = str(ROLES[line.what][1]) if line.what in ROLES else line.what
    return f"{line.get_act_display()}: {what}" if what else str(line.get_act_display())


def account_faults() -> Iterator[Fault]:
    """Accounts that are not what the lines about them say, and lines that were dated back. Two queries.

    An account from before there were lines about its making says nothing; one that came later must have them.
    """
    table, told, first, latest = AccountLine._meta.db_table, dict[int, Told](), None, None
    for line in (
        AccountLine.objects.order_by("id").values_list("id", "at", "account_id", "act", "what").iterator()
    ):
        number, at, account, act, what = line
        if latest is not None and at < latest - SLACK:
            yield Fault(table, "-", number, "is dated before a line that was there already")
        latest = at if latest is None else max(latest, at)
        told.setdefault(account, Told()).follow(act, what)
        first = first or (at if act == AccountLine.Act.MADE else None)
    for row in Account.objects.order_by("pk").iterator():
        said, table = told.get(row.pk, Told()), Account._meta.db_table
        if said.made:
            for sentence in said.differs(roles_of(row), row.team.name, active=row.is_active):
                yield Fault(table, "-", row.pk, sentence)
        elif first is not None and row.made_at > first:
            yield Fault(table, "-", row.pk, "was made, and no line says so")


def home_parts(account: Account) -> list[HomePart]:
    made = [make(account) for make in HOME_PARTS]
    return sorted((part for part in made if part is not None), key=lambda part: part.order)


LogNames = TypeVar("LogNames", bound=Callable[[Account, Sequence[File]], None])
LOOKS: list[Callable[[Account, Sequence[File]], None]] = []


def logs_names(log: LogNames) -> LogNames:
    """Called before a start page with names is shown. A higher slice puts them on record; nothing points up."""
    if log not in LOOKS:
        LOOKS.append(log)
    return log


def log_home(account: Account, parts: Sequence[HomePart]) -> None:
    """Each client who is named on this start page, once (R14)."""
    named = [file for part in parts for file in part.named]
    for log in LOOKS:
        log(account, named)


def staff_actor(request: HttpRequest, role: str) -> Actor:
    return Actor(kind="staff", account=request.user, role=role)  # type: ignore[arg-type]


def client_actor(code: ClientCode) -> Actor:
    return Actor(kind="client", client_key=code.client_key, role="client")


# ---- what takes two people -------------------------------------------------------------------------------------------


def waiting_proposals(*acts: str) -> QuerySet[Proposal]:
    """What waits for a second person, the oldest first."""
    rows = Proposal.objects.filter(act__in=acts, outcome=Proposal.Outcome.WAITING)
    return rows.select_related("proposed_by").order_by("proposed_at", "pk")


def turned_down(account: Account, *acts: str) -> dict[tuple[str, str], Proposal]:
    """Own proposals that a second person turned down and that nobody made again, by act and subject. One query."""
    later = Proposal.objects.filter(act=OuterRef("act"), subject=OuterRef("subject"), pk__gt=OuterRef("pk"))
    mine = Proposal.objects.filter(~Exists(later), act__in=acts, proposed_by=account)
    rows = (
        mine.filter(outcome=Proposal.Outcome.TURNED_DOWN).select_related("decided_by").order_by("decided_at")
    )
    return {(row.act, row.subject): row for row in rows}


def told_why_not(row: Proposal) -> str:
    """What the second person said, for the start page of the first."""
    return _("turned down by %(name)s: “%(answer)s”") % {"name": row.decided_by, "answer": row.answer}


def proposal_about(act: str, subject: object) -> Proposal | None:
    """The newest proposal about this: the one that waits, else the last one that was decided."""
    rows = Proposal.objects.filter(act=act, subject=str(subject)).select_related("proposed_by", "decided_by")
    return rows.order_by("-pk").first()


def others_who_may(account: Account, *roles: str) -> list[Account]:
    """Who can be the second person beside this one, by name."""
    wanted = Q()
    for role in roles:
        wanted |= Q(**{ROLES[role][0]: True})
    rows = Account.objects.filter(wanted, is_active=True).exclude(pk=account.pk)
    return list(rows.order_by("display_name"))


def demo_people() -> dict[str, Any]:
    """The fictional people and codes that the demo wrote down, for the log-in page; {} outside the demo."""
    path = settings.VAR_DIR / "demo.json"
    if not settings.DEMO or not path.exists():
        return {}
    try:
        found = json.loads(path.read_text())
    except ValueError:  # it is being written at this moment
        return {}
    return found if isinstance(found, dict) else {}


@dataclass(frozen=True)
class Hanging:
    """What still hangs on keys that are fallbacks now: it would end with them."""

    codes: int  # living codes under an older CODE_KEY
    codes_of_before: int  # living codes under the key that signs, from before there was a CODE_KEY
    sessions: int  # log-ins that were signed with an older SECRET_KEY


def hanging_on_old_keys() -> Hanging:
    """Reads every living code and every session that has not ended."""
    living = ClientCode.objects.filter(ended_at=None).exclude(hashed_under=mark_of_key(code_keys()[0]))
    before = living.filter(hashed_under="").count()
    rows = Session.objects.filter(expire_date__gt=timezone.now()).values_list("session_data", flat=True)
    return Hanging(
        living.count() - before, before, sum(not _signed_by_newest(data) for data in rows.iterator())
    )


def _signed_by_newest(session_data: str) -> bool:
    try:
        signing.loads(
            session_data,
            key=secret_keys()[0],
            salt=str(SessionStore().key_salt),
            serializer=JSONSerializer,
            fallback_keys=[],
        )
    except signing.BadSignature:
        return False
    return True
