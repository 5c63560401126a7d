# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tampering with the log is found, at the right row. The guards are taken away first, as an intruder would."""

from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from checklist.access.models import AccessLine
from checklist.base.anchor import current_heads, next_anchor, verify_anchor, write_anchor
from checklist.base.append_only import append_many
from checklist.base.chain import chained_models, verified, verify_chains
from checklist.base.digest import GENESIS
from checklist.base.keys import new_client_key
from checklist.base.protect import guarded_models, install_guards, remove_guards
from checklist.base.stored import StoredLog, kind_of, moment, rows_of
from tests.checklist.base.log_rows import make_case, make_log

pytestmark = pytest.mark.django_db
TABLE = "checklist_accessline"


@pytest.fixture
def two() -> tuple[UUID, UUID]:
    """Two clients with a chain of five looks each; the guards are gone."""
    keys = new_client_key(), new_client_key()
    for number in range(5):
        for key in keys:
            AccessLine(client_key=key, actor="system", part=f"part {number}").save()
    remove_guards(connection)
    return keys


def _sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [_db(v) for v in values])


def _db(value: Any) -> Any:
    return value.hex if isinstance(value, UUID) and connection.vendor == "sqlite" else value


def _guards_back() -> None:
    """As an intruder would, afterwards."""
    connection.check_constraints()  # PostgreSQL alters no table while links are still to be checked
    install_guards(connection)


def _found() -> list[tuple[str, str, int]]:
    """Each place once: a row that was dated anew is also out of order."""
    return list(dict.fromkeys((fault.table, fault.client_key, fault.seq) for fault in verify_chains()[1]))


def _plain(key: UUID, seq: int, **cells: Any) -> AccessLine:
    """A row put in as an intruder would: without taking its place in the chain."""
    cells = {"actor": "system", "part": "forged", "previous": GENESIS, "digest": "0" * 64} | cells
    row = AccessLine(client_key=key, seq=seq, **cells)
    super(type(row).__mro__[1], row).save(force_insert=True)
    return row


def test_r16_a_sound_log_verifies(two: tuple[UUID, UUID]) -> None:
    make_log(make_case())
    assert verify_chains() == (10 + len(chained_models()), [])


def test_r16_every_guarded_table_is_chained() -> None:
    assert chained_models() == guarded_models()


@pytest.mark.parametrize(
    "column", ["part", "actor", "outcome", "purpose", "role", "team", "at", "uuid", "sentence"]
)
def test_r16_an_edit_of_any_column_is_found_at_its_row(two: tuple[UUID, UUID], column: str) -> None:
    value = {"at": "2020-01-01 00:00:00+00:00", "uuid": uuid4(), "sentence": b"x"}.get(column, "refused")
    _sql(f"UPDATE {TABLE} SET {column} = %s WHERE client_key = %s AND seq = 3", value, two[0])
    assert _found() == [(TABLE, two[0].hex, 3)]


def test_r16_an_edit_in_every_table_is_found() -> None:
    log = make_log(make_case())
    remove_guards(connection)
    for model in log:
        _sql(f"UPDATE {model._meta.db_table} SET at = '2020-01-01 00:00:00+00:00'")
    assert {table for table, _key, _seq in _found()} == {model._meta.db_table for model in log}


def test_r16_an_edit_with_a_new_digest_is_found_at_the_next_row(two: tuple[UUID, UUID]) -> None:
    _sql(f"UPDATE {TABLE} SET part = 'forged' WHERE client_key = %s AND seq = 3", two[0])
    row = AccessLine.objects.get(client_key=two[0], seq=3)
    _sql(f"UPDATE {TABLE} SET digest = %s WHERE id = %s", row.computed_digest(), row.pk)
    assert _found() == [(TABLE, two[0].hex, 4)]


@pytest.mark.parametrize("seq", [1, 3, 4])
def test_r16_a_deleted_row_is_named(two: tuple[UUID, UUID], seq: int) -> None:
    _sql(f"DELETE FROM {TABLE} WHERE client_key = %s AND seq = %s", two[0], seq)
    assert _found() == [(TABLE, two[0].hex, seq)]


def test_r16_several_deleted_rows_are_named(two: tuple[UUID, UUID]) -> None:
    _sql(f"DELETE FROM {TABLE} WHERE client_key = %s AND seq IN (2, 3)", two[0])
    assert [fault.sentence for fault in verify_chains()[1]] == ["rows 2 to 3 are missing"]


def test_r16_a_row_put_in_between_is_found(two: tuple[UUID, UUID]) -> None:
    for seq in (5, 4, 3):
        _sql(f"UPDATE {TABLE} SET seq = %s WHERE client_key = %s AND seq = %s", seq + 1, two[0], seq)
    _plain(two[0], 3)
    assert (TABLE, two[0].hex, 3) in _found()


def test_r16_a_well_made_row_put_in_between_is_found_behind_it(two: tuple[UUID, UUID]) -> None:
    for seq in (5, 4, 3):
        _sql(f"UPDATE {TABLE} SET seq = %s WHERE client_key = %s AND seq = %s", seq + 1, two[0], seq)
    before = AccessLine.objects.get(client_key=two[0], seq=2)
    row = _plain(two[0], 3, previous=before.digest)
    _sql(f"UPDATE {TABLE} SET digest = %s WHERE id = %s", row.computed_digest(), row.pk)
    assert _found()[0] == (TABLE, two[0].hex, 4)


def test_r16_a_row_put_before_the_first_is_found(two: tuple[UUID, UUID]) -> None:
    _plain(two[0], 0)
    assert _found()[0] == (TABLE, two[0].hex, 0)


def test_r16_a_row_put_at_the_end_is_found(two: tuple[UUID, UUID]) -> None:
    _plain(two[0], 6)
    assert set(_found()) == {(TABLE, two[0].hex, 6)}


def test_r16_two_swapped_rows_are_found_both(two: tuple[UUID, UUID]) -> None:
    for old, new in ((2, 99), (4, 2), (99, 4)):
        _sql(f"UPDATE {TABLE} SET seq = %s WHERE client_key = %s AND seq = %s", new, two[0], old)
    assert {(TABLE, two[0].hex, 2), (TABLE, two[0].hex, 4)} <= set(_found())


def test_r16_swapped_contents_are_found_both(two: tuple[UUID, UUID]) -> None:
    for seq, part in ((2, "part 3"), (4, "part 1")):
        _sql(f"UPDATE {TABLE} SET part = %s WHERE client_key = %s AND seq = %s", part, two[0], seq)
    assert _found() == [(TABLE, two[0].hex, 2), (TABLE, two[0].hex, 4)]


def test_r16_a_row_of_another_client_does_not_pass(two: tuple[UUID, UUID]) -> None:
    theirs = AccessLine.objects.get(client_key=two[1], seq=5)
    head = AccessLine.objects.get(client_key=two[0], seq=5)
    cells = {"part": theirs.part, "at": theirs.at, "digest": theirs.digest}
    _plain(two[0], 6, previous=head.digest, **cells)
    assert _found() == [(TABLE, two[0].hex, 6)]


def test_r16_a_row_moved_to_another_client_is_missed_and_found(two: tuple[UUID, UUID]) -> None:
    _sql(f"UPDATE {TABLE} SET client_key = %s, seq = 6 WHERE client_key = %s AND seq = 3", two[0], two[1])
    assert {(TABLE, two[0].hex, 6), (TABLE, two[1].hex, 3)} <= set(_found())


def test_r16_a_chain_alone_does_not_see_a_lost_tail_but_the_anchor_does(
    two: tuple[UUID, UUID], tmp_path: Path
) -> None:
    anchor = tmp_path / "kept" / "anchor.txt"
    assert write_anchor(anchor) == 2
    assert verify_anchor(anchor) == []
    AccessLine(client_key=two[0], actor="system", part="later").save()
    assert verify_anchor(anchor) == []  # a chain may grow
    _sql(f"DELETE FROM {TABLE} WHERE client_key = %s AND seq >= 5", two[0])
    assert _found() == []
    assert [(f.client_key, f.seq, f.sentence) for f in verify_anchor(anchor)] == [
        (two[0].hex, 5, "the newest rows were cut off")
    ]


def test_r16_the_anchor_sees_a_chain_written_anew_and_one_that_is_gone(
    two: tuple[UUID, UUID], tmp_path: Path
) -> None:
    anchor = tmp_path / "anchor.txt"
    write_anchor(anchor)
    _sql(f"DELETE FROM {TABLE} WHERE client_key = %s", two[1])
    _sql(f"DELETE FROM {TABLE} WHERE client_key = %s", two[0])
    for number in range(5):
        AccessLine(client_key=two[0], actor="system", part=f"forged {number}").save()
    assert _found() == []
    faults = {(f.client_key, f.seq, f.sentence) for f in verify_anchor(anchor)}
    assert faults == {
        (two[0].hex, 5, "differs from the anchor"),
        (two[1].hex, 5, "the newest rows were cut off"),
    }


@pytest.mark.parametrize("change", ["", "all 0\n", "anchor 2\nsigned \u00e9\n", None])
def test_r16_an_anchor_that_was_changed_is_refused(
    two: tuple[UUID, UUID], tmp_path: Path, change: str | None
) -> None:
    anchor = tmp_path / "anchor.txt"
    write_anchor(anchor)
    anchor.write_text(anchor.read_text().replace(" 5 ", " 4 ") if change is None else change)
    assert [fault.table for fault in verify_anchor(anchor)] == ["anchor"]


def test_r16_the_commands_say_what_they_found(two: tuple[UUID, UUID], tmp_path: Path, settings: Any) -> None:
    settings.ANCHOR_FILE = tmp_path / "anchor.txt"
    out, err = StringIO(), StringIO()
    _guards_back()
    with pytest.raises(CommandError, match=r"1 fault\(s\) in 10 rows"):
        call_command("verify_log", stderr=err)
    assert "anchor.txt is not there: run 'manage.py write_anchor'" in err.getvalue()
    call_command("write_anchor", stdout=out)
    call_command("verify_log", stdout=out)
    assert "10 rows verified, no fault; anchor anchor.txt of 0 minute(s) ago agrees" in out.getvalue()
    connection.check_constraints()
    remove_guards(connection)
    _sql(f"UPDATE {TABLE} SET part = 'forged' WHERE client_key = %s AND seq = 2", two[1])
    _guards_back()
    with pytest.raises(CommandError, match=r"1 fault\(s\) in 10 rows"):
        call_command("verify_log", stderr=err)
    assert f"{TABLE} client {two[1].hex} row 2" in err.getvalue()
    with pytest.raises(CommandError, match="verify_log"):
        call_command("write_anchor", "--anew", stdout=out, stderr=err)


def test_r16_a_next_anchor_reads_only_what_came_since(two: tuple[UUID, UUID], tmp_path: Path) -> None:
    anchor = tmp_path / "anchor.txt"
    write_anchor(anchor)
    assert next_anchor(anchor) == (current_heads(), [])
    AccessLine(client_key=two[0], actor="system", part="later").save()
    heads, faults = next_anchor(anchor)
    assert (heads, faults) == (verified().heads, [])
    _sql(f"UPDATE {TABLE} SET part = 'forged' WHERE client_key = %s AND seq = 6", two[0])
    assert [(fault.seq, fault.sentence) for fault in next_anchor(anchor)[1]] == [
        (6, "its content was changed after it was written")
    ]


def test_r16_without_a_key_there_is_a_sentence(two: tuple[UUID, UUID], tmp_path: Path, settings: Any) -> None:
    settings.ANCHOR_FILE = tmp_path / "anchor.txt"
    out = StringIO()
    _guards_back()
    settings.ANCHOR_KEY = ""
    call_command("verify_log", stdout=out)
    assert "no anchor yet: set ANCHOR_KEY" in out.getvalue()
    with pytest.raises(CommandError, match="ANCHOR_KEY must be 32 bytes in base64, found nothing"):
        call_command("write_anchor", stdout=out)
    settings.ANCHOR_KEY = "short"
    with pytest.raises(CommandError, match="found something else"):
        call_command("write_anchor", stdout=out)
    assert not settings.ANCHOR_FILE.exists()


# -- what no column should hold


ODD = {
    "sqlite": (
        "part = CAST(x'ff' AS TEXT)",
        "seq = 'abc'",
        "at = 'yesterday'",
        "sentence = 3.5",
        "columns = 'x'",
    ),
    "postgresql": ("at = 'infinity'", "at = '-infinity'", "at = '0044-03-15 12:00:00 BC'"),
}


@pytest.mark.parametrize("cell", ODD[connection.vendor])
def test_r16_a_cell_that_cannot_be_is_a_fault_and_no_traceback(two: tuple[UUID, UUID], cell: str) -> None:
    _sql(f"UPDATE {TABLE} SET {cell} WHERE client_key = %s AND seq = 3", two[0])
    assert {fault.table for fault in verify_chains()[1]} == {TABLE}


def test_r16_what_is_stored_hashes_as_what_was_written() -> None:
    """The spelling from the text of the database is that of the values, whatever they are."""
    key, log = new_client_key(), StoredLog(AccessLine)
    moments = [datetime(2026, 1, 2, 3, 4, 5, micro, tzinfo=UTC) for micro in (0, 1, 120000, 999999)]
    for number, at in enumerate(moments):
        words = "\u00e9\U0001f600'\"\\,{}" * (40 * number)
        AccessLine(
            client_key=key, actor="system", part=words[:40], team=words[:100], at=at, sentence=bytes(range(256)),
            case_uuid=None if number else key,
        ).save()  # fmt: skip
    rows = list(rows_of(log.select("ORDER BY id")))
    assert [list(log.wrong(row, moment(row[4]))) for row in rows] == [[]] * 4
    texts = [f"{at:%Y-%m-%dT%H:%M:%S.%f}" for at in moments]
    assert [moment(row[4]) for row in rows] == texts == sorted(texts)


def test_a_column_of_a_kind_without_a_spelling_is_refused() -> None:
    with pytest.raises(TypeError, match="no spelling for DecimalField share: give it one here"):
        kind_of(models.DecimalField(name="share"))


def test_r16_a_tail_cut_off_makes_verify_log_fail(
    two: tuple[UUID, UUID], tmp_path: Path, settings: Any
) -> None:
    settings.ANCHOR_FILE = tmp_path / "anchor.txt"
    write_anchor(settings.ANCHOR_FILE)
    _sql(f"DELETE FROM {TABLE} WHERE client_key = %s AND seq = 5", two[0])
    _guards_back()
    with pytest.raises(CommandError, match=r"1 fault\(s\) in 9 rows"):
        call_command("verify_log", stderr=StringIO())


def test_r16_many_rows_at_once_stand_in_the_same_chains(two: tuple[UUID, UUID]) -> None:
    fresh = new_client_key()
    rows = [AccessLine(client_key=key, actor="system", part="list") for key in (*two, fresh, two[0])]
    with CaptureQueriesContext(connection) as queries:
        append_many(rows)
    assert len(queries) <= 5
    assert [row.seq for row in rows] == [6, 6, 1, 7]
    assert verify_chains() == (14, [])
    append_many([])
