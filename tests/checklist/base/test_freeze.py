# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Guards on rows that are frozen at some moment stand, are counted, come back, and outlive a rebuilt table."""

import pytest
from django.db import connection, models

from checklist.base.protect import install_guards, missing_guards
from checklist.people.models import Proposal
from checklist.questions.models import Checklist, Question

NAMES = sorted(
    f"frozen_{model._meta.db_table}_{act}"
    for model in (Checklist, Proposal, Question)
    for act in ("delete", "insert", "update")
)


def drop(name: str) -> None:
    table = name.removeprefix("frozen_").rpartition("_")[0]
    on = f" ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{on}")


@pytest.mark.django_db
def test_a_missing_guard_is_noticed_and_put_back() -> None:
    assert missing_guards(connection) == []
    for name in NAMES:
        drop(name)
    assert sorted(missing_guards(connection)) == NAMES
    install_guards(connection)
    assert missing_guards(connection) == []


@pytest.mark.django_db
def test_a_weakened_guard_does_not_count() -> None:
    name = "frozen_checklist_question_update"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            body = "BEGIN RETURN NEW; END"
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$"
            )
        else:
            drop(name)
            cursor.execute(
                f"CREATE TRIGGER {name} BEFORE UPDATE ON checklist_question WHEN 0 BEGIN SELECT 1; END"
            )
    assert missing_guards(connection) == [name]
    install_guards(connection)
    assert missing_guards(connection) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("model", "field"), [(Checklist, "title_nl"), (Question, "text_nl"), (Proposal, "subject")]
)
def test_a_later_migration_can_alter_the_table(model: type[models.Model], field: str) -> None:
    """A trigger elsewhere that named the table would make SQLite refuse the rename."""
    old = model._meta.get_field(field)
    new = models.CharField(max_length=(old.max_length or 0) + 1)
    new.set_attributes_from_name(field)
    new.model = model
    for before, after in ((old, new), (new, old)):
        with connection.schema_editor() as editor:
            editor.alter_field(model, before, after)
        install_guards(connection)  # what post_migrate does
    assert missing_guards(connection) == []
