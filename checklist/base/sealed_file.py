# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A stream of any length, sealed in pieces: AES-256-GCM, in the STREAM construction of Hoang and others (2015).

Each file has a key of its own, from the backup key, a random salt and the name of what it is. Pieces are numbered and
the last one says so: a file that was cut, put together from two, or belongs elsewhere does not open.
"""

import base64
import binascii
import hmac
import os
from collections.abc import Iterable, Iterator
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

FIRST_WORDS = b"tweespraak backup 1\n"
SALT, PIECE, TAG = 32, 1 << 20, 16


class BackupFault(Exception):
    """A backup cannot be made or read; the sentence says what was expected, what was found and what to do."""


def backup_key() -> bytes:
    """The key outside the database. Raises BackupFault where there is none."""
    text: str = settings.BACKUP_KEY
    try:
        key = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != 32:
        raise BackupFault(
            f"BACKUP_KEY must be 32 bytes in base64, found {'something else' if text else 'nothing'}; make one with "
            "'openssl rand -base64 32' and keep a copy of it in your vault: without it no backup opens."
        )
    return key


def mark_of(key: bytes, text: bytes) -> str:
    """What only a holder of the key can make of a text (hex)."""
    return hmac.digest(key, text, "sha256").hex()


def _cipher(key: bytes, salt: bytes, name: str) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt, b"tweespraak backup: " + name.encode()).derive(key))


def _number(count: int, *, last: bool) -> bytes:
    return count.to_bytes(11, "big") + bytes([last])


def sealed(parts: Iterable[bytes], key: bytes, name: str) -> Iterator[bytes]:
    """The sealed stream of these parts. `name`: what it is, and of which backup."""
    salt = os.urandom(SALT)
    cipher, waiting, count = _cipher(key, salt, name), bytearray(), 0
    yield FIRST_WORDS + salt
    for part in parts:
        waiting += part
        while len(waiting) > PIECE:  # one piece is kept back: it may be the last
            yield cipher.encrypt(_number(count, last=False), bytes(waiting[:PIECE]), None)
            del waiting[:PIECE]
            count += 1
    yield cipher.encrypt(_number(count, last=True), bytes(waiting), None)


def opened(file: IO[bytes], key: bytes, name: str) -> Iterator[bytes]:
    """The parts of a sealed stream. Raises BackupFault at the first thing that does not hold."""
    where = os.path.basename(str(file.name))
    if file.read(len(FIRST_WORDS)) != FIRST_WORDS:
        raise BackupFault(f"{where} is not a part of a backup: expected a file that script/backup made.")
    cipher, count = _cipher(key, file.read(SALT), name), 0
    piece = file.read(PIECE + TAG)
    while True:
        following = file.read(PIECE + TAG)
        try:
            yield cipher.decrypt(_number(count, last=not following), piece, None)
        except (InvalidTag, ValueError) as error:
            raise BackupFault(_why(where, count)) from error
        if not following:
            return
        piece, count = following, count + 1


def _why(where: str, count: int) -> str:
    if count:
        return f"{where} was cut or changed after {count} MB: take another copy of this backup, or another backup."
    return f"{where} does not open: it belongs to another backup, was changed, or was sealed with another BACKUP_KEY."
