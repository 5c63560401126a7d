# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Frozen evidence, opened as far as its keys are still there."""

import base64
import json
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.utils.translation import gettext as _

from checklist.advice.models import EvidenceSnapshot
from checklist.advice.queries.fingerprint import state_now
from checklist.advice.rules import (
    HIDDEN,
    NONE,
    NOT_STUDIED,
    TAKEN_AWAY,
)
from checklist.base.keys import KeyDestroyed, Sealer
from checklist.intake.models import Case
from checklist.releases.pictures import StripAxis
from checklist.releases.wording import ANSWERS, DIRECTIONS, Lang, StatedService, said_before, thawed


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
    page: str = field(repr=False)  # the frozen HTML with its open places, which advice.page.frozen fills
    fills: Mapping[str, str] = field(repr=False)  # HTML that was frozen for a place, as far as it can be read
    gone: Mapping[str, str] = field(repr=False)  # what stands in a place whose answer was destroyed
    covered: frozenset[str] = frozenset()  # places that may not be seen at this moment
    axis: StripAxis | None = None  # of the strip; None in what was frozen before there was one

    @property
    def statements(self) -> dict[str, ShownService]:
        return {service.key: service for service in self.services}

    @property
    def answered(self) -> bool:
        """Did research answer anything here, for everybody or for a group?"""
        return any(
            service.direction in DIRECTIONS or any(one.state in ANSWERS for one in service.stated.results)
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
    """As `readable_snapshot`. Raises KeyDestroyed when everything of the client was destroyed."""
    opened = readable_snapshot(snapshot, sealer, hide=hide)
    if opened is None:
        raise KeyDestroyed
    return opened


def readable_snapshot(
    snapshot: EvidenceSnapshot, sealer: Sealer | None = None, *, hide: Collection[str] = ()
) -> OpenedSnapshot | None:
    """Open what can be opened. Two queries. None when everything of the client was destroyed.

    `hide`: characteristics that may not be seen at this moment; what rests on an answer about them is left out.
    """
    box = sealer or Sealer(snapshot.client_key)
    keys = {UUID(key) for part in snapshot.parts for key in part["keys"]}
    if keys:
        box.load_answer_keys(sorted(keys))
    base, *others = [_open_part(snapshot, at, box) for at in range(len(snapshot.parts))]
    if base is None:
        return None
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
        page=base["page"],
        fills={place: html for part in (base, *found) for place, html in part["places"].items()},
        gone=base["gone"],
        covered=frozenset(place for part in found for place in part.get("covered", ())),
        axis=StripAxis(**base["axis"]) if base.get("axis") else None,
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


def hidden_words() -> str:
    """What stands where something may not be seen at this moment."""
    return str(_("Hidden while you share the screen"))


def _covered(part: dict[str, Any]) -> dict[str, Any]:
    """A part as it is seen while the screen is shared: the same services, and nothing of what was told."""
    words = hidden_words()
    said = {"direction": NONE, "reason": HIDDEN, "lead": words, "groups": (), "rests_on": ()}
    return {
        "places": dict.fromkeys(part["places"], ""),
        "covered": [place for place in part["places"] if place.startswith("headline:")],
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


def part_place(uuid: UUID, at: int, key: UUID | None) -> str:
    """What one sealed layer of one part of a snapshot is bound to."""
    return f"evidence_snapshot:{uuid.hex}:{at}:{key.hex if key else 'client'}"


def _open_part(snapshot: EvidenceSnapshot, at: int, box: Sealer) -> dict[str, Any] | None:
    """One part: a layer for each answer key it rests on, else the client's. None when one of the keys is gone."""
    part = snapshot.parts[at]
    layers: list[UUID | None] = [UUID(key) for key in part["keys"]] or [None]
    text = part["sealed"]
    for key in layers:
        opened = box.read(base64.b64decode(text), part_place(snapshot.uuid, at, key), key=key)
        if opened is None:
            return None
        text = opened
    unpacked = zlib.decompressobj().decompress(base64.b64decode(text))  # what follows is padding
    return dict(json.loads(unpacked))
