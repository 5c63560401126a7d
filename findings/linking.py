# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Joins the municipal registration and six CBS-like files on the RIN pseudonym, as of the month of intake.

Every join is reported: how many people had a record, how many had none, what was dropped and why. What describes a
person at intake comes from before the intake; only outcomes come from after it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from findings.errors import InputError, shown
from findings.microdata import FORBIDDEN_NAME, REMOVE, identifier_among

Report = Callable[[str], None]
KEY = ["RINPERSOONS", "RINPERSOON"]
FILES: dict[str, tuple[str, tuple[str, ...]]] = {
    "intake": (r"INTAKE_GEMEENTE", ("consulent", "locatie", "intake_maand", "traject")),
    "person": (r"GBAPERSOON(\d{4})TAB", ("GBAGESLACHT", "GBAGEBOORTEJAAR", "GBAGEBOORTEMAAND")),
    "schooling": (r"HOOGSTEOPL(\d{4})TAB", ("OPLNIVSOI2016AGG4HBMETNIRWO",)),
    "household": (r"GBAHUISHOUDENS(\d{4})BUS", ("DATUMAANVANGHH", "DATUMEINDEHH", "TYPHH", "AANTALKINDHH")),
    "income": (r"SECMBUS(\d{4})", ("AANVSECM", "EINDSECM", "SECM")),
    "arrears": (r"WANBZVW(\d{4})TAB", ()),
    "medicine": (r"MEDICIJN(\d{4})TAB", ("ATC4",)),
}
#: Six chronic conditions and the medicines (ATC, level 4) they are recognised by.
CONDITIONS = {
    "cardiovascular": ("C07A", "C08C", "C09A", "C10A"),
    "diabetes": ("A10A", "A10B"),
    "psychological": ("N06A", "N05B"),
    "psychotic": ("N05A",),
    "inflammatory": ("M01A", "L04A"),
    "respiratory": ("R03A", "R03B"),
}
#: What may stand in a column, and what that is called.
DAY = (r"[0-9]{8}", "a day like 20190401")
CELLS: dict[str, tuple[str, str]] = {
    "intake_maand": (r"(19|20)\d\d-(0[1-9]|1[0-2])", "a month like 2019-04"),
    "consulent": (r".+", "a key"), "locatie": (r".+", "a key"), "traject": (r".+", "a service"),
    "GBAGEBOORTEJAAR": (r"(18|19|20)\d\d", "a year like 1975"),
    "GBAGEBOORTEMAAND": (r"0?[1-9]|1[0-2]", "a month from 1 to 12"),
    "DATUMAANVANGHH": DAY, "DATUMEINDEHH": DAY, "AANVSECM": DAY, "EINDSECM": DAY,
}  # fmt: skip
#: Files in which a person stands once.
ONCE = ("person", "schooling")
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


def find_files(folder: Path) -> dict[str, dict[int, Path]]:
    """The files of a folder by role and year (0 when the name has none)."""
    found: dict[str, dict[int, Path]] = {role: {} for role in FILES}
    if not folder.is_dir():
        raise InputError(
            file=folder.name, expected="a folder with seven kinds of files",
            found="something else" if folder.exists() else "no folder", todo="Give the folder that holds them.",
        )  # fmt: skip
    for path in sorted(folder.iterdir()):
        for role, (shape, _) in FILES.items():
            match = re.fullmatch(shape + r"(V\d+)?", path.stem, re.IGNORECASE)
            if match and path.suffix in (".csv", ".parquet"):
                year = int(match[1]) if match.groups() and match[1] and match[1].isdigit() else 0
                found[role][year] = path
    for role, paths in found.items():
        if not paths:
            raise InputError(
                file=folder.name,
                expected=f"a file named like {FILES[role][0]}.csv",
                found="none",
                todo="Put the file in the folder; docs/how-to/estimate-your-own-release.md lists all seven.",
            )
    return found


def read_part(path: Path, role: str) -> pd.DataFrame:
    """One file with its key and the columns of its role; refuses identifiers and missing columns."""
    wanted = [*KEY, *FILES[role][1]]
    try:
        if path.suffix == ".parquet":
            table = pd.read_parquet(path)
        else:
            table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (ValueError, OSError) as error:
        raise InputError(
            file=path.name, expected="a table with commas in UTF-8", found=shown(error)
        ) from None
    for name in table.columns:
        if FORBIDDEN_NAME.search(name):
            raise InputError(
                file=path.name,
                line=1,
                column=name,
                expected="no names, addresses or numbers of persons",
                found=shown(name),
                todo=REMOVE,
            )
    for name in wanted:
        if name not in table.columns:
            raise InputError(
                file=path.name, line=1, expected=f"a column “{name}”", found=", ".join(table.columns)[:200]
            )
    for name in table.columns:
        seen = [str(v) for v in pd.unique(table[name].astype(str))[:5_000]]
        hit = identifier_among([text for text in seen if text and name != "traject"])
        if hit:
            place = int((table[name].astype(str) == hit[1]).to_numpy().argmax())
            raise InputError(
                file=path.name,
                line=place + 2,
                column=name,
                expected="no data that name a person",
                found=hit[0],
                todo=REMOVE,
            )
    table = as_words(table[wanted])
    for name in wanted[len(KEY) :]:
        if name in CELLS:
            check_cells(path, table, name, *CELLS[name])
    if role not in ("household", "income"):
        check_cells(path, table, "RINPERSOON", "[0-9]{9}", "a pseudonym of nine digits")
    if role in ONCE:
        table = table.drop_duplicates()
        twice = table.duplicated(KEY)
        if twice.any():
            place = int(twice[twice].index[0])
            raise InputError(
                file=path.name, line=place + 2, column="RINPERSOON", expected="every person once",
                found="the same person with other data", todo="Keep the record that is right.",
            )  # fmt: skip
    return table


def as_words(table: pd.DataFrame) -> pd.DataFrame:
    """Every cell as text, whatever the file held; whole numbers without a fraction, absent cells empty."""
    found = {}
    for name in table.columns:
        cells = table[name]
        words = cells.astype("string").fillna("").astype(str)
        found[name] = words.str.replace(r"\.0$", "", regex=True) if cells.dtype.kind == "f" else words
    return pd.DataFrame(found)


def check_cells(path: Path, table: pd.DataFrame, name: str, shape: str, called: str) -> None:
    """Every cell of a column has its shape."""
    wrong = [word for word in pd.unique(table[name]) if not re.fullmatch(shape, word)]
    if wrong:
        place = int((table[name] == wrong[0]).to_numpy().argmax())
        raise InputError(file=path.name, line=place + 2, column=name, expected=called, found=shown(wrong[0]))


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
