# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Strict settings. `dev` and `test` loosen by name; `production` refuses to start on a missing or odd value."""

from pathlib import Path
from typing import Any

import environ

from reintapp.databases import database_from_url
from reintapp.keeping import *  # noqa: F403
from reintapp.limits import *  # noqa: F403
from reintapp.logs import logging_settings
from reintapp.production_checks import refuse_copying_without_reason, trusted_networks, whole_days

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var")))

DEBUG = False
SECRET_KEY: str = env("SECRET_KEY", default="")
MASTER_KEY: str = env("MASTER_KEY", default="")  # 32 bytes, base64: wraps the data key of every client
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=[])

SITE_NAME: str = env("SITE_NAME", default="Gesprek over werk")
THEME_CSS: str = env("THEME_CSS", default="")
THEME_CLASS: str = env("THEME_CLASS", default="theme-default")
ORGANISATION: str = env("ORGANISATION", default="")  # who runs this, as the register text names it
CONTACT_EMAIL: str = env("CONTACT_EMAIL", default="")
CONTACT_PHONE: str = env("CONTACT_PHONE", default="")
FICTIONAL_ALLOWED: bool = env.bool(
    "FICTIONAL_ALLOWED", default=False
)  # S4: may fictional releases be approved here?
CLIENT_LOGIN: str = env("CLIENT_LOGIN", default="")  # S20: "code" or "oidc"
CLIENT_LOGIN_DECISION: str = env("CLIENT_LOGIN_DECISION", default="")  # where "code" was decided
HEALTH_IN_TALKS_CONFIRMED: bool = env.bool("HEALTH_IN_TALKS_CONFIRMED", default=False)  # R13
# S39: does the copied report say that a choice departs from research? Only with a reason.
COPY_DEPARTURES: bool = env.bool("COPY_DEPARTURES", default=False)
COPY_DEPARTURES_REASON: str = env("COPY_DEPARTURES_REASON", default="").strip()
refuse_copying_without_reason(COPY_DEPARTURES, COPY_DEPARTURES_REASON)
MODELS_STORE = Path(env("MODELS_STORE", default=str(BASE_DIR / "models_store")))
ANCHOR_KEY: str = env("ANCHOR_KEY", default="")  # signs the anchor; only where it is written and checked
ANCHOR_MAX_MINUTES: int = env.int("ANCHOR_MAX_MINUTES", default=60)  # an older anchor is a fault
ANCHOR_FILE = Path(env("ANCHOR_FILE", default=str(VAR_DIR / "anchor.txt")))
RETENTION_TERMS: dict[str, str] = env.dict("RETENTION_TERMS", default={})  # S25: table -> "months|ground"
# R14: how long a caseworker may look at a conversation after it was closed, without an own sentence
CLOSED_LOOK_DAYS: int = whole_days("CLOSED_LOOK_DAYS", env("CLOSED_LOOK_DAYS", default="30"))
# Whose X-Forwarded-For is believed: addresses or networks of the web servers in front, or "none".
TRUSTED_PROXY = trusted_networks(env("TRUSTED_PROXY", default=""))
ALLOW_FLUSH = False  # only the tests may empty append-only tables
DEMO = False  # only dev: may `manage.py demo` run here, and do the log-in pages show the demo people?

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "axes",
    "rest_framework",
    "drf_spectacular",
    "checklist",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "reintapp.middleware.request_log",
    "csp.middleware.CSPMiddleware",
    "reintapp.middleware.extra_headers",
    "reintapp.middleware.typed_text",
    "reintapp.faults.Faults",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "checklist.people.idle.idle_limit",
    "reintapp.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "reintapp.middleware.nothing_lost",
    "reintapp.middleware.methods",
]
ROOT_URLCONF = "reintapp.urls"
WSGI_APPLICATION = "reintapp.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["checklist.templatetags.forms"],  # the token of a form, and whose form it is
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "reintapp.context.site",
            ],
        },
    }
]
FORM_RENDERER = "checklist.base.forms.Renderer"

DATABASES = {"default": database_from_url(env("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "checklist.Account"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/inloggen/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/inloggen/"

# Rows, not process memory: with several workers a cached session would outlive a log-out (docs/decisions).
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 60 * 60 * 9
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "reintapp.csrf.refused"  # S22: a form with an old token comes back with its text
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "checklist" / "locale"]
FORMAT_MODULE_PATH = "reintapp.formats"  # one notation of dates and times per language
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Tweespraak",
    "DESCRIPTION": "What research found, for everyone; decisions of the own team, for a team lead. Read-only.",
    "CONTACT": {
        "name": "The Tweespraak contributors",
        "email": "gesprek@voorbeeld.example",
        "url": "https://voorbeeld.example/uitleg/",
    },
    "LICENSE": {"name": "EUPL-1.2", "url": "https://eupl.eu/1.2/en/"},
    "SERVERS": [{"url": "https://voorbeeld.example/api/v1"}],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SCHEMA_PATH_PREFIX_TRIM": True,
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": ["checklist.api.rules.finish_description"],
}

LOGGING_CONFIG = None
logging_settings()
