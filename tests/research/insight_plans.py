# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small plan of the whole group, its two tables, and counts made without a file, for tests."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from research.counting.engines import Setting
from research.counting.insight import InsightCounts, count_insight
from research.plan.insight import InsightPlan, read_insight

SMALL = """
[plan]
slug = "klein-groep-2026"
title_nl = "Kleine groep (FICTIEF)"
title_en = "Small group (FICTIONAL)"
fictional = true
place = "Nergens (FICTIEF)"
period = "2019/2020"
made_by = "The Tweespraak contributors"
[insight]
person = "wie"
month = "maand"
age = "jaren"
sex = "sekse"
ages = [18, 30, 45]
oldest = 64
years = [2019, 2020]
[[column]]
name = "wie"
type = "key"
[[column]]
name = "maand"
type = "month"
[[column]]
name = "jaren"
type = "integer"
missing = [""]
[[column]]
name = "sekse"
type = "category"
values = ["m", "v", "?"]
missing = ["?"]
[[column]]
name = "ziek"
type = "integer"
missing = [""]
[[column]]
name = "schuld"
type = "category"
values = ["ja", "nee", "?"]
missing = ["?"]
[[topic]]
key = "conditions"
column = "ziek"
name_nl = "Aandoeningen"
name_en = "Conditions"
definition_nl = "Geteld"
definition_en = "Counted"
  [[topic.part]]
  key = "none"
  name_nl = "geen"
  name_en = "none"
  lowest = 0
  highest = 0
  [[topic.part]]
  key = "some"
  name_nl = "één of twee"
  name_en = "one or two"
  lowest = 1
  highest = 2
  [[topic.part]]
  key = "many"
  name_nl = "drie of meer"
  name_en = "three or more"
  lowest = 3
[[topic]]
key = "debts"
column = "schuld"
name_nl = "Schulden"
name_en = "Debts"
definition_nl = "Gezien"
definition_en = "Seen"
  [[topic.part]]
  key = "with"
  name_nl = "schulden"
  name_en = "debts"
  values = ["ja"]
[[topic]]
key = "age"
column = "jaren"
name_nl = "Leeftijd"
name_en = "Age"
definition_nl = "Bij de intake"
definition_en = "At the intake"
  [[topic.part]]
  key = "young"
  name_nl = "jonger dan 45"
  name_en = "under 45"
  highest = 44
  [[topic.part]]
  key = "older"
  name_nl = "45 of ouder"
  name_en = "45 or older"
  lowest = 45
"""


def insight_plan(folder: Path, *changes: tuple[str, str], name: str = "groep.toml") -> InsightPlan:
    """The small plan, with other words in it."""
    text = SMALL
    for old, new in changes:
        assert old in text, f"the plan does not hold {old!r}"
        text = text.replace(old, new, 1)
    (folder / name).write_text(text, encoding="utf-8")
    return read_insight(folder / name)


def people(
    size: int, seed: int, *, older: float = 0.0, sick: float = 0.5, owing: float = 0.3
) -> pd.DataFrame:
    """Made-up people; `older` moves their age, `sick` is how many conditions they have, `owing` how many have debts."""
    rng = np.random.default_rng(seed)
    age = np.clip(rng.normal(38 + older, 11, size).round(), 15, 70).astype(int)
    words = age.astype(str).astype(object)
    words[rng.random(size) < 0.01] = ""
    ill = rng.poisson(sick + 0.02 * age, size).astype(str).astype(object)
    ill[rng.random(size) < 0.05] = ""
    return pd.DataFrame(
        {
            "wie": [f"p{seed}x{number}" for number in range(size)],
            "maand": [
                f"{year}-{month:02d}"
                for year, month in zip(
                    rng.choice([2018, 2019, 2020], size, p=[0.1, 0.5, 0.4]),
                    rng.integers(1, 13, size),
                    strict=True,
                )
            ],
            "jaren": words,
            "sekse": rng.choice(["m", "v", "?"], size, p=[0.5, 0.48, 0.02]),
            "ziek": ill,
            "schuld": rng.choice(["ja", "nee", "?"], size, p=[owing, 0.95 - owing, 0.05]),
        }
    )


def in_july(others: pd.DataFrame) -> pd.DataFrame:
    """The same people, looked at in the month of the others."""
    return others.assign(maand=others["maand"].str[:5] + "07")


def both_tables(folder: Path, size: int = 2_000) -> tuple[Path, Path]:
    """The clients and the others, as CSV."""
    clients, others = people(size, 1), in_july(people(4 * size, 2, older=6, sick=-0.1, owing=0.2))
    clients.to_csv(folder / "clients.csv", index=False)
    others.to_csv(folder / "others.csv", index=False)
    return folder / "clients.csv", folder / "others.csv"


def counted(plan: InsightPlan, clients: Path, others: Path, engine: str = "duckdb") -> InsightCounts:
    """The counts of two files."""
    return count_insight(plan, [clients], [others], Setting(engine), lambda _: None)


def counts_of(
    plan: InsightPlan, here: dict[str, tuple[int, ...]], there: dict[str, tuple[int, ...]], years: int = 2
) -> InsightCounts:
    """Counts of which each part of a topic (its key) has so many people, the same in every year, spread over the cells.

    The parts of a topic of which everybody is in one add up to who is known; of the others a pair is given: with, and
    without.
    """
    cells = len(plan.ages) * len(plan.sexes)
    known: list[tuple[np.ndarray, ...]] = []
    having: list[tuple[np.ndarray, ...]] = []
    everyone = np.zeros((2, years, cells), np.int64)
    for topic in plan.topics:
        sides = [side[topic.key] for side in (here, there)]
        total = [sum(side) for side in sides]
        known.append(tuple(spread(total, years, cells) for _ in topic.parts))
        having.append(
            tuple(spread([side[at] for side in sides], years, cells) for at in range(len(topic.parts)))
        )
        everyone = np.maximum(everyone, spread(total, years, cells))
    return InsightCounts(plan.sha256, "0", everyone, tuple(known), tuple(having), (0, 0))


def spread(people: list[int], years: int, cells: int) -> np.ndarray:
    """People of both sides over years and cells (2, Y, C), nearly as many in each."""
    return np.array(
        [[[(number + cell) // cells for cell in range(cells)] for _ in range(years)] for number in people],
        np.int64,
    )


def counts_by_cell(
    plan: InsightPlan, known: list[list[int]], having: list[list[int]], topic: str = "debts"
) -> InsightCounts:
    """Counts by cell (2, C) of one topic, the same in every year; every part of it has the same people."""
    years = len(plan.years)
    both = [np.array(side)[:, None, :].repeat(years, axis=1) for side in (known, having)]
    nobody = np.zeros_like(both[0])
    of_topics = [both if one.key == topic else [nobody, nobody] for one in plan.topics]
    of_all, parts = (
        tuple(tuple(found[at] for _ in one.parts) for one, found in zip(plan.topics, of_topics, strict=True))
        for at in (0, 1)
    )
    return InsightCounts(plan.sha256, "0", both[0], of_all, parts, (0, 0))
