# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Is this build of SQLite one with the fault at the reset of the write-ahead log? (sqlite.org/wal.html)

With two connections that write or checkpoint at the same instant, such a build can leave out part of what was committed
when it begins its log anew, and damage the file. It is rare: the makers could provoke it on purpose only.
"""

import sqlite3
from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.db import connections

Version = tuple[int, int, int]
FIRST, LAST = (3, 7, 0), (3, 51, 2)
MENDED = {(3, 44): 6, (3, 50): 7}  # older lines that got the repair as well


def has_the_fault(version: Version) -> bool:
    """Is this version within the range, and not one of the older lines that were mended?"""
    line, patch = version[:2], version[2]
    return FIRST <= version <= LAST and not (line in MENDED and patch >= MENDED[line])


def check_sqlite_build(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """A warning: where few people work at the same time it is worth knowing, no reason not to start."""
    ours = [alias for alias in databases or [] if connections[alias].vendor == "sqlite"]
    if not ours or not has_the_fault(sqlite3.sqlite_version_info):
        return []
    return [
        checks.Warning(
            f"SQLite {sqlite3.sqlite_version} has a fault in its write-ahead log that can damage the file, rarely "
            "(3.7.0 to 3.51.2).",
            hint="For real people use PostgreSQL, or a Python with SQLite 3.51.3 or newer (docs/how-to/install.md, "
            "step 2). Until then: a backup every night, tried.",
            id="checklist.W001",
        )
    ]
