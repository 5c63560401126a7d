# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Clusters by choice: against variances written row by row, and against another package."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from research.counting.clusters import FEWEST, clusters_of
from research.errors import InputError
from research.estimators.clusters import above_nothing, every_set, spread_of, whole
from research.estimators.geometry import Clusters
from research.estimators.inference import Quadratic
from research.plan.model import Plan
from research.plan.reading import read_plan
from research.results import Estimate
from research.run import Way, estimate
from tests.research.builders import PLANS, small_plan, small_table, tally_of
from tests.research.estimators.test_ujive import arrays
from tests.research.rowwise import ujive

NO_UNIT = Quadratic(1.0, 0.0, 1.0)
CHOICES = {
    "court*month": (("court", "month"),),
    "caseworker and stratum": (("judge",), ("court", "month")),
    "three": (("judge",), ("month", "court"), ("month",)),
}


def many_months(clients: int = 700) -> pd.DataFrame:
    """The small table with more months than clusters are refused at."""
    table = small_table(clients)
    month = np.random.default_rng(8).integers(0, 12, clients)
    return table.assign(month=[f"m{number:02d}" for number in month])


def plan_with(folder: Path, words: list[str], covariates: tuple[str, ...] = ()) -> Plan:
    listed = ", ".join(f'"{word}"' for word in words)
    return small_plan(folder, covariates=covariates, changes={"seed = ": f"clusters = [{listed}]\nseed = "})


def words_of(dimensions: tuple[tuple[str, ...], ...]) -> list[str]:
    return ["caseworker" if one == ("judge",) else "*".join(one) for one in dimensions]


def run(plan: Plan, table: pd.DataFrame, folder: Path) -> list[Estimate]:
    table.to_csv(folder / "t.csv", index=False)
    return estimate(plan, [folder / "t.csv"], way=Way()).headline("caseworker")


def everyone(found: list[Estimate], service: str) -> Estimate:
    return next(e for e in found if (e.comparison, e.service, e.group) == ("versus_reference", service, ""))


def by_hand(influence: np.ndarray, table: pd.DataFrame, dimensions: tuple[tuple[str, ...], ...]) -> float:
    """Cameron, Gelbach and Miller over rows: every dimension, without what two share, with what three share."""
    total = 0.0
    for size in range(1, len(dimensions) + 1):
        for some in combinations(dimensions, size):
            names = sorted({name for one in some for name in one})
            sums = pd.Series(influence).groupby([table[name] for name in names]).sum().to_numpy()
            total += (-1) ** (size - 1) * len(sums) / (len(sums) - 1) * float(sums @ sums)
    return float(np.sqrt(total))


@pytest.mark.parametrize("covariates", [(), ("x",)])
@pytest.mark.parametrize("name", CHOICES)
def test_the_error_is_that_of_the_rows(name: str, covariates: tuple[str, ...], tmp_path: Path) -> None:
    table, dimensions = many_months(), CHOICES[name]
    found = run(plan_with(tmp_path, words_of(dimensions), covariates), table, tmp_path)
    y, d, stratum, worker = arrays(table)
    extra = table[list(covariates)].to_numpy(dtype=float) if covariates else None
    witness = ujive(y, d, stratum, worker, extra)
    for track, service in enumerate(("a", "b")):
        own = everyone(found, service)
        assert own.point == pytest.approx(100 * witness.beta[track], rel=1e-8)
        assert own.se_robust == pytest.approx(100 * witness.hte[track], rel=1e-8)
        by_rows = by_hand(witness.influence[:, track], table, dimensions)
        assert own.se_clustered == pytest.approx(100 * by_rows, rel=1e-8)
        usual = 100 * witness.cluster[track]
        assert own.point_se == pytest.approx(
            max(own.se_robust or 0.0, own.se_clustered or 0.0, usual), rel=1e-8
        )


def test_caseworkers_by_name_are_the_usual_ones(tmp_path: Path) -> None:
    table = many_months()
    usual = run(small_plan(tmp_path), table, tmp_path)
    named = run(plan_with(tmp_path, ["caseworker"]), table, tmp_path)
    assert named == usual


def test_the_usual_clusters_come_out_of_the_general_way_too(tmp_path: Path) -> None:
    """One dimension of caseworkers by way of cells is what it is by way of caseworkers."""
    table, plan = many_months(), small_plan(tmp_path)
    tally = tally_of(plan, table, tmp_path)
    from research.effects.samples import build_stage
    from research.estimators.first_stage import Outcomes
    from research.estimators.ujive import effects

    sample, stage = build_stage(tally, 0)
    assert sample is not None
    assert stage is not None
    kept = sample.kept
    total = tally.total[0, 0][kept].astype(float)
    outcome = Outcomes(total, total)
    own = every_set([(sample.geometry.caseworker, True)])
    other = replace(stage, geometry=replace(stage.geometry, clusters=own))
    for one, two in zip(effects(stage, outcome), effects(other, outcome), strict=True):
        assert two.se_cluster == pytest.approx(one.se_cluster, rel=1e-10)
        assert (two.lower, two.upper) == pytest.approx((one.lower, one.upper), rel=1e-9)


def test_a_set_holds_what_either_test_keeps(tmp_path: Path) -> None:
    """The printed limits are the outer ones of the robust, the chosen and the usual set (decision 0045): no choice of
    clusters makes a range narrower than without a choice."""
    found = run(plan_with(tmp_path, ["caseworker", "court*month"]), many_months(3000), tmp_path)
    seen = 0
    for e in found:
        if e.sets is None:
            continue
        robust, chosen, usual = e.sets.each()
        assert e.sets.limits() == (
            min(robust[0], chosen[0], usual[0]),
            max(robust[1], chosen[1], usual[1]),
        )
        assert e.sets.sides[0][3] is None
        assert e.sets.sides[1][3] is not None
        seen += 1
    assert seen


def test_no_choice_gives_a_narrower_range_or_a_smaller_error(tmp_path: Path) -> None:
    table = many_months(3000)
    before = run(small_plan(tmp_path), table, tmp_path)
    seen = 0
    for words in (["court*month"], ["caseworker", "court*month"]):
        for one, other in zip(run(plan_with(tmp_path, words), table, tmp_path), before, strict=True):
            if other.sets is None or one.sets is None:
                assert one.sets is None
                continue
            seen += 1
            (low, high), (own_low, own_high) = other.sets.limits(), one.sets.limits()
            assert own_low <= low + 1e-9
            assert own_high >= high - 1e-9
            assert (one.se or 0.0) >= (other.se or 0.0) - 1e-9
            assert (one.difference_se or 0.0) >= (other.difference_se or 0.0) - 1e-9
    assert seen


def test_two_ways_are_those_of_statsmodels() -> None:
    import statsmodels.api as sm
    from statsmodels.stats.sandwich_covariance import cov_cluster_2groups

    rng = np.random.default_rng(3)
    n = 600
    one, two = rng.integers(0, 25, n), rng.integers(0, 18, n)
    x = rng.normal(size=25)[one] + rng.normal(size=n)
    y = x + rng.normal(size=25)[one] + rng.normal(size=18)[two] + rng.normal(size=n)
    fit = sm.OLS(y, sm.add_constant(x)).fit()
    theirs = cov_cluster_2groups(fit, one, two)[0][1, 1] / ((n - 1) / (n - 2))
    away = x - x.mean()
    influence = away * fit.resid / float(away @ away)
    ours = spread_of(every_set([(one, False), (two, False)]), influence)
    assert ours**2 == pytest.approx(float(theirs), rel=1e-8)


def test_a_variance_is_nowhere_below_nothing() -> None:
    """What two dimensions share can be more than both: without a mend the variance would be negative."""
    rng = np.random.default_rng(4)
    labels = np.arange(400)
    one, two = labels // 20, labels % 20
    terms = np.where((one + two) % 2 == 0, 1.0, -1.0) + 0.01 * rng.normal(size=400)
    sets = every_set([(one, False), (two, False)])
    raw = sum(
        s.sign * s.size / (s.size - 1) * float(np.bincount(s.labels, terms) @ np.bincount(s.labels, terms))
        for s in sets
    )
    assert raw < 0
    mended = whole(sets, terms, rng.normal(size=400), NO_UNIT, centred=False)
    for t in np.linspace(-50, 50, 101):
        assert mended.uu - 2 * t * mended.uv + t * t * mended.vv >= -1e-9
    assert spread_of(sets, terms) == 0.0


def test_the_mend_knows_no_unit() -> None:
    """An outcome in cents gives a hundred times the error of one in euros, also where something was mended."""
    matrix = np.array([[-1.0, 0.4], [0.4, 2.0]])
    euros = above_nothing(matrix, Quadratic(3.0, 0.0, 1.0))
    scale = np.diag([100.0, 1.0])
    cents = above_nothing(scale @ matrix @ scale, Quadratic(3.0e4, 0.0, 1.0))
    assert cents == pytest.approx(scale @ euros @ scale, rel=1e-12)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["month*month"], "columns of the stratum"),
        (["old"], "columns of the stratum"),
        (["caseworker*month"], "columns of the stratum|by itself"),
        (["caseworker", "caseworker"], "each once"),
        (["court*month", "month*court"], "each once"),
        (["caseworker", "court", "month", "court*month"], "1 to 3 dimensions"),
    ],
)
def test_other_clusters_are_refused(words: list[str], said: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=said):
        plan_with(tmp_path, words)


def test_clusters_in_an_experiment_are_told_otherwise(tmp_path: Path) -> None:
    text = (PLANS / "nsw.toml").read_text(encoding="utf-8").replace(
        "seed = ", 'clusters = ["caseworker", "age"]\nseed = '
    )  # fmt: skip
    (tmp_path / "n.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="no clusters for an offer"):
        read_plan(tmp_path / "n.toml")


def test_too_few_clusters_are_refused(tmp_path: Path) -> None:
    plan = plan_with(tmp_path, ["caseworker", "month"])
    with pytest.raises(InputError, match=f"at least {FEWEST} clusters of month"):
        clusters_of(plan.clustering, tally_of(plan, small_table(), tmp_path))


def test_labels_with_the_sign_between_them_are_refused(tmp_path: Path) -> None:
    table = many_months()
    plan = plan_with(tmp_path, ["caseworker", "month"])
    tally = tally_of(plan, table.assign(month=table["month"] + "|x"), tmp_path)
    with pytest.raises(InputError, match="without the sign"):
        clusters_of(plan.clustering, tally)


def test_labels_of_the_cells(tmp_path: Path) -> None:
    table, plan = many_months(), plan_with(tmp_path, ["month"])
    tally = tally_of(plan, table, tmp_path)
    (found,) = clusters_of(plan.clustering, tally)
    assert isinstance(found, Clusters)
    months = [tally.strata[place].split("|")[1] for place in tally.stratum_of]
    assert [sorted(set(months))[label] for label in found.labels] == months
