# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""'I do not want this help': the client's word about one service, read (R8)."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from checklist.advice.models import ServiceVoice
from checklist.base.keys import Sealer
from checklist.intake.models import Case


@dataclass(frozen=True)
class ServiceLine:
    """One service with the client's own word about it: refused or not, and why where that was said."""

    key: str
    name: str
    refused: bool
    words: str = ""
    on_own_device: bool = False


def service_voices(case: Case, names: Mapping[str, str], sealer: Sealer | None = None) -> list[ServiceLine]:
    """Every service of `names` (key → name), in that order, with the client's word about it. One query."""
    box = sealer or Sealer(case.client_key)
    said = ServiceVoice.objects.filter(case=case).values_list("service", "words", "on_own_device")
    rows = {service: (words, own) for service, words, own in said}
    lines = []
    for key, name in names.items():
        sealed, own = rows.get(key, (None, False))
        words = box.read(sealed, service_voice_place(case.uuid, key)) or ""
        lines.append(ServiceLine(key, name, key in rows, words, own))
    return lines


def service_voice_place(case_uuid: UUID, service: str) -> str:
    """What the sealed reason of one refused service is bound to."""
    return f"service_voice:{case_uuid.hex}:{service}:words"
