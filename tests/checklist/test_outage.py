# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A real server and a real database that goes away, hangs, is locked, full or read-only: nothing typed is lost (S22).

Limits of time are wide here; docs/reference/reliability.md has the figures.
"""

import json
import resource
import signal
import sqlite3
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from tests import served
from tests.postgres import Scratch, scratch
from tests.served import Browser, Site, Talks, Writer

pytestmark = [pytest.mark.slow]
WORDS = "Bloemen binden, buiten"
SOON = 10.0  # seconds: what takes two at most elsewhere


@dataclass
class Town:
    """The app as it stands somewhere: its server, its database, somebody with talks."""

    site: Site
    talks: Talks
    address: str
    database: Scratch | None = None

    @property
    def browser(self) -> Browser:
        return Browser(self.site.port, self.talks.session)

    @property
    def page(self) -> str:
        return f"/gesprekken/{self.talks.cases[0]}/vragen/2/"

    def writer(self, number: int) -> Writer:
        return Writer(self.browser, self.talks.cases[number], self.talks.owner)

    def send(self) -> served.Answer:
        """A whole page, as a browser without scripts sends it."""
        got = self.browser.get(self.page)
        version = served.STORED.search(got.text)
        sent = {"words-work": WORDS, "answer-work": "given", "go": "next", "form_owner": self.talks.owner}
        return self.browser.post(self.page, sent | {"version-work": version.group(1) if version else "0"})

    def ready(self) -> tuple[int, str]:
        got = self.browser.get("/_healthz/readyz/")
        return got.status, got.text


@pytest.fixture(scope="module")
def on_postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder = tmp_path_factory.mktemp("served")
    with scratch() as server:
        talks = served.filled(server.address, folder, 12)
        with served.site(server.address, folder) as site:
            yield Town(site, talks, server.address, server)


@pytest.fixture(scope="module")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder = tmp_path_factory.mktemp("served")
    address = f"sqlite:///{folder}/db.sqlite3"
    talks = served.filled(address, folder, 12)
    with served.site(address, folder) as site:
        yield Town(site, talks, address)


def file_of(town: Town) -> Path:
    return Path(town.address.removeprefix("sqlite://"))


def assert_comes_back(town: Town, answer: served.Answer) -> None:
    """503, with the text and a button; the same form, sent again by it, is saved once the database is back."""
    assert answer.status == 503
    assert answer.headers["retry-after"] == "2"
    assert f'name="words-work" value="{WORDS}"' in answer.text
    assert "Niet bewaard" in answer.text


def saved_at_last(town: Town) -> None:
    end = time.monotonic() + SOON
    while (got := town.send()).status != 302:
        assert time.monotonic() < end, got.text
        time.sleep(0.1)
    assert WORDS in town.browser.get(town.page).text


def alive(town: Town, seconds: float) -> list[float]:
    """How long the page of the living took each time, for so many seconds."""
    took, end = [], time.monotonic() + seconds
    while time.monotonic() < end:
        one = town.site.livez(SOON)
        assert one is not None
        took.append(one)
        time.sleep(0.05)
    return took


def waiting(town: Town, people: int = 8) -> list[threading.Thread]:
    """People who ask a page meanwhile, and have to wait for the database."""
    threads = [threading.Thread(target=town.writer(number + 1).write) for number in range(people)]
    for thread in threads:
        thread.start()
    return threads


def test_s22_postgresql_stopped_and_started_again(on_postgresql: Town) -> None:
    town, server = on_postgresql, on_postgresql.database
    assert server is not None
    assert town.send().status == 302
    server.stop()
    assert_comes_back(town, town.send())
    looked = town.browser.get(town.page)  # fails at the session already
    assert looked.status == 503
    assert looked.headers["retry-after"] == "2"
    assert f'href="{town.page}"' in looked.text
    quiet = town.writer(0)
    assert quiet.write() == 503
    api = town.browser.get("/api/v1/decisions/")
    assert (api.status, api.headers["content-type"]) == (503, "application/json")
    assert town.ready()[0] == 503
    assert max(alive(town, 1.0)) < SOON
    server.start()
    saved_at_last(town)
    assert town.ready()[0] == 200


def test_s22_no_password_comes_back(on_postgresql: Town) -> None:
    server = on_postgresql.database
    assert server is not None
    server.stop()
    try:
        sent = {"username": "anouk", "password": "fictief-geheim-12"}
        answer = Browser(on_postgresql.site.port, "").post("/inloggen/", sent)
    finally:
        server.start()
    assert answer.status == 503
    assert "fictief-geheim-12" not in answer.text
    assert 'href="/inloggen/"' in answer.text


def test_s22_postgresql_that_hangs_holds_nobody_but_those_inside(on_postgresql: Town) -> None:
    """Asleep: connections stay open and nothing answers. More people ask than there are threads at the database."""
    town, server = on_postgresql, on_postgresql.database
    assert server is not None
    saved_at_last(town)
    server.signal_all(signal.SIGSTOP)
    try:
        threads = waiting(town, people=10)
        time.sleep(5)
        late = town.writer(11)
        begin = time.monotonic()
        assert late.write() == 503  # nobody waits behind who hangs
        assert time.monotonic() - begin < SOON
        assert max(alive(town, 1.0)) < SOON
    finally:
        server.signal_all(signal.SIGCONT)
    for thread in threads:
        thread.join(SOON)
        assert not thread.is_alive()
    saved_at_last(town)


def test_s22_postgresql_that_may_only_be_read(on_postgresql: Town) -> None:
    town = on_postgresql
    saved_at_last(town)
    with psycopg.connect(town.address, autocommit=True) as connection:
        connection.execute("ALTER DATABASE tweespraak SET default_transaction_read_only = on")
        ours = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
        connection.execute(f"{ours} AND backend_type = 'client backend'")
        try:
            assert_comes_back(town, town.send())
            assert_not_ready(town)
        finally:
            connection.execute("SET default_transaction_read_only = off")
            connection.execute("ALTER DATABASE tweespraak RESET default_transaction_read_only")
            connection.execute(f"{ours} AND backend_type = 'client backend'")
    saved_at_last(town)


FULL = """
CREATE FUNCTION is_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$;
"""


def test_s22_postgresql_with_a_full_disk(on_postgresql: Town) -> None:
    """What the server says then, said by a trigger: a test may not fill the disk of the machine it runs on."""
    town = on_postgresql
    saved_at_last(town)
    tables = ("checklist_answer", "checklist_accessline", "django_session")
    with psycopg.connect(town.address, autocommit=True) as connection:
        connection.execute(FULL)
        for table in tables:
            hang = f"CREATE TRIGGER is_full BEFORE INSERT OR UPDATE ON {table} EXECUTE FUNCTION is_full()"
            connection.execute(hang)  # type: ignore[call-overload]
        try:
            assert_comes_back(town, town.send())
            assert_not_ready(town)
        finally:
            connection.execute("DROP FUNCTION is_full CASCADE")
    saved_at_last(town)


def assert_not_ready(town: Town) -> None:
    status, text = town.ready()
    assert status == 503
    assert "cannot be written" in json.loads(text)["problems"][0]


def test_s22_sqlite_that_is_locked(on_sqlite: Town) -> None:
    town = on_sqlite
    saved_at_last(town)
    other = sqlite3.connect(file_of(town), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        begin = time.monotonic()
        assert_comes_back(town, town.send())
        assert time.monotonic() - begin < 2 * SOON
        assert_not_ready(town)
        threads = waiting(town)
        assert max(alive(town, 1.0)) < SOON
        for thread in threads:
            thread.join(2 * SOON)
            assert not thread.is_alive()
    finally:
        other.rollback()
        other.close()
    saved_at_last(town)


def test_s22_sqlite_with_a_full_disk(on_sqlite: Town) -> None:
    """No room for another page: a limit on the size of the files that this server may write, as a full disk has."""
    town = on_sqlite
    saved_at_last(town)
    with full(town):
        assert_comes_back(town, town.send())
        assert_not_ready(town)
    saved_at_last(town)


class full:  # noqa: N801 - used as a word
    """The processes of the server may write no file further than one byte."""

    def __init__(self, town: Town) -> None:
        self.processes = town.site.workers()

    def __enter__(self) -> None:
        self._limit(1)

    def __exit__(self, *_error: object) -> None:
        self._limit(-1)

    def _limit(self, size: int) -> None:
        for process in self.processes:
            resource.prlimit(process, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
