# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Engine settings: SQLite never loses an acknowledged decision, PostgreSQL waits in a pool (docs/decisions)."""

from typing import Any

import environ

THREADS_PER_WORKER = 4

SQLITE_PRAGMAS = """
PRAGMA journal_mode=WAL;
PRAGMA synchronous=FULL;
PRAGMA foreign_keys=ON;
PRAGMA secure_delete=ON;
PRAGMA cache_size=-32000;
PRAGMA mmap_size=268435456;
PRAGMA temp_store=MEMORY;
PRAGMA journal_size_limit=67108864;
"""


def database_from_url(url: str) -> dict[str, Any]:
    """A Django database setting from an address such as sqlite:////srv/db.sqlite3 or postgres://user@host/name."""
    settings: dict[str, Any] = dict(environ.Env.db_url_config(url))
    if settings["ENGINE"].endswith("sqlite3"):
        settings |= {
            "CONN_MAX_AGE": None,
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_PRAGMAS},
        }
    else:
        pool = {"min_size": 2, "max_size": THREADS_PER_WORKER + 2, "timeout": 10}
        options = dict(settings.get("OPTIONS", {})) | {"pool": pool}
        settings |= {"CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": True, "OPTIONS": options}
    return settings
