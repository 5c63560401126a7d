# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Destroying what may not be kept any longer. One door: keys and identity go, an erasure line comes (S8)."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from checklist.access.actions import destroy_answer, destroy_client
from checklist.access.models import DestructionRun, Erasure
from checklist.advice.models import ServiceVoice
from checklist.base.destroyed import Gone
from checklist.intake.models import Answer, Case, Client
from checklist.people.actions import end_codes
from checklist.people.permissions import Actor
from checklist.retention.queries import Due, Ended, ended_clients

DESTROYED = "destroyed"


@transaction.atomic
def destroy_client_data(*, client: Client, ground: str, by: Actor) -> Erasure:
    """Everything readable about a client goes: the keys, the identity row, and sealed words in rows that may change.

    Rows of the logs stay and still verify; nobody can read their words or say whose they were.
    """
    key = client.client_key
    erasure = destroy_client(client_key=key, ground=ground, by=by)
    cases = Case.objects.filter(client_key=key)
    for case in cases:
        end_codes(case_uuid=case.uuid, by=by.account)
    cases.filter(closed_at=None).update(closed_at=timezone.now(), closed_reason=DESTROYED)
    cases.update(goal=b"")
    Answer.objects.filter(case__client_key=key).update(value=b"")
    ServiceVoice.objects.filter(case__client_key=key).delete()
    client.delete()
    return erasure


@transaction.atomic
def destroy_ended_answer(*, answer: Answer, by: Actor) -> Erasure | None:
    """One answer whose own term ended before that of the conversation. None when somebody took it away before."""
    row = Answer.objects.select_for_update().select_related("case").get(pk=answer.pk)
    if row.key_id is None:
        return None
    erasure = destroy_answer(
        client_key=row.case.client_key, key=row.key_id, ground=Erasure.Ground.TERM, by=by
    )
    Answer.objects.filter(pk=row.pk).update(state=Answer.State.DESTROYED, value=b"", key=None)
    return erasure


@transaction.atomic
def destroy_ended_client(*, ended: Ended, today: date, by: Actor) -> Erasure | None:
    """A client who was found due. None when that is no longer so: destroyed by another run, or a talk was opened."""
    row = Client.objects.select_for_update().filter(pk=ended.client.pk).first()
    if row is None or not ended_clients(today, only=row.pk):
        return None
    return destroy_client_data(client=row, ground=ended.ground, by=by)


@transaction.atomic
def begin_run(*, due: Due, above_share: bool, by: Actor) -> DestructionRun:
    """The line about a run, before the first client goes: a run that is broken off stays visible."""
    return DestructionRun.objects.create(
        clients_of=Client.objects.count(),
        clients_due=len(due.clients),
        answers_due=len(due.answers),
        above_share=above_share,
    )


@transaction.atomic
def end_run(*, run: DestructionRun, clients: int, answers: int, files_clean: bool, by: Actor) -> None:
    """What the run did. After this its line does not change any more."""
    run.ended_at, run.clients_done, run.answers_done = timezone.now(), clients, answers
    run.files_clean = files_clean
    run.save(update_fields=["ended_at", "clients_done", "answers_done", "files_clean"])


@transaction.atomic
def destroy_again(*, gone: Iterable[Gone], by: Actor) -> int:
    """After a restore of an old backup: what was destroyed since is destroyed once more. Returns how much that was."""
    done = 0
    for one in gone:
        client_key, subject = UUID(hex=one.client_key), UUID(hex=one.subject)
        if Erasure.objects.filter(client_key=client_key, subject=subject).exists():
            continue  # it was destroyed in the backup already
        if one.what == Erasure.What.CLIENT:
            for client in Client.objects.filter(client_key=client_key):
                destroy_client_data(client=client, ground=one.ground, by=by)
                done += 1
        else:
            row = Answer.objects.filter(key=subject, case__client_key=client_key).first()
            if row is not None:
                destroy_answer(client_key=client_key, key=subject, ground=one.ground, by=by)
                Answer.objects.filter(pk=row.pk).update(state=Answer.State.DESTROYED, value=b"", key=None)
                done += 1
    return done


@transaction.atomic
def end_all_sessions(*, by: Actor) -> None:
    """After a restore: who was logged in at the time of the backup is not logged in now."""
    Session.objects.all().delete()
