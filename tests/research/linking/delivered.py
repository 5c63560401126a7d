# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""400 invented people in the layout of CBS, with everything that is true about them computed apart from the program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from research.linking.link import Linked, link, order

SIZE = 400
UPLOAD = "9999GEMEENTEXINTAKECBKV1"
PERSON = "Bevolking/GBAPERSOONTAB/2022/GBAPERSOON2022TABV1"
HOUSEHOLD = "Bevolking/GBAHUISHOUDENSBUS/GBAHUISHOUDENS2022BUSV1"
INCOME = "InkomenBestedingen/SECMBUS/SECMBUS2022V1"
YEARS = (2017, 2018, 2019)
DECLARED = f"""[upload]
file = "{UPLOAD}"
caseworker = "Klantmanager"
office = "Werkplein"
date = "Startdatum"
date_form = "dd-mm-jjjj"
service = "Voorziening"
[services]
"Basisdienstverlening" = "basis"
"Direct werk" = "direct_werk"
"Scholing" = "voorbereiden"
"Werkervaringsplaats" = "meedoen"
"""
LEVELS = (
    "1111",
    "1112",
    "1211",
    "1212",
    "1213",
    "1221",
    "1222",
    "2111",
    "2112",
    "2121",
    "2131",
    "2132",
    "3112",
    "3212",
    "----",
)
ATC = ("C07A", "A10B", "N06A", "N05A", "M01A", "R03A", "A02B")
CHRONIC = {"C07A": 0, "A10B": 1, "N06A": 2, "N05A": 3, "M01A": 4, "R03A": 5}
WORK = ("11", "12", "13", "14")
Tables = dict[str, pd.DataFrame]


@dataclass
class People:
    """The files by their place in the tree, and what is true: by column of the linked table, sorted by pseudonym."""

    tables: Tables
    truth: dict[str, list[str]]
    rin: list[str]
    month: list[int]
    codes: list[list[tuple[str, int, int]]] = field(default_factory=list)

    def write(self, folder: Path, kind: str = "parquet", declared: str = DECLARED) -> Path:
        """The tree on disk, every file of one kind."""
        for place, table in self.tables.items():
            write(table, folder / f"{place}.{kind}")
        (folder / "upload.toml").write_text(declared, encoding="utf-8")
        return folder

    def change(self, place: str, edit: Callable[[pd.DataFrame], pd.DataFrame]) -> None:
        """Change one table."""
        self.tables[place] = edit(self.tables[place].copy())


def write(table: pd.DataFrame, path: Path) -> None:
    """One file in the kind that its ending says; `.scsv` is text with semicolons."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".parquet":
        table.to_parquet(path, index=False)
    elif path.suffix == ".csv":
        table.to_csv(path, index=False)
    elif path.suffix == ".scsv":
        table.to_csv(path.with_suffix(".csv"), index=False, sep=";")
    elif path.suffix == ".tsv":
        table.to_csv(path, index=False, sep="\t", encoding="utf-16")
    elif path.suffix == ".arrow":
        table.reset_index(drop=True).to_feather(path)
    elif path.suffix == ".xlsx":
        table.to_excel(path, index=False)
    elif path.suffix == ".dta":
        table.rename(columns=lambda n: n.lower()).to_stata(path, write_index=False, version=118)
    else:
        import pyreadstat

        labels = {
            "RINPERSOONS": {"R": "In GBA", "S": "Niet in GBA"},
            "SECM": {"11": "Werknemer", "22": "Bijstand"},
        }
        pyreadstat.write_sav(
            table, str(path), variable_value_labels={k: v for k, v in labels.items() if k in table}
        )


def number_of(month: int, *, last: bool = False) -> str:
    """The first or last day of a month counted from year 0, as 20190401."""
    if last:
        return (pd.Period(f"{month // 12:04d}-{month % 12 + 1:02d}", "M").end_time).strftime("%Y%m%d")
    return f"{month // 12:04d}{month % 12 + 1:02d}01"


def keys(rin: list[str]) -> dict[str, list[str]]:
    """The two key columns."""
    return {"RINPERSOONS": ["R"] * len(rin), "RINPERSOON": list(rin)}


def make(seed: int = 7) -> People:
    """Draw everybody."""
    rng = np.random.Generator(np.random.PCG64(seed))
    drawn = rng.choice(np.arange(1_000_000, 999_999_999, 997), SIZE - 2, replace=False)
    rin = sorted([f"{number:09d}" for number in drawn] + ["012345670", "004567891"])
    day = pd.to_datetime("2018-02-01") + pd.to_timedelta(rng.integers(0, 900, SIZE), unit="D")
    month = [d.year * 12 + d.month - 1 for d in day]
    tracks = ("Basisdienstverlening", "Direct werk", "Scholing", "Werkervaringsplaats")
    upload = pd.DataFrame(
        {
            **keys(rin),
            "Klantmanager": [f"KM{k:03d}" for k in rng.integers(0, 12, SIZE)],
            "Werkplein": rng.choice(["Werkplein Noord", "Werkplein Zuid"], SIZE),
            "Startdatum": day.strftime("%d-%m-%Y"),
            "Voorziening": rng.choice(tracks, SIZE),
        }
    )
    outside = upload.head(3).assign(RINPERSOONS=["S", "S", ""], RINPERSOON=["A7F31B902", "B00912EE1", ""])
    people = People({UPLOAD: pd.concat([upload, outside], ignore_index=True)}, {}, rin, month)
    add_persons(people, rng)
    add_schooling(people, rng)
    add_households(people, rng)
    add_income(people, rng)
    add_health(people, rng)
    order_of_rows = rng.permutation(SIZE + 3)
    people.change(UPLOAD, lambda t: t.iloc[order_of_rows].reset_index(drop=True))
    return people


def add_persons(people: People, rng: np.random.Generator) -> None:
    """The register: these people and others, with marks of the unknown for the others."""
    other = [
        f"{number:09d}" for number in rng.choice(np.arange(5_000_003, 999_999_999, 99_991), 60, replace=False)
    ]
    everyone = people.rin + [number for number in other if number not in people.rin]
    year, born = rng.integers(1960, 1999, len(everyone)), rng.integers(1, 13, len(everyone))
    sex = rng.choice(["1", "2"], len(everyone))
    table = pd.DataFrame(
        {
            **keys(everyone),
            "GBAGEBOORTELAND": "6030",
            "GBAGESLACHT": sex,
            "GBAGEBOORTEJAAR": year.astype(str),
            "GBAGEBOORTEMAAND": [f"{m:02d}" for m in born],
        }
    )
    table.loc[len(table) - 1, ["GBAGEBOORTEJAAR", "GBAGEBOORTEMAAND", "GBAGESLACHT"]] = ["----", "--", "-"]
    people.tables[PERSON] = table
    people.truth["geslacht"] = [{"1": "man", "2": "vrouw"}[code] for code in sex[:SIZE]]
    people.truth["leeftijd"] = [
        str(m // 12 - int(y) - (int(b) > m % 12 + 1))
        for m, y, b in zip(people.month, year, born, strict=False)
    ]


def add_schooling(people: People, rng: np.random.Generator) -> None:
    """A level for everybody in every year, under the name of the year."""
    levels = {}
    for year in (*YEARS, 2020):
        name = "OPLNIVSOI2016AGG4HBMETNIRWO" if year <= 2018 else "OPLNIVSOI2021AGG4HBmetNIRWO"
        levels[year] = rng.choice(LEVELS, SIZE)
        people.tables[f"Onderwijs/HOOGSTEOPLTAB/{year}/HOOGSTEOPL{year}TABV{3 if year <= 2018 else 2}"] = (
            pd.DataFrame(
                {
                    **keys(people.rin),
                    "OPLNRHB": [f"{n:06d}" for n in rng.integers(1, 999_999, SIZE)],
                    name: levels[year],
                }
            )
        )
    words = {"1": "laag", "2": "middelbaar", "3": "hoog", "-": "onbekend"}
    people.truth["opleiding"] = [words[levels[m // 12 - 1][i][0]] for i, m in enumerate(people.month)]


def add_households(people: People, rng: np.random.Generator) -> None:
    """One open spell for everybody; some are children living at home with married or single parents."""
    kinds = rng.choice(list("1234567"), SIZE)
    place = {
        "1": ("02",),
        "2": ("03",),
        "3": ("04",),
        "4": ("05",),
        "5": ("06", "01"),
        "6": ("07", "01"),
        "7": ("09",),
    }
    places = [str(rng.choice(place[kind])) for kind in kinds]
    people.tables[HOUSEHOLD] = pd.DataFrame(
        {
            **keys(people.rin),
            "DATUMAANVANGHH": "20100101",
            "DATUMEINDEHH": "20221231",
            "TYPHH": kinds,
            "PLHH": places,
            "AANTALKINDHH": [float(kind in "456") * 2 for kind in kinds],
        }
    )
    people.truth["gehuwd"] = ["ja" if p in ("04", "06") else "nee" for p in places]
    people.truth["kinderen"] = ["ja" if p in ("05", "06", "07") else "nee" for p in places]


def add_income(people: People, rng: np.random.Generator) -> None:
    """Five spells for everybody, one after another; the truth is read month by month."""
    rows = []
    for rin, m in zip(people.rin, people.month, strict=True):
        codes = [
            rng.choice(options)
            for options in (
                ["11", "22", "21"],
                ["22"],
                ["11", "22", "13", "12"],
                ["11", "22", "13"],
                ["11", "22"],
            )
        ]
        edges = [m - 30, m - 4, m + 5, m + 11, m + 23, m + 30]
        spells = [(str(c), a, b - 1) for c, a, b in zip(codes, edges[:-1], edges[1:], strict=True)]
        people.codes.append(spells)
        rows += [("R", rin, number_of(a), number_of(b, last=True), c) for c, a, b in spells]
    people.tables[INCOME] = pd.DataFrame(
        rows, columns=["RINPERSOONS", "RINPERSOON", "AANVSECM", "EINDSECM", "SECM"]
    )
    for term in (6, 12, 24):
        people.truth[f"werk_{term}m"] = working(people, term)
    people.truth["recent_werk"] = [
        "ja" if any(code_at(people, i, k) in WORK for k in range(-24, 0)) else "nee" for i in range(SIZE)
    ]


def code_at(people: People, person: int, offset: int) -> str:
    """The code of a person in a month around the intake."""
    month = people.month[person] + offset
    return next((code for code, first, last in people.codes[person] if first <= month <= last), "")


def working(people: People, term: int, work: tuple[str, ...] = WORK) -> list[str]:
    """Work in the month of a term, by hand."""
    codes = [code_at(people, i, term) for i in range(SIZE)]
    return ["" if not code else str(int(code in work)) for code in codes]


def add_health(people: People, rng: np.random.Generator) -> None:
    """Arrears and medicines by year."""
    owing, taking = {}, {}
    for year in (*YEARS, 2020):
        owing[year] = set(rng.choice(SIZE, 40, replace=False).tolist())
        people.tables[f"GezondheidWelzijn/WANBZVWTAB/{year}/WANBZVW{year}TABV1"] = pd.DataFrame(
            keys([people.rin[i] for i in sorted(owing[year])])
        )
        pairs = sorted(
            {(int(i), str(code)) for i, code in zip(rng.choice(SIZE, 500), rng.choice(ATC, 500), strict=True)}
        )
        taking[year] = pairs
        people.tables[f"GezondheidWelzijn/MEDICIJNTAB/{year}/MEDICIJN{year}TABV1"] = pd.DataFrame(
            {**keys([people.rin[i] for i, _ in pairs]), "ATC4": [code for _, code in pairs]}
        )
    before = [m // 12 - 1 for m in people.month]
    people.truth["betaalachterstand"] = ["ja" if i in owing[y] else "nee" for i, y in enumerate(before)]
    kinds = [{CHRONIC[c] for j, c in taking[y] if j == i and c in CHRONIC} for i, y in enumerate(before)]
    people.truth["chronisch"] = ["ja" if found else "nee" for found in kinds]
    people.truth["drie_aandoeningen"] = ["ja" if len(found) >= 3 else "nee" for found in kinds]


def linked(folder: Path) -> Linked:
    """The folder linked as its own upload.toml declares."""
    return link(folder, asked=order(folder))


def differing(people: People, found: Linked, but: tuple[str, ...] = ()) -> list[str]:
    """Columns of the linked table that are not as is true."""
    table = found.table
    assert list(table["RINPERSOON"]) == people.rin
    return [
        name
        for name, words in people.truth.items()
        if name not in but and list(table[name].astype(str)) != list(words)
    ]
