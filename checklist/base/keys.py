# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sealing words: AES-256-GCM under a key per client and, below it, a key per answer, wrapped by the master key.

The context (table, row, field) is bound into every ciphertext, so a sealed text cannot be moved to another row.
"""

import hmac
import os
from collections.abc import Iterable, Mapping
from uuid import UUID, uuid4

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from checklist.base.digest import digest_of
from checklist.base.keyring import mark_of_key, master_keys
from checklist.base.models import DataKey
from checklist.base.text import drawn

NONCE = 12


class KeyDestroyed(Exception):
    """The words were destroyed: their key is gone."""


class MasterKeyUnknown(Exception):
    """A data key was wrapped under a master key that this program was not given."""

    def __init__(self) -> None:
        super().__init__(
            "The key of a client was wrapped under another master key than MASTER_KEY. Name that one in "
            "MASTER_KEY_FALLBACKS; if it is there, somebody changed the row: run 'manage.py verify_log'."
        )


def unwrapped(wrapped: bytes | memoryview) -> bytes:
    """A client's data key, out of the wrapping of the master key or of one before it."""
    for master in master_keys():
        try:
            return aes_key_unwrap(master, bytes(wrapped))
        except InvalidUnwrap:
            continue  # the wrapping carries its own proof: a wrong key never opens it
    raise MasterKeyUnknown


class Sealer:
    """Seals and opens the words of one client; unwraps each key once. Raises KeyDestroyed when a key is gone."""

    def __init__(self, client_key: UUID, wrapped: bytes | None = None) -> None:
        """`wrapped`: the client's data key as stored, when it was read together with something else."""
        self.client_key = client_key
        self._keys: dict[UUID, bytes] = {}
        self._own = unwrapped(wrapped) if wrapped else None
        self._known_gone = False  # looked for, and not there

    def seal(self, text: str, context: str, *, key: UUID | None = None) -> bytes:
        nonce = os.urandom(NONCE)
        return nonce + AESGCM(self._key(key)).encrypt(nonce, text.encode(), self._bound(context))

    def seal_words(self, words: str, context: str) -> bytes:
        """Words that may be left out, without the white space around them; nothing where nothing was said."""
        tidy = words.strip()
        return self.seal(tidy, context) if tidy else b""

    def read(self, sealed: bytes | memoryview | None, context: str, *, key: UUID | None = None) -> str | None:
        """As `open`; None when the key is gone. The one place where a destroyed key is an answer and no fault."""
        try:
            return self.open(sealed, context, key=key)
        except KeyDestroyed:
            return None

    def open(self, sealed: bytes | memoryview | None, context: str, *, key: UUID | None = None) -> str:
        """The words, as they may be drawn: what was sealed before there was a door for typed text is not rewritten."""
        data = bytes(sealed or b"")
        if not data:
            return ""
        try:
            text = AESGCM(self._key(key)).decrypt(data[:NONCE], data[NONCE:], self._bound(context)).decode()
        except InvalidTag as error:
            raise ValueError(f"sealed text does not belong to {context}, or was changed") from error
        return drawn(text)

    def mark(self, parts: Iterable[str]) -> str:
        """A fingerprint (hex) of what belongs to this client, which nobody can make without the client's key."""
        return hmac.digest(self._client(), digest_of([self.client_key.hex, *parts]).encode(), "sha256").hex()

    def new_answer_key(self) -> DataKey:
        """Make (and store) a key for one answer."""
        return _store(self.client_key, DataKey.Kind.ANSWER, self._client())

    def load_answer_keys(self, keys: list[UUID]) -> None:
        """Fetch many answer keys in one query."""
        wanted = [key for key in keys if key not in self._keys]
        rows = DataKey.objects.filter(uuid__in=wanted, client_key=self.client_key, kind=DataKey.Kind.ANSWER)
        for key, wrapped in rows.values_list("uuid", "wrapped"):
            self.take_answer_key(key, wrapped)

    def take_answer_key(self, key: UUID, wrapped: bytes | memoryview) -> None:
        """Use an answer key of this client that was read together with something else."""
        self._keys[key] = aes_key_unwrap(self._client(), bytes(wrapped))

    def has(self, key: UUID) -> bool:
        """Is this answer key still there? Only after `load_answer_keys`."""
        return key in self._keys

    def _bound(self, context: str) -> bytes:
        return f"{self.client_key.hex}:{context}".encode()

    def _key(self, key: UUID | None) -> bytes:
        if key is None:
            return self._client()
        if key not in self._keys:
            self.load_answer_keys([key])
        if key not in self._keys:
            raise KeyDestroyed
        return self._keys[key]

    def _client(self) -> bytes:
        if self._known_gone:
            raise KeyDestroyed
        if self._own is None:
            rows = DataKey.objects.filter(client_key=self.client_key, kind=DataKey.Kind.CLIENT)
            wrapped = rows.values_list("wrapped", flat=True).first()
            if wrapped is None:
                self._known_gone = True
                raise KeyDestroyed
            self._own = unwrapped(wrapped)
        return self._own


class PassingSealer(Sealer):
    """Seals what waits in a session and belongs to no client yet. Its key comes from the master key."""

    def __init__(self) -> None:
        super().__init__(UUID(int=0))
        self._ring = [hmac.digest(key, b"what waits in a session", "sha256") for key in master_keys()]
        self._own = self._ring[0]

    def open(self, sealed: bytes | memoryview | None, context: str, *, key: UUID | None = None) -> str:
        """Also what was sealed before the master key was changed, while the old one is a fallback."""
        for own in self._ring[:-1]:
            try:
                return _opened_by(self, own, sealed, context)
            except ValueError:
                continue
        return _opened_by(self, self._ring[-1], sealed, context)


def _opened_by(sealer: PassingSealer, own: bytes, sealed: bytes | memoryview | None, context: str) -> str:
    newest, sealer._own = sealer._own, own
    try:
        return Sealer.open(sealer, sealed, context)
    finally:
        sealer._own = newest


def sealers_of(client_keys: Iterable[UUID]) -> dict[UUID, Sealer]:
    """Sealers of many clients in one query; a client whose key was destroyed has one that raises KeyDestroyed."""
    sealers = {key: Sealer(key) for key in client_keys}
    for row in DataKey.objects.filter(client_key__in=list(sealers), kind=DataKey.Kind.CLIENT):
        sealers[row.client_key]._own = unwrapped(row.wrapped)
    for sealer in sealers.values():
        sealer._known_gone = sealer._own is None
    return sealers


def load_answer_keys_of(sealers: Mapping[UUID, Sealer], keys: Iterable[UUID]) -> None:
    """Fetch answer keys of many clients in one query; `has` tells which are still there."""
    rows = DataKey.objects.filter(uuid__in=set(keys), kind=DataKey.Kind.ANSWER, client_key__in=list(sealers))
    for client_key, key, wrapped in rows.values_list("client_key", "uuid", "wrapped"):
        sealers[client_key].take_answer_key(key, wrapped)


def new_client_key() -> UUID:
    """A random key for a new client, with its data key stored."""
    client_key = uuid4()
    master = master_keys()[0]
    _store(client_key, DataKey.Kind.CLIENT, master, mark_of_key(master))
    return client_key


def _store(client_key: UUID, kind: DataKey.Kind, wrapping: bytes, under: str = "") -> DataKey:
    wrapped = aes_key_wrap(wrapping, AESGCM.generate_key(256))
    return DataKey.objects.create(client_key=client_key, kind=kind, wrapped=wrapped, wrapped_under=under)
