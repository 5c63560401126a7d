# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A later column leaves every earlier proof as it was: each row names the list of columns that its digest covers."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models
from django.db.models.expressions import Value

from checklist.access.models import AccessLine
from checklist.base import append_only, column_lists
from checklist.base.append_only import digest_of_texts, digested_fields
from checklist.base.chain import chained_models, verify_chains
from checklist.base.column_lists import CAME_WITH, names_of, newest
from checklist.base.digest import field_text
from checklist.base.keys import Sealer
from checklist.base.protect import missing_guards, remove_guards
from checklist.followup.models import FollowUp, FollowUpEvent
from checklist.intake.models import Client
from checklist.intake.rules import identity_of
from tests.checklist.base.later import later_migration
from tests.checklist.base.log_rows import make_case, make_log

TABLE = "checklist_accessline"
BEFORE_LISTS = "0011_decimals_of_a_mean"
CAME_AFTER_LISTS = {FollowUp, FollowUpEvent}  # tables that were not there yet: their rows go on the way back
VERSIONS = [(table, version) for table in CAME_WITH for version in range(1, newest(table) + 1)]

# What a made-up row hashes to by each list. A change of name, order or kind of a column shows here.
# A new list gets new lines; the lines that are here stay as they are.
HASHED = {
    ("checklist_absence", 1): "244d2ff9651f8717b238fffdbb932ceb796086bec4a92305943ff71724529750",
    ("checklist_absence", 2): "5ea7e7827c16568dfeee153ec9b363a40a5806a070ed4498bd5e9eb87e70e5dd",
    ("checklist_accessline", 1): "f165af38b9ecd3d20aedfee2229ac0a6b3e61037e9c79ab1ad8ec5bbaad7f895",
    ("checklist_accessline", 2): "59b7ef03c6063e9eb550e41ba65c7fe6d63bb59ca3499ae8bd75ed14fba31441",
    ("checklist_accessline", 3): "8aab6c2a3c2afcfb93bf2011be82b33d11b58c89d52fbdbfed50a610a7a73130",
    ("checklist_correction", 1): "c3b2cb4a884e0d34b02ff7d505d7a270b179d4aaee1c7a4a5674ba8120d8c8fa",
    ("checklist_correction", 2): "1556182fa0028ccf36a12ee0fdd7e0dd8c17ce5f857f7a729d1a2c3baf26de42",
    ("checklist_decision", 1): "615b8eb7d50a54c6912f1a144358ea70512e01fec902de06f80d6683c1eb5ef7",
    ("checklist_decision", 2): "449e983874e6e9da37e9ead4b6ea4bb3be717017c388f0a113daffdf0e8f9ede",
    ("checklist_decision", 3): "24f0b4ea0c7d2edc15183bdd0d7a2bb18339364c8df0e171f224a5a37607cdf9",
    ("checklist_erasure", 1): "520341dd795bc562780d2cd2d84b758c218998ea2856e76bb4a30e73bdd684df",
    ("checklist_erasure", 2): "eee059227e9d102f3a52e26cc4f1b66c079aac6e3c22c3b2a612ed54a6dd8172",
    ("checklist_evidencesnapshot", 1): "d179aa9f7eb8103e7c77f55732bfe3011673afb96dbca1ec0270dc51fd9f0b17",
    ("checklist_evidencesnapshot", 2): "edaa295ebadfa3d994eeabe592d8d8ebef53ba9c8e154fc26329ab87d26411de",
    ("checklist_firstidea", 1): "ce0cdd05fa50dce8a5a311dce7108a15d24be980a45a604de7e13d7ba4bf49f3",
    ("checklist_firstidea", 2): "6bcaa2bce7c83699daee8f7a86df197ea31c5258ad13ee12b3e9776ef967cfaa",
    ("checklist_followup", 1): "bdc91b209d094a7be54ab0dec0c17f44dcce3bb552f0f0b00e006b429c4d12f9",
    ("checklist_followupevent", 1): "0f5bd25a5ffa00d1dd10f6293fea7d667313e6286292eff80d7c6823943dba60",
    ("checklist_givenvoice", 1): "57852b2cc7022109d1f092f514584537386451a65319a4180ba7066d7aff616f",
    ("checklist_givenvoice", 2): "feee809e1fef96e5e9cebd47042413072d49a9a04bdfefbdcb2c9bff717d5502",
    ("checklist_override", 1): "61448728f42fba9b3747e6fa46e1e2f158f2acc76bf1fe792caeab96b4a4ccae",
    ("checklist_override", 2): "b60fd5246c3886e49b552c0839e8a48185dee3449bccb2ac53b3d56fb1e946c0",
    ("checklist_review", 1): "10ba573736b6d13cf28674fef29f47988e3142c698ba234b04aaab05f2a03cd6",
    ("checklist_review", 2): "a417ddfde923e40977ebf5bb9fd08c64c50529d20bbaa5747f1609126e250be1",
    ("checklist_voice", 1): "dc4d94d937f8c87776a26e3b7e5afdf00c87020d627d3828bba2b33c7a054004",
    ("checklist_voice", 2): "81b69987cb821b6a50168736eb24e432f7a1ba612ca61416e42b146a682e3e3a",
}

MADE_UP: list[tuple[Any, Any]] = [
    (models.ForeignKey, 3), (models.UUIDField, UUID(int=7)), (models.JSONField, {"a": [1, "b"]}),
    (models.BinaryField, b"\x00\xff"), (models.DateTimeField, datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=UTC)),
    (models.DateField, date(2026, 1, 2)), (models.BooleanField, True), (models.IntegerField, 3),
    (models.CharField, "words"), (models.TextField, "words"),
]  # fmt: skip


def _made_up(field: Any) -> Any:
    return next(value for kind, value in MADE_UP if isinstance(field, kind))


# -- the lists


@pytest.mark.parametrize("model", chained_models(), ids=lambda model: model.__name__)
def test_r16_the_newest_list_names_the_columns_of_the_table(model: type[models.Model]) -> None:
    table = model._meta.db_table
    columns = {field.attname for field in model._meta.concrete_fields} - {"id", "digest"}
    assert set(names_of(table, newest(table))) == columns, (
        f"{table} changed: add to its entry in checklist/base/column_lists.py what comes with the next version"
    )


def test_r16_a_list_stands_there_for_every_log_and_for_nothing_else() -> None:
    assert set(CAME_WITH) == {model._meta.db_table for model in chained_models()}


@pytest.mark.parametrize(("table", "version"), VERSIONS)
def test_r16_a_list_of_the_past_hashes_as_it_did(table: str, version: int) -> None:
    [model] = [model for model in chained_models() if model._meta.db_table == table]
    texts = [field_text(_made_up(field)) for field in digested_fields(model, version)]
    assert digest_of_texts(model, version, texts) == HASHED.get((table, version)), (
        "a list that was released does not change; a new one gets a line in HASHED"
    )


@pytest.mark.parametrize("model", chained_models(), ids=lambda model: model.__name__)
def test_r16_a_column_that_came_later_is_filled_by_the_database(model: type[models.Model]) -> None:
    """Rows that are there already are never written: what they hold in it has to be the same everywhere."""
    table = model._meta.db_table
    first = set(names_of(table, 1))
    for field in digested_fields(model):
        if field.attname not in first:
            constant = not hasattr(field.db_default, "resolve_expression") or isinstance(
                field.db_default, Value
            )
            assert field.null or (field.has_db_default() and constant), field.attname


# -- rows of another list


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("version", "sentence"),
    [
        (0, "names list 0 of columns, which this version of the program does not know"),
        (9, "names list 9 of columns, which this version of the program does not know"),
        (1, "its content was changed after it was written"),
    ],
)
def test_r16_a_row_that_names_another_list_is_found(version: int, sentence: str) -> None:
    make_log(make_case())
    remove_guards(connection)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {TABLE} SET columns = %s", [version])
    assert [(fault.table, fault.sentence) for fault in verify_chains()[1]] == [(TABLE, sentence)]


def test_an_unknown_list_says_which_there_are() -> None:
    with pytest.raises(
        ValueError, match=rf"{TABLE}: lists of columns 1 to {newest(TABLE)} are known, found 99"
    ):
        names_of(TABLE, 99)


# -- upgrades


@contextmanager
def _as_before_lists(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Rows are written as a program did that knew list 1 only."""
    with monkeypatch.context() as patch:
        patch.setattr(append_only, "newest", lambda table: 1)
        yield


@pytest.mark.django_db(transaction=True)
def test_r16_rows_from_before_there_were_lists_verify_after_the_upgrade(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with _as_before_lists(monkeypatch):
        case = make_case()
        make_log(case)
    call_command("migrate", "checklist", BEFORE_LISTS, verbosity=0)
    assert "columns" not in _columns()
    call_command("migrate", verbosity=0)
    assert missing_guards(connection) == []
    client = Client.objects.get()
    assert client.bound == Sealer(client.client_key).mark(identity_of(client))
    rows = len(set(chained_models()) - CAME_AFTER_LISTS)
    assert verify_chains() == (rows, [])
    AccessLine(client_key=case.client_key, actor="system", part="after").save()
    assert verify_chains() == (rows + 1, [])
    lists = AccessLine.objects.order_by("id").values_list("columns", flat=True)
    assert list(lists) == [1, newest(TABLE)]


def _columns() -> set[str]:
    with connection.cursor() as cursor:
        return {column.name for column in connection.introspection.get_table_description(cursor, TABLE)}


@contextmanager
def _one_more_column(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The model as the next version of the program would have it: one column more, one list more."""
    field = models.CharField(max_length=20, default="", db_default="")
    field.contribute_to_class(AccessLine, "device")
    apps.clear_cache()
    with monkeypatch.context() as patch:
        patch.setitem(column_lists.CAME_WITH, TABLE, (*CAME_WITH[TABLE], "device"))
        yield
    AccessLine._meta.local_fields.remove(field)
    del AccessLine.device
    AccessLine._meta._expire_cache()
    apps.clear_cache()


@pytest.mark.django_db(transaction=True)
def test_r16_the_next_column_leaves_every_proof_of_a_filled_log(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any
) -> None:
    with _as_before_lists(monkeypatch):
        case = make_case()
        make_log(case)
    AccessLine(client_key=case.client_key, actor="system", part="by the list of today").save()
    added = (
        'migrations.AddField("accessline", "device",'
        ' models.CharField(max_length=20, default="", db_default=""))'
    )
    with later_migration(tmp_path, settings, added) as below:
        try:
            call_command("migrate", "checklist", "9999", verbosity=0)
            with _one_more_column(monkeypatch):
                _old_and_new_rows_verify(case.client_key)
        finally:
            call_command("migrate", "checklist", below, verbosity=0)


def _old_and_new_rows_verify(key: UUID) -> None:
    assert missing_guards(connection) == []
    AccessLine(client_key=key, actor="system", part="new", device="tablet").save()
    assert verify_chains() == (len(chained_models()) + 2, [])
    lists = AccessLine.objects.order_by("id").values_list("columns", flat=True)
    assert list(lists) == [1, newest(TABLE) - 1, newest(TABLE)]
    remove_guards(connection)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {TABLE} SET device = 'phone'")
    assert [(fault.seq, fault.sentence) for fault in verify_chains()[1]] == [
        (1, "holds something in a column that is newer than the row"),
        (2, "holds something in a column that is newer than the row"),
        (3, "its content was changed after it was written"),
    ]
