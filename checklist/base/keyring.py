# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The secrets of this installation, the newest first. What was made under an older one holds as long as that is named
among the fallbacks; a row names the one it was made under by its mark."""

import base64
import hashlib
from functools import lru_cache

from django.conf import settings


@lru_cache(maxsize=16)
def _decoded(text: str) -> bytes:
    return base64.b64decode(text)


def master_keys() -> list[bytes]:
    """Keys that wrap the data key of every client."""
    return [_decoded(text) for text in (settings.MASTER_KEY, *settings.MASTER_KEY_FALLBACKS)]


def secret_keys() -> list[str]:
    """Keys that sign what a browser or a session carries."""
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def code_keys() -> list[str]:
    """Keys under which a client's code is hashed. Codes of before there was one lie under the key that signs."""
    return [settings.CODE_KEY, *settings.CODE_KEY_FALLBACKS, *secret_keys()]


def research_key() -> bytes:
    """The key under which people get their pseudonym in a registration; b"" where none, or an odd one, was given.

    It has no fallbacks on purpose: another key makes other pseudonyms, and ends what can be put together.
    """
    try:
        key = base64.b64decode(settings.RESEARCH_KEY, validate=True)
    except ValueError:
        return b""
    return key if len(key) == 32 else b""


@lru_cache(maxsize=16)
def mark_of_key(key: bytes | str) -> str:
    """Names a key without telling anything about it: these keys are 256 random bits."""
    told = key if isinstance(key, bytes) else key.encode()
    return hashlib.sha256(b"which key: " + told).hexdigest()[:16]
