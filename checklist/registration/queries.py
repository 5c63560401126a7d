# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which intakes a registration holds, and their rows: read in chunks, with as many queries for each, so that memory
does not grow with their number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext

from checklist.base.keyring import research_key
from checklist.base.keys import load_answer_keys_of, sealers_of
from checklist.decisions.models import Decision, Voice
from checklist.intake.models import Answer, Case, Correction
from checklist.intake.queries import REFUSED, reply_of
from checklist.intake.rules import what_stands
from checklist.people.models import Account, Proposal
from checklist.people.permissions import ROLES as ROLE_WORDS
from checklist.people.permissions import has_role
from checklist.people.queries import HomePart, on_home, others_who_may, waiting_proposals
from checklist.questions.models import Checklist, Question
from checklist.questions.queries import questions_of
from checklist.questions.rules import EFFECT, Reply, asked_keys, group_of
from checklist.registration import rules
from checklist.registration.models import Registration
from checklist.releases.queries import in_talk
from checklist.services.queries import names_of_services

ACT = "export_registration"  # the act of a Proposal; its subject is the first and the last month
CHUNK = 500
FIXED = ("soort", "pseudoniem", "consulent", "locatie", "intake_maand", "traject", "gestart")
LEFT_OUT = frozenset({Correction.Kind.NOT_ME, Correction.Kind.DO_NOT_USE, Correction.Kind.TAKEN_AWAY})
ROLES = ("editor", "privacy_officer")


@dataclass(frozen=True)
class Row:
    """One intake: what stands in the file, and whose it is, for the log and for the file of who is who."""

    cells: tuple[str, ...]
    client_key: UUID
    case_uuid: UUID
    number: str


def wanted_of(proposal: Proposal) -> rules.Wanted:
    return rules.Wanted(**proposal.content)


def fictional_here() -> bool:
    """Where fictional people are allowed the registration holds them alone; everywhere else nobody of them."""
    return bool(settings.FICTIONAL_ALLOWED)


def _midnight(year: int, month: int) -> datetime:
    return timezone.make_aware(datetime.combine(date(year, month, 1), time()))


def asked_about(wanted: rules.Wanted) -> "QuerySet[Case]":
    """Conversations of these months in which both chose; not one that was opened for the wrong person."""
    first, after = _midnight(*map(int, wanted.first.split("-"))), _midnight(*rules.month_after(wanted.last))
    rows = Case.objects.filter(
        Exists(Decision.objects.filter(case=OuterRef("pk"))),
        opened_at__gte=first,
        opened_at__lt=after,
        fictional=fictional_here(),
        client__isnull=False,
        research_told_at__isnull=False,
    )
    return rows.exclude(closed_reason="wrong_person")


def intakes(wanted: rules.Wanted) -> "QuerySet[Case]":
    """Those that may go along: who objected in one conversation is left out with all of them (R18)."""
    return asked_about(wanted).filter(~_objected())


def _objected() -> Exists:
    mine = Case.objects.filter(client_key=OuterRef("client_key"), research_objected_at__isnull=False)
    return Exists(mine)


@dataclass(frozen=True)
class Counts:
    """People, not rows."""

    people: int
    objected: int


def counts_of(wanted: rules.Wanted) -> Counts:
    """Two queries."""
    keys = asked_about(wanted).filter(_objected()).order_by().values("client_key").distinct()
    return Counts(intakes(wanted).order_by().values("client_key").distinct().count(), keys.count())


def columns_of(wanted: rules.Wanted) -> dict[str, list[Question]]:
    """By characteristic the questions that ask it: of ground (a) only, of groups that may be talked about (R13), and
    sensitive ones only on a ground in law. Practical questions and own words never."""
    used = intakes(wanted).order_by().values("checklist_id")
    rows = Question.objects.filter(checklist_id__in=used, ground=EFFECT, characteristic__in=in_talk())
    if not wanted.health_ground:
        rows = rows.exclude(sensitive=True)
    found: dict[str, list[Question]] = {}
    for question in rows.order_by("characteristic", "-checklist_id"):
        found.setdefault(question.characteristic, []).append(question)
    return found


def services_named() -> dict[str, str]:
    """Key and name of every service, for the codebook."""
    return names_of_services("nl")


# ---- rows ------------------------------------------------------------------------------------------------------------


def rows_of(wanted: rules.Wanted, characteristics: Sequence[str]) -> Iterator[list[Row]]:
    """The rows in chunks, in the order of opening."""
    after = 0
    while True:
        cases = list(
            intakes(wanted).filter(pk__gt=after).select_related("client", "checklist").order_by("pk")[:CHUNK]
        )
        if not cases:
            return
        after = cases[-1].pk
        yield _rows(cases, characteristics)


def _rows(cases: Sequence[Case], characteristics: Sequence[str]) -> list[Row]:
    key, choices, groups = research_key(), _choices(cases), _groups(cases, characteristics)
    found = []
    for case in cases:
        client = case.client
        if client is None or case.pk not in choices:  # destroyed, or without both voices
            continue
        cells = (
            "R",
            rules.pseudonym_of_client(key, client.pk),
            rules.pseudonym(key, "consulent", case.caseworker_id),
            rules.pseudonym(key, "locatie", case.team_id),
            timezone.localtime(case.opened_at).strftime("%Y-%m"),
            choices[case.pk],
            "",
            *(groups[case.pk].get(name, "") for name in characteristics),
        )
        found.append(Row(cells, case.client_key, case.uuid, client.number))
    return found


def _choices(cases: Sequence[Case]) -> dict[int, str]:
    """What both chose in the newest decision of each case. Two queries."""
    rows = Decision.objects.filter(case__in=cases).order_by("id").values_list("case_id", "id")
    newest = dict(rows)
    said: dict[int, dict[str, tuple[str, Sequence[str]]]] = {}
    voices = Voice.objects.filter(decision_id__in=list(newest.values()))
    for decision, whose, kind, services in voices.values_list("decision_id", "whose", "kind", "services"):
        said.setdefault(decision, {})[whose] = (kind, services)
    return {
        case: rules.chosen(said[decision]["client"], said[decision]["caseworker"])
        for case, decision in newest.items()
        if len(said.get(decision, ())) == 2
    }


def _groups(cases: Sequence[Case], characteristics: Sequence[str]) -> dict[int, dict[str, str]]:
    """By case the group of each characteristic, as the client let it stand. Four queries and one a checklist."""
    sealers = sealers_of({case.client_key for case in cases})
    by_pk = {case.pk: case for case in cases}
    wanted = set(characteristics)
    asked = {case.checklist_id: questions_of(case.checklist) for case in cases}
    needed = {q.pk: q for rows in asked.values() for q in _needed(rows, wanted)}
    answers = list(Answer.objects.filter(case__in=cases, question__in=needed.keys()))
    load_answer_keys_of(sealers, [row.key_id for row in answers if row.key_id])
    stands = _corrected(cases)
    replies: dict[int, dict[str, Reply]] = {case.pk: {} for case in cases}
    refused: set[tuple[int, str]] = set()
    for row in answers:
        case, question = by_pk[row.case_id], needed[row.question_id]
        sealer = sealers[case.client_key]
        if row.key_id and sealer.has(row.key_id):
            replies[case.pk][question.key] = reply_of(case, question, row, sealer)
        else:
            replies[case.pk][question.key] = Reply(Answer.State.DESTROYED if row.key_id else row.state)
        if row.voice in REFUSED or stands.get((case.pk, question.key)) in LEFT_OUT:
            refused.add((case.pk, question.key))
    return {
        case.pk: _said(case, asked[case.checklist_id], replies[case.pk], refused, wanted) for case in cases
    }


def _needed(questions: Sequence[Question], wanted: set[str]) -> list[Question]:
    """The questions that are taken along, and those on whose answer it hangs whether they are asked."""
    taken = {q.key for q in questions if q.ground == EFFECT and q.characteristic in wanted}
    for question in reversed(questions):  # a condition names an earlier question
        if question.key in taken and question.depends_on:
            taken.add(question.depends_on)
    return [question for question in questions if question.key in taken]


def _said(
    case: Case,
    questions: Sequence[Question],
    replies: dict[str, Reply],
    refused: set[tuple[int, str]],
    wanted: set[str],
) -> dict[str, str]:
    asked = asked_keys(questions, replies)
    found: dict[str, str] = {}
    for question in questions:
        reply = replies.get(question.key)
        may = question.ground == EFFECT and question.characteristic in wanted and question.key in asked
        if may and reply and reply.state == Answer.State.GIVEN and (case.pk, question.key) not in refused:
            found.setdefault(question.characteristic, group_of(question, reply.answer))
    return found


def _corrected(cases: Sequence[Case]) -> dict[tuple[int, str], str]:
    """What the client said last about an answer after the report, where it still holds. One query."""
    rows = Correction.objects.filter(case__in=cases).order_by("id")
    kinds: dict[tuple[int, str], list[str]] = {}
    for case, question, kind in rows.values_list("case_id", "question__key", "kind"):
        kinds.setdefault((case, question), []).append(kind)
    return {about: stands for about, said in kinds.items() if (stands := what_stands(said))}


# ---- who asked, who agreed, what went out ----------------------------------------------------------------------------


def requests_for_registration() -> "QuerySet[Proposal]":
    """What was asked, the newest first."""
    rows = Proposal.objects.filter(act=ACT).select_related("proposed_by", "decided_by")
    return rows.order_by("-pk")


def made_of(proposals: Sequence[Proposal]) -> dict[int, Registration]:
    """By request what went out. One query."""
    return {row.asked_id: row for row in Registration.objects.filter(asked__in=proposals)}


def agreed_and_not_made() -> list[Proposal]:
    """What the command may make now."""
    made = Registration.objects.filter(asked=OuterRef("pk"))
    rows = requests_for_registration().filter(~Exists(made), outcome=Proposal.Outcome.AGREED)
    return list(rows)


def may_be_second(first: Account, by: Account) -> bool:
    """One of the two edits findings, the other watches over privacy."""
    one, other = ROLES
    return first.pk != by.pk and (
        (has_role(first, one) and has_role(by, other)) or (has_role(first, other) and has_role(by, one))
    )


def second_people(first: Account) -> list[Account]:
    return [one for one in others_who_may(first, *ROLES) if may_be_second(first, one)]


def checklists_used(wanted: rules.Wanted) -> list[int]:
    """Versions of the checklist that were used in these conversations."""
    used = intakes(wanted).order_by().values("checklist_id")
    return list(Checklist.objects.filter(pk__in=used).order_by("version").values_list("version", flat=True))


def sentence_to_client(proposal: Proposal) -> str:
    """What every client concerned reads in the own log: what for, for whom, and who the two people were, by name or,
    where somebody is shielded, by role."""
    with translation.override("nl"):
        return gettext(
            "For: %(purpose)s. Goes to: %(receiver)s. Asked by %(first)s, agreed to by %(second)s."
        ) % {
            "purpose": proposal.reason.rstrip(". "),
            "receiver": wanted_of(proposal).receiver.rstrip(". "),
            "first": _shown(proposal.proposed_by),
            "second": _shown(proposal.decided_by),
        }


def _shown(account: Account | None) -> str:
    if account is None:
        return "–"
    role = str(ROLE_WORDS[next(role for role in reversed(ROLES) if has_role(account, role))][1])
    return role if account.is_shielded else f"{account.display_name} ({role})"


@on_home
def registrations_on_home(account: Account) -> HomePart | None:
    """Only when something waits. One query."""
    if not any(has_role(account, role) for role in ROLES):
        return None
    lines = [
        (
            reverse("registration:request", args=[row.pk]),
            row.subject.replace("/", " – "),
            gettext("asked by %(name)s") % {"name": row.proposed_by},
        )
        for row in waiting_proposals(ACT)
        if may_be_second(row.proposed_by, account)
    ]
    return HomePart(gettext("Registration for research"), lines, order=30) if lines else None
