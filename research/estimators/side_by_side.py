# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Parts of a computation that need nothing of each other, several at a time, in threads of this process.

Threads and no processes: every part looks at the same counts or rows, which then are neither copied nor written down
anywhere. The parts spend their time in numpy, scipy and scikit-learn, which let other threads go on meanwhile.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

Part = TypeVar("Part")
Answer = TypeVar("Answer")


@contextmanager
def side_by_side(
    make: Callable[[Part], Answer], parts: Iterable[Part], workers: int
) -> Iterator[Iterator[Answer]]:
    """The answers of `make` in the order of the parts, so many being made at a time.

    With one worker a part is made when its answer is asked for. With more, each stays on one thread of BLAS and OpenMP,
    so that no digit depends on how many there are. What a part raises is raised when its answer is asked for; what was
    not begun by then is not begun any more.
    """
    if workers == 1:
        yield map(make, parts)
        return
    from joblib import Parallel, delayed

    libraries = ThreadpoolController()

    def alone(part: Part) -> tuple[Answer | None, Exception | None]:
        # OpenMP counts by thread. Nothing is put back: this thread ends, and of BLAS whoever began puts it back below.
        libraries.limit(limits=1)
        try:
            return make(part), None
        except Exception as error:  # noqa: BLE001 - raised again in its turn
            return None, error

    with libraries.limit(limits=1):
        run: Any = Parallel(workers, backend="threading", return_as="generator", pre_dispatch=workers)
        answers = run(delayed(alone)(part) for part in parts)
        try:
            yield map(answer_or_error, answers)
        finally:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # that not every answer was asked for
                answers.close()


def answer_or_error(pair: tuple[Any, Exception | None]) -> Any:
    """The answer of a part; raises what it raised instead."""
    answer, error = pair
    if error is not None:
        raise error
    return answer
