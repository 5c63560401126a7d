# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the counting pass hands on: counts, or people on disk; it needs nothing of what was needed to count."""

from __future__ import annotations

from dataclasses import dataclass

from research.counting.ledger import Ledger
from research.counting.rows import RowFile
from research.counting.side_counts import Extras
from research.counting.tally import Tally


@dataclass(frozen=True)
class CountPath:
    """What counting leaves behind where counts are enough; the ledger holds combinations of groups inside cells."""

    tally: Tally
    extras: Extras
    ledger: Ledger
    rows: None = None

    def close(self) -> None:
        """Let the lines on disk vanish."""
        self.ledger.close()


@dataclass(frozen=True)
class RowPath:
    """What counting leaves behind where the people themselves are needed: they are on disk, in one fixed order."""

    tally: Tally
    extras: Extras
    rows: RowFile
    ledger: None = None

    def close(self) -> None:
        """Let the people on disk vanish."""
        self.rows.close()
