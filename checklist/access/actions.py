# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing access lines, choosing a purpose, and the one door to destruction."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from checklist.access.models import AccessLine, Erasure, Purpose, PurposeOfTheDay
from checklist.access.rules import HELD_UP, NOBODY
from checklist.base.append_only import append_many
from checklist.base.keys import Sealer, sealers_of
from checklist.base.models import DataKey
from checklist.base.traces import shorten_log
from checklist.people.models import Account
from checklist.people.permissions import Actor, Refused


@transaction.atomic(savepoint=False)  # a line that fails takes along what it is about
def log_look(
    *,
    client_key: UUID,
    by: Actor,
    part: str,
    case_uuid: UUID | None = None,
    purpose: str = "",
    outcome: str = AccessLine.Outcome.SHOWN,
    sentence: str = "",
) -> AccessLine:
    """One access line. Without it nothing of the file may be shown: call it first."""
    line = AccessLine(
        client_key=client_key,
        case_uuid=case_uuid,
        actor=by.kind,
        account=by.account,
        role=by.role,
        team=by.account.team.name if by.account else "",
        name=by.account.display_name if by.account else "",
        purpose=purpose,
        part=part,
        outcome=outcome,
    )
    line.sentence = Sealer(client_key).seal_words(sentence, f"access_line:{line.uuid.hex}")
    line.save()
    return line


REFUSED_AGAIN = timedelta(minutes=10)


def log_refusal(
    *, client_key: UUID, by: Actor, part: str, case_uuid: UUID | None = None, purpose: str = ""
) -> None:
    """A refused look. The same person at the same part within ten minutes is one line: a tab that stayed open after a
    hand-over asks again and again."""
    again = AccessLine.objects.filter(
        client_key=client_key, case_uuid=case_uuid, account=by.account, part=part,
        outcome=AccessLine.Outcome.REFUSED, at__gt=timezone.now() - REFUSED_AGAIN,
    )  # fmt: skip
    if not again.exists():
        look: dict[str, Any] = {
            "client_key": client_key,
            "case_uuid": case_uuid,
            "part": part,
            "purpose": purpose,
        }
        log_look(**look, by=by, outcome=AccessLine.Outcome.REFUSED)


@transaction.atomic
def log_looks(
    *, files: Iterable[tuple[UUID, UUID | None]], by: Actor, part: str, purpose: str, sentence: str = ""
) -> None:
    """One access line a file (client key, case) for a page that shows many: call it first, like `log_look`."""
    _append(files, by, part, purpose, AccessLine.Outcome.SHOWN, sentence)


@transaction.atomic
def log_try(*, files: Iterable[tuple[UUID, UUID | None]], by: Actor, part: str, purpose: str = "") -> None:
    """A number that opened nothing: a line for whose number it is, or for nobody. The same statements either way, so
    that neither the answer nor its time tells whether the number is there. No number and no name stands in it."""
    _append(list(files) or [(NOBODY, None)], by, part, purpose, AccessLine.Outcome.REFUSED)


def log_held_up(*, by: Actor, purpose: str = "") -> None:
    """Somebody typed too many numbers that opened nothing: nothing was looked up, so this is about nobody."""
    log_refusal(client_key=NOBODY, by=by, part=HELD_UP, purpose=purpose)


def _append(
    files: Iterable[tuple[UUID, UUID | None]],
    by: Actor,
    part: str,
    purpose: str,
    outcome: str,
    sentence: str = "",
) -> None:
    team, name = (by.account.team.name, by.account.display_name) if by.account else ("", "")
    lines = [
        AccessLine(
            client_key=client_key, case_uuid=case_uuid, actor=by.kind, account=by.account, role=by.role, team=team,
            name=name, purpose=purpose, part=part, outcome=outcome,
        )
        for client_key, case_uuid in files
    ]  # fmt: skip
    sealers = sealers_of({line.client_key for line in lines}) if sentence else {}
    for line in lines if sentence else ():
        line.sentence = sealers[line.client_key].seal_words(sentence, f"access_line:{line.uuid.hex}")
    append_many(lines)


@transaction.atomic
def choose_purpose(*, case_uuid: UUID, purpose: str, by: Account) -> PurposeOfTheDay:
    """Record why `by` works in this case today. Raises Refused for a purpose that is not on the closed list."""
    if purpose not in Purpose.values:
        raise Refused(_("This purpose is not on the list. Control, fraud and sanctions are not either."))
    row, _new = PurposeOfTheDay.objects.update_or_create(
        account=by, case_uuid=case_uuid, day=timezone.localdate(), defaults={"purpose": purpose}
    )
    return row


@transaction.atomic
def destroy_answer(*, client_key: UUID, key: UUID, ground: str, by: Actor) -> Erasure:
    """Destroy the key of one answer: the answer, and all that was shown because of it, become unreadable."""
    DataKey.objects.filter(uuid=key, client_key=client_key, kind=DataKey.Kind.ANSWER).delete()
    return _record(client_key, Erasure.What.ANSWER, key, ground, by)


@transaction.atomic
def destroy_client(*, client_key: UUID, ground: str, by: Actor) -> Erasure:
    """Destroy every key of a client. Log rows stay and still verify; their words are unreadable."""
    DataKey.objects.filter(client_key=client_key).delete()
    return _record(client_key, Erasure.What.CLIENT, client_key, ground, by)


def _record(client_key: UUID, what: str, subject: UUID, ground: str, by: Actor) -> Erasure:
    line = Erasure(client_key=client_key, what=what, subject=subject, ground=ground, account=by.account)
    line.save()
    transaction.on_commit(shorten_log)
    return line
