# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""After destruction no file of the database shows the name, the number, the keys or the words, on either engine."""

import base64
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from checklist.access.actions import destroy_client
from checklist.base import traces
from checklist.base.keys import new_client_key
from checklist.base.traces import TracesLeft, remove_traces, shorten_log
from checklist.people.permissions import SYSTEM
from checklist.retention.queries import TOUCHED
from tests.house.tree import ROOT
from tests.postgres import scratch_server

VERIFY = """import django; django.setup()
from checklist.base.chain import verify_chains
print(verify_chains()[1])"""
OURS = {"DJANGO_SETTINGS_MODULE": "reintapp.settings.test"}


@dataclass(frozen=True)
class Place:
    """A database of its own: its address, and the folder with every file that it has."""

    address: str
    folder: Path

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        env = os.environ | OURS | {"DATABASE_URL": self.address}
        return subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=env, capture_output=True, text=True, check=False
        )

    def found(self, wanted: dict[str, bytes]) -> dict[str, list[str]]:
        """What stands in a file, in whatever spelling, and in which files."""
        files = [path for path in self.folder.rglob("*") if path.is_file()]
        there: dict[str, list[str]] = {}
        for path in files:
            text = path.read_bytes()
            for what, value in wanted.items():
                if any(spelled in text for spelled in spellings(value)):
                    there.setdefault(what, []).append(path.relative_to(self.folder).as_posix())
        return there


def spellings(value: bytes) -> set[bytes]:
    """The bytes as they are, and as another program would write them: hex, base64 at every offset, wide letters."""
    coded = {value, value.hex().encode(), value.hex().upper().encode()}
    for offset in range(3):
        whole = base64.b64encode(b"\0" * offset + value)
        coded.add(whole[offset + 1 if offset else 0 : len(whole) - 4].rstrip(b"="))
    try:
        text = value.decode()
    except UnicodeDecodeError:
        return coded
    coded |= {text.encode(code, "ignore") for code in ("utf-16-le", "utf-16-be", "latin-1")}
    return coded | {json.dumps(text)[1:-1].encode(), text.casefold().encode(), text.upper().encode()}


def test_a_spelling_is_found_wherever_it_begins() -> None:
    for offset in range(3):
        written = base64.b64encode(b"x" * offset + b"Dirk Jansen" + b"y" * 7)
        assert any(spelled in written for spelled in spellings(b"Dirk Jansen")), offset


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    if request.param == "sqlite":
        yield Place(f"sqlite:///{tmp_path}/db.sqlite3", tmp_path)
        return
    with scratch_server() as address:
        with psycopg.connect(address, autocommit=True) as server:
            # as install.md asks: a segment of the write-ahead log that is done with is removed, not used again
            server.execute("ALTER SYSTEM SET wal_recycle = off")
            server.execute("SELECT pg_reload_conf()")
            row = server.execute("SHOW data_directory").fetchone()
        assert row
        yield Place(address, Path(row[0]).parent)


@pytest.mark.slow
def test_r16_after_destruction_no_file_shows_what_was_destroyed(place: Place) -> None:
    assert place.run("manage.py", "migrate", "--verbosity", "0").returncode == 0
    filled = place.run("-m", "tests.checklist.retention.fill_and_tell")
    assert filled.returncode == 0, filled.stderr[-3000:]
    told = json.loads(filled.stdout.splitlines()[-1])
    goes = {what: bytes.fromhex(value) for what, value in told["goes"].items()}
    stays = {what: bytes.fromhex(value) for what, value in told["stays"].items()}
    assert set(place.found(goes)) == set(goes), "before: everything is there to be found"
    done = place.run("manage.py", "destroy_expired")
    assert done.returncode == 0, done.stderr[-3000:]
    assert "1 client(s) and 0 answer(s) destroyed" in done.stdout
    assert "No file of the database holds what was destroyed" in done.stdout
    assert "30 days more (BACKUP_DAYS)" in done.stdout
    assert place.found(goes) == {}
    assert set(place.found(stays)) == set(stays), "nobody else is touched"
    verified = place.run("-c", VERIFY)
    assert verified.stdout == "[]\n", verified.stderr[-3000:]


@pytest.mark.slow
def test_on_postgresql_only_the_owner_can_clean_and_the_command_says_so() -> None:
    with scratch_server() as owner:
        place = Place(owner, Path())
        assert place.run("manage.py", "migrate", "--verbosity", "0").returncode == 0
        with psycopg.connect(owner, autocommit=True) as server:
            server.execute(place.run("manage.py", "app_role_sql", "tweespraak_app").stdout)  # type: ignore[call-overload]
        app = Place(owner.replace("//tweespraak@", "//tweespraak_app@"), Path())
        said = app.run("manage.py", "destroy_expired")
        assert said.returncode != 0
        assert "the owner of the database in DATABASE_URL" in said.stderr
        assert "checklist_client" in said.stderr
        again = place.run("manage.py", "destroy_expired")
        assert again.returncode == 0, again.stderr
        assert "0 client(s)" in again.stdout


@pytest.fixture
def log() -> Path:
    return Path(f"{connection.settings_dict['NAME']}-wal")


@pytest.mark.django_db(transaction=True)
def test_a_reader_in_the_way_is_a_sentence_and_the_next_try_cleans(log: Path) -> None:
    """Readers hold up the one write-ahead log of SQLite. On PostgreSQL they hold up the table itself."""
    if connection.vendor == "postgresql":
        _a_table_in_use_is_a_sentence()
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout=50")
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM checklist_client").fetchone()
        with pytest.raises(TracesLeft, match="Another program was reading"):
            remove_traces(TOUCHED)
        reader.execute("COMMIT")
    assert remove_traces(TOUCHED) == []
    assert log.stat().st_size == 0
    connection.close()  # with its patience


def _a_table_in_use_is_a_sentence() -> None:
    where = connection.settings_dict
    address = f"postgresql://{where['USER']}@{where['HOST']}:{where['PORT']}/{where['NAME']}"
    with psycopg.connect(address) as reader, pytest.MonkeyPatch.context() as patch:
        patch.setattr(traces, "LOCK_WAITS", "50ms")
        reader.execute("SELECT count(*) FROM checklist_client")
        with pytest.raises(TracesLeft, match="again when it is quiet"):
            remove_traces(TOUCHED)
        reader.rollback()
        assert remove_traces(TOUCHED) == []


@pytest.mark.django_db(transaction=True)
def test_a_destruction_in_the_midst_of_the_day_cuts_the_log_of_sqlite_at_once(log: Path) -> None:
    key = new_client_key()
    destroy_client(client_key=key, ground="client_asked", by=SYSTEM)
    if connection.vendor == "postgresql":
        assert not shorten_log()  # its role may only write: the night cleans
        return
    assert log.stat().st_size == 0
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")
        assert cursor.fetchone()[0] == 1
        cursor.execute("PRAGMA busy_timeout")
        assert cursor.fetchone()[0] == 20_000, "as patient as before"
