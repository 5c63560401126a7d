# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The answers as they were when a decision was recorded, in fingerprints; and what was overwritten since (R16)."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.db.models import Exists, OuterRef

from checklist.access.models import Erasure
from checklist.base.digest import digest_of, field_text
from checklist.base.faults import Fault
from checklist.decisions.models import Decision
from checklist.intake.models import Answer, Correction

_CELLS = ("question__key", "key_id", "state", "voice", "version", "value")
Kept = dict[str, dict[str, str]]
AT_ONCE = 500


def fingerprints(case_id: int) -> Kept:
    """What a decision keeps of each answer: its key, and a digest over it as it is sealed. Tells nothing about it."""
    return fingerprints_of([case_id]).get(case_id, {})


def fingerprints_of(case_ids: list[int]) -> dict[int, Kept]:
    """The same for many cases, in one query."""
    rows = Answer.objects.filter(case_id__in=case_ids).order_by("case_id", "question__key")
    found: dict[int, Kept] = {}
    for case, question, *cells in rows.values_list("case_id", *_CELLS):
        found.setdefault(case, {})[question] = _fingerprint(question, *cells)
    return found


def _fingerprint(
    question: str, key: UUID | None, state: str, voice: str, version: int, value: bytes
) -> dict[str, str]:
    # what the client did not speak of in the reading back counts as right
    cells = (question, key, state, voice or Answer.ClientVoice.RIGHT.value, version, bytes(value))
    return {"key": key.hex if key else "", "digest": digest_of(map(field_text, cells))}


def overwritten_answers() -> Iterator[Fault]:
    """Answers that differ from what the newest decision of their case kept, without a correction or an erasure."""
    later = Decision.objects.filter(case=OuterRef("case"), seq__gt=OuterRef("seq"))
    erased = Erasure.objects.filter(client_key=OuterRef("client_key"), what=Erasure.What.CLIENT)
    newest = Decision.objects.filter(~Exists(later), ~Exists(erased)).exclude(answers=None)
    rows = newest.values_list("case_id", "client_key", "at", "answers").iterator(chunk_size=AT_ONCE)
    while some := list(islice(rows, AT_ONCE)):
        now = fingerprints_of([case for case, *_ in some])
        for case, key, at, kept in some:
            yield from _overwritten(case, key, at, kept or {}, now.get(case, {}))


def _overwritten(case: int, key: UUID, at: datetime, kept: Kept, now: Kept) -> Iterator[Fault]:
    changed = {name for name in kept if now.get(name) != kept[name]}
    changed |= {name for name in now if name not in kept and now[name]["key"]}
    if not changed:
        return
    corrected = Correction.objects.filter(case_id=case, at__gte=at)
    changed -= set(corrected.values_list("question__key", flat=True))
    for name in sorted(changed - _erased(key, kept)):
        sentence = f"answer '{name}' was changed after the decision, and no correction says so"
        yield Fault(Answer._meta.db_table, key.hex, 0, sentence)


def _erased(client_key: UUID, kept: Kept) -> set[str]:
    lines = Erasure.objects.filter(client_key=client_key, what=Erasure.What.ANSWER)
    gone = {subject.hex for subject in lines.values_list("subject", flat=True)}
    return {name for name, one in kept.items() if one["key"] in gone}
