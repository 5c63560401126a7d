# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who people were at the intake: age, sex, schooling, household, arrears, medicines. What is unknown stays
*onbekend*."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from research.errors import InputError
from research.linking.account import Account, Entry
from research.linking.cells import OTHER, UNKNOWN
from research.linking.layout import Role
from research.linking.locating import Located, SourceFile
from research.linking.pulling import Desk, Pulled, cell_words, different, line_of, right_spells, together

YES, NO, NOT_KNOWN = "ja", "nee", "onbekend"
#: PLHH of people who are married or have a registered partner in the household, and of people with children at home.
MARRIED = ("04", "06")
PARENT = ("05", "06", "07")
#: What PLHH says of the household that somebody lives in.
HOUSEHOLDS = {
    "01": "thuiswonend kind", "02": "alleen", "03": "paar zonder kinderen", "04": "paar zonder kinderen",
    "05": "paar met kinderen", "06": "paar met kinderen", "07": "een ouder met kinderen", "08": "anders",
    "09": "anders", "10": "anders",
}  # fmt: skip
#: How many chronic conditions, and a column for each kind of condition of the layout.
NUMBER, KIND = "aandoeningen", "aandoening_"


def join_persons(desk: Desk, located: Located, role: Role, people: pd.DataFrame) -> pd.DataFrame:
    """Sex and age in whole years at the month of intake; people without a record are dropped, and the desk forgets
    them."""
    file = located.latest(role.key)
    if file is None:
        missing_table(desk.account, role, len(people))
        return people.assign(leeftijd="", geslacht=NOT_KNOWN)
    found = desk.pull(file, role)
    rows = pd.DataFrame({"person": found.person, **found.cells}).drop_duplicates()
    refuse_twice(file, desk, role, rows)
    table = people.iloc[rows["person"].to_numpy()].reset_index(drop=True)
    desk.account.note(role.table, len(people), len(table), "no record", table=role.table, of=file)
    year, month = rows["year"].to_numpy(), rows["month"].to_numpy()
    age = table["month"].to_numpy() // 12 - year - (month > table["month"].to_numpy() % 12 + 1)
    known = (year != UNKNOWN) & (month != UNKNOWN)
    table["leeftijd"] = age if known.all() else np.where(known, age.astype(str), "").astype(object)
    table["geslacht"] = cell_words(role.column("sex"))[rows["sex"].to_numpy()]
    desk.want(table["RINPERSOON"])
    return table


def refuse_twice(file: SourceFile, desk: Desk, role: Role, rows: pd.DataFrame) -> None:
    """A person who stands in a file of one row a person with two different records. Raises `InputError`."""
    twice = rows["person"].duplicated(keep=False)
    if not twice.any():
        return
    forms = desk.written(int(rows.loc[twice, "person"].iloc[0]))
    raise InputError(
        file=file.path.name,
        line=line_of(file.path, {desk.layout.number: forms}, last=True),
        column=desk.layout.number,
        expected="every person once",
        found="the same person with other data",
        todo=f"Keep the record of {role.table} that is right.",
    )


def missing_table(account: Account, role: Role, people: int) -> None:
    """A line for a table of which there is no file at all."""
    account.note(role.table, people, 0, "no file", "year", table=role.table)


def of_year_before(desk: Desk, located: Located, role: Role, months: Any) -> tuple[Pulled, Any]:
    """Rows of everybody's year before the intake, and for whom there was a file (a mask, n)."""
    years, here = located.years(role.key), np.zeros(len(months), dtype=bool)
    parts: list[Pulled] = []
    for year in np.unique(months // 12 - 1):
        asked = months // 12 - 1 == year
        if int(year) not in years:
            said = "before the table" if year < role.first_year else "no file of that year"
            values: dict[str, object] = {"year": role.first_year} if year < role.first_year else {}
            desk.account.entries.append(
                Entry(
                    f"{role.table} {year}", int(asked.sum()), 0, said, "year", values, role.table, str(year)
                )
            )
            continue
        for file in years[int(year)]:
            part = desk.pull(file, role, asked)
            if role.kind == "year" and role.columns and role.columns[0].form == "code":
                refuse_twice(
                    file, desk, role, pd.DataFrame({"person": part.person, **part.cells}).drop_duplicates()
                )
            desk.account.note(
                f"{role.table} {year}",
                int(asked.sum()),
                different(part.person),
                "in the file",
                "file",
                table=role.table,
                of=file,
            )
            parts.append(part)
        here |= asked
    return together(role, parts), here


def join_schooling(desk: Desk, located: Located, role: Role, people: pd.DataFrame) -> pd.DataFrame:
    """Highest level finished, of the year before; onbekend without a file, a record or a level."""
    found, _ = of_year_before(desk, located, role, people["month"].to_numpy())
    level = np.full(len(people), UNKNOWN)
    level[found.person] = found.cells["level"]
    words = cell_words(role.column("level"))[level]
    known = int((words != NOT_KNOWN).sum())
    desk.account.note(role.table, len(people), known, "no level", table=role.table)
    return people.assign(opleiding=words)


def join_households(desk: Desk, located: Located, role: Role, people: pd.DataFrame) -> pd.DataFrame:
    """Married and children at home, by the place of the person in the household on the first day of the month of
    intake."""
    file = located.latest(role.key)
    if file is None:
        missing_table(desk.account, role, len(people))
        return people.assign(gehuwd=NOT_KNOWN, kinderen=NOT_KNOWN, huishouden=NOT_KNOWN)
    found = desk.pull(file, role)
    months = people["month"].to_numpy()
    day = (months // 12 * 10_000 + (months % 12 + 1) * 100 + 1)[found.person]
    right, begin, end = right_spells(desk, file, role, found)
    covers = right & (begin <= day) & (day <= end)
    cells = {"person": found.person, "begin": begin, "end": end, "place": found.cells["place"]}
    covering = pd.DataFrame({name: values[covers] for name, values in cells.items()}).drop_duplicates()
    ties = covering.groupby("person")["place"].nunique()
    if (ties > 1).any():
        desk.account.note(
            role.table, len(ties), int((ties == 1).sum()), "two households", "tie", table=role.table, of=file
        )
    covering = covering.sort_values(["person", "begin", "end", "place"], ascending=[True, False, True, True])
    first = covering.drop_duplicates("person")
    place = np.full(len(people), UNKNOWN)
    place[first["person"].to_numpy()] = first["place"].to_numpy()
    desk.account.note(
        role.table, len(people), int((place != UNKNOWN).sum()), "no spell at the intake", table=role.table, of=file
    )  # fmt: skip
    codes = role.column("place").codes

    def words(of_code: Callable[[str], str]) -> Any:
        return np.array([*map(of_code, codes), NOT_KNOWN], dtype=object)[place]

    return people.assign(
        gehuwd=words(lambda code: YES if code in MARRIED else NO),
        kinderen=words(lambda code: YES if code in PARENT else NO),
        huishouden=words(lambda code: HOUSEHOLDS.get(code, NOT_KNOWN)),
    )


def join_arrears(desk: Desk, located: Located, role: Role, people: pd.DataFrame) -> pd.DataFrame:
    """Six months of unpaid health premium in the year before; to be in the file is the fact, no file is onbekend."""
    found, here = of_year_before(desk, located, role, people["month"].to_numpy())
    has = np.zeros(len(people), dtype=bool)
    has[found.person] = True
    desk.account.note(
        role.table, len(people), int(has.sum()), "no arrears", table=role.table, people=int((~here).sum())
    )
    return people.assign(betaalachterstand=np.where(has, YES, np.where(here, NO, NOT_KNOWN)).astype(object))


def join_medicines(desk: Desk, located: Located, role: Role, people: pd.DataFrame) -> pd.DataFrame:
    """Chronic conditions by medicines of the year before: any, three or more, how many, and each kind."""
    found, here = of_year_before(desk, located, role, people["month"].to_numpy())
    conditions = {name: place for place, name in enumerate(dict.fromkeys(role.column("atc").codes.values()))}
    of_code = np.array([conditions[name] for name in role.column("atc").codes.values()])
    chronic = (found.cells["atc"] != OTHER) & (found.cells["atc"] != UNKNOWN)
    has = np.zeros((len(people), len(conditions)), dtype=bool)
    has[found.person[chronic], of_code[found.cells["atc"][chronic]]] = True
    number = has.sum(axis=1)
    desk.account.note(
        role.table,
        len(people),
        int((number > 0).sum()),
        "no condition",
        table=role.table,
        people=int((~here).sum()),
    )

    def words(yes: Any) -> Any:
        return np.array([NO, YES, NOT_KNOWN], dtype=object)[np.where(here, yes, 2)]

    kinds = {KIND + name: words(has[:, place]) for name, place in conditions.items()}
    amounts = np.array([*map(str, range(len(conditions) + 1)), ""], dtype=object)
    many = {NUMBER: amounts[np.where(here, number, -1)]}
    return people.assign(chronisch=words(number > 0), drie_aandoeningen=words(number >= 3), **many, **kinds)
