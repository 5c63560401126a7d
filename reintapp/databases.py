# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Engine settings: SQLite never loses an acknowledged decision; PostgreSQL is found again as soon as it is back."""

from typing import Any

import environ

WAIT = 20  # seconds that a command queues for its turn to write in SQLite
WAIT_OF_A_PAGE = 2  # seconds that somebody at a page waits, for a turn or for a database that does not answer
# Requests of one process that may be at the database together. SQLite has one writer at a time, and every look is a
# write: a second one would only wait for the first. Other threads are for pages that need no database.
PLACES_ON_SQLITE, PLACES_ON_POSTGRESQL = 1, 4
SPARE_THREADS = 12

# No memory-mapped reading (mmap_size): with it a disk that fails under a page ends the process (SIGBUS) instead of
# giving a fault that brings the typed text back. Without it a page of the talk takes 1.06 times the processor time, and
# the check of a log of 15,000 rows 1.03 times (medians of turns, 22 MB, SQLite 3.40.1, November 2026).
SQLITE_PRAGMAS = """
PRAGMA journal_mode=WAL;
PRAGMA synchronous=FULL;
PRAGMA foreign_keys=ON;
PRAGMA secure_delete=ON;
PRAGMA cache_size=-32000;
PRAGMA mmap_size=0;
PRAGMA temp_store=MEMORY;
PRAGMA journal_size_limit=67108864;
"""

# A connection is kept by its thread and tried at every request: nothing stands between a page and a database that is
# back, and one that refuses is missed at once. A machine that fell silent is given up after ten seconds.
POSTGRESQL_OPTIONS = {
    "connect_timeout": WAIT_OF_A_PAGE,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}


def is_postgresql(url: str) -> bool:
    """Does this address name PostgreSQL?"""
    return url.startswith("postgres")


def places(url: str) -> int:
    """How many requests of one process may be at this database together."""
    return PLACES_ON_POSTGRESQL if is_postgresql(url) else PLACES_ON_SQLITE


def database_from_url(url: str) -> dict[str, Any]:
    """A Django database setting from an address such as sqlite:////srv/db.sqlite3 or postgres://user@host/name."""
    settings: dict[str, Any] = dict(environ.Env.db_url_config(url))
    if settings["ENGINE"].endswith("sqlite3"):
        settings |= {
            "CONN_MAX_AGE": None,
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": WAIT, "init_command": SQLITE_PRAGMAS},
        }
    else:
        options = POSTGRESQL_OPTIONS | dict(settings.get("OPTIONS", {}))
        settings |= {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True, "OPTIONS": options}
    return settings


def for_pages(database: dict[str, Any]) -> None:
    """Somebody waits in front of a page: the server of pages waits shorter for its turn than a command does."""
    if database["ENGINE"].endswith("sqlite3"):
        database["OPTIONS"]["timeout"] = WAIT_OF_A_PAGE
