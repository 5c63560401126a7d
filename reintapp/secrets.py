# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Secrets of one developer's machine: made once, kept beside the database, never in production."""

import base64
import os
import secrets
from pathlib import Path


def local_secrets(path: Path) -> tuple[str, str]:
    """Read (secret key, master key) from `path`, making the file first if it is not there."""
    if not path.exists():
        text = f"{secrets.token_urlsafe(50)}\n{base64.b64encode(os.urandom(32)).decode()}\n"
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            pass
        else:
            with os.fdopen(handle, "w") as file:
                file.write(text)
    secret_key, master_key = path.read_text().split()
    return secret_key, master_key
