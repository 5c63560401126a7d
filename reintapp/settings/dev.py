# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""For the demo and for developers: secrets of this machine only, fictional people allowed."""

from reintapp.secrets import local_secrets
from reintapp.settings.base import *  # noqa: F403
from reintapp.settings.base import STATIC_ROOT, STORAGES, VAR_DIR, env

DEBUG = env.bool("DEBUG", default=False)
DEMO = True
VAR_DIR.mkdir(parents=True, exist_ok=True)
STATIC_ROOT.mkdir(exist_ok=True)  # WhiteNoise warns when it is not there
SECRET_KEY, MASTER_KEY = local_secrets(VAR_DIR / "secrets.txt")
_FIRST, CODE_KEY = local_secrets(VAR_DIR / "code-secrets.txt")
_SECOND, RESEARCH_KEY = local_secrets(VAR_DIR / "research-secrets.txt")
_OTHER, ANCHOR_KEY = local_secrets(VAR_DIR / "anchor-secrets.txt")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
FICTIONAL_ALLOWED = True
CODE_NEEDS_ANOTHER_DEVICE = False  # the demo plays every part on one machine
HEALTH_IN_TALKS_CONFIRMED = True
CLIENT_LOGIN = "code"
CLIENT_LOGIN_DECISION = "demo"
SITE_NAME = env("SITE_NAME", default="Gesprek over werk")
CONTACT_EMAIL = "gesprek@voorbeeld.example"
CONTACT_PHONE = "010 000 00 00"
RETENTION_TERMS = {"default": "60|FICTIEF: Participatiewet en Archiefwet, door de eigen jurist te bevestigen"}
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
