# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What production refuses, in sentences that say what to do (S20, S25); and that no log line tells about a person."""

import base64
import logging
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from checklist.base.terms import term_of
from checklist.register.queries import TABLES
from reintapp.logs import logging_settings
from reintapp.production_checks import (
    TABLES_WITH_A_TERM,
    refuse_copying_without_reason,
    refuse_odd_values,
)

SOUND: dict[str, Any] = {
    "secret_key": "k" * 50,
    "master_key": base64.b64encode(b"m" * 32).decode(),
    "code_key": base64.b64encode(b"c" * 32).decode(),
    "fallbacks": {"MASTER_KEY_FALLBACKS": [], "CODE_KEY_FALLBACKS": [base64.b64encode(b"d" * 32).decode()]},
    "allowed_hosts": ["gesprek.example.nl"],
    "client_login": "code",
    "client_login_decision": "collegebesluit 2026-11",
    "trusted_proxy": "127.0.0.1",
    "retention_terms": dict.fromkeys(TABLES_WITH_A_TERM, "60|Participatiewet"),
}


def test_sound_values_are_accepted() -> None:
    refuse_odd_values(**SOUND)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("secret_key", "k" * 49, "50 characters"),
        ("master_key", "", "32 bytes"),
        ("master_key", base64.b64encode(b"m" * 16).decode(), "32 bytes"),
        ("master_key", "not base64!", "openssl rand -base64 32"),
        ("code_key", "", "CODE_KEY must be 32 bytes"),
        ("fallbacks", {"MASTER_KEY_FALLBACKS": ["short"]}, "MASTER_KEY_FALLBACKS must be 32 bytes"),
        ("allowed_hosts", [], "must name the host names"),
        ("allowed_hosts", ["*"], "without"),
        ("client_login", "", "must be 'code' or 'oidc'"),
        ("client_login", "password", "found 'password'"),
        ("client_login", "oidc", "not available"),
        ("trusted_proxy", " ", "TRUSTED_PROXY must name"),
        ("client_login_decision", "", "where .* is recorded"),
    ],
)
def test_s20_an_odd_value_is_refused_with_what_to_do(name: str, value: Any, words: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=words):
        refuse_odd_values(**(SOUND | {name: value}))


def test_s39_copying_departures_needs_a_reason() -> None:
    refuse_copying_without_reason(False, "")
    refuse_copying_without_reason(True, "besluit 12")
    with pytest.raises(ImproperlyConfigured, match="COPY_DEPARTURES_REASON"):
        refuse_copying_without_reason(True, "")


@pytest.mark.parametrize("table", TABLES_WITH_A_TERM)
@pytest.mark.parametrize("term", ["", "60", "60|", "60| ", "|grond", "vijf|grond"])
def test_s25_every_table_needs_a_term_with_a_ground(table: str, term: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"'{table}'.*expected"):
        refuse_odd_values(**(SOUND | {"retention_terms": SOUND["retention_terms"] | {table: term}}))


@pytest.mark.parametrize("table", [table for table in TABLES_WITH_A_TERM if table not in {"case", "answer"}])
@pytest.mark.parametrize("months", [59, 61])
def test_s25_words_under_one_key_end_together(table: str, months: int) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"'{table}' {months} months"):
        refuse_odd_values(
            **(SOUND | {"retention_terms": SOUND["retention_terms"] | {table: f"{months}|grond"}})
        )


def test_s25_only_an_answer_may_go_before_the_rest() -> None:
    refuse_odd_values(**(SOUND | {"retention_terms": SOUND["retention_terms"] | {"answer": "12|grond"}}))
    with pytest.raises(ImproperlyConfigured, match="'answer'"):
        refuse_odd_values(**(SOUND | {"retention_terms": SOUND["retention_terms"] | {"answer": "61|grond"}}))


def test_s25_the_public_table_names_every_table_with_a_term() -> None:
    assert set(TABLES) == set(TABLES_WITH_A_TERM)


def test_a_term_is_read_with_its_ground(settings: Any) -> None:
    settings.RETENTION_TERMS = {"default": "60|grond a", "answer": "12| grond b "}
    assert (term_of("case").months, term_of("case").ground) == (60, "grond a")
    assert (term_of("answer").months, term_of("answer").ground) == (12, "grond b")


def test_an_error_is_logged_without_the_words_that_were_at_hand(capsys: pytest.CaptureFixture[str]) -> None:
    logging_settings()
    words = "Ik wil weer onder de mensen zijn."
    try:
        raise ValueError(len(words))
    except ValueError:
        logging.getLogger("django.request").exception("Internal Server Error: /mijn-gesprek/")
    logged = capsys.readouterr().err
    assert "ValueError" in logged
    assert words not in logged
