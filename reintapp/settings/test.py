# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""For the test suite: fixed secrets, quick password hashing, the guards stay on."""

import base64
import os
import tempfile
from pathlib import Path

from reintapp.settings.base import *  # noqa: F403
from reintapp.settings.base import DATABASES, STATIC_ROOT, STORAGES

SECRET_KEY = "only-for-tests-" + "x" * 50
MASTER_KEY = base64.b64encode(b"only-for-tests-only-for-tests-32"[:32]).decode()
CODE_KEY = base64.b64encode(b"codes-only-for-tests-codes-only-"[:32]).decode()
RESEARCH_KEY = base64.b64encode(b"research-only-for-tests-research"[:32]).decode()
ANCHOR_KEY = base64.b64encode(b"another-for-tests-another-for-te"[:32]).decode()
BACKUP_KEY = base64.b64encode(b"a-third-for-tests-a-third-for-test"[:32]).decode()
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
FICTIONAL_ALLOWED = True
CODE_NEEDS_ANOTHER_DEVICE = False  # all browsers of the tests share one address; tests of S35 switch it on
HEALTH_IN_TALKS_CONFIRMED = True
CLIENT_LOGIN = "code"
CLIENT_LOGIN_DECISION = "tests"
RETENTION_TERMS = {"default": "60|test"}
CONTACT_EMAIL = "gesprek@voorbeeld.example"
CONTACT_PHONE = "010 000 00 00"
ALLOW_FLUSH = True
DEMO = True
LINES_SETTLE_SECONDS = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
AXES_ENABLED = True
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns when it is not there
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: threads of one test then meet the locks that real processes meet.
    _folder = Path("/dev/shm") if Path("/dev/shm").is_dir() else Path(tempfile.gettempdir())  # noqa: S108
    DATABASES["default"]["TEST"] = {"NAME": str(_folder / f"tweespraak-test-{os.getpid()}.sqlite3")}
