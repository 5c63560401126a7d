# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Draws of a study that need nothing of each other, several at a time, each in a process of its own.

A draw is asked for by a name and a seed and answers with a few numbers, so that next to nothing goes from one process
to another. Answers come in the order they were asked for, and only the process that asked writes them down.
"""

from __future__ import annotations

import argparse
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from research.estimators.geometry import one_thread

Draw = TypeVar("Draw", bound=tuple[Any, ...])
Answer = TypeVar("Answer")


def add_workers(options: argparse.ArgumentParser) -> None:
    """How many draws are made at a time."""
    options.add_argument("--workers", type=int, default=1, help="so many draws at a time, each in a process")


def in_time(asked: Iterable[Draw], stop: float) -> Iterator[Draw]:
    """What is asked for, until the clock (`time.monotonic`) says stop."""
    for draw in asked:
        if time.monotonic() > stop:
            return
        yield draw


@one_thread
def alone(make: Callable[..., Answer], draw: tuple[Any, ...]) -> tuple[Any, Answer]:
    """One draw with what was asked, on one thread of BLAS wherever it is made."""
    return draw, make(*draw)


def answers_of(
    make: Callable[..., Answer], asked: Iterable[Draw], workers: int
) -> Iterator[tuple[Draw, Answer]]:
    """Every draw with its answer, in the order asked."""
    if workers == 1:
        yield from (alone(make, draw) for draw in asked)
        return
    from joblib import Parallel, delayed

    run: Any = Parallel(workers, backend="loky", return_as="generator", pre_dispatch=2 * workers)
    answers = run(delayed(alone)(make, draw) for draw in asked)
    try:
        yield from answers
    finally:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that not every answer was waited for
            answers.close()
