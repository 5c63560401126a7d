# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of the API. Nothing here counts, and nothing here names a caseworker or opens sealed words (R15)."""

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from checklist.advice.models import EvidenceSnapshot
from checklist.advice.queries import called_back
from checklist.decisions.models import Decision, Override, Voice
from checklist.decisions.queries import ideas_by_case
from checklist.decisions.rules import Choice, after_read
from checklist.people.models import Account
from checklist.releases.models import Finding, Release
from checklist.releases.queries import public_releases, switched_off
from checklist.reviews.readable import readable_decisions, readable_log

#: What no list needs.
_LONG = ("checks", "power", "explanation")


def releases() -> QuerySet[Release]:
    """Every release that was approved once; withdrawn ones say so."""
    return public_releases().defer(*_LONG).order_by("id")


def findings() -> QuerySet[Finding]:
    """Every finding of such a release, without the groups that are switched off."""
    rows = Finding.objects.filter(release__in=public_releases()).exclude(characteristic__in=switched_off())
    return rows.prefetch_related(Prefetch("release", Release.objects.defer(*_LONG))).order_by("id")


def decisions_of_team(account: Account) -> QuerySet[Decision]:
    """Decisions in cases of the own team that may be read, newest first; sealed words stay in the database (R15)."""
    rows = readable_decisions(account.team).select_related("case")
    columns = (
        "uuid",
        "at",
        "client_key",
        "client_agrees",
        "route",
        "revisit_on",
        "snapshot_id",
        "case__uuid",
        "case__fictional",
    )
    return rows.only(*columns, "supersedes_id").order_by("-id")


def overrides_of_team(account: Account) -> QuerySet[Override]:
    """Overrides of the own team that may be read, newest first (R15)."""
    rows = readable_log(account.team).lines().select_related("decision__case")
    columns = (
        "uuid",
        "at",
        "client_key",
        "whose",
        "fictional",
        "caseworker_family",
        "client_family",
        "chosen",
        "departs",
    )
    return rows.only(*columns, "decision__uuid", "decision__snapshot_id", "decision__case__uuid").order_by(
        "-id"
    )


def add_voices(decisions: Sequence[Decision]) -> None:
    """Hang the two voices and the override on each decision, with three queries for the whole page."""
    voices: dict[int, list[Voice]] = {}
    for voice in Voice.objects.filter(decision__in=decisions).defer("words", "how_words").order_by("whose"):
        voices.setdefault(voice.decision_id, []).append(voice)
    _derive_after_evidence(decisions, voices)
    overrides = dict(Override.objects.filter(decision__in=decisions).values_list("decision_id", "whose"))
    for decision in decisions:
        decision.voices = voices.get(decision.pk, [])  # type: ignore[attr-defined]
        decision.override_whose = overrides.get(decision.pk)  # type: ignore[attr-defined]


def add_earlier(decisions: Sequence[Decision], account: Account) -> None:
    """Hang on each decision the one before it, where that may be read too."""
    earlier = {decision.supersedes_id for decision in decisions if decision.supersedes_id}
    readable: dict[int | None, UUID] = {}
    if earlier:
        readable.update(readable_decisions(account.team).filter(pk__in=earlier).values_list("pk", "uuid"))
    for decision in decisions:
        decision.earlier = readable.get(decision.supersedes_id)  # type: ignore[attr-defined]


def _derive_after_evidence(decisions: Sequence[Decision], voices: dict[int, list[Voice]]) -> None:
    """Kept or changed as the first idea and the choice say it (S38); rows from before carry what was asked then."""
    ideas = ideas_by_case([decision.case_id for decision in decisions])
    for decision in decisions:
        for voice in voices.get(decision.pk, []):
            idea = ideas.get(decision.case_id, {}).get(voice.whose)
            choice = Choice(voice.kind, frozenset(voice.services))
            voice.after_evidence = after_read(voice.after_evidence, idea, choice)


def add_recalls(rows: Sequence[Decision] | Sequence[Override]) -> None:
    """Say of each row whether something of its research was withdrawn since. Two queries, two more when it was."""
    of = {row.pk: row.snapshot_id if isinstance(row, Decision) else row.decision.snapshot_id for row in rows}
    shown = cast("QuerySet[EvidenceSnapshot]", EvidenceSnapshot.objects.filter(pk__in=set(of.values())))
    gone = {one.pk for one in called_back(shown)}
    for row in rows:
        row.evidence_withdrawn = of[row.pk] in gone  # type: ignore[union-attr]
