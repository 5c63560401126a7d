# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a client may see: looks in plain words, requests and answers; and the access log for the privacy officer."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from checklist.access.models import AccessLine, Erasure
from checklist.access.queries import (
    LogSearch,
    erasures_of,
    lines_of_client,
    looks_of,
    part_to_staff,
    sentence_of_look,
)
from checklist.access.rules import FOR_RESEARCH, Look
from checklist.advice.queries import OpenedSnapshot, Recalled, as_it_holds, latest_snapshot, open_snapshot
from checklist.base.keys import Sealer
from checklist.base.moments import local_format
from checklist.base.readers import day
from checklist.base.sheets import csv_text
from checklist.base.terms import term_of
from checklist.decisions.queries import Report, summary_of
from checklist.followup.queries import ToDo, of_case
from checklist.intake.models import Answer, Case, Client
from checklist.intake.queries import (
    Contact,
    OpenedAbsence,
    OpenedAnswer,
    absences_of,
    answers_opened,
    cases_of,
    client_with_number,
    clients_with_number,
    contact_of,
    goal_of,
)
from checklist.people.kept import knows_client
from checklist.people.models import Account
from checklist.people.permissions import ROLES, has_role
from checklist.people.queries import MOST, HomePart, counted, on_home
from checklist.questions.models import Question
from checklist.questions.queries import no_longer_needed, questions_of
from checklist.transparency.models import ClientRequest

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
    words = opener.read(row.words, row.words_context)
    answer = opener.read(row.answer, row.answer_context)
    readable = words is not None and answer is not None
    return OpenedRequest(row=row, words=words or "", answer=answer or "", readable=readable)


@knows_client
def _client_of_request(keys: Mapping[str, Any]) -> UUID | None:
    """Whose question is answered at this address."""
    rows = ClientRequest.objects.filter(uuid=keys.get("request_uuid", UUID(int=0)))
    return rows.values_list("client_key", flat=True).first()


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
    rows, today = list(open_requests_for(account)[: MOST + 1]), timezone.localdate()
    lines = [
        (
            f"/verzoeken/{row.uuid}/",
            row.get_kind_display(),
            (_("late: answer was due on %(day)s") if row.due_on < today else _("answer by %(day)s"))
            % {"day": local_format(row.due_on, "j F")},
        )
        for row in rows[:5]
    ]
    more = ("/verzoeken/", _("All of them")) if len(rows) > len(lines) else None
    title, empty = _("Questions of clients"), _("Nothing to do: no open questions.")
    return HomePart(title, lines, empty, more, order=40, count=counted(len(rows)))


def numbers_of(keys: Iterable[UUID]) -> dict[UUID, str]:
    """The number of each client that is still there. One query."""
    return dict(Client.objects.filter(client_key__in=set(keys)).values_list("client_key", "number"))


def line_asked_about(row: ClientRequest) -> str:
    """The sentence of the look that the client asks about, or ''."""
    line = lines_of_client(row.client_key).filter(uuid=row.about).first() if row.about else None
    case = Case.objects.filter(uuid=row.case_uuid).first()
    return sentence_of_look(line, caseworker=case.caseworker_id) if line and case else ""


def question_asked_about(row: ClientRequest) -> Question | None:
    """The question whose answer the client speaks about, of the checklist of that talk."""
    case = Case.objects.filter(uuid=row.case_uuid).select_related("checklist").first()
    asked = questions_of(case.checklist) if case and row.about_question else []
    return next((one for one in asked if one.key == row.about_question), None)


# ---- the own page ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Recorded:
    """One answer as the client reads it: what was asked and why, what stands there, what the client said about it."""

    key: str
    topic: str
    question: str
    answer: str  # '' unless one was given and is still there
    state: str
    voice: str
    why: str
    measured: str
    idle: bool  # it was asked for research, and no result uses it now
    from_paper: bool
    may_object: bool
    taken_away: bool


@dataclass(frozen=True)
class OwnPage:
    """Everything on the client's own page."""

    contact: Contact
    goal: str
    goal_state: str
    recorded: list[Recorded]
    open_questions: list[Recorded]  # without an answer: unknown, rather not said, not asked
    shown: OpenedSnapshot | None
    recalled: list[Recalled]  # of what was shown: what was withdrawn since
    report: Report | None
    absences: list[OpenedAbsence]
    agreed: list[ToDo]
    requests: list[OpenedRequest]
    looks: list[Look]  # by others, newest first
    own_looks: list[Look]
    erased: list[Erasure]
    months_kept: int
    ground_kept: str

    @property
    def for_research(self) -> list[Look]:
        """When choice and answers went along for research, the newest first."""
        return [look for look in self.looks if look.part == FOR_RESEARCH]


def own_page(case: Case) -> OwnPage:
    looks = looks_of(case.client_key, caseworker=case.caseworker_id)
    recorded, stood = recorded_in(case), shown_in(case)
    now, recalled = as_it_holds(stood, language_now()) if stood else (None, [])
    return OwnPage(
        contact=contact_of(case),
        goal=goal_of(case),
        goal_state=str(dict(Answer.State.choices).get(case.goal_state, "")),
        recorded=[line for line in recorded if line.answer or line.taken_away],
        open_questions=[line for line in recorded if not (line.answer or line.taken_away)],
        shown=now,
        recalled=recalled,
        report=summary_of(case, language_now()),
        absences=absences_of(case),
        agreed=of_case(case),
        requests=requests_of(case),
        looks=[look for look in looks if look.actor != AccessLine.Actor.CLIENT],
        own_looks=[look for look in looks if look.actor == AccessLine.Actor.CLIENT],
        erased=list(erasures_of(case.client_key)),
        months_kept=term_of("case").months,
        ground_kept=term_of("case").ground,
    )


def newest_case_of(number: str) -> Case | None:
    """The newest conversation of the client with this number, for the right of access without a code."""
    client = client_with_number(number)
    rows = Case.objects.filter(client=client, client__isnull=False).exclude(closed_reason="wrong_person")
    return rows.select_related("client", "caseworker__team", "team", "checklist").order_by("-pk").first()


def recorded_in(case: Case) -> list[Recorded]:
    """Every answer that stands, in the order of the questions."""
    answers = answers_opened(case).values()
    idle = {question.pk for question in no_longer_needed(answer.question for answer in answers)}
    return [_recorded(answer, language_now(), idle) for answer in answers]


def language_now() -> str:
    return "en" if get_language() == "en" else "nl"


def shown_in(case: Case) -> OpenedSnapshot | None:
    """The evidence as it was last on the screen of this case."""
    snapshot = latest_snapshot(case)
    return open_snapshot(snapshot) if snapshot else None


def _recorded(answer: OpenedAnswer, language: str, idle: Collection[int]) -> Recorded:
    question = answer.question
    return Recorded(
        key=question.key,
        topic=getattr(question, f"topic_{language}"),
        question=getattr(question, f"text_{language}"),
        answer=answer.in_words(language),
        state="" if answer.state == Answer.State.GIVEN else str(Answer.State(answer.state).label),
        voice=str(Answer.ClientVoice(answer.voice).label) if answer.voice else "",
        why=getattr(question, f"use_{language}"),
        measured=getattr(question, f"measured_{language}"),
        idle=question.pk in idle,
        from_paper=answer.from_paper,
        may_object=answer.state == Answer.State.GIVEN,
        taken_away=answer.state == Answer.State.DESTROYED,
    )


# ---- the access log, for the privacy officer -------------------------------------------------------------------------

MOST_LINES = 20_000  # in one file


def search_of(kept: dict[str, Any]) -> LogSearch:
    """The search as it is kept in the session: a client number never stands in an address."""
    number = kept.get("number", "")
    clients = [client.client_key for client in clients_with_number(number)] if number else None
    days = [day(kept.get(name) or "") for name in ("from_day", "until_day")]
    found = tuple(clients) if clients is not None else None
    return LogSearch(from_day=days[0], until_day=days[1], person=kept.get("person"), clients=found)


def log_rows(lines: Iterable[AccessLine]) -> list[dict[str, str]]:
    """Lines of the log in words. A destroyed client has no number any more."""
    listed = list(lines)
    numbers = numbers_of(line.client_key for line in listed)
    return [
        {
            "at": local_format(line.at, "SHORT_DATETIME_FORMAT"),
            "moment": timezone.localtime(line.at).strftime("%Y-%m-%d %H:%M:%S"),  # for a file: it sorts
            "who": line.account.display_name if line.account else str(line.get_actor_display()),
            "role": str(ROLES[line.role][1]) if line.role in ROLES else "",
            "team": line.team,
            "number": numbers.get(line.client_key, "–"),
            "part": part_to_staff(line.part),
            "purpose": str(line.get_purpose_display()),
            "outcome": str(line.get_outcome_display()),
            "refused": "yes" if line.outcome == AccessLine.Outcome.REFUSED else "",
        }
        for line in listed
    ]


def csv_of(lines: Iterable[AccessLine]) -> str:
    """The lines as CSV, as spreadsheets here read it. No cell can start a formula."""
    heads = {
        "moment": _("when"), "who": _("who"), "role": _("role"), "team": _("team"), "number": _("client number"),
        "part": _("part"), "purpose": _("reason"), "outcome": _("outcome"),
    }  # fmt: skip
    return csv_text([heads.values(), *([row[key] for key in heads] for row in log_rows(lines))])
