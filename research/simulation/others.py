# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The people of a made-up municipality who are no client, and where everybody lives. Everything here is FICTIEF.

They are somewhat older than the clients, have fewer conditions and more schooling, and most of them work; nothing
about them changes over the years. One in ten lives in another municipality. What is known of a client in one year is
in the files of every year, because clients of later years are among the others before.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from research.simulation.country import World

ATC4 = ("C07A", "A10A", "N06A", "N05A", "M01A", "R03A")
#: Of how many people each condition of `ATC4` is known, before age.
SHARES = (0.20, 0.08, 0.19, 0.02, 0.25, 0.14)
#: More clients, and how many of the others, with a health premium unpaid.
ARREARS = (0.16, 0.115)
LEVELS = ("1111", "1211", "2111", "2121", "3111", "3211")
LEVELS_OF = (0.06, 0.13, 0.22, 0.20, 0.24, 0.15)
#: Places in a household: single, and partner or parent, without and with children.
PLACES, PLACES_OF = ("02", "03", "04", "05", "06", "07"), (0.28, 0.10, 0.20, 0.08, 0.28, 0.06)
CHILDREN = ("05", "06", "07")
WORK, HELP, NONE = "11", "22", "32"
#: Codes of the two municipalities, in the columns `gem2018` and so on of VSLGWBTAB.
HERE, ELSEWHERE = "9999", "8888"
Table = dict[str, Any]


def with_others(
    tables: dict[str, Table], world: World, clients: Any, rin: Any, last: int
) -> dict[str, Table]:
    """The same tables with rows of the others (`rin`, n) after those of the `clients`, and two on where everybody
    lives; `last` is the year of the files that hold all earlier years."""
    rng = np.random.Generator(np.random.PCG64(world.seed + 7))
    n, first = len(rin), (world.first_year - 5) * 10_000 + 101
    age = np.clip(18 + 49 * rng.beta(1.9, 1.7, n), 18, 66).astype(np.int64)
    place = rng.choice(PLACES, n, p=PLACES_OF)
    start, end = np.full(n, first), np.full(n, last * 10_000 + 1231)
    keys: Table = {"RINPERSOONS": np.full(n, "R"), "RINPERSOON": rin}
    middle = world.first_year + world.months // 24
    added: dict[str, Table] = {
        f"GBAPERSOON{last}TAB": keys
        | {
            "GBAGESLACHT": rng.choice(["1", "2"], n),
            "GBAGEBOORTEJAAR": middle - age,
            "GBAGEBOORTEMAAND": rng.integers(1, 13, n),
        },
        f"GBAHUISHOUDENS{last}BUS": keys
        | {
            "DATUMAANVANGHH": start,
            "DATUMEINDEHH": end,
            "HUISHOUDNR": rng.integers(10**8, 10**9, n),
            "TYPHH": np.full(n, "1"),
            "PLHH": place,
            "AANTALKINDHH": np.where(np.isin(place, CHILDREN), rng.integers(1, 4, n), 0),
        },
        f"SECMBUS{last}": keys
        | {
            "AANVSECM": start,
            "EINDSECM": end,
            "SECM": rng.choice([WORK, HELP, NONE], n, p=(0.72, 0.09, 0.19)),
        },
    }
    joined = {
        name: together([table, added[name]]) if name in added else table for name, table in tables.items()
    }
    joined |= of_every_year(more_arrears(tables, clients, rng), age, keys, rng)
    return joined | homes(np.concatenate([clients, rin]), len(clients), world, last)


def of_every_year(
    tables: dict[str, Table], age: Any, keys: Table, rng: np.random.Generator
) -> dict[str, Table]:
    """Schooling, arrears and medicines of the others and of clients, the same in each of the years that there are."""
    n = len(age)
    level = np.where(rng.random(n) < 0.95, rng.choice(LEVELS, n, p=LEVELS_OF), "")
    frailty = rng.normal(size=n) * 1.2 + 0.05 * (age - 42)
    scores = [frailty + rng.normal(size=n) for _ in ATC4]
    takes = [score > np.quantile(score, 1.0 - share) for score, share in zip(scores, SHARES, strict=True)]
    code = np.concatenate([np.full(int(taking.sum()), atc) for taking, atc in zip(takes, ATC4, strict=True)])
    who = np.tile(np.arange(n), len(ATC4))[np.concatenate(takes)]
    own = {
        "HOOGSTEOPL": some(keys, level != "") | {"OPLNIVSOI2016AGG4HBMETNIRWO": level[level != ""]},
        "WANBZVW": some(keys, rng.random(n) < ARREARS[1]),
        "MEDICIJN": some(keys, who) | {"ATC4": code},
    }
    found: dict[str, Table] = {}
    for stem, rows in own.items():
        years = [name for name in tables if name.startswith(stem)]
        whole = together([*(tables[name] for name in years), rows])
        found |= dict.fromkeys(years, whole)
    return found


def more_arrears(tables: dict[str, Table], clients: Any, rng: np.random.Generator) -> dict[str, Table]:
    """The same tables with more clients behind with their premium, so that a share of both can be shown."""
    chosen = clients[rng.random(len(clients)) < ARREARS[0]]
    known = np.concatenate(
        [table["RINPERSOON"] for name, table in tables.items() if name.startswith("WANBZVW")]
    )
    new = np.setdiff1d(chosen, known)
    rows: Table = {"RINPERSOONS": np.full(len(new), "R"), "RINPERSOON": new}
    first = next(name for name in tables if name.startswith("WANBZVW"))
    return tables | {first: together([tables[first], rows])}


def together(parts: list[Table]) -> Table:
    """The rows of tables with the same columns, one after the other."""
    return {key: np.concatenate([part[key] for part in parts]) for key in parts[0]}


def some(keys: Table, chosen: Any) -> Table:
    """The keys of some people."""
    return {name: cells[chosen] for name, cells in keys.items()}


def homes(rin: Any, clients: int, world: World, last: int) -> dict[str, Table]:
    """Where everybody lives: GBAADRESOBJECTBUS and VSLGWBTAB. Every tenth of the others lives elsewhere."""
    number = np.char.zfill((np.arange(len(rin)) * 7 + 100_000_001).astype(str), 9)
    away = (np.arange(len(rin)) >= clients) & (np.arange(len(rin)) % 10 == 0)
    town = np.where(away, ELSEWHERE, HERE)
    sort = np.full(len(rin), "D")
    spells = {
        "RINPERSOONS": np.full(len(rin), "R"),
        "RINPERSOON": rin,
        "SOORTOBJECTNUMMER": sort,
        "RINOBJECTNUMMER": number,
        "GBADATUMAANVANGADRESHOUDING": np.full(len(rin), (world.first_year - 5) * 10_000 + 101),
        "GBADATUMEINDEADRESHOUDING": np.full(len(rin), 88888888),
    }
    years = {f"gem{year}": town for year in range(world.first_year - 1, last + 1)}
    dwellings = {"SOORTOBJECTNUMMER": sort, "RINOBJECTNUMMER": number, **years}
    return {f"GBAADRESOBJECT{last}BUS": spells, f"VSLGWB{last}TAB03": dwellings}
