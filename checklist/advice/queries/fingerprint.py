# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Did anything change since a snapshot? All that the evidence of a case is made of, as one fingerprint."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Exists, F, OuterRef, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from checklist.base.digest import digest_of
from checklist.base.prepared import Prepared
from checklist.intake.models import Answer, Case
from checklist.questions.models import Question
from checklist.releases.models import Finding, GroupPolicy, Release
from checklist.services.models import Service, ServiceLink


def state_now(case: Case, *, language: str, today: date | None = None) -> str:
    """A fingerprint of all that the evidence of this case is made of. Two queries, whatever there is."""
    day = today or timezone.localdate()
    answers = _ANSWERS.rows(case=case.pk)
    parts = [language, str(case.checklist_id), str(settings.HEALTH_IN_TALKS_CONFIRMED)]
    parts += [repr([str(cell) for cell in row]) for row in answers]
    research = sorted(tuple(cell or "" for cell in row) for row in _RESEARCH.rows(gap=" "))
    parts += [repr(_with_age(row, day)) for row in research]
    return digest_of(parts)


def _with_age(row: tuple[str, ...], day: date) -> tuple[str, ...]:
    """A release past its date is another release to this page than it was the day before."""
    kind, until = row[0], row[2]
    return (*row, "old" if until and until < day.isoformat() else "") if kind == "release" else row


def _research(gap: str) -> QuerySet[Any, Any]:
    """Releases, withdrawn findings, group policies, services and links, as rows of words. One query."""

    def words(kind: str, rows: Any, one: Any, two: Any) -> Any:
        columns = {"kind_": Value(kind), "one_": Cast(one, TextField()), "two_": Cast(two, TextField())}
        typed = {name: Cast(value, TextField()) for name, value in columns.items()}
        return rows.order_by().annotate(**typed).values_list("kind_", "one_", "two_")

    practical = [
        F(f"{name}_{tongue}") for name in ("hours", "place", "start", "extra") for tongue in ("nl", "en")
    ]
    text = Concat("name_nl", "name_en", "text_nl", "text_en", *practical, output_field=TextField())
    speaks = Finding.objects.filter(release=OuterRef("pk"), type__in=("effect", "association"))
    releases = Release.objects.filter(
        Exists(speaks), state=Release.State.APPROVED
    )  # others say nothing in a talk
    policies = GroupPolicy.objects.exclude(approved_by=None)
    offered = Service.objects.filter(is_on=True)
    where = Concat(
        Cast("position", TextField()), Value(gap), Cast("updated_on", TextField()), output_field=TextField()
    )
    key = Concat("key", Value(gap), where, output_field=TextField())
    return words("release", releases, F("digest"), F("expires_on")).union(
        words("withdrawn", Finding.objects.exclude(withdrawn_at=None), F("pk"), F("withdrawn_at")),
        words("policy", policies, F("characteristic"), Concat("state", Cast("pk", TextField()))),
        words("service", offered, key, text),
        words("link", ServiceLink.objects.all(), F("pk"), F("service_id")),
        all=True,
    )


# The same at every look at the page: written once (docs/decisions/0027).
_RESEARCH = Prepared(_research, gap=str)
_ANSWERS = Prepared(
    lambda case: (
        Answer.objects.filter(case_id=case, question__ground=Question.Ground.EFFECT)
        .order_by("question_id")
        .values_list("question_id", "key_id", "version", "state", "voice")
    ),
    case=int,
)
