# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Weights and clusters of an offer: against other packages, published formulas and whole matrices."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy.linalg import sqrtm
from scipy.stats import ttest_ind

from research.estimators.experiment import Trial, found, kish
from research.estimators.inference import critical_value

EXACT = 1e-8


def trial_of(
    n: int = 300,
    *,
    weighted: bool = True,
    clusters: int = 24,
    covariates: int = 2,
    strata: int = 3,
    seed: int = 1,
) -> Trial:
    """An offer that is drawn by cluster (or by person), taken up by some, with an outcome that clusters share."""
    rng = np.random.default_rng(seed)
    cluster = rng.integers(0, clusters, n) if clusters else np.full(n, -1)
    stratum = cluster % strata if clusters else rng.integers(0, strata, n)
    by_cluster = rng.permutation(clusters) % 2 if clusters else None
    offer = (by_cluster[cluster] if by_cluster is not None else rng.integers(0, 2, n)).astype(float)
    unseen = rng.normal(size=n)
    taken = ((0.9 * offer + 0.3 * unseen + rng.normal(size=n)) > 0.6).astype(float)
    shared = rng.normal(size=max(clusters, 1))[cluster] if clusters else 0.0
    known = rng.normal(size=(covariates, n))
    y = 2.0 * taken + unseen + shared + known.sum(axis=0) + rng.normal(size=n)
    weight = rng.uniform(0.5, 3.0, n) if weighted else np.ones(n)
    return Trial(offer, taken, weight, stratum, cluster, known, np.array([y, (y > 1).astype(float)]))


def rest(trial: Trial) -> np.ndarray:
    return trial.columns[:, :-1]


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("outcome", [0, 1])
@pytest.mark.filterwarnings("ignore::Warning")  # warnings of another package about its own future
def test_weights_are_those_of_linearmodels(weighted: bool, outcome: int) -> None:
    from linearmodels.iv import IV2SLS

    trial = trial_of(weighted=weighted, clusters=0)
    own = found(trial, outcome)
    names = [f"x{n}" for n in range(rest(trial).shape[1])]
    fit = IV2SLS(
        pd.Series(trial.outcomes[outcome], name="y"), pd.DataFrame(rest(trial), columns=names),
        pd.Series(trial.taken, name="d"), pd.Series(trial.offer, name="z"), weights=pd.Series(trial.weight),
    ).fit(cov_type="robust")  # fmt: skip
    assert own.estimate == pytest.approx(fit.params["d"], rel=EXACT)
    assert own.robust == pytest.approx(fit.std_errors["d"], rel=EXACT)
    assert own.clustered is None


@pytest.mark.parametrize("weighted", [False, True])
def test_the_effect_of_the_offer_is_that_of_statsmodels(weighted: bool) -> None:
    import statsmodels.api as sm

    trial = trial_of(weighted=weighted, clusters=0)
    fit = sm.WLS(trial.outcomes[0], trial.columns, weights=trial.weight).fit(cov_type="HC0")
    own = found(trial, 0)
    assert own.itt == pytest.approx(float(fit.params[-1]), rel=EXACT)
    assert own.itt_robust == pytest.approx(float(fit.bse[-1]), rel=EXACT)
    first = sm.WLS(trial.taken, trial.columns, weights=trial.weight).fit(cov_type="HC0")
    assert own.f == pytest.approx(float(first.tvalues[-1]) ** 2, rel=EXACT)


def test_alone_in_their_clusters_it_is_hc2_of_statsmodels() -> None:
    import statsmodels.api as sm

    trial = trial_of(weighted=False, clusters=0)
    alone = replace(trial, cluster=np.arange(len(trial.offer)))
    fit = sm.OLS(trial.outcomes[0], trial.columns).fit(cov_type="HC2")
    assert found(alone, 0).itt_clustered == pytest.approx(float(fit.bse[-1]), rel=EXACT)


@pytest.mark.parametrize(("n0", "n1"), [(27, 3), (10, 10), (40, 12)])
def test_the_freedom_is_the_published_one_of_two_groups(n0: int, n1: int) -> None:
    """Imbens and Kolesár (2016): of two groups, each alone, (n0+n1)^2 (n0-1)(n1-1) / (n1^2 (n1-1) + n0^2 (n0-1)); and
    the error of Welch's test."""
    rng = np.random.default_rng(2)
    n, offer = n0 + n1, np.repeat([0.0, 1.0], [n0, n1])
    y = rng.normal(size=n) + offer
    trial = Trial(offer, offer, np.ones(n), np.zeros(n, int), np.arange(n), np.zeros((0, n)), y[None, :])
    own = found(trial, 0)
    told = n**2 * (n0 - 1) * (n1 - 1) / (n1**2 * (n1 - 1) + n0**2 * (n0 - 1))
    assert own.freedom == pytest.approx(told, rel=EXACT)
    welch = ttest_ind(y[offer == 1], y[offer == 0], equal_var=False)
    assert own.itt / (own.itt_clustered or 1.0) == pytest.approx(float(welch.statistic), rel=EXACT)


def whole(trial: Trial, y: np.ndarray) -> tuple[float, float]:
    """CR2 and its freedom with whole matrices, straight from the definition (Pustejovsky and Tipton 2018)."""
    x, w, n = trial.columns, np.diag(trial.weight), len(trial.offer)
    bread = np.linalg.pinv(x.T @ w @ x)
    h = x @ bread @ x.T @ w
    aside = np.eye(n) - h
    left = aside @ y
    middle = aside @ aside.T
    total, vectors = 0.0, []
    for g in np.unique(trial.cluster):
        own = np.flatnonzero(trial.cluster == g)
        values, basis = np.linalg.eigh(middle[np.ix_(own, own)])
        inverse = np.where(values > 1e-9, 1.0 / np.sqrt(np.maximum(values, 1e-300)), 0.0)
        adjust = basis @ np.diag(inverse) @ basis.T
        row = bread[-1] @ x[own].T @ w[np.ix_(own, own)] @ adjust
        total += float(row @ left[own]) ** 2
        vectors.append(aside[own].T @ row)
    gram = np.array(vectors) @ np.array(vectors).T
    return float(np.sqrt(total)), float(np.trace(gram) ** 2 / (gram**2).sum())


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_cr2_is_that_of_whole_matrices(weighted: bool, seed: int) -> None:
    trial = trial_of(weighted=weighted, seed=seed)
    own = found(trial, 0)
    error, freedom = whole(trial, trial.outcomes[0])
    assert own.itt_clustered == pytest.approx(error, rel=EXACT)
    assert own.freedom == pytest.approx(freedom, rel=EXACT)
    # Of taking part: the same of y - beta d, over the first stage.
    assert own.estimate is not None
    error, _ = whole(trial, trial.outcomes[0] - own.estimate * trial.taken)
    assert own.clustered == pytest.approx(error / abs(trial.coefficient(trial.taken)), rel=EXACT)


def test_the_root_is_a_root() -> None:
    from research.estimators.experiment import root_of_inverse

    rng = np.random.default_rng(0)
    half = rng.normal(size=(6, 6))
    matrix = half @ half.T
    assert root_of_inverse(matrix) == pytest.approx(np.linalg.inv(sqrtm(matrix)).real, rel=1e-6)


def test_the_range_is_what_either_test_keeps() -> None:
    """At every value the test is done anew with whole matrices; its ends are those of the range."""
    trial = trial_of(clusters=30, seed=5)
    own = found(trial, 0)
    low, high = own.sets.limits()
    for end in (low, high):
        left = trial.outcomes[0] - end * trial.taken
        effect = trial.coefficient(left)
        clustered, freedom = whole(trial, left)
        robust = float(np.linalg.norm(trial.weight * trial.pull * trial.away(left)))
        ratios = [abs(effect) / robust / critical_value(0.05, None),
                  abs(effect) / clustered / critical_value(0.05, freedom)]  # fmt: skip
        assert min(ratios) == pytest.approx(1.0, rel=1e-7)
    assert own.estimate is not None
    assert low < own.estimate < high


def test_a_weight_is_so_many_people() -> None:
    """A weight of 3 gives the estimate of three people; the error is not that of three."""
    trial = trial_of(clusters=0)
    trial = replace(trial, weight=np.random.default_rng(0).integers(1, 4, len(trial.offer)).astype(float))
    times = trial.weight.astype(int)
    written = Trial(
        np.repeat(trial.offer, times), np.repeat(trial.taken, times), np.ones(int(times.sum())),
        np.repeat(trial.stratum, times), np.repeat(trial.cluster, times),
        np.repeat(trial.covariates, times, axis=1), np.repeat(trial.outcomes, times, axis=1),
    )  # fmt: skip
    one, other = found(trial, 0), found(written, 0)
    assert one.estimate == pytest.approx(other.estimate, rel=EXACT)
    assert one.robust > other.robust


def test_the_unit_of_weights_says_nothing() -> None:
    trial = trial_of()
    one, other = found(trial, 0), found(replace(trial, weight=1000.0 * trial.weight), 0)
    assert other.estimate == pytest.approx(one.estimate, rel=EXACT)
    assert other.clustered == pytest.approx(one.clustered, rel=EXACT)
    assert other.freedom == pytest.approx(one.freedom, rel=EXACT)


def test_kish() -> None:
    assert kish(np.ones(50)) == 50.0
    assert kish(np.array([1.0, 1.0, 2.0])) == pytest.approx(16 / 6)


def test_an_offer_that_does_not_differ_is_refused() -> None:
    trial = trial_of()
    with pytest.raises(np.linalg.LinAlgError):
        found(replace(trial, offer=np.ones(len(trial.offer))), 0)
    by_stratum = replace(trial, offer=(trial.stratum > 0).astype(float))
    with pytest.raises(np.linalg.LinAlgError):
        found(by_stratum, 0)
