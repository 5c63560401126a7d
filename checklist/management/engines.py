# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a backup asks of each engine: everything at one moment, without the keys, and the keys; and both back again.

PostgreSQL: pg_dump and pg_restore, on the snapshot of a transaction of ours. SQLite: its backup into a file of its own.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from checklist.base.models import DataKey
from checklist.base.sealed_file import BackupFault

KEY_TABLE = DataKey._meta.db_table
IN_MEMORY = Path("/dev/shm")  # noqa: S108 - a copy there is on no disk; made with a name and rights of its own
PIECE = 1 << 20
AT_ONCE = 500
Streams = tuple[Iterator[bytes], Iterator[bytes]]
Row = dict[str, Any]


@contextmanager
def snapshot() -> Iterator[Streams]:
    """The data and the keys of one moment, each as a stream. The first is read to its end before the second."""
    with _of_sqlite() if connection.vendor == "sqlite" else _of_postgresql() as streams:
        yield streams


def tables_there() -> int:
    """How many tables this database has."""
    return len(connection.introspection.table_names())


def put(
    data: Callable[[], Iterable[bytes]], keys: Iterable[bytes], gone: Callable[[Row], bool]
) -> tuple[int, int]:
    """Fill an empty database. A key that is gone comes as a row without a key in it, for what still points at it.

    Returns how many keys came in and how many did not. PostgreSQL puts its foreign keys last, when all rows are there.
    """
    if connection.vendor == "sqlite":
        _put_sqlite(data())
        return _put_keys(keys, gone)
    restore = ["pg_restore", "--single-transaction", "--exit-on-error", "--no-owner", "--no-acl"]
    _run_with_input([*restore, "--section=pre-data"], data())
    counted = _put_keys(keys, gone)
    _run_with_input([*restore, "--section=data", "--section=post-data"], data())
    return counted


def _put_keys(parts: Iterable[bytes], gone: Callable[[Row], bool]) -> tuple[int, int]:
    lines = _lines(parts)
    names: list[str] = json.loads(next(lines))
    columns = ", ".join(connection.ops.quote_name(name) for name in names)
    marks = ", ".join(["%s"] * len(names))
    insert = f"INSERT INTO {KEY_TABLE} ({columns}) VALUES ({marks})"  # noqa: S608 (our own names)
    taken, left, waiting = 0, 0, list[list[Any]]()
    with transaction.atomic(), connection.cursor() as cursor:
        for line in lines:
            row = dict(zip(names, map(_cell, json.loads(line)), strict=True))
            if gone(row):
                row["wrapped"], left = b"", left + 1
            else:
                taken += 1
            waiting.append(list(row.values()))
            if len(waiting) == AT_ONCE:
                cursor.executemany(insert, waiting)
                waiting.clear()
        if waiting:
            cursor.executemany(insert, waiting)
    return taken, left


# ---- keys, as lines of JSON ------------------------------------------------------------------------------------------


def _key_lines(columns: list[str], rows: Iterable[Iterable[Any]]) -> Iterator[bytes]:
    yield json.dumps(columns).encode() + b"\n"
    for row in rows:
        yield json.dumps([_spelled(cell) for cell in row]).encode() + b"\n"


def _spelled(cell: Any) -> Any:
    if isinstance(cell, bytes | memoryview):
        return {"hex": bytes(cell).hex()}
    return cell if cell is None or isinstance(cell, int | str) else str(cell)


def _cell(spelled: Any) -> Any:
    return bytes.fromhex(spelled["hex"]) if isinstance(spelled, dict) else spelled


def _lines(parts: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for part in parts:
        *whole, rest = (rest + part).split(b"\n")
        yield from whole


# ---- SQLite ----------------------------------------------------------------------------------------------------------


def _file() -> Path:
    return Path(str(connection.settings_dict["NAME"]))


@contextmanager
def _of_sqlite() -> Iterator[Streams]:
    path = _file()
    with tempfile.TemporaryDirectory(prefix="tweespraak-", dir=_room_for(path)) as folder:  # mode 700
        copy = sqlite3.connect(Path(folder) / "copy.sqlite3", isolation_level=None)
        try:
            source = sqlite3.connect(path)
            source.backup(copy)  # in one go: writers would make it begin anew
            source.close()
            copy.execute("PRAGMA journal_mode=DELETE")
            cursor = copy.execute(f"SELECT * FROM {KEY_TABLE}")  # noqa: S608 (our own name)
            columns = [column[0] for column in cursor.description]
            keys = list(_key_lines(columns, cursor))
            copy.execute("PRAGMA secure_delete=ON")
            copy.execute(f"DELETE FROM {KEY_TABLE}")  # noqa: S608 (our own name)
            copy.execute("VACUUM")  # no page of it holds a key any more
        finally:
            copy.close()
        yield _pieces(Path(folder) / "copy.sqlite3"), iter(keys)


def _room_for(path: Path) -> str:
    """In memory when it fits three times (the copy, its journal and what VACUUM needs), else beside the database."""
    if os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free > 3 * path.stat().st_size:
        return str(IN_MEMORY)
    return str(path.parent)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _put_sqlite(parts: Iterable[bytes]) -> None:
    path = _file()
    scratch = path.with_name(path.name + ".restoring")
    connection.close()
    try:
        handle = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            for part in parts:
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
        with sqlite3.connect(scratch) as copy:
            said = copy.execute("PRAGMA integrity_check").fetchone()[0]
        copy.close()
        if said != "ok":
            raise BackupFault(
                f"What came out of the backup is no sound database ({said}): take another backup."
            )
        for rest in ("-wal", "-shm"):
            path.with_name(path.name + rest).unlink(missing_ok=True)
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)


# ---- PostgreSQL ------------------------------------------------------------------------------------------------------


@contextmanager
def _of_postgresql() -> Iterator[Streams]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (name,) = cursor.fetchone()
        dump = [
            "pg_dump",
            "--format=custom",
            f"--snapshot={name}",
            f"--exclude-table-data=public.{KEY_TABLE}",
        ]
        yield _output_of(dump), _keys_of_postgresql()


def _keys_of_postgresql() -> Iterator[bytes]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT * FROM {KEY_TABLE}")  # noqa: S608 (our own name)
        first = cursor.fetchmany(AT_ONCE)
        columns = [column[0] for column in cursor.description]
        yield from _key_lines(columns, first)
        while rows := cursor.fetchmany(AT_ONCE):
            for row in rows:
                yield json.dumps([_spelled(cell) for cell in row]).encode() + b"\n"


def _program(name: str) -> str:
    """On the path, or where Debian keeps the newest version."""
    newest = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    found = str(newest[-1]) if newest else shutil.which(name)
    if found is None:
        raise BackupFault(
            f"{name} was not found; it comes with PostgreSQL: apt-get install postgresql-client"
        )
    return found


def _command(command: list[str]) -> tuple[list[str], dict[str, str]]:
    """The program with its arguments, and where the database is: in the environment, where `ps` does not show it."""
    said = connection.settings_dict
    names = {
        "PGHOST": "HOST",
        "PGPORT": "PORT",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
        "PGDATABASE": "NAME",
    }
    where = {name: str(said[ours]) for name, ours in names.items() if said.get(ours)}
    program, *arguments = command
    return [_program(program), *arguments], os.environ | where


def _output_of(command: list[str]) -> Iterator[bytes]:
    asked, env = _command(command)
    with tempfile.TemporaryFile() as told:
        with subprocess.Popen(asked, env=env, stdout=subprocess.PIPE, stderr=told) as process:  # noqa: S603
            assert process.stdout is not None
            while piece := process.stdout.read(PIECE):
                yield piece
        if process.returncode:
            raise BackupFault(_sentence(command[0], told))


def _run_with_input(command: list[str], parts: Iterable[bytes]) -> None:
    asked, env = _command([*command, f"--dbname={connection.settings_dict['NAME']}"])
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen(asked, env=env, stdin=subprocess.PIPE, stdout=told, stderr=told)  # noqa: S603
        assert process.stdin is not None
        try:
            for part in parts:
                process.stdin.write(part)
            process.stdin.close()
        except BrokenPipeError:
            pass  # it says why
        except BaseException:
            process.kill()  # one transaction: nothing of it stays
            process.wait()
            raise
        if process.wait():
            raise BackupFault(_sentence(command[0], told))


def _sentence(program: str, told: Any) -> str:
    told.seek(0)
    last = told.read().decode(errors="replace").strip().splitlines()[-1:]
    return f"{program} stopped: {''.join(last) or 'without a word'}"
