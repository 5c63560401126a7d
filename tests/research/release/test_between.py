# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Studies put together, beside independent programs: scipy for the tails, statsmodels for the random effects."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
from scipy.stats import chi2
from scipy.stats import t as student
from statsmodels.stats.meta_analysis import combine_effects

from research.release.between import chi_square_tail, next_range, student_tail, student_value, together

#: Nine laboratories that measured one thing: Rukhin (2011), the example in the documentation of statsmodels.
LABORATORIES = (
    (61.00, 61.40, 62.21, 62.30, 62.34, 62.60, 62.70, 62.84, 65.90),
    tuple(math.sqrt(v) for v in (0.2025, 1.21, 0.09, 0.2025, 0.3844, 0.5625, 0.0676, 0.0225, 1.8225)),
)


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 7, 11, 24, 59])
@pytest.mark.parametrize("value", [0.0, 0.3, 1.0, 2.2, 6.5, 40.0])
def test_tails_are_those_of_another_program(freedom: int, value: float) -> None:
    assert student_tail(value, freedom) == pytest.approx(2 * student.sf(value, freedom), abs=1e-13)
    assert chi_square_tail(value, freedom) == pytest.approx(chi2.sf(value, freedom), abs=1e-13)


@pytest.mark.parametrize("freedom", [1, 2, 5, 11, 40])
@pytest.mark.parametrize("alpha", [0.2, 0.05, 0.025, 0.0083])
def test_values_of_student_are_those_of_another_program(freedom: int, alpha: float) -> None:
    assert student_value(alpha, freedom) == pytest.approx(student.isf(alpha / 2, freedom), rel=1e-10)


def drawn(seed: int, studies: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    rng = np.random.default_rng(seed)
    errors = rng.uniform(0.5, 4.0, studies)
    values = rng.normal(3.0, 4.0, studies) + rng.normal(0.0, errors)
    return tuple(map(float, values)), tuple(map(float, errors))


@pytest.mark.parametrize(
    "studies", [LABORATORIES, *(drawn(seed, k) for seed, k in ((1, 3), (2, 5), (3, 8), (4, 12)))]
)
def test_random_effects_are_those_of_another_program(
    studies: tuple[tuple[float, ...], tuple[float, ...]],
) -> None:
    values, errors = (np.array(part) for part in studies)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        witness = combine_effects(values, errors**2, method_re="iterated", use_t=True)
        row = witness.summary_frame(alpha=0.05).loc["random effect"]
    found = together(*studies)
    assert found.tau > 0
    assert found.estimate == pytest.approx(row["eff"], rel=1e-7)
    # Its own search for the spread stops a little before 0: six digits.
    assert found.se == pytest.approx(row["sd_eff"], rel=2e-6)
    assert found.tau**2 == pytest.approx(witness.tau2, rel=1e-5)
    assert found.q == pytest.approx(witness.q, rel=1e-9)
    assert found.i2 == pytest.approx(100 * witness.i2, rel=1e-9)
    assert found.range_at(0.05) == pytest.approx((row["ci_low"], row["ci_upp"]), rel=3e-6)
    assert sum(found.weights) == pytest.approx(1.0)


def test_without_spread_the_range_is_never_narrower_than_that_of_one_effect() -> None:
    """Hartung and Knapp alone would print a range of nearly nothing here."""
    values, errors = (5.0, 5.1, 4.9, 5.0), (2.0, 2.0, 2.0, 2.0)
    found = together(values, errors)
    assert found.tau == 0.0
    assert found.se == pytest.approx(1.0)
    low, high = found.range_at(0.05)
    assert high - low > 2 * 1.96


def test_a_next_study_is_never_surer_than_the_average_and_less_sure_where_studies_differ() -> None:
    for values, errors in (LABORATORIES, drawn(5, 3), drawn(6, 12), ((5.0, 5.1, 4.9), (2.0, 2.0, 2.0))):
        found = together(values, errors)
        (low, high), (next_low, next_high) = found.range_at(0.05), next_range(values, errors, 0.05)
        assert next_low <= low < found.estimate < high <= next_high
    spread = next_range((-9.0, 0.0, 3.0, 14.0, 5.0), (1.0,) * 5, 0.05)
    alike = next_range((2.0, 2.5, 3.0, 2.6, 2.4), (1.0,) * 5, 0.05)
    assert spread[1] - spread[0] > 4 * (alike[1] - alike[0])


def test_the_spread_that_a_next_study_averages_over_has_all_the_confidence() -> None:
    from research.release.between import supposed

    parts = supposed(*LABORATORIES)
    assert sum(share for share, _, _ in parts) == pytest.approx(1.0)
    assert min(share for share, _, _ in parts) >= 0.0


@pytest.mark.parametrize(
    ("values", "errors"), [((1.0,), (1.0,)), ((1.0, 2.0), (1.0, 0.0)), ((1.0, 2.0), (1.0,))]
)
def test_what_cannot_be_combined_is_refused(values: tuple[float, ...], errors: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="error above zero"):
        together(values, errors)
