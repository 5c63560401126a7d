# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""For real people: everything from the environment, and no start on a missing or odd value."""

from reintapp.production_checks import refuse_odd_values
from reintapp.settings.base import *  # noqa: F403
from reintapp.settings.base import CODE_KEY_FALLBACKS, MASTER_KEY_FALLBACKS, env

SECRET_KEY = env("SECRET_KEY")
MASTER_KEY = env("MASTER_KEY")
CODE_KEY = env("CODE_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
CLIENT_LOGIN = env("CLIENT_LOGIN")
CLIENT_LOGIN_DECISION = env("CLIENT_LOGIN_DECISION", default="")
CONTACT_EMAIL = env("CONTACT_EMAIL")
CONTACT_PHONE = env("CONTACT_PHONE")
RETENTION_TERMS = env.dict("RETENTION_TERMS")
FICTIONAL_ALLOWED = False
# A browser takes a cookie of this name only over TLS, from this host, for all of it.
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REDIRECT_EXEMPT = [r"^_healthz/"]

refuse_odd_values(
    secret_key=SECRET_KEY,
    master_key=MASTER_KEY,
    code_key=CODE_KEY,
    fallbacks={"MASTER_KEY_FALLBACKS": MASTER_KEY_FALLBACKS, "CODE_KEY_FALLBACKS": CODE_KEY_FALLBACKS},
    allowed_hosts=ALLOWED_HOSTS,
    client_login=CLIENT_LOGIN,
    client_login_decision=CLIENT_LOGIN_DECISION,
    retention_terms=RETENTION_TERMS,
    trusted_proxy=env("TRUSTED_PROXY", default=""),
)
