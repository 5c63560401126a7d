# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every answer carries, and how strict production is (docs/security/asvs.md)."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client as Browser

from checklist.people.models import Account
from tests.checklist.transparency.world import staff_browser
from tests.house import tree
from tests.house.test_settings import GOOD
from tests.people import People

TOLD = (
    "SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE",
    "SESSION_COOKIE_AGE", "SESSION_COOKIE_DOMAIN", "SESSION_COOKIE_PATH", "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE",
    "CSRF_COOKIE_HTTPONLY", "CSRF_COOKIE_SAMESITE", "CSRF_COOKIE_DOMAIN", "SECURE_HSTS_SECONDS",
    "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_SSL_REDIRECT", "DEBUG", "DEMO", "ALLOW_FLUSH", "PASSWORD_HASHERS",
)  # fmt: skip
READ = "import django, json; django.setup(); from django.conf import settings as s; "
READ += f"print(json.dumps({{name: getattr(s, name) for name in {TOLD!r}}}))"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/", "/inloggen/", "/onderzoek/", "/uitleg/", "/is-er-niet/", "/api/v1/findings"]
)
def test_every_answer_carries_the_headers(address: str, folk: People) -> None:
    for browser in (Browser(), staff_browser(folk.anouk)):
        answer = browser.get(address)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert "Access-Control-Allow-Origin" not in answer.headers
        kind = answer.headers["Content-Type"]
        assert "charset=utf-8" in kind or kind.startswith("application/"), "JSON is UTF-8 by itself"
    assert staff_browser(folk.anouk).get("/gesprekken/").headers["Cache-Control"] == "no-store"


def test_production_is_strict(tmp_path: Path) -> None:
    environment = GOOD | {"DJANGO_SETTINGS_MODULE": "reintapp.settings.production", "VAR_DIR": str(tmp_path)}
    said = tree.run(sys.executable, "-c", READ, **environment)
    told: dict[str, Any] = json.loads(said.stdout.splitlines()[-1])
    for cookie in ("SESSION_COOKIE", "CSRF_COOKIE"):
        assert told[f"{cookie}_NAME"].startswith("__Host-")
        assert told[f"{cookie}_SECURE"]
        assert told[f"{cookie}_HTTPONLY"]
        assert told[f"{cookie}_SAMESITE"] == "Lax"
        assert told[f"{cookie}_DOMAIN"] is None
    assert told["SESSION_COOKIE_PATH"] == "/"
    assert told["SESSION_COOKIE_AGE"] <= 12 * 3600
    assert told["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600
    assert told["SECURE_HSTS_INCLUDE_SUBDOMAINS"]
    assert told["SECURE_SSL_REDIRECT"]
    assert [told[name] for name in ("DEBUG", "DEMO", "ALLOW_FLUSH")] == [False] * 3
    assert told["PASSWORD_HASHERS"][0].endswith(".PBKDF2PasswordHasher")


@pytest.mark.django_db
def test_a_session_that_was_changed_is_nobody(folk: People) -> None:
    anouk = staff_browser(folk.anouk)
    assert anouk.get("/gesprekken/").status_code == 200
    row = Session.objects.get(pk=anouk.session.session_key)
    Session.objects.filter(pk=row.pk).update(session_data=row.session_data[:-3] + "abc")
    assert anouk.get("/gesprekken/").status_code == 302


@pytest.mark.django_db
def test_a_log_in_gets_a_session_of_its_own(folk: People) -> None:
    """The key from before the log-in, which somebody may have planted, opens nothing."""
    browser = Browser()
    browser.get("/inloggen/")
    before = browser.session
    before["planted"] = True
    before.save()
    browser.cookies["sessionid"] = before.session_key or ""
    anouk = Account.objects.get(pk=folk.anouk.pk)
    anouk.set_password("een lang wachtwoord om te testen")
    anouk.save()
    browser.post("/inloggen/", {"username": anouk.username, "password": "een lang wachtwoord om te testen"})
    assert browser.session.session_key != before.session_key
    assert len(str(browser.session.session_key)) >= 32


@pytest.mark.django_db
def test_the_field_of_a_password_hides_it_and_takes_what_is_pasted() -> None:
    page = Browser().get("/inloggen/").content.decode()
    assert 'type="password"' in page
    assert 'autocomplete="current-password"' in page
    assert "onpaste" not in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/.git/config", "/static/", "/static/checklist/", "/manage.py", "/var/db.sqlite3"]
)
def test_no_folder_and_no_source_is_served(address: str) -> None:
    assert Browser().get(address).status_code == 404
