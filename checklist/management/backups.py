# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A backup: the data in one sealed file, the keys that open its words in another, and a manifest that names both.

It has its name once it is whole: the manifest comes last. Nothing is written in the clear, but the copy that SQLite's
own backup needs, in memory where there is room (/dev/shm) and else beside the database.
"""

import hashlib
import hmac
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from checklist.base.sealed_file import BackupFault, backup_key, mark_of, opened, sealed
from checklist.management import engines

FORMAT = 1
DATA, KEYS = "data", "keys"
PARTS = (DATA, KEYS)


@dataclass(frozen=True)
class Backup:
    """A manifest as it was read: where it lies, and what it says."""

    path: Path
    said: dict[str, Any]

    @property
    def name(self) -> str:
        return str(self.said["name"])

    @property
    def engine(self) -> str:
        return str(self.said["engine"])

    @property
    def made(self) -> str:
        return str(self.said["made"])

    def file(self, part: str) -> Path:
        return self.path.with_name(self.said["files"][part]["file"])

    def parts(self, part: str) -> Iterator[bytes]:
        """What was sealed in one of the two files."""
        with self.file(part).open("rb") as file:
            yield from opened(file, backup_key(), f"{self.name} {part}")


# ---- making one ------------------------------------------------------------------------------------------------------


def make(folder: Path) -> Backup:
    """A backup of the database as it is at one moment, in `folder`. Raises BackupFault; then nothing is left of it."""
    key, moment = backup_key(), timezone.now()
    name = f"tweespraak-{moment:%Y-%m-%dT%H%M%S}Z"
    folder.mkdir(parents=True, exist_ok=True)
    manifest = folder / f"{name}.json"
    if manifest.exists():
        raise BackupFault(f"{manifest.name} is there already: wait a second and try again.")
    said: dict[str, Any] = {
        "format": FORMAT, "name": name, "made": moment.isoformat(), "engine": connection.vendor,
        "key": mark_of(key, b"which key")[:16], "migrations": _migrations(), "files": {},
    }  # fmt: skip
    written: list[Path] = []
    try:
        with engines.snapshot() as parts:
            for part, stream in zip(PARTS, parts, strict=True):
                path = folder / f"{name}-{part}.sealed"
                said["files"][part] = _write(path, sealed(stream, key, f"{name} {part}"), written)
        text = json.dumps(said, indent=1) + "\n"
        scratch = manifest.with_suffix(".new")
        whole = json.dumps(said | {"signed": mark_of(key, text.encode())}, indent=1).encode() + b"\n"
        _write(scratch, iter([whole]), written)
        scratch.replace(manifest)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return Backup(manifest, said)


def _migrations() -> list[str]:
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def _write(path: Path, pieces: Iterator[bytes], written: list[Path]) -> dict[str, Any]:
    """A file that was not there before; then it is among what was `written`, and ours to take away."""
    digest, size = hashlib.sha256(), 0
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    written.append(path)
    with os.fdopen(handle, "wb") as file:
        for piece in pieces:
            file.write(piece)
            digest.update(piece)
            size += len(piece)
        file.flush()
        os.fsync(file.fileno())
    return {"file": path.name, "bytes": size, "sha256": digest.hexdigest()}


# ---- reading one -----------------------------------------------------------------------------------------------------


def read(path: Path) -> Backup:
    """The manifest of a backup whose files are whole. Raises BackupFault for anything else, before anything is done."""
    if not path.is_file():
        raise BackupFault(
            f"{path} is not there: name the manifest (….json) of a backup that script/backup made."
        )
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        signed, version = said.pop("signed"), said["format"]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BackupFault(
            f"{path.name} is not the manifest of a backup: expected the file ….json that script/backup wrote last. "
            "Without it a backup is not whole: take another one."
        ) from error
    if version != FORMAT:
        raise BackupFault(
            f"{path.name} has format {version}, this program reads {FORMAT}: use the one that made it."
        )
    key = backup_key()
    if said.get("key") != mark_of(key, b"which key")[:16]:
        raise BackupFault(
            f"{path.name} was made with another BACKUP_KEY: take the key of {said.get('made')}."
        )
    text = json.dumps(said, indent=1) + "\n"
    if not hmac.compare_digest(str(signed), mark_of(key, text.encode())):
        raise BackupFault(f"{path.name} was changed after it was written: take another copy of it.")
    backup = Backup(path, said)
    for part in PARTS:
        _check_file(backup, part)
    return backup


def _check_file(backup: Backup, part: str) -> None:
    """Whole, and what was written: by its length and its digest."""
    path, said = backup.file(part), backup.said["files"][part]
    if not path.is_file():
        raise BackupFault(
            f"{path.name} is not there: it belongs beside {backup.path.name}. Put it back from its copy."
        )
    if path.stat().st_size != said["bytes"]:
        found = f"{path.stat().st_size:,} bytes, expected {said['bytes']:,}"
        raise BackupFault(f"{path.name} is not whole: {found}. Take another copy of it, or another backup.")
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != said["sha256"]:
        raise BackupFault(
            f"{path.name} was changed after it was written: take another copy of it, or another backup."
        )


def check_fits(backup: Backup, known: set[str]) -> None:
    """May this database and this program take the backup? Raises BackupFault with a sentence when not."""
    if backup.engine != connection.vendor:
        raise BackupFault(
            f"{backup.path.name} is of {backup.engine}, and DATABASE_URL names {connection.vendor}: they must agree."
        )
    newer = sorted(
        name for name in backup.said["migrations"] if name.startswith("checklist.") and name not in known
    )
    if newer:
        raise BackupFault(
            f"{backup.path.name} was made by a newer version of the program, which knows {newer[-1]}: restore it with "
            "that version."
        )
    if tables := engines.tables_there():
        raise BackupFault(
            f"The database is not empty: it holds {tables} tables, and a restore would mix two pasts. Make an empty "
            "one (PostgreSQL: createdb; SQLite: another file name) and let DATABASE_URL name it."
        )
