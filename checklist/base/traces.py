# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was destroyed leaves no trace in the files of the database.

A deleted row is still in a file: SQLite keeps its pages in the write-ahead log, and copies of rows in pages that were
split; PostgreSQL keeps dead rows until a vacuum, their bytes in the page after it, and samples of columns in its
statistics. Only a table that is written anew holds nothing of them.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import DatabaseError, connection
from django.db.models import Model

PATIENCE = 1000  # milliseconds that a checkpoint in the middle of a request waits for readers
LOCK_WAITS = "10s"  # so long a vacuum holds up who comes after it, before it gives way
PG_NOT_OURS = """
SELECT c.relname FROM pg_class c WHERE c.relname = ANY(%s) AND NOT pg_has_role(c.relowner, 'USAGE')
UNION ALL SELECT 'pg_statistic' FROM pg_database d
WHERE d.datname = current_database() AND NOT pg_has_role(d.datdba, 'USAGE')
"""
# The write-ahead log begins anew, and what lies before its last checkpoint is removed. Both take a right of their own.
PG_LOG_ENDS = ("SELECT pg_switch_wal()", "CHECKPOINT")


class TracesLeft(Exception):
    """The files could not be cleaned; the sentence says why and what to do."""


def shorten_log() -> bool:
    """SQLite: bring the write-ahead log home and cut it to nothing. False when a reader was in the way.

    PostgreSQL cannot do this for a role that may only write: its nightly run does.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return False
    usual = int(connection.settings_dict["OPTIONS"].get("timeout", 5) * 1000)
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout={PATIENCE:d}")
        try:
            return _cut(cursor)
        except DatabaseError:
            return False  # the destruction is done and stays so; the night comes after it
        finally:
            cursor.execute(f"PRAGMA busy_timeout={usual:d}")


def _cut(cursor: Any) -> bool:
    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    busy = cursor.fetchone()[0]
    return not busy


def remove_traces(models: Iterable[type[Model]]) -> list[str]:
    """Write the tables of these models anew. Returns what this database role could not do, a sentence each.

    Raises TracesLeft when the tables themselves could not be written anew.
    """
    tables = sorted({model._meta.db_table for model in models})
    try:
        if connection.vendor == "postgresql":
            return _remove_in_postgresql(tables)
        return _remove_in_sqlite()
    except DatabaseError as error:
        raise TracesLeft(
            f"The database did not write its tables anew ({type(error).__name__}). Run this command again when it is "
            "quiet."
        ) from error


def _remove_in_sqlite() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        if not _cut(cursor):
            raise TracesLeft(
                "Another program was reading, so the write-ahead log could not be cut. Run this command again."
            )
    return []


def _remove_in_postgresql(tables: Sequence[str]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(PG_NOT_OURS, [list(tables)])
        foreign = [row[0] for row in cursor.fetchall()]
        if foreign:
            raise TracesLeft(
                f"Only the owner of {', '.join(foreign)} can write it anew. Run this command again with the address of "
                "the owner of the database in DATABASE_URL."
            )
        cursor.execute(f"SET lock_timeout = '{LOCK_WAITS}'")
        try:
            for table in tables:
                cursor.execute(f"VACUUM (FULL, ANALYZE) {table}")  # our own names
            cursor.execute("VACUUM FULL pg_catalog.pg_statistic")
        finally:
            cursor.execute("RESET lock_timeout")
        return list(_end_log(cursor))


def _end_log(cursor: Any) -> Iterable[str]:
    for statement in PG_LOG_ENDS:
        try:
            cursor.execute(statement)
        except DatabaseError:
            yield (
                f"This role may not do {statement!r}: the write-ahead log holds what was destroyed until the server's "
                "own next checkpoints."
            )
