# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The counting pass in a process of its own: what it loads and holds is gone before the first estimate is made.

Counting needs pandas, Arrow and an engine, estimating needs scipy and scikit-learn, and both need room for people or
for counts. One after the other in two processes they take the larger of the two, in one process their sum.

The process is a copy (`fork`) of this one, made while this one is still small and has one thread; where it is not, or
where there is no `fork`, the pass runs here. The counts, or the people where they are needed, come back through files
without a name. Everything else that the pass writes lies in one folder, which goes whatever happens to it.
"""

from __future__ import annotations

import contextlib
import os
import pickle  # noqa: TID251 - read from a file without a name that only a copy of this process wrote in
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import replace
from multiprocessing import Pipe
from typing import IO, TYPE_CHECKING

from research.errors import InputError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from research.counting.count_path import CountPath, RowPath

Report = Callable[[str], None]
Pass = Callable[[Report], "CountPath | RowPath"]
SAID, RAISED, DONE = "said", "raised", "done"
#: A process that was asked to stop has so many seconds to put away what it wrote.
PATIENCE = 10.0


def is_small() -> bool:
    """Has this process one thread of its own, and none of the libraries that counting needs?"""
    loaded = {"pandas", "pyarrow", "duckdb"} & set(sys.modules)
    return hasattr(os, "fork") and not loaded and threading.active_count() == 1


def count_apart(make: Pass, report: Report) -> CountPath | RowPath:
    """What `make` gives, made in a process of its own where that can be; `report` hears what it reports.

    Raises what `make` raises, and `InputError` where the process was ended from outside.
    """
    if not is_small():
        return make(report)
    with tempfile.TemporaryDirectory(prefix="findings-") as folder, tempfile.TemporaryFile() as counts:
        lines = tempfile.TemporaryFile(prefix="findings-")  # noqa: SIM115 - it lives as long as the ledger
        try:
            here, there = Pipe(duplex=False)
            child = os.fork()
            if child == 0:
                here.close()
                work(make, folder, there, counts, lines)
            there.close()
            hear(child, here, report)
            return received(counts, lines)
        except BaseException:
            lines.close()
            raise


def work(make: Pass, folder: str, there: Connection, counts: IO[bytes], lines: IO[bytes]) -> None:
    """What the new process does: count, write down what was found, and end without ever coming back."""
    tempfile.tempdir = folder
    # The allocator that Arrow brings keeps what was freed.
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    try:
        found, about = make(lambda said: there.send((SAID, said))), None
        waiting: IO[bytes] = found.rows.file if found.ledger is None else found.ledger.file
        waiting.seek(0)
        shutil.copyfileobj(waiting, lines, 1 << 20)
        if found.ledger is not None:
            found, about = replace(found, ledger=None), (found.ledger.places, found.ledger.people)  # type: ignore[arg-type]
        pickle.dump((found, about), counts, protocol=5)
        counts.flush()
        lines.flush()
        there.send((DONE, None))
    except Exception as error:  # noqa: BLE001 - whatever it is, the other process raises it
        with contextlib.suppress(OSError):
            there.send((RAISED, portable(error)))
    finally:
        os._exit(0)


def portable(error: Exception) -> Exception:
    """The error, or one with the same words where it cannot be sent to another process."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    except Exception:  # noqa: BLE001 - whatever does not come through
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def hear(child: int, here: Connection, report: Report) -> None:
    """Pass on what the process reports until it is done; stop it where this one is stopped. Raises what it raised.

    Raises `InputError` where it ended without a word.
    """
    try:
        while True:
            kind, told = here.recv()
            if kind == SAID:
                report(told)
            elif kind == RAISED:
                raise told
            else:
                return
    except EOFError:
        raise InputError(
            file="counting", expected="memory enough", found="that the process which counts was ended from outside",
            todo="Give it less --memory, so that it uses the disk, or close other programs.",
        ) from None  # fmt: skip
    finally:
        here.close()
        end(child)


def end(child: int) -> None:
    """Wait for a process that is done, and stop it where it is not."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGTERM)
    late = threading.Timer(PATIENCE, os.kill, (child, signal.SIGKILL))
    late.daemon = True
    late.start()
    try:
        os.waitpid(child, 0)
    finally:
        late.cancel()


def received(counts: IO[bytes], lines: IO[bytes]) -> CountPath | RowPath:
    """What the other process counted, with its lines or its people."""
    from research.counting.ledger import Ledger

    counts.seek(0)
    found: CountPath | RowPath
    found, about = pickle.load(counts)  # noqa: S301 - a file without a name that only our own copy wrote in
    if found.rows is not None:
        found.rows.file = lines
        return found
    places, people = about
    return replace(found, ledger=Ledger(places, lines, people))
