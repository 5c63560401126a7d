# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every settings module starts, and production refuses to start on a missing or odd value."""

import base64
import re
import sys
from pathlib import Path

import pytest

from tests.house import tree

TABLES = ("case", "answer", "decision", "override", "access_line", "review", "client_request")
GOOD = {
    "SECRET_KEY": "s" * 60,
    "MASTER_KEY": base64.b64encode(b"m" * 32).decode(),
    "CODE_KEY": base64.b64encode(b"c" * 32).decode(),
    "ALLOWED_HOSTS": "gesprek.example",
    "CLIENT_LOGIN": "code",
    "CLIENT_LOGIN_DECISION": "besluitenlijst 1",
    "TRUSTED_PROXY": "127.0.0.1",
    "CONTACT_EMAIL": "gesprek@voorbeeld.example",
    "CONTACT_PHONE": "010 000 00 00",
    "RETENTION_TERMS": ",".join(f"{table}=60|grond" for table in TABLES),
}


def _start(module: str, folder: Path, **environment: str) -> str:
    """What Django says when it starts with these settings: nothing when all is well."""
    code = "import django; django.setup()"
    variables = {
        "DJANGO_SETTINGS_MODULE": f"reintapp.settings.{module}",
        "VAR_DIR": str(folder),
        **environment,
    }
    done = tree.run(sys.executable, "-c", code, **variables)
    return "" if done.returncode == 0 else done.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize("module", ["base", "dev", "test"])
def test_a_settings_module_starts(module: str, tmp_path: Path) -> None:
    secret = {"SECRET_KEY": "x" * 60} if module == "base" else {}
    assert _start(module, tmp_path, **secret) == ""


def test_production_starts_when_everything_is_named(tmp_path: Path) -> None:
    assert _start("production", tmp_path, **GOOD) == ""


@pytest.mark.parametrize("name", sorted(GOOD))
def test_production_refuses_a_missing_value(name: str, tmp_path: Path) -> None:
    without = {key: value for key, value in GOOD.items() if key != name}
    assert name in _start("production", tmp_path, **without)


ODD = [
    ("SECRET_KEY", "short"),
    ("MASTER_KEY", "c2hvcnQ="),
    ("MASTER_KEY", "not base64 at all"),
    ("CODE_KEY", "c2hvcnQ="),
    ("MASTER_KEY_FALLBACKS", "c2hvcnQ="),
    ("CODE_KEY_FALLBACKS", GOOD["CODE_KEY"] + ",short"),
    ("ALLOWED_HOSTS", "*"),
    ("ALLOWED_HOSTS", ""),
    ("CLIENT_LOGIN", "password"),
    ("CLIENT_LOGIN", "oidc"),
    ("CLIENT_LOGIN_DECISION", ""),
    ("TRUSTED_PROXY", ""),
    ("TRUSTED_PROXY", "the proxy"),
    ("TRUSTED_PROXY", "10.0.0.1/8"),
    ("TRUSTED_PROXY", "0.0.0.0/0"),
    ("RETENTION_TERMS", "case=60|grond"),
    ("RETENTION_TERMS", ",".join(f"{table}=60" for table in TABLES)),
    ("RETENTION_TERMS", ",".join(f"{table}=long|grond" for table in TABLES)),
]


@pytest.mark.parametrize(("name", "value"), ODD)
def test_production_refuses_an_odd_value(name: str, value: str, tmp_path: Path) -> None:
    said = _start("production", tmp_path, **(GOOD | {name: value}))
    assert name in said
    assert said.startswith("django.core.exceptions.ImproperlyConfigured: ")


@pytest.mark.parametrize("module", ["dev", "production"])
def test_s39_no_start_with_departures_in_the_copied_report_and_no_reason(module: str, tmp_path: Path) -> None:
    environment = GOOD | {"COPY_DEPARTURES": "yes"}
    assert "COPY_DEPARTURES_REASON" in _start(module, tmp_path, **environment)
    assert _start(module, tmp_path, **environment, COPY_DEPARTURES_REASON="besluit 12") == ""


def test_a_settings_module_is_short() -> None:
    for path in tree.matching("reintapp/settings/*.py"):
        assert len(tree.text(path).splitlines()) <= 190, str(path)


def test_every_variable_of_the_environment_is_documented_and_no_other() -> None:
    read = set()
    for path in tree.matching("reintapp/*.py"):
        read |= set(re.findall(r"\benv(?:\.\w+)?\(\s*\"([A-Z_]+)\"", tree.text(path)))
        read |= set(re.findall(r"environ(?:\.get\(|\[|\.setdefault\()\s*\"([A-Z_]+)\"", tree.text(path)))
    named = set(
        re.findall(r"^\| `([A-Z_]+)` \|", tree.text(Path("docs/reference/environment.md")), re.MULTILINE)
    )
    assert named == read
