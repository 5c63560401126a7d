# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""A page in pieces that can be sealed apart (docs/decisions/0027).

Each piece is kept by the answer keys that it rests on, so that destroying an answer takes exactly its own pieces away.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from checklist.advice.rules import ViewableFinding

Keys = frozenset[UUID]
EVERYONE: Keys = frozenset()  # what rests on no answer
FROZEN = "checklist/advice/frozen"


@dataclass
class Drawing:
    """A page in pieces. `parts`: per set of answer keys the HTML of its places, what it says, what was told, and
    which findings stand there (so that one that is withdrawn later can be called back). What holds for everybody rests
    on no answer and stands in the first piece."""

    base: dict[str, Any]
    directions: dict[str, str]
    parts: dict[Keys, dict[str, Any]] = field(default_factory=dict)

    def part(self, keys: Keys) -> dict[str, Any]:
        empty: dict[str, Any] = {"places": {}, "services": {}, "told": [], "findings": []}
        return self.parts.setdefault(keys, empty if keys else {**empty, "everybody": {}})

    def put(self, keys: Keys, name: str, html: str) -> None:
        self.part(keys)["places"][name] = str(html)

    def shows(self, keys: Keys, findings: Iterable[ViewableFinding]) -> None:
        found = self.part(keys)["findings"]
        found += [number for number in (seen.row.finding for seen in findings) if number not in found]
