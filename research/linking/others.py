# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rest of the municipality: who lived there on a day of each year and was no client, with the same facts.

Facts are those of `link`, with the day in the place of the intake. Nobody with a row in the upload is one of the others
from the year of that row on, also when the declaration leaves the row out.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pandas as pd

from research.errors import InputError, shown
from research.linking.account import Account
from research.linking.facts import join_persons
from research.linking.link import Linked, Order, declare, gives, join, needed, note_unknowns, refuse_missing
from research.linking.living import find_inhabitants
from research.linking.locating import Located, locate
from research.linking.people import everybody
from research.linking.pulling import Desk
from research.linking.upload import find_upload
from research.plan.insight import InsightPlan

Report = Callable[[str], None]
ROLES = ("residence", "dwelling")
#: A change of this share between two years, or fewer clients than this who live there, is more than people moving.
JUMP, HALF = 0.1, 0.5
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
    clients = everybody(find_upload(folder, asked.upload, asked.layout), asked.upload, asked.layout)
    note_begin(account, clients)
    without_persons = replace(
        located, files={key: files for key, files in located.files.items() if key != "person"}
    )
    tables = []
    with tempfile.TemporaryDirectory(prefix="linking-") as spill:
        desk = Desk(asked.layout, account, asked.memory, asked.threads, Path(spill))
        try:
            report("looking who lived in the municipality")
            find_inhabitants(desk, located, plan)
            note_jumps(desk, plan, account)
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
    note_clients(account, year, clients, set(everyone))
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


def note_begin(account: Account, clients: pd.DataFrame) -> None:
    """From which month on clients can be seen: those of before stand among the others."""
    dated = clients.loc[clients["month"] > 0, "month"]
    if len(dated):
        begin = f"{dated.min() // 12:04d}-{dated.min() % 12 + 1:02d}"
        account.note(
            "upload", len(clients), len(clients), "upload begins", "join", table="linked", begin=begin
        )


def note_clients(account: Account, year: int, clients: pd.DataFrame, here: set[str]) -> None:
    """How many clients of a year live in the municipality; a line to mind when fewer than half of them do."""
    ours = clients.loc[clients["month"] // 12 == year, PERSON]
    living = int(ours.isin(here).sum())
    account.note("clients", len(ours), living, "clients here", table="linked", year=year)
    if living < HALF * len(ours):
        account.note(
            "clients", len(ours), living, "clients elsewhere", "mind", table="linked", year=year, of_year=year
        )


def note_jumps(desk: Desk, plan: InsightPlan, account: Account) -> None:
    """A line to mind for every year with many more or many fewer inhabitants than the year of the plan before it."""
    rows = desk.db.execute("SELECT year, count(DISTINCT rin) FROM inhabitants GROUP BY year").fetchall()
    people = {year: dict(rows).get(year, 0) for year in plan.years}
    for earlier, year in pairwise(plan.years):
        then, now = people[earlier], people[year]
        if abs(now - then) > JUMP * then:
            account.note(
                "inhabitants", max(then, now), min(then, now), "jump", "mind", table="linked", year=year,
                then=then, now=now, earlier=earlier, later=year,
            )  # fmt: skip


def of_age(
    desk: Desk, located: Located, plan: InsightPlan, people: pd.DataFrame, account: Account
) -> pd.DataFrame:
    """The people whose age the plan looks at, with sex and age."""
    desk.want(people[PERSON])
    people = join_persons(desk, located, desk.layout.role("person"), people)
    age = pd.to_numeric(people["leeftijd"], errors="coerce")
    kept = people[(age >= plan.ages[0]) & (age <= plan.oldest)].reset_index(drop=True)
    account.note(
        "ages", len(people), len(kept), "outside the ages", table="linked", year=people["month"].iloc[0] // 12
    )
    desk.want(kept[PERSON])
    return kept
