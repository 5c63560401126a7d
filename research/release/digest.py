# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fingerprints: sha256 of a file, and of the manifest lines before its last one."""

from __future__ import annotations

import hashlib

PREFIX = "digest: "


def sha256(data: bytes) -> str:
    """The sha256 of some bytes, in lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def seal(lines: list[str]) -> bytes:
    """Manifest lines to bytes, with the digest of those lines as the last line."""
    body = "".join(f"{line}\n" for line in lines).encode("utf-8")
    return body + f"{PREFIX}{sha256(body)}\n".encode()


def unseal(data: bytes) -> tuple[bytes, str]:
    """Split a manifest into the bytes that are sealed and the digest its last line states, or ""."""
    cut = data.rfind(b"\n", 0, max(len(data) - 1, 0)) + 1
    last = data[cut:].decode("utf-8", errors="replace")
    if not last.startswith(PREFIX) or not last.endswith("\n"):
        return data, ""
    return data[:cut], last[len(PREFIX) : -1]
