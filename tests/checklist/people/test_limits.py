# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Wrong passwords: whom they lock out, for how long, what they cost, and what stands in the log of the server."""

import json
import logging
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client as Browser
from django.test import RequestFactory
from django.utils import timezone

from checklist.base.address import client_address, mark_of
from reintapp.logs import logging_settings
from reintapp.production_checks import trusted_networks
from tests.clock import clock_at
from tests.people import PASSWORD, People, make_people

HERE, STRANGER = "192.0.2.7", "198.51.100.9"


@pytest.fixture
def people(db: None) -> People:
    return make_people()


@pytest.fixture
def behind_proxy(settings: Any) -> None:
    settings.TRUSTED_PROXY = trusted_networks("127.0.0.1, 10.0.0.0/24")


def log_in(password: str, *, sent_from: str = HERE, username: str = "anouk") -> Any:
    sent = {"username": username, "password": password}
    return Browser().post("/inloggen/", sent, headers={"x-forwarded-for": sent_from})


def locked_out(**more: str) -> None:
    assert [log_in(f"fout {n}", **more).status_code for n in range(5)] == [200, 200, 200, 200, 429]


@pytest.mark.usefixtures("behind_proxy")
def test_a_stranger_elsewhere_locks_nobody_out(people: People) -> None:
    locked_out(sent_from=STRANGER)
    assert log_in(PASSWORD, sent_from=STRANGER).status_code == 429
    assert log_in(PASSWORD).status_code == 302


@pytest.mark.usefixtures("behind_proxy")
def test_an_invented_address_buys_no_more_tries(people: People) -> None:
    """The proxy adds where it came from; what stands before that was sent along."""
    answers = [log_in("fout", sent_from=f"203.0.113.{n}, {STRANGER}").status_code for n in range(6)]
    assert answers == [200, 200, 200, 200, 429, 429]


def test_without_a_named_proxy_no_header_is_believed(people: People) -> None:
    answers = [log_in("fout", sent_from=f"203.0.113.{n}").status_code for n in range(6)]
    assert answers == [200, 200, 200, 200, 429, 429]


def test_a_lock_ends_when_the_page_promises_also_while_somebody_keeps_trying(people: People) -> None:
    start = timezone.now()
    with clock_at(start):
        locked_out()
    for minute in (5, 10, 14):
        with clock_at(start + timedelta(minutes=minute)):
            assert log_in(PASSWORD).status_code == 429
            assert log_in("fout").status_code == 429
    with clock_at(start + timedelta(minutes=15, seconds=1)):
        assert log_in(PASSWORD).status_code == 302


def test_a_refusal_costs_no_password_hash(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    locked_out()

    def hashed(*_args: Any, **_more: Any) -> None:
        raise AssertionError("a password was hashed during a lock")

    monkeypatch.setattr("django.contrib.auth.hashers.MD5PasswordHasher.encode", hashed)
    monkeypatch.setattr("django.contrib.auth.hashers.MD5PasswordHasher.verify", hashed)
    assert log_in(PASSWORD).status_code == 429
    with pytest.raises(AssertionError, match="was hashed"):
        log_in(PASSWORD, username="bilal")


def test_every_try_is_logged_and_the_line_names_nobody(
    people: People, capsys: pytest.CaptureFixture[str]
) -> None:
    logging_settings()
    logging.getLogger("tweespraak").setLevel(logging.INFO)
    capsys.readouterr()
    locked_out()
    log_in(PASSWORD, username="bilal")
    log_in("fout", username="niemand")
    logged = capsys.readouterr().err
    lines = [json.loads(line) for line in logged.splitlines() if '"log_in"' in line]
    told = [(line["outcome"], line["account"]) for line in lines]
    anouk, bilal = people.anouk.pk, people.bilal.pk
    assert told == [("wrong", anouk)] * 4 + [("locked", anouk), ("in", bilal), ("wrong", None)]
    assert {line["origin"] for line in lines} == {mark_of("127.0.0.1")}
    assert not [word for word in ("anouk", "bilal", "niemand", "127.0.0.1", PASSWORD) if word in logged]


@pytest.mark.parametrize(
    ("near", "header", "found"),
    [
        ("192.0.2.7", "203.0.113.1", "192.0.2.7"),  # not our proxy: its header is anybody's
        ("127.0.0.1", "192.0.2.7", "192.0.2.7"),
        ("127.0.0.1", "203.0.113.1, 192.0.2.7", "192.0.2.7"),
        ("127.0.0.1", "192.0.2.7, 10.0.0.3", "192.0.2.7"),
        ("127.0.0.1", "192.0.2.7, nonsense", "127.0.0.1"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "::ffff:192.0.2.7", "192.0.2.7"),
        ("127.0.0.1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("", "192.0.2.7", None),
    ],
)
@pytest.mark.usefixtures("behind_proxy")
def test_the_address_is_the_last_one_that_a_named_proxy_saw(near: str, header: str, found: str) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR=near, headers={"x-forwarded-for": header})
    assert client_address(request) == found


def test_a_proxy_is_named_by_address_or_network() -> None:
    assert trusted_networks("") == trusted_networks("none") == ()
    assert [str(n) for n in trusted_networks("127.0.0.1, 10.0.0.0/24,::1")] == [
        "127.0.0.1/32", "10.0.0.0/24", "::1/128",
    ]  # fmt: skip
    for odd in ("proxy", "10.0.0.1/8", "0.0.0.0/0", "::/0", "127.0.0.1;10.0.0.1"):
        with pytest.raises(ImproperlyConfigured, match="TRUSTED_PROXY"):
            trusted_networks(odd)
