# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rest of the municipality: who lived there on a day of each year and was no client, with the same facts.

Who lived there follows from two tables: the dwellings of a municipality in a year (VSLGWBTAB) and the spells of people
at a dwelling (GBAADRESOBJECTBUS). Facts are those of `link`, with the day in the place of the intake.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pandas as pd

from research.data.kinds.telling import TEXT, told
from research.data.readers import CHUNK, raw_chunks, read_header
from research.errors import InputError, shown
from research.linking.account import Account
from research.linking.facts import join_persons
from research.linking.layout import LayoutColumn, Role
from research.linking.link import Linked, Order, declare, gives, join, needed, note_unknowns, refuse_missing
from research.linking.locating import Located, SourceFile, locate
from research.linking.people import read_people
from research.linking.pulling import Desk, csv_source, held, literal, quoted
from research.linking.upload import find_upload
from research.plan.insight import InsightPlan

Report = Callable[[str], None]
ROLES = ("residence", "dwelling")
MONTH, PERSON = "intake_maand", "RINPERSOON"


def link_others(folder: Path, report: Report, asked: Order, plan: InsightPlan) -> Linked:
    """One row a person and year, sorted by year and pseudonym, with the columns that the plan uses.

    Raises `InputError` where the plan names no municipality or another column for the month or the person than `link`
    gives, where a file is missing, or where nobody lives there.
    """
    check_plan(plan, asked)
    columns = tuple(name for name in asked.columns if name in plan.used_columns)
    asked = replace(asked, columns=columns)
    located, account, roles = locate(folder, asked.layout), Account(), {*needed(asked), "person"}
    refuse_missing(folder, located, asked.layout, {*roles, *ROLES})
    declare(account, asked)
    clients = read_people(
        find_upload(folder, asked.upload, asked.layout), asked.upload, asked.layout, Account()
    )
    without_persons = replace(
        located, files={key: files for key, files in located.files.items() if key != "person"}
    )
    tables = []
    with tempfile.TemporaryDirectory(prefix="linking-") as spill:
        desk = Desk(asked.layout, account, asked.memory, asked.threads, Path(spill))
        try:
            report("looking who lived in the municipality")
            find_inhabitants(desk, located, plan)
            for year in plan.years:
                people = inhabitants(desk, year, plan, clients, account)
                report(f"joining {len(people):,} others of {year}")
                people = of_age(desk, located, plan, people, account)
                table = join(desk, without_persons, asked, people, roles - {"person"}, lambda _: None)
                note_unknowns(account, table, columns)
                tables.append(table[list(columns)])
        finally:
            desk.close()
    table = pd.concat(tables, ignore_index=True)
    account.note("linked table", len(table), len(table), "in the table", "upload", table="linked")
    return Linked(table, account)


def check_plan(plan: InsightPlan, asked: Order) -> None:
    """A plan that says of which municipality, and whose columns linking gives. Raises `InputError`."""
    if not plan.municipality:
        raise InputError(
            file=plan.path, column="[insight] municipality", expected="the code of the municipality in VSLGWBTAB",
            found="none", todo='Write municipality = ["…"], with every code that it had in these years.',
        )  # fmt: skip
    for what, name, ours in (("month", plan.month, MONTH), ("person", plan.person or PERSON, PERSON)):
        if name != ours:
            raise InputError(
                file=plan.path,
                column=f"[insight] {what}",
                expected=f"“{ours}”, which linking gives",
                found=shown(name),
            )
    for name in plan.used_columns:
        if not gives(name, asked.layout):
            raise InputError(
                file=plan.path, column=name, expected="a column that linking gives", found=shown(name),
                todo="Name another column in the plan; docs/how-to/link-cbs-files.md lists them.",
            )  # fmt: skip


def find_inhabitants(desk: Desk, located: Located, plan: InsightPlan) -> None:
    """Fill the table `inhabitants` (year, rin) of a desk: who lived in the municipality on the day of each year.

    Raises `InputError` when no dwelling lies in the municipality, or a cell has another form.
    """
    role = desk.layout.role("dwelling")
    homes, spells = located.latest("dwelling"), located.latest("residence")
    assert homes is not None
    assert spells is not None
    desk.db.execute("CREATE TABLE homes(year INTEGER, sort VARCHAR, object VARCHAR)")
    header = read_header(homes.path)
    sort, number = (held(header, name_of(role, key), homes) for key in ("sort", "object"))
    towns = {
        year: held(header, name_of(role, "municipality").format(year=year), homes) for year in plan.years
    }
    codes = ", ".join(literal(code) for code in plan.municipality)
    for source in sources(desk, homes, header, [sort, number, *towns.values()]):
        for year, town in towns.items():
            desk.db.execute(
                f"INSERT INTO homes SELECT {year}, {word(sort)}, {word(number)} FROM {source} f "  # noqa: S608
                f"WHERE {word(town)} IN ({codes})"
            )
    desk.db.execute("CREATE TABLE inhabitants(year INTEGER, rin VARCHAR)")
    gather(desk, spells, plan)
    if not desk.db.execute("SELECT count(*) FROM homes").fetchone()[0]:  # type: ignore[index]
        raise InputError(
            file=homes.path.name, column=", ".join(towns.values()),
            expected=f"dwellings in {', '.join(plan.municipality)}", found="none",
            todo="Look up the code of the municipality, and name it in [insight] municipality.",
        )  # fmt: skip


def gather(desk: Desk, spells: SourceFile, plan: InsightPlan) -> None:
    """Add the people of the register whose spell at a dwelling of the municipality covers the day of a year."""
    role, header = desk.layout.role("residence"), read_header(spells.path)
    kind, number = held(header, desk.layout.sort, spells), held(header, desk.layout.number, spells)
    names = [held(header, name_of(role, key), spells) for key in ("sort", "object", "begin", "end")]
    sort, home, begin, end = map(word, names)
    opened = ", ".join(literal(mark) for mark in (*role.column("end").open, ""))
    for source in sources(desk, spells, header, [kind, number, *names]):
        read = (
            f"SELECT upper({word(kind)}) AS kind, {word(number)} AS rin, {sort} AS sort, {home} AS object, "  # noqa: S608
            f"replace({begin}, '-', '')[:8] AS first, CASE WHEN {end} IN ({opened}) THEN '99991231' "
            f"ELSE replace({end}, '-', '')[:8] END AS last FROM {source} f"
        )
        at_home = f"FROM ({read}) s JOIN homes h ON s.sort = h.sort AND s.object = h.object"
        refuse_odd(desk, spells, at_home, {number: "rin", names[2]: "first", names[3]: "last"})
        desk.db.execute(
            f"INSERT INTO inhabitants SELECT DISTINCT h.year, lpad(s.rin, 9, '0') {at_home} "
            f"WHERE s.kind = {literal(desk.layout.person)} "
            f"AND CAST(h.year * 10000 + {plan.month_of_others * 100 + 1} AS VARCHAR) BETWEEN s.first AND s.last"
        )


def refuse_odd(desk: Desk, file: SourceFile, rows: str, cells: dict[str, str]) -> None:
    """A pseudonym or a day of another form. Raises `InputError`."""
    for column, name in cells.items():
        form, expected = (
            (r"\d{1,9}", "a pseudonym of nine digits") if name == "rin" else (r"\d{8}", "a day like 20190401")
        )
        odd = desk.db.execute(
            f"SELECT min(s.{name}) {rows} WHERE s.kind = {literal(desk.layout.person)} "
            f"AND NOT regexp_full_match(s.{name}, {literal(form)})"
        ).fetchone()
        if odd and odd[0] is not None:
            raise InputError(
                file=file.path.name, column=column, expected=expected, found=shown("" if name == "rin" else odd[0]),
                todo="Look whether this is the file of CBS, and export it again.",
            )  # fmt: skip


def inhabitants(
    desk: Desk, year: int, plan: InsightPlan, clients: pd.DataFrame, account: Account
) -> pd.DataFrame:
    """The inhabitants of a year without its clients and those of earlier years: RINPERSOON, intake_maand, month.

    Raises `InputError` when there are none.
    """
    found = desk.db.execute(
        "SELECT DISTINCT rin FROM inhabitants WHERE year = $year ORDER BY rin", {"year": year}
    )
    everyone = pd.Series([row[0] for row in found.fetchall()], dtype=object)
    known = clients.loc[clients["month"] < (year + 1) * 12, PERSON]
    rest = everyone[~everyone.isin(set(known))]
    account.note(
        "inhabitants",
        len(everyone),
        len(rest),
        "clients left out",
        table="linked",
        year=year,
        month=plan.month_of_others,
    )
    if rest.empty:
        raise InputError(
            file=plan.path, column="[insight] years", expected=f"inhabitants in {year} who are no client", found="none",
            todo="Look whether the files of dwellings and addresses hold that year.",
        )  # fmt: skip
    return pd.DataFrame(
        {
            PERSON: rest.to_numpy(),
            MONTH: f"{year:04d}-{plan.month_of_others:02d}",
            "month": year * 12 + plan.month_of_others - 1,
        }
    )


def of_age(
    desk: Desk, located: Located, plan: InsightPlan, people: pd.DataFrame, account: Account
) -> pd.DataFrame:
    """The people whose age the plan looks at, with sex and age."""
    desk.want(people[PERSON].to_numpy())
    people = join_persons(desk, located, desk.layout.role("person"), people)
    age = pd.to_numeric(people["leeftijd"], errors="coerce")
    kept = people[(age >= plan.ages[0]) & (age <= plan.oldest)].reset_index(drop=True)
    account.note(
        "ages", len(people), len(kept), "outside the ages", table="linked", year=people["month"].iloc[0] // 12
    )
    desk.want(kept[PERSON].to_numpy())
    return kept


def name_of(role: Role, key: str) -> str:
    """The name of a column of a role."""
    column: LayoutColumn = role.column(key)
    return column.names[0].name


def word(name: str) -> str:
    """A column of the source as text without blanks and without the fraction of a whole number, inside SQL."""
    return f"regexp_replace(trim(coalesce(CAST(f.{quoted(name)} AS VARCHAR), '')), '\\.0$', '')"


def sources(desk: Desk, file: SourceFile, header: list[str], needed: list[str]) -> Iterator[str]:
    """What stands for a file behind FROM: the file itself, or one chunk after the other."""
    plain = not set("*?[") & set(str(file.path))
    kind = told(file.path)
    if kind.kind == "parquet" and not kind.packed and plain:
        yield f"read_parquet({literal(str(file.path))})"
        return
    if kind.kind == TEXT and plain and (source := csv_source(file.path, header)):
        yield source
        return
    with closing(raw_chunks(file.path, header, CHUNK, needed)) as chunks:
        for chunk in chunks:
            desk.db.register("chunk", chunk[needed].astype("string"))
            yield "chunk"
            desk.db.unregister("chunk")
