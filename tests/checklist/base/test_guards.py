# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every way past the guards that was ever tried, on every append-only table, on the engine of this run."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, models, transaction

from checklist.base.append_only import AppendOnlyError, AppendOnlyModel
from checklist.base.protect import guarded_models, missing_guards
from tests.checklist.base.log_rows import make_case, make_log

pytestmark = pytest.mark.django_db
TABLES = [model._meta.db_table for model in guarded_models()]
BY_TABLE = {model._meta.db_table: model for model in guarded_models()}


def _columns(table: str) -> list[str]:
    return [field.column for field in BY_TABLE[table]._meta.concrete_fields]


def _copy(table: str, keep: set[str]) -> str:
    """A SELECT that copies every row, fresh in each unique column that is not in keep."""
    fresh = {
        "id": "NULL", "uuid": "lower(hex(randomblob(16)))", "seq": "seq + 1000",
        "once_key": "lower(hex(randomblob(16)))",
    }  # fmt: skip
    cells = [f"({fresh.get(c, c)})" if c in fresh and c not in keep else c for c in _columns(table)]
    return f"INTO {table} ({', '.join(_columns(table))}) SELECT {', '.join(cells)} FROM {table}"


def _upsert(table: str) -> str:
    columns = ", ".join(_columns(table))
    # "WHERE true" keeps SQLite from reading ON as part of a join.
    return (
        f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table} WHERE true"
        " ON CONFLICT (id) DO UPDATE SET digest = 'forged'"
    )


EVERYWHERE: dict[str, Callable[[str], list[str]]] = {
    "update": lambda t: [f"UPDATE {t} SET digest = 'forged'"],
    "update that changes nothing": lambda t: [f"UPDATE {t} SET digest = digest"],
    "delete": lambda t: [f"DELETE FROM {t}"],
    "upsert": lambda t: [_upsert(t)],
}
SQLITE: dict[str, Callable[[str], list[str]]] = {
    "replace on id": lambda t: [f"INSERT OR REPLACE {_copy(t, {'id'})}"],
    "replace on uuid": lambda t: [f"INSERT OR REPLACE {_copy(t, {'uuid'})}"],
    "replace on place in the chain": lambda t: [f"REPLACE {_copy(t, {'seq'})}"],
    "update or replace": lambda t: [f"UPDATE OR REPLACE {t} SET id = id"],
}
POSTGRES: dict[str, Callable[[str], list[str]]] = {
    "truncate": lambda t: [f"TRUNCATE {t} CASCADE"],
    "truncate of a table above": lambda t: ["TRUNCATE checklist_account, checklist_case CASCADE"],
    "delete as a replica": lambda t: ["SET LOCAL session_replication_role = replica", f"DELETE FROM {t}"],
    "update as a replica": lambda t: [
        "SET LOCAL session_replication_role = replica",
        f"UPDATE {t} SET digest = 'x'",
    ],
    "truncate as a replica": lambda t: [
        "SET LOCAL session_replication_role = replica",
        f"TRUNCATE {t} CASCADE",
    ],
    "merge": lambda t: [f"MERGE INTO {t} a USING {t} b ON a.id = b.id WHEN MATCHED THEN DELETE"],
}
ATTEMPTS = EVERYWHERE | (POSTGRES if connection.vendor == "postgresql" else SQLITE)


@pytest.fixture
def log() -> dict[type[models.Model], models.Model]:
    rows = make_log(make_case())
    connection.check_constraints()  # else PostgreSQL refuses TRUNCATE because of foreign keys still to be checked
    return rows


def _run(statements: list[str]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def test_r16_every_guarded_table_has_a_row_here(log: dict[type[models.Model], models.Model]) -> None:
    assert set(log) == set(guarded_models())


@pytest.mark.parametrize("attempt", ATTEMPTS)
@pytest.mark.parametrize("table", TABLES)
def test_r16_raw_sql_is_refused(
    table: str, attempt: str, log: dict[type[models.Model], models.Model]
) -> None:
    before = list(BY_TABLE[table]._default_manager.values())
    with pytest.raises(DatabaseError, match="append-only"):
        _run(ATTEMPTS[attempt](table))
    assert list(BY_TABLE[table]._default_manager.values()) == before
    assert len(before) == 1


def _save_again(row: Any) -> None:
    row.save()


ORM: dict[str, Callable[[type[Any], Any], object]] = {
    "queryset.update": lambda model, row: model.objects.update(digest="forged"),
    "queryset.delete": lambda model, row: model.objects.all().delete(),
    "raw delete": lambda model, row: model.objects.all()._raw_delete("default"),
    "bulk_update": lambda model, row: model.objects.bulk_update([row], ["digest"]),
    "bulk_create with conflicts": lambda model, row: model.objects.bulk_create(
        [row], update_conflicts=True, update_fields=["digest"], unique_fields=["id"]
    ),
    "update_or_create": lambda model, row: model.objects.update_or_create(
        pk=row.pk, defaults={"digest": "x"}
    ),
    "instance.save": lambda model, row: row.save(),
    "instance.save of a fresh read": lambda model, row: model.objects.get(pk=row.pk).save(force_update=True),
    "instance.save of some fields": lambda model, row: row.save(update_fields=["digest"]),
    "instance.delete": lambda model, row: row.delete(),
    "base manager": lambda model, row: model._base_manager.filter(pk=row.pk).update(digest="x"),
    "filtered delete": lambda model, row: model._default_manager.filter(pk=row.pk).delete(),
}


@pytest.mark.parametrize("attempt", ORM)
@pytest.mark.parametrize("table", TABLES)
def test_r16_the_orm_is_refused(
    table: str, attempt: str, log: dict[type[models.Model], models.Model]
) -> None:
    model = BY_TABLE[table]
    row = log[model]
    with pytest.raises((AppendOnlyError, DatabaseError)), transaction.atomic():
        ORM[attempt](model, row)
    assert model._default_manager.filter(pk=row.pk, digest=row.digest).exists()  # type: ignore[attr-defined]


@pytest.mark.parametrize("table", TABLES)
def test_r16_a_queryset_that_forgets_the_class_is_stopped_by_the_database(
    table: str, log: dict[type[models.Model], models.Model]
) -> None:
    plain = models.QuerySet(BY_TABLE[table])
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        plain.update(digest="forged")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        plain._raw_delete("default")  # type: ignore[attr-defined]


def test_r16_a_row_with_a_taken_key_is_refused_by_python_and_database() -> None:
    log = make_log(make_case())
    for model, row in log.items():
        twin = model(
            **{f.attname: getattr(row, f.attname) for f in model._meta.concrete_fields if f.attname != "id"}
        )
        with pytest.raises(DatabaseError), transaction.atomic():
            twin.save()


def test_r16_every_append_only_class_is_guarded() -> None:
    assert guarded_models()
    assert all(issubclass(model, AppendOnlyModel) for model in guarded_models())
    assert missing_guards(connection) == []


def test_plain_inserts_still_work() -> None:
    first, second = make_log(make_case("F-001")), make_log(make_case("F-002"))
    assert all(first[model].pk != second[model].pk for model in guarded_models())
