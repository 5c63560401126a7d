# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Projections on strata and caseworkers are those of plain least squares, whichever side is taken out first."""

import numpy as np
import pytest

from research.estimators import geometry


def drawn(
    caseworkers: int, strata: int, people: int, seed: int = 7
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Cells of people drawn at random: caseworker, stratum and people of each, (C,)."""
    random = np.random.default_rng(seed)
    key, clients = np.unique(
        random.integers(0, caseworkers, people) * strata + random.integers(0, strata, people),
        return_counts=True,
    )
    return key // strata, key % strata, clients


@pytest.mark.parametrize(("caseworkers", "strata", "people"), [(60, 4, 500), (200, 20, 1_500), (8, 6, 200)])
def test_leverage_and_fit_are_those_of_least_squares_on_rows(
    caseworkers: int, strata: int, people: int
) -> None:
    sample = geometry.comparable(*drawn(caseworkers, strata, people))
    assert sample is not None
    shape = sample.geometry
    many = {block.met is not None for block in shape.blocks}
    assert many == {caseworkers > geometry.MANY * strata}
    rows = np.repeat(np.arange(len(shape.clients)), shape.clients.astype(int))
    design = np.hstack(
        [
            np.eye(shape.caseworkers)[shape.caseworker[rows]],
            np.eye(shape.strata)[shape.stratum[rows]],
        ]
    )
    hat = design @ np.linalg.pinv(design)
    values = np.random.default_rng(1).normal(size=(len(rows), 2))
    sums = np.stack([np.bincount(rows, column) for column in values.T], axis=1)
    np.testing.assert_allclose(np.diag(hat), shape.h_x[rows], atol=1e-10)
    np.testing.assert_allclose(hat @ values, shape.fitted(sums)[rows], atol=1e-10)


def test_effects_of_caseworkers_do_not_depend_on_the_side_that_is_solved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cells = drawn(300, 12, 2_000)
    found = []
    for many in (2, 1_000):
        monkeypatch.setattr(geometry, "MANY", many)
        sample = geometry.comparable(*cells)
        assert sample is not None
        assert (sample.geometry.blocks[0].met is not None) == (many == 2)
        sums = np.random.default_rng(2).normal(size=(len(sample.geometry.clients), 3))
        found.append((sample.kept, sample.geometry.h_x, sample.geometry.caseworker_effects(sums)))
    assert (found[0][0] == found[1][0]).all()
    np.testing.assert_allclose(found[0][1], found[1][1], atol=1e-12)
    np.testing.assert_allclose(found[0][2], found[1][2], atol=1e-10)
