# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first intake of every person, when the plan names a column of persons.

A first pass notes sixteen bytes for each intake, spread by pseudonym over files that vanish with the process; so
the memory it takes does not grow with the table. Only people who occur more than once are kept in mind after it.
Pseudonyms become 64-bit hashes: among ten million people the chance that two share one is three in a million.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import numpy as np
import pandas as pd

from research.data.readers import raw_chunks, read_header
from research.data.table import check_column, check_header, expected_of
from research.errors import InputError
from research.plan.model import Plan
from research.release.schema import NOTED
from research.results import Check, fewest

PARTS = 32
NOTE = np.dtype([("person", "<u8"), ("order", "<f8")])
FLUSH = 250_000


def persons(chunk: pd.DataFrame, plan: Plan) -> Any:
    """A number for every person; inside a municipality when the plan names one."""
    words = chunk[plan.person].astype(str)
    if plan.municipality:
        words = chunk[plan.municipality].astype(str) + "|" + words
    return pd.util.hash_array(words.to_numpy(dtype=object))


def moments(chunk: pd.DataFrame, plan: Plan) -> Any:
    """When an intake was, as a number; unknown comes last."""
    if not plan.order:
        return np.zeros(len(chunk))
    cells = chunk[plan.order]
    if plan.column(plan.order).type != "month":
        return np.nan_to_num(cells.to_numpy(dtype=np.float64), nan=np.inf)
    places, words = pd.factorize(cells)
    months = [int(w[:4]) * 12 + int(w[5:]) if re.fullmatch(r"\d{4}-\d\d", w) else np.inf for w in words]
    return np.array(months, dtype=np.float64)[places]


def narrow_chunks(paths: list[Path], plan: Plan) -> Iterator[pd.DataFrame]:
    """The columns that say who and when, chunk by chunk, checked against the codebook."""
    names = [name for name in (plan.person, plan.order, plan.municipality) if name]
    for path in paths:
        header, first = read_header(path), 2
        check_header(path, header, plan)
        with closing(raw_chunks(path, header, FLUSH, names)) as chunks:
            for raw in chunks:
                checked = {n: check_column(path, raw[n], first, expected_of(plan, n)) for n in names}
                first += len(raw)
                yield pd.DataFrame(checked)


@dataclass
class FirstIntakes:
    """Who occurs more than once, and when each of them came first."""

    plan: Plan
    person: Any = field(default_factory=lambda: np.zeros(0, np.uint64))
    least: Any = field(default_factory=lambda: np.zeros(0))
    seen: int = 0
    dropped: int = 0

    def look(self, paths: list[Path]) -> FirstIntakes:
        """The first pass over the files."""
        with ExitStack() as stack:
            parts = [stack.enter_context(tempfile.TemporaryFile(prefix="findings-")) for _ in range(PARTS)]
            for chunk in narrow_chunks(paths, self.plan):
                self.seen += len(chunk)
                note(parts, persons(chunk, self.plan), moments(chunk, self.plan))
            found = [repeated(part) for part in parts]
        self.person = np.concatenate([person for person, _ in found])
        self.least = np.concatenate([least for _, least in found])
        if len(self.person) and not self.plan.order:
            raise InputError(
                file=self.plan.path,
                column=self.plan.person,
                expected="every person once, or a column “order” in the plan",
                found="persons with several intakes",
                todo='Name the column that says which intake came first: order = "…" under [columns].',
            )
        return self

    def only(self, chunks: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        """The chunks with the first intake of every person; intakes of one moment are settled at the end."""
        if not len(self.person):
            yield from chunks
            return
        held: list[pd.DataFrame] = []
        for chunk in chunks:
            hashes = persons(chunk, self.plan)
            place = np.minimum(np.searchsorted(self.person, hashes), len(self.person) - 1)
            more = self.person[place] == hashes
            first = moments(chunk, self.plan) <= self.least[place]
            self.dropped += int((more & ~first).sum())
            if (more & first).any():
                held.append(chunk[more & first])
            yield chunk[~more].reset_index(drop=True)
        if held:
            yield self.settled(pd.concat(held, ignore_index=True))

    def settled(self, held: pd.DataFrame) -> pd.DataFrame:
        """One intake for each person of those that share a moment, whatever the order of the file."""
        ordered = held.sort_values(list(held.columns), kind="stable", ignore_index=True)
        kept = ordered[~pd.Series(persons(ordered, self.plan)).duplicated()].reset_index(drop=True)
        self.dropped += len(ordered) - len(kept)
        return kept

    def check(self) -> Check:
        """How many intakes were not the first of their person."""
        return intakes_check(self.dropped, self.seen)


def intakes_check(dropped: int, seen: int) -> Check:
    """The line that says how many intakes were left out."""
    return Check(
        "sample.first_intake", "", "later intakes of the same person left out (%)",
        100.0 * dropped / max(seen, 1), None, NOTED,
        "Van iedereen telt alleen de eerste intake mee.", "Of everyone only the first intake counts.",
        fewest(dropped, seen),
    )  # fmt: skip


def note(parts: Sequence[IO[bytes]], person: Any, order: Any) -> None:
    """Write who and when to the part that the person belongs to."""
    notes = np.empty(len(person), dtype=NOTE)
    notes["person"], notes["order"] = person, order
    home = (person >> np.uint64(59)).astype(np.int64)
    for number, part in enumerate(parts):
        part.write(notes[home == number].tobytes())


def repeated(part: IO[bytes]) -> tuple[Any, Any]:
    """Persons of one part that occur more than once, in order, and the first moment of each."""
    part.seek(0)
    notes = np.frombuffer(part.read(), dtype=NOTE)
    notes = notes[np.lexsort((notes["order"], notes["person"]))]
    person = notes["person"]
    start = np.flatnonzero(np.append(len(notes) > 0, person[1:] != person[:-1])[: len(notes)])
    several = start[np.diff(np.append(start, len(notes))) > 1]
    return person[several], notes["order"][several]
