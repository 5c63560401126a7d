# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A prepared query gives what the query set gives, for every set of values."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from checklist.access.models import AccessLine, PurposeOfTheDay
from checklist.base.keys import new_client_key
from checklist.base.models import DataKey
from checklist.base.prepared import Prepared, columns
from checklist.people.models import Account
from tests.people import make_people

pytestmark = pytest.mark.django_db


def test_it_finds_what_the_query_set_finds_each_time() -> None:
    people, cases = make_people(), [uuid4() for _ in range(3)]
    today, earlier = timezone.localdate(), date(2026, 1, 2)
    for account in (people.anouk, people.bilal):
        for case in cases:
            for day in (today, earlier):
                mine = {"account": account, "case_uuid": case, "day": day}
                PurposeOfTheDay.objects.create(**mine, purpose="talk" if day == today else "prepare")
    ready = Prepared(
        lambda **mine: PurposeOfTheDay.objects.filter(**mine).values_list(*columns(PurposeOfTheDay)),
        account=int,
        case_uuid=UUID,
        day=date,
    )
    for account in (people.anouk, people.bilal):
        for case in (*cases, uuid4()):
            for day in (today, earlier, date(2026, 1, 3)):
                plain = PurposeOfTheDay.objects.filter(account=account, case_uuid=case, day=day).values_list()
                assert [
                    tuple(row) for row in ready.rows(account=account.pk, case_uuid=case, day=day)
                ] == list(plain)


def test_a_value_that_is_not_used_is_a_fault() -> None:
    ready = Prepared(
        lambda key, kind: DataKey.objects.filter(client_key=key).values_list("uuid"), key=UUID, kind=str
    )
    with pytest.raises(TypeError, match="has to use each of"):
        ready.rows(key=uuid4(), kind="client")


def test_text_stays_a_value() -> None:
    new_client_key()
    ready = Prepared(lambda kind: DataKey.objects.filter(kind=kind).values_list("kind"), kind=str)
    assert ready.rows(kind="client' OR '1'='1") == []
    assert [list(row) for row in ready.rows(kind="client")] == [["client"]]


def test_an_inserted_row_reads_back_as_it_was_written() -> None:
    people = make_people()
    line = AccessLine(
        client_key=new_client_key(), case_uuid=uuid4(), actor="staff", account=people.anouk, role="caseworker",
        team="Team Noord", purpose="talk", part="goal", sentence=b"\x00\xffzegel",
    )  # fmt: skip
    line.save()
    stored = AccessLine.objects.get(pk=line.pk)
    for name in columns(AccessLine):
        ours, theirs = getattr(line, name), getattr(stored, name)
        assert (bytes(theirs) if name == "sentence" else theirs) == ours, name
    assert not line._state.adding
    assert stored.digest == stored.computed_digest()


def test_an_account_comes_with_its_team(django_assert_num_queries: object) -> None:
    make_people()
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert Account.objects.get(username="anouk").team.name == "Team Noord"


def test_a_constant_text_is_written_out_and_a_value_is_not() -> None:
    """A parameter that decides which partial index fits makes SQLite plan the query anew at every run."""
    key = new_client_key()
    query = Prepared(
        lambda client_key: DataKey.objects.filter(client_key=client_key, kind="client").values_list("uuid"),
        client_key=UUID,
    )
    with CaptureQueriesContext(connection) as sent:
        assert len(query.rows(client_key=key)) == 1
    plan = query._plans[connection.vendor]
    assert "'client'" in plan.sql
    assert [name for name, _value in plan.parameters] == ["client_key"]
    assert len(sent) == 1


def test_an_empty_word_is_a_constant_too() -> None:
    query = Prepared(
        lambda client_key: DataKey.objects.filter(client_key=client_key, kind="").values_list("uuid"),
        client_key=UUID,
    )
    assert query.rows(client_key=new_client_key()) == []


@pytest.mark.parametrize("text", ["it's", "100%s", "a b", '"'])
def test_an_odd_constant_is_refused(text: str) -> None:
    query = Prepared(
        lambda client_key: DataKey.objects.filter(client_key=client_key, kind=text).values_list("uuid"),
        client_key=UUID,
    )
    with pytest.raises(TypeError, match="constant"):
        query.rows(client_key=new_client_key())
