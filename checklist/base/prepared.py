# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Queries of the busiest pages, whose SQL the ORM writes once and not at every request (performance.md)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model, QuerySet

_MARKS: dict[type, Callable[[int], Any]] = {
    int: lambda n: 2_000_000_000 + n,
    str: lambda n: f"\x01mark {n}",
    UUID: lambda n: UUID(int=(1 << 100) + n),
    date: lambda n: date(1000, 1, 1) + timedelta(days=n),
}


@dataclass(frozen=True)
class _Plan:
    """SQL for one engine: each parameter is a name to fill in, or a constant; and what turns rows into values."""

    sql: str
    parameters: tuple[tuple[str, Any], ...]
    converted: Callable[[list[Any]], Any]


class Prepared:
    """A query of `values_list` form, written once per engine. `kinds`: the type of each value that `make` takes.

    The same values in the same places as the query set itself would give; only the writing of the SQL is saved.
    """

    def __init__(self, make: Callable[..., QuerySet[Any, Any]], **kinds: type) -> None:
        self._make, self._kinds = make, kinds
        self._plans: dict[str, _Plan] = {}

    def rows(self, **values: Any) -> list[Any]:
        """The rows that the query finds for these values."""
        return self._run(values)

    def _run(self, values: dict[str, Any]) -> list[Any]:
        plan = self._plans.get(connection.vendor)
        if plan is None:
            plan = self._plans[connection.vendor] = self._plan()
        filled = {name: _stored(value) for name, value in values.items()}
        parameters = [filled[name] if name else constant for name, constant in plan.parameters]
        with connection.cursor() as cursor:
            cursor.execute(plan.sql, parameters)
            return list(plan.converted(cursor.fetchall()))

    def first(self, **values: Any) -> Any:
        """The first row, or None."""
        return next(iter(self.rows(**values)), None)

    def _plan(self) -> _Plan:
        marks = {name: _MARKS[kind](number) for number, (name, kind) in enumerate(self._kinds.items(), 1)}
        compiler = self._make(**marks).query.get_compiler(connection=connection)
        sql, found = compiler.as_sql()
        names = {_stored(mark): name for name, mark in marks.items()}
        parameters = [(names.get(_hashable(value), ""), value) for value in found]
        if {name for name, _value in parameters} - {""} != set(marks):
            raise TypeError(f"a prepared query has to use each of {sorted(marks)}")
        sql = _with_constants(sql, parameters)
        converters = compiler.get_converters([column for column, _sql, _alias in compiler.select])
        left = tuple((name, value) for name, value in parameters if name or not isinstance(value, str))
        return _Plan(sql, left, lambda rows: compiler.apply_converters(rows, converters))


def _with_constants(sql: str, parameters: Sequence[tuple[str, Any]]) -> str:
    """The SQL with its constant texts written out. SQLite plans a query anew at every run when a parameter decides
    which partial index fits; a text that is always the same need not be one."""
    first, *rest = sql.split("%s")
    for (name, value), after in zip(parameters, rest, strict=True):
        constant = isinstance(value, str) and not name
        first += (_literal(value) if constant else "%s") + after
    return first


def _literal(text: str) -> str:
    if (
        text and not text.isidentifier()
    ):  # a choice of ours, as 'client', or none; else it stays a parameter's work
        raise TypeError(f"no constant for a prepared query: {text!r}")
    return f"'{text}'"


def columns(model: type[Model], through: str = "") -> list[str]:
    """The columns of a model by name, for `values_list`; `through`: the relation that leads there."""
    return [f"{through}{field.attname}" for field in model._meta.concrete_fields]


def _stored(value: Any) -> Any:
    """The value as this engine takes it."""
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def _hashable(value: Any) -> Any:
    return value if isinstance(value, int | str | UUID | date) else None
