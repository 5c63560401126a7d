# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""One row in every append-only table, for one client."""

from datetime import date, timedelta

from django.db.models import Model
from django.utils import timezone

from checklist.access.models import AccessLine, Erasure
from checklist.advice.models import EvidenceSnapshot, FirstIdea
from checklist.base.keys import new_client_key
from checklist.decisions.models import Decision, GivenVoice, Override, Voice
from checklist.followup.models import FollowUp, FollowUpEvent
from checklist.intake.models import Absence, Case, Client, Correction
from checklist.people.models import Account, Team
from checklist.questions.models import Checklist, Question
from checklist.reviews.models import Review


def make_worker() -> Account:
    team, _ = Team.objects.get_or_create(name="Team Noord")
    worker = Account.objects.filter(username="anouk").first()
    return worker or Account.objects.create_user(
        "anouk", display_name="Anouk de Wit", team=team, is_caseworker=True
    )


def make_case(number: str = "F-001") -> Case:
    """A fictional case that is ready for choices."""
    worker = make_worker()
    checklist, _ = Checklist.objects.get_or_create(
        version=1, defaults={"title_nl": "Gesprek", "title_en": "Talk", "fictional": True, "made_by": worker}
    )
    client = Client.objects.create(
        client_key=new_client_key(),
        number=number,
        number_key=number,
        display_name="Dirk (FICTIEF)",
        fictional=True,
    )
    return Case.objects.create(
        client=client, client_key=client.client_key, team=worker.team, caseworker=worker, checklist=checklist,
        fictional=True, stage=Case.Stage.CHOICES, research_told_at=timezone.now(),
        keep_until=timezone.localdate() + timedelta(days=900),
    )  # fmt: skip


def make_question(checklist: Checklist) -> Question:
    words = {f"{name}_{tongue}": name for name in ("topic", "text", "use") for tongue in ("nl", "en")}
    question, _ = Question.objects.get_or_create(
        checklist=checklist,
        key="hours",
        defaults={"position": 2, "kind": "one", "ground": "practical", **words},
    )
    return question


def make_log(case: Case) -> dict[type[Model], Model]:
    """Write one row in every append-only table, for this case. Returns them by class."""
    worker, key = case.caseworker, case.client_key
    line = AccessLine(
        client_key=key, case_uuid=case.uuid, actor="staff", account=worker, role="caseworker",
        team=case.team.name, purpose="talk", part="goal", sentence=b"\x00\xff",
    )  # fmt: skip
    erasure = Erasure(client_key=key, what="answer", subject=case.uuid, ground="client_asked", account=worker)
    idea = FirstIdea(
        client_key=key, case=case, whose="client", kind="services", services=["direct"], recorded_by=worker
    )
    snapshot = EvidenceSnapshot(
        client_key=key, case=case, checklist=case.checklist, language="nl", parts=[{"key": "", "sealed": "eA=="}],
        directions={"towards": 1, "none": 5}, app_version="0", shown_by=worker,
    )  # fmt: skip
    snapshot.save()
    decision = Decision(
        client_key=key, case=case, snapshot=snapshot, once_key=case.uuid, recorded_by=worker, next_step=b"step",
        revisit_on=date(2026, 12, 1),
    )  # fmt: skip
    decision.save()
    voice = Voice(
        client_key=key,
        decision=decision,
        whose="client",
        kind="undecided",
        after_evidence="kept",
        how="phone",
    )
    given = GivenVoice(
        client_key=key, case=case, snapshot=snapshot, once_key=line.uuid, kind="services", services=["direct"]
    )
    override = Override(
        client_key=key, decision=decision, team=case.team, caseworker=worker, whose="client", fictional=True,
        chosen={"client": ["direct"]}, departs={"client": ["left_out"]},
    )  # fmt: skip
    review = Review(
        client_key=key,
        decision=decision,
        team=case.team,
        reviewer=worker,
        understandable="yes",
        client_heard="no",
    )
    question = make_question(case.checklist)
    absence = Absence(
        client_key=key,
        case=case,
        once_key=voice.uuid,
        recorded_by=worker,
        next_step=b"step",
        revisit_on=date(2026, 12, 1),
    )
    correction = Correction(client_key=key, case=case, question=question, kind="not_me")
    rest: list[Model] = [line, erasure, idea, voice, given, override, review, absence, correction]
    for row in rest:
        row.save()
    return {type(row): row for row in [*rest, *make_follow_up(decision), snapshot, decision]}


def make_follow_up(decision: Decision) -> list[Model]:
    """What was agreed there as work, and that it was done."""
    key, day = decision.client_key, date(2026, 12, 1)
    row = FollowUp(
        client_key=key, case=decision.case, agreed_in=decision.uuid, kind="first_step", due_on=day, words=b"step",
        recorded_by=decision.recorded_by,
    )  # fmt: skip
    row.save()
    event = FollowUpEvent(client_key=key, followup=row, what="done", by_client=True, words=b"done")
    event.save()
    return [row, event]
