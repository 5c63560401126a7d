# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads of first ideas and of frozen evidence, and what the evidence of a case rests on right now."""

import base64
import json
import zlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.db.models import F, TextField, Value
from django.db.models.functions import Cast, Concat
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from checklist.advice.models import EvidenceSnapshot, FirstIdea, Whose
from checklist.advice.rules import (
    HIDDEN,
    NONE,
    NOT_STUDIED,
    TAKEN_AWAY,
    EvidenceRow,
    Seen,
    Situation,
    Statement,
    Told,
    statement,
)
from checklist.base.digest import digest_of
from checklist.base.keys import KeyDestroyed, Sealer
from checklist.intake.models import Answer, Case
from checklist.intake.queries import Fact, facts_of
from checklist.questions.models import Question
from checklist.questions.queries import questions_of
from checklist.releases.models import Finding, GroupPolicy, Release
from checklist.releases.queries import facts_of_finding, in_talk, speaking_release_rows
from checklist.releases.rules import Names
from checklist.releases.withdrawing import withdrawn_rows
from checklist.releases.wording import DIRECTIONS, Lang, StatedService, said_before, thawed
from checklist.services.models import Service, ServiceLink
from checklist.services.queries import catalogue, links
from research.release.schema import FAMILY_ALPHA

# ---- first ideas -----------------------------------------------------------------------------------------------------


def first_ideas(case: Case) -> dict[str, FirstIdea]:
    """The newest first idea of each voice; nobody sees either before both are there (R6)."""
    rows = FirstIdea.objects.filter(case=case).select_related("recorded_by").order_by("seq")
    return {row.whose: row for row in rows}


def first_ideas_complete(ideas: dict[str, FirstIdea]) -> bool:
    return set(ideas) == set(Whose.values)


def words_of(idea: FirstIdea, sealer: Sealer | None = None) -> str:
    """The own words with a first idea; '' when there were none or they were destroyed."""
    try:
        return (sealer or Sealer(idea.client_key)).open(idea.words, idea_place(idea.uuid))
    except KeyDestroyed:
        return ""


def idea_place(uuid: UUID) -> str:
    """What the sealed words of a first idea are bound to."""
    return f"first_idea:{uuid.hex}:words"


# ---- what research says in this case, now ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Evidence:
    """All that the evidence of one case is made of, at this moment."""

    situation: Situation
    services: list[Service]
    effects: list[Seen]
    associations: list[Seen]
    releases: list[Release]
    names: dict[str, str]  # of characteristics, in the language of the page
    measured: dict[str, str]  # per characteristic: how research measured it against how we ask it
    facts: list[Fact]
    statements: dict[str, Statement]

    def keys_of(self, characteristics: Iterable[str]) -> frozenset[UUID]:
        """The answer keys under which lies what rests on these characteristics."""
        wanted = set(characteristics)
        return frozenset(f.answer_key for f in self.facts if f.answer_key and f.characteristic in wanted)


def evidence_of(case: Case, *, language: str, today: date | None = None) -> Evidence:
    """What the approved research says now about the services of the catalogue, for what was told in this case."""
    day = today or timezone.localdate()
    answers, services = facts_of(case), catalogue()
    told = tuple(Told(fact.characteristic, fact.group, fact.refused, fact.corrected) for fact in answers)
    situation = Situation(day, case.fictional, frozenset(in_talk()), told)
    found = speaking_release_rows(fictional=case.fictional)
    if case.fictional:  # what really often goes together may stand beside: it gives no direction
        found += [row for row in speaking_release_rows(fictional=False) if row.type == "association"]
    names = {row.release_id: row.release.names for row in {f.release_id: f for f in found}.values()}
    linked = links()
    seen = [
        Seen(
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
        difference_held=p_value is not None and p_value <= FAMILY_ALPHA,
        approved=release.state == Release.State.APPROVED,
        withdrawn=release.withdrawn_at is not None or finding.withdrawn_at is not None,
        gates_passed=release.gates_passed,
        expires_on=release.expires_on,
        fictional=release.fictional,
    )


# ---- did anything change since a snapshot ----------------------------------------------------------------------------


def state_now(case: Case, *, language: str, today: date | None = None) -> str:
    """A fingerprint of all that the evidence of this case is made of. Two queries, whatever there is."""
    day = today or timezone.localdate()
    told = Answer.objects.filter(case=case, question__ground=Question.Ground.EFFECT).order_by("question_id")
    answers = told.values_list("question_id", "key_id", "version", "state", "voice")
    parts = [language, str(case.checklist_id), str(settings.HEALTH_IN_TALKS_CONFIRMED)]
    parts += [repr([str(cell) for cell in row]) for row in answers]
    parts += [repr(_with_age(row, day)) for row in _research_rows()]
    return digest_of(parts)


def _with_age(row: tuple[str, ...], day: date) -> tuple[str, ...]:
    """A release past its date is another release to this page than it was the day before."""
    kind, until = row[0], row[2]
    return (*row, "old" if until and until < day.isoformat() else "") if kind == "release" else row


def _research_rows() -> list[tuple[str, ...]]:
    """Releases, withdrawn findings, group policies, services and links, as rows of words. One query."""

    def words(kind: str, rows: Any, one: Any, two: Any) -> Any:
        columns = {"kind_": Value(kind), "one_": Cast(one, TextField()), "two_": Cast(two, TextField())}
        typed = {name: Cast(value, TextField()) for name, value in columns.items()}
        return rows.order_by().annotate(**typed).values_list("kind_", "one_", "two_")

    practical = [
        F(f"{name}_{tongue}") for name in ("hours", "place", "start", "extra") for tongue in ("nl", "en")
    ]
    text = Concat("name_nl", "name_en", "text_nl", "text_en", *practical, output_field=TextField())
    releases = Release.objects.filter(state=Release.State.APPROVED)
    policies = GroupPolicy.objects.exclude(approved_by=None)
    offered = Service.objects.filter(is_on=True)
    where = Concat(
        Cast("position", TextField()), Value(" "), Cast("updated_on", TextField()), output_field=TextField()
    )
    key = Concat("key", Value(" "), where, output_field=TextField())
    rows = words("release", releases, F("digest"), F("expires_on")).union(
        words("withdrawn", Finding.objects.exclude(withdrawn_at=None), F("pk"), F("withdrawn_at")),
        words("policy", policies, F("characteristic"), Concat("state", Cast("pk", TextField()))),
        words("service", offered, key, text),
        words("link", ServiceLink.objects.all(), F("pk"), F("service_id")),
        all=True,
    )
    return sorted(tuple(cell or "" for cell in row) for row in rows)


# ---- frozen evidence -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ShownService:
    """One service as it was shown. Where a destroyed answer was needed: 'taken_away', and what holds for everybody."""

    key: str
    name: str
    stated: StatedService
    direction: str = NONE
    reason: str = TAKEN_AWAY
    rests_on: frozenset[str] = frozenset()

    @property
    def taken_away(self) -> bool:
        return self.reason == TAKEN_AWAY

    @property
    def not_studied(self) -> bool:
        """Was there nothing to say but that?"""
        return self.reason == NOT_STUDIED and not self.stated.results


@dataclass(frozen=True)
class OpenedSnapshot:
    """What was on the screen, as far as it can still be read."""

    uuid: UUID
    at: datetime
    language: str
    checklist_version: int
    app_version: str
    state: str
    releases: tuple[dict[str, Any], ...]
    services: tuple[ShownService, ...]
    told: tuple[dict[str, Any], ...]
    findings: frozenset[int]  # that stood on the screen
    taken_away: bool
    html: SafeString = field(repr=False)

    @property
    def statements(self) -> dict[str, ShownService]:
        return {service.key: service for service in self.services}

    @property
    def answered(self) -> bool:
        """Did research answer anything here, for everybody or for a group?"""
        return any(
            service.direction in DIRECTIONS or any(one.state in DIRECTIONS for one in service.stated.results)
            for service in self.services
        )


def latest_snapshot(case: Case) -> EvidenceSnapshot | None:
    """The newest frozen evidence of a case."""
    return EvidenceSnapshot.objects.filter(case=case).order_by("-seq").first()


def same_in(case: Case, language: str, box: Sealer, *, hide: Collection[str] = ()) -> "OpenedSnapshot | None":
    """The evidence as it now is, when it was frozen in this language before."""
    found = EvidenceSnapshot.objects.filter(case=case, language=language).order_by("-seq").first()
    opened = open_snapshot(found, box, hide=hide) if found else None
    return opened if opened and opened.state == state_now(case, language=language) else None


def open_snapshot(
    snapshot: EvidenceSnapshot, sealer: Sealer | None = None, *, hide: Collection[str] = ()
) -> OpenedSnapshot:
    """Open what can be opened. Two queries. Raises KeyDestroyed when everything of the client was destroyed.

    `hide`: characteristics that may not be seen at this moment; what rests on an answer about them is left out.
    """
    box = sealer or Sealer(snapshot.client_key)
    keys = {UUID(key) for part in snapshot.parts for key in part["keys"]}
    if keys:
        box.load_answer_keys(sorted(keys))
    base, *others = [_open_part(snapshot, at, box) for at in range(len(snapshot.parts))]
    if base is None:
        raise KeyDestroyed
    found = [_covered(part) if _rests_on(part, hide) else part for part in others if part is not None]
    said = {one: words for part in (base, *found) for one, words in part["services"].items()}
    return OpenedSnapshot(
        uuid=snapshot.uuid,
        at=snapshot.at,
        language=snapshot.language,
        checklist_version=base["checklist_version"],
        app_version=snapshot.app_version,
        state=base["state"],
        releases=tuple(base["releases"]),
        services=tuple(
            _shown(one, said.get(one["key"]), base, snapshot.language) for one in base["catalogue"]
        ),
        told=tuple(fact for part in found for fact in part["told"]),
        findings=frozenset(number for part in (base, *found) for number in part["findings"]),
        taken_away=len(found) < len(others),
        html=_filled(base, found),
    )


def findings_on(snapshot: EvidenceSnapshot, box: Sealer) -> frozenset[int]:
    """Which findings stood on the screen, without drawing it. No query: `box` holds the answer keys that there are."""
    return frozenset(number for part in _readable(snapshot, box) if part for number in part["findings"])


def services_on(snapshot: EvidenceSnapshot, box: Sealer) -> tuple[ShownService, ...]:
    """What stood on the screen about each service, in the same way; nothing when everything was destroyed."""
    base, *others = _readable(snapshot, box)
    if base is None:
        return ()
    said = {key: value for part in (base, *others) if part for key, value in part["services"].items()}
    return tuple(_shown(one, said.get(one["key"]), base, snapshot.language) for one in base["catalogue"])


def _readable(snapshot: EvidenceSnapshot, box: Sealer) -> list[dict[str, Any] | None]:
    there = [all(box.has(UUID(key)) for key in part["keys"]) for part in snapshot.parts]
    return [_open_part(snapshot, at, box) if has else None for at, has in enumerate(there)]


def _rests_on(part: dict[str, Any], hide: Collection[str]) -> bool:
    named = {fact["characteristic"] for fact in part["told"]}
    return not named.union(*(said["rests_on"] for said in part["services"].values())).isdisjoint(hide)


def _covered(part: dict[str, Any]) -> dict[str, Any]:
    """A part as it is seen while the screen is shared: the same services, and nothing of what was told."""
    words = str(_("Hidden while you share the screen"))
    block = render_to_string("checklist/advice/frozen/gone.html", {"words": words})
    said = {"direction": NONE, "reason": HIDDEN, "lead": words, "groups": (), "rests_on": ()}
    return {
        "places": {place: block if place.startswith("headline:") else "" for place in part["places"]},
        "services": dict.fromkeys(part["services"], said),
        "told": [],
        "findings": part["findings"],
    }


def _shown(
    one: dict[str, Any], said: dict[str, Any] | None, base: dict[str, Any], language: str
) -> ShownService:
    """One service of a snapshot. What was frozen before statements had parts is said as it was then."""
    overall = tuple(thawed(parts) for parts in base.get("everybody", {}).get(one["key"], ()))
    if said is None:
        stated = StatedService(state=TAKEN_AWAY, lead=base["taken_away"], everybody=overall)
        return ShownService(one["key"], one["name"], stated)
    state = said["reason"] if said["direction"] == NONE else said["direction"]
    if "groups" in said:
        groups = tuple(map(thawed, said["groups"]))
        stated = StatedService(state=state, lead=said["lead"], everybody=overall, groups=groups)
    else:
        words = said_before(said["headline"], said["why"], said["sentences"], cast("Lang", language))
        stated = StatedService(state=state, before=words)
    way, why, rests_on = said["direction"], said["reason"], frozenset(said["rests_on"])
    return ShownService(one["key"], one["name"], stated, way, why, rests_on)


def _filled(base: dict[str, Any], found: list[dict[str, Any]]) -> SafeString:
    """The page with its open places filled. A place whose key is gone gets the words that were frozen for that."""
    fills = {place: html for part in (base, *found) for place, html in part["places"].items()}
    pieces = base["page"].split("\0")
    pieces[1::2] = [fills.get(place, base["gone"].get(place, "")) for place in pieces[1::2]]
    return mark_safe("".join(pieces))  # noqa: S308 – made by our templates, sealed, and its digest is in the chain


def part_place(uuid: UUID, at: int, key: UUID | None) -> str:
    """What one sealed layer of one part of a snapshot is bound to."""
    return f"evidence_snapshot:{uuid.hex}:{at}:{key.hex if key else 'client'}"


def _open_part(snapshot: EvidenceSnapshot, at: int, box: Sealer) -> dict[str, Any] | None:
    """One part: a layer for each answer key it rests on, else the client's. None when one of the keys is gone."""
    part = snapshot.parts[at]
    layers: list[UUID | None] = [UUID(key) for key in part["keys"]] or [None]
    text = part["sealed"]
    try:
        for key in layers:
            text = box.open(base64.b64decode(text), part_place(snapshot.uuid, at, key), key=key)
    except KeyDestroyed:
        return None
    unpacked = zlib.decompressobj().decompress(base64.b64decode(text))  # what follows is padding
    return dict(json.loads(unpacked))
