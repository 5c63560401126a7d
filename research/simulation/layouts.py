# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Puts the files of a simulated country in the layout in which CBS delivers them: a tree of folders, editions, text
codes.

Names, places, codes and marks of the unknown are those of research/linking/layouts/cbs.toml and its sources; the
people do not exist. Beside the files lies an `upload.toml`, as a municipality would declare its own.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from research.simulation.country import TRACKS

UPLOAD = "9999GEMEENTEXINTAKECBKV1"
#: The services as the municipality calls them, in the order of the tracks.
SERVICES = ("Basisdienstverlening", "Direct werk", "Scholing", "Werkervaringsplaats")
DECLARATION = f"""[upload]
file = "{UPLOAD}"
caseworker = "Klantmanager"
office = "Werkplein"
date = "Startdatum"
date_form = "dd-mm-jjjj"
service = "Voorziening"
[services]
""" + "".join(f'"{service}" = "{track}"\n' for service, track in zip(SERVICES, TRACKS, strict=True))
THEMES = {
    "GBAPERSOON": "Bevolking/GBAPERSOONTAB", "GBAHUISHOUDENS": "Bevolking/GBAHUISHOUDENSBUS",
    "HOOGSTEOPL": "Onderwijs/HOOGSTEOPLTAB", "SECMBUS": "InkomenBestedingen/SECMBUS",
    "WANBZVW": "GezondheidWelzijn/WANBZVWTAB", "MEDICIJN": "GezondheidWelzijn/MEDICIJNTAB",
    "GBAADRESOBJECT": "Bevolking/GBAADRESOBJECTBUS", "VSLGWB": "BouwenWonen/VSLGWBTAB",
}  # fmt: skip
#: Tables with a folder for every year.
BY_YEAR = ("GBAPERSOON", "HOOGSTEOPL", "WANBZVW", "MEDICIJN")
NEW_LEVEL = 2019
#: Keys of rows whose person is not in the register.
OUTSIDE = (("S", "A7F31B902"), ("S", "B00912EE1"), ("", ""))
LABELS = {
    "RINPERSOONS": {"R": "In GBA", "S": "Niet in GBA", "A": "Overig"},
    "GBAGESLACHT": {"1": "Mannen", "2": "Vrouwen", "-": "Onbekend"},
    "SECM": {"11": "Werknemer", "22": "Ontvanger bijstandsuitkering"},
    "PLHH": {
        "02": "Alleenstaande", "04": "Partner in gehuwd paar zonder kinderen",
        "06": "Partner in gehuwd paar met kinderen", "07": "Ouder in eenouderhuishouden",
    },
}  # fmt: skip


def place_of(name: str) -> str:
    """Where a file lies and what it is called, without its ending."""
    if name == "INTAKE_GEMEENTE":
        return UPLOAD
    start = next(key for key in THEMES if name.startswith(key))
    year = re.search(r"\d{4}", name)
    folder = f"{THEMES[start]}/{year[0]}" if year and start in BY_YEAR else THEMES[start]
    return f"{folder}/{name}V1"


def as_delivered(name: str, columns: dict[str, Any], seed: int) -> pd.DataFrame:
    """The columns of a file as CBS delivers them: everything text, codes with their zeros, the names of its year."""
    table = pd.DataFrame({key: np.asarray(values).astype(str) for key, values in columns.items()})
    if name == "INTAKE_GEMEENTE":
        return upload(table, seed)
    if name.startswith("GBAPERSOON"):
        table["GBAGEBOORTEMAAND"] = table["GBAGEBOORTEMAAND"].str.zfill(2)
    if name.startswith("GBAHUISHOUDENS"):
        table["AANTALKINDHH"] = table["AANTALKINDHH"].astype(float)
        last = re.sub(r"\D", "", name) + "1231"
        table["DATUMEINDEHH"] = table["DATUMEINDEHH"].where(table["DATUMEINDEHH"] <= last, last)
    if name.startswith("HOOGSTEOPL") and int(re.sub(r"\D", "", name)) >= NEW_LEVEL:
        return table.rename(columns={"OPLNIVSOI2016AGG4HBMETNIRWO": "OPLNIVSOI2021AGG4HBmetNIRWO"})
    return table


def upload(table: pd.DataFrame, seed: int) -> pd.DataFrame:
    """The intakes under the names of a municipality, with days, and with a few rows that got no pseudonym of the
    register."""
    rng = np.random.Generator(np.random.PCG64(seed + 2))
    day = rng.integers(1, 29, len(table))
    month = table["intake_maand"]
    start = [f"{d:02d}-{m[5:7]}-{m[:4]}" for d, m in zip(day, month, strict=True)]
    own = pd.DataFrame(
        {
            "RINPERSOONS": table["RINPERSOONS"],
            "RINPERSOON": table["RINPERSOON"],
            "Klantmanager": table["consulent"].str.upper(),
            "Werkplein": "Team " + table["locatie"].str.removeprefix("locatie"),
            "Startdatum": start,
            "Voorziening": table["traject"].map(dict(zip(TRACKS, SERVICES, strict=True))),
        }
    )
    outside = own.head(len(OUTSIDE)).copy()
    outside["RINPERSOONS"] = [sort for sort, _ in OUTSIDE[: len(own)]]
    outside["RINPERSOON"] = [number for _, number in OUTSIDE[: len(own)]]
    return pd.concat([own, outside], ignore_index=True)


def write_delivered(path: Path, table: pd.DataFrame) -> Path:
    """One file as .sav (with value labels) or Parquet, in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.draft{path.suffix}")
    try:
        if path.suffix == ".sav":
            import pyreadstat

            labels = {key: value for key, value in LABELS.items() if key in table.columns}
            pyreadstat.write_sav(table, str(draft), variable_value_labels=labels)  # type: ignore[arg-type]
        else:
            table.to_parquet(draft, index=False, compression="zstd")
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)
    return path
