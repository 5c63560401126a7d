# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many lines in the log of other choices, for lists and totals: copies of one decision, each for another client."""

from datetime import datetime
from uuid import uuid4

from checklist.base.append_only import append_many
from checklist.base.keys import Sealer, new_client_key
from checklist.decisions.models import Decision, Override, Voice
from checklist.decisions.queries import place


def more_overrides(
    like: Decision,
    number: int,
    *,
    at: datetime | None = None,
    whose: str = "client",
    family: str = "",
    service: str = "jobcoach",
) -> list[Override]:
    """`number` other choices, each of another client, in the team of `like`; of now, or of a moment `at`."""
    when = {"at": at} if at else {}
    keys = [new_client_key() for _ in range(number)]
    decisions = [
        Decision(
            client_key=key, case=like.case, snapshot=like.snapshot, once_key=uuid4(),
            recorded_by=like.recorded_by, **when,
        )
        for key in keys
    ]  # fmt: skip
    append_many(decisions)
    found = {row.uuid: row for row in Decision.objects.filter(uuid__in=[row.uuid for row in decisions])}
    decisions = [found[row.uuid] for row in decisions]
    append_many([_voice(row, "client", service, family) for row in decisions])
    append_many([_voice(row, "caseworker", "direct_werk", "") for row in decisions])
    rows = [
        Override(
            client_key=row.client_key, decision=row, team=like.case.team, caseworker=like.case.caseworker, whose=whose,
            fictional=True, client_family=family, chosen={"client": [service], "caseworker": ["direct_werk"]},
            departs={"client": ["left_out"], "caseworker": []}, **when,
        )
        for row in decisions
    ]  # fmt: skip
    append_many(rows)
    return rows


def _voice(decision: Decision, whose: str, service: str, family: str) -> Voice:
    voice = Voice(
        client_key=decision.client_key, decision=decision, whose=whose, kind="services", services=[service],
        family=family, after_evidence="kept",
    )  # fmt: skip
    voice.words = Sealer(voice.client_key).seal("Zo wil ik het.", place(Voice, voice.uuid, "words"))
    return voice
