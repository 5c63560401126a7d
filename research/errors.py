# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""Input that is refused says so in one sentence: where, what was expected, what was found, what to do."""

from __future__ import annotations

import re
from typing import Any

#: Files that hold rows and no lines, by the end of their name.
WITHOUT_LINES = re.compile(
    r"\.(parquet|arrow|feather|ipc|arrows|sav|zsav|dta|sas7bdat|xpt)(\.gz|\.zst)?$", re.IGNORECASE
)
WORKBOOK = re.compile(r"\.xlsx(\.gz|\.zst)?$", re.IGNORECASE)


class InputError(Exception):
    """A plan or a table that cannot be used. `line` counts from 1, the header included; a file without lines of
    text (Parquet, SPSS and the like) tells the same place as a `row` without the header, Excel as the row it shows."""

    def __init__(
        self,
        *,
        file: str,
        expected: str,
        found: str,
        line: int | None = None,
        row: int | None = None,
        column: str | None = None,
        todo: str = "Correct the file or the plan and run the command again.",
    ) -> None:
        """Keep the parts; the sentence is made when it is read."""
        super().__init__(file, line, column, expected, found)
        if line is not None and WITHOUT_LINES.search(file):
            row, line = line - 1 or None, None  # the names of the columns stand in no row
        elif line is not None and WORKBOOK.search(file):
            row, line = line, None
        self.file, self.line, self.row, self.column = file, line, row, column
        self.expected, self.found, self.todo = expected, found, todo

    def __reduce__(self) -> Any:
        """How it is sent to another process: by its parts."""
        return again, (vars(self).copy(),)

    def __str__(self) -> str:
        """One complete English sentence, and what to do."""
        place = self.file
        place += "" if self.line is None else f", line {self.line}"
        place += "" if self.row is None else f", row {self.row}"
        place += "" if self.column is None else f", column {self.column}"
        return f"{place}: expected {self.expected}; found {self.found}. {self.todo}"


def again(parts: dict[str, Any]) -> InputError:
    """A refusal as it was in another process."""
    return InputError(**parts)


def shown(value: object) -> str:
    """A short, printable quotation of something found."""
    text = "".join(c if c.isprintable() else "?" for c in str(value)[:40])
    return f"“{text}”" if text else "nothing"
