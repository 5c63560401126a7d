# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the rows of the upload to people: one row each, with the first intake."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import closing
from pathlib import Path

import numpy as np
import pandas as pd

from research.data.readers import CHUNK, raw_chunks, read_header
from research.errors import InputError, shown
from research.linking.account import Account
from research.linking.cells import words_of
from research.linking.layout import Layout
from research.linking.source_identifiers import refuse_naming_columns, refuse_naming_values
from research.linking.upload import LEAVE_OUT, NOT_STUDIED, REFUSE, Upload

DIGITS = 9
#: Shorter than this a number is damaged; from here on it is one that lost its leading zeros.
SHORTEST = 6
TABLE = "upload"
NAMES = {"caseworker": "consulent", "office": "locatie", "service": "traject"}


def read_people(path: Path, upload: Upload, layout: Layout, account: Account) -> pd.DataFrame:
    """One row for everybody: RINPERSOON, consulent, locatie, intake_maand, traject, month (counted from year 0).

    Sorted by pseudonym. Raises `InputError` for a missing column, a cell that is not what it should be, a name, or
    two first intakes.
    """
    rows = read_rows(path, upload)
    account.note(
        "rows of the upload", len(rows), len(rows), "rows read", "upload", table=TABLE, file=path.name
    )
    rows = registered(path, rows, upload, layout, account)
    rows = complete(path, rows, upload, account)
    rows = with_dates(path, rows, upload)
    rows = with_services(path, rows, upload, account)
    people = first_intakes(path, rows, upload, account)
    return people.sort_values("RINPERSOON", ignore_index=True)


def everybody(path: Path, upload: Upload, layout: Layout) -> pd.DataFrame:
    """Everybody with a row in the upload, also of those whose rows the declaration leaves out: RINPERSOON, and month,
    that of the earliest row (counted from year 0; 0 where a row has no date). Raises `InputError`."""
    rows = registered(path, read_rows(path, upload), upload, layout, Account())
    dated = with_dates(path, rows[rows["date"] != ""], upload)
    months = pd.concat([dated[["number", "month"]], rows.loc[rows["date"] == "", ["number"]].assign(month=0)])
    first = months.groupby("number", sort=True)["month"].min()
    return pd.DataFrame({"RINPERSOON": first.index.to_numpy(dtype=object), "month": first.to_numpy()})


def read_rows(path: Path, upload: Upload) -> pd.DataFrame:
    """The needed columns as words, with the line of every row; everything else is only looked at for what names a
    person. Raises `InputError`."""
    header = read_header(path)
    held = {name.casefold(): name for name in header}
    for wanted in upload.columns:
        if wanted.casefold() not in held:
            raise InputError(
                file=path.name,
                line=1,
                expected=f"a column “{wanted}”",
                found=", ".join(header)[:200],
                todo=f"Name the column in {upload.declared_in or 'upload.toml'}.",
            )
    places = (upload.office, upload.service)
    refuse_naming_columns(path.name, header, places)
    with closing(raw_chunks(path, header, CHUNK)) as chunks:
        parts = [chunk for chunk in chunks if len(chunk)]
    if not parts:
        raise InputError(
            file=path.name, line=2, expected="at least one row below the names of the columns", found="none",
            todo="Look whether the upload is whole.",
        )  # fmt: skip
    raw = pd.concat(parts, ignore_index=True)
    refuse_naming_values(path.name, raw, places, (upload.caseworker,))
    keys = ("sort", "number", "caseworker", "office", "date", "service")
    rows = pd.DataFrame(
        {key: words_of(raw[held[name.casefold()]]) for key, name in zip(keys, upload.columns, strict=True)}
    )
    return rows.assign(line=np.arange(len(rows)) + 2)


def refused(path: Path, row: pd.Series, column: str, expected: str, todo: str, found: str = "") -> InputError:
    """An error about one cell of the upload."""
    return InputError(
        file=path.name,
        line=int(row["line"]),
        column=column,
        expected=expected,
        found=found or shown(row["cell"]),
        todo=todo,
    )


def first_bad(rows: pd.DataFrame, key: str, bad: pd.Series) -> pd.Series:
    """The first row where something is wrong, with the cell that is."""
    row = rows[bad].iloc[0]
    return pd.concat([row, pd.Series({"cell": row[key]})])


def registered(
    path: Path, rows: pd.DataFrame, upload: Upload, layout: Layout, account: Account
) -> pd.DataFrame:
    """Rows of people in the register; the others are dropped and counted. Leading zeros that were lost are put back,
    or refused. Raises `InputError`."""
    sort = rows["sort"].str.upper()
    if len(rows) and not (sort == layout.person).any():
        raise refused(
            path,
            first_bad(rows, "sort", sort != layout.person),
            upload.sort,
            f"“{layout.person}” for people in the register",
            "Export codes, not labels.",
        )
    blank = (sort == "") | (rows["number"] == "")
    here = ~blank & (sort == layout.person)
    left = len(rows)
    for words, lost in (
        ("no pseudonym", int(blank.sum())),
        ("not in the register", int((~blank & ~here).sum())),
    ):
        if lost:
            account.note(
                "key", left, left - lost, words, "dropped", table=TABLE, file=path.name, person=layout.person
            )
            left -= lost
    rows = rows[here]
    number = rows["number"]
    whole = number.str.fullmatch(r"\d{9}")
    short = number.str.fullmatch(rf"\d{{{SHORTEST},{DIGITS - 1}}}")
    lost = not (whole & number.str.startswith("0")).any()
    bad = ~whole & ~(short & lost)
    if bad.any():
        raise refused(
            path,
            first_bad(rows, "number", bad),
            upload.number,
            "a pseudonym of nine digits",
            "Write it as text of nine digits, leading zeros included.",
        )
    if (~whole).any():
        account.note(
            "leading zeros",
            len(rows),
            len(rows),
            "zeros of the upload",
            "repaired",
            table=TABLE,
            file=path.name,
            rows=int((~whole).sum()),
        )
    return rows.assign(number=number.str.zfill(DIGITS))


def complete(path: Path, rows: pd.DataFrame, upload: Upload, account: Account) -> pd.DataFrame:
    """Rows with a caseworker, an office, a date and a service; the rule for the others is declared. Raises
    `InputError`."""
    for key, expected in (
        ("caseworker", "a key"),
        ("office", "a key"),
        ("date", f"a date like {upload.date_form}"),
        ("service", "a service"),
    ):
        empty = rows[key] == ""
        if not empty.any():
            continue
        if upload.blanks == REFUSE:
            raise refused(
                path,
                first_bad(rows, key, empty),
                getattr(upload, key),
                expected if upload.declared_in else said_of(key, expected),
                f'Fill it in, or declare blanks = "{LEAVE_OUT}" in upload.toml.',
            )
        account.note(
            getattr(upload, key),
            len(rows),
            len(rows) - int(empty.sum()),
            "empty cell",
            "dropped",
            table=TABLE,
            file=path.name,
        )
        rows = rows[~empty]
    return rows


def said_of(key: str, expected: str) -> str:
    """What stands in a cell of the standard upload."""
    return "a month like 2019-04" if key == "date" else expected


def with_dates(path: Path, rows: pd.DataFrame, upload: Upload) -> pd.DataFrame:
    """The month of the intake (counted from year 0), and the day in it where the date holds one (else 0). Raises
    `InputError`."""
    seen = []
    place, different = pd.factorize(rows["date"])
    for word in different:
        moment = moment_of(upload.shape.fullmatch(word) or iso(word))
        if moment is None:
            row = first_bad(rows, "date", rows["date"] == word)
            said = (
                "a month like 2019-04" if upload.date_form == "yyyy-mm" else f"a date like {upload.date_form}"
            )
            raise refused(
                path, row, upload.date, said, "Name the form of the date as date_form in upload.toml."
            )
        seen.append(moment)
    month, day = np.array(seen, dtype=np.int64).reshape(-1, 2)[place].T
    return rows.assign(month=month, day=day)


def moment_of(match: re.Match[str] | None) -> tuple[int, int] | None:
    """The month of a date (counted from year 0) and its day (0 where none is named); nothing for 31 February."""
    if match is None:
        return None
    parts = match.groupdict()
    year, month, day = int(parts["year"]), int(parts["month"]), int(parts.get("day") or 0)
    try:
        dt.date(year, month, day or 1)
    except ValueError:
        return None
    return year * 12 + month - 1, day


def iso(word: str) -> re.Match[str] | None:
    """A date that the file itself holds as a date."""
    return re.fullmatch(
        r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)([ T]00:00(:00(\.0+)?)?)?", word
    )


def with_services(path: Path, rows: pd.DataFrame, upload: Upload, account: Account) -> pd.DataFrame:
    """The track of every row; a service that is declared as not studied takes its rows out. Raises `InputError`."""
    if not upload.services:
        return rows.assign(track=rows["service"])
    unknown = ~rows["service"].isin(list(upload.services))
    if unknown.any():
        raise refused(
            path,
            first_bad(rows, "service", unknown),
            upload.service,
            f"one of {', '.join(upload.services)}",
            f'Add it to [services] of {upload.declared_in}: its track, or "{NOT_STUDIED}" to leave its rows out.',
        )
    rows = rows.assign(track=rows["service"].map(upload.services))
    out = rows["track"] == NOT_STUDIED
    if out.any():
        account.note(
            "services",
            len(rows),
            len(rows) - int(out.sum()),
            "not studied",
            "dropped",
            table=TABLE,
            file=path.name,
        )
    return rows[~out]


def first_intakes(path: Path, rows: pd.DataFrame, upload: Upload, account: Account) -> pd.DataFrame:
    """The first intake of everybody. Two at the same moment are settled by the declared rule, never by the alphabet."""
    what = ["number", "month", "day", "caseworker", "office", "track", "service"]
    alone, rows = rows[~rows.duplicated("number", keep=False)], rows[rows.duplicated("number", keep=False)]
    once, single = len(alone), rows.drop_duplicates(what)
    if len(single) < len(rows):
        account.note(
            "double rows", once + len(rows), once + len(single), "double", "dropped", table=TABLE, file=path.name
        )  # fmt: skip
    first = single.groupby("number")[["month"]].transform("min")["month"] == single["month"]
    early = single[first]
    dated = (early["day"] > 0).groupby(early["number"]).transform("all")
    on_day = early.groupby("number")["day"].transform("min") == early["day"]
    kept = early[~dated | on_day]
    twice = kept.duplicated("number", keep=False)
    settled = settle(path, kept[twice], upload, account) if twice.any() else kept[:0]
    people = pd.concat([alone, kept[~twice], settled])
    total = once + single["number"].nunique()
    account.note(
        "first intake", once + len(single), len(people), "later intakes", table=TABLE, file=path.name
    )
    account.note("people of the upload", total, len(people), "people", "upload", table=TABLE, file=path.name)
    month = people["month"].to_numpy()
    different, place = np.unique(month, return_inverse=True)
    words = np.array([f"{m // 12:04d}-{m % 12 + 1:02d}" for m in different], dtype=object)
    return pd.DataFrame(
        {
            "RINPERSOON": people["number"].array,
            "consulent": people["caseworker"].array,
            "locatie": people["office"].array,
            "intake_maand": words[place],
            "traject": people["track"].array,
            "month": month,
        }
    )


def settle(path: Path, rows: pd.DataFrame, upload: Upload, account: Account) -> pd.DataFrame:
    """People with two different first intakes: refused, left out, or the service that the declaration puts first.
    Raises `InputError`."""
    people = rows["number"].nunique()
    if upload.twice == (LEAVE_OUT,):
        account.note("two first intakes", people, 0, "two left out", "tie", table=TABLE, file=path.name)
        return rows[:0]
    if upload.twice != (REFUSE,):
        order = {service: place for place, service in enumerate(upload.twice)}
        rank = rows["service"].map(order).fillna(len(order))
        best = rows[rank == rank.groupby(rows["number"]).transform("min")]
        if not best.duplicated("number").any():
            account.note(
                "two first intakes",
                people,
                people,
                "two settled",
                "tie",
                table=TABLE,
                file=path.name,
                order=", ".join(upload.twice),
            )
            return best
        rows = best[best.duplicated("number", keep=False)]
    number = rows["number"].iloc[0]
    second = rows[rows["number"] == number].sort_values("line").iloc[-1]
    raise InputError(
        file=path.name,
        line=int(second["line"]),
        column=upload.service,
        expected="one first intake of everybody: one caseworker, one office and one service",
        found=f"another one of the same person at the same time ({people} people in all)",
        todo=f'Declare twice = "{LEAVE_OUT}", or twice = [services, the one that goes first in front], in upload.toml.',
    )
