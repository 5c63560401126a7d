# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writes a simulated country as the files a researcher would find: municipal intakes and six CBS-like tables.

File and column names follow the public descriptions of the real ones; the people do not exist. The outcome is not in
the municipal file: it has to be derived from the spells of SECMBUS, as with real data. With the layout “cbs” they
lie as CBS delivers them (`layouts`).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from research.simulation.country import TRACKS, TRAITS, People, World
from research.simulation.layouts import DECLARATION, as_delivered, place_of, write_delivered
from research.simulation.others import ATC4, with_others

EMPLOYEE, ASSISTANCE = "11", "22"
Report = Callable[[str], None]


def pseudonyms(size: int, seed: int) -> Any:
    """A nine-digit pseudonym for everyone, different for everyone."""
    numbers = (np.arange(size, dtype=np.int64) * 314_159_261 + 123_456_789 + seed) % 999_999_937
    return np.char.zfill(numbers.astype(str), 9)


def month_words(months: Any) -> Any:
    """Months counted from year 0 as 2019-04."""
    return np.array(
        [f"{m // 12:04d}-{m % 12 + 1:02d}" for m in range(int(months.min()), int(months.max()) + 1)]
    )[months - int(months.min())]


def first_days(months: Any) -> Any:
    """The first day of a month, as CBS writes dates: 20190401."""
    return (months // 12 * 10_000 + (months % 12 + 1) * 100 + 1).astype(np.int64)


def last_days(months: Any) -> Any:
    """The last day of the month before: where a spell that ends there ends."""
    days = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
    before = months - 1
    return (before // 12 * 10_000 + (before % 12 + 1) * 100 + days[before % 12]).astype(np.int64)


def write_world(
    people: People, world: World, folder: Path, kind: str, report: Report, layout: str = "plain"
) -> list[Path]:
    """Write all files of a simulated country: layout plain in one folder (csv or parquet), layout cbs as a tree as CBS
    delivers it (sav or parquet), with the declaration of the upload."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.Generator(np.random.PCG64(world.seed + 1))
    rin = pseudonyms(len(people.track), world.seed)
    start = people.month.astype(np.int64) + world.first_year * 12
    last = world.first_year + (world.months - 1) // 12 + 2
    tables: dict[str, dict[str, Any]] = {
        "INTAKE_GEMEENTE": intakes(people, rin, start),
        f"GBAPERSOON{last}TAB": persons(people, rin, start, rng),
        f"GBAHUISHOUDENS{last}BUS": households(people, rin, start, rng),
        f"SECMBUS{last}": spells(people, rin, start),
    }
    tables |= yearly(people, rin, start, rng)
    if world.others:
        tables = with_others(
            tables, world, rin, pseudonyms(len(rin) + world.others, world.seed)[len(rin) :], last
        )
    written = []
    for name, columns in tables.items():
        report(f"writing {name}.{kind}")
        if layout == "cbs":
            path = folder / f"{place_of(name)}.{kind}"
            written.append(write_delivered(path, as_delivered(name, columns, world.seed)))
            continue
        written.append(write_columns(folder / f"{name}.{kind}", columns))
    if layout == "cbs":
        written.append(folder / "upload.toml")
        written[-1].write_text(DECLARATION, encoding="utf-8")
    return written


def write_columns(path: Path, columns: dict[str, Any]) -> Path:
    """One table as CSV or Parquet, in one step."""
    table, draft = pa.table(columns), path.with_name(f".{path.name}.draft")
    try:
        if path.suffix == ".parquet":
            pa.parquet.write_table(table, draft, compression="zstd")
        else:
            pa.csv.write_csv(table, draft, pa.csv.WriteOptions(quoting_style="needed"))
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    return path


def keys(rin: Any) -> dict[str, Any]:
    """The two key columns of every CBS-like file."""
    return {"RINPERSOONS": np.full(len(rin), "R"), "RINPERSOON": rin}


def intakes(people: People, rin: Any, start: Any) -> dict[str, Any]:
    """The municipal registration: one row per intake."""
    words = np.array([f"k{number:04d}" for number in range(int(people.worker.max()) + 1)])
    places = np.array([f"locatie{number:02d}" for number in range(int(people.office.max()) + 1)])
    return keys(rin) | {
        "consulent": words[people.worker],
        "locatie": places[people.office],
        "intake_maand": month_words(start),
        "traject": np.array(TRACKS)[people.track],
    }


def persons(people: People, rin: Any, start: Any, rng: np.random.Generator) -> dict[str, Any]:
    """GBAPERSOONTAB: sex and month of birth, so that the age at intake comes out."""
    month = rng.integers(1, 13, len(rin))
    year = start // 12 - people.age - (month > start % 12 + 1)
    sex = np.where(people.traits[TRAITS.index("woman")] == 1, "2", "1")
    return keys(rin) | {"GBAGESLACHT": sex, "GBAGEBOORTEJAAR": year, "GBAGEBOORTEMAAND": month}


def households(people: People, rin: Any, start: Any, rng: np.random.Generator) -> dict[str, Any]:
    """GBAHUISHOUDENSBUS: a spell that covers the intake, for some an earlier or later one that says otherwise."""
    married = people.traits[TRAITS.index("married")] == 1
    children = people.traits[TRAITS.index("with_children")] == 1
    kind = np.select([married & children, married, children], ["5", "3", "6"], "1")
    place = np.select([married & children, married, children], ["06", "04", "07"], "02")
    number = np.where(children, rng.integers(1, 4, len(rin)), 0)
    begin, end = start - rng.integers(1, 60, len(rin)), start + rng.integers(1, 60, len(rin))
    before, after = np.flatnonzero(rng.random(len(rin)) < 0.3), np.flatnonzero(rng.random(len(rin)) < 0.2)
    size = (len(before), len(after))
    house = rng.integers(10**8, 10**9, len(rin) + sum(size))
    return {
        "RINPERSOONS": np.full(len(house), "R"),
        "RINPERSOON": np.concatenate([rin, rin[before], rin[after]]),
        "DATUMAANVANGHH": first_days(np.concatenate([begin, begin[before] - 24, end[after]])),
        "DATUMEINDEHH": last_days(np.concatenate([end, begin[before], end[after] + 24])),
        "HUISHOUDNR": house,
        "TYPHH": np.concatenate([kind, np.full(size[0], "1"), np.full(size[1], "3")]),
        "PLHH": np.concatenate([place, np.full(size[0], "02"), np.full(size[1], "04")]),
        "AANTALKINDHH": np.concatenate([number, np.zeros(sum(size), dtype=np.int64)]),
    }


def spells(people: People, rin: Any, start: Any) -> dict[str, Any]:
    """SECMBUS: main source of income by spell; work before the intake and after 6, 12 and 24 months follow from it."""
    recent = people.traits[TRAITS.index("recent_work")] == 1
    ends = np.array([start - 24, start - 3, start + 6, start + 12, start + 24, start + 36])
    sources = [np.where(recent, EMPLOYEE, ASSISTANCE), np.full(len(rin), ASSISTANCE)]
    sources += [np.where(row == 1, EMPLOYEE, ASSISTANCE) for row in people.outcomes]
    return {
        "RINPERSOONS": np.full(5 * len(rin), "R"),
        "RINPERSOON": np.tile(rin, 5),
        "AANVSECM": np.concatenate([first_days(month) for month in ends[:-1]]),
        "EINDSECM": np.concatenate([last_days(month) for month in ends[1:]]),
        "SECM": np.concatenate(sources),
    }


def yearly(people: People, rin: Any, start: Any, rng: np.random.Generator) -> dict[str, dict[str, Any]]:
    """The files that exist once a year, filled for the year before the intake: schooling, arrears, medicines."""
    year = start // 12 - 1
    middle = people.traits[TRAITS.index("middle")] == 1
    level = np.where(
        middle, rng.choice(["2111", "2121", "2131"], len(rin)), rng.choice(["1111", "1211"], len(rin))
    )
    known = rng.random(len(rin)) >= 0.03
    tables: dict[str, dict[str, Any]] = {}
    for now in range(int(year.min()), int(year.max()) + 1):
        here = year == now
        schooled = here & known
        column = {"OPLNIVSOI2016AGG4HBMETNIRWO": level[schooled]}
        tables[f"HOOGSTEOPL{now}TAB"] = keys(rin[schooled]) | column
        tables[f"WANBZVW{now}TAB"] = keys(rin[here & people.arrears])
        person, code = [], []
        for row, atc in zip(people.conditions, ATC4, strict=True):
            taking = here & row
            person.append(rin[taking])
            code.append(np.full(int(taking.sum()), atc))
        who = np.concatenate(person)
        tables[f"MEDICIJN{now}TAB"] = keys(who) | {"ATC4": np.concatenate(code)}
    return tables
