# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""The account of a linking: every file, every loss, every unknown, every tie, as lines of one table."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field

from research.linking.locating import SourceFile
from research.linking.words import said

COLUMNS = (
    "step",
    "people_before",
    "found",
    "not_found",
    "what_happened",
    "kind",
    "table",
    "year",
    "file",
    "edition",
)
#: What a line is about.
KINDS = (
    "declared",
    "passed over",
    "upload",
    "dropped",
    "repaired",
    "tie",
    "file",
    "year",
    "unknown",
    "join",
    "measure",
    "mind",
)


@dataclass(frozen=True)
class Entry:
    """One line: a step, how many it began with, how many were found, and what happened to the others.

    `key` and `values` give the sentence in a language; people are counted, except in lines about rows of the upload.
    """

    step: str
    before: int
    found: int
    key: str
    kind: str
    values: dict[str, object]
    table: str = ""
    year: str = ""
    file: str = ""
    edition: str = ""

    def words(self, lang: str = "en") -> str:
        """What happened, in a language."""
        return said(lang, self.key, **self.values)

    @property
    def lost(self) -> int:
        """How many were not found."""
        return self.before - self.found


@dataclass
class Account:
    """The lines of a linking, in the order in which they were made."""

    entries: list[Entry] = field(default_factory=list)

    def note(
        self,
        step: str,
        before: int,
        found: int,
        key: str,
        kind: str = "join",
        *,
        table: str = "",
        year: int | str = "",
        of: SourceFile | None = None,
        file: str = "",
        **values: object,
    ) -> None:
        """Add a line; `kind` is one of `KINDS`, `key` a sentence of `words.SAID`, `of` the file it is about."""
        edition = ""
        if of is not None:
            year, file, edition = f"{of.year}{of.part}", of.place, of.called
        self.entries.append(
            Entry(step, int(before), int(found), key, kind, values, table, str(year), file, edition)
        )

    def of(self, *kinds: str) -> list[Entry]:
        """The lines of some kinds."""
        return [entry for entry in self.entries if entry.kind in kinds]

    @property
    def warnings(self) -> list[str]:
        """What nobody should overlook, in English."""
        return [f"{entry.step}: {entry.lost:,} {entry.words()}" for entry in self.of("mind")]

    @property
    def csv(self) -> str:
        """The account as a table with commas."""
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)
        for e in self.entries:
            writer.writerow(
                (e.step, e.before, e.found, e.lost, e.words(), e.kind, e.table, e.year, e.file, e.edition)
            )
        return stream.getvalue()
