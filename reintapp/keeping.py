# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Keys that were replaced, how long copies keep what was destroyed, and how much one run may destroy.

Part of the settings. A fallback opens what was made under it and makes nothing new.
"""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])
MASTER_KEY_FALLBACKS: list[str] = env.list("MASTER_KEY_FALLBACKS", default=[])
CODE_KEY: str = env(
    "CODE_KEY", default=""
)  # hashes the codes of clients, so that another SECRET_KEY ends none
CODE_KEY_FALLBACKS: list[str] = env.list("CODE_KEY_FALLBACKS", default=[])
RESEARCH_KEY: str = env("RESEARCH_KEY", default="")  # who is called how in a registration for research

# Days that backups, the write-ahead log and its archives still hold what was destroyed; the client reads this number.
BACKUP_DAYS: int = env.int("BACKUP_DAYS", default=30)
BACKUP_KEY: str = env("BACKUP_KEY", default="")  # seals backups; only where they are made and restored
BACKUP_DIR = Path(env("BACKUP_DIR", default="/var/backups/tweespraak"))
# More than this share of all clients at once is not destroyed, unless somebody says that it is meant.
DESTROY_MOST_PERCENT: int = env.int("DESTROY_MOST_PERCENT", default=10)

if not 1 <= BACKUP_DAYS <= 366:
    raise ImproperlyConfigured(f"BACKUP_DAYS must be a number of days from 1 to 366, found {BACKUP_DAYS}.")
if not 1 <= DESTROY_MOST_PERCENT <= 100:
    raise ImproperlyConfigured(
        f"DESTROY_MOST_PERCENT must be a whole number from 1 to 100, found {DESTROY_MOST_PERCENT}."
    )
