# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Caseworkers who were seen at two offices: one meaning, whatever the order of rows and the road they take."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from research.counting.coding import places_of
from research.counting.offices import caseworkers_per_office, desks_of, homes
from research.plan.model import Plan
from research.plan.reading import read_plan
from research.publish.compose import compose
from research.release.writing import release_files
from research.results import Results, to_json
from research.run import Way, estimate
from tests.research.builders import small_plan, small_table
from tests.research.counting.test_engines import CHANGES, folder_of

pytestmark = pytest.mark.usefixtures("fewer_draws")

ROAMING = {"j00": 0.5, "j07": 0.2, "j11": 0.9}


def roaming_table(size: int = 1500, seed: int = 5) -> pd.DataFrame:
    """Some judges also sit in the other court; one of them mostly does. A third court only has visitors."""
    table, rng = small_table(size, seed=seed), np.random.default_rng(seed)
    for judge, share in ROAMING.items():
        away = (table["judge"] == judge) & (rng.random(size) < share)
        table.loc[away, "court"] = np.where(table.loc[away, "court"] == "c0", "c1", "c0")
    table.loc[table["judge"].isin(["j02", "j08"]) & (rng.random(size) < 0.2), "court"] = "c2"
    return table


def test_a_caseworker_belongs_where_most_people_were_seen() -> None:
    desks = {
        ("a", "zuid"): 5,
        ("a", "noord"): 4,
        ("b", "zuid"): 3,
        ("b", "noord"): 3,
        ("c", "oost"): 1,
        ("c", "zuid"): 2,
    }
    assert homes(desks) == {"a": "zuid", "b": "noord", "c": "zuid"}
    # The office where only a visitor came stays in the count, with nobody: rule X6 has to see it.
    assert caseworkers_per_office(desks) == {"noord": 1, "oost": 0, "zuid": 2}
    assert homes(dict(reversed(desks.items()))) == homes(desks)


def test_parts_in_any_order_count_the_same() -> None:
    rng = np.random.default_rng(1)
    worker, office = (rng.integers(0, top, 500).astype(str) for top in (9, 3))
    found = []
    for order in (np.arange(500), rng.permutation(500)):
        places, spot = places_of(list(worker[order]), ["all"] * 500, list(office[order]))
        found.append(desks_of(places, np.bincount(spot)))
    assert found[0] == found[1]
    assert sum(found[0].values()) == 500
    assert found[0]["4", "1"] == int(((worker == "4") & (office == "1")).sum())


def files(plan: Plan, results: Results) -> dict[str, bytes]:
    return release_files(compose(plan, results, []))


@pytest.mark.parametrize("scale", ["share", "mean"])
def test_the_order_of_rows_does_not_move_a_caseworker(tmp_path: Path, scale: str) -> None:
    plan = small_plan(tmp_path, scale=scale)
    table = (
        roaming_table()
        if scale == "share"
        else roaming_table().assign(y=small_table(1500, scale="mean")["y"])
    )
    found = []
    for number, ordered in enumerate(
        [
            table,
            table.iloc[::-1],
            table.sort_values(["judge", "court"]),
            table.sample(frac=1.0, random_state=2),
        ]
    ):
        path = tmp_path / f"{number}.csv"
        ordered.to_csv(path, index=False)
        found.append(estimate(plan, [path]))
    assert {to_json(one) for one in found} == {to_json(found[0])}
    assert len({tuple(files(plan, one).items()) for one in found}) == 1
    assert (found[0].offices, found[0].smallest_office) == (3, 0)


def test_files_counts_and_duckdb_put_everyone_at_the_same_office(tmp_path: Path) -> None:
    from research.__main__ import main

    small_plan(tmp_path, changes=CHANGES | {"seed = 1\n": "seed = 1\nmunicipalities = 2\n"})
    plan = read_plan(tmp_path / "klein.toml")
    names = {"moment": "2018-05", "ill": "nee"}
    towns = [
        roaming_table(seed=seed).assign(town=town, person=[f"p{n}" for n in range(1500)], **names)
        for town, seed in (("a", 5), ("b", 6))
    ]
    whole = pd.concat(towns, ignore_index=True)
    whole.to_csv(tmp_path / "all.csv", index=False)
    ours = estimate(plan, [tmp_path / "all.csv"])
    assert (ours.offices, ours.smallest_office) == (6, 0)
    theirs = estimate(plan, [folder_of(whole.iloc[::-1], tmp_path / "parts")], way=Way(memory="300MB"))
    assert to_json(theirs) == to_json(ours)
    made = []
    for town, table in zip("ab", towns, strict=True):
        table.sample(frac=1.0, random_state=3).to_csv(tmp_path / "t.csv", index=False)
        made.append(tmp_path / f"{town}.counts.parquet")
        asked = [str(tmp_path / "klein.toml"), "--data", str(tmp_path / "t.csv"), "--out", str(made[-1])]
        assert main(["--quiet", "count", *asked]) == 0
    pooled = estimate(plan, [], way=Way(counts=tuple(reversed(made))))
    assert to_json(pooled) == to_json(ours)
    assert files(plan, pooled) == files(plan, ours) == files(plan, theirs)
