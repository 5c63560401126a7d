# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The counting pass by DuckDB, over Parquet files larger than memory; what is not in memory waits on disk.

DuckDB holds every cell against the codebook, codes people into small numbers and counts equal ones. Only counts come
back, and they take the same road as counts from anywhere else; so the release has the same bytes.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from research.counting.count_files import Adding
from research.counting.ledger import Ledger
from research.counting.side_counts import Extras
from research.counting.tally import Tally
from research.data.identifiers import refuse_identifiers
from research.data.readers import read_header
from research.data.table import check_header, describe, expected_of
from research.errors import InputError, shown
from research.plan.model import Column, Plan, PlanCharacteristic

LOOK = 50_000
BATCH = 100_000


def name(text: str) -> str:
    """A name for SQL."""
    return '"' + text.replace('"', '""') + '"'


def words(values: tuple[str, ...]) -> str:
    """A list of words for SQL."""
    return "(" + ", ".join("'" + value.replace("'", "''") + "'" for value in values) + ")"


def as_text(column: Column) -> str:
    """A column as text, empty where it is absent; whole numbers without a fraction."""
    return f"regexp_replace(coalesce(cast({name(column.name)} as varchar), ''), '\\.0$', '')"


def is_missing(column: Column) -> str:
    """Does the codebook call the cell missing?"""
    found = f"{as_text(column)} in {words(column.missing)}" if column.missing else "false"
    return f"({found})"


def as_number(column: Column) -> str:
    """A column as a number, null where it is missing."""
    return f"(case when {is_missing(column)} then null else try_cast({name(column.name)} as double) end)"


def is_word(column: Column) -> bool:
    """Is the column one of words rather than numbers?"""
    return column.type in ("category", "key", "month")


def is_wrong(column: Column) -> str:
    """Does the cell break its codebook line?"""
    text, number = as_text(column), as_number(column)
    if column.type == "category":
        return f"{text} not in {words(tuple({*column.values, *column.missing}))}"
    if column.type == "month":
        return (
            f"not regexp_full_match({text}, '(19|20)[0-9][0-9]-(0[1-9]|1[0-2])') and not {is_missing(column)}"
        )
    if column.type == "key":
        return f"trim({text}) = '' or length({text}) > 80"
    rules = [f"({number} is null and not {is_missing(column)})", f"not isfinite({number})"]
    rules += [f"{number} <> round({number})"] if column.type == "integer" else []
    rules += [f"{number} < {column.lowest!r}"] if column.lowest is not None else []
    rules += [f"{number} > {column.highest!r}"] if column.highest is not None else []
    if column.values:
        rules.append(f"{number} not in ({', '.join(repr(float(v)) for v in column.values)})")
    return " or ".join(f"coalesce({rule}, false)" for rule in rules)


def equals(column: Column, values: tuple[str, ...]) -> str:
    """Is the cell one of these values?"""
    if is_word(column):
        return f"{as_text(column)} in {words(values)}"
    return f"coalesce({as_number(column)} in ({', '.join(repr(float(v)) for v in values)}), false)"


def level(plan: Plan, characteristic: PlanCharacteristic) -> str:
    """Which half a person is in: 0 unknown, 1, 2; the second is asked first, as in the pass by pandas."""
    column = plan.column(characteristic.column)
    tests = []
    for group in characteristic.groups:
        if group.values:
            tests.append(equals(column, group.values))
            continue
        number = as_number(column)
        limits = [f"{number} >= {group.lowest!r}"] if group.lowest is not None else []
        limits += [f"{number} <= {group.highest!r}"] if group.highest is not None else []
        tests.append(f"coalesce({' and '.join(limits)}, false)")
    unless = "false"
    if characteristic.unless_column:
        unless = equals(plan.column(characteristic.unless_column), characteristic.unless)
    return f"case when {unless} then 0 when {tests[1]} then 2 when {tests[0]} then 1 else 0 end"


def labels(plan: Plan) -> tuple[str, str, str]:
    """Caseworker, stratum and office, inside their municipality when the plan names one."""
    town = f"{as_text(plan.column(plan.municipality))} || '/' || " if plan.municipality else ""
    worker = town + as_text(plan.column(plan.decision_maker))
    strata = [as_text(plan.column(part)) for part in plan.strata]
    stratum = town + " || '|' || ".join(strata) if strata else "'all'"
    return worker, stratum, town + as_text(plan.column(plan.office)) if plan.office else "''"


def coded_query(plan: Plan, source: str) -> str:
    """People as caseworker, stratum, office, track, outcomes and one number for groups and outcomes."""
    track = "case " + " ".join(
        f"when {equals(plan.column(plan.treatment), (service.value,))} then {code}"
        for code, service in enumerate([plan.reference, *plan.tracks])
    )
    code = "0"
    for characteristic in plan.characteristics:
        code = f"({code}) * 3 + ({level(plan, characteristic)})"
    ends = []
    for number, outcome in enumerate(plan.outcomes):
        value = as_number(plan.column(outcome.column))
        if outcome.above is not None:
            value = (
                f"(case when {value} is null then null when {value} > {outcome.above!r} then 1 else 0 end)"
            )
        ends.append(f"{value} as o{number}")
        code = f"({code}) * 2 + coalesce({value}, 0)"
    worker, stratum, office = labels(plan)
    return (
        f"select {worker} as worker, {stratum} as stratum, {office} as office, {track} end as track, "  # noqa: S608 - names come from the plan and are quoted
        f"cast({code} as integer) as code, {', '.join(ends)} from {source}"
    )


def first_only(plan: Plan) -> str:
    """The source with the first intake of every person; what shares a moment is settled by content."""
    if not plan.person:
        return "people"
    town = f"{as_text(plan.column(plan.municipality))}, " if plan.municipality else ""
    columns = [plan.column(used) for used in plan.used_columns]
    order = [plan.column(plan.order)] if plan.order else []
    by = [as_text(c) if is_word(c) else f"{as_number(c)} nulls last" for c in [*order, *columns]]
    person = town + as_text(plan.column(plan.person))
    kept = f"row_number() over (partition by {person} order by {', '.join(by)}) = 1"
    return f"(select * from people qualify {kept})"  # noqa: S608 - names come from the plan and are quoted


class Pass:
    """One open DuckDB with the files as the view `people`."""

    def __init__(self, connection: Any, paths: list[Path], plan: Plan) -> None:
        """Name the files."""
        self.connection, self.plan = connection, plan
        self.file = paths[0].name if len(paths) == 1 else f"{len(paths)} files"
        files = words(tuple(str(path) for path in paths))[1:-1]
        # DuckDB (2.0.0) takes a folder called jaar=2018 for a column, also in place of the column in the file.
        read = f"read_parquet([{files}], union_by_name=true, hive_partitioning=false"
        connection.execute(f"create view people as select * from {read})")  # noqa: S608
        # The place of a row is asked for only when it has to be named.
        self.placed = f"{read}, filename=true, file_row_number=true)"

    def one(self, query: str) -> tuple[Any, ...]:
        """The first row of an answer."""
        return tuple(self.connection.execute(query).fetchone())

    def refuse(self) -> None:
        """Hold every used cell against the codebook, and look for what names a person in a sample of rows."""
        sample = self.connection.execute(
            f"select * from people using sample reservoir({LOOK} rows) repeatable (1)"  # noqa: S608
        ).df()
        refuse_identifiers_of(self, sample)
        columns = [expected_of(self.plan, used) for used in self.plan.used_columns]
        tests = ", ".join(f"count(*) filter ({is_wrong(column)})" for column in columns)
        for column, wrong in zip(columns, self.one(f"select {tests} from people"), strict=True):  # noqa: S608
            if wrong:
                raise self.refusal(column, is_wrong(column), describe(column), wrong)

    def refusal(self, column: Column, where: str, expected: str, rows: int, found: str = "") -> InputError:
        """The first row, in the order of the files, of which something holds."""
        query = (
            f"select {name(column.name)}, filename, file_row_number from {self.placed} where {where} "  # noqa: S608
            "order by filename, file_row_number limit 1"
        )
        value, file, row = self.one(query)
        more = f" (and {rows - 1:,} more rows)" if rows > 1 else ""
        told = f"{found or shown('' if value is None else value)}{more}"
        return InputError(
            file=Path(file).name, row=int(row) + 1, column=column.name, expected=expected, found=told
        )

    def note_extras(self, extras: Extras, source: str) -> None:
        """Contradictions, prevalence, repeated intakes and municipalities."""
        plan = self.plan
        extras.seen = int(self.one("select count(*) from people")[0])
        extras.dropped = extras.seen - int(self.one(f"select count(*) from {source}")[0])  # noqa: S608
        for number, rule in enumerate(plan.contradictions):
            first, second = (f"{as_number(plan.column(c))} > 0" for c in (rule.first, rule.second))
            counts = ", ".join(f"count(*) filter ({t})" for t in (first, second, f"{first} and {second}"))
            extras.positive[number] += self.one(f"select {counts} from {source}")  # noqa: S608
        groups = ["true", *(f"({level(plan, c)}) = {k}" for c in plan.characteristics for k in (1, 2))]
        for number, prevalence in enumerate(plan.prevalences):
            column = plan.column(prevalence.column)
            tests = [f"not {is_missing(column)}", equals(column, prevalence.values)]
            asked = ", ".join(f"count(*) filter ({g} and {t})" for g in groups for t in tests)
            found = np.array(self.one(f"select {asked} from {source}"), dtype=np.int64)  # noqa: S608
            extras.prevalence.counts[number] += found.reshape(-1, 2)
        if plan.municipality:
            town = as_text(plan.column(plan.municipality))
            rows = self.connection.execute(f"select distinct {town} from {source}").fetchall()  # noqa: S608
            extras.municipalities |= {str(row[0]) for row in rows}


def refuse_identifiers_of(passing: Pass, sample: pd.DataFrame) -> None:
    """What names a person in a sample of rows, with the file and the row where it stands."""
    try:
        refuse_identifiers(Path(passing.file), sample, 2, passing.plan)
    except InputError as error:
        place = sample.index[(error.row or error.line or 2) - (1 if error.row else 2)]
        value = str(sample[error.column].loc[place])
        where = f"cast({name(str(error.column))} as varchar) = {words((value,))[1:-1]}"
        column = Column(str(error.column), "key")
        found = passing.refusal(column, where, error.expected, 1, error.found)
        raise InputError(
            file=found.file, row=found.row, column=found.column, expected=error.expected, found=error.found,
            todo=error.todo,
        ) from None  # fmt: skip


def count_by_duckdb(
    paths: list[Path], plan: Plan, extras: Extras, ledger: Ledger, report: Any, memory: str
) -> Tally:
    """The whole pass."""
    import duckdb

    paths = parquet_files(paths)
    for path in paths:
        check_header(path, read_header(path), plan)
    with tempfile.TemporaryDirectory(prefix="findings-") as spill, duckdb.connect() as connection:
        connection.execute("SET enable_progress_bar = false")  # our own progress goes to standard error
        connection.execute(f"set memory_limit = '{memory}'; set temp_directory = '{spill}'")
        connection.execute("set preserve_insertion_order = false")
        passing = Pass(connection, paths, plan)
        report(f"holding {len(paths)} files against the codebook")
        passing.refuse()
        source = first_only(plan)
        passing.note_extras(extras, source)
        if extras.dropped and not plan.order:
            raise InputError(
                file=plan.path,
                column=plan.person,
                expected="every person once, or a column “order” in the plan",
                found="persons with several intakes",
            )
        report("counting")
        return counted_cells(connection, plan, source, ledger, report)


def counted_cells(connection: Any, plan: Plan, source: str, ledger: Ledger, report: Any) -> Tally:
    """Counts of equal people, streamed from DuckDB into the tally."""
    adding = Adding(plan, ledger)
    coded = coded_query(plan, source)
    ends = range(len(plan.outcomes))
    gone = ", ".join(f"count(*) filter (o{number} is null)" for number in ends)
    for row in connection.execute(f"select track, count(*), {gone} from ({coded}) group by track").fetchall():  # noqa: S608
        adding.rows += int(row[1])
        adding.missing[:, int(row[0])] += row[2:]
    known = " and ".join(f"o{number} is not null" for number in ends)
    query = (
        f"select worker, stratum, office, track, code, count(*) as people from ({coded}) "  # noqa: S608
        f"where {known} group by all"
    )
    for batch in connection.sql(query).to_arrow_reader(BATCH):
        part: pd.DataFrame = batch.to_pandas()
        adding.add(part)
        report(f"counted {adding.counter.kept:,} people")
    return adding.finish()


def parquet_files(paths: list[Path]) -> list[Path]:
    """The files of a folder, or the files themselves; all of them Parquet."""
    found = [file for path in paths for file in (sorted(path.glob("*.parquet")) if path.is_dir() else [path])]
    if not found or any(path.suffix != ".parquet" for path in found):
        wrong = next((path.name for path in found if path.suffix != ".parquet"), "no Parquet file")
        raise InputError(file=wrong, expected="Parquet files for the engine duckdb", found="something else",
                         todo="Use the engine pandas for CSV.")  # fmt: skip
    return found
