# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is left out on the second engine cannot have asked it anything, and what asks is never left out."""

import pytest
from django.db import connection
from django.test import TestCase, TransactionTestCase

from tests.engines import can_differ, opens_database
from tests.house import tree


def test_without_leave_no_query_comes_through(request: pytest.FixtureRequest) -> None:
    assert not opens_database(request.node)
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        connection.cursor()


@pytest.mark.django_db
def test_a_mark_gives_leave(request: pytest.FixtureRequest) -> None:
    assert opens_database(request.node)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


@pytest.mark.looks
@pytest.mark.django_db
def test_a_page_looks_the_same_on_both(request: pytest.FixtureRequest) -> None:
    assert opens_database(request.node)
    assert not can_differ(request.node)


def test_a_fixture_gives_leave(request: pytest.FixtureRequest, db: None) -> None:
    assert opens_database(request.node)


class TestOfDjango(TestCase):
    def test_a_test_case_gives_leave(self) -> None:
        assert issubclass(type(self), TransactionTestCase)
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")


@pytest.mark.parametrize("only", ["database", ""])
def test_only_what_has_leave_is_collected_for_the_second_engine(only: str) -> None:
    file = "tests/house/test_engines.py"
    asked = ("-m", "pytest", "--collect-only", "-q", "-p", "no:randomly", "-p", "no:cacheprovider", file)
    done = tree.run(".venv/bin/python", *asked, TEST_ONLY=only)
    found = {line.rpartition("::")[2] for line in done.stdout.splitlines() if line.startswith(file)}
    with_leave = {"test_a_mark_gives_leave", "test_a_fixture_gives_leave", "test_a_test_case_gives_leave"}
    assert with_leave <= found, done.stdout
    assert (found == with_leave) == (only == "database"), found


def test_script_test_asks_for_it_on_the_second_engine_only() -> None:
    lines = tree.text(tree.ROOT / "script" / "test").splitlines()
    assert [line for line in lines if line.startswith("TEST_ONLY=")] == [
        "TEST_ONLY=database .venv/bin/python -m tests.postgres .venv/bin/python -m pytest \\"
    ]
