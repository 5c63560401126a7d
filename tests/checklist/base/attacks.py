# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""How somebody tampers with the log, by hand in the database or by way of the app's own code."""

import base64
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from unittest import mock
from uuid import UUID

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from checklist.access.models import AccessLine
from checklist.base.anchor import write_anchor
from checklist.base.keys import Sealer, new_client_key
from checklist.base.models import DataKey
from checklist.base.protect import install_guards, remove_guards
from checklist.intake.models import Answer, Case
from checklist.intake.rules import answer_place
from checklist.people.actions import make_account
from checklist.people.models import Account
from checklist.people.permissions import SYSTEM

REFUSED, SHOWN, NOT_SHOWN = "refused", "shown", "not shown"
PG, SQLITE = "postgresql", "sqlite"


@dataclass(frozen=True)
class Two:
    """Two clients: the talk of the first was decided, the second answered only."""

    one: Case
    other: Case


@dataclass(frozen=True)
class Attack:
    """What somebody does, with what result, and the sentence that says so."""

    what: str
    do: Callable[[Two], None]
    result: str
    sentence: str = ""
    engine: str = ""  # empty: both


def sql(statement: str, *values: Any) -> None:
    """By somebody with all rights in the database."""
    with connection.cursor() as cursor:
        cursor.execute(statement, [_db(value) for value in values])


def _db(value: Any) -> Any:
    return value.hex if isinstance(value, UUID) and connection.vendor == SQLITE else value


def behind(*statements: str) -> Callable[[Two], None]:
    """With the guards taken away, and put back afterwards. {a} and {b}: the keys of the two clients."""

    def do(two: Two) -> None:
        quote = "'{}'".format
        keys = {"a": quote(_text(two.one.client_key)), "b": quote(_text(two.other.client_key))}
        connection.check_constraints()  # PostgreSQL alters no table while links are still to be checked
        remove_guards(connection)
        for statement in statements:
            sql(statement.format(**keys))
        connection.check_constraints()
        install_guards(connection)

    return do


def _text(key: UUID) -> str:
    return key.hex if connection.vendor == SQLITE else str(key)


def plain(*statements: str) -> Callable[[Two], None]:
    """With the guards as they stand."""

    def do(two: Two) -> None:
        for statement in statements:
            sql(statement)

    return do


def swapped(table: str, column: str, one: str, other: str) -> Callable[[Two], None]:
    """The cells of two rows exchanged; `one` and `other` are conditions with {a} and {b}."""

    def do(two: Two) -> None:
        places = {"a": two.one.client_key, "b": two.other.client_key}
        cells = []
        for condition in (one, other):
            with connection.cursor() as cursor:
                text = condition.format(**{name: f"'{_text(key)}'" for name, key in places.items()})
                cursor.execute(f"SELECT id, {column} FROM {table} WHERE {text} ORDER BY id LIMIT 1")
                cells.append(cursor.fetchone())
        (first, mine), (second, theirs) = cells
        spare = UUID(int=1) if column == "client_key" else mine
        for value, row in ((spare, second), (theirs, first), (mine, second)):
            sql(f"UPDATE {table} SET {column} = %s WHERE id = %s", value, row)

    return do


# -- by way of the app's own code


def _line(two: Two, **cells: Any) -> None:
    values = {"client_key": two.one.client_key, "actor": "system", "part": "forged"} | cells
    AccessLine(**values).save()


def dated_back(two: Two) -> None:
    _line(two, at=timezone.now() - timedelta(days=400))


def first_dated_back(two: Two) -> None:
    _line(two, client_key=new_client_key(), at=timezone.now() - timedelta(days=400))


def dated_ahead(two: Two) -> None:
    _line(two, at=timezone.now() + timedelta(days=2))


def _keys(case: Case, kind: str) -> list[DataKey]:
    return list(DataKey.objects.filter(client_key=case.client_key, kind=kind).order_by("uuid"))


def _exchange(one: DataKey, other: DataKey) -> None:
    DataKey.objects.filter(pk=one.pk).update(wrapped=other.wrapped)
    DataKey.objects.filter(pk=other.pk).update(wrapped=one.wrapped)


def clients_keys_swapped(two: Two) -> None:
    _exchange(_keys(two.one, "client")[0], _keys(two.other, "client")[0])


def answers_keys_swapped(two: Two) -> None:
    one, other, *_ = _keys(two.one, "answer")
    _exchange(one, other)


def client_key_deleted(two: Two) -> None:
    Answer.objects.filter(case=two.one).update(key=None)
    DataKey.objects.filter(client_key=two.one.client_key).delete()


def answer_key_deleted(two: Two) -> None:
    row = Answer.objects.filter(case=two.other).exclude(key=None).order_by("pk")[0]
    key = row.key_id
    Answer.objects.filter(pk=row.pk).update(key=None, value=b"", state="destroyed")
    DataKey.objects.filter(pk=key).delete()


def key_put_back(two: Two) -> None:
    from checklist.access.actions import destroy_answer

    row = Answer.objects.filter(case=two.other).exclude(key=None).select_related("key").order_by("pk")[0]
    key = row.key
    assert key is not None
    Answer.objects.filter(pk=row.pk).update(key=None, value=b"", state="destroyed")
    destroy_answer(client_key=two.other.client_key, key=key.uuid, ground="client_asked", by=SYSTEM)
    key.save(force_insert=True)


def renamed(two: Two) -> None:
    Account.objects.filter(pk=two.one.caseworker_id).update(display_name="Somebody Else")


def _overwritten(case: Case) -> None:
    """With the keys in hand: sealed as the app would seal it."""
    row = Answer.objects.filter(case=case, question__key="hours").select_related("question")[0]
    box, place = Sealer(case.client_key), answer_place(case.uuid, row.question.key)
    value = box.seal('{"value":"0-8"}', place, key=row.key_id)
    Answer.objects.filter(pk=row.pk).update(value=value)


def overwritten_after(two: Two) -> None:
    _overwritten(two.one)


def overwritten_before(two: Two) -> None:
    _overwritten(two.other)


def answer_removed(two: Two) -> None:
    Answer.objects.filter(case=two.one, question__key="hours").delete()


def _anchor() -> Path:
    path: Path = settings.ANCHOR_FILE
    return path


CUT = (
    "DELETE FROM checklist_accessline WHERE client_key = {a} AND seq ="
    " (SELECT max(seq) FROM checklist_accessline WHERE client_key = {a})"
)


def cut_behind_the_anchor(two: Two) -> None:
    write_anchor(_anchor())
    behind(CUT)(two)


def cut_after_the_anchor(two: Two) -> None:
    write_anchor(_anchor())
    _line(two)
    behind(CUT)(two)


def cut_and_anchored_with_the_key(two: Two) -> None:
    behind(CUT)(two)
    write_anchor(_anchor())


def cut_and_anchored_without_the_key(two: Two) -> None:
    behind(CUT)(two)
    with override_settings(ANCHOR_KEY=base64.b64encode(b"o" * 32).decode()):
        write_anchor(_anchor())


def cut_before_the_timer(two: Two) -> None:
    """The timer then writes no anchor over the one that still holds the rows."""
    write_anchor(_anchor())
    behind(CUT)(two)
    with suppress(CommandError):
        call_command("write_anchor", stdout=StringIO(), stderr=StringIO())


def cut_and_an_old_anchor_put_back(two: Two) -> None:
    with mock.patch.object(timezone, "now", return_value=timezone.now() - timedelta(hours=3)):
        write_anchor(_anchor())
    old = _anchor().read_text()
    _line(two)
    write_anchor(_anchor())
    behind(CUT)(two)
    _anchor().write_text(old)


def anchor_removed(two: Two) -> None:
    _anchor().unlink()


def names_swapped(two: Two) -> None:
    for column in ("number", "number_key", "display_name", "search_name"):
        one, other = (getattr(case.client, column) for case in (two.one, two.other))
        for case, value in ((two.other, "between"), (two.one, other), (two.other, one)):
            sql(f"UPDATE checklist_client SET {column} = %s WHERE id = %s", value, case.client_id)


def _made() -> Account:
    """An account as it is made: with its lines."""
    made = {"username": "noor", "display_name": "Noor", "team": "Team West"}
    return make_account(**made, roles=["caseworker"], by=SYSTEM)[0]


def role_given(_two: Two) -> None:
    Account.objects.filter(pk=_made().pk).update(is_privacy_officer=True)


def account_put_in(_two: Two) -> None:
    Account.objects.create_user("indringer", "x", display_name="X", team=_made().team, is_caseworker=True)
