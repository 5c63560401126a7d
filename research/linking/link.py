# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Joins the municipal file and the six files of CBS into one table of people."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from research.linking.files import FILES, KEY, Report, find_files, read_part

#: Six chronic conditions and the medicines (ATC, level 4) they are recognised by.
CONDITIONS = {
    "cardiovascular": ("C07A", "C08C", "C09A", "C10A"),
    "diabetes": ("A10A", "A10B"),
    "psychological": ("N06A", "N05B"),
    "psychotic": ("N05A",),
    "inflammatory": ("M01A", "L04A"),
    "respiratory": ("R03A", "R03B"),
}
EMPLOYEE = "11"
TERMS = (6, 12, 24)
RECENT_MONTHS = 24


@dataclass
class Linked:
    """The linked table, one row per person, and the report of every join: step, people before, found, lost."""

    table: pd.DataFrame
    steps: list[tuple[str, int, int, str]] = field(default_factory=list)

    def note(self, step: str, before: int, found: int, said: str) -> None:
        """Add a line to the report."""
        self.steps.append((step, before, found, said))

    @property
    def report(self) -> str:
        """The report as a table with commas."""
        lines = ["step,people_before,found,not_found,what_happened"]
        lines += [
            f"{step},{before},{found},{before - found},{said}" for step, before, found, said in self.steps
        ]
        return "\n".join(lines) + "\n"


def link(folder: Path, report: Report = lambda _: None) -> Linked:
    """Join everything; the result has one row per person, sorted by pseudonym. Raises `InputError`."""
    files = find_files(folder)
    report("reading the municipal registration")
    intake = read_part(next(iter(files["intake"].values())), "intake")
    linked = Linked(intake)
    first_intakes(linked)
    report("joining persons")
    join_persons(linked, read_part(files["person"][max(files["person"])], "person"))
    report("joining schooling")
    join_schooling(linked, files["schooling"])
    report("joining households")
    join_households(linked, read_part(files["household"][max(files["household"])], "household"))
    report("joining income spells")
    join_income(linked, read_part(files["income"][max(files["income"])], "income"))
    report("joining arrears and medicines")
    join_arrears(linked, files["arrears"])
    join_medicines(linked, files["medicine"])
    linked.table = linked.table.drop(columns=["RINPERSOONS", "month"]).sort_values(
        "RINPERSOON", ignore_index=True
    )
    return linked


def first_intakes(linked: Linked) -> None:
    """Keep the first intake of every person; add the month as a number."""
    table = linked.table.copy()
    words = table["intake_maand"].str
    table["month"] = words.slice(0, 4).astype(int) * 12 + words.slice(5, 7).astype(int) - 1
    table = table.sort_values(["RINPERSOON", "month", "consulent", "traject"], kind="stable")
    kept = table.drop_duplicates(KEY, keep="first").reset_index(drop=True)
    linked.note("first intake", len(table), len(kept), "later intakes of the same person dropped")
    linked.table = kept


def join_persons(linked: Linked, persons: pd.DataFrame) -> None:
    """Sex and age in whole years at the month of intake; people without a record are dropped."""
    before = len(linked.table)
    table = linked.table.merge(persons.drop_duplicates(KEY), on=KEY, how="inner", validate="one_to_one")
    linked.note("GBAPERSOONTAB", before, len(table), "people without a record dropped")
    year, month = table["GBAGEBOORTEJAAR"].astype(int), table["GBAGEBOORTEMAAND"].astype(int)
    later = month > table["month"] % 12 + 1
    table["leeftijd"] = table["month"] // 12 - year - later.astype(int)
    table["geslacht"] = table["GBAGESLACHT"].astype(str).map({"1": "man", "2": "vrouw"}).fillna("onbekend")
    linked.table = table.drop(columns=["GBAGESLACHT", "GBAGEBOORTEJAAR", "GBAGEBOORTEMAAND"])


def of_year(paths: dict[int, Path], role: str, linked: Linked) -> pd.DataFrame:
    """Records of the file of the year before each person's intake."""
    parts = []
    years = linked.table["month"] // 12 - 1
    for year in sorted(years.unique()):
        if year in paths:
            part = read_part(paths[year], role)
            people = linked.table.loc[years == year, KEY]
            parts.append(part.merge(people, on=KEY, how="inner"))
    if not parts:
        return pd.DataFrame(columns=[*KEY, *FILES[role][1]])
    return pd.concat(parts, ignore_index=True)


def join_schooling(linked: Linked, paths: dict[int, Path]) -> None:
    """Highest level finished, from the file of the year before; unknown when there is no record."""
    found = of_year(paths, "schooling", linked).drop_duplicates(KEY)
    table = linked.table.merge(found, on=KEY, how="left", validate="one_to_one")
    level = table.pop("OPLNIVSOI2016AGG4HBMETNIRWO").astype("string").str.slice(0, 1)
    table["opleiding"] = (
        level.map({"1": "laag", "2": "middelbaar", "3": "hoog"}).fillna("onbekend").astype(str)
    )
    known = int((table["opleiding"] != "onbekend").sum())
    linked.note("HOOGSTEOPLTAB", len(table), known, "without a record: unknown")
    linked.table = table


def join_households(linked: Linked, spells: pd.DataFrame) -> None:
    """Married and children at home, from the spell that covers the first day of the month of intake."""
    day = (linked.table["month"] // 12 * 10_000 + (linked.table["month"] % 12 + 1) * 100 + 1).to_numpy()
    table = linked.table.assign(day=day)
    joined = spells.merge(table[[*KEY, "day"]], on=KEY, how="inner")
    begin, end = joined["DATUMAANVANGHH"].astype(int), joined["DATUMEINDEHH"].astype(int)
    covering = joined[(begin <= joined["day"]) & (joined["day"] <= end)].drop_duplicates(KEY)
    table = table.drop(columns="day").merge(covering[[*KEY, "TYPHH", "AANTALKINDHH"]], on=KEY, how="left")
    kind = table.pop("TYPHH").astype("string")
    children = pd.to_numeric(table.pop("AANTALKINDHH"), errors="coerce")
    unknown = kind.isna().to_numpy()
    table["gehuwd"] = np.where(unknown, "onbekend", np.where(kind.isin(["3", "5"]), "ja", "nee"))
    table["kinderen"] = np.where(unknown, "onbekend", np.where(children > 0, "ja", "nee"))
    linked.note("GBAHUISHOUDENSBUS", len(table), int((~unknown).sum()), "no spell at intake: unknown")
    linked.table = table


def join_income(linked: Linked, spells: pd.DataFrame) -> None:
    """Work as main income 6, 12 and 24 months after, and at any time in the 24 months before the intake."""
    place = pd.Series(np.arange(len(linked.table)), index=pd.Index(linked.table["RINPERSOON"]))
    where = place.reindex(spells["RINPERSOON"]).to_numpy()
    here = ~np.isnan(where)
    where = where[here].astype(np.int64)
    begin = month_number(spells["AANVSECM"].to_numpy()[here])
    end = month_number(spells["EINDSECM"].to_numpy()[here])
    work = spells["SECM"].astype(str).to_numpy()[here] == EMPLOYEE
    intake = linked.table["month"].to_numpy()[where]
    size = len(linked.table)
    for term in TERMS:
        covers = (begin <= intake + term) & (intake + term <= end)
        covered = np.bincount(where[covers], minlength=size) > 0
        working = np.bincount(where[covers & work], minlength=size) > 0
        linked.table[f"werk_{term}m"] = np.where(covered, working.astype(int).astype(str), "")
        linked.note(f"SECMBUS after {term} months", size, int(covered.sum()), "no spell: outcome missing")
    recent = work & (begin < intake) & (end >= intake - RECENT_MONTHS)
    known = np.bincount(where[begin < intake], minlength=size) > 0
    worked = np.bincount(where[recent], minlength=size) > 0
    linked.table["recent_werk"] = np.where(known, np.where(worked, "ja", "nee"), "onbekend")
    linked.note("SECMBUS before", size, int(known.sum()), "no spell before intake: unknown")


def month_number(days: Any) -> Any:
    """Dates like 20190401 as months counted from year 0."""
    numbers = days.astype(np.int64)
    return numbers // 10_000 * 12 + numbers // 100 % 100 - 1


def join_arrears(linked: Linked, paths: dict[int, Path]) -> None:
    """Six months of unpaid health premium in the year before; presence in the file is the fact."""
    found = of_year(paths, "arrears", linked).drop_duplicates(KEY)
    has = linked.table["RINPERSOON"].isin(found["RINPERSOON"])
    linked.table["betaalachterstand"] = np.where(has, "ja", "nee")
    linked.note("WANBZVWTAB", len(has), int(has.sum()), "not in the file: no arrears")


def join_medicines(linked: Linked, paths: dict[int, Path]) -> None:
    """Chronic conditions by medicines of the year before: any, and three or more of six."""
    found = of_year(paths, "medicine", linked)
    codes = {code: number for number, (_, group) in enumerate(CONDITIONS.items()) for code in group}
    known = found["ATC4"].map(codes)
    pairs = pd.DataFrame({"RINPERSOON": found["RINPERSOON"], "condition": known}).dropna().drop_duplicates()
    number = linked.table["RINPERSOON"].map(pairs["RINPERSOON"].value_counts()).fillna(0).astype(int)
    linked.table["chronisch"] = np.where(number > 0, "ja", "nee")
    linked.table["drie_aandoeningen"] = np.where(number >= 3, "ja", "nee")
    linked.note("MEDICIJNTAB", len(number), int((number > 0).sum()), "not in the file: no chronic condition")
