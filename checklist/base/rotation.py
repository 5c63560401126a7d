# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Wrapping the keys of clients anew under another master key: a batch a transaction, while the app goes on working.

Only the wrapping changes: the key of a client, and so everything that lies under it, stays. A row names the master key
around it, so that a run that was broken off goes on where it was.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.keywrap import aes_key_wrap
from django.db import connection, transaction
from django.db.models import Count, QuerySet

from checklist.base.keyring import mark_of_key, master_keys
from checklist.base.keys import MasterKeyUnknown, unwrapped
from checklist.base.models import DataKey

BATCH = 1_000
PAUSE = 0.02  # seconds between two batches: who works in the app comes first
REWRAP = "UPDATE checklist_datakey SET wrapped = %s, wrapped_under = %s WHERE uuid = %s AND wrapped = %s"


@dataclass(frozen=True)
class Batch:
    """What one transaction did."""

    done: int
    unknown: int  # keys that no master key of this program opens


def keys_by_master() -> dict[str, int]:
    """How many keys of clients lie under which master key, by its mark."""
    rows = DataKey.objects.filter(kind=DataKey.Kind.CLIENT).order_by().values_list("wrapped_under")
    return dict(rows.annotate(n=Count("uuid")))


def to_do() -> QuerySet[DataKey]:
    """The keys of clients that are not known to lie under the newest master key."""
    rows = DataKey.objects.filter(kind=DataKey.Kind.CLIENT)
    return rows.exclude(wrapped_under=mark_of_key(master_keys()[0])).order_by("uuid")


def wrap_anew(*, size: int = BATCH) -> Iterator[Batch]:
    """Every key that is to do, a batch after the other; each is done once it was yielded."""
    behind: UUID | None = None
    while True:
        rows = to_do() if behind is None else to_do().filter(uuid__gt=behind)
        with transaction.atomic():
            some = list(rows.values_list("uuid", "wrapped")[:size])
            batch = _wrap(some)
        if not some:
            return
        behind = some[-1][0]
        yield batch
        time.sleep(PAUSE)


def _wrap(rows: list[tuple[UUID, Any]]) -> Batch:
    """A key that was destroyed meanwhile is not there to be updated, and stays gone."""
    newest = master_keys()[0]
    mark = mark_of_key(newest)
    uuid, wrapped = DataKey._meta.get_field("uuid"), DataKey._meta.get_field("wrapped")
    changes, unknown = [], 0
    for key, old in rows:
        try:
            new = aes_key_wrap(newest, unwrapped(old))
        except MasterKeyUnknown:
            unknown += 1
            continue
        place = uuid.get_db_prep_save(key, connection)
        cells = [wrapped.get_db_prep_save(bytes(value), connection) for value in (new, old)]
        changes.append((cells[0], mark, place, cells[1]))
    with connection.cursor() as cursor:
        if changes:
            cursor.executemany(REWRAP, changes)
    return Batch(len(changes), unknown)
