# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everyone once more in a few small numbers, on disk: place, service, combination of groups and outcomes, people.

People who are alike in all of these share a line, so that the file grows with what differs and not with who came by.

What needs combinations of groups inside a cell (learners, files of counts) reads them from here, in blocks, so
that memory does not grow with the number of people. The file has no name and vanishes with the process.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

import numpy as np

from research.counting.coding import Places

if TYPE_CHECKING:
    from research.estimators.geometry import Ints

LINE = np.dtype([("spot", "<i4"), ("code", "<i4"), ("track", "i1"), ("people", "<u4")])
BLOCK = 100_000


class Ledger:
    """Lines of people who have every outcome, in the order they came by; a line may come again."""

    def __init__(self, places: Places, file: IO[bytes] | None = None, people: int = 0) -> None:
        """Start empty, or with a file of lines and how many people stand in it."""
        self.places, self.people = places, people
        self.file = file or tempfile.TemporaryFile(prefix="findings-")  # noqa: SIM115 - it lives as long as the ledger

    def add(self, spot: Ints, track: Any, code: Any, people: Ints) -> None:
        """Write some lines: spot, track, code and people (n,) of each."""
        lines = np.empty(len(spot), dtype=LINE)
        for name, values in (("spot", spot), ("track", track), ("code", code), ("people", people)):
            lines[name] = values
        self.file.write(lines.tobytes())
        self.people += int(people.sum())

    def blocks(self) -> Iterator[Any]:
        """All lines, in blocks."""
        self.file.seek(0)
        while data := self.file.read(BLOCK * LINE.itemsize):
            yield np.frombuffer(data, dtype=LINE)
        self.file.seek(0, 2)

    def __getstate__(self) -> dict[str, Any]:
        """What is kept in a cache that the user named: everything, with the lines themselves."""
        return self.__dict__ | {"file": b"".join(block.tobytes() for block in self.blocks())}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Back from a cache."""
        self.__dict__.update(state)
        self.file = tempfile.TemporaryFile(prefix="findings-")  # noqa: SIM115 - as above
        self.file.write(state["file"])

    def close(self) -> None:
        """Let the file vanish."""
        self.file.close()
