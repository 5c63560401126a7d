# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing down first ideas, and freezing the evidence exactly as it is shown (R6, R16)."""

import base64
import zlib
from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from checklist.advice.drawing import Drawing
from checklist.advice.models import EvidenceSnapshot, FirstIdea, ServiceVoice, Whose
from checklist.advice.queries import (
    evidence_of,
    first_ideas,
    first_ideas_complete,
    idea_place,
    latest_snapshot,
    open_snapshot,
    part_place,
    state_now,
    words_of,
)
from checklist.advice.screen import draw
from checklist.advice.service_voice import service_voice_place
from checklist.base.digest import canonical_json
from checklist.base.keys import Sealer
from checklist.intake.actions import advance, check_present
from checklist.intake.models import Case
from checklist.people.models import Account
from checklist.people.permissions import Actor, Refused
from checklist.services.models import Service
from research import __version__

PAD = 4096  # parts are padded to whole blocks, so that their length tells nothing about an answer


@transaction.atomic
def record_first_idea(
    *, case: Case, whose: str, kind: str, by: Account, services: Iterable[str] = (), words: str = ""
) -> FirstIdea:
    """What one voice thinks of before the evidence opens: the client first. It is never changed, only written again,
    and only until both are there (R6)."""
    _check_open(case)
    check_present(case)
    Case.objects.select_for_update().get(pk=case.pk)
    ideas = first_ideas(case)
    if first_ideas_complete(ideas):
        raise Refused(_("Both first ideas are written down already. They stay as they are."))
    if whose == Whose.CASEWORKER and Whose.CLIENT not in ideas:
        raise Refused(_("The client notes a first idea first."))
    chosen = _services(kind, services)
    uuid = uuid4()
    sealed = Sealer(case.client_key).seal(words.strip(), idea_place(uuid)) if words.strip() else b""
    idea = FirstIdea(
        uuid=uuid, client_key=case.client_key, case=case, whose=whose, kind=kind, services=chosen
    )
    idea.words, idea.recorded_by = sealed, by
    idea.save()
    return idea


def _services(kind: str, services: Iterable[str]) -> list[str]:
    """Keys of services that are offered, in the order of the catalogue; none unless services were chosen."""
    if kind not in FirstIdea.Kind.values:
        raise Refused(_("Choose one of the first ideas on the page."))
    if kind != FirstIdea.Kind.SERVICES:
        return []
    offered = Service.objects.filter(is_on=True).order_by("position").values_list("key", flat=True)
    wanted = set(services)
    if not wanted or not wanted <= set(offered):
        raise Refused(_("Choose one or more services of the list."))
    return [key for key in offered if key in wanted]


@transaction.atomic
def refuse_service(*, case: Case, service: str, by: Actor) -> ServiceVoice:
    """'I do not want this help', in the client's name (R8). No reason is asked, and nothing else changes."""
    _check_open(case)
    if not Service.objects.filter(key=service, is_on=True).exists():
        raise Refused(_("Choose one or more services of the list."))
    own_device = {"on_own_device": by.kind == "client"}
    row, _new = ServiceVoice.objects.get_or_create(case=case, service=service, defaults=own_device)
    return row


@transaction.atomic
def take_back_refusal(*, case: Case, service: str, by: Actor) -> None:
    """The client wants to talk about this help after all: the row goes, and nothing of it stays."""
    _check_open(case)
    ServiceVoice.objects.filter(case=case, service=service).delete()


@transaction.atomic
def say_why_not(*, case: Case, service: str, words: str, by: Actor) -> None:
    """Why, in own words, where somebody wants to say it; empty takes the words away again."""
    _check_open(case)
    for row in ServiceVoice.objects.select_for_update().filter(case=case, service=service):
        tidy = words.strip()
        row.words = (
            Sealer(case.client_key).seal(tidy, service_voice_place(case.uuid, service)) if tidy else b""
        )
        row.save(update_fields=["words"])


def speak_about_service(*, case: Case, act: str, service: str, by: Actor, words: str = "") -> None:
    """One of the three buttons beside a service, on the shared screen and on the own device alike."""
    if act == "refuse":
        refuse_service(case=case, service=service, by=by)
    elif act == "take_back":
        take_back_refusal(case=case, service=service, by=by)
    else:
        say_why_not(case=case, service=service, words=words, by=by)


@transaction.atomic
def take_snapshot(*, case: Case, language: str, by: Account) -> EvidenceSnapshot:
    """Freeze the evidence of this case as it now is, in this language. The same evidence is not frozen twice."""
    _check_open(case)
    Case.objects.select_for_update().get(pk=case.pk)
    ideas = first_ideas(case)
    if not first_ideas_complete(ideas):
        raise Refused(_("First both note a first idea. Then the results open."))
    before, state = latest_snapshot(case), state_now(case, language=language)
    if before is not None and open_snapshot(before).state == state:
        return before
    box = Sealer(case.client_key)
    with translation.override(language):
        thought = {ideas[whose]: words_of(ideas[whose], box) for whose in Whose.values}
        drawing = draw(evidence_of(case, language=language), thought, language)
    uuid = uuid4()
    snapshot = EvidenceSnapshot(uuid=uuid, client_key=case.client_key, case=case, checklist=case.checklist)
    snapshot.language, snapshot.app_version, snapshot.shown_by = language, __version__, by
    snapshot.supersedes = before
    base = {"state": state, "checklist_version": case.checklist.version, "app_version": __version__}
    snapshot.parts = _sealed_parts(uuid, case.client_key, drawing, base)
    snapshot.directions = drawing.directions
    snapshot.save()
    advance(case=case, stage=Case.Stage.EVIDENCE, by=by)
    return snapshot


def _sealed_parts(
    uuid: UUID, client_key: UUID, drawing: Drawing, base: dict[str, Any]
) -> list[dict[str, Any]]:
    """The part that no answer can change, then one part for every set of answers that something rests on."""
    box = Sealer(client_key)
    box.load_answer_keys([key for keys in drawing.parts for key in keys])
    sealed = []
    for at, keys in enumerate(sorted(drawing.parts, key=lambda keys: (len(keys), sorted(keys)))):
        content = drawing.parts[keys] if keys else {**drawing.parts[keys], **drawing.base, **base}
        layers = sorted(keys)
        text = _packed(content)
        under: list[UUID | None] = [*reversed(layers)] or [None]
        for key in under:
            text = base64.b64encode(box.seal(text, part_place(uuid, at, key), key=key)).decode()
        sealed.append({"keys": [key.hex for key in layers], "sealed": text})
    return sealed


def _packed(content: dict[str, Any]) -> str:
    data = zlib.compress(canonical_json(content).encode(), 9)
    return base64.b64encode(data + bytes(-len(data) % PAD)).decode()


def _check_open(case: Case) -> None:
    if case.closed_at is not None:
        raise Refused(_("This conversation is closed. Nothing is written in it any more."))
