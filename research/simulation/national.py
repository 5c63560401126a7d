# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A made-up set of national size, as CBS delivers it, to see how linking carries it. All of it is FICTIEF.

At scale 1: 25 million people, 100 million spells of SECMBUS, 60 million of GBAHUISHOUDENSBUS, 12 million rows of
HOOGSTEOPLTAB and 20 million of MEDICIJNTAB a year, 200,000 intakes. It is made of units of 125 people of whom one has
an intake; a smaller scale is fewer of the same units. Every cell follows from the number of its row by a hash, so the
same scale gives the same bytes, and nothing is kept in memory but one block of rows. Services do nothing here: this
set is for size, `simulate` without `--national` for truth.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow.parquet

from research.errors import InputError
from research.simulation.layouts import DECLARATION, place_of

Report = Callable[[str], None]
UNITS = 200_000
PEOPLE, EVERY = 125, 100
#: Rows written at a time.
BLOCK = 1_000_000
#: The last year of the cumulative files, the years of the yearly ones, and the months of the intakes.
LAST, YEARS = 2022, range(2017, 2020)
FIRST_INTAKE, MONTHS = 2018 * 12, 36
#: What a unit takes on disk, rounded up: measured at scale 0.01.
BYTES_A_UNIT = 14_000
#: Where a set is made until it is whole.
DRAFT = ".national.draft"
#: What stands in a column, each as often as it stands here.
CATEGORIES = (
    "['11','11','11','11','12','13','14','15','21','22','22','22','23','24','25','26','31','32','11','25']"
)
LEVELS = (
    "['1111','1112','1211','1212','1213','1221','1222','2111',"
    "'2112','2121','2131','2132','3112','3212','----','2121']"
)
MEDICINES = "['C07A','A10B','N06A','N05A','M01A','R03A','A02B','J01C','N02B','C10A','A10A','H02A']"
PLACES = "['01','02','02','03','04','05','06','06','07','08','09','10']"
TRACKS = "['Basisdienstverlening','Direct werk','Scholing','Werkervaringsplaats']"
#: Where the spells of a person end, in months counted from 1999: the first month and in how many it may fall.
CUTS = ((48, 96), (150, 60), (216, 40))
LIVING = ((24, 120), (180, 90))


@dataclass(frozen=True)
class NationalTable:
    """One file: its name, how many rows a unit has, and the query that makes the rows `a` to `b`."""

    name: str
    rows: int
    query: str


def draw_of(what: str, *keys: str) -> str:
    """A draw of 0 or more that belongs to a purpose and some keys, as SQL."""
    return f"(hash('{what}', {', '.join(keys)}) >> 8)::BIGINT"


def pseudonym(person: str) -> str:
    """Nine digits for the person with a number, different for everybody."""
    return f"lpad((({person} * 314159261 + 123456789) % 999999937)::VARCHAR, 9, '0')"


def two(number: str) -> str:
    """A number in two digits."""
    return f"lpad(({number})::VARCHAR, 2, '0')"


def day(month: str) -> str:
    """The first day of a month that is counted from 1999, like 20190401."""
    return f"((1999 + ({month}) // 12) * 10000 + (({month}) % 12 + 1) * 100 + 1)::VARCHAR"


def last_day(month: str) -> str:
    """The last day of the month before."""
    days = "[31,28,31,30,31,30,31,31,30,31,30,31]"
    before = f"({month} - 1)"
    return (
        f"((1999 + {before} // 12) * 10000 + ({before} % 12 + 1) * 100 + {days}[{before} % 12 + 1])::VARCHAR"
    )


def select(columns: dict[str, str], inner: str) -> str:
    """A query of columns over rows that know their `person`; the key stands in front."""
    cells = ", ".join(f'{sql} AS "{name}"' for name, sql in columns.items())
    key = f"'R' AS RINPERSOONS, {pseudonym('person')} AS RINPERSOON"
    return f"SELECT {key}{', ' + cells if cells else ''} FROM ({inner})"  # noqa: S608 - our own words


def numbered(sql: str) -> str:
    """Rows `r` from $a to $b with more columns."""
    return f"SELECT r, {sql} FROM range($a, $b) t(r)"  # noqa: S608 - our own words


def spell_of(cuts: tuple[tuple[int, int], ...], what: str) -> tuple[str, str]:
    """Begin and end of spell `k` of a person: spells follow each other, and the last one is open until the end."""
    at = [f"{first} + ({draw_of(what, 'person', str(k))} % {width})" for k, (first, width) in enumerate(cuts)]
    begin = " ".join(f"WHEN {k + 1} THEN {day(cut)}" for k, cut in enumerate(at))
    end = " ".join(f"WHEN {k} THEN {last_day(cut)}" for k, cut in enumerate(at))
    return f"CASE k {begin} ELSE '19990101' END", f"CASE k {end} ELSE '{LAST}1231' END"


def cumulative() -> Iterator[NationalTable]:
    """The files that hold all years: people, households, income."""
    born, month = draw_of("born", "person"), two(f"1 + {draw_of('month', 'person')} % 12")
    yield NationalTable(
        f"GBAPERSOON{LAST}TAB",
        PEOPLE,
        select(
            {
                "GBAGEBOORTELAND": "'6030'",
                "GBAGESLACHT": f"(1 + {draw_of('sex', 'person')} % 2)::VARCHAR",
                "GBAGEBOORTEJAAR": f"CASE WHEN {born} % 5000 = 0 THEN '----' ELSE (1955 + {born} % 45)::VARCHAR END",
                "GBAGEBOORTEMAAND": f"CASE WHEN {born} % 5000 = 0 THEN '--' ELSE {month} END",
            },
            numbered("r AS person"),
        ),
    )
    begin, end = spell_of(LIVING, "living")
    of_five = "[0,0,0,1,1,2,2,2,3,3,4,4][r % 12 + 1]"
    yield NationalTable(
        f"GBAHUISHOUDENS{LAST}BUS",
        300,
        select(
            {
                "DATUMAANVANGHH": begin,
                "DATUMEINDEHH": f"CASE WHEN k = 1 AND person % 5 IN (1, 3, 4) THEN '{LAST}1231' ELSE {end} END",
                "HUISHOUDNR": f"lpad(({draw_of('house', 'person', 'k')} % 900000000)::VARCHAR, 12, '0')",
                "TYPHH": f"(1 + {draw_of('kind', 'person', 'k')} % 8)::VARCHAR",
                "PLHH": f"{PLACES}[1 + {draw_of('place', 'person', 'k')} % 12]",
                "AANTALPERSHH": f"(1 + {draw_of('size', 'person', 'k')} % 6)::DOUBLE",
            },
            numbered(f"(r // 12) * 5 + {of_five} AS person, [0,1,2,0,1,0,1,2,0,1,0,1][r % 12 + 1] AS k"),
        ),
    )  # fmt: skip
    begin, end = spell_of(CUTS, "income")
    code = f"{CATEGORIES}[1 + {draw_of('category', 'person', 'k')} % 20]"
    yield NationalTable(
        f"SECMBUS{LAST}",
        500,
        select(
            {
                "AANVSECM": begin,
                "EINDSECM": end,
                "SECM": code,
                "XKOPPELWERKNSECM": f"CASE WHEN {code} = '11' THEN '1' ELSE '' END",
                "XKOPPELBIJSTANDSECM": f"CASE WHEN {code} = '22' THEN '1' ELSE '' END",
            },
            numbered("r // 4 AS person, r % 4 AS k"),
        ),
    )


def of_year(year: int) -> Iterator[NationalTable]:
    """The files of one year: schooling, arrears, medicines."""
    shift = f"{draw_of('schooled', 'r // 12', str(year))} % 25"
    level = "OPLNIVSOI2016AGG4HBMETNIRWO" if year <= 2018 else "OPLNIVSOI2021AGG4HBmetNIRWO"
    yield NationalTable(
        f"HOOGSTEOPL{year}TAB",
        60,
        select(
            {
                "OPLNRHB": f"lpad(({draw_of('course', 'person', str(year))} % 999999)::VARCHAR, 6, '0')",
                level: f"{LEVELS}[1 + {draw_of('level', 'person', str(year))} % 16]",
                "GEWICHTHOOGSTEOPL": "1.25::DOUBLE",
            },
            numbered(f"(r // 12) * 25 + (r % 12 * 2 + {shift}) % 25 AS person"),
        ),
    )  # fmt: skip
    yield NationalTable(
        f"WANBZVW{year}TAB",
        1,
        select({}, numbered(f"r * {PEOPLE} + ({draw_of('arrears', 'r', str(year))} % {PEOPLE}) AS person")),
    )  # fmt: skip
    code = f"({draw_of('first', 'r // 4', str(year))} % 12)"
    yield NationalTable(
        f"MEDICIJN{year}TAB",
        100,
        select(
            {"ATC4": f"{MEDICINES}[1 + ({code} + r % 4) % 12]"},
            numbered(f"(r // 4) * 5 + ({draw_of('taker', 'r', str(year))} % 5) AS person"),
        ),
    )


def intakes(units: int) -> NationalTable:
    """The upload: one person of every unit, under the names of a municipality; caseworkers differ in what they
    choose, and a few rows have no pseudonym of the register."""
    workers = max(4, units // EVERY)
    offices = max(2, workers // 50)
    worker = f"({draw_of('worker', 'r')} % {workers})"
    lean = f"({draw_of('lean', 'worker', 'choice // 25')} % 20)"
    month = f"{FIRST_INTAKE} + ({draw_of('intake', 'r')} % {MONTHS})"
    choice = f"({draw_of('choice', 'r')} % 100)"
    inner = numbered(f"r * {PEOPLE} AS person, {worker} AS worker, {month} AS month, {choice} AS choice")
    outside = f"{draw_of('outside', 'r')} % 997 = 0"
    day_of_month = two(f"1 + {draw_of('day', 'r')} % 28")
    query = (
        f"SELECT CASE WHEN {outside} THEN 'S' ELSE 'R' END AS RINPERSOONS, "  # noqa: S608 - our own words
        f"CASE WHEN {outside} THEN 'X' || lpad(r::VARCHAR, 8, '0') ELSE {pseudonym('person')} END AS RINPERSOON, "
        "'KM' || lpad(worker::VARCHAR, 5, '0') AS Klantmanager, "
        f"'Team ' || {two(f'worker % {offices}')} AS Werkplein, "
        f"{day_of_month} || '-' || {two('month % 12 + 1')} || '-' || (month // 12)::VARCHAR AS Startdatum, "
        f"{TRACKS}[1 + (choice + {lean}) % 100 // 25] AS Voorziening FROM ({inner})"
    )
    return NationalTable("INTAKE_GEMEENTE", 1, query)


def units_of(scale: float) -> int:
    """How many units a scale has: at least 40, so that every table holds something. Raises `InputError`."""
    if not 0.0002 <= scale <= 2:
        raise InputError(
            file="simulate", column="--scale", expected="0.0002 to 2", found=f"{scale:g}", todo="Give another scale."
        )  # fmt: skip
    return round(UNITS * scale)


def write_national(folder: Path, scale: float, report: Report) -> list[Path]:
    """Write the whole set in Parquet; the same scale gives the same bytes.

    Everything is made in a hidden folder and put in place when it is whole, so that a run that is stopped leaves
    nothing. Raises `InputError` when the disk is too small, or the scale is none.
    """
    units, there = units_of(scale), folder.exists()
    refuse_small_disk(folder, units)
    aside = folder / DRAFT
    shutil.rmtree(aside, ignore_errors=True)  # of a run that was killed
    try:
        written = fill(aside, units, report)
        for draft in written:
            path = folder / draft.relative_to(aside)
            path.parent.mkdir(parents=True, exist_ok=True)
            os.replace(draft, path)
        return [folder / draft.relative_to(aside) for draft in written]
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        if not there:
            with contextlib.suppress(OSError):  # holds the files
                folder.rmdir()


def fill(folder: Path, units: int, report: Report) -> list[Path]:
    """Every file of a set, the declaration last."""
    tables = [intakes(units), *cumulative(), *(table for year in YEARS for table in of_year(year))]
    total, done, written = sum(table.rows for table in tables) * units, 0, []
    with contextlib.closing(duckdb.connect(":memory:")) as db:
        for table in tables:
            path = folder / f"{place_of(table.name)}.parquet"
            with contextlib.closing(write_table(db, table, units, path)) as blocks:
                for rows in blocks:
                    done += rows
                    report(f"writing {path.name}: {100 * done // total}% of {total:,} rows (FICTIEF)")
            written.append(path)
    written.append(folder / "upload.toml")
    written[-1].write_text(DECLARATION, encoding="utf-8")
    return written


def write_table(
    db: duckdb.DuckDBPyConnection, table: NationalTable, units: int, path: Path
) -> Generator[int]:
    """One file, block by block; gives the rows of every block that was written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows, writer = table.rows * units, None
    try:
        for start in range(0, rows, BLOCK):
            stop = min(start + BLOCK, rows)
            block = db.sql(table.query, params={"a": start, "b": stop}).to_arrow_table()
            writer = writer or pyarrow.parquet.ParquetWriter(path, block.schema, compression="zstd")
            writer.write_table(block, row_group_size=BLOCK)
            yield stop - start
    finally:
        if writer is not None:
            writer.close()


def refuse_small_disk(folder: Path, units: int) -> None:
    """Raise `InputError` when the disk has no room for the set."""
    here = folder
    while not here.exists():
        here = here.parent
    free, needed = shutil.disk_usage(here).free, units * BYTES_A_UNIT
    if free < needed:
        raise InputError(
            file=str(folder.name), expected=f"a disk with {needed / 1e9:.1f} GB free",
            found=f"{free / 1e9:.1f} GB", todo="Take another disk, or a smaller --scale.",
        )  # fmt: skip
