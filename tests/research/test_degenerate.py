# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Generated tables in which something never varies: a row has a number or a reason, and nothing ends in a traceback."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from research.errors import InputError
from research.publish.compose import compose
from research.release.writing import release_files
from research.results import Results
from research.run import estimate
from tests.research import lotteries
from tests.research.builders import small_plan

pytestmark = pytest.mark.usefixtures("fewer_draws")

QUICK = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@st.composite
def tables(draw: st.DrawFn, scale: str) -> pd.DataFrame:
    """People of whom a column is the same for all, or follows from another one, more often than not."""
    size = draw(st.integers(1, 120))
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    judge = rng.integers(0, draw(st.integers(1, 6)), size)
    court = judge % draw(st.integers(1, 3))
    month = draw(st.sampled_from([np.zeros(size, int), rng.integers(0, 3, size), np.arange(size), judge]))
    old = draw(st.sampled_from([np.zeros(size, int), rng.integers(0, 2, size), judge % 2]))
    track = draw(
        st.sampled_from([
            np.zeros(size, int), np.full(size, 2), rng.integers(0, 3, size), judge % 3, old, rng.integers(0, 2, size),
            (np.arange(size) < 2).astype(int), np.where(old == 1, 0, rng.integers(0, 3, size)),
        ])
    )  # fmt: skip
    luck = rng.integers(0, 2, size)
    y = draw(
        st.sampled_from(
            [np.zeros(size), np.ones(size), luck, track == 1, old, judge % 2, np.arange(size) == 0]
        )
    )
    x = draw(
        st.sampled_from(
            [np.zeros(size), rng.normal(size=size), old.astype(float), track.astype(float), judge]
        )
    )
    amount = draw(st.sampled_from([1.0, 0.1, 1234.56])) if scale == "mean" else 1
    return pd.DataFrame({
        "judge": [f"j{n}" for n in judge], "court": [f"c{n}" for n in court], "month": [f"m{n}" for n in month],
        "track": np.array(["none", "a", "b"])[track], "old": old, "x": np.asarray(x, float), "late": luck,
        "y": np.asarray(y, int) * amount,
    })  # fmt: skip


def holds(results: Results, design: str) -> None:
    """Every row a number or a reason; nothing is fine that could not be looked at; every number is one."""
    for row in results.headline(design):
        assert (row.estimate is None) == bool(row.reason), row
        assert row.se is None or row.se > 0.0
    for check in results.checks:
        assert check.value is None or np.isfinite(check.value), check
        if check.gate == "balance" and check.verdict == "voldaan":
            assert check.error is not None, check
            assert check.error > 0.0, check


@pytest.mark.slow
@pytest.mark.parametrize(("scale", "covariates"), [("share", ()), ("mean", ()), ("mean", ("x",))])
@QUICK
@given(data=st.data())
def test_a_table_in_which_something_never_varies(
    scale: str, covariates: tuple[str, ...], data: st.DataObject
) -> None:
    table = data.draw(tables(scale))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plan = small_plan(folder, scale=scale, covariates=covariates)
        table.to_parquet(folder / "t.parquet", index=False)
        results = estimate(plan, [folder / "t.parquet"])
        holds(results, "caseworker")
        assert release_files(compose(plan, results, []))


@pytest.mark.slow
@QUICK
@given(data=st.data())
def test_a_lottery_in_which_something_never_varies(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 120))
    rng = np.random.default_rng(data.draw(st.integers(0, 10_000)))
    offer = data.draw(st.sampled_from([np.zeros(size, int), np.arange(size) % 2, np.ones(size, int)]))
    took = data.draw(st.sampled_from([np.zeros(size, int), offer, rng.integers(0, 2, size), 1 - offer]))
    old = data.draw(st.sampled_from([np.zeros(size, int), rng.integers(0, 2, size), offer]))
    y = data.draw(st.sampled_from([np.zeros(size), np.full(size, 0.1), took * 2.5, rng.normal(size=size)]))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plan = lotteries.lottery_plan(folder)
        pd.DataFrame({"offer": offer, "took": took, "old": old, "y": y}).to_parquet(
            folder / "t.parquet", index=False
        )
        if len(set(offer.tolist())) == 1:
            with pytest.raises(InputError, match="people with and without one"):
                estimate(plan, [folder / "t.parquet"])
            return
        results = estimate(plan, [folder / "t.parquet"])
        holds(results, "assignment")
        assert release_files(compose(plan, results, []))
