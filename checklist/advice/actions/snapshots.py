# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Freezing the evidence exactly as it is shown (R6, R16)."""

import base64
import zlib
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from checklist.advice.models import EvidenceSnapshot, Whose
from checklist.advice.page.cards import draw
from checklist.advice.page.pieces import Drawing
from checklist.advice.queries import (
    evidence_of,
    first_ideas,
    first_ideas_complete,
    latest_snapshot,
    open_snapshot,
    part_place,
    state_now,
    words_of,
)
from checklist.base.digest import canonical_json
from checklist.base.keys import Sealer
from checklist.intake.actions import advance, check_open
from checklist.intake.models import Case
from checklist.people.models import Account
from checklist.people.permissions import Refused
from research import __version__

PAD = 4096  # parts are padded to whole blocks, so that their length tells nothing about an answer


@transaction.atomic
def take_snapshot(*, case: Case, language: str, by: Account) -> EvidenceSnapshot:
    """Freeze the evidence of this case as it now is, in this language. The same evidence is not frozen twice."""
    check_open(case)
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
