# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The row path reads people in parts: no order and no length of a part is seen, and memory stays as it is."""

from __future__ import annotations

import tempfile
import tracemalloc
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from research.counting import counts_or_rows, engines, rows
from research.counting.doubled import Doubling
from research.errors import InputError
from research.plan.model import Plan
from research.results import to_json
from research.robustness import learners
from research.run import Way, count, estimate
from tests.research.builders import small_plan, small_table
from tests.research.lotteries import lottery, lottery_plan

PLANS = ("caseworker", "means", "lottery")


def made(kind: str, folder: Path, size: int) -> tuple[Plan, pd.DataFrame]:
    """A plan that counts cannot hold, and a table for it: with a covariate, without one, and of a lottery."""
    if kind == "lottery":
        return lottery_plan(folder), lottery(size)
    plan = small_plan(folder, scale="mean", covariates=("x",) if kind == "caseworker" else ())
    table = small_table(size, scale="mean")
    # Amounts that no float holds exactly, some a million times as large as others: any rounding would be seen.
    table["y"] *= np.where(np.arange(size) % 50 == 0, 1e6 / 3, 1 / 3)
    return plan, table


@pytest.mark.parametrize("kind", PLANS)
def test_no_order_and_no_length_of_a_part_can_be_seen(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, table = made(kind, tmp_path, 700)
    table.to_csv(tmp_path / "t.csv", index=False)
    shuffled = table.sample(frac=1.0, random_state=3)
    for number, part in enumerate((shuffled.iloc[:123], shuffled.iloc[123:])):
        part.to_parquet(tmp_path / f"{number}.parquet", index=False)
    whole = to_json(estimate(plan, [tmp_path / "t.csv"]))
    halves = [tmp_path / "1.parquet", tmp_path / "0.parquet"]
    for length in (41, 256, 701):
        monkeypatch.setattr(rows, "PART", length)
        assert to_json(estimate(plan, halves)) == whole, length
    monkeypatch.setattr(engines, "BATCH", 100)
    assert to_json(estimate(plan, halves, way=Way(workers=2))) == whole


@pytest.mark.parametrize("kind", PLANS)
def test_memory_does_not_grow_with_people(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight times the people at the same places: what is allocated at most is the same, but for a little."""
    monkeypatch.setattr(rows, "PART", 512)
    monkeypatch.setattr(engines, "BATCH", 2048)
    monkeypatch.setattr(learners, "LEARNT", 1_000)
    peaks = []
    for size in (500, 3_000, 24_000):  # the first only warms up
        plan, table = made(kind, tmp_path, size)
        table.to_parquet(tmp_path / "t.parquet", index=False)
        del table
        tracemalloc.start()
        estimate(plan, [tmp_path / "t.parquet"])
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[2] / peaks[1] < 1.3, peaks


def test_people_wait_in_a_file_without_a_name_in_a_fixed_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, table = made("caseworker", tmp_path, 900)
    table.to_csv(tmp_path / "t.csv", index=False)
    waiting = tmp_path / "waiting"
    waiting.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(waiting))
    monkeypatch.setattr(rows, "PART", 200)
    found = count(plan, [tmp_path / "t.csv"], lambda _: None, Way())
    assert found.rows is not None
    assert list(waiting.iterdir()) == []
    parts = list(found.rows.parts())
    tally = found.tally
    assert [len(part.cell) for part in parts] == [200] * 4 + [100]
    cell, track = (np.concatenate([getattr(part, name) for part in parts]) for name in ("cell", "track"))
    place = list(zip(tally.stratum_of[cell], tally.worker_of[cell], track, strict=True))
    assert place == sorted(place)
    assert np.array_equal(
        np.bincount(cell * 3 + track, minlength=tally.clients[0].size), tally.clients[0].ravel()
    )
    found.close()


def test_who_lacks_an_outcome_or_a_covariate_is_left_out_and_so_are_places_without_people(
    tmp_path: Path,
) -> None:
    unknown = {
        f'name = "{name}"\ntype = "number"': f'name = "{name}"\ntype = "number"\nmissing = [""]'
        for name in "xy"
    }
    plan = small_plan(tmp_path, scale="mean", covariates=("x",), changes=unknown)
    table = small_table(900, scale="mean").astype({"x": object, "y": object})
    table.loc[table.index % 9 == 0, "x"] = ""
    table.loc[table.index % 7 == 0, "y"] = ""
    known = table[(table["x"] != "") & (table["y"] != "")]
    lonely = table.assign(judge="j99", month="m9", x="").head(5)
    pd.concat([table, lonely]).to_csv(tmp_path / "t.csv", index=False)
    known.to_csv(tmp_path / "known.csv", index=False)
    whole, rest = (estimate(plan, [tmp_path / name]) for name in ("t.csv", "known.csv"))
    assert whole.estimates == rest.estimates
    assert (whole.rows, whole.people, rest.people) == (905, len(known), len(known))


def test_a_run_that_is_stopped_while_people_are_written_down_leaves_no_file_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, table = made("caseworker", tmp_path, 900)
    table.to_csv(tmp_path / "t.csv", index=False)
    begun: list[rows.RowCounter] = []

    class Watched(rows.RowCounter):
        def __init__(self, *given: object) -> None:
            super().__init__(*given)  # type: ignore[arg-type]
            begun.append(self)

    monkeypatch.setattr(counts_or_rows, "RowCounter", Watched)

    def stopped(words: str) -> None:
        if begun and begun[0].rows.size:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        estimate(plan, [tmp_path / "t.csv"], stopped)
    assert [counter.rows.file.closed for counter in begun] == [True]


def test_of_very_many_people_some_are_learnt_from_and_all_are_spoken_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, table = made("caseworker", tmp_path, 6_000)
    table["y"] = small_table(6_000, scale="mean")["y"]
    table.to_csv(tmp_path / "t.csv", index=False)
    found = count(plan, [tmp_path / "t.csv"], lambda _: None, Way())
    assert found.rows is not None
    left, sizes = [], []
    for most in (6_000, 2_000):
        monkeypatch.setattr(learners, "LEARNT", most)
        sizes.append(np.bincount(learners.learnt_from(0, found.rows)[2]).tolist())
        rest = learners.row_remainder(0, found.rows)
        left.append(np.concatenate([part.outcomes[0] for part in rest.parts()]))
        rest.close()
    found.close()
    assert sizes == [[1_200] * 5, [400] * 5]
    spread = [one.std() / table["y"].std() for one in left]
    assert spread[0] < spread[1] < 1.0
    assert abs(left[0].mean() - left[1].mean()) < 0.02 * table["y"].std()


@pytest.mark.parametrize("length", [1, 2, 3, 7, 64])
def test_rows_pasted_twice_are_seen_whatever_the_length_of_a_part(length: int) -> None:
    kinds = np.arange(30)
    for twice, refused in (
        (np.repeat(kinds, 2), True),
        (np.repeat(kinds, np.where(kinds == 29, 3, 2)), False),
    ):
        doubling = Doubling()
        for start in range(0, len(twice), length):
            doubling.add_rows([twice[start : start + length], twice[start : start + length] / 3])
        if refused:
            with pytest.raises(InputError, match="every row 2 times"):
                doubling.refuse("")
        else:
            doubling.refuse("")
        assert doubling.kinds == 30
