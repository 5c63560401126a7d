# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rows of the logs as the database spells them, straight to the bytes that their digest covers.

`append_only` hashes a row from Python values, when it is written. Here the same bytes come from the text that each
engine gives back, without a Python object per cell: that is what makes a million rows quick to verify.
"""

import gc
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.db import connection, models, transaction

from checklist.base.append_only import ChainedModel, digested_fields
from checklist.base.column_lists import FIRST, names_of, newest
from checklist.base.digest import field_text, framed

HEAD = ("uuid", "client_key", "seq", "previous", "at")  # what every list begins with
AT_ONCE = 200  # few: what was just read is then still at hand in the processor
REMEMBERED = 4096  # spellings that are kept at hand, per group of columns
Cells = tuple[Any, ...]
UNKNOWN_LIST = "names list %s of columns, which this version of the program does not know"
CHANGED = "its content was changed after it was written"
FILLED_IN = "holds something in a column that is newer than the row"


@contextmanager
def reading() -> Iterator[None]:
    """Around a long read. PostgreSQL then need not write the whole answer away first; SQLite would lock out writers.

    Rows make no cycles: Python need not look for them in between.
    """
    swept = gc.isenabled()
    gc.disable()
    try:
        with transaction.atomic() if connection.vendor == "postgresql" else nullcontext():
            yield
    finally:
        if swept:
            gc.enable()


def batches_of(statement: str, values: Sequence[Any] | None = None) -> Iterator[list[Cells]]:
    """The rows of a SELECT as the driver gives them, some at a time."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement, values)
        while some := cursor.fetchmany(AT_ONCE):
            yield some


def rows_of(statement: str, values: Sequence[Any] | None = None) -> Iterator[Cells]:
    """The same, one by one."""
    return chain.from_iterable(batches_of(statement, values))


# -- how each engine gives a column, and how that is spelled


def selected(field: "models.Field[Any, Any]") -> str:
    """The expression that gives a column as text or whole number (a BLOB as bytes)."""
    name = connection.ops.quote_name(str(field.column))
    if connection.vendor == "postgresql":
        return _PG.get(kind_of(field), "{}").format(name)
    # a cast: the driver makes an object of what is declared as a moment, a day or a yes/no
    return f"CAST({name} AS TEXT)" if kind_of(field) in {"at", "day"} else f"+{name}"


_PG = {
    "key": "encode(uuid_send({}), 'hex')",
    "at": "({} AT TIME ZONE 'UTC')::text",
    "day": "{}::text",
    "flag": "{}::int",
    "json": "{}::text",
    "bytes": "encode({}, 'hex')",
}


def kind_of(field: "models.Field[Any, Any]") -> str:
    """Which spelling a column has. Raises TypeError for a kind that no log has had yet."""
    if isinstance(field, models.ForeignKey):
        return kind_of(field.target_field)
    for kind, classes in _KINDS.items():
        if isinstance(field, classes):
            return kind
    raise TypeError(f"no spelling for {type(field).__name__} {field.name}: give it one here")


_KINDS: dict[str, tuple[type[Any], ...]] = {
    "key": (models.UUIDField,),
    "at": (models.DateTimeField,),  # before the day: it is one too
    "day": (models.DateField,),
    "flag": (models.BooleanField,),
    "json": (models.JSONField,),
    "bytes": (models.BinaryField,),
    "number": (models.IntegerField,),
    "words": (models.CharField, models.TextField),
}


def moment(text: str) -> str:
    """A moment in UTC as both engines write it, as ISO 8601 with microseconds: so spelled, moments sort as text."""
    if len(text) == 26:
        return f"{text[:10]}T{text[11:]}"
    whole, _dot, part = text.partition(".")
    return f"{whole[:10]}T{whole[11:]}.{part:0<6}"


def _json(cell: str) -> str:
    try:
        return field_text(json.loads(cell))
    except (ValueError, RecursionError):
        return "no JSON"  # which no digest covers


_SPELLED: dict[str, Callable[[Any], str]] = {
    "key": "u{}".format,
    "at": lambda cell: f"t{moment(cell)}+00:00",
    "day": "a{}".format,
    "flag": "b{}".format,
    "json": _json,
    "bytes": lambda cell: f"x{cell.hex() if isinstance(cell, bytes) else cell}",
    "number": "i{}".format,
    "words": "s{}".format,
}


class _Spelled(dict[Any, bytes]):
    """The bytes of a group of columns, by their cells. What was spelled before is remembered."""

    def __init__(self, fields: Sequence[Any], *, packed: bool) -> None:
        self._each = [(framed(field.attname), _SPELLED[kind_of(field)]) for field in fields]
        self._packed = packed

    def __missing__(self, cells: Any) -> bytes:
        pieces = []
        each = json.loads(cells) if self._packed else [cells]
        for (name, spell), cell in zip(self._each, each, strict=True):
            pieces += [name, framed("n" if cell is None else spell(cell))]
        if len(self) >= REMEMBERED:
            self.clear()
        spelled = self[cells] = b"".join(pieces)
        return spelled


@dataclass(frozen=True)
class _Group:
    """Columns side by side that came with one list, as one cell: packed in a JSON array when there are several."""

    fields: tuple[Any, ...]
    version: int

    @property
    def spelled(self) -> _Spelled:
        return _Spelled(self.fields, packed=len(self.fields) > 1)

    @property
    def selected(self) -> str:
        if len(self.fields) == 1:
            return selected(self.fields[0])
        each = ", ".join(f"CAST({selected(field)} AS TEXT)" for field in self.fields)
        return (
            f"jsonb_build_array({each})::text" if connection.vendor == "postgresql" else f"json_array({each})"
        )

    @property
    def filled(self) -> bytes:
        """What a row from before this list holds in these columns."""
        texts = [(field.attname, field_text(filled_by_upgrade(field))) for field in self.fields]
        return b"".join(framed(name) + framed(text) for name, text in texts)


def _groups(model: type[ChainedModel]) -> list[_Group]:
    """The columns behind the head. Those that tend to be alike go together, others and `columns` stand alone."""
    table, fields = model._meta.db_table, digested_fields(model)
    came = {
        name: version for version in range(newest(table), FIRST - 1, -1) for name in names_of(table, version)
    }
    assert tuple(field.attname for field in fields[: len(HEAD)]) == HEAD
    found: list[_Group] = []
    for field in fields[len(HEAD) :]:
        version, last = came[field.attname], found[-1] if found else None
        if last and last.version == version and not _alone(field) and not _alone(last.fields[-1]):
            found[-1] = _Group((*last.fields, field), version)
        else:
            found.append(_Group((field,), version))
    return found


def _alone(field: "models.Field[Any, Any]") -> bool:
    """What differs from row to row, or stands in JSON already."""
    if isinstance(field, models.ForeignKey):
        # a row of one client, such as its case
        return "client_key" in {one.name for one in field.target_field.model._meta.concrete_fields}
    return kind_of(field) in {"key", "at", "bytes", "json"} or field.attname == "columns"


class StoredLog:
    """One log as stored. A row is the five cells of the head, a cell for each group of columns, then its digest."""

    def __init__(self, model: type[ChainedModel]) -> None:
        self._table, self._model, self._groups = model._meta.db_table, model, _groups(model)
        names = [group.fields[0].attname for group in self._groups]
        self._version = len(HEAD) + names.index("columns")
        self._lists = {version: self._list(version) for version in range(FIRST, newest(self._table) + 1)}
        self.wrong = self._compiled()

    def _list(self, version: int) -> tuple[list[Any], list[Any]]:
        """What a list of columns covers behind the head, and what rows of that list hold in later columns."""
        each = [(place, group, group.spelled) for place, group in enumerate(self._groups, len(HEAD))]
        covered = [(place, spelled) for place, group, spelled in each if group.version <= version]
        later = [
            (place, spelled, group.filled) for place, group, spelled in each
            if group.version > version and place != self._version
        ]  # fmt: skip
        return covered, later

    def select(self, rest: str) -> str:
        """A SELECT of the rows; `rest`: which of them, in which order."""
        head = map(selected, digested_fields(self._model)[: len(HEAD)])
        columns = ", ".join([*head, *(group.selected for group in self._groups), "digest"])
        return f"SELECT {columns} FROM {self._table} {rest}"  # noqa: S608 (our own names)

    def _compiled(self) -> Callable[[Cells, str], Sequence[str]]:
        """Of a row and its moment (as `moment` spells it): a sentence for each thing that does not hold."""
        pattern, places, sha256, join = _pattern(self._table), _Places(), hashlib.sha256, b"".join
        lists, version = self._lists, self._version

        def wrong(row: Cells, at: str) -> Sequence[str]:  # plain loops: this runs for every row there is
            known = lists.get(row[version])
            if known is None:
                return [UNKNOWN_LIST % row[version]]
            covered, later = known
            pieces = [(pattern % (row[0], row[1], places[row[2]], row[3], at)).encode()]
            for place, spelled in covered:
                pieces.append(spelled[row[place]])
            whole = sha256(join(pieces)).hexdigest() == row[-1]
            for place, spelled, filled in later:
                if spelled[row[place]] != filled:
                    return [FILLED_IN] if whole else [CHANGED, FILLED_IN]
            return () if whole else [CHANGED]

        return wrong


def _pattern(table: str) -> str:
    """The first five columns. All but the place have one length in every row that holds."""
    name = {column: framed(column).decode() for column in HEAD}
    long = {size: framed("x" * size).decode()[:-size] for size in (33, 65)}
    return (
        f"{framed(table).decode()}{name['uuid']}{long[33]}u%s{name['client_key']}{long[33]}u%s"
        f"{name['seq']}%s{name['previous']}{long[65]}s%s{name['at']}{long[33]}t%s+00:00"
    )


class _Places(dict[int, str]):
    """The framed spelling of a place in a chain, which begins at 1 in each."""

    def __missing__(self, seq: int) -> str:
        if len(self) >= REMEMBERED:
            self.clear()
        spelled = self[seq] = framed(f"i{seq}").decode()
        return spelled


def filled_by_upgrade(field: "models.Field[Any, Any]") -> Any:
    """What a new column holds in rows that were there before it."""
    default = field.db_default if field.has_db_default() else None
    return getattr(default, "value", default)
