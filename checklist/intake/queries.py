# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads about cases: who may see one, what was answered, which groups that means."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from checklist.base.keys import KeyDestroyed, Sealer
from checklist.base.prepared import Prepared, columns
from checklist.intake.models import Answer, Case, Client, StandIn
from checklist.intake.rules import Topic, answer_place, goal_place, topics
from checklist.people.models import Account
from checklist.questions import rules
from checklist.questions.models import Checklist, Question
from checklist.questions.queries import questions_of
from checklist.releases.queries import in_talk

REFUSED = frozenset({Answer.ClientVoice.NOT_ME, Answer.ClientVoice.DO_NOT_USE})
PER_PAGE = 50
MOST_FOUND = 20  # a search shows, and logs, at most so many


@dataclass(frozen=True)
class Fact:
    """One answer under ground (E): the group that it means, the key it is sealed under, and whether it was refused."""

    characteristic: str
    group: str  # '' when the answer means no studied group
    question_key: str
    answer_key: UUID | None
    refused: bool


@dataclass(frozen=True)
class OpenedAnswer:
    """What stands now as the answer to one question, readable. `answer` is None unless the state is 'given'."""

    question: Question
    state: str
    answer: rules.Answer | None
    voice: str
    version: int
    answer_key: UUID | None
    from_paper: bool
    saved_at: datetime
    saved_by: str

    @property
    def reply(self) -> rules.Reply:
        return rules.Reply(self.state, self.answer)

    @property
    def refused(self) -> bool:
        return self.voice in REFUSED

    def in_words(self, language: str) -> str:
        """The answer as somebody reads it; '' when there is none."""
        return rules.in_words(self.question, self.answer, language)


@dataclass(frozen=True)
class Contact:
    """The fixed contact person of a case, and who stands in at the moment (S23)."""

    name: str
    phone: str
    team: str
    stand_in: "Contact | None" = None


# ---- which cases -----------------------------------------------------------------------------------------------------


def cases_of(account: Account, *, today: date | None = None) -> QuerySet[Case]:
    """Cases in which this person has a relation today: own cases, and those stood in for."""
    lent = _lent(account, today).values("case_id")
    rows = Case.objects.filter(Q(caseworker=account) | Q(pk__in=lent), client__isnull=False)  # not destroyed
    return rows.exclude(closed_reason="wrong_person")


def case_of(account: Account, case_uuid: UUID) -> Case | None:
    """One case in which this person has a relation today, with client and checklist. One query for the own cases."""
    row = _OWN_CASE.first(case_uuid=case_uuid, account=account.pk)
    if row is None:
        rows = Case.objects.select_related("client", "checklist").filter(uuid=case_uuid)
        return rows.filter(pk__in=cases_of(account)).first()
    case = _own_case(row, account)
    destroyed = case.client_id is None
    return None if destroyed or case.closed_reason == "wrong_person" else case


_PARTS = [columns(Case), columns(Client, "client__"), columns(Checklist, "checklist__")]
_OWN_CASE = Prepared(
    lambda case_uuid, account: Case.objects.filter(uuid=case_uuid, caseworker_id=account).values_list(
        *(name for part in _PARTS for name in part)
    ),
    case_uuid=UUID,
    account=int,
)


def _own_case(row: list[Any], account: Account) -> Case:
    """One row of the three tables as objects, as `select_related` makes them."""
    first, second = len(_PARTS[0]), len(_PARTS[0]) + len(_PARTS[1])
    case = Case.from_db(DEFAULT_DB_ALIAS, columns(Case), row[:first])
    client = Client.from_db(DEFAULT_DB_ALIAS, columns(Client), row[first:second])
    case.client = client if case.client_id else None
    case.checklist = Checklist.from_db(DEFAULT_DB_ALIAS, columns(Checklist), row[second:])
    case.caseworker = account
    return case


def _lent(account: Account, today: date | None) -> QuerySet[StandIn]:
    return StandIn.objects.filter(account=account, until__gte=today or timezone.localdate())


def listed_cases(account: Account, *, closed: bool = False, search: str = "", before: int = 0) -> list[Case]:
    """The start list, newest first, with client, caseworker and `lent_until`. One query; a page and one more."""
    lent = _lent(account, None).filter(case=OuterRef("pk")).order_by("-until").values("until")[:1]
    rows = cases_of(account).select_related("client", "caseworker").defer("goal")
    if search:
        wanted = Q(client__number__iexact=search) | Q(client__display_name__icontains=search)
        return list(rows.filter(wanted).annotate(lent_until=Subquery(lent)).order_by("-pk")[:MOST_FOUND])
    rows = rows.filter(closed_at__isnull=not closed)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.annotate(lent_until=Subquery(lent)).order_by("-pk")[: PER_PAGE + 1])


def stand_in_of(account: Account, case: Case) -> StandIn | None:
    """The row by which this person stands in for the caseworker today."""
    return _lent(account, None).filter(case=case).order_by("-until").first()


def name_of(case: Case) -> str:
    """The client's name; a dash after destruction."""
    return case.client.display_name if case.client else "–"


def client_with_number(number: str) -> Client | None:
    return Client.objects.filter(number=number).first()


def open_case_of_client(number: str) -> Case | None:
    """The newest open case about the client with this number, whoever has it."""
    rows = Case.objects.filter(client__number=number, closed_at=None).select_related(
        "client", "team", "caseworker"
    )
    return rows.order_by("-pk").first()


def colleagues(account: Account) -> QuerySet[Account]:
    """Caseworkers of the same team, for handing over."""
    team = Account.objects.filter(team=account.team, is_active=True, is_caseworker=True)
    return team.exclude(pk=account.pk).order_by("display_name")


def contact_of(case: Case) -> Contact:
    rows = StandIn.objects.filter(case=case, until__gte=timezone.localdate())
    row = rows.select_related("account__team").order_by("-made_at").first()
    return _contact(case.caseworker, _contact(row.account) if row else None)


def _contact(account: Account, stand_in: Contact | None = None) -> Contact:
    """Somebody who is shielded is shown by team only (R14)."""
    team = account.team.name
    return Contact(team if account.is_shielded else account.display_name, account.phone, team, stand_in)


# ---- what was said ---------------------------------------------------------------------------------------------------


def goal_of(case: Case, sealer: Sealer | None = None) -> str:
    """The client's goal, literally; '' when none was given or it was destroyed."""
    if not case.goal:
        return ""
    try:
        return (sealer or Sealer(case.client_key)).open(case.goal, goal_place(case.uuid))
    except KeyDestroyed:
        return ""


def answers_opened(
    case: Case, sealer: Sealer | None = None, *, only: Collection[str] | None = None
) -> dict[str, OpenedAnswer]:
    """The stored answers of a case by question key, in the order of the questions. Two queries, however many.

    `only`: keys of the questions that matter now.
    """
    asked = [q for q in questions_of(case.checklist) if only is None or q.key in only]
    found = [dict(zip(_ANSWER, row, strict=True)) for row in _ANSWERS.rows(case=case.pk)]
    rows = {row["question_id"]: row for row in found}
    box = sealer or Sealer(case.client_key)
    return {
        question.key: _opened(case, question, rows[question.pk], box)
        for question in asked
        if question.pk in rows
    }


_ANSWER = (
    *("question_id", "state", "value", "voice", "version", "from_paper", "saved_at"),
    *("key_id", "key__client_key", "key__wrapped", "saved_by__display_name"),
)
_ANSWERS = Prepared(lambda case: Answer.objects.filter(case_id=case).values_list(*_ANSWER), case=int)


def reply_of(case: Case, question: Question, row: Answer, box: Sealer) -> rules.Reply:
    """What one stored answer says. One whose key is gone is destroyed: nobody can read it any more."""
    return _reply(case, question, row.state, row.key_id, row.value, box)


def _reply(
    case: Case, question: Question, state: str, key: UUID | None, value: Any, box: Sealer
) -> rules.Reply:
    if state != Answer.State.GIVEN:
        return rules.Reply(state)
    try:
        if key is None:
            raise KeyDestroyed
        return rules.Reply(state, json.loads(box.open(value, answer_place(case.uuid, question.key), key=key)))
    except KeyDestroyed:
        return rules.Reply(Answer.State.DESTROYED)


def _opened(case: Case, question: Question, row: dict[str, Any], box: Sealer) -> OpenedAnswer:
    if row["key__client_key"] == case.client_key:
        box.take_answer_key(row["key_id"], row["key__wrapped"])
    reply = _reply(case, question, row["state"], row["key_id"], row["value"], box)
    return OpenedAnswer(
        question=question,
        state=reply.state,
        answer=reply.answer,
        voice=row["voice"],
        version=row["version"],
        answer_key=row["key_id"],
        from_paper=row["from_paper"],
        saved_at=row["saved_at"],
        saved_by=row["saved_by__display_name"],
    )


def talk_questions(case: Case) -> list[Question]:
    """The questions of the talk; the goal has a page of its own."""
    return [question for question in questions_of(case.checklist) if question.key != rules.GOAL]


def asked_now(case: Case, opened: dict[str, OpenedAnswer]) -> set[str]:
    """Keys of the questions that are asked, given the answers so far (a 'no' at the gate lets others fall away)."""
    replies = {key: answer.reply for key, answer in opened.items()}
    return rules.asked_keys(questions_of(case.checklist), replies)


@dataclass(frozen=True)
class Talk:
    """Where the questions of one case stand: all of them by topic, what was answered, and which are asked."""

    topics: list[Topic]
    opened: dict[str, OpenedAnswer]
    asked: set[str]
    sealer: Sealer | None = None

    @property
    def questions(self) -> list[Question]:
        return [question for topic in self.topics for question in topic.questions]

    def open_topic(self) -> Topic | None:
        """The first topic with a question that has no answer yet; else the first."""
        waiting = [
            t
            for t in self.topics
            if any(q.key in self.asked and q.key not in self.opened for q in t.questions)
        ]
        return next(iter(waiting or self.topics), None)

    def topic_at(self, position: int) -> Topic | None:
        return next((topic for topic in self.topics if topic.position == position), None)

    def after(self, topic: Topic) -> Topic | None:
        later = (other for other in self.topics if other.position > topic.position)
        return next((other for other in later if any(q.key in self.asked for q in other.questions)), None)

    def before(self, topic: Topic) -> Topic | None:
        earlier = [other for other in self.topics if other.position < topic.position]
        return next((t for t in reversed(earlier) if any(q.key in self.asked for q in t.questions)), None)


def talk_of(case: Case, language: str, *, only: Collection[str] | None = None) -> Talk:
    """The questions of one case with their answers, by topic. `only`: read these answers, and those of conditions."""
    needed = None if only is None else {*only, *(q.depends_on for q in questions_of(case.checklist))}
    said = answers_opened(case, box := Sealer(case.client_key), only=needed)
    return Talk(topics(talk_questions(case), language), said, asked_now(case, said), box)


def facts_of(case: Case, opened: dict[str, OpenedAnswer] | None = None) -> list[Fact]:
    """What findings may be matched with: answers under ground (E), about groups that may be talked about (R12, R13).

    A refused fact is there too, marked, so that the page can say why a finding is silent. A destroyed one has no group.
    """
    said = answers_opened(case) if opened is None else opened
    asked, allowed = asked_now(case, said), in_talk()
    return [
        Fact(
            characteristic=answer.question.characteristic,
            group=rules.group_of(answer.question, answer.answer),
            question_key=key,
            answer_key=answer.answer_key,
            refused=answer.refused or answer.state == Answer.State.DESTROYED,
        )
        for key, answer in said.items()
        if answer.question.ground == rules.EFFECT
        and answer.state in {Answer.State.GIVEN, Answer.State.DESTROYED}
        and key in asked
        and answer.question.characteristic in allowed
    ]


def state_words() -> dict[str, str]:
    """What stands where an answer would, when there is none."""
    return {
        rules.UNKNOWN: gettext("I do not know"),
        rules.DECLINED: gettext("I would rather not say"),
        rules.NOT_ASKED: gettext("Not asked"),
        "destroyed": gettext("Taken away at your wish"),
    }


def said(question: Question, reply: rules.Reply, language: str) -> str:
    """A reply as somebody reads it: the answer, or why there is none."""
    return rules.in_words(question, reply.answer, language) or state_words().get(reply.state, "")


def read_back_lines(talk: Talk, language: str) -> list[dict[str, Any]]:
    """One line per question that is asked, and one for what fell away and is about to be destroyed."""
    lines = []
    for question in talk.questions:
        stored = talk.opened.get(question.key)
        asked = question.key in talk.asked
        if not asked and (stored is None or stored.answer is None):
            continue
        reply = stored.reply if stored else rules.Reply(rules.NOT_ASKED)
        lines.append(
            {
                "key": question.key,
                "number": question.position,
                "text": getattr(question, f"text_{language}"),
                "said": said(question, reply, language),
                "given": reply.state == rules.GIVEN and asked,
                "fell_away": not asked,
                "destroyed": reply.state == "destroyed",
                "voice": stored.voice if stored else "",
                "from_paper": bool(stored and stored.from_paper),
                "topic": next(t.position for t in talk.topics if question in t.questions),
            }
        )
    return lines


# ---- where the talk is -----------------------------------------------------------------------------------------------

STEP_PAGES = (
    ("goal", "intake:goal"),
    ("questions", "intake:questions"),
    ("read-back", "intake:read_back"),
    ("first-idea", "advice:first_idea"),
    ("evidence", "advice:evidence"),
    ("choices", "decisions:choices"),
    ("summary", "decisions:summary"),
)


@dataclass(frozen=True)
class Steps:
    """The seven steps as the component on top of each page wants them."""

    current: str
    done: tuple[str, ...]
    addresses: dict[str, str]


def steps_of(case: Case, current: str) -> Steps:
    """Which steps are done, and the address of each that is open already."""
    reached = [(key, reverse(page, args=[case.uuid])) for key, page in STEP_PAGES[: case.stage]]
    return Steps(current, tuple(key for key, _ in reached[: case.stage - 1]), dict(reached))


def page_of_stage(case: Case) -> str:
    """The address where the talk goes on."""
    return reverse(STEP_PAGES[case.stage - 1][1], args=[case.uuid])
