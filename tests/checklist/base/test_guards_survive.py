# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Guards outlive a later migration, a missing one is noticed, and only the test suite may empty the tables."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import DatabaseError, connection, models, transaction
from django.test import Client

from checklist.access.models import AccessLine
from checklist.base.protect import check_guards, guarded_models, install_guards, missing_guards, remove_guards
from checklist.decisions.models import Decision
from tests.checklist.base.later import later_migration
from tests.checklist.base.log_rows import make_case, make_log

ALTERED = (
    'migrations.AlterField("accessline", "part", models.CharField("part of the file", max_length=41))',
    'migrations.AlterField("decision", "route", models.CharField(max_length=21, blank=True))',
)


def _refused(model: type[models.Model]) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {model._meta.db_table}")
    except DatabaseError:
        return True
    return False


def _ready() -> tuple[int, str]:
    response = Client().get("/_healthz/readyz/")
    return response.status_code, response.content.decode()


@pytest.fixture
def later(tmp_path: Path, settings: Any) -> Iterator[str]:
    """One more migration, which alters fields of two guarded tables. Gives the name of the one below it."""
    with later_migration(tmp_path, settings, *ALTERED) as below:
        yield below


@pytest.mark.django_db(transaction=True)
def test_r16_guards_survive_a_later_alter_field(later: str) -> None:
    make_log(make_case())
    try:
        call_command("migrate", "checklist", "9999", verbosity=0)
        assert import_module("later_migrations.9999_later")  # it really ran from there
        assert missing_guards(connection) == []
        assert all(_refused(model) for model in guarded_models())
    finally:
        call_command("migrate", "checklist", later, verbosity=0)
    assert missing_guards(connection) == []
    assert all(_refused(model) for model in guarded_models())


@pytest.mark.django_db(transaction=True)
def test_r16_a_rebuilt_table_without_its_guards_is_noticed_and_mended() -> None:
    make_log(make_case())
    wide = models.CharField(max_length=41)
    wide.set_attributes_from_name("part")
    wide.model = AccessLine
    old = AccessLine._meta.get_field("part")
    try:
        with connection.schema_editor() as editor:
            editor.alter_field(AccessLine, old, wide)
        lost = connection.vendor == "sqlite"  # PostgreSQL keeps its triggers
        assert bool(missing_guards(connection)) is lost
        assert _refused(AccessLine) is not lost
        assert (_ready()[0] == 503) is lost
        assert bool(check_guards(None, databases=["default"])) is lost
    finally:
        with connection.schema_editor() as editor:
            editor.alter_field(AccessLine, wide, old)
        emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    assert missing_guards(connection) == []
    assert _refused(Decision)
    assert _ready()[0] == 200


@pytest.mark.django_db
def test_r16_each_missing_guard_is_named_by_check_and_health_page() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_drop("checklist_override"))
    name = "guard_checklist_override_" + ("row" if connection.vendor == "postgresql" else "delete")
    assert missing_guards(connection) == [name]
    assert [m.id for m in check_guards(None, databases=["default"])] == ["checklist.E001"]
    status, text = _ready()
    assert status == 503
    assert name in text
    with pytest.raises(CommandError, match=name):
        call_command("check", databases=["default"])


def _drop(table: str) -> str:
    if connection.vendor == "postgresql":
        return f"DROP TRIGGER guard_{table}_row ON {table}"
    return f"DROP TRIGGER guard_{table}_delete"


@pytest.mark.django_db
def test_r16_a_guard_that_was_weakened_counts_as_missing() -> None:
    """A trigger of the same name that does nothing, sits on another table or is switched off, is no guard."""
    with connection.cursor() as cursor:
        cursor.execute(_drop("checklist_override"))
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE FUNCTION let_through() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$"
            )
            cursor.execute(
                "CREATE TRIGGER guard_checklist_override_row BEFORE UPDATE OR DELETE ON checklist_override"
                " FOR EACH ROW EXECUTE FUNCTION let_through()"
            )
            cursor.execute(
                "ALTER TABLE checklist_override ENABLE ALWAYS TRIGGER guard_checklist_override_row"
            )
        else:
            cursor.execute(
                "CREATE TRIGGER guard_checklist_override_delete BEFORE DELETE ON checklist_override"
                " WHEN 1 = 0 BEGIN SELECT 1; END"
            )
    assert len(missing_guards(connection)) == 1
    install_guards(connection)
    assert missing_guards(connection) == []


@pytest.mark.django_db
def test_r16_a_trigger_that_is_switched_off_counts_as_missing() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE checklist_voice DISABLE TRIGGER guard_checklist_voice_truncate")
        assert missing_guards(connection) == ["guard_checklist_voice_truncate"]
    else:  # SQLite cannot switch one off: dropping is the only way
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER guard_checklist_voice_replace")
        assert missing_guards(connection) == ["guard_checklist_voice_replace"]


@pytest.mark.django_db
def test_r16_migrate_mends_missing_guards() -> None:
    """The check must not stand in the way of the command that mends what it found."""
    with connection.cursor() as cursor:
        cursor.execute(_drop("checklist_decision"))
    hint = check_guards(None, databases=["default"])[0].hint
    assert hint is not None
    assert "migrate --skip-checks" in hint
    call_command("migrate", skip_checks=True, verbosity=0)
    assert missing_guards(connection) == []


@pytest.mark.django_db
def test_r16_a_table_that_is_still_to_be_made_does_not_block_its_migration() -> None:
    remove_guards(connection)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE checklist_review RENAME TO checklist_review_later")
    install_guards(connection)
    assert check_guards(None, databases=["default"]) == []


@pytest.mark.django_db(transaction=True)
def test_flush_empties_a_test_database_and_puts_the_guards_back() -> None:
    make_log(make_case())
    call_command("flush", interactive=False, verbosity=0)
    assert not any(model._default_manager.exists() for model in guarded_models())
    assert missing_guards(connection) == []


@pytest.mark.django_db
def test_r16_flush_is_refused_outside_the_test_suite(settings: Any) -> None:
    settings.ALLOW_FLUSH = False
    make_log(make_case())
    with pytest.raises(CommandError, match="append-only"):
        call_command("flush", interactive=False, verbosity=0)
    with pytest.raises(RuntimeError, match="append-only"):
        remove_guards(connection)
    assert missing_guards(connection) == []
    assert all(model._default_manager.count() == 1 for model in guarded_models())
