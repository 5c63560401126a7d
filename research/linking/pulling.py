# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads only the rows of the people of the upload and only the columns that are needed, out of core.

CSV and Parquet are filtered by DuckDB while they are read. Any other kind streams in chunks through the readers, and
each chunk is filtered before the next is read. The pseudonym of a file is compared with the ways a pseudonym can be
written (with its leading zeros, without them, as a number), so that no row of a large file has to be rewritten.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd

from research.data.readers import CHUNK, raw_chunks, read_header
from research.errors import InputError, shown
from research.linking.account import Account
from research.linking.cells import OPEN, UNKNOWN, NotInList, number_of, word_of, words_of
from research.linking.layout import Layout, LayoutColumn, Role
from research.linking.locating import SourceFile
from research.linking.scanning import literal, quoted, scan
from research.linking.source_identifiers import refuse_naming_columns, refuse_naming_values

HEAD = 5_000
NUMERIC = (
    "TINYINT",
    "SMALLINT",
    "INTEGER",
    "BIGINT",
    "HUGEINT",
    "UTINYINT",
    "USMALLINT",
    "UINTEGER",
    "UBIGINT",
    "FLOAT",
    "DOUBLE",
    "DECIMAL",
)
#: What of the memory that a file took is given back to the machine while it is read, in so large pieces; of a file of
#: `LARGE` bytes and more in larger ones, because giving back takes time.
FLUSH, FLUSH_OF_LARGE, LARGE = "1MB", "16MB", 100_000_000
COPY = "a copy of the layout (--layout)"


@dataclass(frozen=True)
class Pulled:
    """Rows of people of the upload: `person` is their place in the table of people, `cells` every column as numbers
    (int32; int64 where these are amounts)."""

    person: Any
    cells: dict[str, Any]

    def __len__(self) -> int:
        """How many rows."""
        return len(self.person)


def nothing(role: Role) -> Pulled:
    """No rows at all."""
    empty = np.zeros(0, dtype=np.int32)
    return Pulled(empty, {column.key: empty for column in role.columns})


def together(role: Role, parts: list[Pulled]) -> Pulled:
    """The rows of several files."""
    if not parts:
        return nothing(role)
    cells = {
        column.key: np.concatenate([part.cells[column.key] for part in parts]) for column in role.columns
    }
    return Pulled(np.concatenate([part.person for part in parts]), cells)


class Desk:
    """A DuckDB connection that knows the people of the upload. Close it: what it spilled to disk goes with it."""

    def __init__(
        self, layout: Layout, account: Account, memory: str, threads: int | None, spill: Path
    ) -> None:
        """Open it within a limit of memory."""
        self.layout, self.account = layout, account
        options: dict[str, Any] = {"memory_limit": memory.replace(" ", ""), "temp_directory": str(spill)}
        if threads:
            options["threads"] = threads
        self.db = duckdb.connect(":memory:", config=options)
        self.db.execute("SET preserve_insertion_order = false")
        self.db.execute("SET enable_external_file_cache = false")  # every file is read once
        # How many rows a file of text holds is not known beforehand: keep the few people in memory, never the file.
        self.db.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")
        self.give_back(FLUSH)
        self.numbers: Any = np.zeros(0, dtype=np.int64)

    def give_back(self, pieces: str) -> None:
        """Give memory back to the machine in so large pieces."""
        self.db.execute(f"SET allocator_flush_threshold = '{pieces}'")
        self.db.execute(f"SET allocator_bulk_deallocation_flush_threshold = '{pieces}'")

    def close(self) -> None:
        """Let go of everything."""
        self.db.close()

    def want(self, rin: pd.Series) -> None:
        """The people whose rows are wanted: pseudonyms (n) of nine digits, everybody once."""
        self.numbers = rin.astype("int64").to_numpy()
        people = np.arange(len(rin), dtype=np.int32)
        self.keep("wanted_numbers", pd.DataFrame({"number": self.numbers, "person": people}))
        self.db.execute(
            "CREATE OR REPLACE TABLE wanted_words AS SELECT form || tail AS form, person FROM "
            "(SELECT lpad(number::VARCHAR, 9, '0') AS form, person FROM wanted_numbers UNION ALL "
            "SELECT number::VARCHAR, person FROM wanted_numbers WHERE number < 100000000), "
            "(VALUES (''), ('.0')) tails(tail)"
        )

    def written(self, person: int) -> set[str]:
        """The pseudonym of a person as a file may have it: with its leading zeros, and without them."""
        return {f"{self.numbers[person]:09d}", str(self.numbers[person])}

    def keep(self, name: str, table: pd.DataFrame) -> None:
        """Copy a small table into the connection."""
        self.db.register("given", table)
        self.db.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM given")  # noqa: S608 - our own names
        self.db.unregister("given")

    def pull(self, file: SourceFile, role: Role, people: Any = None) -> Pulled:
        """The rows of a file about the people of the upload, or about some of them (a mask, n). Raises `InputError`."""
        header = read_header(file.path)
        self.give_back(FLUSH_OF_LARGE if file.path.stat().st_size >= LARGE else FLUSH)
        self.look(file, role, header)
        columns = columns_of(file, role, header)
        chosen = np.arange(len(self.numbers)) if people is None else np.flatnonzero(people)
        self.keep("chosen", pd.DataFrame({"person": chosen.astype(np.int32)}))
        keys = [(held(header, self.layout.sort, file), held(header, self.layout.number, file))]
        keys += [
            (a, b)
            for first, second in role.also
            if (a := match(header, first)) and (b := match(header, second))
        ]
        self.gather(file, header, keys, columns)
        self.only_registered(file)
        return self.as_numbers(file, role, columns)

    def look(self, file: SourceFile, role: Role, header: list[str]) -> None:
        """The first rows: no column that names a person, and a key that can be one. Raises `InputError`."""
        known = (
            self.layout.sort,
            self.layout.number,
            *(name.name for column in role.columns for name in column.names),
        )
        dwellings = tuple(name for name in header if "adres" in name.casefold())  # numbers of objects, at CBS
        refuse_naming_columns(file.path.name, header, (*known, *dwellings))
        sort, number = held(header, self.layout.sort, file), held(header, self.layout.number, file)
        with closing(raw_chunks(file.path, header, HEAD)) as chunks:
            first = next(chunks, None)
        if first is None or not len(first):
            raise InputError(
                file=file.path.name, expected="at least one row below the names of the columns", found="none",
                todo="Export the table again, or take the file out of the folder: then it is unknown to everybody.",
            )  # fmt: skip
        refuse_naming_values(file.path.name, first.drop(columns=[number]))
        words, sorts = words_of(first[number]), words_of(first[sort])
        here = sorts.str.upper() == self.layout.person
        labels = sorts[sorts.str.len() > 1]
        if len(labels) and not here.any():
            raise InputError(
                file=file.path.name,
                line=2,
                column=sort,
                expected=f"“{self.layout.person}” for people in the register",
                found=shown(labels.iloc[0]),
                todo="A label in place of a code? Export codes, not labels.",
            )
        bad = here & ~words.str.fullmatch(r"\d{1,9}")
        if bad.any():
            row = int(bad.to_numpy().argmax())
            raise InputError(
                file=file.path.name,
                line=row + 2,
                column=number,
                expected="a pseudonym of nine digits",
                found=shown(words.iloc[row]),
                todo="Look whether this is the file of CBS, and export it again.",
            )

    def gather(
        self, file: SourceFile, header: list[str], keys: list[tuple[str, str]], columns: dict[str, str]
    ) -> None:
        """Fill the table `pulled` with the rows of the chosen people, every cell as text."""
        fields = "".join(f', "{key}" VARCHAR' for key in columns)
        self.db.execute(
            f"CREATE OR REPLACE TABLE pulled(person INTEGER, other BOOLEAN, short BOOLEAN{fields})"
        )
        needed = list(dict.fromkeys([*(name for pair in keys for name in pair), *columns.values()]))
        scan(
            self.db, file.path, header, needed,
            lambda source: self.insert(source, keys, columns), lambda: self.db.execute("DELETE FROM pulled"),
        )  # fmt: skip

    def insert(self, source: str, keys: list[tuple[str, str]], columns: dict[str, str]) -> None:
        """The rows of one source that are about the chosen people; a row may be about two."""
        described = self.db.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()  # noqa: S608 - names and paths are quoted
        kinds = {str(row[0]): str(row[1]) for row in described}
        cells = "".join(f", {text(name)}" for name in columns.values())
        for sort, number in keys:
            if kinds[number].startswith(NUMERIC):
                on, wanted = f"f.{quoted(number)} = w.number", "wanted_numbers"
            else:
                on, wanted = f"f.{quoted(number)} = w.form", "wanted_words"
            letter = f"upper(trim({text(sort)}))"
            other = f"coalesce({letter} <> {literal(self.layout.person)}, true)"
            zeros = f"length({text(number)}) < CASE WHEN suffix({text(number)}, '.0') THEN 11 ELSE 9 END"
            self.db.execute(
                f"INSERT INTO pulled SELECT w.person, {other}, {zeros}{cells} FROM {source} f "  # noqa: S608
                f"JOIN (SELECT w.* FROM {wanted} w JOIN chosen USING (person)) w ON {on}"
            )

    def only_registered(self, file: SourceFile) -> None:
        """Drop rows that carry the number of somebody of the upload under another letter; count lost zeros that were
        put back."""
        person = self.layout.person
        other = self.db.execute("SELECT count(*), count(DISTINCT person) FROM pulled WHERE other").fetchone()
        if other and other[0]:
            self.db.execute("DELETE FROM pulled WHERE other")
            self.account.note(
                "key",
                other[1],
                0,
                "other letter",
                "dropped",
                table=self.layout.role(file.role).table,
                of=file,
                rows=other[0],
                person=person,
            )
        short = self.db.execute("SELECT count(*), count(DISTINCT person) FROM pulled WHERE short").fetchone()
        if short and short[0]:
            self.account.note(
                "leading zeros",
                short[1],
                short[1],
                "zeros of a file",
                "repaired",
                table=self.layout.role(file.role).table,
                of=file,
                rows=short[0],
            )

    def as_numbers(self, file: SourceFile, role: Role, columns: dict[str, str]) -> Pulled:
        """The gathered rows as numbers; every different word is held against its list. Raises `InputError`."""
        joins, cells = [], []
        for place, column in enumerate(role.columns):
            if column.form == "text":
                continue
            different = f'SELECT DISTINCT "{column.key}" FROM pulled'  # noqa: S608 - a key of the layout
            words = [row[0] for row in self.db.execute(different).fetchall()]
            numbers = []
            for word in sorted(words, key=word_of):
                try:
                    numbers.append((word, number_of(word_of(word), column)))
                except NotInList as error:
                    raise self.not_in_list(file, column.key, columns[column.key], word, error) from None
            self.keep(
                f"words_{place}",
                pd.DataFrame(
                    {
                        "word": pd.Series([w for w, _ in numbers], dtype="string"),
                        "number": np.array([n for _, n in numbers], dtype=np.int64),
                    }
                ),
            )
            joins.append(
                f'JOIN words_{place} ON pulled."{column.key}" IS NOT DISTINCT FROM words_{place}.word'
            )
            kind = "BIGINT" if column.form == "number" else "INTEGER"
            cells.append(f'words_{place}.number::{kind} AS "{column.key}"')
        found = self.db.execute(
            f"SELECT {', '.join(['pulled.person AS person', *cells])} FROM pulled {' '.join(joins)} ORDER BY ALL"  # noqa: S608
        ).fetchnumpy()
        arrays = {key: np.asarray(values) for key, values in found.items()}
        person = arrays.pop("person")
        self.count_unknown(file, role, person, arrays, columns)
        self.db.execute("DROP TABLE pulled")
        return Pulled(person, arrays)

    def count_unknown(
        self, file: SourceFile, role: Role, person: Any, arrays: dict[str, Any], columns: dict[str, str]
    ) -> None:
        """A line for every column in which something is unknown."""
        everyone = different(person)
        for column in role.columns:
            unknown = arrays.get(column.key, np.zeros(0)) == UNKNOWN
            if unknown.any():
                people = different(person[unknown])
                self.account.note(
                    f"unknown {columns[column.key]}",
                    everyone,
                    everyone - people,
                    "unknown cells",
                    "unknown",
                    table=role.table,
                    of=file,
                    cells=int(unknown.sum()),
                )

    def not_in_list(
        self, file: SourceFile, key: str, name: str, word: object, error: NotInList
    ) -> InputError:
        """The refusal of a cell, with its line."""
        whose = f'SELECT DISTINCT person FROM pulled WHERE "{key}" IS NOT DISTINCT FROM $w'  # noqa: S608
        rin = {
            form for row in self.db.execute(whose, {"w": word}).fetchall() for form in self.written(row[0])
        }
        line = line_of(file.path, {self.layout.number: rin, name: {word_of(word)}})
        return InputError(
            file=file.path.name,
            line=line,
            column=name,
            expected=error.expected,
            found=shown(word_of(word)),
            todo=sentence(error.reason),
        )


def sentence(words: str) -> str:
    """Words as a sentence."""
    return words[:1].upper() + words[1:] + "."


def text(name: str) -> str:
    """A column of the source as text inside SQL."""
    return f"CAST(f.{quoted(name)} AS VARCHAR)"


def match(header: list[str], name: str) -> str | None:
    """The column of a file that has a name, whatever the case of its letters."""
    return next((found for found in header if found.strip().casefold() == name.casefold()), None)


def held(header: list[str], name: str, file: SourceFile) -> str:
    """The column of a file that has a name. Raises `InputError` when there is none."""
    found = match(header, name)
    if found is None:
        raise InputError(
            file=file.path.name,
            line=1,
            expected=f"a column “{name}”",
            found=", ".join(header)[:200],
            todo=f"Look whether this is the file of CBS, or mend the name in {COPY}.",
        )
    return found


def columns_of(file: SourceFile, role: Role, header: list[str]) -> dict[str, str]:
    """The column of the file for every column of the role: of its period first, else of another period."""
    found = {}
    for column in role.columns:
        fitting = sorted(column.names, key=lambda n: not (n.first <= file.year <= (n.last or 9999)))
        names = [name for name in (match(header, one.name) for one in fitting) if name]
        found[column.key] = names[0] if names else held(header, fitting[0].name, file)
    return found


def line_of(path: Path, wanted: dict[str, set[str]], *, last: bool = False) -> int | None:
    """The line of the first (or last) row whose cells are among the wanted words; `None` when no row is found again."""
    header = read_header(path)
    names = {match(header, name): words for name, words in wanted.items()}
    first, found = 2, None
    with closing(raw_chunks(path, header, CHUNK, [name for name in header if name in names])) as chunks:
        for chunk in chunks:
            here = np.ones(len(chunk), dtype=bool)
            for name, words in names.items():
                cells = {word_of(word) for word in words}
                here &= words_of(chunk[name]).isin(cells).to_numpy()
            if here.any():
                found = first + int(np.flatnonzero(here)[-1 if last else 0])
                if not last:
                    break
            first += len(chunk)
    return found


def settled(open_end: Any, file: SourceFile) -> Any:
    """Ends of spells, an open one on 31 December of the year of the file."""
    return np.where(open_end == OPEN, file.year * 10_000 + 1231, open_end)


def different(person: Any) -> int:
    """How many people there are in rows that stand in the order of people (n)."""
    return int(np.count_nonzero(person[1:] != person[:-1])) + 1 if len(person) else 0


def rows_of(person: Any, start: int, stop: int) -> slice:
    """The rows of some people, in rows that stand in the order of people (n). In their own kind of number: otherwise
    NumPy would copy every row to look a few up."""
    return slice(*np.searchsorted(person, np.array([start, stop], dtype=person.dtype)))


def right_spells(desk: Desk, file: SourceFile, role: Role, found: Pulled) -> tuple[Any, Any, Any]:
    """Which rows are a spell of which both days are known and the end is not before the begin (a mask, n), with begin
    and end (n each). Those that end before they begin are counted."""
    begin, end = found.cells["begin"], settled(found.cells["end"], file)
    known = (begin != UNKNOWN) & (end != UNKNOWN)
    wrong = known & (end < begin)
    if wrong.any():
        people = different(found.person[wrong])
        desk.account.note(
            "spells", people, 0, "ends before it begins", "dropped", table=role.table, of=file,
            rows=int(wrong.sum()),
        )  # fmt: skip
    return known & ~wrong, begin, end


def cell_words(column: LayoutColumn) -> Any:
    """The meaning of every code of a column, by its number; one more at the end for unknown (-1)."""
    return np.array([*column.codes.values(), "onbekend"], dtype=object)
