# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the approved research says in a case, right now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from checklist.advice.rules import (
    ClientTrait,
    EvidenceRow,
    Situation,
    Statement,
    ViewableFinding,
    statement,
)
from checklist.intake.models import Case
from checklist.intake.queries import Fact, OpenedAnswer, answers_opened, facts_of
from checklist.questions.queries import questions_of
from checklist.releases.models import Finding, Release
from checklist.releases.queries import facts_of_finding, in_talk, speaking_release_rows
from checklist.releases.rules import Names
from checklist.releases.withdrawing import withdrawn_rows
from checklist.releases.wording import only_too_small
from checklist.services.models import Service
from checklist.services.queries import catalogue, links

HOURS = "hours"  # key of the question about hours a week


@dataclass(frozen=True)
class Evidence:
    """All that the evidence of one case is made of, at this moment."""

    situation: Situation
    services: list[Service]
    effects: list[ViewableFinding]
    associations: list[ViewableFinding]
    releases: list[Release]
    names: dict[str, str]  # of characteristics, in the language of the page
    measured: dict[str, str]  # per characteristic: how research measured it against how we ask it
    facts: list[Fact]
    statements: dict[str, Statement]
    hours: OpenedAnswer | None = None  # what the client said about hours a week

    def keys_of(self, characteristics: Iterable[str]) -> frozenset[UUID]:
        """The answer keys under which lies what rests on these characteristics."""
        wanted = set(characteristics)
        return frozenset(f.answer_key for f in self.facts if f.answer_key and f.characteristic in wanted)


def evidence_of(case: Case, *, language: str, today: date | None = None) -> Evidence:
    """What the approved research says now about the services of the catalogue, for what was told in this case."""
    day = today or timezone.localdate()
    said = answers_opened(case)
    answers, services = facts_of(case, said), catalogue()
    told = tuple(
        ClientTrait(fact.characteristic, fact.group, fact.refused, fact.corrected) for fact in answers
    )
    situation = Situation(day, case.fictional, frozenset(in_talk()), told)
    found = speaking_release_rows(fictional=case.fictional, in_a_talk=True)
    if case.fictional:  # what really often goes together may stand beside: it gives no direction
        found += speaking_release_rows(fictional=False, types=("association",))
    names = {row.release_id: row.release.names for row in {f.release_id: f for f in found}.values()}
    linked = links()
    seen = [
        ViewableFinding(
            row_of(finding, linked.get((finding.release_id, finding.service), "")),
            facts_of_finding(finding, today=day, names=names[finding.release_id]),
            getattr(finding.release, f"title_{language}"),
            reverse("releases:finding", args=[finding.release.slug, finding.pk]),
        )
        for finding in found
    ]
    effects = [one for one in seen if one.row.type == "effect" and one.row.service]
    rows = [one.row for one in effects]
    for finding in withdrawn_rows(fictional=case.fictional):
        rows.append(row_of(finding, linked.get((finding.release_id, finding.service), "")))
    return Evidence(
        situation=situation,
        services=services,
        effects=effects,
        associations=[one for one in seen if one.row.type == "association"],
        releases=list({finding.release_id: finding.release for finding in found}.values()),
        names={k: v for each in names.values() for k, v in _characteristics(each, language).items()},
        measured={
            question.characteristic: getattr(question, f"measured_{language}")
            for question in questions_of(case.checklist)
            if question.characteristic
        },
        facts=answers,
        hours=said.get(HOURS),
        statements={service.key: statement(service.key, rows, situation) for service in services},
    )


def _characteristics(names: Names, language: str) -> dict[str, str]:
    return {key: row[f"name_{language}"] for key, row in names.characteristics.items()}


def row_of(finding: Finding, service: str) -> EvidenceRow:
    """A finding and its release as the rules take them."""
    release, p_value = finding.release, finding.difference_p_holm
    return EvidenceRow(
        finding=finding.pk,
        service=service,
        release=release.digest,
        type=finding.type,
        kind=release.kind,
        characteristic=finding.characteristic,
        group=finding.group,
        in_chosen_comparison=finding.comparison == release.direction_comparison,
        primary=finding.primary,
        verdict=finding.verdict,
        certainty=finding.certainty,
        reason_empty=finding.reason_empty,
        agrees=finding.agrees,
        difference_held=p_value is not None and p_value <= release.family_level,
        approved=release.state == Release.State.APPROVED,
        withdrawn=release.withdrawn_at is not None or finding.withdrawn_at is not None,
        gates_passed=release.gates_passed,
        too_small=only_too_small(dict(release.manifest["gates"])),
        expires_on=release.expires_on,
        fictional=release.fictional,
    )
