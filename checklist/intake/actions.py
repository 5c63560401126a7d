# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that is written in the first half of the talk: the case, the goal, the answers, the client's voice."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from checklist.access.actions import choose_purpose, destroy_answer, log_look
from checklist.access.models import AccessLine, Erasure, Purpose
from checklist.base.digest import canonical_json
from checklist.base.keys import Sealer, new_client_key
from checklist.base.prepared import Prepared, columns
from checklist.intake.models import Answer, Case, Client, StandIn
from checklist.intake.queries import (
    answers_opened,
    asked_now,
    client_with_number,
    goal_of,
    reply_of,
    talk_questions,
)
from checklist.intake.rules import (
    LONGEST_STAND_IN,
    Given,
    answer_place,
    goal_place,
    looks_like_national_number,
    months_after,
    tidy_number,
)
from checklist.people.actions import end_codes, issue_code
from checklist.people.models import Account
from checklist.people.permissions import Actor, Refused
from checklist.questions import rules
from checklist.questions.models import Checklist, Question
from checklist.questions.queries import published

TOLD_FIRST = _(
    "First tell the client about reuse for research, and write down the goal. Then come the questions."
)


class Stale(Exception):
    """Somebody else saved this in the meantime. `keys`: the questions it is about ('goal' for the goal)."""

    def __init__(self, keys: Iterable[str]) -> None:
        super().__init__("saved by somebody else in the meantime")
        self.keys = list(keys)


@dataclass(frozen=True)
class Opened:
    """A case that was just opened, and the client's code, readable this one time."""

    case: Case
    code: str


# ---- opening, lending, handing over, closing -------------------------------------------------------------------------


@transaction.atomic
def open_case(
    *,
    number: str,
    display_name: str,
    purpose: str,
    by: Account,
    fictional: bool,
    case_uuid: UUID | None = None,
) -> Opened:
    """Open a conversation with a new or known client: the purpose, the first access line and the code come with it.

    `case_uuid` is the one-time key of the form: sent twice, it cannot open two cases.
    """
    checklist = published()
    if checklist is None:
        raise Refused(_("There is no published checklist yet. Ask the findings editor."))
    key = case_uuid or uuid4()
    if Case.objects.filter(uuid=key).exists():
        raise Stale(["case"])
    try:
        with transaction.atomic():
            client = _client(tidy_number(number), " ".join(display_name.split()), fictional)
            case = _new_case(key, client, checklist, by)
    except IntegrityError as taken:  # the same form, or the same new client, at the same moment
        raise Stale(["case"]) from taken
    choose_purpose(case_uuid=case.uuid, purpose=purpose, by=by)
    _line(case, by, purpose, "opened")
    return Opened(case, new_code(case=case, by=by))


def _new_case(key: UUID, client: Client, checklist: Checklist, by: Account) -> Case:
    if Case.objects.filter(client=client, caseworker=by, closed_at=None).exists():
        raise Refused(_("You have an open conversation with this client already. You find it in your list."))
    return Case.objects.create(
        uuid=key,
        client=client,
        client_key=client.client_key,
        team=by.team,
        caseworker=by,
        checklist=checklist,
        fictional=client.fictional,
    )


def _client(number: str, name: str, fictional: bool) -> Client:
    if looks_like_national_number(number):
        raise Refused(_("This looks like a BSN. Use the client number of your own system."))
    known = client_with_number(number)
    if known is None:
        key = new_client_key()
        return Client.objects.create(client_key=key, number=number, display_name=name, fictional=fictional)
    if known.display_name.casefold() != name.casefold():
        raise Refused(
            _("This client number belongs to another name. Check the number: is this the right person?")
        )
    return known


def _line(case: Case, by: Account, purpose: str, part: str) -> None:
    actor = Actor(kind="staff", account=by, role="caseworker")
    saved = AccessLine.Outcome.SAVED
    log_look(
        client_key=case.client_key, case_uuid=case.uuid, by=actor, part=part, purpose=purpose, outcome=saved
    )


@transaction.atomic
def new_code(*, case: Case, by: Account) -> str:
    """A new code for the client, readable this one time; the one before ends at once (S20)."""
    _check_open(case)
    return issue_code(client_key=case.client_key, case_uuid=case.uuid, by=by)


@transaction.atomic
def stand_in(*, case: Case, until: date, by: Account) -> StandIn:
    """Take over for a colleague of the same team until a date. No manager is needed; the client sees it."""
    _check_open(case)
    today = timezone.localdate()
    if case.team_id != by.team_id or not by.is_caseworker:
        raise Refused(_("Only a caseworker of the same team can stand in."))
    if not today <= until <= today + LONGEST_STAND_IN:
        raise Refused(_("Choose an end date from today, and at most six weeks ahead."))
    row = StandIn.objects.create(case=case, account=by, until=until, made_by=by)
    choose_purpose(case_uuid=case.uuid, purpose=Purpose.STAND_IN, by=by)
    _line(case, by, Purpose.STAND_IN, "stand_in")
    return row


@transaction.atomic
def hand_over(*, case: Case, to: Account, by: Account) -> Case:
    """The case goes to a colleague of the same team for good. Who had it can look no more."""
    _check_open(case)
    if case.caseworker_id != by.pk:
        raise Refused(_("Only the caseworker of this conversation hands it over."))
    if not (to.is_caseworker and to.is_active and to.team_id == case.team_id):
        raise Refused(_("Only a caseworker of the same team can take over."))
    Case.objects.filter(pk=case.pk).update(caseworker=to)
    today = timezone.localdate()
    StandIn.objects.filter(case=case, account__in=[by, to], until__gte=today).update(
        until=today - timedelta(days=1)
    )
    case.caseworker = to
    return case


@transaction.atomic
def close_case(*, case: Case, reason: str, by: Account) -> Case:
    """The talk is done, or the wrong person was opened: then what was written about that person is destroyed."""
    _check_open(case)
    if reason not in {"done", "wrong_person"}:
        raise Refused(_("Choose why you close this conversation."))
    case.closed_at, case.closed_reason = timezone.now(), reason
    case.keep_until = months_after(timezone.localdate(), _months_kept())
    if reason == "wrong_person":
        case.goal, case.goal_state = b"", ""
        _destroy_all(case, by)
    case.save(update_fields=["closed_at", "closed_reason", "keep_until", "goal", "goal_state"])
    end_codes(case_uuid=case.uuid, by=by)
    return case


def _months_kept() -> int:
    terms = settings.RETENTION_TERMS
    return int(str(terms.get("case") or terms["default"]).partition("|")[0])


def _destroy_all(case: Case, by: Account) -> None:
    actor = Actor(kind="staff", account=by, role="caseworker")
    for answer in Answer.objects.filter(case=case).exclude(key=None):
        _destroy(case, answer, actor, Erasure.Ground.WRONG_PERSON)


# ---- goal and answers ------------------------------------------------------------------------------------------------


@transaction.atomic
def save_goal(
    *,
    case: Case,
    state: str,
    words: str,
    version: int,
    by: Account,
    objects: bool = False,
    companion: bool = False,
) -> Case:
    """The client's goal, literally. On record with it: the client was told of research, and objected or not (R18)."""
    _check_open(case)
    words = words.strip() if state == rules.GIVEN else ""
    stored = (case.goal_state, goal_of(case), case.research_objected_at is not None, case.companion)
    if stored == (state, words, objects, companion):
        return case  # nothing changed, or the same form sent twice
    now = timezone.now()
    sealed = Sealer(case.client_key).seal(words, goal_place(case.uuid)) if words else b""
    values = {
        "goal": sealed,
        "goal_state": state,
        "companion": companion,
        "research_told_at": case.research_told_at or now,
        "research_objected_at": (case.research_objected_at or now) if objects else None,
        "stage": max(case.stage, Case.Stage.QUESTIONS),
        "version": version + 1,
    }
    if not Case.objects.filter(pk=case.pk, version=version).update(**values):
        raise Stale([rules.GOAL])
    case.refresh_from_db()
    return case


@transaction.atomic
def save_answer(
    *, case: Case, question: Question, reply: rules.Reply, version: int, by: Account, from_paper: bool = False
) -> int:
    """Save one answer. Returns its version. Raises Stale when somebody saved another answer since `version`."""
    given = Given(question, reply, version)
    return save_answers(case=case, given=[given], by=by, from_paper=from_paper)[question.key]


@transaction.atomic
def save_answers(
    *, case: Case, given: Iterable[Given], by: Account, from_paper: bool = False, sealer: Sealer | None = None
) -> dict[str, int]:
    """Save what one page says: all of it, or nothing and Stale with every question that clashed. Versions by key."""
    _check_open(case)
    if case.research_told_at is None:
        raise Refused(TOLD_FIRST)
    versions, clashes, box = {}, [], sealer or Sealer(case.client_key)
    for item in given:
        if item.question.checklist_id != case.checklist_id:
            raise Refused(_("This question does not belong to the checklist of this conversation."))
        try:
            versions[item.question.key] = _save(case, item, box, {"saved_by": by, "from_paper": from_paper})
        except Stale as stale:
            clashes += stale.keys
    if clashes:
        raise Stale(clashes)
    return versions


_LOCKED = Prepared(
    lambda **one: Answer.objects.select_for_update().filter(**one).values_list(*columns(Answer)),
    case=int,
    question=int,
)


def _save(case: Case, item: Given, box: Sealer, who: dict[str, Any]) -> int:
    """One answer. The row is locked while its version is compared; two first answers are judged by the unique key."""
    row = _stored(case, item)
    if row is not None and reply_of(case, item.question, row, box) == item.reply:
        return row.version  # nothing changed, or the same form sent twice
    if (row.version if row else 0) != item.version:
        raise Stale([item.question.key])
    _read_back_again(case)
    if row is None:
        return _save_first(case, item, box, who)
    sealed = _sealed(case, item, box, row.key_id)
    fresh = {"voice": Answer.ClientVoice.NONE, "version": row.version + 1, "saved_at": timezone.now()}
    Answer.objects.filter(pk=row.pk).update(**sealed, **fresh, **who)
    return row.version + 1


def _stored(case: Case, item: Given) -> Answer | None:
    found = _LOCKED.first(case=case.pk, question=item.question.pk)
    return Answer.from_db(DEFAULT_DB_ALIAS, columns(Answer), found) if found else None


def _save_first(case: Case, item: Given, box: Sealer, who: dict[str, Any]) -> int:
    try:
        with transaction.atomic():
            Answer.objects.create(case=case, question=item.question, **_sealed(case, item, box, None), **who)
    except IntegrityError as taken:
        row = _stored(case, item)  # a quiet save and the button of one page, at the same moment
        if row is None or reply_of(case, item.question, row, box) != item.reply:
            raise Stale([item.question.key]) from taken
    return 1


def _sealed(case: Case, item: Given, box: Sealer, key: UUID | None) -> dict[str, Any]:
    """The columns of an answer. Each is sealed under a key of its own, so that it can be destroyed alone (R8)."""
    if item.reply.state != rules.GIVEN:
        return {"state": item.reply.state, "value": b"", "key_id": key}
    answer = item.reply.answer or {}
    rules.check_answer(item.question, answer)
    key = key or box.new_answer_key().uuid
    value = box.seal(canonical_json(answer), answer_place(case.uuid, item.question.key), key=key)
    return {"state": rules.GIVEN, "value": value, "key_id": key}


def _read_back_again(case: Case) -> None:
    """An answer changed after 'this is right' was said: it has to be read back once more."""
    if case.read_back_at is not None:
        Case.objects.filter(pk=case.pk).update(read_back_at=None)
        case.read_back_at = None


# ---- the client's voice ----------------------------------------------------------------------------------------------


@transaction.atomic
def confirm_read_back(*, case: Case, by: Account) -> Case:
    """The client said once, of all: this is right (R8). What fell away is destroyed; what is open is not asked."""
    _check_open(case)
    if case.research_told_at is None:
        raise Refused(TOLD_FIRST)
    said = answers_opened(case)
    asked = asked_now(case, said)
    actor = Actor(kind="staff", account=by, role="caseworker")
    for row in Answer.objects.filter(case=case).exclude(key=None).select_related("question"):
        if row.question.key not in asked:
            _destroy(case, row, actor, Erasure.Ground.CLIENT_ASKED)
    open_ones = [q for q in talk_questions(case) if q.key in asked and q.key not in said]
    for question in open_ones:
        Answer.objects.create(case=case, question=question, state=rules.NOT_ASKED, saved_by=by)
    Answer.objects.filter(case=case, voice=Answer.ClientVoice.NONE).update(voice=Answer.ClientVoice.RIGHT)
    Case.objects.filter(pk=case.pk).update(read_back_at=timezone.now())
    case.refresh_from_db()
    return advance(case=case, stage=Case.Stage.FIRST_IDEA, by=by)


@transaction.atomic
def voice_on_answer(*, case: Case, question: Question, voice: str, by: Actor) -> None:
    """The client about one line: this is right, this is not me, do not use this. No reason is asked."""
    _check_open(case)
    if voice not in Answer.ClientVoice.values or not voice:
        raise Refused(_("Choose what you want to say about this line."))
    rows = Answer.objects.filter(case=case, question=question, state=Answer.State.GIVEN)
    if not rows.update(voice=voice):
        raise Refused(_("There is no answer here any more."))


@transaction.atomic
def destroy_answer_of_case(*, case: Case, question: Question, by: Actor) -> None:
    """Take the answer itself away: its key is destroyed, and with it all that was shown because of it."""
    row = Answer.objects.filter(case=case, question=question).select_for_update().first()
    if row is None or row.key_id is None:
        raise Refused(_("There is no answer here any more."))
    _destroy(case, row, by, Erasure.Ground.CLIENT_ASKED)


def _destroy(case: Case, row: Answer, by: Actor, ground: str) -> None:
    if row.key_id is not None:
        destroy_answer(client_key=case.client_key, key=row.key_id, ground=ground, by=by)
    Answer.objects.filter(pk=row.pk).update(
        state=Answer.State.DESTROYED,
        value=b"",
        key=None,
        voice=Answer.ClientVoice.DO_NOT_USE,
        version=row.version + 1,
        saved_at=timezone.now(),
    )


@transaction.atomic
def advance(*, case: Case, stage: int, by: Account) -> Case:
    """The talk has come as far as `stage`; it never goes back. Beyond the questions only after reading back."""
    if stage >= Case.Stage.QUESTIONS and case.research_told_at is None:
        raise Refused(TOLD_FIRST)
    if stage >= Case.Stage.FIRST_IDEA and case.stage < Case.Stage.FIRST_IDEA and case.read_back_at is None:
        raise Refused(_("First read back what was written down."))
    if Case.objects.filter(pk=case.pk, stage__lt=stage).update(stage=stage):
        case.stage = stage
    return case


def _check_open(case: Case) -> None:
    if case.closed_at is not None:
        raise Refused(_("This conversation is closed. Nothing is written in it any more."))
