# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who lived in a municipality on a day of each year, from two tables.

The dwellings with their municipality in every year (VSLGWBTAB), and the spells of people at a dwelling
(GBAADRESOBJECTBUS). Leading zeros of numbers and codes say nothing: one of the two files may have lost them.
"""

from __future__ import annotations

from research.data.readers import read_header
from research.errors import InputError, shown
from research.linking.layout import LayoutColumn, Role
from research.linking.locating import Located, SourceFile
from research.linking.pulling import Desk, held, line_of
from research.linking.scanning import literal, quoted, scan
from research.plan.insight import InsightPlan

#: More spells than this share without a dwelling, or at one without a municipality, are no few odd addresses.
ODD = 0.1
EXPORT = "Look whether this is the file of CBS, and export it again."


def find_inhabitants(desk: Desk, located: Located, plan: InsightPlan) -> None:
    """Fill the table `inhabitants` (year, rin) of a desk: who lived in the municipality on the day of each year.

    Raises `InputError` when a file is empty, a cell has another form, the two files do not fit, or no dwelling lies in
    the municipality.
    """
    homes, spells = located.latest("dwelling"), located.latest("residence")
    assert homes is not None
    assert spells is not None
    find_dwellings(desk, homes, plan)
    find_spells(desk, spells, plan)
    for year in plan.years:
        refuse_misfit(desk, spells, homes, plan, year)


def find_dwellings(desk: Desk, homes: SourceFile, plan: InsightPlan) -> None:
    """Fill the table `dwellings` (sort, object, a municipality `t2019` a year). Raises `InputError`."""
    role, header = desk.layout.role("dwelling"), read_header(homes.path)
    sort, named = (held(header, name_of(role, key), homes) for key in ("sort", "object"))
    towns = {year: held(header, town_of(role, year), homes) for year in plan.years}
    fields = "".join(f", t{year} VARCHAR" for year in towns)
    desk.db.execute(f"CREATE TABLE dwellings(sort VARCHAR, object VARCHAR{fields})")
    cells = "".join(f", {code(town)}" for town in towns.values())
    insert = f"INSERT INTO dwellings SELECT {word(sort)}, {number(named)}{cells} FROM"
    scan(
        desk.db, homes.path, header, [sort, named, *towns.values()],
        lambda source: desk.db.execute(f"{insert} {source} f"), lambda: desk.db.execute("DELETE FROM dwellings"),
    )  # fmt: skip
    refuse_nothing(homes, one(desk, "SELECT count(*) FROM dwellings"))
    forms = {sort: ("sort", ".?", "one letter, the sort of the object")}
    forms |= {
        town: (f"t{year}", r"\d{4}|-*", "the code of a municipality, four digits")
        for year, town in towns.items()
    }
    for column, (name, form, expected) in forms.items():
        odd = one(
            desk,
            f"SELECT min({name}) FROM dwellings WHERE NOT regexp_full_match({name}, {literal(form)})",  # noqa: S608
        )
        if odd is not None:
            raise cell_refused(
                homes, column, expected, str(odd), "A label in place of a code? Export codes, not labels."
            )
    for town in codes_of(plan):
        found = " OR ".join(f"t{year} = {literal(town)}" for year in towns)
        if not one(desk, f"SELECT count(*) FROM dwellings WHERE {found}"):  # noqa: S608
            raise InputError(
                file=homes.path.name, column=", ".join(towns.values()), expected=f"dwellings in {town}", found="none",
                todo=f"Look up the code of the municipality, and mend [insight] municipality of {plan.path}.",
            )  # fmt: skip


def find_spells(desk: Desk, spells: SourceFile, plan: InsightPlan) -> None:
    """Fill `inhabitants`, and `stays` (year, sort, people, unplaced, without a municipality) of everybody in the
    register. Raises `InputError`."""
    role, header = desk.layout.role("residence"), read_header(spells.path)
    kind, rin = held(header, desk.layout.sort, spells), held(header, desk.layout.number, spells)
    names = [held(header, name_of(role, key), spells) for key in ("sort", "object", "begin", "end")]
    sort, home, begin, end = names
    opened = ", ".join(literal(mark) for mark in (*role.column("end").open, ""))
    days = ", ".join(f"({year}, '{year}{plan.month_of_others:02d}01')" for year in plan.years)
    town = f"CASE y.year {' '.join(f'WHEN {year} THEN d.t{year}' for year in plan.years)} END"
    ours = ", ".join(map(literal, codes_of(plan)))
    desk.db.execute("CREATE TABLE inhabitants(year INTEGER, rin VARCHAR)")
    desk.db.execute(
        "CREATE TABLE stays(year INTEGER, sort VARCHAR, people BIGINT, unplaced BIGINT, townless BIGINT)"
    )
    desk.db.execute("CREATE TABLE kinds(kind VARCHAR, spells BIGINT)")
    person = f"s.kind = {literal(desk.layout.person)}"

    def use(source: str) -> None:
        read = (
            f"SELECT upper({word(kind)}) AS kind, {word(rin)} AS rin, {word(sort)} AS sort, {number(home)} AS object, "  # noqa: S608
            f"{word(begin)} AS began, {word(end)} AS ended, replace({word(begin)}, '-', '')[:8] AS first, "
            f"CASE WHEN {word(end)} IN ({opened}) THEN '99991231' ELSE replace({word(end)}, '-', '')[:8] END AS last "
            f"FROM {source} f"
        )
        desk.db.execute(f"INSERT INTO kinds SELECT kind, count(*) FROM ({read}) GROUP BY kind")  # noqa: S608
        registered = f"FROM ({read}) s WHERE {person}"
        refuse_odd(desk, spells, registered, {rin: "rin", begin: "first", end: "last", sort: "sort"})
        on_day = (
            f"FROM ({read}) s LEFT JOIN dwellings d ON s.sort = d.sort AND s.object = d.object "
            f"CROSS JOIN (VALUES {days}) y(year, day) WHERE {person} AND y.day BETWEEN s.first AND s.last"
        )
        desk.db.execute(
            f"INSERT INTO inhabitants SELECT DISTINCT y.year, lpad(s.rin, 9, '0') {on_day} AND {town} IN ({ours})"
        )
        desk.db.execute(
            f"INSERT INTO stays SELECT y.year, s.sort, count(*), count(*) FILTER (d.object IS NULL), "
            f"count(*) FILTER (d.object IS NOT NULL AND NOT regexp_full_match({town}, '\\d+')) {on_day} GROUP BY ALL"
        )

    def undo() -> None:
        for table in ("kinds", "inhabitants", "stays"):
            desk.db.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names

    scan(desk.db, spells.path, header, [kind, rin, *names], use, undo)
    refuse_unregistered(desk, spells, kind)


def refuse_unregistered(desk: Desk, spells: SourceFile, kind: str) -> None:
    """There are spells, and some are of people in the register. Raises `InputError`."""
    refuse_nothing(spells, one(desk, "SELECT count(*) FROM kinds"))
    person = literal(desk.layout.person)
    if not one(desk, f"SELECT count(*) FROM kinds WHERE kind = {person}"):  # noqa: S608
        other = str(one(desk, "SELECT max(kind) FROM kinds") or "")
        expected = f"“{desk.layout.person}” for people in the register"
        raise cell_refused(spells, kind, expected, other, "Export codes, not labels.")


def refuse_nothing(file: SourceFile, rows: object) -> None:
    """A file has rows. Raises `InputError`."""
    if not rows:
        raise InputError(
            file=file.path.name, expected="at least one row below the names of the columns", found="none",
            todo="Export the table again.",
        )  # fmt: skip


def refuse_odd(desk: Desk, file: SourceFile, rows: str, cells: dict[str, str]) -> None:
    """A pseudonym, a day or a sort of object of another form. Raises `InputError` with the row."""
    forms = {
        "rin": ("rin", r"\d{1,9}", "a pseudonym of nine digits"),
        "first": ("began", r"\d{8}", "a day like 20190401"),
        "last": ("ended", r"\d{8}", "a day like 20190401"),
        "sort": ("sort", ".?", "one letter, the sort of the object"),
    }
    wanted = ", ".join(
        f"min(s.{forms[name][0]}) FILTER (NOT regexp_full_match(s.{name}, {literal(forms[name][1])}))"
        for name in cells.values()
    )
    found = desk.db.execute(f"SELECT {wanted} {rows}").fetchone()
    for (column, name), odd in zip(cells.items(), found or (), strict=True):
        if odd is not None:
            raise cell_refused(file, column, forms[name][2], str(odd), EXPORT, hidden=name == "rin")


def cell_refused(
    file: SourceFile, column: str, expected: str, word: str, todo: str, *, hidden: bool = False
) -> InputError:
    """The refusal of a cell, with the first row that holds its word; a pseudonym is not shown."""
    return InputError(
        file=file.path.name,
        line=line_of(file.path, {column: {word}}), column=column, expected=expected,
        found="something else" if hidden and word else shown(word), todo=todo,
    )  # fmt: skip


def refuse_misfit(desk: Desk, spells: SourceFile, homes: SourceFile, plan: InsightPlan, year: int) -> None:
    """On the day of a year people live somewhere, nearly all at a dwelling of the other file with a municipality; the
    account says how many do not. Raises `InputError`."""
    role, lives = desk.layout.role("residence"), desk.layout.role("dwelling")
    sums = ", ".join(f"coalesce(sum({name}), 0)" for name in ("people", "unplaced", "townless"))
    found = desk.db.execute(
        f"SELECT {sums} FROM stays WHERE year = $y",  # noqa: S608
        {"y": year},
    ).fetchone()
    people, unplaced, townless = map(int, found or (0, 0, 0))
    day = f"{year}{plan.month_of_others:02d}01"
    if not people:
        raise InputError(
            file=spells.path.name, column=", ".join(name_of(role, key) for key in ("begin", "end")),
            expected=f"spells that hold {day}", found="none",
            todo="Put the edition of a later year in the folder, or take the year out of the plan.",
        )  # fmt: skip
    desk.account.note(
        "addresses", people, people - unplaced - townless, "no dwelling", table=role.table, year=year,
        unplaced=unplaced, townless=townless, dwellings=lives.table,
    )  # fmt: skip
    expected = "at most one in ten spells on {day} without {what}"
    if unplaced > ODD * people:
        odd = desk.db.execute(
            "SELECT sort FROM stays WHERE year = $y AND sort NOT IN (SELECT sort FROM dwellings) "
            "GROUP BY sort ORDER BY sum(people) DESC, sort LIMIT 1",
            {"y": year},
        ).fetchone()
        what = f"a dwelling in {homes.path.name}"
        told_of = (
            "" if odd is None else f", among them sort {shown(odd[0])}, which is not in {homes.path.name}"
        )
        raise InputError(
            file=spells.path.name, column=name_of(role, "object" if odd is None else "sort"),
            expected=expected.format(day=day, what=what), found=f"{unplaced:,} of {people:,}{told_of}",
            todo="Look whether both files are whole, of one delivery, and write sorts and numbers in the same way.",
        )  # fmt: skip
    if townless > ODD * people:
        raise InputError(
            file=homes.path.name, column=town_of(lives, year),
            expected=expected.format(day=day, what="the code of a municipality"), found=f"{townless:,} of {people:,}",
            todo="Look whether this column holds that year: take the edition of a later year.",
        )  # fmt: skip


def one(desk: Desk, query: str) -> object:
    """The one cell of an answer."""
    row = desk.db.execute(query).fetchone()
    return row[0] if row else None


def codes_of(plan: InsightPlan) -> tuple[str, ...]:
    """The codes of the municipality in four digits."""
    return tuple(town.strip().zfill(4) for town in plan.municipality)


def town_of(role: Role, year: int) -> str:
    """The name of the column of a year."""
    return name_of(role, "municipality").format(year=year)


def name_of(role: Role, key: str) -> str:
    """The name of a column of a role."""
    column: LayoutColumn = role.column(key)
    return column.names[0].name


def number(name: str) -> str:
    """A number of an object without its leading zeros, which one of two files may have lost, inside SQL."""
    return f"CASE WHEN regexp_full_match({word(name)}, '\\d+') THEN ltrim({word(name)}, '0') ELSE {word(name)} END"


def code(name: str) -> str:
    """The code of a municipality in four digits, inside SQL."""
    return f"CASE WHEN regexp_full_match({word(name)}, '\\d+') THEN lpad({word(name)}, 4, '0') ELSE {word(name)} END"


def word(name: str) -> str:
    """A column of the source as text without blanks and without the fraction of a whole number, inside SQL."""
    cell = f"trim(coalesce(CAST(f.{quoted(name)} AS VARCHAR), ''))"
    return f"CASE WHEN suffix({cell}, '.0') THEN {cell}[:-3] ELSE {cell} END"
