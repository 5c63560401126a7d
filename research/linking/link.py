# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Joins the municipal file and the files of a statistics office into one table of people, with an account of every
loss."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from research.errors import InputError, shown
from research.linking.account import Account
from research.linking.facts import (
    KIND,
    NUMBER,
    join_arrears,
    join_households,
    join_medicines,
    join_persons,
    join_schooling,
)
from research.linking.layout import Layout, read_layout
from research.linking.locating import Located, locate
from research.linking.people import NAMES, read_people
from research.linking.pulling import Desk
from research.linking.upload import LEAVE_OUT, NAME, Upload, default, find_upload, read_upload
from research.linking.work import (
    MEASURES,
    RECENT,
    Months,
    from_income,
    from_jobs,
    from_spells,
    measure,
    recent_work,
    service_within,
)
from research.linking.work import NAME as MEASURE_NAME
from research.plan.insight import InsightPlan
from research.plan.model import Column, Plan, months_of

Report = Callable[[str], None]
#: Columns of the upload itself.
OWN = ("RINPERSOON", "consulent", "locatie", "intake_maand", "traject")
#: What is linked when no plan says what it needs.
CLASSIC = (
    *OWN,
    "leeftijd",
    "geslacht",
    "opleiding",
    "gehuwd",
    "kinderen",
    "werk_6m",
    "werk_12m",
    "werk_24m",
    "recent_werk",
    "betaalachterstand",
    "chronisch",
    "drie_aandoeningen",
)
#: Facts that a plan may ask beside these.
FACTS = ("huishouden", NUMBER)
ALWAYS = ("person", "income")
MUNICIPALITY = "gemeente"
SIMPLE = {"schooling": join_schooling, "household": join_households}
LATER = {"arrears": join_arrears, "medicine": join_medicines}


@dataclass(frozen=True)
class Order:
    """What is asked of a linking: the declarations of upload and layout, the columns, and how much memory it may
    take."""

    upload: Upload
    layout: Layout
    columns: tuple[str, ...] = CLASSIC
    plan: str = ""
    codebook: tuple[Column, ...] = ()
    period: tuple[int, int] | None = None
    memory: str = "1GB"
    threads: int | None = None


@dataclass
class Linked:
    """The linked table, one row per person sorted by pseudonym, and the account of how it came about."""

    table: pd.DataFrame
    account: Account = field(default_factory=Account)

    @property
    def report(self) -> str:
        """The account as a table with commas."""
        return self.account.csv

    @property
    def steps(self) -> list[tuple[str, int, int, str]]:
        """Step, people before, found, and what happened, for every line."""
        return [(e.step, e.before, e.found, e.words()) for e in self.account.entries]


def order(
    folder: Path,
    upload: Path | None = None,
    layout: Path | None = None,
    plan: Plan | InsightPlan | None = None,
    *,
    municipality: bool = False,
    memory: str = "1GB",
    threads: int | None = None,
) -> Order:
    """What is asked: the upload as declared in a file (or `upload.toml` in the folder), the columns that a plan
    declares.

    Raises `InputError` when a declaration is wrong, or a plan uses a column that no linking gives.
    """
    shape = read_layout(layout) if layout else read_layout()
    beside = folder / NAME
    declared = read_upload(upload or beside, shape) if upload or beside.is_file() else default(shape)
    if plan is None:
        return Order(declared, shape, memory=memory, threads=threads)
    mine = {MUNICIPALITY} if municipality else set()
    for name in plan.used_columns:
        if name not in mine and not gives(name, shape):
            raise InputError(
                file=plan.path,
                column=name,
                expected=f"columns that linking gives: {', '.join(CLASSIC)}, {', '.join(f'{m}_12m' for m in MEASURES)}",
                found=f"“{name}”",
                todo="Name another column in the plan, or add it to the linked table yourself.",
            )
    refuse_other_services(declared, plan)
    wanted = [column.name for column in plan.columns if gives(column.name, shape)]
    columns = [name for name in CLASSIC if name in wanted] + [name for name in wanted if name not in CLASSIC]
    return Order(
        declared, shape, tuple(columns), plan.sha256, plan.columns, months_of(plan.period), memory, threads
    )


def refuse_other_services(declared: Upload, plan: Plan | InsightPlan) -> None:
    """Every service of the upload is one that the plan knows. Raises `InputError` that names what to mend."""
    if plan.treatment != NAMES["service"]:
        return
    column = plan.column(plan.treatment)
    known = {*column.values, *column.missing, LEAVE_OUT}
    for cell, service in declared.services.items():
        if service not in known:
            raise InputError(
                file=declared.declared_in,
                column=f"[services] {cell}",
                expected=f"one of {', '.join(column.values)} (the plan {plan.path}), or {LEAVE_OUT}",
                found=shown(service),
                todo="Name the service of the plan that this one is.",
            )


def stem(name: str) -> str:
    """A measure without its term."""
    match = MEASURE_NAME.fullmatch(name)
    return match[1] if match else name


def gives(name: str, layout: Layout) -> list[str]:
    """The roles that can give a column; the upload gives its own."""
    if name in OWN:
        return ["upload"]
    known = {stem(one) for one in CLASSIC} | {*MEASURES, "voorziening", *FACTS}
    if name.startswith(KIND):
        return [role.key for role in layout.roles if name in role.gives]
    if name not in (*CLASSIC, *FACTS) and not MEASURE_NAME.fullmatch(name):
        return []
    return [role.key for role in layout.roles if stem(name) in role.gives and stem(name) in known]


def needed(asked: Order) -> set[str]:
    """The roles that the wanted columns need, with work and assistance from where the declaration says."""
    roles = set()
    for name in asked.columns:
        what = stem(name)
        if what == "uit_bijstand":
            roles.add(asked.upload.work.assistance)
        elif what in MEASURES or what == "recent_werk":
            roles.add(asked.upload.work.source)
        else:
            roles |= set(gives(name, asked.layout)) - {"upload"}
    return roles


def link(folder: Path, report: Report = lambda _: None, asked: Order | None = None) -> Linked:
    """Join everything; the result has one row per person, sorted by pseudonym. Raises `InputError`."""
    located = locate(folder, (asked.layout if asked else read_layout()))
    asked = asked or order(folder)
    upload = find_upload(folder, asked.upload, asked.layout)
    account, roles = Account(), needed(asked)
    refuse_missing(folder, located, asked.layout, roles if asked.plan else roles & set(ALWAYS))
    declare(account, asked)
    pass_over(account, asked, located, roles, upload.relative_to(folder).as_posix())
    report("reading the municipal registration")
    people = read_people(upload, asked.upload, asked.layout, account)
    note_period(account, people, asked.period)
    with tempfile.TemporaryDirectory(prefix="linking-") as spill:
        desk = Desk(asked.layout, account, asked.memory, asked.threads, Path(spill))
        try:
            desk.want(people["RINPERSOON"])
            table = join(desk, located, asked, people, roles, report)
        finally:
            desk.close()
    note_unknowns(account, table, asked.columns)
    note_undeclared(account, table, asked.codebook)
    account.note("linked table", len(people), len(table), "in the table", "upload", table="linked")
    return Linked(table[list(asked.columns)].reset_index(drop=True), account)


def refuse_missing(folder: Path, located: Located, layout: Layout, must: set[str]) -> None:
    """Every role that is needed has a file. Raises `InputError` for the first that has none."""
    for role in layout.roles:
        if role.key in must and not located.files.get(role.key):
            raise InputError(
                file=folder.name,
                expected=f"a file of {role.table}, called like {role.names[0].example}",
                found="none",
                todo="Put the file in the folder; docs/reference/cbs-files.md lists names and places.",
            )


def note_unknowns(account: Account, table: pd.DataFrame, columns: Iterable[str]) -> None:
    """Of every fact of the linked table how many people lack it; measures have lines of their own."""
    for name in columns:
        if name in OWN or name == "recent_werk" or MEASURE_NAME.fullmatch(name):
            continue
        missing = int(table[name].isin(["", "onbekend"]).sum())
        if missing:
            account.note(
                name, len(table), len(table) - missing, "unknown of people", "unknown", table="linked"
            )


def note_period(account: Account, people: pd.DataFrame, period: tuple[int, int] | None) -> None:
    """How many people have their intake outside the period of the plan; they stay in the table."""
    if period is None:
        return
    outside = ~people["month"].between(*period)
    if outside.any():
        begin, end = (f"{month // 12:04d}-{month % 12 + 1:02d}" for month in period)
        inside = len(people) - int(outside.sum())
        account.note("period", len(people), inside, "outside the period", "mind", begin=begin, end=end)


def note_undeclared(account: Account, table: pd.DataFrame, codebook: Iterable[Column]) -> None:
    """A line for every column with a mark of the unknown that its line in the codebook of the plan does not name."""
    for column in codebook:
        if column.name not in table or column.name in OWN:
            continue
        for mark in ("onbekend", ""):
            people = int((table[column.name] == mark).sum())
            if people and mark not in (*column.values, *column.missing):
                marks = ", ".join(f'"{word}"' for word in (*column.missing, mark))
                account.note(
                    column.name, len(table), len(table) - people, "not declared", "mind", column=column.name,
                    missing=f"[{marks}]",
                )  # fmt: skip


def declare(account: Account, asked: Order) -> None:
    """The first lines: what was declared, by hash."""
    work, upload = asked.upload.work, asked.upload
    account.note("layout", 0, 0, "declared", "declared", name=asked.layout.name, sha256=asked.layout.sha256)
    if upload.declared_in:
        account.note("upload", 0, 0, "declared", "declared", name=upload.declared_in, sha256=upload.sha256)
    else:
        account.note("upload", 0, 0, "standard columns", "declared")
    if asked.plan:
        account.note("plan", 0, 0, "declared", "declared", name="plan", sha256=asked.plan)
    else:
        account.note("plan", 0, 0, "no plan", "declared")
    if work.source == "jobs":
        account.note("work", 0, 0, "work of jobs", "declared", hours=f"{work.least_hours:g}")
    else:
        account.note("work", 0, 0, "work of categories", "declared", codes=", ".join(work.codes))


def pass_over(account: Account, asked: Order, located: Located, roles: set[str], upload: str) -> None:
    """Lines for files that are not read: an earlier edition, a table that is not needed, a name no pattern knows."""
    for file, used in located.passed:
        table = asked.layout.role(file.role).table
        account.note(
            f"{table} {file.year}", 0, 0, "passed over", "passed over", table=table, of=file, used=used.place
        )
    for role in asked.layout.roles:
        found = sorted(located.files.get(role.key, {}).items()) if role.key not in {*roles, "person"} else []
        for _, file in found:
            account.note(role.table, 0, 0, "not needed", "passed over", table=role.table, of=file)
    for place in located.nameless:
        if place != upload:
            account.note("name", 0, 0, "unknown name", "passed over", file=place)


def join(
    desk: Desk, located: Located, asked: Order, people: pd.DataFrame, roles: set[str], report: Report
) -> pd.DataFrame:
    """All facts and measures that are wanted, for everybody in the register."""
    layout = asked.layout
    if "person" in roles or located.files.get("person"):
        report("joining persons")
        people = join_persons(desk, located, layout.role("person"), people)
    for key, add in SIMPLE.items():
        if key in roles:
            report(f"joining {layout.role(key).table}")
            people = add(desk, located, layout.role(key), people)
    people = with_work(desk, located, asked, people, roles, report)
    for key, add in LATER.items():
        if key in roles:
            report(f"joining {layout.role(key).table}")
            people = add(desk, located, layout.role(key), people)
    return people


def with_work(
    desk: Desk, located: Located, asked: Order, people: pd.DataFrame, roles: set[str], report: Report
) -> pd.DataFrame:
    """The measures of work, assistance and services that are wanted."""
    found = [MEASURE_NAME.fullmatch(name) for name in asked.columns]
    terms = [int(match[2]) for match in found if match]
    window = (-RECENT, max(terms, default=0))
    layout, declared = asked.layout, asked.upload.work
    months: dict[str, Months] = {}
    if "income" in roles:
        report("joining income spells")
        months["work"], months["assistance"] = from_income(desk, located, layout, declared, people, window)
    if "jobs" in roles:
        report("joining jobs")
        months["work"] = from_jobs(desk, located, layout.role("jobs"), declared, people, window)
    for key in ("assistance", "services"):
        if key in roles:
            report(f"joining {layout.role(key).table}")
            months[key] = from_spells(desk, located, layout.role(key), people, window)
    added = {}
    for match in found:
        if match and match[1] == "voorziening":
            added[match[0]] = service_within(months["services"], int(match[2]))
        elif match:
            source = months["assistance" if match[1] == "uit_bijstand" else "work"]
            added[match[0]] = measure(match[1], int(match[2]), source)
    if "recent_werk" in asked.columns:
        added["recent_werk"] = recent_work(months["work"])
    tables = {"uit_bijstand": declared.assistance, "voorziening": "services"}
    for name, values in added.items():
        missing = int(((values == "") | (values == "onbekend")).sum())
        table = layout.role(tables.get(stem(name), declared.source)).table
        desk.account.note(name, len(people), len(people) - missing, "known months", "measure", table=table)
    if any(match and match[1] == "gestart" for match in found):
        known, at_work = months["work"].at(0)
        desk.account.note(
            "started",
            int(known.sum()),
            int((known & ~at_work).sum()),
            "in work at the intake",
            "measure",
            table=layout.role(declared.source).table,
        )
    return people.assign(**added)
