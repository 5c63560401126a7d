# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a client may see: looks in plain words, requests and answers; and the access log for the privacy officer."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from io import StringIO
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.utils.translation import ngettext as _n

from checklist.access.models import AccessLine, Purpose
from checklist.access.queries import LogSearch, lines_of_client
from checklist.base.keys import KeyDestroyed, Sealer
from checklist.intake.models import Case, Client, StandIn
from checklist.intake.queries import cases_of
from checklist.people.models import Account
from checklist.people.permissions import ROLES, has_role
from checklist.people.queries import HomePart, on_home
from checklist.transparency.models import ClientRequest
from checklist.transparency.rules import Look, LooksOfADay, merged

# The part of the file, as it stands in "… looked at …". A part that is not named here reads "your conversation".
PARTS: dict[str, str | Promise] = {
    "case": gettext_lazy("your conversation"),
    "purpose": gettext_lazy("your conversation"),
    "goal": gettext_lazy("your goal"),
    "questions": gettext_lazy("the questions"),
    "read_back": gettext_lazy("the answers that were read back"),
    "code": gettext_lazy("the page with your code"),
    "hand_over": gettext_lazy("the page for handing over"),
    "close": gettext_lazy("the page for closing"),
    "first_idea": gettext_lazy("the first ideas"),
    "evidence": gettext_lazy("the research that was shown"),
    "choices": gettext_lazy("the choices"),
    "summary": gettext_lazy("the report"),
    "summary_pdf": gettext_lazy("the report on paper"),
    "review": gettext_lazy("the report, to learn from it"),
    "overrides": gettext_lazy("the list of other choices"),
    "request": gettext_lazy("what you asked"),
    "access_log": gettext_lazy("the list of who looked"),
    "access_log_export": gettext_lazy("the list of who looked, as a file"),
    "own_page": gettext_lazy("your own page"),
    "own_page_file": gettext_lazy("your own page, as a file"),
    "log_in": gettext_lazy("logging in with your code"),
}


def part_in_words(part: str) -> str:
    return str(PARTS.get(part, PARTS["case"]))


# ---- looks -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class LookLine:
    """One line on the client's page: a sentence, and every look that it stands for."""

    sentence: str
    uuid: UUID
    refused: bool
    may_ask: bool
    each: list[tuple[str, UUID]] = field(default_factory=list)


def looks_of(case: Case) -> list[Look]:
    """Every look at this client's file, newest first."""
    sealer = Sealer(case.client_key)
    return [_look(line, case, sealer) for line in lines_of_client(case.client_key)]


def _look(line: AccessLine, case: Case, sealer: Sealer) -> Look:
    words = ""
    if line.sentence:
        try:
            words = sealer.open(line.sentence, f"access_line:{line.uuid.hex}")
        except KeyDestroyed:
            words = ""
    return Look(
        uuid=line.uuid,
        at=timezone.localtime(line.at),
        actor=line.actor,
        who=shown_name(line),
        role=_role_to_client(line, case),
        part=line.part,
        purpose=line.purpose,
        outcome=line.outcome,
        words=words,
    )


def shown_name(line: AccessLine) -> str:
    """The name of who looked; '' for who is shown by role and team only."""
    return line.account.display_name if line.account and not line.account.is_shielded else ""


def _role_to_client(line: AccessLine, case: Case) -> str:
    if line.account_id == case.caseworker_id and line.role == "caseworker":
        return _("your consultant")
    role = str(ROLES[line.role][1]) if line.role in ROLES else ""
    return f"{role}, {line.team}" if role and line.team else role or line.team


def sentence_of_look(line: AccessLine, case: Case) -> str:
    return look_lines([_look(line, case, Sealer(case.client_key))])[0].sentence


def look_lines(looks: Iterable[Look]) -> list[LookLine]:
    """Sentences for the client, like looks of one day in one line."""
    return [_line(group) for group in merged(looks)]


def _line(group: LooksOfADay) -> LookLine:
    look = group.one
    each = [] if group.count == 1 else [(_time(each.at), each.uuid) for each in group.looks]
    return LookLine(
        sentence=_sentence(group),
        uuid=look.uuid,
        refused=look.outcome == AccessLine.Outcome.REFUSED,
        may_ask=look.actor != AccessLine.Actor.CLIENT,
        each=each,
    )


def _sentence(group: LooksOfADay) -> str:
    look = group.one
    words = {
        "day": _day(look.at),
        "when": _when(group),
        "who": _who(look),
        "part": part_in_words(look.part),
        "purpose": str(Purpose(look.purpose).label) if look.purpose else "",
    }
    text = _pattern(look) % words
    if look.purpose:
        text += " " + _("Reason: %(purpose)s.") % words
    return f"{text} {look.words}".strip()


def _pattern(look: Look) -> str:
    outcome = AccessLine.Outcome
    if look.actor == AccessLine.Actor.CLIENT:
        if look.outcome == outcome.REFUSED:
            return _("On %(when)s somebody tried your code in vain.")
        if look.part == "log_in":
            return _("On %(when)s you logged in.")
        if look.outcome == outcome.SAVED:
            return _("On %(when)s you saved something on %(part)s.")
        return _("On %(when)s you looked at %(part)s.")
    if look.outcome == outcome.REFUSED:
        return _("On %(when)s %(who)s wanted to see %(part)s. That was refused.")
    if look.outcome == outcome.COMPELLED:
        return _("On %(when)s we had to hand over %(part)s, because a law compels us.")
    if look.outcome == outcome.SAVED:
        return _("On %(when)s %(who)s wrote in %(part)s.")
    return _("On %(when)s %(who)s looked at %(part)s.")


def _who(look: Look) -> str:
    if look.actor == AccessLine.Actor.SYSTEM:
        return _("the computer system")
    if not look.who:
        return _("somebody (%(role)s)") % {"role": look.role}
    return f"{look.who} ({look.role})" if look.role else look.who


def _when(group: LooksOfADay) -> str:
    day = _day(group.one.at)
    if group.count == 1:
        return _("%(day)s at %(time)s") % {"day": day, "time": _time(group.one.at)}
    times = _n("%(count)s time", "%(count)s times", group.count) % {"count": group.count}
    between = _("between %(first)s and %(last)s") % {"first": _time(group.first), "last": _time(group.last)}
    return f"{day} ({times}, {between})"


def _day(moment: datetime) -> str:
    return date_format(moment, "j F" if moment.year == timezone.localdate().year else "j F Y")


def _time(moment: datetime) -> str:
    return date_format(moment, "H.i")


# ---- requests --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class OpenedRequest:
    """A request with its words opened; `readable` is False after destruction."""

    row: ClientRequest
    words: str
    answer: str
    readable: bool = True

    @property
    def late(self) -> bool:
        return self.row.answered_at is None and self.row.due_on < timezone.localdate()


def requests_of(case: Case) -> list[OpenedRequest]:
    rows = ClientRequest.objects.filter(case_uuid=case.uuid).select_related("owner", "answered_by")
    sealer = Sealer(case.client_key)
    return [open_request(row, sealer) for row in rows.order_by("-asked_at")]


def open_request(row: ClientRequest, sealer: Sealer | None = None) -> OpenedRequest:
    opener = sealer or Sealer(row.client_key)
    try:
        return OpenedRequest(
            row=row,
            words=opener.open(row.words, row.words_context),
            answer=opener.open(row.answer, row.answer_context),
        )
    except KeyDestroyed:
        return OpenedRequest(row=row, words="", answer="", readable=False)


def requests_for(account: Account) -> QuerySet[ClientRequest]:
    """The requests that this person answers: of own cases; all of them for the privacy officer."""
    rows = ClientRequest.objects.select_related("owner", "answered_by")
    if has_role(account, "privacy_officer"):
        return rows
    if not has_role(account, "caseworker"):
        return rows.none()
    return rows.filter(case_uuid__in=cases_of(account).values("uuid"))


def open_requests_for(account: Account) -> QuerySet[ClientRequest]:
    return requests_for(account).filter(answered_at=None).order_by("due_on", "id")


@on_home
def requests_on_home(account: Account) -> HomePart | None:
    if not (has_role(account, "caseworker") or has_role(account, "privacy_officer")):
        return None
    rows = list(open_requests_for(account)[:6])
    lines = [
        (
            f"/verzoeken/{row.uuid}/",
            row.get_kind_display(),
            _("answer by %(day)s") % {"day": date_format(row.due_on, "j F")},
        )
        for row in rows[:5]
    ]
    more = ("/verzoeken/", _("All of them")) if len(rows) > len(lines) else None
    return HomePart(_("Questions of clients"), lines, _("No open questions."), more, order=40)


def line_asked_about(row: ClientRequest) -> str:
    """The sentence of the look that the client asks about, or ''."""
    line = (
        AccessLine.objects.filter(uuid=row.about, client_key=row.client_key)
        .select_related("account__team")
        .first()
    )
    case = Case.objects.filter(uuid=row.case_uuid).first()
    return sentence_of_look(line, case) if line and case else ""


# ---- the own page ----------------------------------------------------------------------------------------------------

FIRST_LINES = 8


@dataclass(frozen=True)
class Contact:
    """Who to call. A shielded person stands here by team only; the phone is there all the same."""

    name: str
    team: str
    phone: str
    stand_in: str = ""
    stand_in_until: date | None = None


@dataclass(frozen=True)
class OwnPage:
    """Everything on the client's own page, in the order in which it is read."""

    contact: Contact
    requests: list[OpenedRequest]
    looks: list[LookLine]  # by others
    own_looks: list[LookLine]
    more_looks: int
    kept_until: date | None


def own_page(case: Case, *, all_looks: bool = False) -> OwnPage:
    looks = looks_of(case)
    others = look_lines(look for look in looks if look.actor != AccessLine.Actor.CLIENT)
    own = look_lines(look for look in looks if look.actor == AccessLine.Actor.CLIENT)
    shown = len(others) if all_looks else FIRST_LINES
    return OwnPage(
        contact=contact_of_case(case),
        requests=requests_of(case),
        looks=others[:shown],
        own_looks=own if all_looks else own[:FIRST_LINES],
        more_looks=max(0, len(others) - shown),
        kept_until=case.keep_until,
    )


def contact_of_case(case: Case) -> Contact:
    """The fixed contact person, and who stands in today (S23)."""
    today = timezone.localdate()
    lent = (
        StandIn.objects.filter(case=case, until__gte=today)
        .select_related("account")
        .order_by("-made_at")
        .first()
    )
    person = case.caseworker
    return Contact(
        name="" if person.is_shielded else person.display_name,
        team=case.team.name,
        phone=person.phone or settings.CONTACT_PHONE,
        stand_in=(lent.account.display_name if lent and not lent.account.is_shielded else ""),
        stand_in_until=lent.until if lent else None,
    )


# ---- the access log, for the privacy officer -------------------------------------------------------------------------

MOST_LINES = 20_000  # in one file


def search_of(kept: dict[str, Any]) -> LogSearch:
    """The search as it is kept in the session: a client number never stands in an address."""
    number = kept.get("number", "")
    clients = Client.objects.filter(number=number).values_list("client_key", flat=True) if number else None
    days = [date.fromisoformat(kept[name]) if kept.get(name) else None for name in ("from_day", "until_day")]
    found = tuple(clients) if clients is not None else None
    return LogSearch(from_day=days[0], until_day=days[1], person=kept.get("person"), clients=found)


def log_rows(lines: Iterable[AccessLine]) -> list[dict[str, str]]:
    """Lines of the log in words. A destroyed client has no number any more."""
    listed = list(lines)
    keys = {line.client_key for line in listed}
    numbers = dict(Client.objects.filter(client_key__in=keys).values_list("client_key", "number"))
    return [
        {
            "at": timezone.localtime(line.at).strftime("%Y-%m-%d %H:%M:%S"),
            "who": line.account.display_name if line.account else str(line.get_actor_display()),
            "role": str(ROLES[line.role][1]) if line.role in ROLES else "",
            "team": line.team,
            "number": numbers.get(line.client_key, "–"),
            "part": part_in_words(line.part),
            "purpose": str(line.get_purpose_display()),
            "outcome": str(line.get_outcome_display()),
            "refused": "yes" if line.outcome == AccessLine.Outcome.REFUSED else "",
        }
        for line in listed
    ]


def csv_of(lines: Iterable[AccessLine]) -> str:
    """The lines as CSV with a semicolon, as spreadsheets here read it. No cell can start a formula."""
    out = StringIO()
    heads = {
        "at": _("when"), "who": _("who"), "role": _("role"), "team": _("team"), "number": _("client number"),
        "part": _("part"), "purpose": _("reason"), "outcome": _("outcome"),
    }  # fmt: skip
    writer = csv.DictWriter(out, list(heads), delimiter=";", lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows({key: _plain(row[key]) for key in heads} for row in log_rows(lines))
    return "\ufeff" + out.getvalue()


def _plain(cell: str) -> str:
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
