# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a check of the log found."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One place where something does not hold: table, client key (hex, or -), place (or 0), and a sentence."""

    table: str
    client_key: str
    seq: int
    sentence: str

    def __str__(self) -> str:
        client = "" if self.client_key == "-" else f" client {self.client_key}"
        row = f" row {self.seq}" if self.seq else ""
        return f"{self.table}{client}{row}: {self.sentence}"


def of_table(table: str, sentence: str) -> Fault:
    """A fault of a whole table."""
    return Fault(table, "-", 0, sentence)
