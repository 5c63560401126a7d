# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What counts as a fault of the database, what is answered, and who waits how long (S22)."""

import threading
import time
from typing import Any

import psycopg.errors
import pytest
from django.db import (
    DatabaseError,
    DataError,
    IntegrityError,
    InterfaceError,
    InternalError,
    OperationalError,
    ProgrammingError,
    connection,
    transaction,
)
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.test import Client as Browser
from django.test import RequestFactory

from checklist.intake.models import Answer, Case
from reintapp.databases import WAIT_OF_A_PAGE, database_from_url, for_pages, places
from reintapp.faults import READY, Faults, Gate, is_fault
from tests.checklist.intake.steps import browser_of, case_of, page
from tests.worlds import make_world


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


FAULTS = [
    OperationalError("database is locked"),
    InterfaceError("connection already closed"),
    InternalError("cannot execute INSERT in a read-only transaction"),
    DatabaseError("file is not a database"),
    caused(ProgrammingError("no such table"), psycopg.errors.UndefinedTable()),
    caused(ProgrammingError("permission denied"), psycopg.errors.InsufficientPrivilege()),
]
OURS = [
    IntegrityError("unique"),
    DataError("too long"),
    caused(ProgrammingError("syntax"), psycopg.errors.SyntaxError()),
    ValueError("no database"),
    None,
]


@pytest.mark.parametrize("error", FAULTS, ids=str)
def test_s22_the_database_fails(error: Exception) -> None:
    assert is_fault(error)


@pytest.mark.parametrize("error", OURS, ids=str)
def test_a_fault_of_our_own_is_no_fault_of_the_database(error: Exception | None) -> None:
    assert not is_fault(error)


# ---- a database that may only be read --------------------------------------------------------------------------------


@pytest.fixture
def case(db: None) -> Case:
    return case_of(make_world())


@pytest.fixture
def reads_only(case: Case) -> Any:
    sqlite, before = connection.vendor == "sqlite", transaction.savepoint()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = on" if sqlite else "SET LOCAL transaction_read_only = on")
        yield
        if sqlite:
            cursor.execute("PRAGMA query_only = off")
    transaction.savepoint_rollback(before)


def test_s22_a_form_comes_back_from_a_database_that_may_only_be_read(case: Case, request: Any) -> None:
    anouk = browser_of(case.caseworker)
    request.getfixturevalue("reads_only")
    sent = {"words-work": "Bloemen binden", "version-work": "0", "csrfmiddlewaretoken": "token-of-the-form"}
    answer = anouk.post(page(case, "vragen/2"), sent)
    html = answer.content.decode()
    assert answer.status_code == 503
    assert answer["Retry-After"] == "2"
    assert '<input type="hidden" name="words-work" value="Bloemen binden">' in html
    assert html.count("token-of-the-form") == 1  # it goes on to hold


def test_s22_not_ready_while_nothing_can_be_written(case: Case, request: Any) -> None:
    assert Browser().get("/_healthz/readyz/").status_code == 200
    request.getfixturevalue("reads_only")
    answer = Browser().get("/_healthz/readyz/")
    assert answer.status_code == 503
    assert "cannot be written" in answer.json()["problems"][0]
    assert not Answer.objects.exists()


@pytest.mark.django_db
def test_s22_in_the_language_that_was_chosen() -> None:
    from django.test import RequestFactory

    from reintapp.faults import unavailable

    request = RequestFactory().get("/gesprekken/?q=1")
    assert 'lang="nl"' in unavailable(request, "test").content.decode()
    request.COOKIES["django_language"] = "en"
    html = unavailable(request, "test").content.decode()
    assert 'lang="en"' in html
    assert 'href="/gesprekken/?q=1"' in html


def test_s22_a_file_that_was_chosen_is_named(db: None) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import RequestFactory

    from reintapp.faults import unavailable

    sent = {"title": "Een titel", "file": SimpleUploadedFile("x.toml", b"a = 1")}
    html = unavailable(RequestFactory().post("/vragen/", sent), "test").content.decode()
    assert 'name="title" value="Een titel"' in html
    assert "kies het opnieuw" in html


# ---- who waits how long ----------------------------------------------------------------------------------------------


def test_a_page_waits_two_seconds_at_most_on_either_engine() -> None:
    sqlite, postgresql = map(
        database_from_url, ("sqlite:////srv/db.sqlite3", "postgres://app@db.example/app")
    )
    for one in (sqlite, postgresql):
        for_pages(one)
    assert sqlite["OPTIONS"]["timeout"] == postgresql["OPTIONS"]["connect_timeout"] == WAIT_OF_A_PAGE == 2
    assert "pool" not in postgresql["OPTIONS"]
    assert "mmap_size=0" in sqlite["OPTIONS"]["init_command"]  # a disk that fails ends no process
    assert (places("postgres://app@db.example/app"), places("")) == (4, 1)


def test_nobody_waits_for_a_gate_from_which_nobody_comes_back() -> None:
    gate = Gate(places=2, patience=0.2)
    assert gate.enter()
    assert gate.enter()
    time.sleep(0.3)
    begin = time.monotonic()
    assert not gate.enter()
    assert time.monotonic() - begin < 0.2


def test_a_place_that_comes_free_is_taken() -> None:
    gate = Gate(places=1, patience=60)
    assert gate.enter()
    found: list[bool] = []
    waiting = threading.Thread(target=lambda: found.append(gate.enter()))
    waiting.start()
    gate.leave(well=True)
    waiting.join(30)
    assert found == [True]


def test_a_probe_that_says_not_ready_turns_nobody_away() -> None:
    """Monitoring asks every few seconds; a guard that is missing is no reason for 'not saved' on somebody's page."""
    probed, waits = threading.Event(), threading.Event()

    def answer(request: HttpRequest) -> HttpResponse:
        if request.path != READY:
            return HttpResponse("a page")
        probed.set()
        assert waits.wait(30)
        return JsonResponse({"status": "not ready", "problems": ["guard missing: some"]}, status=503)

    faults, found = Faults(answer), list[int]()
    faults.gate = Gate(places=1, patience=60)

    def ask(path: str) -> threading.Thread:
        asked = threading.Thread(target=lambda: found.append(faults(RequestFactory().get(path)).status_code))
        asked.start()
        return asked

    probe = ask(READY)
    assert probed.wait(30)
    waiting = ask("/gesprekken/")
    while not faults.gate._turn._waiters:
        time.sleep(0.01)
    waits.set()
    for thread in (probe, waiting):
        thread.join(30)
    assert sorted(found) == [200, 503]


def test_who_waits_behind_a_failure_fails_with_it_and_the_next_one_tries() -> None:
    gate = Gate(places=1, patience=60)
    assert gate.enter()
    found: list[bool] = []
    waiting = threading.Thread(target=lambda: found.append(gate.enter()))
    waiting.start()
    while not gate._turn._waiters:
        time.sleep(0.01)
    gate.leave(well=False)
    waiting.join(30)
    assert found == [False]
    assert gate.enter()
