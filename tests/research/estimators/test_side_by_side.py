# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Parts that are made side by side: in order, on one thread each, and an error as without helpers."""

from __future__ import annotations

import threading
import time
import warnings

import numpy as np
import pytest
from threadpoolctl import threadpool_info  # type: ignore[import-untyped]

from research.errors import InputError
from research.estimators.side_by_side import side_by_side

NUMBERS = [1, 2, 3, 4, 5, 6]


def refusal(number: int) -> InputError:
    return InputError(file="t.csv", row=number, expected="a number", found="a word")


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_answers_come_in_the_order_of_the_parts(workers: int) -> None:
    def slow_first(number: int) -> int:
        time.sleep(0.02 / number)
        return number * number

    with side_by_side(slow_first, NUMBERS, workers) as answers:
        assert list(answers) == [1, 4, 9, 16, 25, 36]


def test_parts_are_really_made_at_the_same_time() -> None:
    both = threading.Barrier(2, timeout=20)
    with side_by_side(lambda _: both.wait() >= 0, [1, 2], 2) as answers:
        assert list(answers) == [True, True]


def test_one_worker_makes_a_part_when_it_is_asked_for() -> None:
    made: list[int] = []
    with side_by_side(made.append, NUMBERS, 1) as answers:
        next(answers)
        assert made == [1]


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_the_first_refusal_in_the_order_of_the_parts_is_the_one_that_is_told(workers: int) -> None:
    def late_then_soon(number: int) -> int:
        if number == 2:
            time.sleep(0.05)
        if number in (2, 3):
            raise refusal(number)
        return number

    with side_by_side(late_then_soon, NUMBERS, workers) as answers:
        assert next(answers) == 1
        with pytest.raises(InputError, match="row 2: expected a number; found a word"):
            next(answers)


def test_what_was_not_begun_when_one_stops_is_not_begun_any_more_and_says_nothing() -> None:
    begun: list[int] = []

    def slow(number: int) -> int:
        begun.append(number)
        time.sleep(0.01)
        return number

    def stopped_after_one() -> None:
        with side_by_side(slow, range(1_000), 2) as answers:
            next(answers)
            raise KeyboardInterrupt

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(KeyboardInterrupt):
            stopped_after_one()
    time.sleep(0.1)
    assert len(begun) < 100


@pytest.mark.parametrize("workers", [2, 3])
def test_every_part_has_one_thread_of_blas_and_openmp_and_the_caller_gets_its_own_back(workers: int) -> None:
    import research.robustness.learners  # noqa: F401 - it brings OpenMP along

    def threads() -> list[int]:
        np.ones((2, 2)) @ np.ones((2, 2))
        return [library["num_threads"] for library in threadpool_info()]

    before = threads()
    with side_by_side(lambda _: threads(), NUMBERS, workers) as answers:
        assert {n for found in answers for n in found} == {1}
    assert threads() == before
