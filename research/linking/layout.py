# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A layout: how the files of a statistics office are called, where they lie, and what stands in their columns.

A layout is data (`layouts/cbs.toml`), so that a researcher who sees the real files can mend a name or a code in a
copy of it and hand that over with `--layout`. Everything the program knows about a file kind is read from it.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from research.errors import InputError, shown
from research.plan.toml_tables import Section, sections

SHIPPED = Path(__file__).parent / "layouts" / "cbs.toml"
FORMS = ("code", "day", "year", "month", "number", "atc", "text")
KINDS = ("person", "year", "spell", "job")
FILES = ("latest", "year before", "every year")
SURE = ("s", "l", "u")
FACT = ("about", "says", "source", "sure")


@dataclass(frozen=True)
class LayoutFact:
    """Something that holds for all files, with its source and how sure it is."""

    about: str
    says: str
    source: str
    sure: str


@dataclass(frozen=True)
class ColumnName:
    """A name that a column has from one year to another (both included; 0 is no limit)."""

    name: str
    first: int = 0
    last: int = 0


@dataclass(frozen=True)
class LayoutColumn:
    """A column: its names by period, the form of its cells, its codes with their meaning, and what is unknown."""

    key: str
    names: tuple[ColumnName, ...]
    form: str
    codes: dict[str, str]
    unknown: tuple[str, ...]
    open: tuple[str, ...]
    source: str
    sure: str


@dataclass(frozen=True)
class NamePattern:
    """How a file is called in a period; `year` and sometimes `part` (a month) are read from the name."""

    pattern: str
    example: str
    period: str
    source: str
    sure: str


@dataclass(frozen=True)
class Role:
    """One kind of file: its names, its columns, the columns of the linked table it gives, and what it does not hold."""

    key: str
    table: str
    theme: str
    kind: str
    files: str
    first_year: int
    gives: tuple[str, ...]
    holds: str
    not_held: str
    source: str
    sure: str
    also: tuple[tuple[str, str], ...]
    names: tuple[NamePattern, ...]
    columns: tuple[LayoutColumn, ...]

    def column(self, key: str) -> LayoutColumn:
        """The column with a key."""
        return next(column for column in self.columns if column.key == key)


@dataclass(frozen=True)
class Layout:
    """A whole layout; `sha256` is the hash of the file as it was read."""

    name: str
    title: str
    sha256: str
    kinds: tuple[str, ...]
    provisional: tuple[str, ...]
    sort: str
    number: str
    person: str
    sources: dict[str, str]
    facts: tuple[LayoutFact, ...]
    roles: tuple[Role, ...]

    def role(self, key: str) -> Role:
        """The role with a key."""
        return next(role for role in self.roles if role.key == key)

    @cached_property
    def shapes(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """For every name of every role what a file name without its ending has to look like."""
        before = "|".join(map(re.escape, self.provisional)) or r"(?!)"
        found = []
        for role in self.roles:
            for name in role.names:
                whole = (
                    rf"(?:(?P<provisional>{before})[ _-]?)?{name.pattern}(?:[ _-]?V(?P<edition>\d{{1,3}}))?"
                )
                found.append((role.key, re.compile(whole, re.IGNORECASE)))
        return tuple(found)


def refuse(section: Section, key: str, expected: str, found: object) -> InputError:
    """An error about one key of a declaration."""
    return section.refuse(key, expected, found)


def read_layout(path: Path = SHIPPED) -> Layout:
    """Read a layout. Raises `InputError` where a key is missing, unknown or of the wrong type, or a pattern is none."""
    try:
        content = path.read_bytes()
        found = tomllib.loads(content.decode("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise InputError(file=path.name, expected="a layout in TOML", found=shown(error)) from None
    top = Section(path.name, "layout", dict(found.get("layout", {})))
    unknown = tuple(str(word) for word in top.values.pop("unknown", []))
    facts = [item for item in top.values.pop("fact", []) if isinstance(item, dict)]
    layout = Layout(
        name=top.take("name", str),
        title=top.take("title", str),
        sha256=hashlib.sha256(content).hexdigest(),
        kinds=top.words("kinds"),
        provisional=top.words("provisional"),
        sort=top.take("sort", str),
        number=top.take("number", str),
        person=top.take("person", str),
        sources={str(key): str(value) for key, value in top.take("sources", dict, {}).items()},
        facts=tuple(LayoutFact(**{key: str(item.get(key, "")) for key in FACT}) for item in facts),
        roles=tuple(read_role(section, unknown) for section in sections(path.name, "role", found)),
    )
    top.done()
    if not layout.roles:
        raise InputError(
            file=path.name, expected="at least one [[role]]", found="none", todo="Copy the shipped layout."
        )
    return layout


def read_role(section: Section, unknown: tuple[str, ...]) -> Role:
    """One role of a layout."""
    names = [Section(section.file, f"{section.name} name", item) for item in section.take("name", list)]
    columns = [
        Section(section.file, f"{section.name} column", item) for item in section.take("column", list, [])
    ]
    role = Role(
        key=section.take("key", str),
        table=section.take("table", str),
        theme=section.take("theme", str, ""),
        kind=section.one_of("kind", KINDS),
        files=section.one_of("files", FILES),
        first_year=section.take("first_year", int, 0),
        gives=section.words("gives"),
        holds=section.take("holds", str, ""),
        not_held=section.take("not_held", str, ""),
        source=section.take("source", str),
        sure=section.one_of("sure", SURE),
        also=tuple((str(pair[0]), str(pair[1])) for pair in section.take("also", list, [])),
        names=tuple(read_name(name) for name in names),
        columns=tuple(read_column(column, unknown) for column in columns),
    )
    section.done()
    return role


def read_name(section: Section) -> NamePattern:
    """One way a file is called; the example has to fit the pattern. Raises `InputError`."""
    name = NamePattern(
        pattern=section.take("pattern", str),
        example=section.take("example", str),
        source=section.take("source", str),
        period=section.take("period", str, "all"),
        sure=section.one_of("sure", SURE),
    )
    section.done()
    try:
        fits = re.fullmatch(rf"{name.pattern}(?:V\d+)?", name.example, re.IGNORECASE)
    except re.error as error:
        raise refuse(section, "pattern", "a regular expression", error) from None
    if not fits or "year" not in fits.groupdict():
        raise refuse(section, "example", f"a name that fits {name.pattern} and holds a year", name.example)
    return name


def read_column(section: Section, unknown: tuple[str, ...]) -> LayoutColumn:
    """One column of a role. Raises `InputError`."""
    names: list[dict[str, Any]] = section.take("names", list)
    column = LayoutColumn(
        key=section.take("key", str),
        names=tuple(ColumnName(str(n["name"]), int(n.get("from", 0)), int(n.get("to", 0))) for n in names),
        form=section.one_of("form", FORMS),
        codes={str(code): str(meaning) for code, meaning in section.take("codes", dict, {}).items()},
        unknown=(*unknown, *section.words("unknown")),
        open=section.words("open"),
        source=section.take("source", str),
        sure=section.one_of("sure", SURE),
    )
    section.done()
    if column.form in ("code", "atc") and not column.codes:
        raise refuse(section, "codes", "codes with their meaning", "")
    return column
