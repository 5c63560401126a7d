# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A backup comes back on both engines, what was destroyed since does not, and no broken file is taken (S8)."""

import base64
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as some

from checklist.base import sealed_file
from checklist.base.destroyed import Gone, put_aside, read_destroyed, write_destroyed
from checklist.base.sealed_file import BackupFault, backup_key, opened, sealed
from checklist.management import backups
from checklist.management.commands import restore
from tests.drill import GONE, LATER, STAYS, Drill, drill, drilled
from tests.postgres import program

KEY = b"k" * 32


class Sealed(io.BytesIO):
    name = "some.sealed"


def all_of(text: bytes, key: bytes = KEY, name: str = "one data") -> bytes:
    return b"".join(opened(Sealed(text), key, name))


# ---- the sealed stream -----------------------------------------------------------------------------------------------


@given(parts=some.lists(some.binary(max_size=70), max_size=8))
def test_a_stream_comes_back_as_it_went_in(parts: list[bytes]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sealed_file, "PIECE", 16)
        text = b"".join(sealed(parts, KEY, "one data"))
        assert all_of(text) == b"".join(parts)


def test_a_stream_that_was_cut_changed_swapped_or_of_another_backup_does_not_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sealed_file, "PIECE", 16)
    text = b"".join(sealed([bytes(range(64))], KEY, "one data"))
    head = len(sealed_file.FIRST_WORDS) + sealed_file.SALT
    piece = 16 + sealed_file.TAG
    pieces = [text[at : at + piece] for at in range(head, len(text), piece)]
    assert len(pieces) == 4
    wrong = {
        "not a part of a backup": [b"PGDMP and more", b""],
        "cut or changed": [
            *(text[: head + count * piece] for count in (2, 3)),
            text[:-1],
            text + b"x",
            text[:head] + b"".join([pieces[0], pieces[2], pieces[1], pieces[3]]),
        ],
        "does not open": [text[:head], text[: head + piece], text[:head] + b"".join(reversed(pieces))],
    }
    for words, texts in wrong.items():
        for one in texts:
            with pytest.raises(BackupFault, match=words):
                all_of(one)
    with pytest.raises(BackupFault, match="another BACKUP_KEY"):
        all_of(text, b"o" * 32)
    for other in ("one keys", "two data"):
        with pytest.raises(BackupFault, match="belongs to another backup"):
            all_of(text, name=other)


# ---- the list of what was destroyed ----------------------------------------------------------------------------------

FIRST = Gone("2026-11-01T10:00:00+00:00", "a" * 32, "client", "a" * 32, "term")
SECOND = Gone("2026-11-02T10:00:00+00:00", "b" * 32, "answer", "c" * 32, "client_asked")


def test_s8_the_list_of_what_was_destroyed_only_grows(tmp_path: Path) -> None:
    path = tmp_path / "destroyed.txt"
    assert read_destroyed(path) == []
    assert write_destroyed(path, [FIRST]) == 1
    assert write_destroyed(path, [SECOND]) == 2  # an older database does not know the first one
    assert write_destroyed(path, []) == 2
    assert read_destroyed(path) == [FIRST, SECOND]


def test_a_list_that_was_changed_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "destroyed.txt"
    write_destroyed(path, [FIRST, SECOND])
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(lines[:1] + lines[2:]))
    for act in (lambda: read_destroyed(path), lambda: write_destroyed(path, [])):
        with pytest.raises(BackupFault, match="was not signed with ANCHOR_KEY, or was changed"):
            act()


def test_another_anchor_key_begins_a_new_list_and_keeps_the_one_of_before(
    tmp_path: Path, settings: Any
) -> None:
    """Without it no anchor could be written any more, and a restore would have no list."""
    path = tmp_path / "destroyed.txt"
    write_destroyed(path, [FIRST])
    before = path.read_bytes()
    assert put_aside(path) is None
    settings.ANCHOR_KEY = base64.b64encode(b"n" * 32).decode()
    aside = put_aside(path)
    assert aside is not None
    assert aside.read_bytes() == before
    assert write_destroyed(path, [SECOND]) == 1
    assert read_destroyed(path) == [SECOND]


@pytest.mark.django_db
def test_after_another_anchor_key_the_anchor_is_written_anew(tmp_path: Path, settings: Any) -> None:
    path = tmp_path / "anchor.txt"
    call_command("write_anchor", "--file", str(path), stdout=io.StringIO())
    settings.ANCHOR_KEY = base64.b64encode(b"n" * 32).decode()
    out = io.StringIO()
    call_command("write_anchor", "--anew", "--file", str(path), stdout=out)
    assert "did not open with ANCHOR_KEY" in out.getvalue()
    call_command("write_anchor", "--file", str(path), stdout=io.StringIO())


# ---- the drill -------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_s8_the_drill(engine: str) -> None:
    done = drilled(engine)
    before, after, found = done["before"], done["after"], done["found"]
    words = {"words": f"Woorden van {STAYS}"}
    assert before["clients"] == sorted([GONE, STAYS])
    assert before["words"][STAYS] == {"work": words, "hours": {"value": "0-8"}}
    assert after["clients"] == sorted([LATER, STAYS])
    # what was in the backup is back, but for what was destroyed since; that is on record again
    assert found["clients"] == [STAYS]
    assert found["words"] == {STAYS: {"work": words}}
    assert found["erasures"] == after["erasures"] == [["answer", "term"], ["client", "client_asked"]]
    assert (found["keys"], found["empty_keys"], found["destroyed_answers"]) == (2, 0, 1)
    assert (before["sessions"], found["sessions"]) == (1, 0)
    # what came after the backup is missing, and the newest anchor says so
    assert done["verify_failed"]
    assert "the newest rows were cut off" in done["verify"]
    assert "no erasure line says so" not in done["verify"]
    assert "2 destruction(s) done again" in done["restored"]


# ---- what a backup does not hold, and what is refused ----------------------------------------------------------------


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def made(request: Any) -> Iterator[Drill]:
    """A filled database with one backup of it."""
    with drill(request.param) as here:
        here.step("fill")
        here.said("script/backup")
        here.said(sys.executable, "manage.py", "write_anchor")
        yield here


def test_no_word_name_or_key_can_be_read_in_its_files(made: Drill) -> None:
    manifest = json.loads(made.manifest().read_text())
    data, keys = (made.backups / manifest["files"][part]["file"] for part in ("data", "keys"))
    assert len(list(made.backups.iterdir())) == 3
    for path in made.backups.iterdir():
        assert path.stat().st_mode & 0o077 == 0, path.name
        assert b"FICTIEF" not in path.read_bytes()
    inside = {
        part: all_of(path.read_bytes(), backup_key(), f"{manifest['name']} {part}")
        for part, path in (("data", data), ("keys", keys))
    }
    _columns, *rows = map(json.loads, inside["keys"].splitlines())
    wrapped = [cell["hex"] for row in rows for cell in row if isinstance(cell, dict)]
    assert len(wrapped) == 6
    text = inside["data"]
    if made.engine == "postgresql":
        asked = [program("pg_restore"), "--file=-"]
        text = subprocess.run(asked, input=text, capture_output=True, check=True).stdout
    assert GONE.encode() in text
    assert not any(one.encode() in text or bytes.fromhex(one) in text for one in wrapped)


def changed(path: Path) -> None:
    text = bytearray(path.read_bytes())
    text[len(text) // 2] ^= 1
    path.write_bytes(bytes(text))


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def other_words(path: Path) -> None:
    path.write_text(path.read_text().replace('"format": 1', '"format":  1').replace("2026-", "2025-"))


BROKEN: list[tuple[str, Callable[[Path], object], str]] = [
    ("-data.sealed", cut, "is not whole"),
    ("-keys.sealed", changed, "was changed after it was written"),
    ("-data.sealed", Path.unlink, "is not there: it belongs beside"),
    (".json", other_words, "was changed after it was written"),
    (".json", lambda path: path.write_text("PGDMP"), "is not the manifest of a backup"),
    (".json", lambda path: path.write_text("{}"), "is not the manifest of a backup"),
    (".json", Path.unlink, "is not there: name the manifest"),
]


@pytest.mark.parametrize(("end", "spoil", "words"), BROKEN, ids=[words for *_rest, words in BROKEN])
def test_a_backup_that_is_not_whole_or_not_ours_is_refused_before_anything_is_done(
    made: Drill, tmp_path: Path, end: str, spoil: Callable[[Path], object], words: str
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(made.backups, copy)
    manifest = copy / made.manifest().name
    spoil(manifest.with_name(manifest.stem + end))
    with pytest.raises(BackupFault, match=words):
        backups.read(manifest)


def test_a_backup_of_another_key_or_without_one_is_refused(made: Drill, settings: Any) -> None:
    assert backups.read(made.manifest()).engine == made.engine
    settings.BACKUP_KEY = settings.MASTER_KEY
    with pytest.raises(BackupFault, match="made with another BACKUP_KEY"):
        backups.read(made.manifest())
    for odd in ("", "short"):
        settings.BACKUP_KEY = odd
        with pytest.raises(BackupFault, match="BACKUP_KEY must be 32 bytes"):
            backups.read(made.manifest())


def test_a_restore_asks_for_what_it_needs(made: Drill, tmp_path: Path) -> None:
    manifest, new = str(made.manifest()), f"sqlite:///{tmp_path}/new.sqlite3"

    def said(*more: str, **environment: str) -> str:
        done = made.run("script/restore", manifest, *more, **environment)
        assert done.returncode == 1
        return done.stderr

    assert "would mix two pasts" in said()
    assert "is not there: it says what was destroyed" in said("--destroyed", str(tmp_path / "none.txt"))
    if made.engine == "postgresql":
        assert "they must agree" in said(DATABASE_URL=new)


def test_a_backup_that_does_not_work_leaves_nothing(made: Drill, tmp_path: Path) -> None:
    gone = f"{tmp_path}/none.sqlite3" if made.engine == "sqlite" else "127.0.0.1:1/none"
    scheme = "sqlite:///" if made.engine == "sqlite" else "postgres://nobody@"
    done = made.run("script/backup", "--to", str(tmp_path / "to"), DATABASE_URL=scheme + gone)
    assert done.returncode != 0
    assert list((tmp_path / "to").glob("*")) == []


@pytest.mark.django_db
def test_two_backups_of_one_second_do_not_take_away_each_others_files(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two timers at three o'clock: the second one gives way, and the first one stays whole."""
    settings.BACKUP_KEY = base64.b64encode(KEY).decode()
    now = timezone.now()
    monkeypatch.setattr(backups, "timezone", SimpleNamespace(now=lambda: now))
    monkeypatch.setattr(backups.engines, "snapshot", lambda: nullcontext((iter([b"data"]), iter([b"keys"]))))
    first = backups.make(tmp_path)
    manifest = first.path.read_bytes()
    first.path.unlink()  # as it is before its end: the manifest comes last
    with pytest.raises(FileExistsError):
        backups.make(tmp_path)
    first.path.write_bytes(manifest)
    assert backups.read(first.path).name == first.name


@pytest.mark.django_db
@pytest.mark.parametrize("broken", ["put", "migrate", "destroy"])
def test_s8_a_restore_that_breaks_off_says_that_the_database_is_not_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    """Names of who was destroyed may stand in it: nobody is to start the app on it."""

    def step(name: str) -> Any:
        def act(*_all: Any, **_named: Any) -> tuple[int, int]:
            if name == broken:
                raise OperationalError("the disk is full")
            return 1, 0

        return act

    backup = SimpleNamespace(made="2026-11-30", parts=lambda _part: iter(()))
    monkeypatch.setattr(restore.backups, "read", lambda _path: backup)
    monkeypatch.setattr(restore.backups, "check_fits", step("fits"))
    monkeypatch.setattr(restore.engines, "put", step("put"))
    monkeypatch.setattr(restore, "call_command", step("migrate"))
    monkeypatch.setattr(restore, "end_all_sessions", step("sessions"))
    monkeypatch.setattr(restore, "destroy_again", step("destroy"))
    options = ["--nothing-was-destroyed", "--destroyed", str(tmp_path / "none.txt")]
    with pytest.raises(CommandError, match=r"the disk is full The database is not whole now"):
        call_command("restore", str(tmp_path / "some.json"), *options, stdout=io.StringIO())
