# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The files of a linking folder: which there are, and their cells as words."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from research.data.identifiers import FORBIDDEN_NAME, REMOVE, identifier_among
from research.errors import InputError, shown

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
