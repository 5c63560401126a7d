# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tracks that cannot be told apart are refused by what is wrong, before a matrix that says nothing is inverted."""

from __future__ import annotations

import numpy as np
import pytest

from research.estimators.first_stage import first_stage, refuse_unsolvable
from research.estimators.geometry import geometry
from tests.research.in_parts import stage_on_rows

FREE = np.eye(2)
MOVED = 10.0 * np.eye(2)
PEOPLE = np.array([50.0, 40.0])
#: Two caseworkers beside each other; people in no track, in the first and in the second.
PLACES = (np.array([0, 1]), np.array([0, 0]))


def test_tracks_that_are_chosen_freely_and_moved_are_let_through() -> None:
    refuse_unsolvable(20.0 * FREE, MOVED, PEOPLE)


def test_a_track_without_people_is_refused() -> None:
    with pytest.raises(np.linalg.LinAlgError, match="without people"):
        refuse_unsolvable(20.0 * FREE, MOVED, np.array([50.0, 0.0]))
    clients = np.array([[5.0, 5.0, 0.0], [5.0, 5.0, 0.0]])
    with pytest.raises(np.linalg.LinAlgError, match="without people"):
        first_stage(geometry(*PLACES, clients.sum(axis=1)), clients)


def test_a_track_that_follows_from_the_other_is_chosen_by_nobody() -> None:
    with pytest.raises(np.linalg.LinAlgError, match="nobody chooses freely"):
        refuse_unsolvable(np.sqrt(np.outer(PEOPLE, PEOPLE)), MOVED, PEOPLE)


@pytest.mark.parametrize("cross", [np.diag([10.0, 0.0]), np.full((2, 2), 10.0), np.zeros((2, 2))])
def test_a_track_that_no_caseworker_moves_by_itself_is_refused(cross: np.ndarray) -> None:
    scaled = cross * np.sqrt(np.outer(PEOPLE, PEOPLE)) / 50.0
    with pytest.raises(np.linalg.LinAlgError, match="no caseworker moves"):
        refuse_unsolvable(20.0 * FREE, scaled, PEOPLE)


def test_fewer_people_than_is_estimated_from_them_are_refused_on_rows() -> None:
    people = geometry(*PLACES, np.array([3.0, 3.0]))
    rng = np.random.default_rng(3)
    cell, track = np.repeat([0, 1], 3), rng.integers(0, 2, 6)
    stage, _ = stage_on_rows(people, cell, track, rng.normal(size=6), rng.normal(size=(4, 6)), 1)
    with pytest.raises(np.linalg.LinAlgError, match="fewer people than what is estimated"):
        stage.only((0,))
